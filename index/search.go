package index

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"runtime/debug"
	"strings"
	"time"

	"diembao/index/query"
	"diembao/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Bounds of a search.
const (
	defaultSize   = 10
	maxSize       = 100
	searchTimeout = 5 * time.Second
)

// Search answers a query. What is wrong with its text is a *query.Error; what is wrong with the rest, an After of
// another query among it, is news.ErrInvalid. While the index is being reopened the error is news.ErrBehind. It takes at
// most five seconds, less when ctx ends before.
func (x *Index) Search(ctx context.Context, q news.Query) (found Found, err error) {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	e, err := x.acquire()
	if err != nil {
		return Found{}, err
	}
	defer e.release()
	defer e.guard(&err)
	s, err := x.newSearch(q)
	if err != nil {
		return Found{}, err
	}
	return s.run(ctx, e)
}

// guard turns a panic, a fault in a mapped file among them, into an error and the engine out of service.
func (e *engine) guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("index: search: %v: %w", r, news.ErrDamaged)
		e.poison(fmt.Errorf("%w\n%s", *err, debug.Stack()))
	}
}

// search is a query being answered.
type search struct {
	x      *Index
	q      news.Query
	parsed *query.Parsed
	now    int64
	page   page
}

func (x *Index) newSearch(q news.Query) (*search, error) {
	now := x.opt.Now()
	parsed, err := query.Parse(q.Text, news.DayOf(now))
	if err != nil {
		return nil, err
	}
	if q.Size < 0 || q.Size > maxSize {
		return nil, fmt.Errorf("index: search: size %d, want 1 to %d: %w", q.Size, maxSize, news.ErrInvalid)
	}
	if q.Size == 0 {
		q.Size = defaultSize
	}
	switch q.Sort {
	case "":
		q.Sort = news.ByDate
		if parsed.Root != nil {
			q.Sort = news.ByRelevance
		}
	case news.ByRelevance, news.ByDate, news.ByOldest, news.ByFirstSeen:
	default:
		return nil, fmt.Errorf("index: search: sort %q: %w", q.Sort, news.ErrInvalid)
	}
	if !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		return nil, fmt.Errorf("index: search: %s is after %s: %w", q.From, q.To, news.ErrInvalid)
	}
	if q.Count != "" && q.Count != news.CountArticles && q.Count != news.CountStories {
		return nil, fmt.Errorf("index: search: count %.40q, want articles or stories: %w", q.Count, news.ErrInvalid)
	}
	for _, f := range q.Facets {
		if !isFacet(f) {
			return nil, fmt.Errorf("index: search: facet %q: %w", f, news.ErrInvalid)
		}
	}
	s := &search{x: x, q: q, parsed: parsed, now: now.Unix(), page: page{size: q.Size + 1}}
	if q.After != "" {
		if err := s.resume(q.After); err != nil {
			return nil, err
		}
	}
	if q.NoRecency {
		s.now = 0
	}
	return s, nil
}

func (s *search) run(ctx context.Context, e *engine) (Found, error) {
	snap, err := e.snapshot()
	if err != nil {
		return Found{}, err
	}
	defer snap.Close()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	ev, err := s.evaluate(ctx, snap)
	if err != nil {
		return Found{}, err
	}
	found := Found{Articles: ev.total, Query: s.parsed}
	if s.q.Count == news.CountStories {
		if ev.groups, err = s.x.group(ctx, ev); err != nil {
			return Found{}, err
		}
	}
	found.Facets = ev.facets(s.q.Facets)
	if ev.groups != nil {
		ev.groups.represent(s, ev)
	}
	found.Total = ev.total
	if err := s.rank(ctx, snap, ev, &found); err != nil {
		return Found{}, err
	}
	if ctx.Err() != nil {
		return Found{}, searchError(ctx.Err())
	}
	found.Notes = s.notes(ev)
	if found.Relaxed = ev.plan.spared; s.parsed.Root != nil && s.q.After == "" && (ev.total < slipHits || ev.plan.spared || ev.odd()) {
		found.DidYouMean = s.didYouMean(ctx, snap, ev)
	}
	return found, nil
}

// evaluate finds the hits. When no article has all units of the query whole, those that lack one unit are the hits, or have
// one of two apart; when there are none of those either, those that lack two, then three; in the end syllables are looked
// for apart. A query with operators means what it says, and lacks nothing. That depends on the query's text alone, not on the filters beside it: counts of one query by month must
// count one thing.
func (s *search) evaluate(ctx context.Context, snap *scorch.IndexSnapshot) (*evaluation, error) {
	ev, err := s.ask(ctx, snap, &s.q, whole)
	if err != nil {
		return nil, err
	}
	if ev.total == 0 && s.parsed.Root != nil {
		if ev, err = s.relax(ctx, snap, ev); err != nil {
			return nil, err
		}
	}
	s.parsed.Apart = ev.plan.apart
	return ev, nil
}

func (s *search) ask(ctx context.Context, snap *scorch.IndexSnapshot, q *news.Query, how unity) (*evaluation, error) {
	p, err := s.x.newPlan(snap, q, s.parsed, how)
	if err != nil {
		return nil, err
	}
	ev, err := s.x.evaluate(ctx, snap, p)
	if err != nil {
		return nil, searchError(err)
	}
	return ev, nil
}

