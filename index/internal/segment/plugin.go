package segment

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Type is the name under which scorch knows the format.
const Type = "diembao"

// A Plugin makes, opens and merges segments for scorch. The zero value is ready and safe for concurrent use.
type Plugin struct {
	kept   atomic.Pointer[builder] // its words are known when the next batch comes, however long that takes
	others sync.Pool               // of those that work beside it
}

func (p *Plugin) builder() *builder {
	if b := p.kept.Swap(nil); b != nil {
		return b
	}
	if b, ok := p.others.Get().(*builder); ok {
		return b
	}
	return new(builder)
}

// Type is the constant Type.
func (*Plugin) Type() string { return Type }

// Version is the constant Version.
func (*Plugin) Version() uint32 { return Version }

// New makes a segment in memory. All documents must come from Document. A panic of the analyzer is returned as an error.
func (p *Plugin) New(docs []index.Document) (seg segment.Segment, size uint64, err error) {
	b := p.builder()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("segment: build: %v", r) // the builder is not put back
		}
	}()
	list := make([]*Doc, 0, len(docs))
	for _, d := range docs {
		own, ok := d.(document)
		if !ok {
			return nil, 0, fmt.Errorf("segment: build: a %T is no document of ours", d)
		}
		list = append(list, own.Doc)
	}
	data, err := b.build(list)
	if err != nil {
		return nil, 0, err
	}
	if !p.kept.CompareAndSwap(nil, b) {
		p.others.Put(b)
	}
	s, err := fromBytes(data)
	if err != nil {
		return nil, 0, err
	}
	return memory{s}, uint64(len(data)), nil
}

// NewUsing is New; there is nothing to configure.
func (p *Plugin) NewUsing(docs []index.Document, _ map[string]any) (segment.Segment, uint64, error) {
	return p.New(docs)
}

// Open maps a file and checks all its bytes; errors about them are ErrDamaged.
func (*Plugin) Open(path string) (segment.Segment, error) {
	s, err := openFile(path)
	if err != nil {
		return nil, err
	}
	return onDisk{s}, nil
}

// OpenUsing is Open.
func (p *Plugin) OpenUsing(path string, _ map[string]any) (segment.Segment, error) {
	return p.Open(path)
}

// Merge writes one segment of several to path, without the documents in drops.
func (*Plugin) Merge(in []segment.Segment, drops []*roaring.Bitmap, path string, closed chan struct{}, _ segment.StatsReporter) (maps [][]uint64, size uint64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("segment: merge to %s: %v: %w", path, r, ErrDamaged)
		}
	}()
	own := make([]*Segment, len(in))
	for i, s := range in {
		own[i] = Of(s)
	}
	stopped := func() bool {
		select {
		case <-closed:
			return true
		default:
			return false
		}
	}
	maps, size, err = merge(own, drops, path, stopped)
	if errors.Is(err, errStopped) {
		err = segment.ErrClosed
	}
	return maps, size, err
}

// MergeUsing is Merge.
func (p *Plugin) MergeUsing(in []segment.Segment, drops []*roaring.Bitmap, path string, closed chan struct{}, s segment.StatsReporter, _ map[string]any) ([][]uint64, uint64, error) {
	return p.Merge(in, drops, path, closed, s)
}

// Check reads a segment file and compares its checksum.
func Check(path string) error {
	s, err := openFile(path)
	if err != nil {
		return err
	}
	return s.Close()
}

// persist writes an in-memory segment to a file and waits for the disk.
func (s *Segment) persist(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			_ = os.Remove(path) // as in merge
		}
	}()
	if _, err = f.Write(s.data); err != nil {
		return err
	}
	return f.Sync()
}
