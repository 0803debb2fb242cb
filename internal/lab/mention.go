package lab

import (
	"strconv"
	"strings"

	"diembao/news"
)

// official names an official: with all posts where the reader meets him first, in the word orders of real reports, and
// shorter afterwards. Forms: "" as fits, "n" short, "t" as a headline has it.
func (s *scene) official(a *actor, form string) string {
	last := len(a.posts) - 1
	switch {
	case form == "t" || (s.brief && form == ""):
		return s.named(a, a.posts[last]+" "+a.person.name, last, last+1)
	case !a.met:
		a.met = true
		return s.introduced(a)
	case form == "n":
		return s.short(a)
	}
	return s.again(a)
}

// named notes that the text gives the person with posts[from:to].
func (s *scene) named(a *actor, text string, from, to int) string {
	s.now.officials = append(s.now.officials, Official{Name: a.person.name, Positions: a.posts[from:to]})
	for _, p := range a.facts.provinces {
		if strings.Contains(text, p) {
			s.now.provinces = append(s.now.provinces, p)
		}
	}
	for _, p := range a.facts.places {
		if strings.Contains(text, p.Name) {
			s.now.places = append(s.now.places, p)
		}
	}
	return text
}

func (s *scene) introduced(a *actor) string {
	n, posts, first := a.person.name, strings.Join(a.posts, ", "), a.posts[0]
	rest := strings.Join(a.posts[1:], ", ")
	if a.rank != "" {
		return s.named(a, pick(s.rng, []string{a.rank + " " + n + ", " + posts, "đồng chí " + a.rank + " " + n + " - " + posts, a.rank + " " + n + " – " + posts}), 0, len(a.posts))
	}
	forms := []string{
		"đồng chí " + n + ", " + posts,
		"đồng chí " + n + " – " + posts,
		"đồng chí " + n + " - " + posts,
		a.person.title() + " " + n + ", " + posts,
		a.person.title() + " " + n + " - " + posts,
		posts + " " + n,
	}
	if strings.HasPrefix(first, "nguyên") {
		forms = forms[:5] // no sentence begins with it
	} else if rest != "" {
		forms = append(forms, first+" "+n+" – "+rest, first+" "+n+", "+rest)
	}
	return s.named(a, pick(s.rng, forms), 0, len(a.posts))
}

// short is how a report speaks of somebody it has introduced, without a post.
func (s *scene) short(a *actor) string {
	if s.rng.IntN(2) == 0 {
		return a.person.title() + " " + a.person.given()
	}
	return "đồng chí " + a.person.name
}

func (s *scene) again(a *actor) string {
	at := s.rng.IntN(len(a.posts))
	form := s.rng.IntN(6)
	if strings.HasPrefix(a.posts[at], "nguyên") {
		form = 1
	}
	switch form {
	case 0:
		return s.named(a, a.posts[at]+" "+a.person.name, at, at+1)
	case 1:
		return s.named(a, "đồng chí "+a.person.name+", "+a.posts[at], at, at+1)
	case 2:
		if a.rank != "" {
			return a.rank + " " + a.person.name
		}
		return "đồng chí " + a.posts[at]
	}
	return s.short(a)
}

// daySlot writes and notes a day: mo and ngay are the event's, qua is before it, hom the
// day before it, han a day by which something is due.
func (s *scene) daySlot(name, form string) string {
	switch name {
	case "mo":
		return s.opening()
	case "ngay":
		s.event1(s.to, s.dayText(s.to, s.yearNeeded(s.to)))
		return "ngày " + s.lastDate()
	case "qua", "hom":
		d := s.from.Add(-1)
		if name == "qua" {
			d = s.from.Add(-4 - s.rng.IntN(20))
		}
		s.date(Days{s.dayText(d, s.yearNeeded(d)), d, d})
	case "han":
		d := s.to.Add(25 + s.rng.IntN(120))
		if form == "" && s.rng.IntN(4) == 0 {
			return "trong " + s.month(d)
		}
		s.date(Days{s.dayText(d, s.yearNeeded(d) || s.rng.IntN(2) == 0), d, d})
		if form == "" {
			return "trước ngày " + s.lastDate()
		}
	}
	if form == "d" {
		return s.lastDate()
	}
	return "ngày " + s.lastDate()
}

// yearNeeded says that a reader could not tell the year of a day without being told.
func (s *scene) yearNeeded(d news.Day) bool { return s.fullDate || d.Year != s.published.Year }

func (s *scene) date(d Days) { s.now.dates = append(s.now.dates, d) }

func (s *scene) lastDate() string { return s.now.dates[len(s.now.dates)-1].Text }

// event1 notes a day as the event's.
func (s *scene) event1(d news.Day, text string) {
	s.date(Days{text, d, d})
	s.now.events = append(s.now.events, Days{text, d, d})
}

// month notes a whole month: "tháng 9/2025".
func (s *scene) month(d news.Day) string {
	first := news.Day{Year: d.Year, Month: d.Month, Day: 1}
	text := "tháng " + strconv.Itoa(int(d.Month)) + "/" + strconv.Itoa(d.Year)
	s.date(Days{text, first, news.DayOf(first.Time().AddDate(0, 1, -1))})
	return text
}

// opening starts a report: "Sáng 31/7", "Trong hai ngày 12 và 13/8", "Vừa qua".
func (s *scene) opening() string {
	year := s.yearNeeded(s.to) || s.rng.IntN(7) == 0
	day := s.dayText(s.to, year)
	if s.from != s.to {
		return s.openingSpan(day)
	}
	part := pick(s.rng, []string{"Sáng", "Sáng", "Chiều", "Ngày", "Sáng ngày", "Chiều ngày", "Tối"})
	switch {
	case s.rng.IntN(14) == 0:
		return "Vừa qua"
	case s.published == s.to && !s.fullDate && s.rng.IntN(8) == 0:
		s.event1(s.to, day)
		return "Sáng nay (" + day + ")"
	}
	s.event1(s.to, day)
	return part + " " + day
}

func (s *scene) openingSpan(day string) string {
	from := strconv.Itoa(s.from.Day)
	if s.zeroes && len(from) == 1 {
		from = "0" + from
	}
	text, before := "", ""
	switch {
	case s.from.Add(1) == s.to && s.rng.IntN(2) == 0: // names two days, no span
		s.event1(s.from, from)
		s.event1(s.to, day)
		return pick(s.rng, []string{"Trong hai ngày ", "Trong 2 ngày "}) + from + " và " + day
	case s.dashes:
		before, text = "Từ ngày ", from+" đến "+day
	default:
		before, text = pick(s.rng, []string{"Từ ngày ", "Từ "}), from+pick(s.rng, []string{" đến ", " - ", "-"})+day
	}
	span := Days{text, s.from, s.to}
	s.now.dates, s.now.events = append(s.now.dates, span), append(s.now.events, span)
	return before + text
}

func (s *scene) dayText(d news.Day, year bool) string {
	sep, day, month := "/", strconv.Itoa(d.Day), strconv.Itoa(int(d.Month))
	if s.zeroes {
		day, month = two(d.Day), two(int(d.Month))
	}
	if s.dashes {
		sep = "-"
	}
	if year {
		return day + sep + month + sep + strconv.Itoa(d.Year)
	}
	return day + sep + month
}

// two writes a number with at least two digits.
func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
