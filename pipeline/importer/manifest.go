package importer

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// A manifest says which URL each file below its folder was saved from.
type manifest map[string]entry // by path from the folder, with slashes

type entry struct{ url, kind string }

// listed looks the file up in the manifest.tsv of its folder and of those above it.
func (r *reader) listed(path string) (url, kind string) {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		m, known := r.manifests[dir]
		if !known {
			m = readManifest(filepath.Join(dir, "manifest.tsv"))
			r.manifests[dir] = m
		}
		if rel, err := filepath.Rel(dir, path); err == nil {
			if e, ok := m[filepath.ToSlash(rel)]; ok {
				return e.url, e.kind
			}
		}
		if dir == filepath.Dir(dir) {
			return "", ""
		}
	}
}

// readManifest is empty when there is no such file, or none with columns file and url.
func readManifest(path string) manifest {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close() // read only
	lines := bufio.NewScanner(f)
	column := map[string]int{"file": -1, "url": -1, "kind": -1}
	out := manifest{}
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		cell := func(name string) string {
			if i := column[name]; i >= 0 && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		if column["file"] < 0 {
			for i, name := range cells {
				column[strings.ToLower(strings.TrimSpace(name))] = i
			}
			if column["file"] < 0 || column["url"] < 0 {
				return nil
			}
			continue
		}
		out[cell("file")] = entry{cell("url"), cell("kind")}
	}
	return out
}
