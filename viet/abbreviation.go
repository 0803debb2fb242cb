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
	table := expansions()
	if Syllable(abbr) {
		return append([]string(nil), table[abbr]...)
	}
	for _, form := range [...]string{abbr, Key(abbr), squeeze(Key(abbr))} {
		if long := table[form]; long != nil {
			return append([]string(nil), long...)
		}
	}
	return nil
}

// Abbreviations are all pairs of short and long form that are known, in the order of the table. The slice is the caller's.
func Abbreviations() []Abbreviation { return append([]Abbreviation(nil), abbreviations()...) }

var abbreviations = sync.OnceValue(func() (all []Abbreviation) {
	for line := range strings.Lines(abbreviationsTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 && !strings.HasPrefix(line, "#") {
			all = append(all, Abbreviation{Short: f[0], Long: f[1], Kind: f[2]})
		}
	}
	return all
})

// expansions has the long forms under the short form as written and, where no other has it, under its Key with and
// without points and spaces.
var expansions = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string)
	loose := make(map[string][]string)
	for _, a := range abbreviations() {
		m[a.Short] = append(m[a.Short], a.Long)
		key := Key(a.Short)
		loose[key] = append(loose[key], a.Long)
		if bare := squeeze(key); bare != key {
			loose[bare] = append(loose[bare], a.Long)
		}
	}
	for key, long := range loose {
		if m[key] == nil {
			m[key] = long
		}
	}
	return m
})

func squeeze(s string) string { return strings.NewReplacer(".", "", " ", "").Replace(s) }
