package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	"diembao/news"
	"diembao/pipeline/corrections"
	"diembao/web"
)

// importedCorrections is the result of importing corrections.
type importedCorrections struct {
	Added int `json:"added"`
}

// edit does the jobs of editors. They take no turn with the others: the archive stores a correction in one transaction,
// and the pipeline is used by one at a time.
func (h *house) edit(ctx context.Context, job web.Job) (any, error) {
	var result any
	var err error
	switch {
	case job.Verb == "correct" && job.Correction != nil:
		result, err = h.correct(ctx, *job.Correction)
	case job.Verb == "import-corrections" && len(job.Paths) == 1:
		result, err = h.takeCorrections(ctx, job.Paths[0])
	default:
		err = fmt.Errorf("job %.40q: %w", job.Verb, news.ErrInvalid)
	}
	if err != nil {
		return nil, err
	}
	_, _, err = h.pipeline.CatchUp(ctx)
	return result, err
}

func (h *house) correct(ctx context.Context, c news.Correction) (news.Correction, error) {
	var err error
	switch c.Kind {
	case news.MergeOfficials:
		if c.Subject == "" || c.Subject == c.Other {
			err = fmt.Errorf("merge %q with %q: %w", c.Subject, c.Other, news.ErrInvalid)
		}
	case news.SplitOfficial:
		err = checkSplit(c)
	case news.Revoke:
		err = h.revoked(ctx, &c)
	default:
		var a news.Article
		if a, err = h.archive.Article(ctx, c.Article); err == nil {
			err = corrections.Complete(&c, a)
		}
	}
	if err != nil {
		return c, err
	}
	return h.archive.AddCorrection(ctx, c)
}

func checkSplit(c news.Correction) error {
	var urls []string
	var other string
	err := errors.Join(json.Unmarshal(c.Before, &urls), json.Unmarshal(c.After, &other))
	if err != nil || len(urls) == 0 || other == "" || other == c.Subject {
		return fmt.Errorf("split %q: want articles and another person: %w", c.Subject, errors.Join(err, news.ErrInvalid))
	}
	return nil
}

// revoked finds what a revocation ends, by number or key, and says in it which article is to be read again.
func (h *house) revoked(ctx context.Context, c *news.Correction) error {
	all, err := h.archive.Corrections(ctx)
	if err != nil {
		return err
	}
	num, _ := strconv.ParseUint(c.Other, 10, 64)
	for _, old := range all {
		if old.Num == num || old.Key == c.Other {
			c.Other, c.Article, c.URL, c.Subject = old.Key, old.Article, old.URL, old.Subject
			return nil
		}
	}
	return fmt.Errorf("correction %q: %w; `diembao corrections list` shows them", c.Other, news.ErrNotFound)
}

func (h *house) takeCorrections(ctx context.Context, file string) (importedCorrections, error) {
	f, err := os.Open(file)
	if err != nil {
		return importedCorrections{}, err
	}
	n, err := h.archive.ImportCorrections(ctx, f)
	return importedCorrections{n}, errors.Join(err, f.Close())
}
