package archive

import (
	"context"
	"encoding/json"
	"fmt"

	"diembao/news"
)

// Saved are the saved searches in the order of their names.
func (a *Archive) Saved(ctx context.Context) (out []news.SavedSearch, err error) {
	err = a.view(ctx, func(r reader) error {
		return r.each(bSaved, nil, nil, func(_, payload []byte) (bool, error) {
			var s news.SavedSearch
			err := json.Unmarshal(payload, &s)
			out = append(out, s)
			return true, err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: saved searches: %w", err)
	}
	return out, nil
}

// PutSaved stores a search under its name, in place of the one of that name, whose Created it keeps. A name is 1 to
// 200 bytes; any other is news.ErrInvalid.
func (a *Archive) PutSaved(ctx context.Context, s news.SavedSearch) error {
	if s.Name == "" || len(s.Name) > 200 {
		return fmt.Errorf("archive: a saved search needs a name of 1 to 200 bytes: %w", news.ErrInvalid)
	}
	err := a.update(ctx, nil, func(w *writer, _ place) error {
		put := s
		old, err := w.get(bSaved, []byte(s.Name))
		if err != nil {
			return err
		}
		if old != nil {
			var before news.SavedSearch
			if err := json.Unmarshal(old, &before); err != nil {
				return err
			}
			put.Created = before.Created
		} else if put.Created.IsZero() {
			put.Created = w.now
		}
		b, err := json.Marshal(put)
		if err != nil {
			return err
		}
		return w.put(bSaved, []byte(s.Name), b)
	})
	if err != nil {
		return fmt.Errorf("archive: save search %s: %w", s.Name, err)
	}
	return nil
}

// DeleteSaved removes a saved search; news.ErrNotFound when there is none of that name.
func (a *Archive) DeleteSaved(ctx context.Context, name string) error {
	err := a.update(ctx, nil, func(w *writer, _ place) error {
		old, err := w.get(bSaved, []byte(name))
		if err != nil {
			return err
		}
		if old == nil {
			return news.ErrNotFound
		}
		return w.del(bSaved, []byte(name))
	})
	if err != nil {
		return fmt.Errorf("archive: delete saved search %.200q: %w", name, err)
	}
	return nil
}
