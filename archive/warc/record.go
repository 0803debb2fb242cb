package warc

import (
	"bytes"
	"net/http"
	"net/textproto"
	"strings"
	"time"
)

// Record types of WARC 1.1 that packs hold.
const (
	TypeInfo     = "warcinfo"
	TypeResponse = "response"
	TypeRevisit  = "revisit"
	TypeMetadata = "metadata" // in a pack: the blank that took the place of a purged page
	TypeResource = "resource" // never written here; imported files may hold it
)

const (
	version        = "WARC/1.1"
	revisitProfile = "http://netpreservation.org/warc/1.1/revisit/identical-payload-digest"
	original       = "X-Archive-Orig-"
)

// A Record is one WARC record. Header keys are canonical as in net/textproto ("Warc-Target-Uri").
type Record struct {
	Header textproto.MIMEHeader
	Block  []byte // for a page: the HTTP answer
}

// Type is the WARC-Type.
func (r *Record) Type() string { return r.Header.Get("WARC-Type") }

// TargetURI is the address the record is of, without the angle brackets that old writers put around it.
func (r *Record) TargetURI() string {
	return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>")
}

// Date is the WARC-Date in UTC; zero when it cannot be read.
func (r *Record) Date() time.Time {
	t, err := time.Parse(time.RFC3339Nano, r.Header.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// A Page is what a response or revisit record says, in the archive's words.
type Page struct {
	ID        string // UUID without "urn:uuid:"; empty = a new one
	URL       string // as asked for
	FinalURL  string // after redirects; empty = URL
	Time      time.Time
	Status    int
	Header    http.Header // nil is an empty one
	Body      []byte      // nil in a revisit record
	SHA256    string      // of the body, hex
	Source    string
	Truncated string // WARC-Truncated: "length", "time", "disconnect" or empty
	RefersTo  string // ID of the record that holds the body; set in a revisit record only
}

// droppedWith says which HTTP fields describe a body that is no longer encoded so.
func droppedWith(key string) bool {
	switch key {
	case "Content-Encoding", "Transfer-Encoding", "Content-Length":
		return true
	}
	return false
}

// restore gives back the header as served from the header as stored. A field that the server itself named
// X-Archive-Orig-... keeps its name unless it is one of the three this package writes.
func restore(stored http.Header) http.Header {
	out := make(http.Header, len(stored))
	for k, v := range stored {
		if !droppedWith(k) {
			if name, ok := strings.CutPrefix(k, original); !ok || !droppedWith(name) {
				out[k] = v
			}
		}
	}
	for k, v := range stored {
		if name, ok := strings.CutPrefix(k, original); ok && droppedWith(name) {
			out[name] = v
		}
	}
	return out
}

// cut splits an HTTP answer into its head and body; a missing empty line makes all of it head.
func cut(block []byte) (head, body []byte) {
	if i := bytes.Index(block, []byte("\r\n\r\n")); i >= 0 {
		return block[:i+4], block[i+4:]
	}
	if i := bytes.Index(block, []byte("\n\n")); i >= 0 {
		return block[:i+2], block[i+2:]
	}
	return block, nil
}
