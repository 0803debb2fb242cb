package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2025, 7, 1, 5, 0, 0, 123456789, time.UTC)

func sample() *Page {
	return &Page{
		ID: NewID(), URL: "https://baomau.vn/a", FinalURL: "https://baomau.vn/b", Time: noon, Status: 200, Source: "baomau", SHA256: "00ff", Truncated: "length",
		Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"br"}, "Transfer-Encoding": {"chunked"}, "Content-Length": {"7"}, "Set-Cookie": {"a", "b"}},
		Body:   []byte("<p>\r\n\r\nĐiểm báo</p>"),
	}
}

func TestPageThereAndBack(t *testing.T) {
	e := NewEncoder()
	for name, c := range map[string]struct {
		page *Page
		pack func(*Page) []byte
	}{
		"response": {sample(), e.Response},
		"bare":     {&Page{ID: NewID(), URL: "http://baomau.vn/", Time: noon, Status: 404, Header: http.Header{}, Body: []byte{}}, e.Response},
		"revisit":  {func() *Page { p := sample(); p.Body, p.RefersTo = nil, NewID(); return p }(), e.Revisit},
	} {
		rec, err := Decode(c.pack(c.page))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := rec.Page()
		if err != nil || !reflect.DeepEqual(got, c.page) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", name, got, err, c.page)
		}
	}
}

func TestRecordIsWARC(t *testing.T) {
	rec, err := Decode(NewEncoder().Response(sample()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"WARC-Type": "response", "WARC-Target-URI": "https://baomau.vn/a", "WARC-Date": "2025-07-01T05:00:00.123456789Z",
		"Content-Type": "application/http;msgtype=response", "Diembao-Encoding-Removed": "br, chunked", "WARC-Payload-Digest": "sha256:00ff",
	} {
		if got := rec.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, line := range []string{"HTTP/1.1 200 OK\r\n", "X-Archive-Orig-Content-Encoding: br\r\n", "\r\nContent-Length: 23\r\n"} {
		if !strings.Contains(string(rec.Block), line) {
			t.Errorf("the block lacks %q:\n%s", line, rec.Block)
		}
	}
}

func TestReaderWalksAPack(t *testing.T) {
	e := NewEncoder()
	members := [][]byte{e.Info("000001.warc.gz", "urn:uuid:x", "diembao", noon), e.Response(sample()), Blank(5000), e.Revisit(sample()), Blank(300)}
	r, err := NewReader(bytes.NewReader(bytes.Join(members, nil)))
	if err != nil {
		t.Fatal(err)
	}
	at := int64(0)
	for i, want := range []string{TypeInfo, TypeResponse, TypeMetadata, TypeRevisit, TypeMetadata} {
		rec, err := r.Next()
		if err != nil || rec.Type() != want || r.Offset != at || r.Length != int64(len(members[i])) {
			t.Fatalf("record %d: %v at %d+%d, %v", i, rec, r.Offset, r.Length, err)
		}
		at += r.Length
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error(err)
	}
}

// TestForeignFile reads what other programs write: plain, version 1.0, angle brackets, empty lines between records.
func TestForeignFile(t *testing.T) {
	http := "HTTP/1.0 200\r\nServer: x\r\n\r\nbody"
	file := "\r\n\r\n" + fmt.Sprintf("WARC/1.0\r\nwarc-type: response\r\nWARC-Target-URI: <http://baomau.vn/>\r\nWARC-Date: 2012-01-01T00:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http) +
		"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://baomau.vn/x\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
	r, err := NewReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"body", "hi"} {
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		p, err := rec.Page()
		if err != nil || string(p.Body) != want || p.Status != 200 || !strings.HasPrefix(p.URL, "http://baomau.vn/") {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error(err)
	}
}

func TestBlankHasAnySize(t *testing.T) {
	for _, n := range []int{300, 301, 1000, 65535, 65553, 65554, 65557, 65558, 65559, 131090, 131094, 131098, 131100, 200000, 1 << 20} {
		b := Blank(n)
		if len(b) != n {
			t.Errorf("Blank(%d) has %d bytes", n, len(b))
		}
		if rec, err := Decode(b); err != nil || rec.Type() != TypeMetadata || len(bytes.Trim(rec.Block, " ")) != 0 {
			t.Errorf("Blank(%d): %v", n, err)
		}
	}
	for n := 65500; n < 65700; n++ {
		if b := Blank(n); len(b) != n {
			t.Errorf("Blank(%d) has %d bytes", n, len(b))
		} else if _, err := Decode(b); err != nil {
			t.Errorf("Blank(%d): %v", n, err)
		}
	}
	if Blank(299) != nil {
		t.Error("a blank that small has no room for its header")
	}
}

func FuzzReader(f *testing.F) {
	e := NewEncoder()
	f.Add(e.Response(sample()))
	f.Add(append(e.Info("x", "y", "z", noon), e.Revisit(sample())...))
	f.Add([]byte("WARC/1.1\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"))
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nbroken\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			return
		}
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				if !errors.Is(err, ErrFormat) {
					t.Fatal(err)
				}
				break
			}
			if p, err := rec.Page(); err == nil {
				p.ID = NewID()
				if p.RefersTo == "" && p.Body != nil {
					if back, err := Decode(e.Response(p)); err != nil {
						t.Fatal(err)
					} else if q, err := back.Page(); err != nil || !bytes.Equal(q.Body, p.Body) {
						t.Fatalf("%v: %q became %q", err, p.Body, q.Body)
					}
				}
			}
		}
	})
}

func BenchmarkResponse(b *testing.B) {
	p := sample()
	p.Body = []byte(strings.Repeat("<p>Sáng nay, <b>UBND tỉnh</b> họp về sản xuất vụ mùa.</p>\n", 1000))
	e := NewEncoder()
	b.SetBytes(int64(len(p.Body)))
	for b.Loop() {
		e.Response(p)
	}
}
