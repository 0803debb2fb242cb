package viet

import (
	"slices"
	"testing"
	"unicode"
)

func TestAtoms(t *testing.T) {
	type atom struct {
		text  string
		kind  AtomKind
		shape Case
		alone bool
	}
	for _, c := range []struct {
		text string
		want []atom
	}{
		{"", nil},
		{"Tỉnh ủy Lâm Đồng", []atom{{"Tỉnh", Letters, Title, true}, {"ủy", Letters, Lower, true}, {"Lâm", Letters, Title, true}, {"Đồng", Letters, Title, true}}},
		{"TP.HCM, 2.063\n", []atom{{"TP", Letters, Upper, false}, {".", Sign, 0, false}, {"HCM", Letters, Upper, true}, {",", Sign, 0, false},
			{"2", Digits, 0, false}, {".", Sign, 0, false}, {"063", Digits, 0, true}, {"\n", Break, 0, false}}},
		{"tỉnhÔng Y", []atom{{"tỉnhÔng", Letters, Mixed, true}, {"Y", Letters, Title, true}}},
		{"K’Ho – “QL1”", []atom{{"K", Letters, Title, false}, {"’", Sign, 0, false}, {"Ho", Letters, Title, true}, {"–", Sign, 0, false},
			{"“", Sign, 0, false}, {"QL", Letters, Upper, false}, {"1", Digits, 0, true}, {"”", Sign, 0, false}}},
		{"Москва", []atom{{"Москва", Letters, Mixed, true}}},
	} {
		var cut Cut
		cut.Read(c.text)
		var got []atom
		for _, a := range cut.Atoms {
			got = append(got, atom{c.text[a.Start:a.End], a.Kind, a.Case, a.Alone})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q\n got %v\nwant %v", c.text, got, c.want)
		}
	}
}

func TestWordHash(t *testing.T) {
	for _, same := range [][]string{
		{"hoà", "hòa", "HOÀ", "Hòa", "hoa\u0300"}, {"uỷ", "Ủy", "ủy"}, {"thuý", "thúy"}, {"quý", "QUÝ"}, {"đường", "Ðường", "ĐƯỜNG"},
		{"giữ", "GIỮ"}, {"12"}, {"t.ư", "T.Ư"}, {"k'ho", "K'Ho"}, {"khuỷu"}, {"khủyu", "Khủyu"}, {"москва", "Москва"}, {"áá"}, {"aá"},
		{"hoa"}, {"hóa", "hoá"}, {"nghiêng"}, {"nghiếng"}, {"12a"}, {"1"}, {"21"},
	} {
		for _, w := range same {
			if WordHash(w) != WordHash(same[0]) || WordHash(w) != KeyHash([]byte(Key(w))) {
				t.Errorf("%q and %q differ", w, same[0])
			}
		}
	}
}

// FuzzAtoms checks what readers of atoms rely on: nothing is lost, and a word that stands alone is the token it would be.
func FuzzAtoms(f *testing.F) {
	f.Add("Ngày 15/7, Tỉnh ủy Lâm Đồng (TP.Đà Lạt) họp: “2.063 tỷ đồng”, K’Ho; hoà", "hòa")
	f.Add("a\u0301b\u200bc \u2028x\r\ny\xff", "áb")
	f.Fuzz(func(t *testing.T, text, other string) {
		text, other = NFC(text), NFC(other)
		var cut Cut
		cut.Read(text)
		end := 0
		starts := map[int]Token{}
		for _, tok := range AppendTokens(nil, text) {
			starts[tok.Start] = tok
		}
		for _, a := range cut.Atoms {
			for _, r := range text[end:a.Start] {
				if !unicode.IsSpace(r) {
					t.Fatalf("%q is lost", r)
				}
			}
			end = int(a.End)
			word := text[a.Start:a.End]
			if a.Kind == Letters || a.Kind == Digits {
				if WordHash(word) != a.Hash || KeyHash([]byte(Key(word))) != a.Hash {
					t.Fatalf("%q has several hashes", word)
				}
				if tok, ok := starts[int(a.Start)]; ok && a.Alone && a.Case != Mixed && tok.End != end {
					t.Fatalf("%q is not %q", word, text[tok.Start:tok.End])
				}
			}
		}
		if a, b := Key(text), Key(other); a != "" && b != "" && (a == b) != (WordHash(text) == WordHash(other)) {
			t.Fatalf("%q, %q: keys %q, %q", text, other, a, b)
		}
	})
}

func TestTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		m := map[uint64]int{}
		for i := range n {
			m[WordHash(string(rune('a'+i%26)))+uint64(i)<<40] = i + 1
		}
		table := NewTable(m)
		for hash, value := range m {
			if table.Get(hash) != value {
				t.Fatalf("%d of %d is lost", value, n)
			}
		}
		if got := table.Get(12345); got != 0 {
			t.Errorf("found %d where nothing is", got)
		}
	}
}
