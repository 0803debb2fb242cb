package polite

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"testing"
)

func TestLayers(t *testing.T) {
	var once bytes.Buffer
	z := gzip.NewWriter(&once)
	z.Write([]byte("xin chào"))
	z.Close()
	for _, c := range []struct{ label, body, want string }{
		{"", "xin chào", "xin chào"}, {"", "", ""}, {"gzip", "", ""}, {"gzip", "x", "x"}, {"br, gzip", "", ""},
		{"gzip", once.String(), "xin chào"}, {"", once.String(), "xin chào"}, {" GZIP ,", once.String(), "xin chào"}, {"none", "xin", "xin"},
	} {
		r, done, err := open(http.Header{"Content-Encoding": {c.label}}, bytes.NewReader([]byte(c.body)), 100)
		if err != nil {
			t.Fatalf("%q: %v", c.label, err)
		}
		got, err := io.ReadAll(r)
		done()
		if err != nil || string(got) != c.want {
			t.Errorf("%q: %q, %v", c.label, got, err)
		}
	}
	if _, _, err := open(http.Header{"Content-Encoding": {"gzip, gzip, gzip, gzip"}}, bytes.NewReader(nil), 100); err == nil {
		t.Error("encoded four times and opened")
	}
}

// TestCap has a body exactly at the cap, which is whole, and one over it, which is not.
func TestCap(t *testing.T) {
	for n, want := range map[int]error{99: nil, 100: nil, 101: errTooLarge, 5000: errTooLarge} {
		r, done, err := open(nil, bytes.NewReader(make([]byte, n)), 100)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		done()
		if err != want || len(got) != min(n, 100) {
			t.Errorf("%d bytes: %d, %v", n, len(got), err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add("gzip", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add("br, deflate", []byte("x\x9c\x03\x00"))
	f.Add("zstd", []byte{0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x01, 0x00, 0x00})
	f.Fuzz(func(t *testing.T, label string, body []byte) {
		const most = 1 << 16
		r, done, err := open(http.Header{"Content-Encoding": {label}}, bytes.NewReader(body), most)
		if err != nil {
			return
		}
		defer done()
		if got, _ := io.ReadAll(r); len(got) > most {
			t.Fatalf("%d bytes", len(got))
		}
	})
}
