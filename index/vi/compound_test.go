package vi

import "testing"

func TestCompound(t *testing.T) {
	var l Lexicon
	for text, want := range map[string]bool{
		"Tỉnh uỷ": true, "tỉnh ủy": true, "tinh uy": true, "tinh ủy": true, "tính ủy": false, "tỉnh": false, "": false,
		"Lâm Đồng": true, "lam dong": true, "phó bí thư": true, "kỹ thuật": true, "kĩ thuật": true, "quận 1": true,
		"hạn hán": true, "cũng hán": false, "Đức Trọng": true, "chuyển đổi số": true, "Dak Lak": true,
		"một hai ba bốn năm": false,
	} {
		if got := Compound(l.Append(nil, text)); got != want {
			t.Errorf("Compound(%q) = %v", text, got)
		}
	}
}
