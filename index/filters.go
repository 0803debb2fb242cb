package index

import (
	"fmt"
	"strings"

	"diembao/index/internal/segment"
	"diembao/index/query"
	"diembao/index/vi"
	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// filter compiles a condition on a field: a province on either map, an official, a post, a place, an outlet, a topic.
func (p *planner) filter(f *query.Filter) (node, error) {
	v := strings.TrimSpace(f.Value)
	switch f.Field {
	case query.Province, query.OldProvince:
		return p.province(f, v)
	case query.District:
		return p.units(keyDistrict, v, news.District), nil
	case query.Commune:
		return p.units(keyCommune, v, news.Commune), nil
	case query.Official:
		return p.official(v), nil
	case query.Post:
		if n := p.eitherName(v); n != nil {
			return n, nil
		}
		return p.post(v), nil
	case query.Source:
		return orNode{p.term(keySource, v), p.term(keySource, strings.TrimPrefix(strings.ToLower(v), "www.")), p.term(keySource, strings.ReplaceAll(viet.Fold(v), " ", ""))}, nil
	case query.Kind:
		return p.term(keyKind, v), nil
	case query.Topic:
		return p.term(keyTopic, viet.Fold(v)), nil
	case query.Place:
		return p.place(v), nil
	}
	return nil, fmt.Errorf("index: search: field %q: %w", f.Field, news.ErrInvalid)
}

// official finds officials with this name, with it at the end of theirs, or elsewhere in it; in this order, where hits are
// ordered by relevance.
func (p *planner) official(v string) node {
	key := officialKey(v)
	if n := p.eitherName(v); n != nil {
		return n
	}
	whole, last := p.term(keyWholeName, key), p.term(keyOfficial, key)
	p.rank = append(p.rank, ranked{term: int(whole), weight: nameWeight, label: "official: " + key},
		ranked{term: int(last), weight: nameWeight, label: "given name: " + key})
	return orNode{last, p.term(keyPartName, key)}
}

// wholeName is official, but where someone has exactly this name of two words or more, only that: the value of a facet
// finds what the facet counted.
func (p *planner) wholeName(v string) node {
	rank := len(p.rank)
	any := p.official(v)
	p.rank = p.rank[:rank] // a filter gives no score
	key := officialKey(v)
	if !strings.Contains(key, " ") {
		return any
	}
	return preferNode{orNode{p.term(keyWholeName, key)}, any}
}

// province resolves a name on the map asked for. A name that only the old map has is looked for there.
func (p *planner) province(f *query.Filter, v string) (node, error) {
	g := gazetteer.Load()
	if f.Field == query.Province {
		if u, ok := g.Province(v, news.Day{}); ok {
			return p.term(keyProvince, u.Code), nil
		}
	}
	if u, ok := g.Province(v, oldMap); ok {
		if f.Field == query.Province {
			p.notes = append(p.notes, "“"+u.Name+"” là tỉnh trên bản đồ trước ngày 1/7/2025")
		}
		return p.term(keyOldProvince, u.Code), nil
	}
	return nil, &query.Error{Offset: f.At.Start, Length: f.At.End - f.At.Start,
		Msg: "không có tỉnh, thành phố “" + v + "”", MsgEN: fmt.Sprintf("there is no province %q", v)}
}

// units takes a code as it is and looks up a name, which several units may bear.
func (p *planner) units(field byte, v string, kind news.PlaceKind) node {
	out := orNode{p.term(field, v)}
	for _, u := range gazetteer.Load().Ever(v) {
		if u.Kind == kind {
			out = append(out, p.term(field, u.Code))
		}
	}
	return out
}

func (p *planner) place(v string) node {
	out := orNode{p.term(keyPlaceCode, v), p.term(keyPlace, placeKey(v))}
	for _, u := range gazetteer.Load().Ever(v) {
		out = append(out, p.term(keyPlace, placeKey(u.Name)))
	}
	return out
}

// post finds the articles with exactly this title or office, as the facet counts them; when there are none, those with its words.
func (p *planner) post(v string) node {
	return preferNode{orNode{p.term(keyPost, viet.Fold(v)), p.term(keyOffice, v)}, p.postWords(p.lex.Append(nil, v))}
}

// eitherName finds an office that people and papers call by different names under both; nil for any other words.
func (p *planner) eitherName(v string) node {
	toks := p.lex.Append(nil, v)
	other, name := otherOffice(p.lex, toks)
	if other == nil {
		return nil
	}
	p.notes = append(p.notes, "“"+v+"” được tìm cả theo tên gọi “"+name+"”")
	return orNode{p.postWords(toks), p.postWords(other)}
}

// postWords wants words side by side in one of the article's posts.
func (p *planner) postWords(toks []vi.Token) node {
	var out andNode
	for i, t := range toks {
		if i > 0 && !t.Gap && !t.Part && !toks[i-1].Part {
			out = append(out, p.term(segment.PostPair, toks[i-1].Folded+" "+t.Folded))
		} else if i == 0 || !t.Part {
			out = append(out, p.term(segment.Post, t.Folded))
		}
	}
	if len(out) == 0 {
		return noneNode{}
	}
	return out
}

// forms of address and ranks that stand before a name.
var address = []string{"ong ", "ba ", "anh ", "chi ", "co ", "dong chi ", "d/c ", "ngai ", "bac si ", "dai ta ", "thuong ta ", "trung ta ",
	"thieu ta ", "thieu tuong ", "trung tuong ", "thuong tuong ", "dai tuong ", "ts ", "ts. ", "pgs.ts ", "ths ", "ths. "}

// officialKey is a name as officials are filed: loosely folded, without a form of address ("ông Hiệp").
func officialKey(name string) string {
	key := viet.FoldLoose(name)
	for _, a := range address {
		if rest, ok := strings.CutPrefix(key, a); ok && rest != "" {
			return rest
		}
	}
	return key
}
