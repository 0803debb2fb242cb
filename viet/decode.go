package viet

import "unicode/utf8"

// Decoded is a page's bytes as text.
type Decoded struct {
	Text     string // NFC
	Encoding string // what the bytes were read as: "utf-8", "windows-1258", "tcvn3", "vni", "viscii", "utf-16le" ...
	Problem  string // empty when the label was right or there was none; else what was wrong, for a reader
}

// Decode reads the bytes of a page or a text.
func Decode(body []byte, contentType string) Decoded {
	if utf8.Valid(body) {
		return Decoded{Text: NFC(string(body)), Encoding: "utf-8"}
	}
	return Decoded{Text: NFC(string(body)), Encoding: "utf-8", Problem: "bytes that are not UTF-8"}
}
