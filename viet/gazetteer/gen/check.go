package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// check holds the tables against what is known of them.
func (m *maker) check() error {
	last := before(mergerDay)
	var errs []error
	for _, want := range []struct {
		what string
		rows []item
		day  string
		n    int
	}{
		{"provinces", m.provinceRows, last, 63}, {"provinces", m.provinceRows, mergerDay, 34},
		{"districts", m.districtRows, last, 696}, {"districts", m.districtRows, mergerDay, 0},
		{"communes", m.communeRows, last, 10035}, {"communes", m.communeRows, mergerDay, 3321}, {"communes", m.communeRows, dongNai, 3321},
	} {
		if n := len(on(want.rows, want.day)); n != want.n {
			errs = append(errs, fmt.Errorf("%d %s on %s, want %d", n, want.what, want.day, want.n))
		}
	}
	errs = append(errs, m.checkHeirs(m.provinceRows), m.checkHeirs(slices.Concat(m.districtRows, m.communeRows)), m.checkProvinces())
	return errors.Join(errs...)
}

func on(rows []item, day string) []item {
	var out []item
	for _, r := range rows {
		if r.from <= day && (r.to == "" || day <= r.to) {
			out = append(out, r)
		}
	}
	return out
}

// checkHeirs finds heirs that do not exist on the day after, and forms of one code that overlap.
func (m *maker) checkHeirs(rows []item) error {
	byCode := map[string][]item{}
	for _, r := range rows {
		byCode[r.code] = append(byCode[r.code], r)
	}
	var errs []error
	for _, r := range rows {
		if r.to != "" && r.to < r.from {
			errs = append(errs, fmt.Errorf("%s %s ends %s before it begins %s", r.code, r.name, r.to, r.from))
		}
		for _, h := range r.heirs {
			if len(on(byCode[strings.TrimPrefix(h, "~")], plus(r.to, 1))) != 1 {
				errs = append(errs, fmt.Errorf("%s %s ends %s: no heir %s on the day after", r.code, r.name, r.to, h))
			}
		}
		for _, o := range byCode[r.code] {
			if o.from > r.from && (r.to == "" || o.from <= r.to) {
				errs = append(errs, fmt.Errorf("%s: %s and %s on one day", r.code, r.name, o.name))
			}
		}
	}
	return errors.Join(errs...)
}

// checkProvinces holds that no old commune went to a province its own did not go to.
func (m *maker) checkProvinces() error {
	district, became := map[string]string{}, map[string]string{}
	for _, r := range m.src.districts {
		district[r["code"]] = r["province_code"]
	}
	for _, r := range m.src.merger {
		became[r["old_code"]] = r["new_code"]
	}
	newIn := index(m.src.new2025, "code")
	var errs []error
	for _, r := range m.communeRows {
		if r.to != before(mergerDay) {
			continue
		}
		for _, h := range r.heirs {
			if got, want := newIn[strings.TrimPrefix(h, "~")]["province_code"], became[district[r.parent]]; got != want {
				errs = append(errs, fmt.Errorf("commune %s %s went to province %s, its own to %s", r.code, r.name, got, want))
			}
		}
	}
	return errors.Join(errs...)
}
