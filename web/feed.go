package web

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"diembao/coverage"
	"diembao/news"
)

// feedSize is how many articles a feed carries, those that came in last: a day of a busy province.
const feedSize = 50

// An atomFeed is a search as an Atom feed (RFC 4287), so that any newsreader tells of new coverage.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"` // of the newest entry; without any, the beginning of time, so that the feed stays the same
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string     `xml:"title"`
	ID        string     `xml:"id"` // the article's address, which stays when it is edited
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Author    string     `xml:"author>name"`
	Links     []atomLink `xml:"link"`
	Summary   string     `xml:"summary"`
}

// feed answers a search, or the saved one that it names, with the articles that came in last. The addresses in it are on
// the host that was asked.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) {
	req, err := ReadRequest(r.URL.Query())
	if err == nil && req.Saved != "" {
		var saved []news.SavedSearch
		if saved, err = s.desk.Saved(r.Context()); err == nil {
			req.Query, err = coverage.Meant(saved, req.Saved, req.Query)
		}
	}
	if err != nil {
		writeError(w, err)
		return
	}
	q := req.Query
	q.Sort, q.Size, q.After, q.Facets, q.Count, q.Explain = news.ByFirstSeen, feedSize, "", nil, "", false
	found, err := s.desk.Search(r.Context(), q)
	if err != nil {
		writeError(w, err)
		return
	}
	home := "http://" + r.Host
	params := requestValues(req)
	title := strings.Join(strings.Fields(strings.Join([]string{"diembao:", req.Saved, q.Text, q.Province, q.Official, q.Post, q.Place, q.Topic, q.Source}, " ")), " ")
	f := atomFeed{Title: title, ID: home + "/feed?" + params.Encode(), Updated: time.Time{}.Format(time.RFC3339),
		Links: []atomLink{{Rel: "self", Href: home + r.URL.RequestURI()}, {Rel: "alternate", Href: home + "/?" + params.Encode()}}}
	for _, hit := range found.Hits {
		f.Entries = append(f.Entries, s.entry(hit, home))
	}
	if len(found.Hits) > 0 {
		f.Updated = found.Hits[0].FirstSeen.Format(time.RFC3339)
	}
	body, err := xml.Marshal(f)
	if err != nil {
		writeError(w, fmt.Errorf("web: feed: %w", err))
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), body...)) // the reader went away; nobody is left to tell
}

func (s *Server) entry(hit news.Hit, home string) atomEntry {
	var said []string
	for _, snippet := range hit.Snippets {
		said = append(said, snippet.Text)
	}
	e := atomEntry{Title: cmp.Or(hit.Title, hit.URL), ID: hit.URL, Updated: hit.FirstSeen.Format(time.RFC3339), Author: cmp.Or(s.outletNames()[hit.Source], hit.Source),
		Links: []atomLink{{Rel: "alternate", Href: hit.URL}, {Rel: "related", Href: fmt.Sprintf("%s/a/%d", home, hit.ID)}}, Summary: strings.Join(said, " … ")}
	if !hit.Published.IsZero() {
		e.Published = hit.Published.Format(time.RFC3339)
	}
	return e
}
