// Command gen writes the gazetteer's tables of provinces, districts and communes from the lists of the statistics
// office and the table of July 2025 that says which old commune went into which new one.
//
//	go run ./gen -in DIR -known gen/known.tsv -out data
//
// DIR holds provinces_63_to_34.tsv, provinces_34.tsv, districts_2025_03.tsv, communes_2025_03.tsv,
// communes_3321_2025_07.tsv, communes_3321_2026_07.tsv, commune_old_to_new.tsv, units_history_2019_2025.tsv and
// province_aliases.tsv. It fails, and writes nothing, when they contradict each other.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The days on which the map changed.
const (
	hueDay    = "2025-01-01"
	mergerDay = "2025-07-01"
	dongNai   = "2026-04-30"
)

func main() {
	in := flag.String("in", "", "folder of the source tables")
	known := flag.String("known", "", "what the lists do not say")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*in, *known, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(in, known, out string) error {
	src, err := readSources(in, known)
	if err != nil {
		return err
	}
	m := maker{src: src}
	src.tone()
	for _, step := range []func() error{m.provinces, m.communes, m.districts, m.check} {
		if err := step(); err != nil {
			return err
		}
	}
	const mit = "2025-03-01 and 34 provinces: thanglequoc/vietnamese-provinces-database (MIT, see NOTICE)."
	return errors.Join(
		write(filepath.Join(out, "provinces.tsv"), m.provinceRows,
			"Provinces and centrally run cities. 63 of "+mit,
			"Which became which: resolution 202/2025/QH15. Spellings: the project's authors."),
		write(filepath.Join(out, "districts.tsv"), m.districtRows,
			"Districts until 30 June 2025. 696 of "+mit,
			"Changes 2019-2025: lists of the General Statistics Office; decrees: gen/known.tsv."),
		write(filepath.Join(out, "communes.tsv"), m.communeRows,
			"Communes. 10,035 of 2025-03-01 and 3,321 since 2025-07-01: thanglequoc/vietnamese-provinces-database (MIT, see NOTICE).",
			"Changes 2019-2025: lists of the General Statistics Office. Heirs: table of the National Statistics Office, July 2025."))
}

// An item is one row of an output table.
type item struct {
	code, name, typ, parent string
	from, to                string // YYYY-MM-DD or empty
	heirs                   []string
	aliases                 []string
}

func write(path string, rows []item, header ...string) error {
	slices.SortStableFunc(rows, func(a, b item) int { return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.from, b.from)) })
	var b strings.Builder
	for _, h := range header {
		fmt.Fprintf(&b, "# %s\n", h)
	}
	b.WriteString("# Written by gen; do not edit.\n# code\tname\ttype\tparent\tfrom\tto\theirs\taliases\n")
	for _, r := range rows {
		line := strings.Join([]string{r.code, r.name, r.typ, r.parent, compact(r.from), compact(r.to),
			strings.Join(r.heirs, ","), strings.Join(r.aliases, "|")}, "\t")
		b.WriteString(strings.TrimRight(line, "\t") + "\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

// haTay went into Hà Nội by resolution 15/2008/QH12. News still names it; older provinces are in named.tsv.
var haTay = item{code: "28", name: "Hà Tây", typ: "Tỉnh", to: before("2008-08-01"), heirs: []string{"01"}, aliases: []string{"Ha Tay"}}

type maker struct {
	src                                     *sources
	provinceRows, districtRows, communeRows []item
	districtOf                              map[string][]item // commune code -> its rows before July 2025, oldest first
}

// provinces makes the rows of the 63 and of the 34. A province that neither merged nor changed its type is one row.
func (m *maker) provinces() error {
	m.provinceRows = append(m.provinceRows, haTay)
	old := map[string][]record{} // new code -> the provinces it was made of
	for _, r := range m.src.merger {
		old[r["new_code"]] = append(old[r["new_code"]], r)
	}
	for _, r := range m.src.merger {
		if r["old_code"] == "46" {
			m.provinceRows = append(m.provinceRows, item{code: "46", name: "Thừa Thiên Huế", typ: "Tỉnh", to: before(hueDay),
				heirs: []string{"46"}, aliases: m.src.aliasesOf("Thừa Thiên Huế")})
			continue
		}
		row := item{code: r["old_code"], name: r["old_name"], typ: r["old_type"], aliases: m.src.aliasesOf(r["old_name"])}
		if len(old[r["new_code"]]) > 1 {
			row.to, row.heirs = before(mergerDay), []string{r["new_code"]}
		}
		m.provinceRows = append(m.provinceRows, row)
	}
	for _, r := range m.src.new34 {
		name := m.src.provinceName(r["code"], r["name"])
		row := item{code: r["code"], name: name, typ: r["type_2025_07_01"], from: mergerDay, aliases: m.src.aliasesOf(name)}
		switch {
		case row.code == "46":
			row.from = hueDay
		case row.code == "75":
			city := row
			city.typ, city.from = r["type_2026_07"], dongNai
			m.provinceRows = append(m.provinceRows, city)
			row.to, row.heirs = before(dongNai), []string{"75"}
		case len(old[row.code]) == 1:
			continue // unchanged: the row of the 63
		}
		m.provinceRows = append(m.provinceRows, row)
	}
	return nil
}

// communes makes the rows of the communes before and after July 2025.
func (m *maker) communes() error {
	heirs := map[string][]string{}
	for _, r := range m.src.oldToNew {
		code := m.src.newCode(r["new_code"])
		if r["how"] != "whole" && r["how"] != "unchanged" && r["how"] != "other" {
			code = "~" + code
		}
		heirs[r["old_code"]] = append(heirs[r["old_code"]], code)
	}
	m.districtOf = map[string][]item{}
	for _, code := range slices.Sorted(maps.Keys(m.src.history[3])) {
		rows := m.src.spans(3, code)
		if final, ok := m.src.communes[code]; ok {
			last := &rows[len(rows)-1]
			last.name, last.to, last.heirs = final["name"], before(mergerDay), heirs[code]
			if len(last.heirs) == 0 {
				return fmt.Errorf("commune %s %s has no heir", code, last.name)
			}
		} else if rows = dropUnlisted(rows); len(rows) == 0 {
			continue
		}
		m.districtOf[code] = rows
		m.communeRows = append(m.communeRows, rows...)
	}
	return m.newCommunes()
}

// dropUnlisted drops the form of 2025 of a commune that the list of March 2025 no longer has: the office's own list
// lags behind there.
func dropUnlisted(rows []item) []item {
	rows = slices.DeleteFunc(rows, func(r item) bool { return r.from == hueDay && r.to == before(mergerDay) })
	if n := len(rows); n > 0 {
		rows[n-1].heirs = nil
	}
	return rows
}

func (m *maker) newCommunes() error {
	later := index(m.src.new2026, "code")
	for _, r := range m.src.new2025 {
		row := item{code: r["code"], name: r["name"], typ: r["type"], parent: r["province_code"], from: mergerDay}
		now, ok := later[row.code]
		if !ok {
			return fmt.Errorf("commune %s %s is gone in 2026", row.code, row.name)
		}
		if now["type"] != row.typ {
			changed := row
			changed.typ, changed.from = now["type"], dongNai
			m.communeRows = append(m.communeRows, changed)
			row.to, row.heirs = before(dongNai), []string{row.code}
		}
		m.communeRows = append(m.communeRows, row)
	}
	return nil
}

// districts makes the rows of the districts, with what became of those that ended before July 2025.
func (m *maker) districts() error {
	for _, code := range slices.Sorted(maps.Keys(m.src.history[2])) {
		rows := m.src.spans(2, code)
		if final, ok := m.src.districts[code]; ok {
			rows[len(rows)-1].to, rows[len(rows)-1].name = before(mergerDay), m.src.districtName(final["name"])
		}
		for i := range rows {
			m.src.date(&rows[i])
		}
		if rows[0].from == "" {
			if was, ok := m.src.earlier[code]; ok {
				rows[0].from = was.from
				was.parent, was.to, was.from = rows[0].parent, before(was.from), ""
				rows = append([]item{was}, rows...)
			}
		}
		for i := range rows {
			rows[i].aliases = m.src.spellings[code]
		}
		m.districtRows = append(m.districtRows, rows...)
	}
	for i := range m.districtRows {
		if r := &m.districtRows[i]; r.to == before(mergerDay) {
			r.heirs = m.heirsAtMerger(r.code)
		}
		if r := &m.districtRows[i]; r.to != before(mergerDay) && r.to > m.src.lists[0] {
			r.heirs = m.heirsOfDistrict(r)
		}
		if r := &m.districtRows[i]; r.code == "021" && r.from == "" {
			r.from = m.src.earlier["019"].from // Bắc Từ Liêm is as old as Nam Từ Liêm
		}
	}
	return nil
}

// heirsAtMerger is the communes that a district's communes became on 1 July 2025: parts, unless all became one.
func (m *maker) heirsAtMerger(code string) []string {
	if whole, ok := m.src.wholeDistricts()[code]; ok {
		return whole
	}
	var heirs []string
	for _, c := range m.communeRows {
		if c.parent != code || c.to != before(mergerDay) {
			continue
		}
		for _, h := range c.heirs {
			heirs = append(heirs, strings.TrimPrefix(h, "~"))
		}
	}
	slices.Sort(heirs)
	heirs = slices.Compact(heirs)
	if len(heirs) > 1 {
		for i := range heirs {
			heirs[i] = "~" + heirs[i]
		}
	}
	return heirs
}

// heirsOfDistrict sees where the district's communes went when it ended.
func (m *maker) heirsOfDistrict(d *item) []string {
	count := map[string]int{}
	for _, rows := range m.districtOf {
		for i, r := range rows {
			// the lists date communes up to some months later than the decree
			if r.parent == d.code && near(r.to, d.to) && i+1 < len(rows) {
				count[rows[i+1].parent]++
			}
			if r.parent == d.code && r.from < d.to && r.to > plus(d.to, 100) {
				count[d.code]++
			}
		}
	}
	heirs := slices.Sorted(maps.Keys(count))
	if len(heirs) > 1 {
		for i := range heirs {
			heirs[i] = "~" + heirs[i]
		}
	}
	return heirs
}
