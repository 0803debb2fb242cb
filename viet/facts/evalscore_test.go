package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"diembao/news"
)

// score counts what was right, wrong and missed.
type score struct{ Right, Wrong, Missed int }

func (s *score) add(o score) { s.Right += o.Right; s.Wrong += o.Wrong; s.Missed += o.Missed }

func (s score) f1() float64 {
	if s.Right == 0 {
		return 0
	}
	return 2 * float64(s.Right) / float64(2*s.Right+s.Wrong+s.Missed)
}

func (s score) String() string {
	p := float64(s.Right) / float64(max(1, s.Right+s.Wrong))
	r := float64(s.Right) / float64(max(1, s.Right+s.Missed))
	return fmt.Sprintf("P %.3f  R %.3f  F1 %.3f   (%d right, %d wrong, %d missed)", p, r, s.f1(), s.Right, s.Wrong, s.Missed)
}

// The kinds of fact that are scored.
const (
	kindName     = "officials by name"
	kindPost     = "officials by post"
	kindProvince = "provinces"
	kindDay      = "days named"
	kindSubject  = "main province"
	kindLine     = "publication date"
)

var kinds = []string{kindName, kindPost, kindProvince, kindDay, kindSubject, kindLine}

// A fault is one thing that is not right about a passage.
type fault struct{ kind, what string }

// An outcome is the scores of one passage by kind, with what is not right.
type outcome struct {
	scores map[string]score
	faults []fault
}

func (o *outcome) note(kind string, s score, format string, args ...any) {
	total := o.scores[kind]
	total.add(s)
	o.scores[kind] = total
	if s.Wrong+s.Missed > 0 {
		o.faults = append(o.faults, fault{kind, fmt.Sprintf(format, args...)})
	}
}

// judge compares what was read in an article with the gold. The rules are those by which sets of others are scored too:
// a name, province or day counts once an article; what the gold is unsure of is neither asked for nor held against; a
// day that the gold calls another day, or the publication day, is no error.
func judge(p passage, a *news.Article) outcome {
	out := outcome{scores: map[string]score{}}
	out.officials(p, a)
	var provinces, days []string
	for _, place := range a.Places {
		if place.Kind == news.ProvinceKind {
			provinces = append(provinces, bareProvince(place.Name))
		}
	}
	out.sets(kindProvince, each(p.gold.Provinces, bareProvince), provinces, each(p.gold.Unsure, bareProvince))
	for _, d := range a.Dates {
		if !d.From.IsZero() && d.From == d.To {
			days = append(days, d.From.String())
		}
	}
	out.sets(kindDay, p.gold.Events, days, append(slices.Clone(p.gold.Others), news.DayOf(a.Published.Time).String()))
	if want := p.gold.Subject; want != "" {
		switch said := a.Province.Name; {
		case bareProvince(said) == bareProvince(want):
			out.note(kindSubject, score{Right: 1}, "")
		case said == "":
			out.note(kindSubject, score{Missed: 1}, "left open, want %s", want)
		default:
			out.note(kindSubject, score{Wrong: 1, Missed: 1}, "%s, want %s", said, want)
		}
	}
	return out
}

func (o *outcome) officials(p passage, a *news.Article) {
	want, unsure, got := map[string]wantedPerson{}, map[string]bool{}, map[string][]string{}
	for _, w := range p.gold.Officials {
		if w.Uncertain {
			unsure[foldTone(w.Name)] = true
		} else {
			want[foldTone(w.Name)] = w
		}
	}
	for _, f := range a.Officials {
		got[foldTone(f.Name)] = append(got[foldTone(f.Name)], f.Positions...)
	}
	for name, posts := range got {
		if _, ok := want[name]; !ok && !unsure[name] {
			o.note(kindName, score{Wrong: 1}, "wrong %q %q", name, posts)
			o.note(kindPost, score{Wrong: len(posts)}, "of a wrong name: %q", posts)
		}
	}
	for name, w := range want {
		if _, ok := got[name]; ok {
			o.note(kindName, score{Right: 1}, "")
		} else {
			o.note(kindName, score{Missed: 1}, "missed %q", name)
		}
		o.posts(w, got[name])
	}
}

