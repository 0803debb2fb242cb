package polite

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding is what decoder can undo.
const acceptEncoding = "gzip, deflate, br, zstd"

const (
	maxRatio   = 100     // decoded to wire bytes; ordinary pages reach 10
	ratioFloor = 1 << 20 // decoded bytes below which the ratio is nobody's harm
	maxLayers  = 3
)

var (
	errTooLarge = errors.New("over the cap of decoded bytes")
	errBomb     = fmt.Errorf("grows over %d times when decoded", maxRatio)
)

// A meter counts what came over the wire and stops at the cap: a body that decodes to nothing must end too.
type meter struct {
	r    io.Reader
	n    int64
	most int64
}

// Read implements io.Reader.
func (m *meter) Read(p []byte) (int, error) {
	if m.n >= m.most {
		return 0, errTooLarge
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}

// A capped reader gives at most most decoded bytes, then an error: what is cut must not look whole.
type capped struct {
	r    io.Reader
	wire *meter
	n    int64
	most int64
}

// Read implements io.Reader. At the cap it looks one byte further: a body of exactly that size is whole.
func (c *capped) Read(p []byte) (int, error) {
	if c.n >= c.most {
		if n, err := c.r.Read(make([]byte, 1)); n == 0 && err != nil {
			return 0, err
		}
		return 0, errTooLarge
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.most-c.n)])
	c.n += int64(n)
	if c.n > ratioFloor && c.n > maxRatio*c.wire.n {
		return n, errBomb
	}
	return n, err
}

// open undoes the encodings of a body as labelled, and one layer of gzip without a label (sitemap.xml.gz, and hosts
// that forget it). A layer whose first bytes are not what the label says is left out: the label lies. done frees
// what the decoders hold.
func open(h http.Header, body io.Reader, most int64) (c *capped, done func(), err error) {
	wire := &meter{r: body, most: most + 1<<10}
	layers := strings.FieldsFunc(strings.ToLower(strings.Join(h.Values("Content-Encoding"), ",")), func(r rune) bool { return r == ',' || r == ' ' })
	if len(layers) > maxLayers {
		return nil, nil, fmt.Errorf("encoded %d times", len(layers))
	}
	var closers []func()
	done = func() {
		for _, f := range closers {
			f()
		}
	}
	r := bufio.NewReader(wire)
	for i := len(layers) - 1; i >= -1; i-- {
		name := "sniff"
		if i >= 0 {
			name = layers[i]
		}
		next, stop, err := decoder(name, r)
		if err != nil {
			done()
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		if next == nil {
			continue
		}
		closers = append(closers, stop)
		r = bufio.NewReader(next)
	}
	return &capped{r: r, wire: wire, most: most}, done, nil
}

// decoder is nil when there is nothing to undo.
func decoder(name string, r *bufio.Reader) (io.Reader, func(), error) {
	head, _ := r.Peek(2) // a body shorter than that is in no encoding
	if len(head) < 2 {
		return nil, nil, nil
	}
	zipped := head[0] == 0x1f && head[1] == 0x8b
	switch name {
	case "gzip", "x-gzip", "sniff":
		if !zipped {
			return nil, nil, nil
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, err
		}
		return z, func() { z.Close() }, nil
	case "deflate": // RFC 9110 means zlib; some send bare deflate
		if head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(r)
			if err != nil {
				return nil, nil, err
			}
			return z, func() { z.Close() }, nil
		}
		z := flate.NewReader(r)
		return z, func() { z.Close() }, nil
	case "br":
		return brotli.NewReader(r), func() {}, nil
	case "zstd":
		if magic, _ := r.Peek(4); !bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return nil, nil, nil
		}
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return nil, nil, nil
}
