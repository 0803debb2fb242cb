package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/dates"
)

// maxText is how much of a plain text is read, in bytes; an article has a hundredth of it.
const maxText = 1 << 20

// Text reads the plain text of one article as a reader copies it off a page: title, date line, lead repeated,
// captions, author at the end and page furniture after it. A published time that is given wins over the text's own date
// line; province is that of the outlet, empty when only the text's own marks may tell. It never panics.
func Text(text string, published news.Instant, province string) (a news.Article) {
	blank := func() news.Article {
		return news.Article{Dates: []news.Date{}, Officials: []news.Official{}, Places: []news.Place{}, Topics: []string{}, Problems: []news.Problem{}, Extractor: Version}
	}
	defer rescue(&a, blank())
	a = blank()
	if len(text) > maxText {
		text = text[:maxText]
		a.Problems = append(a.Problems, news.Problem{Code: news.ProblemTooLarge, Detail: "text cut at 1 MiB"})
	}
	lines := textLines(text)
	if len(lines) == 0 {
		a.Problems = append(a.Problems, news.Problem{Code: news.ProblemEmpty})
		return a
	}
	d := draft{isSite: func(s string) bool { return outletName(s) && words(s) <= 14 }, isOwn: (&metadata{}).isOwn, isDate: isDateLine}
	for _, form := range [...]*regexp.Regexp{bracketed, timed} {
		if m := form.FindStringSubmatch(lines[0]); m != nil {
			lines = slices.Insert(lines[1:], 0, m[1], m[2])
		}
	}
	menu := menuEnd(lines)
	above, lines := lines[:menu], lines[menu:]
	title := titleLine(lines)
	stamp, dated := textDate(lines, title)
	rest := lines
	if title >= 0 {
		d.title, rest = stripSite(lines[title], &metadata{}), lines[title+1:]
	}
	for _, l := range rest {
		d.pieces = append(d.pieces, piece{text: l, kind: news.Paragraph, plain: true})
	}
	d.assemble(&a)
	if province == "" {
		if province = homeIn(lines, title); province == "" {
			province = homeIn(above, menu)
		}
	}
	a.Language = language(a.Title + " " + a.Lead + " " + a.Body)
	switch {
	// A given time is what an import or a caller knows; midnight there means that only the day is known, and then the
	// text's own line may add the hour.
	case !published.IsZero():
		a.Published, a.Origin = news.Instant{Time: published.In(news.ICT)}, news.FromImport
		h, m, s := a.Published.Clock()
		a.DayOnly = h == 0 && m == 0 && s == 0
		if dated && !stamp.DayOnly && a.DayOnly && news.DayOf(stamp.Time) == news.DayOf(a.Published.Time) {
			a.Published, a.DayOnly = news.Instant{Time: stamp.Time.In(news.ICT)}, false
		}
	case dated:
		a.Published, a.Origin, a.DayOnly = news.Instant{Time: stamp.Time.In(news.ICT)}, news.FromLine, stamp.DayOnly
	}
	report(&a)
	readFacts(&a, province)
	return a
}

// textLines are the lines of a text that have something on them.
func textLines(text string) []string {
	var lines []string
	text = lineBreaks.Replace(strings.ToValidUTF8(text, "\uFFFD"))
	for l := range strings.SplitSeq(text, "\n") {
		l = strings.Trim(clean(l), "| ") // bars are rests of tables around pictures
		if m := gluedAt(l); m != nil {
			lines = append(lines, m[1]+m[3])
			l = m[2] + m[4]
		}
		if l != "" && !crumbs(l) && (strings.Contains(l, " ") || !pictureFile.MatchString(l)) {
			lines = append(lines, l)
		}
	}
	return lines
}

// lineBreaks makes every end of a line "\n".
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n")

// gluedAt cuts a line by gluedDate, nil when it is none. Such a line begins with a day or ends with a digit; the expression
// is not tried on others, for it is slow on the long lines that most are.
func gluedAt(l string) []string {
	digit := func(i int) bool { return l[i] >= '0' && l[i] <= '9' }
	if len(l) < 10 || !(digit(0) && l[2] == '/') && !digit(len(l)-1) {
		return nil
	}
	return gluedDate.FindStringSubmatch(l)
}

