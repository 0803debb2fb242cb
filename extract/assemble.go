package extract

import (
	"regexp"
	"strings"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/gazetteer"
)

// A piece is one line of an article before it is known whether it belongs to it.
type piece struct {
	text   string
	kind   news.BlockKind
	strong bool
	plain  bool // copied text: nothing is known of its looks
}

// A draft is what the readers of a page or of a text hand to the part that both share: which lines are the article,
// which its lead, captions, author and credit, and which are the page's.
type draft struct {
	title, lead string
	titleKey    string // bareKey of the title
	description string // what the page says its lead is, seen or not
	pieces      []piece
	byline      string
	credit      string
	isSite      func(string) bool // is this text a name of the outlet?
	isOwn       func(string) bool // is this the outlet's name or address, or nothing?
	isDate      func(string) bool // is this line a date line?
}

// assemble writes title, lead, body, blocks, byline and credit into the article.
// The order matters: the ends are cut first, because a lead is looked for at the beginning of what remains and captions
// are told by their neighbours.
func (d *draft) assemble(a *news.Article) {
	d.titleKey = bareKey(d.title)
	d.head()
	d.tail()
	d.pickLead()
	d.once()
	a.Title, a.Lead = d.title, d.lead
	a.Byline = d.byline
	a.Credit = d.credit
	if a.Credit == "" {
		if mark := creditOf(d.opening()); !d.isSite(mark) {
			a.Credit = mark
		}
	}
	var body strings.Builder
	for _, p := range d.pieces {
		if body.Len()+len(p.text) > maxText {
			add(a, news.ProblemTooLarge, "body cut at 1 MiB")
			p.text = strings.ToValidUTF8(p.text[:max(0, min(len(p.text), maxText-body.Len()-1))], "")
		}
		if p.text == "" {
			break
		}
		if body.Len() > 0 {
			body.WriteByte('\n')
		}
		from := body.Len()
		body.WriteString(p.text)
		a.Blocks = append(a.Blocks, news.Block{Kind: p.kind, Start: from, End: body.Len()})
	}
	a.Body = body.String()
}

// opening is the text an article begins with, where an agency's mark may stand.
func (d *draft) opening() string {
	if d.lead != "" || len(d.pieces) == 0 {
		return d.lead
	}
	return d.pieces[0].text
}

// head drops what stands between headline and text: the headline again, date line, section, author, buttons.
func (d *draft) head() {
	for len(d.pieces) > 0 {
		p := d.pieces[0]
		sig, signed := sign(p.text)
		switch {
		case d.isTitle(p.text), phrases.of(p.text) == label, phrases.of(p.text) == sectionName, bullet(p.text):
		case len(p.text) <= 200 && d.isDate(p.text):
		case len(p.text) <= 60 && d.isSite(p.text), siteMark(p.text):
		case province(p.text) && d.said(p.text): // a dateline that the text repeats
		case signed && !sig.photo && p.kind != news.Caption:
			d.sign(sig)
		default:
			return
		}
		d.pieces = d.pieces[1:]
	}
}

// said says that a name stands in the headline or in a paragraph too.
func (d *draft) said(name string) bool {
	for _, p := range d.pieces {
		if len(p.text) > len(name) && strings.Contains(p.text, name) {
			return true
		}
	}
	return strings.Contains(d.title, name)
}

// sign takes a signature in. The first names stay first; a second line of them ("Bài: ..." over "Ảnh: ...") is added unless
// it says nothing new. The outlet's own name signs nothing.
func (d *draft) sign(s signature) {
	switch {
	case d.byline == "" && s.names != "" && !d.isSite(s.names):
		d.byline = s.names
	case s.names != "" && d.byline != "" && !strings.Contains(viet.Key(d.byline), viet.Key(s.names)) && !s.photo && !strings.Contains(viet.Key(s.names), viet.Key(d.byline)) && !newsroom(s.names):
		d.byline += ", " + s.names
	}
	if d.credit == "" && !d.ownCredit(s.credit) {
		d.credit = s.credit
	}
}

// ownCredit says that a credit is the outlet itself, or one of its desks: "VOV-Trung tâm Tin".
func (d *draft) ownCredit(s string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	return d.isOwn(s) || d.isOwn(strings.TrimSpace(first))
}

