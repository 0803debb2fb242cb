// Package house holds the rules of the house as tests: who may import whom, what a package must say about itself, and
// that the documents speak of things that exist.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors gives each room its floor; a room imports only rooms below its own.
var floors = map[string]int{
	"news": 0, "viet": 1,
	"extract": 2, "crawler": 2, "archive": 2, "index": 2,
	"pipeline": 3, "coverage": 3,
	"web": 4, "cmd": 5,
}

// engines are the modules whose types stay inside one room (goquery serves two: it reads listings and articles).
var engines = map[string][]string{
	"github.com/gocolly/colly":           {"crawler"},
	"go.etcd.io/bbolt":                   {"archive", "index"},
	"github.com/blevesearch/":            {"index"},
	"github.com/PuerkitoBio/goquery":     {"crawler", "extract"},
	"github.com/andybalholm/cascadia":    {"crawler", "extract"},
	"github.com/spf13/cobra":             {"cmd"},
	"github.com/schollz/progressbar":     {"cmd"},
	"github.com/microcosm-cc/bluemonday": {"web"},
}

const root = "../.."

type file struct {
	path string // from the root, with slashes
	room string
	test bool
	ast  *ast.File
}

func files(t *testing.T) []file {
	t.Helper()
	var out []file
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() && rel != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || exists(filepath.Join(p, "go.mod"))) {
			return filepath.SkipDir // a module within is a house of its own
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		tree, err := parser.ParseFile(set, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		room, _, _ := strings.Cut(rel, "/")
		out = append(out, file{rel, room, strings.HasSuffix(rel, "_test.go"), tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func imports(f file) []string {
	var out []string
	for _, i := range f.ast.Imports {
		out = append(out, strings.Trim(i.Path.Value, `"`))
	}
	return out
}

func TestRoomsImportDownward(t *testing.T) {
	for _, f := range files(t) {
		floor, isRoom := floors[f.room]
		if !isRoom || f.test {
			continue
		}
		for _, path := range imports(f) {
			rest, ours := strings.CutPrefix(path, "diembao/")
			if !ours {
				continue
			}
			room, _, _ := strings.Cut(rest, "/")
			if room == "internal" && f.room != "cmd" {
				t.Errorf("%s imports %s: only cmd and tests may use the sample sites", f.path, path)
			}
			if below, ok := floors[room]; ok && room != f.room && below >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d)", f.path, floor, path, below)
			}
		}
	}
}

func TestEnginesStayInTheirRooms(t *testing.T) {
	for _, f := range files(t) {
		if _, isRoom := floors[f.room]; !isRoom || f.test {
			continue
		}
		for _, path := range imports(f) {
			for engine, rooms := range engines {
				if strings.HasPrefix(path, engine) && !slices.Contains(rooms, f.room) {
					t.Errorf("%s imports %s, which belongs to %v", f.path, path, rooms)
				}
			}
		}
	}
}

// TestEveryPackageSaysWhatItOwns wants a package comment on each package and a comment on each exported name.
func TestEveryPackageSaysWhatItOwns(t *testing.T) {
	said := map[string]bool{}
	for _, f := range files(t) {
		if f.test {
			continue
		}
		dir := filepath.ToSlash(filepath.Dir(f.path))
		said[dir] = said[dir] || f.ast.Doc != nil
		for _, d := range f.ast.Decls {
			undocumented(t, f, d)
		}
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("%s: no package comment", dir)
		}
	}
}

func undocumented(t *testing.T, f file, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && receiverExported(d) {
			t.Errorf("%s: %s has no comment", f.path, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
					t.Errorf("%s: type %s has no comment", f.path, s.Name.Name)
				}
			case *ast.ValueSpec:
				if s.Names[0].IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
					t.Errorf("%s: %s has no comment", f.path, s.Names[0].Name)
				}
			}
		}
	}
}

func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

// TestNoRoomOfLeftovers refuses the names that gather what nobody wants to place, init functions and long files.
func TestNoRoomOfLeftovers(t *testing.T) {
	bad := []string{"util", "utils", "common", "helpers", "helper", "models", "misc"}
	for _, f := range files(t) {
		if f.test {
			continue
		}
		for part := range strings.SplitSeq(strings.TrimSuffix(f.path, ".go"), "/") {
			if slices.Contains(bad, part) {
				t.Errorf("%s: name it after what it holds", f.path)
			}
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "init" && fn.Recv == nil {
				t.Errorf("%s: init function", f.path)
			}
		}
		text, err := os.ReadFile(filepath.Join(root, f.path))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "\n"); n > 600 {
			t.Errorf("%s: %d lines; over 600 is more than one subject", f.path, n)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

// TestDocumentsPointAtThings follows every relative link of the documents.
func TestDocumentsPointAtThings(t *testing.T) {
	var docs []string
	for _, glob := range []string{"*.md", "docs/*.md", "docs/*/*.md"} {
		found, _ := filepath.Glob(filepath.Join(root, glob))
		docs = append(docs, found...)
	}
	if len(docs) == 0 {
		t.Fatal("no documents")
	}
	for _, doc := range docs {
		text, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(doc), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", doc, m[1], err)
			}
		}
	}
}
