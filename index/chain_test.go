package index

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"diembao/news"
	"diembao/viet"
)

// TestPhraseProvenByCounts: articles are read for a phrase only where the counts of its words and pairs leave it open.
func TestPhraseProvenByCounts(t *testing.T) {
	var read []news.ID
	docs := []Doc{
		doc(1, "2024-01-01", "Tin", "Công ty mẫu. Công ty khác."),
		doc(2, "2024-01-01", "Tin", "Công ty khác. Số ty mẫu."),
		doc(3, "2024-01-01", "Công ty mẫu", "Công ty mẫu mở cửa."),
		doc(4, "2024-01-01", "Tin", "Công ty mẫu. Sở ty nọ, số ty kia."),
		doc(5, "2024-01-01", "Công ty", "Ty mẫu, ty khác."),
		doc(6, "2024-01-01", "Tin", "Công ty, mẫu mới."),
		doc(7, "2024-01-01", "Tin", "Công ty mẫu nam. Công ty mẫu nữ."),
	}
	opt := testOptions()
	opt.Text = func(_ context.Context, id news.ID) (viet.Text, error) {
		read = append(read, id)
		d := docs[id-1]
		return viet.Text{Title: d.Title, Lead: d.Lead, Body: d.Body}, nil
	}
	x := openTest(t, t.TempDir(), opt)
	must(t, x.Apply(t.Context(), docs, nil, 1))
	for _, c := range []struct{ q, want string }{
		{`"công ty mẫu"`, "found [1 3 4 6 7] read [2 4 5]"},
		{`"công ty mẫu nam"`, "found [7] read []"},
	} {
		read = nil
		found := ids(find(t, x, news.Query{Text: c.q}))
		slices.Sort(found)
		slices.Sort(read)
		if got := fmt.Sprintf("found %v read %v", found, read); got != c.want {
			t.Errorf("%s: %s, want %s", c.q, got, c.want)
		}
	}
}
