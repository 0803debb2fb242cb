package archive

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"diembao/news"
)

// fillAll puts another value into every field there is, so that a field the codec forgot shows.
func fillAll(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case news.Instant:
		zone := []*time.Location{time.UTC, news.ICT, time.FixedZone("", -3600)}[*n%3]
		v.Set(reflect.ValueOf(news.Instant{Time: time.Unix(int64(1_500_000_000+*n), 0).In(zone)}))
		return
	case news.Day:
		v.Set(reflect.ValueOf(news.Day{Year: 2000 + *n%30, Month: time.Month(1 + *n%12), Day: 1 + *n%28}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+*n%3, 3))
		for i := range v.Len() {
			fillAll(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("đoạn %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n) * 37)
	case reflect.Uint64:
		v.SetUint(uint64(*n) << 20)
	default:
		panic("a kind of field the codec has not met: " + v.Kind().String())
	}
}

// TestEveryField writes and reads an article in which every field says something, in both formats.
func TestEveryField(t *testing.T) {
	var a news.Article
	n := 0
	fillAll(reflect.ValueOf(&a).Elem(), &n)
	a.Places[0].Mentions[0] = news.Mention{Text: a.Lead[:2], Field: news.InLead, End: 2, Rule: "cut"}
	a.Places[0].Choices, a.Officials[0].Posts = []string{}, nil
	whole := a
	a.ID, a.Revision, a.FirstSeen, a.Gone = 0, 0, news.Instant{}, news.Instant{} // kept in the head
	for format := int32(1); format <= formatVersion; format++ {
		texts := newTexts()
		texts.format.Store(format)
		rec, err := texts.pack(&whole)
		if err != nil {
			t.Fatal(err)
		}
		got, err := texts.unpack(rec)
		if err != nil {
			t.Fatal(err)
		}
		want := a
		if format == 1 { // JSON leaves empty lists out
			want.Places = append([]news.Place(nil), a.Places...)
			want.Places[0].Choices = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("format %d:\n%s", format, diff)
		}
		texts.close()
	}
}

// TestOlderAndNewerFacts: groups may have grown since, or before.
func TestOlderAndNewerFacts(t *testing.T) {
	two, three := func(w *wire, v *[3]string) { w.str(&v[0]); w.str(&v[1]) }, func(w *wire, v *[3]string) { w.str(&v[0]); w.str(&v[1]); w.str(&v[2]) }
	after := uint64(77)
	for _, c := range []struct {
		write, read func(*wire, *[3]string)
		want        [3]string
	}{{two, three, [3]string{"một", "hai", ""}}, {three, two, [3]string{"một", "hai", ""}}} {
		in, out := [3]string{"một", "hai", "ba"}, [3]string{}
		w := wire{}
		w.group(func() { c.write(&w, &in) })
		w.number(&after)
		r := wire{in: string(w.out), reading: true}
		r.group(func() { c.read(&r, &out) })
		n := uint64(0)
		if r.number(&n); out != c.want || n != after || r.err != nil {
			t.Errorf("%v, %d, %v", out, n, r.err)
		}
	}
}

func FuzzFacts(f *testing.F) {
	var a news.Article
	n := 0
	fillAll(reflect.ValueOf(&a).Elem(), &n)
	w := wire{}
	w.facts(&a)
	f.Add(w.out)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, b []byte) {
		var first, second news.Article
		w := wire{in: string(b), reading: true}
		if w.facts(&first); w.err != nil {
			return
		}
		again := wire{}
		again.facts(&first)
		w = wire{in: string(again.out), reading: true}
		w.facts(&second)
		if w.err != nil || !reflect.DeepEqual(first, second) {
			t.Errorf("%+v\nbecame %+v, %v", first, second, w.err)
		}
	})
}
