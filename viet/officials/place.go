package officials

import (
	"slices"
	"strings"

	"diembao/news"
	"diembao/viet/gazetteer"
	"diembao/viet/officials/posts"
)

// A seat is where a post's body is, as far as the wording and the article tell.
type seat struct {
	place    string // gazetteer code of the smallest place named
	province gazetteer.Unit
}

// seatOf finds the seat of one held post. A bare "tỉnh" or a body of a province is the article's province; a central or
// foreign body has none; a place that several provinces have is left open.
func seatOf(h *held, ctx Context) seat {
	g := gazetteer.Load()
	var s seat
	home, _ := province(g, ctx.Province, ctx.Published)
	for i := len(h.places) - 1; i >= 0; i-- {
		if h.places[i].abroad {
			return seat{}
		}
		u, ok := unit(g, h.places[i], s.province.Code, home.Code, ctx.Published)
		if !ok {
			continue
		}
		s.place = u.Code
		if u.Kind == news.ProvinceKind {
			s.province = u
		} else if s.province.IsZero() {
			s.province, _ = province(g, u.Province, u.To)
		}
	}
	if len(h.places) == 0 && local(h.text) {
		s.province = home
	}
	return s
}

// province is the province with a name, alias or code on the day's map, or else when there last was one.
func province(g *gazetteer.Gazetteer, name string, day news.Day) (gazetteer.Unit, bool) {
	if name == "" {
		return gazetteer.Unit{}, false
	}
	if u, ok := g.Province(name, day); ok {
		return u, true
	}
	ever := slices.DeleteFunc(g.Ever(name), func(u gazetteer.Unit) bool { return u.Kind != news.ProvinceKind })
	if len(ever) == 0 {
		return gazetteer.Unit{}, false
	}
	return ever[len(ever)-1], true
}

// unit is the one place that the words mean, given the provinces it may lie in. A district or commune of the post's own
// province, else of the article's, is meant before any other of the same name.
func unit(g *gazetteer.Gazetteer, at placeWords, within, home string, day news.Day) (gazetteer.Unit, bool) {
	all := g.Named(at.text, day)
	if len(all) == 0 {
		all = g.Ever(at.text)
	}
	all = slices.DeleteFunc(all, func(u gazetteer.Unit) bool { return kinds[u.Kind]&at.kinds&^isForeign == 0 })
	if len(all) == 0 {
		return gazetteer.Unit{}, false
	}
	if all[0].Kind == news.ProvinceKind {
		return all[0], true
	}
	for _, code := range []string{within, home} {
		if code == "" {
			continue
		}
		if i := slices.IndexFunc(all, func(u gazetteer.Unit) bool { return u.Province == code }); i >= 0 {
			return all[i], true
		}
		if code == within {
			return gazetteer.Unit{}, false
		}
	}
	for _, u := range all[1:] {
		if u.Province != all[0].Province {
			return gazetteer.Unit{}, false
		}
	}
	return all[0], true
}

// local says that a wording without a place is of a body in some province: of the article's own, then.
func local(text string) bool {
	words := posts.Words(text)
	for i, w := range words {
		switch w {
		case "tỉnh", "huyện", "xã", "phường", "quận", "thôn", "buôn", "ấp", "sở":
			return true
		case "thành", "thị": // thành phố, thành ủy, thị xã, thị ủy
			if i+1 < len(words) && strings.Contains(" phố ủy xã trấn đoàn ", " "+words[i+1]+" ") {
				return true
			}
		}
	}
	return false
}
