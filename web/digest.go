package web

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"diembao/coverage/digest"
	"diembao/news"
)

// digestTime bounds one digest: a month of a province takes a second, and it reads every article of it.
const digestTime = 20 * time.Second

// ReadRequest reads what a digest is asked of from URL parameters: those of a query, and saved.
func ReadRequest(v url.Values) (digest.Request, error) {
	q, err := ReadQuery(v)
	return digest.Request{Query: q, Saved: v.Get("saved")}, err
}

// requestValues is a request as URL parameters.
func requestValues(req digest.Request) url.Values {
	v := Values(req.Query)
	if req.Saved != "" {
		v.Set("saved", req.Saved)
	}
	return v
}

// apiDigest is JSON, or with format=md, html, docx or csv a file.
func (s *Server) apiDigest(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	form, err := digest.ParseFormat(cmp.Or(v.Get("format"), string(digest.JSON)))
	if err != nil {
		writeError(w, err)
		return
	}
	req, err := ReadRequest(v)
	if err != nil {
		writeError(w, err)
		return
	}
	d, err := s.desk.Digest(r.Context(), req)
	if err != nil {
		writeError(w, err)
		return
	}
	if form == digest.JSON {
		writeJSON(w, http.StatusOK, d)
		return
	}
	lang := "vi"
	if v.Get("lang") == "en" {
		lang = "en"
	}
	var b bytes.Buffer // first into memory, so that a failure is an error and not half a file
	if err := digest.Write(&b, form, d, lang); err != nil {
		writeError(w, err)
		return
	}
	w.Header().Set("Content-Type", form.MediaType())
	w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(d.Query, form)+`"`)
	_, _ = b.WriteTo(w) // the reader went away
}

// fileName of a digest says its days: diem-bao-2026-11-21-2026-11-22.docx.
func fileName(q news.Query, form digest.Format) string {
	name := "diem-bao"
	if !q.From.IsZero() {
		name += "-" + q.From.String()
	}
	if !q.To.IsZero() && q.To != q.From {
		name += "-" + q.To.String()
	}
	return name + "." + string(form)
}

// within lets f run for so long at most, beside three other searches.
func (s *Server) within(most time.Duration, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), most)
		defer cancel()
		if err := s.searches.Acquire(ctx, 1); err != nil {
			writeError(w, fmt.Errorf("web: too many searches at once: %w", err))
			return
		}
		defer s.searches.Release(1)
		next(w, r.WithContext(ctx))
	}
}

// Digest asks the daemon.
func (c *Client) Digest(ctx context.Context, req digest.Request) (d digest.Digest, err error) {
	err = c.get(ctx, "digest", requestValues(req), &d)
	return d, err
}
