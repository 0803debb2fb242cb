package vi

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func read(text string) string {
	var l Lexicon
	var out []string
	for _, t := range l.Append(nil, text) {
		s := t.Exact
		if t.Part {
			s = "+" + s
		} else if !t.Gap {
			s = "_" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestAppend(t *testing.T) {
	for in, want := range map[string]string{
		"":                    "",
		"Tỉnh uỷ":             "tỉnh _ủy",
		"UBND tỉnh":           "ủy _ban _nhân _dân _tỉnh",
		"ubnd tỉnh":           "ủy _ban _nhân _dân _tỉnh",
		"Ban, bệ":             "ban _bệ",
		"giảm – vẫn cao":      "giảm _vẫn _cao",
		"kinh tế-xã hội":      "kinh _tế _xã _hội",
		"một; hai: ba":        "một hai ba",
		"TP.HCM":              "thành _phố _hồ _chí _minh",
		"tphcm nay":           "thành _phố _hồ _chí _minh _nay",
		"ở TP. HCM":           "ở _thành _phố _hồ _chí _minh",
		"TP Đà Lạt":           "thành _phố _đà _lạt",
		"tỉnh Đắc Lắc.":       "tỉnh _đắk _lắk",
		"dac lac":             "đắk _lắk",
		"hạn mặn dbscl":       "hạn _mặn _đồng _bằng _sông _cửu _long",
		"huyện Krông Pắk":     "huyện _krông _pắc",
		"đặc lạc":             "đặc _lạc",
		"kỹ thuật Mỹ":         "kĩ _thuật _mĩ",
		"tay và tai":          "tay _và _tai",
		"Nghị quyết 18-NQ/TW": "nghị _quyết _18-nq/tw +18 +nq +tw",
		"COVID-19":            "covid-19 +covid +19",
		"dài 2.063 m":         "dài _2.063 _m",
		"“Hạn hán” kéo dài":   "hạn _hán _kéo _dài",
		"một\nhai":            "một hai",
		"hết. Sau":            "hết sau",
	} {
		if got := read(in); got != want {
			t.Errorf("%q is read %q, want %q", in, got, want)
		}
	}
}

func TestOffsets(t *testing.T) {
	var l Lexicon
	text := "Ở TP.HCM, UBND họp."
	for _, tok := range l.Append(nil, text) {
		got := text[tok.Start:tok.End]
		want := map[string]string{"ở": "Ở", "họp": "họp"}[tok.Exact]
		if want == "" && got != "TP.HCM" && got != "UBND" || want != "" && got != want {
			t.Errorf("%q stands at %q", tok.Exact, got)
		}
	}
}

func TestSyllable(t *testing.T) {
	for _, s := range []string{"nghieng", "uy", "ban", "dak", "lak", "quyen", "gi", "y", "thuong"} {
		if !Syllable(s) {
			t.Errorf("%q is none", s)
		}
	}
	for _, s := range []string{"ubnd", "hdnd", "tphcm", "18-nq/tw", "", "hcm", "bch", "covid"} {
		if Syllable(s) {
			t.Errorf("%q is one", s)
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, s := range []string{"UBND tỉnh Đắc Lắc, TP.HCM", "18-NQ/TW 2.063 COVID-19", "a\xff\u0301\u200b-/.", "“”'’ T.Ư."} {
		f.Add(s)
	}
	var l Lexicon
	f.Fuzz(func(t *testing.T, s string) {
		last := int32(0)
		for _, tok := range l.Append(nil, s) {
			if tok.Start < 0 || tok.End > int32(len(s)) || tok.Start >= tok.End || tok.Start < last {
				t.Fatalf("token at %d to %d of %q after %d", tok.Start, tok.End, s, last)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[tok.Start:tok.End]) {
				t.Fatalf("token %q cuts a rune of %q", s[tok.Start:tok.End], s)
			}
			if strings.ContainsAny(tok.Folded, " \n") || tok.Folded == "" {
				t.Fatalf("folded form %q in %q", tok.Folded, s)
			}
			last = tok.Start
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	text := strings.Repeat("Ngày 31/7, Phó Bí thư Tỉnh ủy đã đến thăm các hộ dân chịu hạn hán ở huyện Đức Trọng. ", 35)
	var l Lexicon
	toks := l.Append(nil, text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		toks = l.Append(toks[:0], text)
	}
}

func TestTyped(t *testing.T) {
	for in, want := range map[string]string{
		"ddawsk": "đắk", "lawsk": "lắk", "d9a81k": "đắk", "la81k": "lắk", "tirnh": "tỉnh", "tinhr": "tỉnh", "uyr": "ủy",
		"dduwowngf": "đường", "d9u7o7ng2": "đường", "haanj": "hận", "hanj": "hạn", "truowngf": "trường", "hoaf": "hòa",
		"quyeets": "quyết", "nuocws": "nước", "nuocsw": "nước", "vietej": "việt", "dand": "đan", "sonw": "sơn", "langw": "lăng", "tw": "tư", "tinh": "", "18": "", "covid": "", "": "", "lâm": "",
	} {
		if got := Typed(in); got != want {
			t.Errorf("Typed(%q) = %q, want %q", in, got, want)
		}
	}
}