// isTitle says that a line is the headline again, also as the caption that systems give to every picture ("... ảnh 1").
func (d *draft) isTitle(s string) bool {
	if d.title == "" || len(s) > len(d.title)+40 || len(s)+40 < len(d.title) {
		return false
	}
	key := bareKey(s)
	if key == d.titleKey {
		return true
	}
	rest, ok := strings.CutPrefix(key, d.titleKey)
	rest = strings.TrimSpace(rest)
	return ok && (strings.HasPrefix(rest, "ảnh ") || strings.HasPrefix(rest, "hình ") || strings.HasPrefix(rest, "photo ") || strings.Trim(rest, "0123456789") == "")
}

// maxSigners is how many lines in a row may sign an article.
const maxSigners = 3

// signedWithin is how many lines from the end an author is looked for.
const signedWithin = 10

// tail cuts off what follows the article: first everything after a heading such as "Cùng chuyên mục", then, line by
// line from the end, counters and buttons, up to the author's name or the last paragraph.
func (d *draft) tail() {
	// Headings of what follows the article are cut before the author is looked for: below them stand names too.
	d.pieces = cutEnd(d.pieces)
	d.pieces = dropRelated(d.pieces)
	for i := len(d.pieces) - 1; i >= 0 && i >= len(d.pieces)-signedWithin; i-- {
		p := d.pieces[i] // a name under the last picture, which looks like its caption, signs as well
		sig, ok := sign(p.text)
		if !ok || i > 0 && postLine(d.pieces[i-1].text) || p.kind == news.Caption && !p.plain && i < len(d.pieces)-1 || p.kind == news.Heading && !p.strong || !d.about(i, sig) && !d.endsAt(i) {
			continue
		}
		if d.about(i, sig) {
			d.pieces = d.pieces[:i+1]
		}
		// What the name stands under may be signatures as well; all of them leave the text.
		from := i
		sigs := []signature{sig}
		for ; from > 0; from-- { // "Bài: ..." over "Ảnh: ..."
			s, ok := sign(d.pieces[from-1].text)
			if !ok {
				break
			}
			sigs = append([]signature{s}, sigs...)
		}
		if len(sigs) > maxSigners { // a list of names is text: winners, members, the dead
			break
		}
		for _, s := range sigs {
			if !s.photo || len(sigs) == 1 {
				d.sign(s)
			}
		}
		after := d.pieces[i+1:]
		d.pieces = d.pieces[:from]
		for j, p := range after { // a caption, said twice as captions are, or a note below the name belongs to the article
			twice := j+1 < len(after) && after[j+1].text == p.text
			if (sentence(p.text) || twice) && words(p.text) >= 8 && phrases.of(p.text) == noPhrase {
				d.pieces = append(d.pieces, p)
			}
		}
		break
	}
	for len(d.pieces) > 0 {
		last := d.pieces[len(d.pieces)-1].text
		if phrases.of(last) == noPhrase && !bullet(last) && !counter(last) && !siteMark(last) && !province(last) && !shouted(last) && !(len(last) <= 120 && d.isDate(last)) {
			break
		}
		d.pieces = d.pieces[:len(d.pieces)-1]
	}
	if last := len(d.pieces) - 1; last >= 0 && d.credit == "" && d.pieces[last].kind != news.Caption {
		if head, sig, ok := runOn(d.pieces[last].text); ok && !d.ownCredit(sig.credit) {
			d.pieces[last].text = head
			d.sign(sig)
		}
	}
}

// siteMark is an outlet's own mark on a line of its own: "BBM", "BBMO".
func siteMark(s string) bool {
	return len(s) >= 2 && len(s) <= 12 && !strings.ContainsAny(s, " 0123456789/") && viet.AllCaps(s) && !newsroom(s)
}

// postLine is the line over the name of an official who signs a letter or a decree: "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN".
func postLine(s string) bool {
	if words(s) > 4 && !shouted(s) || words(s) > 8 {
		return false
	}
	key := viet.Key(s)
	for _, start := range [...]string{"chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "bí thư", "phó bí thư", "trưởng ban", "tm.", "kt.", "bộ trưởng", "thứ trưởng", "thủ tướng"} {
		if strings.HasPrefix(key, start) {
			return true
		}
	}
	return false
}

