package extract

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"diembao/viet"
)

//go:embed credits.tsv
var creditsTSV string

// outlets are the names, short names and addresses of credits.tsv, by comparison key.
var outlets = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(creditsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("\t;\n", r) }) {
			known[viet.Key(name)] = true
		}
	}
	return known
})

var (
	// creditWords open a credit: "Theo Báo Mẫu", "Nguồn: TTXVN", "(Tổng hợp theo báo VOV, TTXVN)".
	creditWords = regexp.MustCompile(`(?i)^(?:(?:tổng hợp|t/h|lược dịch|dịch|biên dịch)\s+)?(?:theo|nguồn tin|nguồn|từ)(?:\s*:\s*|\s+)(?:các báo\s+|báo:\s*)?`)
	// creditIn ends an author's name by an outlet in parentheses, creditAfter by "Theo" and the outlet.
	creditIn    = regexp.MustCompile(`^([^()\[\]]*?)\s*(?:\([^()]*\)\s*)?[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]$`)
	creditAfter = regexp.MustCompile(`^(\S.*?)\s*[/,–-]?\s+((?:Theo|THEO)\s+\S.{1,60})$`)
	creditJoin  = regexp.MustCompile(`\s*[/,;]\s*|\s+và\s+`)
	address     = regexp.MustCompile(`(?i)^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|info)$`)
	// sentenceEnd is where a credit may run on; abbreviated ends what may be no sentence.
	sentenceEnd = regexp.MustCompile(`[.!?…]["”’)]*\s+|["”)]\s+`)
	abbreviated = regexp.MustCompile(`(?:^|[\s(.])(?:\p{Lu}+|\p{Lu}\p{Ll})\.$`)
)

// isAgency says that a mark such as "TTXVN" or "VOV/Báo Mẫu" names an agency or calls itself an outlet; it needs no word
// before it. Names of papers do: "Thanh Niên" and "Lao Động" are words too.
func isAgency(s string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(s, "–", "/"), "-", "/"), "/")
	return agencies[viet.Key(s)] || agencies[viet.Key(strings.TrimSpace(first))] || outletName(s)
}

// isCredit says that a text names one or more outlets and nothing else.
func isCredit(s string) bool {
	if strings.Contains(s, " Theo ") {
		return false
	}
	if outlets()[viet.Key(s)] && !lower(s) || outletName(s) && !strings.Contains(s, "/") { // "Kinh tế và Đô thị" is one
		return true
	}
	for _, part := range creditJoin.Split(s, -1) {
		key := viet.Key(part)
		name := strings.TrimPrefix(strings.TrimPrefix(key, "báo "), "hãng ")
		// Small letters name an outlet where no word could: "báo lao động", "vnexpress".
		named := outlets()[name] && (name != key || !lower(part) || len(part) >= 5 && viet.Fold(part) == part && !strings.Contains(part, " "))
		if !named && !address.MatchString(part) && !isAgency(part) {
			return false
		}
	}
	return true
}

// lower says that a text begins with a small letter.
func lower(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(first)
}

// readCredit reads a line that says whose text an article is, with or without who wrote it. known wants an outlet that is
// known; without it "Theo" and a name in capitals will do, as the line stands for itself. ok is false for any other line.
func readCredit(s string, known bool) (sig signature, ok bool) {
	s = strings.Trim(s, " .*-–—|•")
	if s == "" || len(s) > 120 {
		return sig, false
	}
	inside := s[0] == '(' && strings.Index(s, ")") == len(s)-1 || s[0] == '[' && strings.Index(s, "]") == len(s)-1
	if inside {
		s = strings.Trim(s[1:len(s)-1], " .")
	}
	opened := creditWords.FindString(s)
	rest := strings.Trim(s[len(opened):], " .")
	switch {
	case rest == "", known && inside && strings.HasPrefix(viet.Key(opened), "nguồn"): // a picture's source ends captions so
		return sig, false
	case isCredit(rest) && (opened != "" || inside && (!address.MatchString(rest) || outlets()[viet.Key(rest)]) || bareCredit(rest)):
		return signature{credit: rest}, true
	}
	for _, form := range [...]func(string) (string, string, bool){bracketedCredit, slashedCredit, namedCredit} {
		names, outlet, found := form(rest)
		names, _, _ = strings.Cut(names, " (") // "Minh An (t/h) Theo ..."
		outlet = strings.TrimSpace(outlet[len(creditWords.FindString(outlet)):])
		if found && !strings.HasPrefix(viet.Key(opened), "nguồn") && writer(names) && (isCredit(outlet) || !known && capitals(outlet) && !strings.Contains(rest, "/") && creditAfter.MatchString(rest)) {
			return signature{names: names, credit: outlet}, true
		}
	}
	// "Nguồn:" says outright that a source follows.
	if outright := strings.Contains(opened, ":") && viet.Capitalised(firstWord(rest)) && words(rest) <= 14 && !strings.ContainsAny(rest, "()[]:"); known || opened == "" || !outright && !capitals(rest) {
		return sig, false
	}
	if people(rest) { // "Theo Hồ Hương"
		return signature{names: rest}, true
	}
	return signature{credit: rest}, true
}

