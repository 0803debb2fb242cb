package index

import (
	"context"
	"strings"
	"testing"

	"diembao/index/query"
	"diembao/index/vi"
	"diembao/news"
)

func TestUnits(t *testing.T) {
	for text, want := range map[string]string{
		"tinh uy lam dong":            "[tinh uy] [lam dong]",
		"Tỉnh uỷ Lâm Đồng":            "[Tỉnh uỷ] [Lâm Đồng]",
		"Tỉnh Lâm Đồng":               "[Tỉnh] [Lâm Đồng]",
		"Trần Văn Mẫu Lâm Đồng":       "[Trần Văn Mẫu] [Lâm Đồng]",
		"Ksor Mẫu nói":                "[Ksor Mẫu] [nói]",
		"phó bí thư tỉnh ủy":          "[phó bí thư] [tỉnh ủy]",
		"chuyển đổi số cấp xã":        "[chuyển đổi số] [cấp] [xã]",
		"học sinh học":                "[học] [sinh] [học]", // học sinh, sinh học: neither is certain
		"tỉnh, ủy":                    "[tỉnh] [ủy]",
		"tỉnh AND ủy":                 "[tỉnh] [ủy]",
		"tỉnh (ủy hạn)":               "[tỉnh] [ủy] [hạn]",
		"UBND tỉnh":                   "[UBND tỉnh]",
		"chủ tịch ubnd tinh lam dong": "[chủ tịch] [ubnd tinh] [lam dong]",
		"dac lac giu rung":            "[dac lac] [giu] [rung]",
		"Bà Rịa - Vũng Tàu cảng cá":   "[Bà Rịa Vũng Tàu] [cảng] [cá]",
		"Bà Rịa Vũng Tàu cảng cá":     "[Bà Rịa Vũng Tàu] [cảng] [cá]",
		"Quận 1 xe buýt":              "[Quận 1] [xe buýt]",
		"covid-19 hạn hán":            "[covid-19] [hạn hán]",
		"UBND quận 1":                 "[UBND] [quận 1]",
		"nguyen van mau":              "[nguyen van mau]",
		"nguyen van hoa lam dong":     "[nguyen van hoa] [lam dong]", // văn hóa is no part of it
		"trinh mau xuan ha noi":       "[trinh mau xuan] [ha noi]",
		"bi thu tran thi mau":         "[bi thu] [tran thi mau]",
		"vu chay lon":                 "[vu] [chay] [lon]",    // vụ cháy: Vũ would be a name too
		"nguyen nhan chay":            "[nguyen nhan] [chay]", // a known word: nguyên nhân
	} {
		p, err := query.Parse(text, news.Day{})
		must(t, err)
		var lex vi.Lexicon
		words := plainWords(p.Root.(*query.And).Of)
		ps := readPassage(&lex, text, words)
		var got []string
		for _, u := range ps.units {
			got = append(got, "["+ps.string(ps.tokens(u))+"]")
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is %s, want %s", text, s, want)
		}
	}
}

// TestApart wants a word that no article has side by side to be looked for by its syllables, and said so.
func TestApart(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{
		doc(1, "2024-01-01", "Tin vắn", "Có hán ở trong và hạn ở ngoài."),
		doc(2, "2024-01-02", "Lũ lụt ở xa", "Không có gì."),
		doc(3, "2024-01-03", "Sạt lở ở gần", "Không có gì, lũ rồi lại lụt."),
	}, nil, 1))
	for _, c := range []struct {
		text  string
		want  []news.ID
		apart string
	}{
		{"hạn hán", []news.ID{1}, "hạn hán"},
		{"han han", []news.ID{1}, "han han"},
		{"lũ lụt", []news.ID{2}, ""},
		{"lũ lụt sạt lở", []news.ID{3}, "tách rời"}, // each is one somewhere, never both in one article
		{"không -(hạn hán)", []news.ID{3, 2}, ""},
		{"tiêu đề:(lũ lụt)", []news.ID{2}, ""},
	} {
		f := find(t, x, news.Query{Text: c.text, Sort: news.ByDate})
		wantIDs(t, c.text, ids(f), c.want...)
		if said := strings.Join(f.Notes, " "); c.apart == "" && said != "" || !strings.Contains(said, c.apart) {
			t.Errorf("%q: notes %q, want one with %q", c.text, f.Notes, c.apart)
		}
		if c.text == "hạn hán" && TitleMarks(f.Query, "Hạn, lũ")[0].End != len("Hạn") {
			t.Errorf("%q: what was looked for apart is not marked apart", c.text)
		}
	}
	from := news.Day{Year: 2024, Month: 1, Day: 3}
	if f := find(t, x, news.Query{Text: "lũ lụt", From: from}); f.Total != 0 {
		t.Errorf("a filter changes what a word means: %v", ids(f))
	}
}