// posts pairs wordings one to one; a second wording of a right post, or one that is past or proposed, is no error.
func (o *outcome) posts(w wantedPerson, left []string) {
	said := slices.Clone(left)
	left = slices.Clone(left)
	for _, post := range w.Positions {
		i := slices.IndexFunc(left, func(s string) bool { return samePosition(s, post) })
		if i < 0 {
			o.note(kindPost, score{Missed: 1}, "%q lacks %q, has %q", w.Name, post, said)
			continue
		}
		o.note(kindPost, score{Right: 1}, "")
		left = slices.Delete(left, i, i+1)
	}
	also := slices.Concat(w.Positions, w.Past, w.Proposed)
	for _, s := range left {
		if !slices.ContainsFunc(also, func(a string) bool { return samePosition(s, a) }) {
			o.note(kindPost, score{Wrong: 1}, "%q has too much: %q", w.Name, s)
		}
	}
}

func (o *outcome) sets(kind string, want, said, unsure []string) {
	want, said = unique(want), unique(said)
	for _, s := range said {
		if slices.Contains(want, s) {
			o.note(kind, score{Right: 1}, "")
		} else if !slices.Contains(unsure, s) {
			o.note(kind, score{Wrong: 1}, "wrong %s", s)
		}
	}
	for _, s := range want {
		if !slices.Contains(said, s) {
			o.note(kind, score{Missed: 1}, "missed %s", s)
		}
	}
}

func each(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

func unique(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func bareProvince(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, p := range []string{"tỉnh ", "thành phố ", "tp. ", "tp "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, p))
	}
	return foldTone(s)
}

// foldTone is NFC in lower case with the tone mark at the end of its syllable: hoà and hòa are one.
func foldTone(s string) string {
	var out strings.Builder
	s = strings.ToLower(norm.NFC.String(s))
	for len(s) > 0 {
		n := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) })
		switch {
		case n < 0:
			n = len(s)
		case n == 0:
			n = strings.IndexFunc(s, inWord)
			if n < 0 {
				n = len(s)
			}
		}
		var base, tones []rune
		for _, r := range norm.NFD.String(s[:n]) {
			if strings.ContainsRune("\u0300\u0301\u0309\u0303\u0323", r) {
				tones = append(tones, r)
			} else {
				base = append(base, r)
			}
		}
		out.WriteString(norm.NFC.String(string(base)) + string(tones))
		s = s[n:]
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// spelled are abbreviations with what they stand for, taken in this order.
var spelled = [][2]string{{"ubnd", "uỷ ban nhân dân"}, {"hđnd", "hội đồng nhân dân"}, {"bcđ", "ban chỉ đạo"},
	{"btv", "ban thường vụ"}, {"bch", "ban chấp hành"}, {"t.ư", "trung ương"}, {"tư đảng", "trung ương đảng"},
	{"uvt.ư", "uỷ viên trung ương"}, {"đbqh", "đại biểu quốc hội"}, {"mttq", "mặt trận tổ quốc"},
	{"pt-th", "phát thanh truyền hình"}, {"tp.", "thành phố "}, {"tp ", "thành phố "}, {"ubmttq", "uỷ ban mặt trận tổ quốc"}}

func positionWords(s string) []string {
	s = " " + strings.ToLower(norm.NFC.String(s)) + " "
	for _, pair := range spelled {
		var out strings.Builder
		for {
			i := strings.Index(s, pair[0])
			if i < 0 {
				break
			}
			last, _ := lastRune(out.String() + s[:i])
			out.WriteString(s[:i])
			if inWord(last) {
				out.WriteString(pair[0])
			} else {
				out.WriteString(pair[1])
			}
			s = s[i+len(pair[0]):]
		}
		s = out.String() + s
	}
	// The tone marks that foldTone puts at the end of a syllable part it, as they do where sets of others are scored.
	return strings.FieldsFunc(foldTone(s), func(r rune) bool { return !inWord(r) })
}

func lastRune(s string) (rune, bool) {
	runes := []rune(s)
	if len(runes) == 0 {
		return ' ', false
	}
	return runes[len(runes)-1], true
}

// samePosition says that the words of two wordings agree to three quarters.
func samePosition(a, b string) bool {
	words, rest := positionWords(a), positionWords(b)
	all, common := len(words)+len(rest), 0
	for _, w := range words {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			common++
		}
	}
	return common > 0 && 8*common >= 3*all
}
