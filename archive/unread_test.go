package archive

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"testing"
	"time"

	"diembao/news"
)

// TestFirstReadingIsTheSame reads pages twice: as they were stored and from the disk.
func TestFirstReadingIsTheSame(t *testing.T) {
	a := fresh(t, Options{})
	odd := page("/odd", "<p>lạ</p>")
	odd.Header = http.Header{"Content-Length": {"99"}, "Content-Encoding": {"br"}, "x-lower": {" a\r\nb "}, "bad name": {"x"}, "None": nil, "Two": {"1", "2"}}
	empty := page("/empty", "")
	empty.Body, empty.Header = nil, nil
	var nums []uint64
	for _, s := range []*news.Snapshot{page("/a", "một"), odd, empty, page("/a", "một")} {
		nums = append(nums, mustAdd(t, a, s))
	}
	if err := a.AddSnapshots(ctx, []*news.Snapshot{page("/many", "nhiều")}); err != nil {
		t.Fatal(err)
	}
	nums = append(nums, nums[len(nums)-1]+1)
	if len(a.unread.pages) != 4 {
		t.Errorf("%d pages in memory; the fourth is the first again", len(a.unread.pages))
	}
	for _, num := range nums {
		first, err := a.Snapshot(ctx, num)
		if err != nil {
			t.Fatal(err)
		}
		second, err := a.Snapshot(ctx, num)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Body, second.Body) {
			t.Errorf("%d: body %q, then %q", num, first.Body, second.Body)
		}
		first.Body, second.Body = nil, nil
		if !reflect.DeepEqual(first, second) {
			t.Errorf("%d: %+v\nthen %+v", num, first, second)
		}
	}
	if u := &a.unread; len(u.pages) != 0 || u.bytes != 0 {
		t.Errorf("%d pages of %d bytes left", len(u.pages), u.bytes)
	}
}

// TestUnreadIsBounded stores more than is kept, reads what is left out from the disk, and finds nothing of what came late.
func TestUnreadIsBounded(t *testing.T) {
	var u unread
	head := []byte("HTTP/1.1 200 OK\r\n\r\n")
	for num := range uint64(40) {
		u.keep(num+1, unpackedPage{head, make([]byte, 1<<20)})
	}
	if len(u.pages) != 31 || u.bytes > unreadMax {
		t.Errorf("%d pages of %d bytes", len(u.pages), u.bytes)
	}
	if _, _, ok := u.take(40); ok {
		t.Error("the last was not left out")
	}
	u.keep(39, unpackedPage{head, nil})
	if _, _, ok := u.take(39); ok {
		t.Error("what was read before it came here is kept for ever")
	}
	if _, body, ok := u.take(1); !ok || len(body) != 1<<20 {
		t.Error("the first is not there")
	}
}

// TestPurgedIsNotGivenFromMemory purges a page that nobody has read.
func TestPurgedIsNotGivenFromMemory(t *testing.T) {
	a := fresh(t, Options{})
	num := mustAdd(t, a, page("/a", "mật"))
	art := mustPut(t, a, article("/a", "mật", num))[0]
	if err := a.Purge(ctx, art.ID); err != nil {
		t.Fatal(err)
	}
	if s, err := a.Snapshot(ctx, num); err == nil {
		t.Errorf("%q", s.Body)
	}
}

// TestHaste packs a page that comes alone better than the next, which comes at once.
func TestHaste(t *testing.T) {
	at := noon
	a := fresh(t, Options{Now: func() time.Time { return at }})
	var sizes []int64
	for i, pause := range []time.Duration{time.Second, time.Second, 0} {
		at = at.Add(pause)
		num := mustAdd(t, a, page(fmt.Sprintf("/%d", i), sampleText(rand.New(rand.NewPCG(1, 1)), 60000)))
		_ = a.view(ctx, func(r reader) error {
			rec, err := r.snapshot(num)
			sizes = append(sizes, rec.at.len)
			return err
		})
	}
	if diff := sizes[0] - sizes[1]; diff > 40 || diff < -40 || sizes[2] < sizes[1]+1000 {
		t.Error("packed to", sizes)
	}
	clean(t, a)
}
