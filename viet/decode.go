package viet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// Decoded is a page's bytes as text.
type Decoded struct {
	Text     string // NFC; markup as it was
	Encoding string // what the bytes were read as: "utf-8", "windows-1258", "tcvn3", "vni", "viscii", "utf-16le" ...
	Problem  string // for a reader: the label lied, bytes did not decode; empty when all was well
}

// Decode reads the bytes of a page or a text file; contentType is the HTTP header's, or empty. In order of trust: a byte
// order mark; bytes that are UTF-8; of the encodings before it the one whose words are spelt like Vietnamese, the label
// (header, then <meta>) first among equals; the label; windows-1252. Labels lie: a page that is UTF-8 is read so
// whatever it says, and Vietnamese fonts' encodings hide behind labels of Western ones. Text of those fonts that was
// once more wrapped in UTF-8 is unwrapped. Decode never fails: bytes that mean nothing become U+FFFD, and Problem says
// so. Its time grows with the length of body alone.
func Decode(body []byte, contentType string) Decoded {
	if d, ok := byMark(body); ok {
		return d.finish()
	}
	label := labelOf(body, contentType)
	d, ok := asUTF8(body)
	if !ok {
		d = byWords(body, label)
	}
	if d.Problem == "" && label != "" && !sameEncoding(label, d.Encoding) && !isASCII(d.Text) {
		d.Problem = fmt.Sprintf("labelled %.40s but is %s", label, d.Encoding)
	}
	return d.finish()
}

// finish composes the text. A stroke that would melt with a bracket of markup is dropped.
func (d Decoded) finish() Decoded {
	if strings.Contains(d.Text, "\u0338") {
		d.Text = strings.NewReplacer("<\u0338", "<", ">\u0338", ">", "=\u0338", "=").Replace(d.Text)
	}
	d.Text = NFC(d.Text)
	return d
}

// byMark reads a text with a byte order mark, or UTF-16 that shows by its zeros.
func byMark(body []byte) (Decoded, bool) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		d, ok := asUTF8(body[3:])
		if !ok {
			d = Decoded{Text: strings.ToValidUTF8(string(body[3:]), "\uFFFD"), Encoding: encUTF8, Problem: "bytes that are not UTF-8"}
		}
		return d, true
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return asUTF16(body[2:], binary.LittleEndian, encUTF16LE), true
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return asUTF16(body[2:], binary.BigEndian, encUTF16BE), true
	}
	head := body[:min(len(body), 512)]
	if len(head) < 8 {
		return Decoded{}, false
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch n := len(head) / 3; {
	case zeros[1] > n && zeros[0] == 0:
		return asUTF16(body, binary.LittleEndian, encUTF16LE), true
	case zeros[0] > n && zeros[1] == 0:
		return asUTF16(body, binary.BigEndian, encUTF16BE), true
	}
	return Decoded{}, false
}

// asUTF16 reads pairs of bytes; an odd byte at the end is lost, as it is half a character.
func asUTF16(body []byte, order binary.ByteOrder, name string) Decoded {
	units := make([]uint16, len(body)/2)
	for i := range units {
		units[i] = order.Uint16(body[2*i:])
	}
	return Decoded{Text: string(utf16.Decode(units)), Encoding: name}
}

// asUTF8 reads body as UTF-8. A few bad bytes among many good ones (a page cut in a letter, a comment in another encoding)
// do not make it another encoding.
func asUTF8(body []byte) (Decoded, bool) {
	if utf8.Valid(body) {
		text := string(body)
		if d, ok := unwrap(text); ok {
			return d, true
		}
		return Decoded{Text: text, Encoding: encUTF8}, true
	}
	good, bad := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	if good < 20*bad {
		return Decoded{}, false
	}
	return Decoded{
		Text: strings.ToValidUTF8(string(body), "\uFFFD"), Encoding: encUTF8, Problem: fmt.Sprintf("%d bytes that are not UTF-8", bad),
	}, true
}

