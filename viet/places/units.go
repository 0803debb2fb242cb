package places

import "diembao/viet/gazetteer"

// candidates is the units of that name and kind.
func (r *reader) candidates(at int32, kinds kindSet) func(func(int32) bool) {
	n := &r.trie.names[at]
	return func(yield func(int32) bool) {
		for _, i := range r.trie.units[n.first : n.first+n.n] {
			if r.trie.kinds[i]&kinds != 0 && !yield(i) {
				return
			}
		}
	}
}

// province is the province that a name means on the day of the article: the one on its map; else the last that ended
// before; else the first that began after.
func (r *reader) province(at int32) int32 {
	best, bestRank := int32(-1), 0
	for i := range r.candidates(at, isProvince) {
		rank := rankOf(r.trie.g.At(int(i)), r)
		if best < 0 || rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// rankOf says how well a unit fits the article's day: higher is better.
func rankOf(u gazetteer.Unit, r *reader) int {
	switch {
	case u.On(r.day):
		return 1 << 30
	case !u.To.IsZero() && (r.day.IsZero() || u.To.Before(r.day)):
		return 1<<29 + number(u.To)
	}
	return 1<<28 - number(u.From)
}
