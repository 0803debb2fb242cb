package officials

// name reads a person's name. After an honorific any capitals are one; directly after a post they are one unless they
// begin like a body or a place, or are one foreign word alone (Festival); elsewhere a surname or a list must promise it.
func (s *scanner) name(i int) int {
	k := s.last()
	sure := k == aHonour
	if k == aPost && !s.shout {
		_, other := s.longest(i, isBody|isPlace, true)
		known := s.surname(i) != 0 || s.initial(i) || s.isUpper(i+1) && s.initial(i+1) // or else, in Vietnamese syllables, a place the gazetteer does not know
		sure = other == 0 && s.toks[i-1].mark == 0 && (known || s.outlandish(i) || s.abroad()) && (s.surname(i)&isSure != 0 || !s.endsInPlace(i, s.run(i)))
		sure = sure || s.toks[i-1].mark == 0 && (s.middled(i) || s.isUpper(i+1) && s.initial(i+1) && s.surname(i) != 0)
		sure = sure || other == 0 && s.mark(i-1) == ')' && s.foreign(i+1) // thành phố Isumi (Nhật Bản) Ota Hirokazu
	}
	if n := len(s.items); k == aDash && n > 1 && s.items[n-2].kind == aPost {
		sure = s.foreign(i) && s.foreign(i+1)
	}
	end := s.nameAt(i, sure)
	if end == i && !s.shout && (k == aComma || k == aSemicolon || k == aColon || k == anAnd || k == aHonours || len(s.items) == 0) {
		end = s.listedName(i)
	}
	if end == i {
		return i
	}
	s.put(aName, i, end)
	return end
}

// outlandish says that a word behind the first of the name at i is none that Vietnamese spells so: Hơ Blưn, Heng Sopheap.
func (s *scanner) outlandish(i int) bool {
	for k, end := i+1, s.run(i); k < end; k++ {
		if s.foreign(k) {
			return true
		}
	}
	return false
}

// abroad says that the post just read is of a place abroad.
func (s *scanner) abroad() bool {
	for _, at := range s.items[len(s.items)-1].post.places {
		if s.isAbroad(at) {
			return true
		}
	}
	return false
}

// isAbroad says that a place, with or without the level word before it, is only known abroad.
func (c *clause) isAbroad(at span) bool {
	for k := at.start; k < at.end; k++ {
		if end, is := c.longest(k, isPlace, true); end == at.end {
			return is == isForeign
		}
	}
	return false
}

// listedName is the name at i when its place in a list and the post after it say that it is one. In a list a name needs
// no known surname: "...; Bon Yô Soan, Bí thư ...".
func (s *scanner) listedName(i int) int {
	end := s.nameAt(i, true)
	if end == i || !s.postFollows(end) || s.mark(end) == 0 {
		return i
	}
	if s.middled(i) || s.isUpper(i+1) && s.initial(i+1) {
		return end
	}
	const small = isStop | isVia | isCopula
	if _, other := s.longest(i, isBody|isPlace|isHonour|small, true); other != 0 && (other&^small != 0 || s.surname(i) == 0) {
		return i
	}
	return end
}

// proper passes over a place or body as a whole, so that no name is read inside it. "Hồ Chí Minh" in "Thành phố Hồ Chí
// Minh" must not become a person.
func (s *scanner) proper(i int) int {
	end, c := s.longest(i, isPlace|isParty|isOrg|isSector|isHistory|isLevel, true)
	if c == 0 {
		return i
	}
	if c&isLevel != 0 && end-i <= 2 {
		if place, is := s.longest(end, isPlace, true); is != 0 {
			end = place
		}
	}
	s.put(aWord, i, end)
	if at, named := s.longest(i, isNamedAfter, false); named != 0 && at == end {
		return s.house(i)
	}
	return end
}

// house passes over what is named after a person: đường Nguyễn Văn Cừ, Trường THPT Lê Lợi.
func (s *scanner) house(i int) int {
	end, _ := s.longest(i, isNamedAfter, false)
	end = max(end, i+1)
	s.put(aWord, i, end)
	for {
		more, c := s.longest(end, isNamedAfter|isSector, false)
		if c == 0 {
			break
		}
		end = more
	}
	if s.isUpper(end) && !s.shout {
		return s.run(end)
	}
	return end
}