// relax finds the hits of a query that has none with all units whole, if that is not for its filters.
func (s *search) relax(ctx context.Context, snap *scorch.IndexSnapshot, ev *evaluation) (*evaluation, error) {
	unfiltered := &news.Query{Exact: s.q.Exact}
	all, err := s.ask(ctx, snap, unfiltered, whole)
	if err != nil || all.total > 0 {
		return ev, err
	}
	for lack := whole + 1; lack <= maxLack && !s.parsed.Strict; lack++ {
		more, err := s.ask(ctx, snap, unfiltered, lack)
		if err != nil {
			return nil, err
		}
		if !more.plan.spared {
			break
		}
		if more.total > 0 {
			return s.ask(ctx, snap, &s.q, lack)
		}
	}
	if all.plan.joined {
		return s.ask(ctx, snap, &s.q, scattered)
	}
	return ev, nil
}

// odd says that a word was typed with diacritics that no article has on it.
func (ev *evaluation) odd() bool {
	for _, r := range ev.plan.rank {
		if r.bonus != 0 && ev.df[r.term] == 0 {
			return true
		}
	}
	return false
}

func searchError(err error) error {
	if err == context.DeadlineExceeded {
		return fmt.Errorf("index: search: stopped after %s: %w", searchTimeout, err)
	}
	return fmt.Errorf("index: search: %w", err)
}

// notes say, in Vietnamese, what of the question was left out or bounded.
func (s *search) notes(ev *evaluation) []string {
	notes := append(append([]string(nil), s.parsed.Notes...), ev.plan.notes...)
	if len(ev.plan.apart) > 0 && ev.total > 0 {
		notes = append(notes, "không bài nào có “"+strings.Join(ev.plan.apart, "”, “")+"” liền nhau như trong câu tìm; kết quả là các bài có đủ từng tiếng")
	}
	if ev.plan.spared && ev.total > 0 {
		notes = append(notes, "không bài nào có đủ các từ như trong câu tìm; kết quả là các bài thiếu ít từ nhất, hoặc có một từ bị tách rời")
	}
	if ev.cut {
		notes = append(notes, fmt.Sprintf("dấu * chỉ được thay bằng %d từ đầu tiên theo thứ tự chữ cái; hãy viết dài hơn", maxTerms))
	}
	if ev.loose {
		notes = append(notes, "NEAR: quá nhiều bài để kiểm tra khoảng cách; kết quả gồm cả bài có đủ các từ ở xa nhau")
	}
	if ev.apart {
		notes = append(notes, "cụm từ: không đọc lại hết các bài; trong số này có thể có bài có các từ ấy ở những chỗ khác nhau")
	}
	notes = append(notes, ev.bounded...)
	return notes
}

// offer puts the hits onto a page.
func (s *search) offer(ev *evaluation, p *page) {
	for _, pt := range ev.parts {
		if s.q.Sort == news.ByRelevance {
			pt.relevance(p, s.now)
		} else {
			pt.byTime(p, s.q.Sort)
		}
	}
}

func (s *search) rank(ctx context.Context, snap *scorch.IndexSnapshot, ev *evaluation, found *Found) error {
	s.offer(ev, &s.page)
	hits := s.page.sorted()
	if len(hits) > s.q.Size { // one more than wanted was kept, to know whether there is a next page
		hits = hits[:s.q.Size]
		found.Next = s.next(hits[len(hits)-1])
	}
	for _, h := range hits {
		r := s.ranked(h)
		if ev.groups != nil {
			ev.groups.mark(&r)
		}
		found.Hits = append(found.Hits, r)
	}
	near, err := s.nearly(ctx, snap, ev)
	found.Near = s.place(near, hits)
	return err
}

func (s *search) ranked(h hit) Ranked {
	r := Ranked{ID: news.ID(h.pt.seg.ID(h.doc)), Score: h.score}
	if s.q.Explain && s.q.Sort == news.ByRelevance {
		r.Explain = h.explain(s.now)
	}
	return r
}

// A cursor is the order's key of the last hit, the clock of the first page, a checksum of the question, and one of all
// that.
const cursorLen = 8 + 8 + 8 + 8 + 4 + 4

// fingerprint is a checksum of everything that decides which hits there are and in which order.
func (s *search) fingerprint() uint32 {
	q := s.q
	return crc32.ChecksumIEEE([]byte(strings.Join([]string{
		q.Text, q.Province, fmt.Sprint(q.OldMap), q.Official, q.Post, q.Place, q.Source, q.Kind, q.Topic,
		q.From.String(), q.To.String(), string(q.Sort), fmt.Sprint(q.Exact, q.NoRecency, q.Count == news.CountStories),
	}, "\x00")))
}

func (s *search) next(h hit) string {
	b := binary.BigEndian.AppendUint64(nil, math.Float64bits(h.score))
	b = binary.BigEndian.AppendUint64(b, uint64(h.time))
	b = binary.BigEndian.AppendUint64(b, h.id)
	b = binary.BigEndian.AppendUint64(b, uint64(s.now))
	b = binary.BigEndian.AppendUint32(b, s.fingerprint())
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	return base64.RawURLEncoding.EncodeToString(b)
}

// resume reads what next wrote.
func (s *search) resume(after string) error {
	b, err := base64.RawURLEncoding.DecodeString(after)
	if err != nil || len(b) != cursorLen || crc32.ChecksumIEEE(b[:cursorLen-4]) != binary.BigEndian.Uint32(b[cursorLen-4:]) {
		return fmt.Errorf("index: search: after is no cursor of ours: %w", news.ErrInvalid)
	}
	s.page.after = &hit{
		score: math.Float64frombits(binary.BigEndian.Uint64(b)),
		time:  int64(binary.BigEndian.Uint64(b[8:])),
		id:    binary.BigEndian.Uint64(b[16:]),
	}
	if now := int64(binary.BigEndian.Uint64(b[24:])); now != 0 {
		s.now = now // scores must be those of the first page
	}
	if binary.BigEndian.Uint32(b[32:]) != s.fingerprint() {
		return fmt.Errorf("index: search: after belongs to another query: %w", news.ErrInvalid)
	}
	return nil
}
