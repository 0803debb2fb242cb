package viet

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/abbreviations.tsv
var abbreviationsTSV string

// An Abbreviation is a short form with one of its long forms, in NFC and in the case of running text. Kind is org, role,
// place, honorific, term, level or source.
type Abbreviation struct {
	Short, Long, Kind string
}

// Expansions are the long forms of an abbreviation, the usual one first: "UBND" -> "Ủy ban nhân dân". The abbreviation's
// own case is tried first, then, unless it is a plain syllable ("ca" is not "CA"), any case, also without points and
// spaces. A final point ("TP.") is ignored. It is nil for what is none.
func Expansions(abbr string) []string {
	abbr = strings.TrimSuffix(strings.TrimSpace(NFC(abbr)), ".")
	long := expansions().exact[abbr]
	if long == nil && !Syllable(abbr) {
		long = expansions().loose[squeeze(Key(abbr))]
	}
	return append([]string(nil), long...)
}

// Abbreviations are all pairs of short and long form that are known, in the order of the table. The slice is the caller's.
func Abbreviations() []Abbreviation { return append([]Abbreviation(nil), abbreviations()...) }

// abbreviations reads the embedded table on first use; lines that begin with # are its notes.
var abbreviations = sync.OnceValue(func() (all []Abbreviation) {
	for line := range strings.Lines(abbreviationsTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 && !strings.HasPrefix(line, "#") {
			all = append(all, Abbreviation{Short: f[0], Long: f[1], Kind: f[2]})
		}
	}
	return all
})

// longForms are long forms by short form as written (exact) and by its Key without points and spaces (loose).
type longForms struct{ exact, loose map[string][]string }

// expansions sorts the table for look-ups. What it gives out is shared and never changed.
var expansions = sync.OnceValue(func() longForms {
	f := longForms{make(map[string][]string), make(map[string][]string)}
	for _, a := range abbreviations() {
		f.exact[a.Short] = append(f.exact[a.Short], a.Long)
		key := squeeze(Key(a.Short))
		f.loose[key] = append(f.loose[key], a.Long)
	}
	return f
})

// squeeze takes out what writers put into abbreviations at will: "T.Ư" and "TƯ", "BCH QS" and "BCHQS".
func squeeze(s string) string { return dotsAndSpaces.Replace(s) }

var dotsAndSpaces = strings.NewReplacer(".", "", " ", "")
