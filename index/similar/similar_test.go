package similar

import (
	"strings"
	"testing"
)

func TestSampleIgnoresSpelling(t *testing.T) {
	text := strings.Repeat("Ngày 31/7, Phó Bí thư Tỉnh uỷ đã đến thăm các hộ dân chịu hạn hán ở huyện Đức Mẫu và hoà cùng bà con. ", 4)
	other := strings.ReplaceAll(strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(text, "uỷ", "ủy"), "hoà", "hòa")), ", ", "\n")
	a, b := Sample(nil, text), Sample(nil, other)
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("%d and %d hashes", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("another spelling gives other hashes")
		}
	}
}

func TestMarksStandInOrder(t *testing.T) {
	last := -1
	for _, m := range Marks(nil, strings.Repeat("một hai ba bốn năm sáu bảy tám chín mười ", 9)) {
		if m.At <= last || m.At > 90 {
			t.Fatalf("mark at %d after %d", m.At, last)
		}
		last = m.At
	}
}

func FuzzMarks(f *testing.F) {
	f.Add("Tỉnh uỷ, UBND tỉnh \xff a\u0301 b")
	f.Fuzz(func(t *testing.T, s string) {
		if n := len(Marks(nil, s)); n > len(s) {
			t.Fatalf("%d marks of %d bytes", n, len(s))
		}
	})
}
