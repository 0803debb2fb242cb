package dates

import (
	"testing"

	"diembao/news"
)

// Days of Tết as Viet Nam kept them; 2007 and 2030 differ from China's, for the new moon falls around midnight.
var tets = []string{
	"2000-02-05", "2001-01-24", "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17", "2008-02-07", "2009-01-26",
	"2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05",
	"2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13",
	"2030-02-02",
}

func TestTet(t *testing.T) {
	for i, want := range tets {
		if got, ok := solar(lunarDay{Year: 2000 + i, Month: 1, Day: 1}); !ok || got.String() != want {
			t.Errorf("Tết %d = %v, %v; want %s", 2000+i, got, ok, want)
		}
	}
}

func TestSolar(t *testing.T) {
	for _, c := range []struct {
		l    lunarDay
		want string // empty: there is none
	}{
		{lunarDay{2024, 3, 10, false}, "2024-04-18"}, // Hùng kings
		{lunarDay{2025, 3, 10, false}, "2025-04-07"},
		{lunarDay{2020, 3, 10, false}, "2020-04-02"},
		{lunarDay{2023, 3, 10, false}, "2023-04-29"}, // after the leap month 2
		{lunarDay{2020, 8, 15, false}, "2020-10-01"}, // mid-autumn, after the leap month 4
		{lunarDay{2025, 8, 15, false}, "2025-10-06"}, // after the leap month 6
		{lunarDay{2025, 6, 1, true}, "2025-07-25"},
		{lunarDay{2025, 5, 1, true}, ""},
		{lunarDay{2024, 6, 1, true}, ""},
		{lunarDay{2024, 12, 29, false}, "2025-01-28"},
		{lunarDay{2024, 12, 30, false}, ""},
		{lunarDay{2019, 12, 30, false}, "2020-01-24"},
		{lunarDay{2021, 11, 1, false}, "2021-12-04"},
		{lunarDay{1899, 1, 1, false}, ""},
		{lunarDay{2020, 13, 1, false}, ""},
	} {
		got, ok := solar(c.l)
		if got.String() != c.want || ok != (c.want != "") {
			t.Errorf("solar(%+v) = %v, %v; want %q", c.l, got, ok, c.want)
		}
	}
}

// Every day between 2000 and 2050 is one lunar day and no lunar day is two.
func TestLunarMonthsFollow(t *testing.T) {
	next, _ := news.ParseDay("2000-02-05")
	for year := 2000; year <= 2050; year++ {
		for month := 1; month <= 12; month++ {
			for _, leap := range []bool{false, true} {
				for day := 1; day <= 30; day++ {
					got, ok := solar(lunarDay{year, month, day, leap})
					if !ok {
						continue
					}
					if got != next {
						t.Fatalf("%d-%d-%d leap %v = %v, want %v", year, month, day, leap, got, next)
					}
					next = next.Add(1)
				}
			}
		}
	}
}
