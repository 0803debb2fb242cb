package officials

// appointed gives the post after "giữ chức" to the name after "đối với", or to the subject, however many words stand
// between: "điều động ông A, P1, giữ chức P2".
func (l *linker) appointed(i int) {
	l.pending = append(l.pending[:0], i)
	if towards := i+1 < len(l.items) && l.items[i+1].kind == aTowards; towards || !l.movedOn(i) && (l.subject < 0 || l.vacant(i)) {
		if at := l.items[i-1].start; towards && l.subject >= 0 && at > 0 && l.lexKey(at-1) == "giao" {
			l.give([]int{l.subject}, i) // "A bàn giao chức vụ P cho B": it was A's
		}
		l.group = l.group[:0]
		return
	}
	l.pending = l.pending[:0]
	switch n := len(l.group); {
	case l.movedOn(i):
		l.group = append(l.group[:0], l.replaced)
	case l.shareable(i) && len(l.elected) > 1 && l.elected[len(l.elected)-1] == l.subject:
		l.group = append(l.group[:0], l.elected...)
	case l.shareable(i) && len(l.row) > 1 && l.row[len(l.row)-1] == l.subject:
		l.group = append(l.group[:0], l.row...)
	case n < 2 || l.before || l.after || l.group[n-1] != l.subject:
		l.group = append(l.group[:0], l.subject)
	}
	l.give(l.group, i)
	l.before, l.after = false, true
	l.elected = l.elected[:0]
}

// vacant says that the post at item i is only spoken of: "HĐND kiện toàn chức danh Chủ tịch", "bầu chức vụ Phó Chủ tịch".
func (l *linker) vacant(i int) bool {
	at := l.items[i-1].start
	if l.items[i-1].kind != anAppoint {
		return false
	}
	if before := l.lexKey(at - 1); before == "không" || before == "chưa" {
		return true
	}
	from := l.items[l.subject].end
	if last := l.lastPost(i - 1); last > l.subject && last < i-1 {
		from = max(from, l.items[last].end)
	}
	if l.ofOthers(from, at) {
		return true
	}
	if l.lexKey(at) != "chức" {
		return false
	}
	switch l.lexKey(at - 1) {
	case "toàn", "bầu", "nhiệm", "chuẩn", "khuyết", "thiếu", "định", "sung":
		return true
	case "cách":
		return l.lexKey(at-2) != "bị"
	}
	return false
}

// ofOthers says that the words from "from" on name others whose post "giữ chức" at "at" brings: "chúc mừng các vị được bầu giữ
// chức", "cùng đại diện các sở làm thành viên", "bổ nhiệm em trai mình làm"; but not "được bổ nhiệm làm".
func (l *linker) ofOthers(from, at int) bool {
	does := l.lexKey(at) == "làm"
	appoints := false
	for k := at - 1; k >= max(from, at-40); k-- {
		if _, several := l.longest(k, isHonours, false); several != 0 && l.lexKey(k-1) != "được" {
			return true
		}
		switch key := l.lexKey(k); {
		case key == "trai", key == "gái": // "vì con trai được bổ nhiệm làm", but "A, em gái bà B, làm"
			_, whose := l.longest(k+1, isHonour, false)
			return whose == 0
		case !does:
		case key == "được", key == "bị", key == "vừa":
			return false
		case key == "mình", key == "các":
			return true
		case key == "nhiệm":
			appoints = appoints || l.lexKey(k-1) == "bổ"
		}
	}
	return appoints && from < at-6
}

// movedOn says that the post at item i is of who was replaced: "thay ông B được điều động làm ...", "thay ông B đã về làm ...".
func (l *linker) movedOn(i int) bool {
	if l.replaced < 0 {
		return false
	}
	for k := l.items[l.replaced].end; k < l.items[i].start; k++ {
		switch l.lexKey(k) {
		case "được", "về", "sang", "chuyển", "đã", "nhận", "vừa":
			return true
		}
		if l.mark(k) == ',' {
			return false
		}
	}
	return false
}

// shareable says that several people can be given the post at item i at once: deputies and members, of heads there is one.
func (l *linker) shareable(i int) bool {
	switch l.lexKey(l.items[i].start) {
	case "phó", "ủy", "uỷ", "đại", "thành":
		return true
	}
	return false
}

// chosen says that a verb of elections and appointments stands just before the name at item i with its honorific.
func (l *linker) chosen(i int) bool {
	at := l.items[i].start
	if l.honour >= 0 {
		at = l.items[l.honour].start
	}
	for k := at - 1; k >= 0 && k >= at-4; k-- {
		switch l.lexKey(k) {
		case "bầu", "nhiệm", "động", "chuyển", "định", "công", "chuẩn":
			return true
		}
	}
	return false
}
