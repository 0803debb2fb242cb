package compare

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

var syllables = strings.Fields("sáng nay đoàn công tác kiểm tra tiến độ thi công tuyến đường nối hai xã vùng cao nhà thầu cam kết bàn giao mặt bằng trước mùa mưa người dân mong sớm có đường mới đi lại học sinh đến trường thuận lợi hơn trạm y tế được bổ sung thuốc")

// draft makes n words from seed; different seeds share hardly a run of four.
func draft(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = syllables[r.IntN(len(syllables))]
	}
	return out
}

func compared(a, b []string) Comparison {
	return Texts(New(strings.Join(a, " ")), New(strings.Join(b, " ")))
}

func TestPlantedEdits(t *testing.T) {
	original := draft(1, 400)
	other := draft(2, 400)
	changed := append([]string(nil), original...)
	for i := 3; i < len(changed); i += 5 { // 20 % of the words
		changed[i] = "khác"
	}
	reordered := append(append([]string(nil), original[200:]...), original[:200]...)
	quoting := append(append(append([]string(nil), other[:200]...), original[100:140]...), other[200:]...)
	for _, c := range []struct {
		name       string
		draft      []string
		atLeast    float64 // of the draft found in the original
		atMost     float64
		longestMin int
	}{
		{"the same", original, 1, 1, 400},
		{"60 % cut", original[:160], 1, 1, 160},
		{"20 % of the words changed", changed, .95, 1, 200},
		{"halves exchanged", reordered, .99, 1, 200},
		{"40 words quoted", quoting, .09, .12, 40},
		{"another text", other, 0, .03, 0},
	} {
		got := compared(c.draft, original)
		if got.A < c.atLeast || got.A > c.atMost || got.Longest < c.longestMin {
			t.Errorf("%s: %.3f of the draft, longest %d; want %.2f to %.2f, at least %d", c.name, got.A, got.Longest, c.atLeast, c.atMost, c.longestMin)
		}
	}
}

func TestSpellingDoesNotCount(t *testing.T) {
	a := New("Tỉnh uỷ HOÀ BÌNH tổ chức hội nghị sơ kết sáu tháng đầu năm")
	b := New("tỉnh ủy Hòa Bình tổ chức hội nghị, sơ kết sáu tháng đầu năm.")
	c := Texts(a, b)
	if c.A != 1 || c.B != 1 || len(c.Passages) != 1 {
		t.Fatalf("%+v, want one passage that is all of both", c)
	}
	if p := c.Passages[0]; a.raw[p.A.Start:p.A.End] != a.raw || !strings.HasPrefix(b.raw[p.B.Start:], "tỉnh ủy") {
		t.Errorf("passage %+v does not point at the words", p)
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("một hai ba bốn năm sáu bảy tám chín", "hai ba bốn năm sáu bảy tám chín mười")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := New(x), New(y)
		c := Texts(a, b)
		for _, p := range c.Passages {
			if p.A.Start < 0 || p.A.End > len(x) || p.A.Start >= p.A.End || p.B.Start < 0 || p.B.End > len(y) || p.B.Start >= p.B.End {
				t.Fatalf("passage %+v outside %q, %q", p, x, y)
			}
		}
		if c.A < 0 || c.A > 1 || c.B < 0 || c.B > 1 {
			t.Fatalf("shares %v %v", c.A, c.B)
		}
	})
}

func BenchmarkTexts(b *testing.B) {
	x, y := New(strings.Join(draft(1, 700), " ")), New(strings.Join(draft(2, 700), " "))
	b.ReportAllocs()
	for b.Loop() {
		Texts(x, y)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Join(draft(1, 700), " ")
	b.ReportAllocs()
	for b.Loop() {
		New(text)
	}
}

// TestManyWords: a reader that has met more words than it remembers gives the same keys as before.
func TestManyWords(t *testing.T) {
	var r reader
	first := r.hash("tỉnh")
	for i := range 3 * mostWords {
		r.hash(strconv.Itoa(i))
	}
	if r.hash("Tỉnh") != first || len(r.words) > 2*mostWords {
		t.Errorf("another key, or %d places for words", len(r.words))
	}
}
