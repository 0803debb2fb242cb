package digest

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"sync"
)

//go:embed digest.html digest.css
var htmlFiles embed.FS

// A page is what the templates see.
type page struct {
	view
	Style template.CSS
	Local bool // links to the archive's own pages stand beside those to the outlets
}

// views are the templates by language.
var views = sync.OnceValues(func() (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	for _, lang := range []string{"vi", "en"} {
		t, err := template.New("").Funcs(template.FuncMap{
			"t":    func(key string) string { return word(lang, key) },
			"href": func(url string) template.URL { return template.URL(link(url)) }, // http and https only
		}).ParseFS(htmlFiles, "digest.html")
		if err != nil {
			return nil, err
		}
		out[lang] = t
	}
	return out, nil
})

func execute(w io.Writer, name string, p page) error {
	all, err := views()
	if err != nil {
		return err
	}
	t, ok := all[p.Lang]
	if !ok {
		t = all["vi"]
	}
	return t.ExecuteTemplate(w, name, p)
}

// writeHTML writes one file that needs no other: its style stands in it, it loads nothing, and it prints on A4.
func writeHTML(w io.Writer, v view) error {
	style, err := htmlFiles.ReadFile("digest.css")
	if err != nil {
		return err
	}
	return execute(w, "file", page{view: v, Style: template.CSS(style)})
}

// Fragment writes the inner part of a page, for a site that has its own frame and style: links to the archive's own
// article pages (/a/ID) stand beside those to the outlets. Everything in it is escaped.
func Fragment(w io.Writer, d Digest, lang string) error {
	if err := execute(w, "body", page{view: look(&d, lang), Local: true}); err != nil {
		return fmt.Errorf("digest: fragment: %w", err)
	}
	return nil
}
