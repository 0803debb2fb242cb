package crawler

import (
	"strings"
	"time"

	"diembao/crawler/polite"
	"diembao/news"
)

// The rules of the frontier: pure functions from a visit and what came of it to its next state.
const (
	maxTries     = 10                   // failures in a row until a URL waits for a person; about three days
	firstRetry   = 5 * time.Minute      // doubled with every failure
	lastRetry    = 24 * time.Hour       //
	goneRetry    = time.Hour            // a 404 is believed when it is still there
	refusedRetry = 24 * time.Hour       // robots.txt may change
	offSiteRetry = 7 * 24 * time.Hour   // redirects may
	firstArticle = 6 * time.Hour        // between the first two visits of an article
	oldestVisit  = 180 * 24 * time.Hour // the rarest an article is asked for
	rarer        = 8                    // times its first interval: the rarest a listing is asked for
	probeEvery   = 8                    // every eighth visit is without validators, in case the host always says 304
)

// interval is the time until a page is asked for again: halved when it changed, doubled when it did not, between
// bounds. An article is never asked for more often than four times in its age, so that pages which differ in every
// answer (counters, advertisements) do not keep us coming. A listing, which changes when it gives a new address, is
// asked for as often as its source's rounds are, its later pages ever more rarely.
func interval(v news.Visit, changed bool, every time.Duration, now time.Time) time.Duration {
	var start, least, most time.Duration
	if v.Kind == news.ArticleLink {
		born := v.Published.Time
		if born.IsZero() || born.After(now) {
			born = v.Found
		}
		least, most = max(time.Hour, now.Sub(born)/4), oldestVisit
		start = max(firstArticle, least)
	} else {
		depth := time.Duration(1 + v.Depth)
		least = max(every, time.Minute) * depth * depth
		start, most = least, rarer*least
	}
	d := v.Interval
	switch {
	case d == 0:
		d = start
	case changed:
		d /= 2
	default:
		d *= 2
	}
	return min(max(d, least), most)
}

// conditional says whether to send the validators of the last answer.
func conditional(v news.Visit) bool {
	return v.Fetches%probeEvery != probeEvery-1 && v.Tries == 0
}

// answered notes that an answer came.
func answered(v news.Visit, status int, now time.Time) news.Visit {
	v.Status, v.Last, v.Lease, v.Error = status, now.UTC(), time.Time{}, ""
	v.Fetches++
	return v
}

// done is the state after a good answer.
func done(v news.Visit, changed bool, every time.Duration, now time.Time) news.Visit {
	v.State, v.Tries, v.Error = news.Done, 0, ""
	if changed {
		v.Changed = now.UTC()
	}
	v.Interval = interval(v, changed, every, now)
	v.Next = now.Add(polite.Backoff(v.Interval, 0, v.Interval)).UTC()
	return v
}

// failed is the state after a failure that is the URL's own. A start page is never given up: without it nothing of
// its source is found again, and whoever put it into the file wants it.
func failed(v news.Visit, why string, now time.Time) news.Visit {
	v.Lease, v.Error = time.Time{}, clip(why)
	v.Tries++
	if start := v.Depth == 0 && v.Kind != news.ArticleLink; v.Tries >= maxTries && !start {
		v.State = news.Quarantined
		return v
	}
	v.State = news.Retry
	v.Next = now.Add(polite.Backoff(firstRetry, v.Tries-1, lastRetry)).UTC()
	return v
}

// later is the state after the host, not the URL, was the reason: nothing is held against the URL.
func later(v news.Visit, why string, until, now time.Time) news.Visit {
	v = restored(v)
	v.Error = clip(why)
	if until.After(now) {
		v.Next = until.UTC()
	} else {
		v.Next = now.Add(firstRetry).UTC()
	}
	if v.State == news.Done {
		v.State = news.Retry
	}
	return v
}

// refused is the state after our own rules forbade the request.
func refused(v news.Visit, why string, wait time.Duration, now time.Time) news.Visit {
	v.State, v.Lease, v.Error = news.Refused, time.Time{}, clip(why)
	v.Next = now.Add(polite.Backoff(wait, 0, wait)).UTC()
	return v
}

// missing is the state after a 404 or 410: a 410 is believed at once, a 404 the second time in a row.
func missing(before, v news.Visit, now time.Time) news.Visit {
	if v.Status == 410 || before.Status == 404 || before.Status == 410 {
		v.State, v.Tries = news.Gone, 0
		return v
	}
	v.State, v.Next = news.Retry, now.Add(goneRetry).UTC()
	return v
}

// restored is a leased visit as it was before.
func restored(v news.Visit) news.Visit {
	v.Lease = time.Time{}
	switch {
	case v.Tries > 0:
		v.State = news.Retry
	case v.Fetches > 0:
		v.State = news.Done
	default:
		v.State = news.Due
	}
	return v
}

// clip bounds what a record keeps of an error.
func clip(s string) string {
	const most = 300
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "")
	}
	return s
}
