package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTables makes the tables again from their sources, where these lie beside the checkout, and compares.
func TestTables(t *testing.T) {
	const in = "../../../../shared/data/gazetteer"
	if _, err := os.Stat(in); err != nil {
		t.Skip("no source tables beside the checkout:", err)
	}
	out := t.TempDir()
	if err := run(in, "known.tsv", out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"provinces.tsv", "districts.tsv", "communes.tsv"} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("../data", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what gen writes: go generate ./viet/gazetteer", name)
		}
	}
}

func TestToned(t *testing.T) {
	for in, want := range map[string]string{
		"Hoà Bình": "Hòa Bình", "Thuỷ Nguyên": "Thủy Nguyên", "Quý Sơn": "Quý Sơn", "Quỳ Châu": "Quỳ Châu", "Hoàng Mai": "Hoàng Mai", "01": "1",
	} {
		if got := toned(in); got != want {
			t.Errorf("toned(%q) = %q, want %q", in, got, want)
		}
	}
}
