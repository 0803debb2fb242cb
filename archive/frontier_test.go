package archive_test

import (
	"path/filepath"
	"testing"

	"diembao/archive"
	"diembao/crawler"
	"diembao/crawler/crawlertest"
)

func TestFrontier(t *testing.T) {
	crawlertest.Frontier(t, func(t *testing.T) crawler.Frontier {
		a, err := archive.Create(filepath.Join(t.TempDir(), "data"), archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			r, err := a.Verify(t.Context(), archive.VerifyOptions{ReadData: true})
			if t.Context().Err() == nil && (err != nil || r.Err() != nil) {
				t.Errorf("verify: %v, %v", err, r.Problems)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
		return a
	})
}
