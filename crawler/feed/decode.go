package feed

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decode gives UTF-8 that XML allows: byte order mark, then XML declaration, then HTTP header, then UTF-8. Dates and
// addresses are ASCII in every encoding sites use, so a label that lies costs nothing here.
func decode(r io.Reader, contentType string) io.Reader {
	br := bufio.NewReaderSize(r, 4096)
	head, _ := br.Peek(1024) // a short document is no error here
	for len(head) > 0 && (head[0] == ' ' || head[0] == '\n' || head[0] == '\r' || head[0] == '\t') {
		br.Discard(1) // buffered: cannot fail
		head = head[1:]
	}
	label := ""
	if m := declared.FindSubmatch(bytes.TrimPrefix(head, []byte("\ufeff"))); m != nil {
		label = string(m[1])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	var in io.Reader = br
	enc, err := htmlindex.Get(label)
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		in = transform.NewReader(br, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte("\ufeff")):
		br.Discard(3) // buffered: cannot fail
	case err == nil:
		if name, _ := htmlindex.Name(enc); name != "utf-8" && name != "utf-16le" && name != "utf-16be" {
			in = transform.NewReader(br, enc.NewDecoder())
		}
	}
	return transform.NewReader(in, legal{})
}

// legal replaces what XML 1.0 allows nowhere, control characters and bytes that are not UTF-8, so that one of them
// does not end a whole feed.
type legal struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (legal) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r, size = utf8.DecodeRune(src[nSrc:])
		}
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			r = ' '
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
