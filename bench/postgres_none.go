//go:build !linux

package main

func newPostgres() (engine, string) {
	return nil, "the server is started on Linux only"
}
