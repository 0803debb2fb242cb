package web

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"time"

	"diembao/coverage/digest"
	"diembao/news"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed words.tsv
var wordFile string

// words are the texts of the interface: key -> language -> text.
var words = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for line := range strings.Lines(wordFile) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out[f[0]] = map[string]string{"vi": f[1], "en": f[2]}
		}
	}
	return out
})

// word is the text of key in lang, or the key itself when there is none.
func word(lang, key string) string {
	if text, ok := words()[key][lang]; ok {
		return text
	}
	return key
}

// parseViews reads the templates once for each language.
func parseViews() (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	for _, lang := range []string{"vi", "en"} {
		funcs := template.FuncMap{
			"t":          func(key string) string { return word(lang, key) },
			"tf":         func(key string, args ...any) string { return fmt.Sprintf(word(lang, key), args...) },
			"when":       func(t news.Instant, dayOnly bool) string { return digest.Clock(t.Time, dayOnly) },
			"stamp":      func(t news.Instant) string { return digest.Clock(t.Time, false) },
			"hits":       hits,
			"cut":        cutHits,
			"correction": func(c news.Correction) string { return correction(lang, c) },
			"day":        digest.Day,
			"utc":        func(t time.Time) string { return digest.Clock(t, false) },
			"reason":     func(text string) string { return reason(lang, text) },
			"join":       func(list []string) string { return strings.Join(list, ", ") },
			"number":     func(n int) string { return digest.Number(lang, n) },
			"bytes":      func(n int64) string { return size(n) },
			"percent":    func(f float64) float64 { return 100 * f },
		}
		view, err := template.New("").Funcs(funcs).ParseFS(pageFiles, "pages/*.html")
		if err != nil {
			return nil, err
		}
		out[lang] = view
	}
	return out, nil
}

func size(n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	f, i := float64(n), 0
	for f >= 1000 && i < len(units)-1 {
		f, i = f/1000, i+1
	}
	if i == 0 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", f, units[i])
}
