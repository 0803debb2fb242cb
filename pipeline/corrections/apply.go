package corrections

import (
	"errors"
	"fmt"
	"slices"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/facts"
	"diembao/viet/gazetteer"
	"diembao/viet/officials"
)

// Apply changes an article as the corrections that concern it say, in their order; of those that do not concern it, and
// of the revoked, it takes no notice. sourceProvince is that of the outlet, as for facts.Read: when the publication time
// is corrected, the facts that depend on it are read again. A correction that does not fit what is read now is left
// out and reported as a problem of the article. It does no I/O and may be called by any number of goroutines.
func Apply(a *news.Article, all []news.Correction, sourceProvince string) {
	var mine []news.Correction
	for _, c := range news.InForce(all) {
		if c.Concerns(a) {
			mine = append(mine, c)
		}
	}
	// The day of publication decides on days and maps, and the province on posts: they come first.
	order := []string{Published, Province, Officials, Places}
	slices.SortStableFunc(mine, func(x, y news.Correction) int {
		return slices.Index(order, x.Field) - slices.Index(order, y.Field)
	})
	for _, c := range mine {
		if err := apply(a, c, sourceProvince); err != nil {
			a.Problems = append(a.Problems, news.Problem{Code: news.ProblemCorrection, Detail: fmt.Sprintf("%s: %v", c.Key, err)})
		}
	}
}

func apply(a *news.Article, c news.Correction, sourceProvince string) error {
	switch c.Field {
	case Published:
		return published(a, c, sourceProvince)
	case Province:
		return subject(a, c)
	case Officials:
		return official(a, c)
	case Places:
		return place(a, c)
	}
	return fmt.Errorf("field %.40q, want published, province, officials or places: %w", c.Field, news.ErrInvalid)
}

func published(a *news.Article, c news.Correction, sourceProvince string) error {
	switch c.Kind {
	case news.ReplaceFact:
		t, dayOnly, err := instant(c.After)
		if err != nil {
			return err
		}
		a.Published, a.DayOnly, a.Origin = t, dayOnly, news.FromEditor
		a.Problems = slices.DeleteFunc(slices.Clone(a.Problems), func(p news.Problem) bool {
			return p.Code == news.ProblemNoDate || p.Code == news.ProblemFuture
		})
	case news.RemoveFact:
		a.Published, a.DayOnly, a.Origin = news.Instant{}, false, ""
	default:
		return fmt.Errorf("%s of field %s: %w", c.Kind, c.Field, news.ErrInvalid)
	}
	facts.Read(a, sourceProvince)
	return nil
}

func subject(a *news.Article, c news.Correction) error {
	switch c.Kind {
	case news.ReplaceFact:
		u, err := province(c.After, news.DayOf(a.Published.Time))
		if err != nil {
			return err
		}
		a.Province = news.Subject{Name: u.Name, Code: u.Code, Reason: "corrected by " + c.Who}
	case news.RemoveFact:
		a.Province = news.Subject{}
	default:
		return fmt.Errorf("%s of field %s: %w", c.Kind, c.Field, news.ErrInvalid)
	}
	// A bare "tỉnh" in a post now means another province. Only who was an official stays one: bylines are out already.
	known := map[string]bool{}
	for _, o := range a.Officials {
		known[viet.Key(o.Name)] = true
	}
	again := officials.Find(text(a), officials.Context{Published: news.DayOf(a.Published.Time), Province: a.Province.Name})
	a.Officials = slices.DeleteFunc(again, func(o news.Official) bool { return !known[viet.Key(o.Name)] })
	return nil
}

func official(a *news.Article, c news.Correction) error {
	before, after, err := pair[Official](c)
	if err != nil {
		return err
	}
	a.Officials = slices.Clone(a.Officials)
	at := func(name string) int {
		return slices.IndexFunc(a.Officials, func(o news.Official) bool { return viet.Key(o.Name) == viet.Key(name) })
	}
	var mentions []news.Mention
	if before != nil {
		if i := at(before.Name); i >= 0 {
			mentions = a.Officials[i].Mentions
			release(&a.Officials[i], before.Position)
			if len(a.Officials[i].Positions) == 0 { // nobody without a post is an official
				a.Officials = slices.Delete(a.Officials, i, i+1)
			}
		}
	}
	if after == nil {
		return nil
	}
	i := at(after.Name)
	if i < 0 {
		if found := mentionsOf(a, after.Name); len(found) > 0 {
			mentions = found
		}
		if len(mentions) == 0 {
			return fmt.Errorf("the article does not name %q: %w", after.Name, news.ErrInvalid)
		}
		a.Officials = append(a.Officials, news.Official{Name: after.Name, Mentions: mentions})
		i = len(a.Officials) - 1
	}
	hold(&a.Officials[i], after.Position, a)
	return nil
}

