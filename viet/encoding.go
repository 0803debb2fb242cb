package viet

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/encodings.tsv
var encodingsTSV string

// The names under which Decode reports what it read.
const (
	encUTF8    = "utf-8"
	enc1258    = "windows-1258"
	encTCVN3   = "tcvn3"
	encVNI     = "vni"
	encVISCII  = "viscii"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
)

// legacy are the encodings that are recognised by their Vietnamese, the likelier first.
var legacy = []string{enc1258, encTCVN3, encVNI, encVISCII}

// A bytemap is what each byte of an encoding stands for; nothing means itself.
type bytemap [256][]byte

// bytemaps reads the embedded table on first use. VNI needs no rules of its own: its marks are combining characters of
// Unicode that follow their letter just as in VNI, and NFC joins them.
var bytemaps = sync.OnceValue(func() map[string]*bytemap {
	maps := make(map[string]*bytemap)
	for line := range strings.Lines(encodingsTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		m := maps[f[0]]
		if m == nil {
			m = new(bytemap)
			maps[f[0]] = m
		}
		b, _ := strconv.ParseUint(f[1], 16, 8) // a test reads the table back
		for point := range strings.FieldsSeq(f[2]) {
			r, _ := strconv.ParseUint(point, 16, 32)
			m[b] = utf8.AppendRune(m[b], rune(r))
		}
	}
	return maps
})

// decodeBytes reads body in one of the legacy encodings. Bytes of ASCII that letters do not use stay as they are, so
// markup stays intact.
func decodeBytes(body []byte, encoding string) string {
	m := bytemaps()[encoding]
	out := make([]byte, 0, len(body)+len(body)/4)
	for _, b := range body {
		if s := m[b]; s != nil {
			out = append(out, s...)
		} else {
			out = append(out, b)
		}
	}
	return string(out)
}

// latinBytes is the other way for windows-1252: the bytes that were taken for Latin letters to make s. ok is false when
// s has characters that no byte stands for.
func latinBytes(s string) (body []byte, ok bool) {
	body = make([]byte, 0, len(s))
	for _, r := range s {
		switch b := windows1252[r]; {
		case r < 0x80 || r >= 0xA0 && r < 0x100:
			body = append(body, byte(r))
		case b != 0:
			body = append(body, b)
		case r >= 0x80 && r < 0xA0:
			body = append(body, byte(r))
		default:
			return nil, false
		}
	}
	return body, true
}

// windows1252 has the bytes 80 to 9F of that encoding.
var windows1252 = func() map[rune]byte {
	m := make(map[rune]byte)
	b := byte(0x80)
	for _, r := range "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ" {
		if r != utf8.RuneError {
			m[r] = b
		}
		b++
	}
	return m
}()
