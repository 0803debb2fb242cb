package viet

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const page = `<!DOCTYPE html><html><head><title>Họp tổng kết công tác năm</title></head><body class="ex-ample"><p>Sáng nay, đồng chí ` +
	`Nguyễn Văn Mẫu, Phó Bí thư Thường trực Tỉnh ủy Đắk Lắk, chủ trì hội nghị “tổng kết” – triển khai nhiệm vụ của những huyện miền ` +
	`núi; Ủy ban nhân dân xã Ê Đê, Ông Ích Khiêm.</p></body></html>`

// encode writes s in a legacy encoding, the inverse of decodeBytes.
func encode(t *testing.T, s, encoding string) []byte {
	t.Helper()
	inverse := make(map[string]byte)
	for b, text := range bytemaps()[encoding] {
		if text != nil && string(text) != "\uFFFD" {
			inverse[string(text)] = byte(b)
		}
	}
	var out []byte
	for _, r := range s {
		if b, ok := inverse[string(r)]; ok {
			out = append(out, b)
			continue
		}
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
			continue
		}
		out = append(out, encodeParts(t, r, encoding, inverse)...)
	}
	return out
}

// encodeParts writes a letter as a base letter with marks.
func encodeParts(t *testing.T, r rune, encoding string, inverse map[string]byte) []byte {
	t.Helper()
	l := letterOf(r)
	marks := ""
	for m, tone := range toneOf {
		if tone == l.tone {
			marks = string(m)
		}
	}
	bare := rune(l.bare)
	if l.flags&isUpper != 0 {
		bare = []rune(strings.ToUpper(string(bare)))[0]
	}
	if b, ok := inverse[string(bare)]; ok && marks != "" { // windows-1258; ơ and ư of VNI
		return []byte{b, inverse[marks]}
	}
	parts := []rune(norm.NFD.String(string(bare)))
	if b, ok := inverse[string(parts[1:])+marks]; ok { // VNI
		return []byte{byte(parts[0]), b}
	}
	if b, ok := inverse[marks]; ok && bare < utf8.RuneSelf {
		return []byte{byte(bare), b}
	}
	t.Fatalf("%s has no %q", encoding, r)
	return nil
}

func TestDecodeLegacy(t *testing.T) {
	for _, enc := range legacy {
		text := page
		if enc == encTCVN3 { // which has no capitals with tones
			text = strings.NewReplacer("Ủ", "ủ", "Ê Đê", "ê đê").Replace(page)
		}
		if enc == encVISCII { // which has letters where others have punctuation
			text = strings.NewReplacer("“", "", "”", "", "–", "-").Replace(page)
		}
		body := encode(t, text, enc)
		for _, label := range []string{"", "text/html; charset=" + enc, "text/html; charset=iso-8859-1", "text/html; charset=utf-8", "text/html; charset=windows-1258", "nonsense"} {
			d := Decode(body, label)
			if d.Text != text || d.Encoding != enc {
				t.Errorf("%s labelled %q: read as %s\n%s", enc, label, d.Encoding, d.Text)
			}
			lied := label != "" && label != "nonsense" && !strings.HasSuffix(label, enc)
			if (d.Problem != "") != lied {
				t.Errorf("%s labelled %q: problem %q", enc, label, d.Problem)
			}
		}
		short := encode(t, "Hội nghị tổng kết", enc)
		if d := Decode(short, ""); d.Text != "Hội nghị tổng kết" {
			t.Errorf("short %s: %s %q", enc, d.Encoding, d.Text)
		}
		wrapped := []byte(latinOf(body))
		if d := Decode(wrapped, "text/html; charset=utf-8"); d.Text != text || d.Problem == "" {
			t.Errorf("%s in UTF-8: %s %q %s", enc, d.Encoding, d.Problem, d.Text)
		}
	}
}

// latinOf is body as windows-1252, as a careless program reads it.
func latinOf(body []byte) string {
	wrong := make(map[byte]rune)
	for r, b := range windows1252 {
		wrong[b] = r
	}
	var sb strings.Builder
	for _, b := range body {
		if r := wrong[b]; r != 0 {
			sb.WriteRune(r)
		} else {
			sb.WriteRune(rune(b))
		}
	}
	return sb.String()
}

