package compare

import "diembao/viet"

// Pairs are the pairs of neighbouring syllables of a short text, by key: what two headlines have in common.
func Pairs(s string) map[string]bool {
	out := map[string]bool{}
	last := ""
	for _, tok := range viet.AppendTokens(nil, s) {
		if tok.Kind == viet.Punct {
			continue
		}
		key := viet.Key(s[tok.Start:tok.End])
		if last != "" {
			out[last+" "+key] = true
		}
		last = key
	}
	return out
}
