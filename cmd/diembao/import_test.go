package main

import (
	"context"
	"flag"
	"log/slog"
	"path/filepath"
	"testing"

	"diembao/web"
)

var importFile = flag.String("import", "", "file or folder that BenchmarkImport takes in")

// BenchmarkImport takes articles in, from file to found: stored, read, indexed and grouped into stories.
func BenchmarkImport(b *testing.B) {
	if *importFile == "" {
		b.Skip("no -import FILE")
	}
	ctx := context.Background()
	for b.Loop() {
		h, err := openHouse(ctx, settings{Data: filepath.Join(b.TempDir(), "data")}, nil, true, "bench", slog.New(slog.DiscardHandler))
		if err != nil {
			b.Fatal(err)
		}
		raw, err := h.Run(ctx, web.Job{Verb: "import", Paths: []string{*importFile}}, nil)
		if err != nil {
			b.Fatal(err)
		}
		stats, err := h.Stats(ctx)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(stats.Articles)/b.Elapsed().Seconds(), "articles/s")
		b.Logf("%s", raw)
		if err := h.close(); err != nil {
			b.Fatal(err)
		}
	}
}
