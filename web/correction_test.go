package web

import (
	"encoding/json"
	"strings"
	"testing"

	"diembao/news"
)

func TestArticlePageShowsCorrections(t *testing.T) {
	h := server(t, &stand{}).Pages()
	for lang, want := range map[string][]string{
		"vi": {"Đã đính chính", "ngày đăng: sửa “2021-12-12” → “2021-12-13”", "theo báo giấy", "Ban &lt;i&gt;biên tập&lt;/i&gt; đính chính"},
		"en": {"Corrected by editors", "publication date: changed “2021-12-12” → “2021-12-13”"},
	} {
		body := get(t, h, "/a/7?lang="+lang).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: the page does not say %q", lang, w)
			}
		}
	}
}

func TestCorrectionText(t *testing.T) {
	for want, c := range map[string]news.Correction{
		"official: added “A, Bí thư”":    {Kind: news.AddFact, Field: "officials", After: json.RawMessage(`{"name":"A","position":"Bí thư"}`)},
		"official: taken out “A”":        {Kind: news.RemoveFact, Field: "officials", Before: json.RawMessage(`{"name":"A"}`)},
		"place: taken out “Châu Thành”":  {Kind: news.RemoveFact, Field: "places", Before: json.RawMessage(`{"name":"Châu Thành","kind":"district"}`)},
		"A (X) and A (Y) are one person": {Kind: news.MergeOfficials, Subject: "A (X)", Other: "A (Y)"},
		"A (X) and A (2) are two people": {Kind: news.SplitOfficial, Subject: "A (X)", After: json.RawMessage(`"A (2)"`)},
		"place: added “7”":               {Kind: news.AddFact, Field: "places", After: json.RawMessage(`7`)},
	} {
		if got := CorrectionText(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