func TestDecodeUTF8(t *testing.T) {
	for _, label := range []string{"", "text/html; charset=utf-8", "text/html; charset=windows-1258", "text/html; charset=x-viet-vni"} {
		for name, body := range map[string]string{"NFC": page, "NFD": norm.NFD.String(page), "mark": "\xef\xbb\xbf" + page} {
			d := Decode([]byte(body), label)
			if d.Text != page || d.Encoding != encUTF8 {
				t.Errorf("%s labelled %q: %s\n%s", name, label, d.Encoding, d.Text)
			}
		}
	}
	if d := Decode([]byte(latinOf([]byte(page))), ""); d.Text != page || d.Problem == "" {
		t.Errorf("twice UTF-8: %q %s", d.Problem, d.Text)
	}
	cut := []byte(page)[:bytes.Index([]byte(page), []byte("ủ"))+1]
	if d := Decode(cut, ""); d.Encoding != encUTF8 || d.Problem == "" || strings.Count(d.Text, "\uFFFD") != 1 {
		t.Errorf("cut UTF-8: %+v", d)
	}
	for _, s := range []string{"", "plain ASCII", "L'été à Paris, où les élèves français préfèrent déjeuner à côté", "Đà Nẵng", "Năm 2020", "é", "ພາສາລາວ",
		"São Paulo, Córdoba, Málaga, Düsseldorf, Malmö, Århus, Besançon, Orléans"} {
		if d := Decode([]byte(s), ""); d.Text != s || d.Encoding != encUTF8 || d.Problem != "" {
			t.Errorf("%q: %+v", s, d)
		}
	}
}

func TestDecodeOthers(t *testing.T) {
	var le, be []byte
	for _, u := range utf16.Encode([]rune(page)) {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	for name, body := range map[string][]byte{
		"le": append([]byte("\xff\xfe"), le...), "be": append([]byte("\xfe\xff"), be...), "bare le": le, "bare be": be,
	} {
		if d := Decode(body, ""); d.Text != page {
			t.Errorf("UTF-16 %s: %+v", name, d)
		}
	}
	if d := Decode([]byte("L'\xe9t\xe9 \xe0 Besan\xe7on, o\xf9 l'on pr\xe9f\xe8re la fra\xeecheur"), "text/html; charset=iso-8859-1"); d.Text != "L'été à Besançon, où l'on préfère la fraîcheur" {
		t.Errorf("French: %+v", d)
	}
	if d := Decode([]byte("<meta charset=gb2312>\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7"), ""); !strings.HasSuffix(d.Text, "你好世界") {
		t.Errorf("Chinese: %+v", d)
	}
	if d := Decode([]byte("<b>\u0338x</b>ủ"), ""); d.Text != "<b>x</b>ủ" {
		t.Errorf("stroke: %+v", d)
	}
}

func TestEncodingTable(t *testing.T) {
	for _, name := range legacy {
		m := bytemaps()[name]
		if m == nil {
			t.Fatalf("no table for %s", name)
		}
		for b := 0x80; b < 0x100; b++ {
			if len(m[b]) == 0 {
				t.Errorf("%s: no row for %02X", name, b)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(page), "text/html; charset=utf-8")
	f.Add([]byte("Hé\xe1\xba\xa1 \xb5\xb8"), "charset=tcvn3")
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		d := Decode(body, contentType)
		if !utf8.ValidString(d.Text) || NFC(d.Text) != d.Text || d.Encoding == "" {
			t.Fatalf("Decode(%q, %q) = %+v", body, contentType, d)
		}
		if isASCII(string(body)) && !bytes.ContainsAny(body, "\x00\x1b\x0e\x0f~") && d.Text != string(body) {
			t.Fatalf("Decode(%q, %q) = %+v", body, contentType, d)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	utf := []byte(strings.Repeat(page, 80<<10/len(page)))
	for name, body := range map[string][]byte{"utf-8": utf, "tcvn3": bytes.Repeat([]byte("<p>\xa7\xb9i h\xe9i \xae\xb9i bi\xd3u to\xb5n qu\xe8c</p>"), 2500)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(body, "text/html; charset=utf-8")
			}
		})
	}
}
