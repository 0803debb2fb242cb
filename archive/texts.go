package archive

import (
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"

	"diembao/news"
)

// dictionary is what articles have in common: words of the trade, and the names of the JSON fields that format 1 has. It
// is part of the format; another one gets another number.
//
//go:embed dictionary1.txt
var dictionary []byte

const dictionaryID = 1

// texts packs articles. It is safe for concurrent use.
type texts struct {
	zip    *zstd.Encoder
	unzip  *zstd.Decoder
	plain  sync.Pool    // of *[]byte: articles before they are packed and after they are unpacked
	format atomic.Int32 // of the archive: how facts are written; what is read says itself how
}

func newTexts() *texts {
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(dictionaryID, dictionary), zstd.WithEncoderCRC(false),
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // unreachable: the options are constants
	}
	unzip, err := zstd.NewReader(nil, zstd.WithDecoderDictRaw(dictionaryID, dictionary), zstd.WithDecoderConcurrency(0),
		zstd.WithDecoderMaxMemory(maxArticle))
	if err != nil {
		panic(err) // unreachable: the options are constants
	}
	return &texts{zip: zip, unzip: unzip, plain: sync.Pool{New: func() any { return new([]byte) }}}
}

// maxArticle bounds one article before it is packed, in bytes.
const maxArticle = 64 << 20

func (t *texts) close() {
	_ = t.zip.Close() // has no writer under it
	t.unzip.Close()
}

// A revisionRecord is one revision: what can change without the text or the facts changing, and the rest packed.
type revisionRecord struct {
	snapshot  uint64
	seen      news.Instant
	url       string // the address this revision was read from
	extractor string
	text      []byte // half a SHA-256 of title, lead and body
	facts     []byte // half a SHA-256 of these and all other fields
	zip       []byte // title, lead and body with their lengths, then the other fields (wire.facts); in zstd
}

func (v *revisionRecord) encode() []byte {
	var e encoder
	e.uint(v.snapshot)
	e.instant(v.seen)
	e.str(v.url)
	e.str(v.extractor)
	e.bytes(v.text)
	e.bytes(v.facts)
	e.raw(v.zip)
	return e.b
}

// decodeRevision shares memory with the record.
func decodeRevision(b []byte) (*revisionRecord, error) {
	d := decoder{b: b}
	v := &revisionRecord{snapshot: d.uint(), seen: d.instant(), url: d.str(), extractor: d.str(), text: d.bytes(), facts: d.bytes()}
	v.zip = d.b
	return v, d.err
}

// pack makes the record of an article; ID, revision, first sight and withdrawal are kept elsewhere.
func (t *texts) pack(a *news.Article) (*revisionRecord, error) {
	v := &revisionRecord{snapshot: a.Snapshot, seen: a.Seen, url: a.URL, extractor: a.Extractor}
	room := t.plain.Get().(*[]byte)
	defer t.plain.Put(room)
	e := encoder{b: (*room)[:0]}
	for _, s := range []string{a.Title, a.Lead, a.Body} {
		e.str(s)
	}
	v.text = half(e.b)
	if t.format.Load() == 1 {
		facts, err := factsAsJSON(*a)
		if err != nil {
			return nil, err
		}
		e.raw(facts)
	} else {
		w := wire{out: append(e.b, factsVersion)}
		bare := *a // whose fields are written through pointers
		w.facts(&bare)
		e.b = w.out
	}
	*room = e.b
	if len(e.b) > maxArticle {
		return nil, fmt.Errorf("article of %d bytes: %w", len(e.b), news.ErrTooLarge)
	}
	v.facts = half(e.b)
	v.zip = t.zip.EncodeAll(e.b, nil)
	return v, nil
}

// factsAsJSON is how format 1 writes what is not kept elsewhere.
func factsAsJSON(a news.Article) ([]byte, error) {
	a.Title, a.Lead, a.Body = "", "", ""
	a.ID, a.Revision, a.Snapshot, a.URL, a.Extractor = 0, 0, 0, "", ""
	a.FirstSeen, a.Seen, a.Gone = news.Instant{}, news.Instant{}, news.Instant{}
	return json.Marshal(&a)
}

// half of a SHA-256 is enough to tell two texts of one article apart.
func half(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:16]
}

// unpack makes an article of a record, copying all of it. Its strings are parts of one.
func (t *texts) unpack(v *revisionRecord) (a news.Article, err error) {
	room := t.plain.Get().(*[]byte)
	defer t.plain.Put(room)
	b, err := t.unzip.DecodeAll(v.zip, (*room)[:0])
	if err == nil {
		*room = b
		w := wire{in: string(b), reading: true}
		w.str(&a.Title)
		w.str(&a.Lead)
		w.str(&a.Body)
		if err = w.err; err == nil {
			err = w.readFacts(&a)
		}
	}
	if err != nil {
		return a, fmt.Errorf("article text: %w: %w", err, news.ErrDamaged)
	}
	a.Snapshot, a.Seen, a.URL, a.Extractor = v.snapshot, v.seen, v.url, v.extractor
	return a, nil
}

// readFacts reads facts of either format.
func (w *wire) readFacts(a *news.Article) error {
	if w.in != "" && w.in[0] == factsVersion {
		w.in = w.in[1:]
		w.facts(a)
		return w.err
	}
	title, lead, body := a.Title, a.Lead, a.Body
	err := json.Unmarshal([]byte(w.in), a)
	a.Title, a.Lead, a.Body = title, lead, body
	for _, t := range []*news.Instant{&a.Published, &a.Updated} {
		if _, offset := t.Zone(); offset == 7*60*60 { // JSON brings an unnamed zone
			t.Time = t.In(news.ICT)
		}
	}
	return err
}
