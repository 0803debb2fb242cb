package dates

import (
	"strings"
	"sync"
	"unicode/utf8"

	"diembao/news"
	"diembao/viet"
)

// A Ref is what is known of a text besides its words.
type Ref struct {
	Published news.Day   // day of publication; zero: unknown
	Field     news.Field // which text of the article it is; copied into every mention
	Context   string     // more of the same article, such as its title; read for years only, when Published is unknown
}

// Rules name the form by which a date was found, in Mention.Rule.
const (
	RuleDay        = "day"         // day, month and year
	RuleDayMonth   = "day-month"   // the year was settled by the publication or the text
	RuleRange      = "range"       // from one day to another
	RuleHoliday    = "holiday"     // a yearly day such as 2/9, named as such
	RuleRelative   = "relative"    // hôm qua, chiều nay
	RuleWeekday    = "weekday"     // thứ Hai tuần trước
	RuleLunar      = "lunar"       // a day or month of the lunar calendar
	RuleWeek       = "week"        // tuần qua
	RuleMonth      = "month"       // tháng 7/2020
	RuleQuarter    = "quarter"     // quý II/2020
	RuleHalfYear   = "part-year"   // 6 tháng đầu năm 2020
	RuleYear       = "year"        // năm 2020
	RulePeriod     = "period"      // giai đoạn 2021-2025, nhiệm kỳ 2020-2025
	RuleSchoolYear = "school-year" // năm học 2019-2020: 1 September to 31 May
)

// Reasons for leaving a date unresolved.
const (
	reasonNoPublished = "year unknown: no publication day"
	reasonNoMonth     = "month not said"
	reasonCalendar    = "lunar or common calendar not said"
	reasonNoLunar     = "the lunar month has no such day"
)

// Find appends to dst every day and span of days that text names, in order and without overlap. A day without a year
// is of the year that brings it nearest before or around ref.Published; without a publication day only of a year that
// the text itself settles, of which "sáng nay (26/11/2018)" is the plainest. What names a day that cannot be settled has zero From and To and a Reason. Offsets are bytes
// of text and stand on rune borders. The time taken grows with the length of text alone.
func Find(dst []news.Date, text string, ref Ref) []news.Date {
	var cut viet.Cut
	cut.Read(text)
	return FindIn(dst, &cut, ref)
}

// FindIn is Find in a text that has been cut.
func FindIn(dst []news.Date, cut *viet.Cut, ref Ref) []news.Date {
	f := finders.Get().(*finder)
	*f = finder{text: cut.Text, ref: ref, dst: dst, base: len(dst), toks: f.toks}
	if ref.Published.IsZero() {
		f.eachRun(cut, f.learn)
		if ref.Context != "" {
			var context viet.Cut
			context.Read(ref.Context)
			f.text = ref.Context
			f.eachRun(&context, f.learn)
			f.text = cut.Text
		}
		if !f.hints.todays {
			f.ref.Published = f.hints.today
		}
	}
	f.eachRun(cut, f.run)
	dst = f.dst
	*f = finder{toks: f.toks} // the texts are not kept
	finders.Put(f)
	return dst
}

// finders are used again for their tokens, which are bounded by maxRun.
var finders = sync.Pool{New: func() any { return &finder{toks: make([]tok, 0, 1024)} }}

// A finder goes over one text. Its token buffer is used for one line after another.
type finder struct {
	text  string
	ref   Ref
	dst   []news.Date
	base  int // dst[base:] is ours
	toks  []tok
	hints hints
	chain int // token after the last day found, when what joins it may be another
}

// eachRun lexes the text line by line (long lines in pieces) and calls do on each.
func (f *finder) eachRun(cut *viet.Cut, do func()) {
	for atoms := range lines(cut) {
		f.toks = lex(f.toks[:0], cut.Text, atoms)
		do()
	}
}

// run finds the dates of the tokens lexed: at each the forms that can begin there, the longest first.
func (f *finder) run() {
	f.chain = -1
	for i := 0; i < len(f.toks); {
		next := i
		switch t := &f.toks[i]; {
		case t.kind == number:
			next = f.atNumber(i)
		case t.kind == word && t.id != 0:
			next = f.atWord(i)
		}
		i = max(next, i+1)
	}
}

// atNumber and atWord find the date that begins at token i and return the token after it, or i.
func (f *finder) atNumber(i int) int {
	for _, form := range [...]func(*finder, int) int{(*finder).tetDay, (*finder).days, (*finder).isoDay, (*finder).monthsOfYear, (*finder).monthYear, (*finder).years} {
		if next := form(f, i); next > i {
			return next
		}
	}
	return i
}

// atWord goes by the word: each begins few forms.
func (f *finder) atWord(i int) int {
	switch f.at(i).id {
	case wHom, wPart, wNgay, wNay:
		if next := f.nextDay(i); next > i {
			return next
		}
		return f.relative(i)
	case wCach:
		return f.ago(i)
	case wThu, wChu:
		return f.weekday(i)
	case wMung, wRam:
		return f.lunarDay(i)
	case wThang:
		return f.month(i)
	case wQuy:
		return f.quarter(i)
	case wNua:
		return f.half(i)
	case wNam, wGiai, wNhiem, wThoi, wNien, wThap, wKhoa:
		return f.year(i)
	case wTuan:
		return f.week(i)
	case wBa, wSau, wChin, wMuoi:
		return f.monthsOfYear(i)
	}
	return i
}

// at is token i; the zero token beside the text.
func (f *finder) at(i int) tok {
	if i < 0 || i >= len(f.toks) {
		return tok{}
	}
	return f.toks[i]
}

// is says that token i is the word id; it may be asked beside the text.
func (f *finder) is(i int, id wordID) bool { return i >= 0 && i < len(f.toks) && f.toks[i].id == id }

// sign says that token i is the sign c; it may be asked beside the text.
func (f *finder) sign(i int, c byte) bool {
	return i >= 0 && i < len(f.toks) && f.toks[i].kind == sign && f.toks[i].sign == c
}

// lower says that the word at token i begins with a small letter, or that the word before it is in capitals too.
func (f *finder) lower(i int) bool {
	t := f.at(i)
	r, _ := utf8.DecodeRuneInString(f.text[t.start:t.end])
	return strings.ToLower(string(r)) == string(r)
}

// add appends the date that tokens i to j (exclusive) name.
func (f *finder) add(i, j int, from, to news.Day, rule, reason string) {
	start, end := f.toks[i].start, f.toks[j-1].end
	if from.IsZero() || to.IsZero() {
		from, to = news.Day{}, news.Day{}
	} else {
		reason = ""
	}
	if n := len(f.dst); n > f.base && f.dst[n-1].End > start {
		return // what a form before has taken
	}
	f.dst = append(f.dst, news.Date{
		Mention: news.Mention{Text: f.text[start:end], Field: f.ref.Field, Start: start, End: end, Rule: rule},
		From:    from, To: to, Origin: news.FromText, Reason: reason,
	})
}
