package archive

import (
	"bytes"
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

// texts packs the JSON of articles. It is safe for concurrent use.
type texts struct {
	zip   *zstd.Encoder
	unzip *zstd.Decoder
}

func newTexts() *texts {
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(dictionaryID, dictionary), zstd.WithEncoderCRC(false),
		zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
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

// maxArticle bounds the JSON of one article, in bytes.
const maxArticle = 64 << 20

func (t *texts) close() {
	_ = t.zip.Close() // has no writer under it
	t.unzip.Close()
}

// A revisionRecord is one revision: what can change without the text or the facts changing, and the rest as JSON.
type revisionRecord struct {
	snapshot  uint64
	seen      news.Instant
	url       string // the address this revision was read from
	extractor string
	text      []byte // half a SHA-256 of title, lead and body
	facts     []byte // half a SHA-256 of the JSON
	json      []byte // zstd
}

func (v *revisionRecord) encode() []byte {
	var e encoder
	e.uint(v.snapshot)
	e.instant(v.seen)
	e.str(v.url)
	e.str(v.extractor)
	e.bytes(v.text)
	e.bytes(v.facts)
	e.raw(v.json)
	return e.b
}

// decodeRevision shares memory with the record.
func decodeRevision(b []byte) (*revisionRecord, error) {
	d := decoder{b: b}
	v := &revisionRecord{snapshot: d.uint(), seen: d.instant(), url: d.str(), extractor: d.str(), text: d.bytes(), facts: d.bytes()}
	v.json = d.b
	return v, d.err
}

// pack makes the record of an article; ID, revision, first sight and withdrawal are kept elsewhere.
func (t *texts) pack(a *news.Article) (*revisionRecord, error) {
	v := &revisionRecord{snapshot: a.Snapshot, seen: a.Seen, url: a.URL, extractor: a.Extractor}
	h := sha256.New()
	for _, s := range []string{a.Title, "\x00", a.Lead, "\x00", a.Body} {
		h.Write([]byte(s))
	}
	v.text = h.Sum(nil)[:16]
	bare := *a
	bare.ID, bare.Revision, bare.Snapshot, bare.URL, bare.Extractor = 0, 0, 0, "", ""
	bare.FirstSeen, bare.Seen, bare.Gone = news.Instant{}, news.Instant{}, news.Instant{}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(&bare); err != nil {
		return nil, err
	}
	if b.Len() > maxArticle {
		return nil, fmt.Errorf("article of %d bytes: %w", b.Len(), news.ErrTooLarge)
	}
	facts := sha256.Sum256(b.Bytes())
	v.facts = facts[:16]
	v.json = t.zip.EncodeAll(b.Bytes(), nil)
	return v, nil
}

// unpack makes an article of a record, copying all of it.
func (t *texts) unpack(v *revisionRecord) (a news.Article, err error) {
	b, err := t.unzip.DecodeAll(v.json, nil)
	if err == nil {
		err = json.Unmarshal(b, &a)
	}
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
