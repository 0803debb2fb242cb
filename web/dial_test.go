package web

import (
	"context"
	"net"
	"net/http"
	"path/filepath"
	"testing"
)

// dialled is a client of a server of s behind a socket.
func dialled(t *testing.T, s *stand) *Client {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "s.sock")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("no unix sockets here: ", err)
	}
	srv := &http.Server{Handler: server(t, s).Local()}
	go func() { _ = srv.Serve(l) }() // ends with Close
	t.Cleanup(func() { _ = srv.Close() })
	c, _, err := Dial(context.Background(), socket)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
