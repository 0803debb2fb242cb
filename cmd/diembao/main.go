// Command diembao crawls Vietnamese provincial news, keeps every page as evidence, and answers what was reported, where,
// when and naming whom. One file holds one verb; house.go wires the rooms together for the process that owns a data
// directory, connect.go finds that process for the others.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
