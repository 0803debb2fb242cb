package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"diembao/news"
	"diembao/web"
)

// rooms is what a verb works with: the daemon's, through its socket, or this process's own house.
type rooms struct {
	web.Desk
	web.Keeper
	close  func() error
	remote bool
}

// connect asks the process that owns the data directory; if there is none, it opens the directory itself. make says
// whether an archive may be made where there is none.
func (a *app) connect(ctx context.Context, make bool, verb string) (*rooms, error) {
	if client, ok := a.dial(ctx); ok {
		return &rooms{client, client, func() error { return nil }, true}, nil
	}
	sources, err := a.set.loadSources()
	if err != nil {
		return nil, err
	}
	h, err := openHouse(ctx, a.set, sources, make, verb, a.log)
	if errors.Is(err, news.ErrHeld) {
		// The owner may have been starting: its socket comes last.
		time.Sleep(300 * time.Millisecond)
		if client, ok := a.dial(ctx); ok {
			return &rooms{client, client, func() error { return nil }, true}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return &rooms{h.desk, h, h.close, false}, nil
}

func (a *app) dial(ctx context.Context) (*web.Client, bool) {
	client, status, err := web.Dial(ctx, socketPath(a.set.Data))
	if err != nil {
		return nil, false
	}
	if status.Version != version {
		a.log.Warn("the running diembao is another version", "running", status.Version, "this", version)
	}
	return client, true
}

// with connects, does f and closes.
func (a *app) with(ctx context.Context, make bool, verb string, f func(*rooms) error) error {
	r, err := a.connect(ctx, make, verb)
	if err != nil {
		return err
	}
	return errors.Join(f(r), r.close())
}

// longestSocket is below the shortest limit for a unix socket's path (104 bytes on macOS).
const longestSocket = 100

// socketPath is the socket of a data directory: inside it, or in the runtime directory when its path is too long.
func socketPath(data string) string {
	path := filepath.Join(data, "diembao.sock")
	if len(path) <= longestSocket {
		return path
	}
	sum := sha256.Sum256([]byte(data))
	return filepath.Join(first(os.Getenv("XDG_RUNTIME_DIR"), os.TempDir()), fmt.Sprintf("diembao-%x.sock", sum[:8]))
}
