package main

import (
	"context"
	"errors"

	"diembao/crawler"
	"diembao/news"
	"diembao/web"
)

// Exit codes, the same for every verb.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNothing     = 3 // search, prior: found nothing
	exitNoArchive   = 10
	exitHeld        = 11
	exitDamaged     = 12
	exitInterrupted = 130
)

// exitHelp stands in every verb's help.
const exitHelp = `
Exit codes: 0 done; 1 failed; 2 wrong usage; 3 found nothing; 10 no archive;
11 held by another process; 12 archive damaged; 130 interrupted.`

var (
	errNothing = errors.New("nothing found") // exit code 3, said by the verb itself
	errUsage   = errors.New("usage")
)

// exitCode is the one table between errors and exit codes.
func exitCode(err error) int {
	var sources *crawler.SourcesError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNothing):
		return exitNothing
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, news.ErrNoArchive):
		return exitNoArchive
	case errors.Is(err, news.ErrHeld), errors.Is(err, web.ErrBusy):
		return exitHeld
	case errors.Is(err, news.ErrDamaged):
		return exitDamaged
	case errors.Is(err, errUsage), errors.As(err, &sources):
		return exitUsage
	case errors.Is(err, news.ErrInvalid):
		return exitUsage
	}
	return exitFailed
}
