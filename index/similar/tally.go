package similar

// A tally sums scores by place: open addressing, cleared in the time of what it holds. The zero value is ready.
type tally struct {
	places []uint64
	sums   []float64 // 0: free
	used   []int32   // slots, in the order in which their places came
}

func (t *tally) clear() {
	for _, s := range t.used {
		t.sums[s] = 0
	}
	t.used = t.used[:0]
}

// add adds a score above 0.
func (t *tally) add(place uint64, score float64) {
	if 2*len(t.used) >= len(t.sums) {
		t.grow()
	}
	s := t.slot(place)
	if t.sums[s] == 0 {
		t.places[s] = place
		t.used = append(t.used, int32(s))
	}
	t.sums[s] += score
}

func (t *tally) slot(place uint64) int {
	mask := len(t.sums) - 1
	s := int(place*0x9E3779B97F4A7C15>>32) & mask
	for t.sums[s] != 0 && t.places[s] != place {
		s = (s + 1) & mask
	}
	return s
}

func (t *tally) grow() {
	old := *t
	size := max(1024, 2*len(old.sums))
	*t = tally{places: make([]uint64, size), sums: make([]float64, size), used: make([]int32, 0, size/2)}
	for _, s := range old.used {
		to := t.slot(old.places[s])
		t.places[to], t.sums[to] = old.places[s], old.sums[s]
		t.used = append(t.used, int32(to))
	}
}
