package polite

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxWait bounds every pause a host can ask for or earn.
const maxWait = 24 * time.Hour

// RetryAfter reads a Retry-After header (RFC 9110, 10.2.3), seconds or a date, capped at 24 h; false when there is
// none that makes sense. A date in the past is 0.
func RetryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if s == "" || len(s) > 64 {
		return 0, false
	}
	if seconds, err := strconv.ParseFloat(s, 64); err == nil {
		if !(seconds >= 0) {
			return 0, false
		}
		return time.Duration(min(seconds, maxWait.Seconds()) * float64(time.Second)), true
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	return min(max(t.Sub(now), 0), maxWait), true
}

// Backoff is first*2^n, at most limit, with up to a quarter more so that hosts that failed together do not come back
// together. n below 0 is 0.
func Backoff(first time.Duration, n int, limit time.Duration) time.Duration {
	d := limit
	if n = max(n, 0); n < 32 && first < limit>>n {
		d = first << n
	}
	return min(d+jitter(d/4), limit+limit/4)
}

// jitter is a random part of d, 0 to d.
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return time.Duration(rand.Int64N(int64(d) + 1))
}
