package extract

import "testing"

// FuzzConsonants: lines of one key have the same consonants, and a line's key begins with that of its beginning.
func FuzzConsonants(f *testing.F) {
	f.Add("Thuỷ sản – Hòa Bình (2020), KHOÁ “mới” đường ra đầm của làng Mẫu, và kè")
	f.Add("\u212aelvin n\u0303 s\u0323 ſ \u1e9e ﬁ K\u0301 Ⅷ")
	f.Fuzz(func(t *testing.T, s string) {
		s = clean(s)
		key := bareKey(s)
		if consonants(s) != consonants(key) {
			t.Errorf("%q, key %q", s, key)
		}
		if b := bareKey(beginning(s)); len(key) < len(b) || key[:len(b)] != b {
			t.Errorf("%q begins with %q", key, b)
		}
	})
}
