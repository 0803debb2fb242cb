package lab

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"diembao/news"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// tcvn3 is TCVN 5712:1993 VN3, the single-byte code of the ABC fonts: bytes in the order of the letters below. It has no
// capitals with tone marks, which were a matter of the font.
var tcvn3 = func() map[rune]byte {
	const letters = "ĂÂÊÔƠƯĐăâêôơưđ"
	const toned = "àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
	table := map[rune]byte{}
	b := byte(0xA1)
	for _, r := range letters {
		table[r] = b
		b++
	}
	b = 0xB5
	for _, r := range toned {
		if r != '.' {
			table[r] = b
		}
		b++
	}
	return table
}()

// encode gives the bytes of a page in one of the sample's encodings: "utf-8", "windows-1258" or "tcvn3".
func encode(page []byte, encoding string) ([]byte, error) {
	switch encoding {
	case "windows-1258":
		out, err := charmap.Windows1258.NewEncoder().Bytes(half(page))
		if err != nil {
			return nil, fmt.Errorf("lab: encode windows-1258: %w", err)
		}
		return out, nil
	case "tcvn3":
		return encodeTCVN3(page)
	}
	return page, nil
}

func encodeTCVN3(page []byte) ([]byte, error) {
	var out bytes.Buffer
	for _, r := range string(page) {
		b, ok := tcvn3[r]
		switch {
		case r < utf8.RuneSelf:
			out.WriteByte(byte(r))
		case ok:
			out.WriteByte(b)
		default:
			return nil, fmt.Errorf("lab: TCVN3 has no %q: %w", r, news.ErrInvalid)
		}
	}
	return out.Bytes(), nil
}

// half takes the tone marks off the letters, but not â, ă, ê, ô, ơ, ư: the form windows-1258 writes.
func half(page []byte) []byte {
	var out bytes.Buffer
	for _, r := range norm.NFC.String(string(page)) {
		if _, err := charmap.Windows1258.NewEncoder().String(string(r)); err == nil {
			out.WriteRune(r)
			continue
		}
		d := []rune(norm.NFD.String(string(r)))
		base, tone := []rune{d[0]}, []rune{}
		for _, m := range d[1:] {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
				tone = append(tone, m)
			} else {
				base = append(base, m)
			}
		}
		out.WriteString(norm.NFC.String(string(base)) + string(tone))
	}
	return out.Bytes()
}

var onlyOldLetters = strings.NewReplacer("–", "-", "“", `"`, "”", `"`, "…", "...", "’", "'")

// oldLetters is text as TCVN3 can say it: toned capitals become small letters, typographic marks plain ones.
func oldLetters(text string) string {
	return strings.Map(func(r rune) rune {
		if _, ok := tcvn3[r]; r < utf8.RuneSelf || ok {
			return r
		}
		return unicode.ToLower(r)
	}, onlyOldLetters.Replace(text))
}

// legacy gives an article of the legacy site its encoding: one in five is TCVN3.
func (a *article) legacy() {
	a.encoding = "windows-1258"
	if a.id%5 == 3 {
		a.encoding = "tcvn3"
		a.respell(oldLetters)
	}
}
