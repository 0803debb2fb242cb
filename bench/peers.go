package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// A peer is an engine by name. Those in Go run in this program as a child; the others bring a command of their own.
type peer struct {
	name  string
	local func() (engine, string)                         // nil, with a reason, when it cannot be had
	other func(work string) (cmd []string, missing error) // its arguments after these: directory, work, docs
}

func ready(e engine) func() (engine, string) { return func() (engine, string) { return e, "" } }

var peers = []peer{
	{name: "diembao", local: ready(&ours{})},
	{name: "diembao-apply", local: ready(&ours{apply: true})},
	{name: "lucene", other: func(work string) ([]string, error) { return lucene(work, "plain") }},
	{name: "lucene-pairs", other: func(work string) ([]string, error) { return lucene(work, "shingles") }},
	{name: "sqlite-fts5", local: newSQLite},
	{name: "bleve-pairs", local: ready(&tuned{pairs: true})},
	{name: "bleve-tuned", local: ready(&tuned{})},
	{name: "bleve-default", local: ready(&naive{})},
	{name: "bleve-one-by-one", local: ready(&naive{oneByOne: true})},
	{name: "postgres", local: newPostgres},
	{name: "xapian", other: xapian},
}

func peerOf(name string) (peer, bool) {
	for _, p := range peers {
		if p.name == name {
			return p, true
		}
	}
	return peer{}, false
}

// start runs the peer as a child on a directory. missing says why it cannot be had.
func (p peer) start(work, dir string, docs int) (c *child, missing string, err error) {
	var argv []string
	if p.local != nil {
		if _, why := p.local(); why != "" {
			return nil, why, nil
		}
		self, err := os.Executable()
		if err != nil {
			return nil, "", err
		}
		argv = []string{self, "-mode", "child", "-engine", p.name, "-dir", dir, "-work", work, "-docs", strconv.Itoa(docs)}
	} else {
		cmd, err := p.other(work)
		if err != nil {
			return nil, err.Error(), nil
		}
		argv = append(cmd, dir, work, strconv.Itoa(docs))
	}
	c = &child{cmd: exec.Command(argv[0], argv[1:]...)}
	c.cmd.Stderr = os.Stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, "", err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	c.out = bufio.NewReaderSize(out, 1<<20)
	return c, "", c.cmd.Start()
}

// A child is a process that answers commands.
type child struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func (c *child) do(command string) (a answer, err error) {
	if _, err := fmt.Fprintln(c.in, command); err != nil {
		return a, err
	}
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("bench: %s: the child ended: %w", command, err)
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, fmt.Errorf("bench: %s: %q: %w", command, line, err)
	}
	if a.Error != "" {
		return a, fmt.Errorf("bench: %s: %s", command, a.Error)
	}
	return a, nil
}

func (c *child) quit() error {
	_, err := fmt.Fprintln(c.in, "quit")
	return errors.Join(err, c.in.Close(), c.cmd.Wait())
}

// peakMB is the most memory that the child ever held, as the kernel counts it; 0 where it does not say.
func (c *child) peakMB() int { return c.memory("VmHWM:") }

// memory is a line of what the kernel says of the child, in MB.
func (c *child) memory(line string) int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for l := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(l, line); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb >> 10
		}
	}
	return 0
}

// ownMB looks ten times a second at the memory that is the child's own, which pages of mapped files are not, and gives the
// most of it when it is called.
func (c *child) ownMB() func() int {
	var most atomic.Int64
	done := make(chan struct{})
	go func() {
		for tick := time.Tick(100 * time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-tick:
				most.Store(max(most.Load(), int64(c.memory("RssAnon:"))))
			}
		}
	}()
	return func() int { close(done); return int(most.Load()) }
}

// lucene gets the jars with Maven and compiles our program, once a working directory.
func lucene(work, mode string) ([]string, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errors.New("no java")
	}
	jars, classes := filepath.Join(work, "lucene-jars"), filepath.Join(work, "lucene-classes")
	if _, err := os.Stat(jars); err != nil {
		if err := run("lucene", "mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory="+jars); err != nil {
			return nil, fmt.Errorf("no jars: %w", err)
		}
	}
	if !newer(filepath.Join(classes, "Bench.class"), "lucene/Bench.java") {
		if err := run("lucene", "javac", "-nowarn", "-cp", jars+"/*", "-d", classes, "Bench.java"); err != nil {
			return nil, err
		}
	}
	return []string{java, "-Xmx2g", "-cp", classes + ":" + jars + "/*", "Bench", mode}, nil
}

func xapian(work string) ([]string, error) {
	bin := filepath.Join(work, "xapian-bench")
	if newer(bin, "xapian/bench.cc") {
		return []string{bin}, nil
	}
	flags, err := exec.Command("xapian-config", "--cxxflags", "--libs").Output()
	if err != nil {
		return nil, errors.New("no xapian-config")
	}
	args := append([]string{"-O2", "-std=c++17", "-o", bin, "bench.cc"}, strings.Fields(string(flags))...)
	return []string{bin}, run("xapian", "g++", args...)
}

// newer says that a file is there and younger than its source.
func newer(made, source string) bool {
	m, merr := os.Stat(made)
	s, serr := os.Stat(source)
	return merr == nil && (serr != nil || m.ModTime().After(s.ModTime()))
}

func run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %.200s", name, err, out)
	}
	return nil
}
