package segment

// pairMap maps pairs of words to slots: open addressing, because it is asked once for every word of every article. The
// zero value is ready.
type pairMap struct {
	keys []uint64 // key+1; 0 is free
	vals []int32
	n    int
}

// at is the place of key's value, 0 when it is new.
func (m *pairMap) at(key uint64) *int32 {
	if 4*m.n >= 3*len(m.keys) {
		m.grow()
	}
	i := m.slot(key + 1)
	if m.keys[i] == 0 {
		m.keys[i] = key + 1
		m.n++
	}
	return &m.vals[i]
}

func (m *pairMap) slot(k uint64) int {
	mask := len(m.keys) - 1
	i := int(k*0x9E3779B97F4A7C15>>20) & mask
	for m.keys[i] != 0 && m.keys[i] != k {
		i = (i + 1) & mask
	}
	return i
}

func (m *pairMap) grow() {
	keys, vals := m.keys, m.vals
	size := max(1<<12, 2*len(keys))
	m.keys, m.vals = make([]uint64, size), make([]int32, size)
	for i, k := range keys {
		if k != 0 {
			j := m.slot(k)
			m.keys[j], m.vals[j] = k, vals[i]
		}
	}
}

func (m *pairMap) clear() {
	clear(m.keys)
	clear(m.vals)
	m.n = 0
}
