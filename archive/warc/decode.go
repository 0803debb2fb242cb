package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// MaxBlock bounds the bytes of one record's block; a record that says it is longer is ErrFormat.
const MaxBlock = 256 << 20

// believed is how much room is made for a block on its word alone, in bytes: enough for most pages.
const believed = 1 << 20

// maxHead bounds the header of one record.
const maxHead = 256 << 10

// ErrFormat says that bytes are no WARC record.
var ErrFormat = errors.New("warc: not a WARC record")

// Decode reads the record of one gzip member, which must be all of b.
func Decode(b []byte) (*Record, error) {
	u := unzippers.Get().(*unzipper)
	defer unzippers.Put(u)
	src := bytes.NewReader(b)
	if err := u.zip.Reset(src); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	u.zip.Multistream(false)
	u.buf.Reset(&u.zip)
	rec, err := readRecord(u.buf)
	if err != nil {
		return nil, err
	}
	if src.Len() != 0 {
		return nil, fmt.Errorf("%w: %d bytes after the record", ErrFormat, src.Len())
	}
	return rec, nil
}

// An unzipper is what reading a member needs beside the record; it takes ten times longer to make than to use again.
type unzipper struct {
	zip gzip.Reader
	buf *bufio.Reader
}

var unzippers = sync.Pool{New: func() any { return &unzipper{buf: bufio.NewReader(nil)} }}

// readRecord reads one record to the end of r, so that a gzip checksum below it is checked.
func readRecord(r *bufio.Reader) (*Record, error) {
	rec, err := readOne(r)
	if err != nil {
		return nil, err
	}
	if n, err := io.Copy(io.Discard, r); err != nil || n != 0 {
		return nil, fmt.Errorf("%w: %d bytes after the block (%v)", ErrFormat, n, err)
	}
	return rec, nil
}

// readOne reads the next record of r; io.EOF when there is none.
func readOne(r *bufio.Reader) (*Record, error) {
	head, err := readHead(r)
	if err != nil {
		return nil, err
	}
	lines := textproto.NewReader(bufio.NewReader(bytes.NewReader(head)))
	if first, err := lines.ReadLine(); err != nil || !strings.HasPrefix(first, "WARC/") {
		return nil, fmt.Errorf("%w: begins with %.40q", ErrFormat, first)
	}
	fields, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrFormat, err)
	}
	size, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 || size > MaxBlock {
		return nil, fmt.Errorf("%w: Content-Length %.40q", ErrFormat, fields.Get("Content-Length"))
	}
	var block bytes.Buffer
	block.Grow(int(min(size, believed)))
	if n, err := io.CopyN(&block, r, size); err != nil {
		return nil, fmt.Errorf("%w: block has %d of %d bytes: %w", ErrFormat, n, size, err)
	}
	var end [4]byte
	if _, err := io.ReadFull(r, end[:]); err != nil || string(end[:]) != "\r\n\r\n" {
		return nil, fmt.Errorf("%w: does not end with two line breaks", ErrFormat)
	}
	return &Record{fields, block.Bytes()}, nil
}

// readHead takes the lines up to and with the empty one that ends a header, and nothing of the block. Empty lines
// before it are skipped: some writers leave them between records.
func readHead(r *bufio.Reader) ([]byte, error) {
	var head []byte
	for start := 0; ; {
		part, err := r.ReadSlice('\n')
		head = append(head, part...)
		switch {
		case len(head) > maxHead:
			return nil, fmt.Errorf("%w: header over %d bytes", ErrFormat, maxHead)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && len(bytes.TrimSpace(head)) == 0:
			return nil, io.EOF
		case err != nil:
			return nil, fmt.Errorf("%w: header: %w", ErrFormat, err)
		}
		if len(bytes.TrimRight(head[start:], "\r\n")) == 0 {
			if start > 0 {
				return head, nil
			}
			head = head[:0]
		}
		start = len(head)
	}
}

// Page reads a response, revisit or resource record. A block that is not an HTTP answer, and any other type, is
// ErrFormat. The body shares memory with the record.
func (r *Record) Page() (*Page, error) {
	p := &Page{
		ID:        bareID(r.Header.Get("WARC-Record-ID")),
		URL:       r.TargetURI(),
		FinalURL:  r.Header.Get("Diembao-Final-URL"),
		Time:      r.Date(),
		SHA256:    strings.TrimPrefix(r.Header.Get("WARC-Payload-Digest"), "sha256:"),
		Source:    r.Header.Get("Diembao-Source"),
		Truncated: r.Header.Get("WARC-Truncated"),
		RefersTo:  bareID(r.Header.Get("WARC-Refers-To")),
	}
	switch r.Type() {
	case TypeResource:
		p.Status, p.Body = http.StatusOK, r.Block
		p.Header = http.Header{"Content-Type": {r.Header.Get("Content-Type")}}
		return p, nil
	case TypeResponse, TypeRevisit:
	default:
		return nil, fmt.Errorf("%w: a %q record is no page", ErrFormat, r.Type())
	}
	head, body := cut(r.Block)
	var err error
	if p.Status, p.Header, err = ParseHead(head); err != nil {
		return nil, err
	}
	if r.Type() == TypeResponse {
		p.Body = body
	}
	return p, nil
}

// ParseHead reads the status line and header of an answer as a block holds them, and gives the header as it was served.
func ParseHead(head []byte) (status int, header http.Header, err error) {
	lines := textproto.NewReader(bufio.NewReader(bytes.NewReader(head)))
	first, err := lines.ReadLine()
	proto, rest, ok := strings.Cut(first, " ")
	code, _, _ := strings.Cut(rest, " ")
	status, numErr := strconv.Atoi(code)
	if err != nil || !ok || !strings.HasPrefix(proto, "HTTP/") || numErr != nil || status < 0 || status > 999 {
		return 0, nil, fmt.Errorf("%w: status line %.60q", ErrFormat, first)
	}
	fields, err := lines.ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, nil, fmt.Errorf("%w: HTTP header: %w", ErrFormat, err)
	}
	return status, restore(http.Header(fields)), nil
}

func bareID(s string) string {
	return strings.TrimPrefix(strings.Trim(s, "<>"), "urn:uuid:")
}