// gluedDate is a date line that copying has run into the text behind it: "08/02/2020Chiều nay, ...", "22/02/2024 21:37Hoa
// ban nở"; or into the author before it: "Lê Thảo28/09/2025".
var gluedDate = regexp.MustCompile(`^(\d{2}/\d{2}/\d{4}(?:[ ,|-]{1,3}\d{1,2}:\d{2})?)(\p{Lu}.*)$|^(.{2,40}\p{Ll})(\d{2}/\d{2}/\d{4}(?: \d{1,2}:\d{2})?)$`)

// pictureFile is the name of a picture's file on a line of its own: portals give it as the picture's alternative text
// ("IMG_0184.jpg"), and what tables and links leave of one (".jpg)").
var pictureFile = regexp.MustCompile(`(?i)^[^\s.]{0,80}\.(?:jpe?g|png|gif|bmp|webp)\)?$`)

// pointing are the words by which a caption says who is where in the picture, and the source of one at its end: such a
// line is no headline even when it stands first, as on pages that show the picture above the headline.
var pointing = regexp.MustCompile(`(?i)\((?:bìa|thứ \S+ (?:từ|bên|phía)|ngoài cùng|đứng|ngồi|ở giữa|giữa|trái|phải|hàng)(?: [^()]{1,30})?\)|[.…!]\s*ảnh:? .{2,40}$`)

// crumbs says that a line is the way to the article through the site: "> Tin tức > Chính trị > Mẫu".
func crumbs(l string) bool {
	n := strings.Count(l, " > ") + strings.Count(l, " » ") + strings.Count(l, " >> ")
	return n >= 2 || n == 1 && (l[0] == '>' || strings.HasPrefix(l, "»"))
}

// topLines is how many lines at the beginning of a copied text may stand before its first paragraph.
const topLines = 12

// titleLine finds the headline among the first lines: before it may stand the section, the outlet's name and rests of
// the site's header, after it the date line; often it comes again as the caption of the first picture. It is -1 when
// the text begins with a paragraph.
func titleLine(lines []string) int {
	// The first paragraph ends the search: what stands below it is the article.
	best, at := 0.0, -1
	for i := 0; i < len(lines) && i < topLines; i++ {
		l := lines[i]
		if paragraph(l) && at >= 0 {
			break
		}
		if s := titleScore(lines, i); s > best {
			best, at = s, i
		}
		if paragraph(l) {
			break
		}
	}
	return at
}

// paragraph says that a line is running text: long, and ended as a sentence is.
func paragraph(l string) bool { return words(l) >= 25 && sentence(l) || words(l) >= 45 }

// titleScore weighs how much line i looks like the headline. Length counts up to ten syllables; a date line below, the
// same line again and a paragraph soon after are evidence; a name of a person, of the outlet or of a section is none.
func titleScore(lines []string, i int) float64 {
	l := lines[i]
	n := words(l)
	if n < 2 || n > 44 || paragraph(l) || bullet(l) || isDateLine(l) || phrases.of(l) != noPhrase || strings.HasPrefix(l, "•") || strings.HasPrefix(l, "(") {
		return 0
	}
	if outletName(l) || 4*digits(l) > len(l) || pointing.MatchString(l) {
		return 0
	}
	evidence := 0.0
	for j := i + 1; j <= i+2 && j < len(lines); j++ {
		if isDateLine(lines[j]) {
			evidence += 0.8
			break
		}
	}
	if slices.Contains(lines[i+1:], l) && (i == 0 || words(lines[i-1]) < 7 || isDateLine(lines[i-1])) { // else a caption, which pages give twice too
		evidence += 0.6
	}
	if strings.HasSuffix(l, ".") && evidence == 0 {
		return 0 // a sentence: the copy begins with the lead
	}
	for j := i + 1; j <= i+3 && j < len(lines); j++ {
		if paragraph(lines[j]) {
			evidence += 0.3
			break
		}
		if _, signed := sign(lines[j]); !signed && !isDateLine(lines[j]) && !siteMark(lines[j]) && phrases.of(lines[j]) == noPhrase {
			break
		}
	}
	score := min(float64(n), 10)/10 + evidence
	if sentence(l) {
		score -= 0.5
	}
	if _, signed := sign(l); signed && i > 0 {
		score *= 0.3
	}
	if n >= 6 {
		score -= 0.1 * float64(i) // the first line that could be a headline is likelier one than those below it
	}
	return score
}

