package similar

import (
	"slices"
	"strconv"
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
	f.Add("Tỉnh uỷ, UBND tỉnh \xff a\u0301 b ß Æ Ａ x\u200by ９ ǅ ɓ Ỿ ² Đǎɏ")
	f.Fuzz(func(t *testing.T, s string) {
		for i := range s {
			hash, end := syllable(s, i)
			if h, e := folded(s, i); h != hash || e != end {
				t.Fatalf("%q read letter by letter is another than folded whole", s[i:max(end, e)])
			}
		}
		if n := len(Marks(nil, s)); n > len(s) {
			t.Fatalf("%d marks of %d bytes", n, len(s))
		}
	})
}

// TestShortTextsKeepMore: a notice keeps a fourfold share, and what a long text keeps of the same words is among it.
func TestShortTextsKeepMore(t *testing.T) {
	words := make([]string, 1000)
	for i := range words {
		words[i] = "chữ" + strconv.Itoa(i*i%997)
	}
	long := Sample(nil, strings.Join(words, " "))
	for _, n := range []int{100, 300} {
		short := Sample(nil, strings.Join(words[:n], " "))
		least := n / 5
		if n > noticeText {
			least = n / 6
		}
		if len(short) < least {
			t.Errorf("%d marks of %d words, want %d or more", len(short), n, least)
		}
		for _, m := range Marks(nil, strings.Join(words, " ")) {
			if m.At+shingle <= n && !slices.Contains(short, m.Hash) {
				t.Errorf("a mark at %d of the long text is none of its first %d words", m.At, n)
			}
		}
	}
	if n := len(long); n < 150 || n > 230 {
		t.Errorf("%d marks of 1,000 words, want three in sixteen", n)
	}
}
