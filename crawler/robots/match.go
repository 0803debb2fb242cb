package robots

import "strings"

// normalise gives rule and path one spelling (RFC 9309, 2.2.2): bytes outside ASCII are escaped, escapes of letters,
// digits, "-", ".", "_" and "~" are undone, the other escapes are in upper case. A "%" that escapes nothing stays.
func normalise(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			v := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			i += 2
			if unreserved(v) {
				b.WriteByte(v)
				continue
			}
			c = v
			fallthrough
		case c >= 0x80 || c < 0x21 || c == 0x7f:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unhex is the value of a hexadecimal digit, -1 for anything else.
func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unreserved says that RFC 3986, 2.3 lets a byte stand for itself.
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// match says that path begins with the pattern, in which "*" stands for any bytes and a "$" at the end for the end of
// the path. It backtracks to the last "*" only, so it takes at most len(pattern)*len(path) steps.
func match(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	p, s := 0, 0
	star, mark := -1, 0
	for {
		switch {
		case p == len(pattern) && (!anchored || s == len(path)):
			return true
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, s
			p++
			continue
		case p < len(pattern) && s < len(path) && pattern[p] == path[s]:
			p, s = p+1, s+1
			continue
		case star >= 0 && mark < len(path):
			mark++
			p, s = star+1, mark
			continue
		}
		return false
	}
}