// shouted says that a line is all capitals: at an article's end the heading of what came after it.
func shouted(s string) bool {
	return len(s) <= 120 && words(s) >= 2 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// province says that a line is the name of a province: a tag below an article, or a pen name that cannot be told from one.
func province(s string) bool {
	if words(s) > 5 {
		return false
	}
	_, ok := gazetteer.Load().Province(s, news.Day{})
	if !ok {
		_, ok = gazetteer.Load().Province(s, news.Day{Year: 2020, Month: 1, Day: 1})
	}
	return ok
}

// about says that what follows a name is who that is: "Lê Thảo là phóng viên của ...".
func (d *draft) about(i int, sig signature) bool {
	return sig.names != "" && i > 0 && i == len(d.pieces)-2 && strings.HasPrefix(viet.Key(d.pieces[i+1].text), viet.Key(sig.names)+" là ")
}

// endsAt says that what follows piece i is at most a few captions and notes: a name in the middle is no signature.
func (d *draft) endsAt(i int) bool {
	after, before := 0, 0
	for j, p := range d.pieces {
		if words(p.text) >= 12 {
			if j > i {
				after += len(p.text)
			} else {
				before += len(p.text)
			}
		}
	}
	return 5*after <= before
}

// cutEnd cuts a text at the first heading that ends articles, when most of the running text stands before it.
func cutEnd(pieces []piece) []piece {
	// "Bình luận" can be a subheading near the top: only when half of the sentences stand before it is it the end.
	before, all := 0, 0
	for _, p := range pieces {
		if sentence(p.text) {
			all += len(p.text)
		}
	}
	for i, p := range pieces {
		if phrases.of(p.text) == endMark && 2*before >= all && before > 0 {
			return pieces[:i]
		}
		if sentence(p.text) {
			before += len(p.text)
		}
	}
	return pieces
}

// dropRelated takes out the boxes of other headlines inside a text: a line such as "Tin liên quan" and what follows it
// until a sentence comes; lone buttons; counters.
func dropRelated(pieces []piece) []piece {
	kept := pieces[:0:0] // a copy: the caller may still look at what was there
	inside := false
	for _, p := range pieces {
		switch what := phrases.of(p.text); {
		case what == relatedHead:
			inside = true
			continue
		case what == label, bullet(p.text), counter(p.text), pointer(p.text):
			continue
		// A headline is no sentence and longer than a name; a caption or the author's line ends the box.
		case inside && !sentence(p.text) && words(p.text) >= 4 && p.kind != news.Caption && len(p.text) < 250:
			if _, signed := sign(p.text); !signed {
				continue
			}
		}
		inside = false
		kept = append(kept, p)
	}
	return kept
}

// pointer is the headline of another article behind the mark that sites set before such links: ">> Tăng cường hợp tác".
func pointer(s string) bool {
	return (strings.HasPrefix(s, ">>") || strings.HasPrefix(s, "»")) && len(s) < 250 && !strings.HasSuffix(s, ".")
}

// bullet is a line without a word: an ornament, a number, a temperature.
func bullet(s string) bool {
	// Letters of the scripts below U+2000: Latin with all that Vietnamese adds to it, Lao, Khmer, Thai.
	letters := 0
	for _, r := range s {
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0 && r < 0x2000 {
			letters++
		}
	}
	return letters < 2 || len(s) <= 5 && (strings.HasSuffix(s, "oC") || strings.HasSuffix(s, "°C"))
}

// ago is the age of an entry, as live reports and comments print it.
var ago = regexp.MustCompile(`^(khoảng )?\d+ (giây|phút|giờ|ngày|tuần|tháng) trước$`)

// counter is a line that counts visits, or the time since something.
func counter(s string) bool {
	if len(s) > 80 || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	key := viet.Key(s)
	if ago.MatchString(key) {
		return true
	}
	for _, word := range [...]string{"lượt xem", "lượt đọc", "lượt truy cập", "đang truy cập", "đang online", "views", "bình luận", "người đang xem"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// maxLead is the longest first paragraph that is taken for a lead when only its place says so, in syllables.
const maxLead = 120

// pickLead finds the lead among the first lines when the page did not mark it: the words the page's description gives,
// a first line said twice, bold or under an agency's mark, and in copied text the first paragraph; then drops its repetition.
func (d *draft) pickLead() {
	// An only paragraph stays in the body: an article of one paragraph has no lead.
	if d.lead == "" && len(d.pieces) > 1 {
		first := d.pieces[0]
		if n := words(first.text); first.kind != news.Caption && first.kind != news.TableRow && n >= 8 && n <= maxLead &&
			(first.strong || datelineMark.MatchString(first.text) || first.plain && sentence(first.text) || d.saidAgain(first.text)) {
			d.lead, d.pieces = first.text, d.pieces[1:]
		}
	}
	if d.lead == "" {
		return
	}
	key := bareKey(d.lead)
	kept := d.pieces[:0:0]
	for i, p := range d.pieces {
		// A lead of several lines stands in the text line by line. Most lines are told by their first words.
		if i < 6 && len(p.text) <= 2*len(d.lead)+100 && strings.Contains(key, bareKey(beginning(p.text))) {
			if again := bareKey(p.text); again == key || len(again) >= 40 && strings.Contains(key, again) {
				continue
			}
		}
		kept = append(kept, p)
	}
	d.pieces = kept
}

// saidAgain says that the first line is said twice, or is what the page's description says.
func (d *draft) saidAgain(first string) bool {
	key := bareKey(first)
	if len(d.pieces[1].text) <= 2*len(first)+100 && bareKey(d.pieces[1].text) == key {
		return true
	}
	return d.description != "" && (similar(first, d.description) >= 0.8 ||
		len(d.description) >= 60 && strings.HasPrefix(key, bareKey(trimDots(d.description))))
}

// trimDots takes off the dots with which a description cut to length ends.
func trimDots(s string) string { return strings.TrimRight(s, ".… ") }

// once keeps repeated lines once, settles which are captions and drops the headline said again as one.
func (d *draft) once() {
	// Most lines are said once, and their keys need not be made: two lines of one key have the same consonants.
	hashes, said := make([]uint64, len(d.pieces)), make(map[uint64]int, len(d.pieces))
	for i, p := range d.pieces {
		hashes[i] = consonants(p.text)
		said[hashes[i]]++
	}
	seen := map[string]int{}
	kept := make([]piece, 0, len(d.pieces))
	alt := false
	for n, p := range d.pieces {
		if d.isTitle(p.text) {
			alt = bareKey(p.text) != d.titleKey
			continue
		}
		if alt && p.kind == news.Paragraph && words(p.text) <= 60 { // "<headline> ảnh 1" stands over a caption
			p.kind = news.Caption
		}
		alt = false
		key, again := "", said[hashes[n]] > 1
		if again {
			key = bareKey(p.text)
		}
		// A line said twice right after itself is a caption under its own alternative text. Rows and items of lists may
		// well be alike.
		if i, ok := seen[key]; again && ok && len(p.text) >= 15 && p.kind != news.TableRow && p.kind != news.ListItem {
			if words(p.text) <= 60 && len(kept)-i <= 2 {
				kept[i].kind = news.Caption
			}
			continue
		}
		if again {
			seen[key] = len(kept)
		}
		if p.plain && p.kind == news.Paragraph && captionText(p.text) {
			p.kind = news.Caption
		}
		kept = append(kept, p)
	}
	d.pieces = kept
}

// captionText tells a caption in copied text by its words alone: a short line that is no sentence, or one that begins
// or ends as captions do.
func captionText(s string) bool {
	n := words(s)
	if n > 45 || numbered(s) {
		return false
	}
	if !sentence(s) {
		return n >= 4
	}
	key := viet.Key(s)
	for _, start := range [...]string{"quang cảnh ", "toàn cảnh ", "các đại biểu dự", "các đại biểu tham dự", "ảnh: ", "ảnh minh họa"} {
		if strings.HasPrefix(key, start) {
			return n <= 20
		}
	}
	i := strings.LastIndex(key, "ảnh: ")
	return i > 0 && words(key[i:]) <= 8
}

// numbered says that a line opens a section: "1. ...", "II. ...", "- ...".
func numbered(s string) bool {
	head, _, ok := strings.Cut(s, " ")
	return ok && (head == "-" || head == "+" || head == "*" || strings.Trim(head, "0123456789IVX.)") == "")
}
