package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A record is one row of a table by its column names.
type record map[string]string

type sources struct {
	merger, new34, oldToNew, new2025, new2026, aliases []record

	districts, communes map[string]record           // of March 2025, by code
	history             map[int]map[string][]record // level -> code -> forms, oldest first
	lists               []string                    // the days of the office's lists, in order
	earlier             map[string]item             // code -> form before the lists; from is the day on which it ended
	dated               map[string]string           // code -> day of decree
	spellings           map[string][]string         // name of a province or code of a district -> spellings that the lists lack
}

func readSources(in, known string) (*sources, error) {
	s := &sources{history: map[int]map[string][]record{2: {}, 3: {}}, earlier: map[string]item{}, dated: map[string]string{}, spellings: map[string][]string{}}
	var errs []error
	get := func(name string) []record {
		rows, err := readTable(filepath.Join(in, name))
		errs = append(errs, err)
		return rows
	}
	s.merger, s.new34 = get("provinces_63_to_34.tsv"), get("provinces_34.tsv")
	s.oldToNew, s.aliases = get("commune_old_to_new.tsv"), get("province_aliases.tsv")
	s.new2025, s.new2026 = get("communes_3321_2025_07.tsv"), get("communes_3321_2026_07.tsv")
	s.districts, s.communes = index(get("districts_2025_03.tsv"), "code"), index(get("communes_2025_03.tsv"), "code")
	for _, r := range get("units_history_2019_2025.tsv") {
		s.addHistory(r)
	}
	errs = append(errs, s.readKnown(known))
	for level := 2; level <= 3; level++ {
		for _, rows := range s.history[level] {
			slices.SortFunc(rows, func(a, b record) int { return cmp.Compare(a["first_list"], b["first_list"]) })
		}
	}
	slices.Sort(s.lists)
	s.lists = slices.Compact(s.lists)
	return s, errors.Join(errs...)
}