// release takes a post from an official, or all when position is empty.
func release(o *news.Official, position string) {
	if position == "" {
		o.Positions, o.Posts = nil, nil
		return
	}
	i := slices.IndexFunc(o.Positions, func(p string) bool { return viet.Key(p) == viet.Key(position) })
	if i < 0 {
		return
	}
	o.Positions = slices.Delete(slices.Clone(o.Positions), i, i+1)
	if i < len(o.Posts) {
		o.Posts = slices.Delete(slices.Clone(o.Posts), i, i+1)
	}
}

// hold gives an official a post, unless the rules found it too.
func hold(o *news.Official, position string, a *news.Article) {
	if slices.ContainsFunc(o.Positions, func(p string) bool { return viet.Key(p) == viet.Key(position) }) {
		return
	}
	post := post(o.Name, position, a)
	o.Positions = append(slices.Clone(o.Positions), position)
	o.Posts = append(slices.Clone(o.Posts), post)
	if len(o.Positions) == 1 {
		o.Organisation = post.Body
		o.Province = ""
		if u, ok := gazetteer.Load().Unit(post.Province, news.DayOf(a.Published.Time)); ok && post.Province != "" {
			o.Province = u.Name
		}
	}
}

func place(a *news.Article, c news.Correction) error {
	before, after, err := pair[Place](c)
	if err != nil {
		return err
	}
	var mentions []news.Mention
	drop := func(wrong func(p news.Place) bool) {
		a.Places = slices.DeleteFunc(slices.Clone(a.Places), func(p news.Place) bool {
			if !wrong(p) {
				return false
			}
			mentions = append(mentions, p.Mentions...)
			return true
		})
	}
	if before != nil {
		drop(func(p news.Place) bool {
			return viet.Key(p.Name) == viet.Key(before.Name) && (before.Kind == "" || before.Kind == p.Kind) && (before.Code == "" || before.Code == p.Code)
		})
	}
	if after == nil {
		return nil
	}
	u, err := unit(*after, a.Province.Code, news.DayOf(a.Published.Time))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(a.Places, func(p news.Place) bool { return p.Code == u.Code && p.Kind == u.Kind && p.Name == u.Name }) {
		return nil
	}
	// A name that the rules left open is now decided.
	drop(func(p news.Place) bool {
		return p.Code == "" && p.Kind == u.Kind && viet.Key(p.Name) == viet.Key(u.Name)
	})
	if len(mentions) == 0 {
		mentions = mentionsOf(a, after.Name)
	}
	if len(mentions) == 0 {
		return fmt.Errorf("the article does not name %q: %w", after.Name, news.ErrInvalid)
	}
	p := news.Place{Name: u.Name, Kind: u.Kind, Code: u.Code, Province: u.Province, Mentions: mentions, Reason: "corrected by " + c.Who}
	if now, ok := gazetteer.Load().Current(u); ok && u.Kind != news.Country && u.Kind != news.OtherPlace {
		p.Current = news.Current{Name: now.Name, Code: now.Code}
	}
	a.Places = append(a.Places, p)
	return nil
}

// pair reads what a correction takes out and what it puts in; nil for nothing.
func pair[T Official | Place](c news.Correction) (before, after *T, err error) {
	var out, in T
	var errs error
	switch c.Kind {
	case news.AddFact:
		in, errs = decode[T](c.Field, c.After)
		after = &in
	case news.RemoveFact:
		out, errs = decode[T](c.Field, c.Before)
		before = &out
	case news.ReplaceFact:
		var first, second error
		out, first = decode[T](c.Field, c.Before)
		in, second = decode[T](c.Field, c.After)
		before, after, errs = &out, &in, errors.Join(first, second)
	default:
		errs = fmt.Errorf("%s of field %s: %w", c.Kind, c.Field, news.ErrInvalid)
	}
	return before, after, errs
}

// post reads a post as the rules would in a sentence about its holder.
func post(name, position string, a *news.Article) news.Post {
	sentence := viet.Text{Body: "Đồng chí " + name + ", " + position + ", phát biểu."}
	for _, o := range officials.Find(sentence, officials.Context{Published: news.DayOf(a.Published.Time), Province: a.Province.Name}) {
		for _, p := range o.Posts {
			if viet.Key(p.Text) == viet.Key(position) {
				return p
			}
		}
	}
	return news.Post{Text: position}
}

func text(a *news.Article) viet.Text { return viet.Text{Title: a.Title, Lead: a.Lead, Body: a.Body} }
