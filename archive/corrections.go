package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"diembao/archive/warc"
	"diembao/news"
)

// AddCorrection stores an editor's word and tells the feed. Num is given, and Key and Time when they are empty. A
// correction whose Key is stored already is given back as it is; one that says too little is news.ErrInvalid.
func (a *Archive) AddCorrection(ctx context.Context, c news.Correction) (news.Correction, error) {
	if err := checkCorrection(&c); err != nil {
		return c, fmt.Errorf("archive: add correction: %w", err)
	}
	if c.Key == "" {
		c.Key = warc.NewID()
	}
	var out news.Correction
	err := a.update(ctx, nil, func(w *writer, _ place) (err error) {
		out = c
		_, err = w.addCorrection(&out)
		return err
	})
	if err != nil {
		return c, fmt.Errorf("archive: add correction: %w", err)
	}
	return out, nil
}

func checkCorrection(c *news.Correction) error {
	known := []news.CorrectionKind{news.MergeOfficials, news.SplitOfficial, news.ReplaceFact, news.AddFact, news.RemoveFact, news.Revoke}
	about := c.Article != 0 || c.URL != "" || c.Subject != ""
	switch {
	case !slices.Contains(known, c.Kind):
		return fmt.Errorf("kind %.40q: %w", c.Kind, news.ErrInvalid)
	case c.Who == "":
		return fmt.Errorf("a correction needs somebody who made it: %w", news.ErrInvalid)
	case (c.Kind == news.MergeOfficials || c.Kind == news.Revoke) && c.Other == "":
		return fmt.Errorf("a %s needs the other one: %w", c.Kind, news.ErrInvalid)
	case c.Kind != news.Revoke && !about:
		return fmt.Errorf("a correction is of an article or a person: %w", news.ErrInvalid)
	}
	return nil
}

// addCorrection stores c unless its key is there; it says whether it was new.
func (w *writer) addCorrection(c *news.Correction) (bool, error) {
	old, err := w.byKey(c.Key)
	if err != nil {
		return false, err
	}
	if old != nil {
		*c = *old
		return false, nil
	}
	if c.URL != "" {
		if url, err := news.CanonicalURL(c.URL); err == nil {
			if u, err := w.url(url); err != nil {
				return false, err
			} else if u != nil && u.article != 0 {
				c.Article = u.article // IDs differ between archives, addresses do not
			}
		}
	} else if c.Article != 0 {
		h, err := w.head(c.Article)
		if err != nil {
			return false, err
		}
		c.URL = h.canonical
	}
	if c.Time.IsZero() {
		c.Time = w.now
	}
	w.n.correction++
	c.Num = w.n.correction
	b, err := json.Marshal(c)
	if err != nil {
		return false, err
	}
	if err := w.put(bCorrections, numKey(c.Num), b); err != nil {
		return false, err
	}
	return true, w.change(news.Change{Kind: news.FactCorrected, Num: c.Num, ID: c.Article})
}

// byKey walks the corrections, of which there are few: people make them.
func (r reader) byKey(key string) (found *news.Correction, err error) {
	err = r.each(bCorrections, nil, nil, func(_, payload []byte) (bool, error) {
		if !bytes.Contains(payload, []byte(key)) {
			return true, nil
		}
		var c news.Correction
		if err := json.Unmarshal(payload, &c); err != nil {
			return false, err
		}
		if c.Key == key {
			found = &c
		}
		return found == nil, nil
	})
	return found, err
}

// Corrections are all corrections in the order of arrival, those revoked among them.
func (a *Archive) Corrections(ctx context.Context) (out []news.Correction, err error) {
	err = a.view(ctx, func(r reader) error {
		return r.each(bCorrections, nil, nil, func(key, payload []byte) (bool, error) {
			var c news.Correction
			if err := json.Unmarshal(payload, &c); err != nil {
				return false, fmt.Errorf("correction %d: %w: %w", binary.BigEndian.Uint64(key), err, news.ErrDamaged)
			}
			out = append(out, c)
			return true, nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: corrections: %w", err)
	}
	return out, nil
}

// ExportCorrections writes all corrections, one JSON object a line.
func (a *Archive) ExportCorrections(ctx context.Context, w io.Writer) error {
	all, err := a.Corrections(ctx)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	for i := range all {
		if err := out.Encode(&all[i]); err != nil {
			return fmt.Errorf("archive: export corrections: %w", err)
		}
	}
	return nil
}

// ImportCorrections adds the corrections that ExportCorrections of this or another archive wrote, and says how many
// were new. All are stored or, with news.ErrInvalid and the line's number, none.
func (a *Archive) ImportCorrections(ctx context.Context, r io.Reader) (n int, err error) {
	var all []news.Correction
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for line := 1; lines.Scan(); line++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var c news.Correction
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return 0, fmt.Errorf("archive: import corrections: line %d: %w: %w", line, err, news.ErrInvalid)
		}
		c.Num, c.Article = 0, articleOf(&c)
		if err := checkCorrection(&c); err != nil {
			return 0, fmt.Errorf("archive: import corrections: line %d: %w", line, err)
		}
		if c.Key == "" {
			c.Key = warc.NewID()
		}
		all = append(all, c)
	}
	if err := lines.Err(); err != nil {
		return 0, fmt.Errorf("archive: import corrections: %w", errors.Join(err, news.ErrInvalid))
	}
	err = a.update(ctx, nil, func(w *writer, _ place) error {
		n = 0
		for _, c := range all {
			added, err := w.addCorrection(&c)
			if err != nil {
				return err
			}
			if added {
				n++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("archive: import corrections: %w", err)
	}
	return n, nil
}

// articleOf keeps an imported ID only where no address says which article is meant.
func articleOf(c *news.Correction) news.ID {
	if c.URL != "" {
		return 0
	}
	return c.Article
}