func readTable(path string) ([]record, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	lines := strings.Split(strings.TrimRight(string(raw), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var rows []record
	for n, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != len(head) {
			return nil, fmt.Errorf("%s:%d: %d fields, want %d", path, n+2, len(f), len(head))
		}
		r := record{}
		for i, name := range head {
			r[name] = f[i]
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func index(rows []record, column string) map[string]record {
	m := make(map[string]record, len(rows))
	for _, r := range rows {
		m[r[column]] = r
	}
	return m
}

func (s *sources) addHistory(r record) {
	level := int(r["level"][0] - '0')
	s.lists = append(s.lists, r["first_list"], r["last_list"])
	if level == 1 {
		return
	}
	if r["type"] == "" { // the list of 2024 has "Thị Xã Việt Yên" for the name
		r["type"], r["name"] = "Thị xã", strings.TrimPrefix(r["name"], "Thị Xã ")
	}
	s.history[level][r["code"]] = append(s.history[level][r["code"]], r)
}

// spans is the forms of a code with their days. A form that only spells the name otherwise is the one before it.
func (s *sources) spans(level int, code string) []item {
	var rows []item
	for _, r := range s.history[level][code] {
		row := item{code: code, name: r["name"], typ: r["type"], parent: r["province_code"], to: s.until(r["last_list"])}
		if level == 3 {
			row.parent = r["district_code"]
		}
		if r["first_list"] != s.lists[0] {
			row.from = r["first_list"]
		}
		if n := len(rows) - 1; n >= 0 {
			if rows[n].typ == row.typ && rows[n].parent == row.parent && spelling(rows[n].name) == spelling(row.name) {
				rows[n].to, rows[n].name = row.to, row.name
				continue
			}
			rows[n].heirs = []string{code}
			row.from, rows[n].to = max(row.from, rows[n].from), before(row.from)
		}
		rows = append(rows, row)
	}
	return rows
}

// spelling is coarse: it takes away what the lists disagree about among themselves.
func spelling(name string) string {
	return strings.NewReplacer("y", "i", "oà", "òa", "oá", "óa", "uỷ", "ủi", "uý", "úi", "ỷ", "i", " ", "", "-", "").Replace(strings.ToLower(name))
}

// until is the last day of what stands last in that list.
func (s *sources) until(list string) string {
	i, _ := slices.BinarySearch(s.lists, list)
	if i+1 == len(s.lists) {
		return before(mergerDay)
	}
	return before(s.lists[i+1])
}

func (s *sources) readKnown(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read what is known: %w", err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n") {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 7 {
			return fmt.Errorf("%s: %q has %d fields, want 7", path, line, len(f))
		}
		switch f[0] {
		case "spelling":
			s.spellings[cmp.Or(f[1], f[3])] = strings.Split(f[5], "|")
		case "dated":
			s.dated[f[1]] = f[2]
		case "before":
			heirs := f[5]
			if heirs == "" {
				heirs = f[1]
			}
			s.earlier[f[1]] = item{code: f[1], name: f[3], typ: f[4], from: f[2], heirs: strings.Split(heirs, ",")}
		default:
			return fmt.Errorf("%s: unknown verb %q", path, f[0])
		}
	}
	return nil
}

// wholeDistricts is the island districts, which had no communes and each became one.
func (s *sources) wholeDistricts() map[string][]string {
	heirs := map[string][]string{}
	for _, r := range s.oldToNew {
		if r["old_code"] == "" && r["how"] == "other" {
			heirs[r["old_district_code"]] = []string{s.newCode(r["new_code"])}
		}
	}
	return heirs
}

// date puts the day of the decree for the day of the list.
func (s *sources) date(r *item) {
	day, ok := s.dated[r.code]
	if !ok {
		return
	}
	if near(r.from, day) {
		r.from = day
	}
	if near(r.to, day) {
		r.to = before(day)
	}
}

// aliasesOf is the other spellings of a province.
func (s *sources) aliasesOf(name string) []string {
	var out []string
	for _, r := range s.aliases {
		if r["canonical"] == name && r["alias"] != name && r["note"] != "ambiguous" && !typed(r["alias"], name) {
			out = append(out, r["alias"])
		}
	}
	out = append(out, s.spellings[name]...)
	slices.Sort(out)
	return slices.Compact(out)
}

// typed says that the alias is the name with its type, which every reader of names knows how to take off.
func typed(alias, name string) bool {
	for _, typ := range []string{"TP ", "TP. ", "TP.", "Tp. ", "Thành phố ", "Thủ đô "} {
		if bare, ok := strings.CutPrefix(alias, typ); ok && spelling(bare) == spelling(name) {
			return true
		}
	}
	return false
}

// provinceName prefers the spelling of the 63: the list of 2026 places the tone anew (Khánh Hoà).
func (s *sources) provinceName(code, name string) string {
	for _, r := range s.merger {
		if r["old_code"] == code && spelling(r["old_name"]) == spelling(name) {
			return r["old_name"]
		}
	}
	return name
}

func (s *sources) districtName(name string) string { return strings.ReplaceAll(name, "-", " - ") }

// newCode corrects the one code in which the table and the list of communes differ: Ba Chẽ.
func (s *sources) newCode(code string) string {
	if code == "06970" {
		return "06978"
	}
	return code
}

// tone settles the tones of all names.
func (s *sources) tone() {
	for _, rows := range [][]record{s.merger, s.new34, s.new2025, s.new2026} {
		for _, r := range rows {
			for _, column := range []string{"name", "old_name", "new_name"} {
				if r[column] != "" {
					r[column] = toned(r[column])
				}
			}
		}
	}
	for _, units := range []map[string]record{s.districts, s.communes} {
		for _, r := range units {
			r["name"] = toned(r["name"])
		}
	}
	for _, level := range s.history {
		for _, rows := range level {
			for _, r := range rows {
				r["name"] = toned(r["name"])
			}
		}
	}
}

// tones are the ends of syllables on which lists disagree where the tone stands, and the place that most news uses.
var tones = []string{"oà", "òa", "oá", "óa", "oả", "ỏa", "oã", "õa", "oạ", "ọa", "oè", "òe", "oé", "óe", "oẻ", "ỏe", "oẹ", "ọe",
	"uỳ", "ùy", "uý", "úy", "uỷ", "ủy", "uỹ", "ũy", "uỵ", "ụy"}

// toned is the name with each tone where most news puts it: Hòa Bình, Thủy Nguyên, but Quý Sơn.
func toned(name string) string {
	words := strings.Split(strings.TrimLeft(name, "0"), " ") // and the ward 01 is 1
	for i, w := range words {
		if strings.HasPrefix(w, "Qu") || strings.HasPrefix(w, "qu") {
			continue
		}
		for t := 0; t < len(tones); t += 2 {
			if stem, ok := strings.CutSuffix(w, tones[t]); ok {
				words[i] = stem + tones[t+1]
			}
		}
	}
	return strings.Join(words, " ")
}

func before(day string) string { return plus(day, -1) }

func plus(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// near says that two days are at most 100 days apart.
func near(a, b string) bool {
	s, err := time.Parse(time.DateOnly, a)
	t, err2 := time.Parse(time.DateOnly, b)
	return err == nil && err2 == nil && s.Sub(t).Abs() <= 100*24*time.Hour
}