// TestOneWordTooMany wants a query of several words that no article has all of to find those that lack the fewest, and never
// those that lack what was quoted, or what was asked for as typed.
func TestOneWordTooMany(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{
		doc(1, "2024-01-01", "Hồ chứa cạn", "Hạn hán làm hồ chứa cạn, xe bồn chở nước."),
		doc(2, "2024-01-02", "Hồ chứa đầy", "Lũ về hồ chứa."),
		doc(3, "2024-01-03", "Xe bồn lật", "Xe bồn lật trên đèo vì lũ."),
	}, nil, 1))
	for _, c := range []struct {
		q    news.Query
		want []news.ID
	}{
		{news.Query{Text: "hạn hán hồ chứa xe bồn"}, []news.ID{1}},
		{news.Query{Text: "hạn hán hồ chứa xe bồn bóng đá"}, []news.ID{1}},
		{news.Query{Text: "hồ chứa lũ bóng đá"}, []news.ID{2}},
		{news.Query{Text: "hạn hán bóng đá"}, nil},                   // one of two is half
		{news.Query{Text: "hồ lũ xe bồn đèo bóng đá"}, []news.ID{3}}, // two of five
		{news.Query{Text: `hạn hán hồ chứa xe bồn "bóng đá"`}, nil},
		{news.Query{Text: "hạn hán hồ chứa xe bồn bóng đá", Exact: true}, nil},
		{news.Query{Text: "hạn hán hồ chứa xe bồn bóng đá", From: news.Day{Year: 2024, Month: 1, Day: 2}}, nil},
	} {
		f := find(t, x, c.q)
		wantIDs(t, c.q.Text, ids(f), c.want...)
		if said := strings.Join(f.Notes, " "); strings.Contains(c.q.Text, "bóng đá") && len(c.want) > 0 && !strings.Contains(said, "thiếu ít từ nhất") {
			t.Errorf("%q: notes %q", c.q.Text, f.Notes)
		}
	}
}

func TestPhraseOverComma(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{
		doc(1, "2024-01-01", "Giá vàng giảm, vẫn cao", "Tin."),
		doc(2, "2024-01-02", "Giá vàng giảm. Vẫn cao", "Tin."),
		doc(3, "2024-01-03", "Giá vàng giảm: vẫn cao", "Tin."),
		doc(4, "2024-01-04", "Giá vàng “giảm” – vẫn cao", "Tin."),
		doc(5, "2024-01-05", "Giá vàng giảm\nVẫn cao", "Tin."),
		doc(6, "2024-01-06", "Giá vàng giảm; vẫn cao", "Tin."),
	}, nil, 1))
	wantIDs(t, "phrase", ids(find(t, x, news.Query{Text: `"giảm vẫn cao"`, Sort: news.ByDate})), 4, 1)
}

// TestCommaIsHardlyAWord wants words with a comma between them found, and below those that have none: a long article that
// names the province once stands above a short one that has its syllables only so.
func TestCommaIsHardlyAWord(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	must(t, x.Apply(context.Background(), []Doc{
		doc(1, "2024-01-01", "Tin vắn", "Tại Khánh Lâm, đồng chí bí thư đã nói."),
		doc(2, "2024-01-01", "Tin vắn", "Tại Lâm Đồng. "+strings.Repeat("Một câu dài về chuyện khác hẳn. ", 60)),
		doc(3, "2024-01-01", "Tin vắn", "Tại Khánh Lâm, đồng chí nói. Lâm Đồng vui."),
	}, nil, 1))
	for _, q := range []string{"lam dong", "Lâm Đồng", `"lâm đồng"`} {
		wantIDs(t, q, ids(find(t, x, news.Query{Text: q})), 3, 2, 1)
	}
}

func TestOfficials(t *testing.T) {
	x := openTest(t, t.TempDir(), testOptions())
	named := func(id news.ID, title, body string, names ...string) Doc {
		d := doc(id, "2024-01-01", title, body)
		for _, n := range names {
			d.Officials = append(d.Officials, news.Official{Name: n})
		}
		return d
	}
	must(t, x.Apply(context.Background(), []Doc{
		named(1, "Thăm vùng hạn", "Ông Trần Văn Hiệp đã đến. Bà con mừng.", "Trần Văn Hiệp"),
		named(2, "Hiệp hội họp, ông chủ tịch Hiệp hội nói về Hiệp hội", "Hiệp hội nhờ ông Lê Mẫu, Hiệp hội vui.", "Lê Mẫu"),
		named(3, "Tin vắn", "Ông Trần Văn nói.", "Trần Văn"),
		named(4, "Tin vắn", "Ông Trần Văn Hiệp Hòa nói.", "Trần Văn Hiệp Hòa"),
	}, nil, 1))
	for _, c := range []struct {
		q    news.Query
		want []news.ID
	}{
		{news.Query{Text: "cán_bộ:Hiệp"}, []news.ID{1, 4}},
		{news.Query{Text: "cán_bộ:hiep"}, []news.ID{1, 4}},
		{news.Query{Text: "official:Trần"}, []news.ID{4, 3, 1}},
		{news.Query{Text: `cán_bộ:"Trần Văn"`}, []news.ID{3, 4, 1}},
		{news.Query{Text: "cán_bộ:Vă"}, nil},
		{news.Query{Official: "Trần Văn Hiệp"}, []news.ID{1}},
		{news.Query{Official: "Văn Hiệp"}, []news.ID{4, 1}},
		{news.Query{Official: "Trần"}, []news.ID{4, 3, 1}},
		{news.Query{Official: "ông Hiệp"}, []news.ID{4, 1}},
	} {
		wantIDs(t, c.q.Text+c.q.Official, ids(find(t, x, c.q)), c.want...)
	}
	if got := ids(find(t, x, news.Query{Text: "ông Hiệp"})); len(got) == 0 || got[0] != 1 {
		t.Errorf("ông Hiệp: %v, want the official first", got)
	}
}
