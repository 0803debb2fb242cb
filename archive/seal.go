package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"diembao/news"
)

// sealLater gives packs that are full their SHA-256, in the background. A crash meanwhile costs nothing: the next
// start finds the same packs without one.
func (a *Archive) sealLater() {
	if a.o.still || a.stopped.Err() != nil {
		return
	}
	a.background.Go(func() {
		a.sealing.Lock()
		defer a.sealing.Unlock()
		if err := a.sealAll(a.stopped); err != nil && a.stopped.Err() == nil {
			a.log.Error("archive: seal packs", "err", err)
		}
	})
}

func (a *Archive) sealAll(ctx context.Context) error {
	var open []packRecord
	err := a.view(ctx, func(r reader) error {
		c, err := r.counters()
		if err != nil {
			return err
		}
		return r.each(bPacks, nil, nil, func(key, payload []byte) (bool, error) {
			p, err := decodePack(int(binary.BigEndian.Uint64(key)), payload)
			if err == nil && p.n < c.pack && len(p.sha256) == 0 {
				open = append(open, p)
			}
			return true, err
		})
	})
	for _, p := range open {
		if err != nil {
			return err
		}
		err = a.seal(ctx, p)
	}
	return err
}

func (a *Archive) seal(ctx context.Context, p packRecord) error {
	a.packs.still.RLock()
	defer a.packs.still.RUnlock()
	sum, size, err := a.packs.hash(ctx, p.n, -1)
	if err != nil {
		return err
	}
	p.sha256, p.size = sum, size
	return a.update(ctx, nil, func(w *writer, _ place) error {
		if blank, err := w.toBlank(p.n); err != nil || blank {
			return err // whoever overwrites it has it sealed afterwards
		}
		return w.put(bPacks, numKey(uint64(p.n)), p.encode())
	})
}

// toBlank says whether purged pages of a pack are still to be overwritten.
func (r reader) toBlank(n int) (found bool, err error) {
	err = r.each(bBlanks, nil, nil, func(key, _ []byte) (bool, error) {
		payload, err := r.get(bSnapshots, key)
		if err != nil {
			return false, err
		}
		rec, err := decodeSnapshot(payload)
		found = err == nil && rec.at.pack == n
		return !found, err
	})
	return found, err
}

// hash is the SHA-256 of the first size bytes of a pack, of all of it when size is negative.
func (p *packStore) hash(ctx context.Context, n int, size int64) ([]byte, int64, error) {
	f, err := p.file(n)
	if err != nil {
		return nil, 0, err
	}
	if size < 0 {
		info, err := f.Stat()
		if err != nil {
			return nil, 0, fmt.Errorf("archive: hash pack %d: %w", n, err)
		}
		size = info.Size()
	}
	h := sha256.New()
	if got, err := copyCtx(ctx, h, io.NewSectionReader(f, 0, size)); err != nil || got != size {
		if err == nil {
			err = fmt.Errorf("%d of %d bytes: %w", got, size, news.ErrDamaged)
		}
		return nil, got, fmt.Errorf("archive: hash pack %d: %w", n, err)
	}
	return h.Sum(nil), size, nil
}

// copyCtx copies until the source ends or ctx does.
func copyCtx(ctx context.Context, dst io.Writer, src io.Reader) (total int64, err error) {
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return total, err
		}
		n, rerr := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return total, err
			}
			total += int64(n)
		}
		if rerr == io.EOF {
			return total, nil
		}
		if rerr != nil {
			return total, rerr
		}
	}
}
