package news

import (
	"errors"
	"testing"
)

func TestCanonicalURL(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://BaoMau.VN:443/tin/../tin/a.html?utm_source=x&b=2&a=1#top": "https://baomau.vn/tin/a.html?a=1&b=2",
		"http://baomau.vn":                          "http://baomau.vn/",
		"http://baomau.vn:8080/x/":                  "http://baomau.vn:8080/x/",
		"https://u:p@baomau.vn/a?fbclid=1&zarsrc=2": "https://baomau.vn/a",
		"https://baomau.vn/t%e1%bb%89nh":            "https://baomau.vn/t%E1%BB%89nh",
		"http://[::1]:80/a":                         "http://[::1]/a",
		"https://baomau.vn./a?":                     "https://baomau.vn/a",
	} {
		got, err := CanonicalURL(in)
		if err != nil || got != want {
			t.Errorf("CanonicalURL(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "javascript:alert(1)", "mailto:a@b.vn", "/relative", "http://", "http://%zz/", "ftp://baomau.vn/"} {
		if got, err := CanonicalURL(in); !errors.Is(err, ErrInvalid) {
			t.Errorf("CanonicalURL(%q) = %q, %v; want ErrInvalid", in, got, err)
		}
	}
}

func FuzzCanonicalURL(f *testing.F) {
	f.Add("https://baomau.vn/a/b?x=1&utm_medium=2#f")
	f.Add("http://[::1]:80/%2f//..")
	f.Fuzz(func(t *testing.T, in string) {
		once, err := CanonicalURL(in)
		if err != nil {
			return
		}
		if twice, err := CanonicalURL(once); err != nil || twice != once {
			t.Fatalf("not idempotent: %q -> %q -> %q, %v", in, once, twice, err)
		}
	})
}
