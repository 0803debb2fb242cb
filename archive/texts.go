package archive

import (
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"diembao/news"
)

// dictionary is what articles have in common: the names of their JSON fields and words of the trade. It is part of the
// format; another one gets another number.
//
//go:embed dictionary1.txt
var dictionary []byte

const dictionaryID = 1

// texts packs articles. It is safe for concurrent use.
type texts struct {
	zip   *zstd.Encoder
	unzip *zstd.Decoder
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
	return &texts{zip, unzip}
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
	zip       []byte // title, lead and body with their lengths, then the other fields as JSON; in zstd
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
	var e encoder
	for _, s := range []string{a.Title, a.Lead, a.Body} { // not as JSON: most of the bytes, and dear to unquote
		e.str(s)
	}
	v.text = half(e.b)
	bare := *a
	bare.Title, bare.Lead, bare.Body = "", "", ""
	bare.ID, bare.Revision, bare.Snapshot, bare.URL, bare.Extractor = 0, 0, 0, "", ""
	bare.FirstSeen, bare.Seen, bare.Gone = news.Instant{}, news.Instant{}, news.Instant{}
	facts, err := json.Marshal(&bare)
	if err != nil {
		return nil, err
	}
	e.raw(facts)
	if len(e.b) > maxArticle {
		return nil, fmt.Errorf("article of %d bytes: %w", len(e.b), news.ErrTooLarge)
	}
	v.facts = half(e.b)
	v.zip = t.zip.EncodeAll(e.b, nil)
	return v, nil
}

// half of a SHA-256 is enough to tell two texts of one article apart.
func half(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:16]
}

// unpack makes an article of a record, copying all of it.
func (t *texts) unpack(v *revisionRecord) (a news.Article, err error) {
	b, err := t.unzip.DecodeAll(v.zip, nil)
	d := decoder{b: b}
	title, lead, body := d.str(), d.str(), d.str()
	if err == nil {
		err = d.err
	}
	if err == nil {
		err = json.Unmarshal(d.b, &a)
	}
	a.Title, a.Lead, a.Body = title, lead, body
	if err != nil {
		return a, fmt.Errorf("article text: %w: %w", err, news.ErrDamaged)
	}
	a.Snapshot, a.Seen, a.URL, a.Extractor = v.snapshot, v.seen, v.url, v.extractor
	for _, t := range []*news.Instant{&a.Published, &a.Updated} {
		if _, offset := t.Zone(); offset == 7*60*60 { // JSON brings an unnamed zone
			t.Time = t.In(news.ICT)
		}
	}
	return a, nil
}