// unwrap undoes a wrong turn: Vietnamese in UTF-8 or a font's encoding that was taken for Latin letters and put into
// UTF-8 ("Tiáº¿ng Viá»‡t", "TiÕng ViÖt"). It needs a text without one letter that only Vietnamese has.
func unwrap(s string) (Decoded, bool) {
	latin := 0
	for _, r := range s {
		switch {
		case r >= 0x1EA0 && r <= 0x1EF9, r == 'ă', r == 'đ', r == 'ơ', r == 'ư', r == 'Đ', r >= 0x300 && r < 0x370:
			return Decoded{}, false
		case r >= 0xA1 && r < 0x100:
			latin++
		}
	}
	if latin < 8 {
		return Decoded{}, false
	}
	body, ok := latinBytes(s)
	if !ok {
		return Decoded{}, false
	}
	const problem = "UTF-8 made from bytes that were misread as Latin letters"
	if utf8.Valid(body) {
		if sc := scoreOf(string(body)); sc.good > 0 && sc.good >= 4*sc.bad {
			return Decoded{Text: string(body), Encoding: encUTF8, Problem: problem}, true
		}
		return Decoded{}, false
	}
	best, sc := bestLegacy(body, "")
	plain := scoreOf(s)
	if sc.good < 8 || sc.good < 9*sc.bad || plain.good > plain.bad {
		return Decoded{}, false
	}
	return Decoded{Text: decodeBytes(body, best), Encoding: best, Problem: problem}, true
}

// byWords reads bytes that are not UTF-8.
func byWords(body []byte, label string) Decoded {
	if best, sc := bestLegacy(body, label); sc.good > 0 && sc.good >= 2*sc.bad {
		return Decoded{Text: decodeBytes(body, best), Encoding: best}
	}
	if name := legacyName(label); name != "" {
		return Decoded{Text: decodeBytes(body, name), Encoding: name}
	}
	enc, name := charset.Lookup(label)
	if enc == nil || enc == encoding.Replacement || name == encUTF8 {
		enc, name = charset.Lookup("windows-1252")
	}
	text, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return Decoded{Text: strings.ToValidUTF8(string(body), "\uFFFD"), Encoding: encUTF8, Problem: "bytes of no known encoding"}
	}
	d := Decoded{Text: string(text), Encoding: name}
	if label == "" || sameEncoding(label, encUTF8) {
		d.Problem = "bytes that are not UTF-8, read as " + name
	}
	return d
}

// labelOf is the charset that the header or else the page itself names, in lower case; empty when none does.
func labelOf(body []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return strings.ToLower(strings.TrimSpace(params["charset"]))
	}
	head := bytes.ToLower(body[:min(len(body), 4096)])
	for {
		i := bytes.Index(head, []byte("charset"))
		if i < 0 {
			return ""
		}
		head = head[i+len("charset"):]
		rest := bytes.TrimLeft(head, " \t\r\n")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
		end := bytes.IndexAny(rest, " \t\r\n\"'>;/")
		if end > 0 {
			return string(rest[:min(end, 40)])
		}
	}
}

// legacyName is the name under which one of ours goes by a label: "x-viet-tcvn5712", "windows-1258", "cp1258".
func legacyName(label string) string {
	switch {
	case strings.Contains(label, "1258"):
		return enc1258
	case strings.Contains(label, "tcvn"), strings.Contains(label, "abc"):
		return encTCVN3
	case strings.Contains(label, "vni"):
		return encVNI
	case strings.Contains(label, "viscii"):
		return encVISCII
	}
	return ""
}

// sameEncoding says that a label means the encoding called name, by any of the names the web knows it under.
func sameEncoding(label, name string) bool {
	if own := legacyName(label); own != "" {
		return own == name
	}
	_, canonical := charset.Lookup(label)
	return canonical == name || strings.EqualFold(label, name) || strings.HasPrefix(name, "utf-16") && strings.HasPrefix(canonical, "utf-16")
}
