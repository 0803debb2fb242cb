package digest

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"diembao/news"
)

//go:embed words.tsv
var wordFile string

// words are the texts of a digest: key -> Vietnamese, English.
var words = sync.OnceValue(func() map[string][2]string {
	out := map[string][2]string{}
	for line := range strings.Lines(wordFile) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out[f[0]] = [2]string{f[1], f[2]}
		}
	}
	return out
})

// word is the text of key: in English where lang is "en", else in Vietnamese. An unknown key stands for itself.
func word(lang, key string, args ...any) string {
	text, ok := words()[key]
	if !ok {
		return key
	}
	chosen := text[0]
	if lang == "en" {
		chosen = text[1]
	}
	if len(args) == 0 {
		return chosen
	}
	return fmt.Sprintf(chosen, args...)
}

// Number groups thousands with a dot in Vietnamese and a comma in English.
func Number(lang string, n int) string {
	digits, sep := fmt.Sprint(n), "."
	if lang == "en" {
		sep = ","
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + sep + digits[i:]
	}
	return digits
}

// percent is a share with one digit, its decimal sign the language's.
func percent(lang string, share float64) string {
	text := fmt.Sprintf("%.1f%%", 100*share)
	if lang != "en" {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}

// Clock writes an instant as papers in Viet Nam do, in ICT: 15:22, 13/12/2021; the zero instant as a dash.
func Clock(t time.Time, dayOnly bool) string {
	switch {
	case t.IsZero():
		return "–"
	case dayOnly:
		return t.In(news.ICT).Format("02/01/2006")
	}
	return t.In(news.ICT).Format("15:04, 02/01/2006")
}

// Day writes a day likewise, 13/12/2021, and nothing for the zero Day.
func Day(d news.Day) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, int(d.Month), d.Year)
}

// text is the span as short as it can be said: a day, a month, a year, or its first and last day.
func (s Span) text() string {
	f, t := s.From, s.To
	switch {
	case f == t:
		return Day(f)
	case f.Year == t.Year && f == (news.Day{Year: f.Year, Month: 1, Day: 1}) && t == (news.Day{Year: f.Year, Month: 12, Day: 31}):
		return fmt.Sprint(f.Year)
	case f.Day == 1 && t == (news.Day{Year: f.Year, Month: f.Month + 1, Day: 1}).Add(-1):
		return fmt.Sprintf("%02d/%d", int(f.Month), f.Year)
	}
	return Day(f) + " – " + Day(t)
}

// link is an address that may stand behind a word: http or https to a host. Anything else is empty.
func link(address string) string {
	// javascript:, data: and the like come with pages too; and what has no host leads into the reader's own machine.
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

// roman is a number from 1 as section headings of Vietnamese papers count.
func roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.text)
		}
	}
	return b.String()
}