// digits counts the figures of a line: telephone numbers make no headline.
func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// isDateLine says that a line is there to say when something was published and for nothing else.
func isDateLine(l string) bool {
	_, ok := dateLine(l, false)
	return ok
}

// textDate is the text's own date line: below the headline, else right above it (further up stands the day of the
// visit), else at the very end when it says "cập nhật" or the like.
func textDate(lines []string, title int) (dates.Stamp, bool) {
	var updated dates.Stamp
	found := false
	take := func(i int) bool {
		s, ok := dateLine(lines[i], false)
		// A weekday and a day without an hour at the very top is the site's calendar: "Thứ hai, 15/09/2025".
		if ok && i == 0 && s.DayOnly && calendar.MatchString(lines[i]) {
			return false
		}
		if ok && s.Updated && !found {
			updated, found = s, true
		}
		if ok && !s.Updated {
			updated, found = s, true
			return true
		}
		return false
	}
	for i := title + 1; i < len(lines) && i <= title+5 && !paragraph(lines[i]); i++ {
		if take(i) {
			return updated, true
		}
	}
	for i := title - 1; i >= 0 && i >= title-3 && !found && !masthead(lines[i]); i-- {
		take(i)
	}
	for i := max(title+1, len(lines)-4); i < len(lines) && !found; i++ {
		if saysPublished(lines[i]) {
			take(i)
		}
	}
	return updated, found
}

// calendar is the beginning of a date line with the name of a weekday.
var calendar = regexp.MustCompile(`(?i)^(?:thứ\s|chủ nhật)`)

// masthead says that a line stands in the head of a site, where dates are the visit's: "Hotline: ... Mail tòa soạn",
// "Trang chủ báo điện tử tỉnh Mẫu".
func masthead(l string) bool {
	key := viet.Key(l)
	for _, word := range [...]string{"hotline", "đường dây nóng", "tòa soạn", "đọc báo in", "trang chủ báo", "cơ quan của", "tiếng nói của"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// timed is the time of publication behind a headline, as DotNetNuke's news modules print it: "Làng Mẫu sửa đường
// (12/06/2014 08:12)". A day alone may be that of the event, so a page's headline keeps it.
var timed = regexp.MustCompile(`^(.{15,}?)\s*\((\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[ ,|-]{1,3}\d{1,2}[:hg]\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)\)$`)

// bracketed is a day behind a headline: "Làng Mẫu sửa đường (07/06/2010)".
var bracketed = regexp.MustCompile(`^(.{15,}?)\s*\((\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\)$`)

// vietnamese are the letters that Vietnamese has and its neighbours on the web have not.
const vietnamese = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"

// languageBytes is how much of a text is looked at to tell its language.
const languageBytes = 4000

// ownLetter says which characters are letters of Vietnamese beyond ASCII, small or capital.
var ownLetter = func() (t [0x1F00]bool) {
	for r := range t {
		t[r] = r >= 0x80 && (strings.ContainsRune(vietnamese, rune(r)) || strings.ContainsRune(vietnamese, unicode.ToLower(rune(r))))
	}
	return t
}()

// language is "vi" unless the text is plainly another's: "lo" in Lao letters, "km" in Khmer ones, "zh", else "en" or
// "fr" by their commonest words. Short texts are "vi".
func language(text string) string {
	text = text[:min(len(text), languageBytes)]
	var vi, latin, lao, khmer, han int
	for _, r := range text {
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				latin++
			}
		case r >= 0x0E80 && r <= 0x0EFF:
			lao++
		case r >= 0x1780 && r <= 0x17FF:
			khmer++
		case r >= 0x4E00 && r <= 0x9FFF:
			han++
		case int(r) < len(ownLetter) && ownLetter[r]:
			vi++
		}
	}
	// Vietnamese text has a letter of its own in every fourth place; one in twenty is enough.
	switch letters := latin + vi; {
	case lao > letters:
		return "lo"
	case khmer > letters:
		return "km"
	case han > letters:
		return "zh"
	case letters < 200 || 20*vi >= letters:
		return "vi"
	}
	var en, fr int
	for w := range strings.FieldsSeq(viet.Key(text)) {
		switch w {
		case "the", "of", "and", "to", "in", "is", "for", "that":
			en++
		case "le", "la", "les", "des", "et", "du", "une", "dans":
			fr++
		}
	}
	switch {
	case fr > en && fr >= 5:
		return "fr"
	case en >= 5:
		return "en"
	}
	return "vi"
}
