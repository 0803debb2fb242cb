package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// A Reader reads the records of a WARC file one after the other, gzipped by member (as packs are) or not compressed.
// It also reads files of other writers. One goroutine at a time.
type Reader struct {
	src   *counter
	zip   *gzip.Reader
	plain *bufio.Reader
	// Offset and Length say where in the file the last record's gzip member stands; Length is 0 in plain files.
	Offset, Length int64
}

// counter counts what is taken from a buffered source, to know where members begin. It is a ByteReader, so gzip reads
// no byte beyond its member.
type counter struct {
	r *bufio.Reader
	n int64
}

// Read counts.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte counts.
func (c *counter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// NewReader looks at the first two bytes of r to tell gzip from plain. An empty file is a Reader without records.
func NewReader(r io.Reader) (*Reader, error) {
	buf := bufio.NewReaderSize(r, 64<<10)
	magic, err := buf.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("warc: read: %w", err)
	}
	if string(magic) == "\x1f\x8b" {
		return &Reader{src: &counter{r: buf}}, nil
	}
	return &Reader{plain: buf}, nil
}

// Next is the next record, io.EOF after the last. A broken record is ErrFormat; what follows it in a gzipped file
// cannot be found again by this Reader.
func (r *Reader) Next() (*Record, error) {
	if r.plain != nil {
		return readOne(r.plain)
	}
	r.Offset = r.src.n
	if _, err := r.src.r.Peek(1); err != nil {
		return nil, io.EOF
	}
	var err error
	if r.zip == nil {
		r.zip, err = gzip.NewReader(r.src)
	} else {
		err = r.zip.Reset(r.src)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: at byte %d: %w", ErrFormat, r.Offset, err)
	}
	r.zip.Multistream(false)
	rec, err := readRecord(bufio.NewReader(r.zip))
	r.Length = r.src.n - r.Offset
	if err != nil {
		if err == io.EOF {
			err = fmt.Errorf("%w: empty member", ErrFormat)
		}
		return nil, fmt.Errorf("warc: at byte %d: %w", r.Offset, err)
	}
	return rec, nil
}
