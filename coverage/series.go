package coverage

import (
	"slices"
	"strings"

	"diembao/viet"
)

// A headline is what tells the numbers of a series apart: "Giá vàng hôm nay 19.6: ...", "Thông cáo số 18 kỳ họp thứ 3",
// "Mùi hương đàn ông (Phần 20)". Its frame are the words with each counted number replaced; in "Mưa lũ làm 12 người chết"
// the number counts people and is a word like others, so that the next report with 14 is of the same event.
type headline struct {
	frame   string
	numbers []string
}

// counted are words after which a number is that of an issue, a part or a day.
var counted = map[string]bool{
	"so": true, "phan": true, "tap": true, "ky": true, "ngay": true, "tuan": true, "thang": true, "thu": true, "nay": true,
	"quy": true, "nam": true, "vong": true, "p": true, "bai": true, "sang": true, "chieu": true, "toi": true, "ban": true,
}

// leastFrame is how many words a frame has at least: "Tin ngày 8/2" may be of anybody.
const leastFrame = 3

// headlined reads a headline up to its first colon, where there is a number before it, and else all of it.
func headlined(title string) headline {
	if before, _, ok := strings.Cut(title, ":"); ok {
		if h := framed(before); len(h.numbers) > 0 {
			return h
		}
	}
	return framed(title)
}

func framed(title string) headline {
	var h headline
	var frame []string
	last := ""
	for _, tok := range viet.AppendTokens(nil, title) {
		if tok.Kind == viet.Punct {
			continue
		}
		word := viet.Fold(title[tok.Start:tok.End])
		if number := strings.ContainsAny(word, "0123456789"); number && (counted[last] || isDay(word)) {
			h.numbers = append(h.numbers, strings.Join(numbers(word), " ")) // 07/6 and 7.6 are one day
			frame = append(frame, "#")
		} else {
			frame = append(frame, word)
		}
		last = word
	}
	if len(frame)-len(h.numbers) >= leastFrame {
		h.frame = strings.Join(frame, " ")
	}
	return h
}

// isDay says that a number is written as a day of a month: 8/2, 19.6, 18/6/2017.
func isDay(word string) bool {
	day, month, ok := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(word, ".", "/"), "-", "/"), "/")
	month, _, _ = strings.Cut(month, "/")
	return ok && len(day) > 0 && len(day) <= 2 && len(month) > 0 && len(month) <= 2 && strings.Trim(day+month, "0123456789") == ""
}

// inSeries says that two headlines have one frame and other numbers.
func inSeries(x, y headline) bool {
	return x.frame != "" && x.frame == y.frame && len(x.numbers) > 0 && !slices.Equal(x.numbers, y.numbers)
}

const (
	// formShare is how much of a text a form of words is at least.
	formShare = .35
	// fewFigures is how many numbers one form of words has at least for them to tell; in a copy sameFigures of them are the same
	// at least, and allFigures where the texts name other days.
	fewFigures              = 5
	sameFigures, allFigures = .75, .9
)

// refilled says that two articles of different days share words in which other numbers stand: the forecast, the rates or the
// draw of another day. Copies keep their numbers, and a report that is brought up to date keeps most; two reports that agree in
// when and who are of one event, whatever they count.
func refilled(a accord, shared []Shared) bool {
	if a.apart < 1 || a.text < formShare || a.days > 0 && len(a.officials) > 0 {
		return false
	}
	same, all := 0, 0
	for _, s := range shared {
		n, of := figures(s.Draft, s.Article)
		same, all = same+n, all+of
	}
	least := sameFigures
	if a.otherDays {
		least = allFigures
	}
	return all >= fewFigures && float64(same) < least*float64(all)
}

// figures counts the numbers of the text that has fewer, and those of them that are in the other. 19/6, 19-6 and 19.6 are
// the same two.
func figures(x, y string) (same, all int) {
	left := map[string]int{}
	a, b := numbers(x), numbers(y)
	for _, n := range a {
		left[n]++
	}
	for _, n := range b {
		if left[n] > 0 {
			left[n]--
			same++
		}
	}
	return same, min(len(a), len(b))
}

// numbers are the runs of digits in a text without leading zeros.
func numbers(s string) []string {
	out := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	for i, n := range out {
		out[i] = strings.TrimLeft(n, "0")
	}
	return out
}