// bareCredit says that a text credits without a word before it: an agency, alone or with the outlet that carried it.
func bareCredit(s string) bool {
	first, _, _ := strings.Cut(s, "/")
	return agencies[viet.Key(strings.TrimSpace(first))]
}

// bracketedCredit splits "Minh An (Theo VOV, TTXVN)".
func bracketedCredit(s string) (names, outlet string, ok bool) {
	if m := creditIn.FindStringSubmatch(s); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// slashedCredit splits "Minh An/VOV.VN", and "TTXVN/Minh An" where the writer comes last.
func slashedCredit(s string) (names, outlet string, ok bool) {
	names, outlet, ok = strings.Cut(s, "/")
	if at := strings.Index(outlet, " Theo "); at > 0 { // "Minh An/VOV Theo Reuters": the text is VOV's
		outlet = outlet[:at]
	}
	names, outlet = strings.TrimSpace(names), strings.TrimSpace(outlet)
	if isCredit(names) && people(outlet) {
		return outlet, names, ok
	}
	return names, outlet, ok
}

// namedCredit splits "Minh An Theo Báo Mẫu" and "Minh An / Theo Báo Mẫu".
func namedCredit(s string) (names, outlet string, ok bool) {
	if m := creditAfter.FindStringSubmatch(s); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// writer says that what stands before an outlet is who wrote: names, "PV", or a pen name of one word.
func writer(s string) bool {
	return newsroom(s) || (people(s) || words(s) == 1 && penNames(s) && !strings.ContainsAny(s, "0123456789:/")) && !province(s)
}

// papers are first syllables of what texts go by: laws, decrees, plans, conclusions.
var papers = map[string]bool{"luật": true, "nghị": true, "quyết": true, "kết": true, "kế": true, "hiến": true, "chỉ": true, "công": true, "chủ": true, "phó": true}

// capitals says that a text can be the name of an outlet that is not known: few words, each with a capital, none an
// office, a place or a paper of law.
func capitals(s string) bool {
	if words(s) > 5 || strings.ContainsAny(s, "()[]:") || (offices[viet.Key(firstWord(s))] || papers[viet.Key(firstWord(s))]) && !outletName(s) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if !viet.Capitalised(w) && !viet.AllCaps(w) && w != "&" {
			return false
		}
	}
	return !province(s) && !place(s)
}

// runOn splits a credit off a paragraph that goes on into it behind its last sentence: "... trong năm nay. (TTXVN)". Only
// an outlet that is known will do, and an author's name only together with one.
func runOn(text string) (head string, sig signature, ok bool) {
	from := max(0, len(text)-120)
	for from > 0 && from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	for _, at := range sentenceEnd.FindAllStringIndex(text[from:], -1) {
		head, tail := strings.TrimSpace(text[:from+at[1]]), text[from+at[1]:]
		if half := len(tail) / 2; tail[:half] == strings.TrimSpace(tail[half:]) { // said twice
			tail = tail[:half]
		}
		if work := workWords.FindString(tail); strings.HasPrefix(viet.Key(work), "tin") || strings.HasPrefix(viet.Key(work), "bài") {
			tail = tail[len(work):]
		}
		// "TP. Hồ Chí Minh (TTXVN)" is no name behind a sentence.
		if sig, ok := readCredit(tail, true); ok && (sig.names == "" || !abbreviated.MatchString(head)) {
			return head, sig, true
		}
	}
	return text, signature{}, false
}
