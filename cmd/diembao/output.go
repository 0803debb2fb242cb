package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// output has write fill a file, or standard output where none is named. A file appears whole under its name or not at
// all: it is written beside it first, so that a full disk or Ctrl-C leaves what was there before. What is no file (a
// pipe, /dev/null) is written to as it is: a rename would put a file in its place.
func (a *app) output(file string, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		return buffered(a.stdout, write)
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real // the file that a link leads to is replaced, not the link
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return fmt.Errorf("write: %w", err)
		}
		defer f.Close() // what was buffered is written by now, and there is nothing to sync
		return buffered(f, write)
	}
	return replace(file, write)
}

// buffered writes in blocks: one write a line would be a system call each.
func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}

// replace puts a new file in the place of one, in the same directory, for a rename works within one file system only.
func replace(file string, write func(io.Writer) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), "."+strings.TrimPrefix(filepath.Base(file), ".")+".*.tmp")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer func() {
		if err != nil {
			_ = tmp.Close() // it may be closed already
			_ = os.Remove(tmp.Name())
		}
	}()
	if err := buffered(tmp, write); err != nil {
		return err
	}
	// CreateTemp gives a file that nobody else may read; this one is made to be handed on.
	for _, step := range []func() error{tmp.Sync, func() error { return tmp.Chmod(0o644) }, tmp.Close, func() error { return os.Rename(tmp.Name(), file) }} {
		if err := step(); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	return nil
}
