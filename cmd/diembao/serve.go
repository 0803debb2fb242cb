package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"diembao/web"
)

func (a *app) serveVerb() *cobra.Command {
	var noCrawl bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "the daemon: crawl on schedule, index, and serve the web page",
		Long: `Serve owns the data directory: it crawls the sources on their schedule, keeps the index up, and serves
the search page and the JSON API on 127.0.0.1:8080. Other verbs go through it while it runs.`,
		Example: "  diembao serve\n  diembao serve --listen 127.0.0.1:9000 --no-crawl",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			sources, err := a.set.loadSources()
			if err != nil {
				return err
			}
			h, err := openHouse(ctx, a.set, sources, true, "serve", a.log)
			if err != nil {
				return err
			}
			h.startFollowing(!noCrawl)
			return errors.Join(h.serve(ctx, a.set.Listen, func(address string) {
				fmt.Fprintf(a.stderr, "diembao serves %s from %s\n", address, a.set.Data)
			}), h.close())
		},
	}
	cmd.Flags().String("listen", "", "address of the web page (default 127.0.0.1:8080)")
	cmd.Flags().BoolVar(&noCrawl, "no-crawl", false, "only index and serve")
	return cmd
}

// serve answers on address until ctx ends, which is no error. ready is told the address of the page.
func (h *house) serve(ctx context.Context, address string, ready func(string)) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("web page: %w; choose another address with --listen", err)
	}
	at := "http://" + l.Addr().String() + "/"
	pages, err := h.server(at)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	server := web.HTTP(pages.Pages())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	ready(at)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	_ = server.Shutdown(grace) // requests that do not end in time are cut off by Close
	_ = server.Close()
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
