package index

import (
	"cmp"
	"fmt"
	"slices"

	"diembao/index/internal/segment"
	"diembao/news"
)

// maxFacet is how many values a facet shows: the most frequent. Histograms have no bound but the calendar's.
const maxFacet = 200

func isFacet(name string) bool {
	_, column := columns[name]
	_, histogram := buckets[name]
	return column || histogram
}

// facetName is what a reader calls a facet.
func facetName(name string) string {
	names := map[string]string{
		news.FacetProvince: "tỉnh", news.FacetOldProvince: "tỉnh cũ", news.FacetDistrict: "huyện", news.FacetCommune: "xã", news.FacetOfficial: "cán bộ",
		news.FacetPost: "chức vụ", news.FacetSource: "nguồn", news.FacetKind: "loại", news.FacetTopic: "chủ đề",
	}
	return names[name]
}

// A bucket is a span of days of a histogram.
type bucket struct {
	first func(news.Day) news.Day
	next  func(news.Day) news.Day
	label func(news.Day) (value, label string)
}

// buckets are the histograms. Their values are what "ngày:" takes, but for weeks, whose value is their Monday.
var buckets = map[string]bucket{
	news.FacetDay: {
		first: func(d news.Day) news.Day { return d },
		next:  func(d news.Day) news.Day { return d.Add(1) },
		label: func(d news.Day) (string, string) {
			return d.String(), fmt.Sprintf("%d/%d/%d", d.Day, int(d.Month), d.Year)
		},
	},
	news.FacetWeek: {
		first: func(d news.Day) news.Day { return d.Add(-(int(d.Time().Weekday()) + 6) % 7) },
		next:  func(d news.Day) news.Day { return d.Add(7) },
		label: func(d news.Day) (string, string) {
			return d.String(), fmt.Sprintf("tuần từ %d/%d/%d", d.Day, int(d.Month), d.Year)
		},
	},
	news.FacetMonth: {
		first: func(d news.Day) news.Day { return news.Day{Year: d.Year, Month: d.Month, Day: 1} },
		next: func(d news.Day) news.Day {
			return news.DayOf(news.Day{Year: d.Year, Month: d.Month, Day: 1}.Time().AddDate(0, 1, 0))
		},
		label: func(d news.Day) (string, string) {
			return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month)), fmt.Sprintf("%d/%d", int(d.Month), d.Year)
		},
	},
	news.FacetYear: {
		first: func(d news.Day) news.Day { return news.Day{Year: d.Year, Month: 1, Day: 1} },
		next:  func(d news.Day) news.Day { return news.Day{Year: d.Year + 1, Month: 1, Day: 1} },
		label: func(d news.Day) (string, string) {
			y := fmt.Sprintf("%04d", d.Year)
			return y, y
		},
	},
}

// facets counts the values of all hits.
func (ev *evaluation) facets(names []string) map[string][]news.Count {
	if len(names) == 0 {
		return nil
	}
	out := make(map[string][]news.Count, len(names))
	for _, name := range names {
		if h, ok := buckets[name]; ok {
			out[name] = ev.histogram(h)
		} else {
			out[name] = ev.column(columns[name])
			if n := len(out[name]); n > maxFacet {
				out[name] = out[name][:maxFacet]
				ev.bounded = append(ev.bounded, fmt.Sprintf("%s: %d giá trị, chỉ nêu %d giá trị có nhiều bài nhất", facetName(name), n, maxFacet))
			}
		}
	}
	return out
}

func (ev *evaluation) column(col int) []news.Count {
	sums := make(map[string]*news.Count)
	for _, pt := range ev.parts {
		values := pt.seg.Values(col)
		counts := make([]uint32, len(values))
		pt.seg.CountFacet(col, pt.hits, counts)
		for i, n := range counts {
			if n == 0 {
				continue
			}
			c := sums[values[i].Value]
			if c == nil {
				c = &news.Count{Value: values[i].Value}
				sums[c.Value] = c
			}
			c.Label = max(c.Label, values[i].Label) // labels may differ between articles; any rule will do, if it is one
			c.Count += int(n)
		}
	}
	if ev.groups != nil {
		ev.groups.repeated(func(m member, add func(string)) {
			values := m.pt.seg.Values(col)
			m.pt.seg.Ordinals(col, m.doc, func(ord uint32) { add(values[ord].Value) })
		}, func(value string, times int) { sums[value].Count -= times })
	}
	out := make([]news.Count, 0, len(sums))
	for _, c := range sums {
		if name := ev.x.opt.SourceName; col == colSource && name != nil && name(c.Value) != "" {
			c.Label = name(c.Value)
		}
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b news.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// histogram counts hits by spans of days, in order of time, spans without a hit left out. Documents stand in order of
// publication, so a span of days is a range of documents: the calendar is asked once a span and not once a document.
func (ev *evaluation) histogram(h bucket) []news.Count {
	sums := make(map[string]*news.Count)
	for _, pt := range ev.parts {
		docs := uint32(pt.seg.Docs())
		lo, _ := pt.seg.Range(segment.NoTime+1, 0)
		for lo = pt.hits.from(lo, docs); lo < docs; {
			first := h.first(dayOf(pt.seg.Published(lo)))
			hi := pt.seg.Before(h.next(first).Time().Unix(), lo)
			value, label := h.label(first)
			c := sums[value]
			if c == nil {
				c = &news.Count{Value: value, Label: label}
				sums[value] = c
			}
			c.Count += pt.hits.between(lo, hi)
			lo = pt.hits.from(hi, docs)
		}
	}
	if ev.groups != nil {
		ev.groups.repeated(func(m member, add func(string)) {
			if at := m.pt.seg.Published(m.doc); at != segment.NoTime {
				value, _ := h.label(h.first(dayOf(at)))
				add(value)
			}
		}, func(value string, times int) { sums[value].Count -= times })
	}
	out := make([]news.Count, 0, len(sums))
	for _, c := range sums {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b news.Count) int { return cmp.Compare(a.Value, b.Value) })
	return out
}
