package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"diembao/web"
)

// watch shows progress on w: a bar when a person watches a terminal, else a plain line at most every five seconds.
// end must be called when the work is done.
func watch(w io.Writer, what string) (progress func(web.Progress), end func()) {
	if !terminal(w) {
		last := time.Now()
		return func(p web.Progress) {
			if time.Since(last) >= 5*time.Second {
				last = time.Now()
				fmt.Fprintf(w, "%s: %d %s\n", what, p.Done, p.Text)
			}
		}, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(), progressbar.OptionSpinnerType(14))
	return func(p web.Progress) {
		if p.Total > 0 {
			bar.ChangeMax(p.Total)
		}
		_ = bar.Set(p.Done) // a bar that cannot be drawn is no reason to stop
	}, func() { _ = bar.Finish() }
}
