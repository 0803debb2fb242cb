package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"diembao"
	"diembao/crawler"
	"diembao/news"
)

// settings are the program's, resolved once: flag, then environment, then file, then default.
type settings struct {
	Data    string `yaml:"data"`    // data directory
	Sources string `yaml:"sources"` // sources.yaml; empty: built in
	Listen  string `yaml:"listen"`  // address of the web page
	Contact string `yaml:"contact"` // page or mail that the user agent names, so that an outlet can write to us
	From    string `yaml:"from"`    // mail address for the From header
	sample  bool   // the data is the demo's
}

func (a *app) configure(cmd *cobra.Command) error {
	level := slog.LevelWarn
	if verbose, _ := cmd.Flags().GetBool("verbose"); verbose {
		level = slog.LevelInfo
	}
	a.log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
	flag := func(name string) string { s, _ := cmd.Flags().GetString(name); return s }
	s := settings{Data: first(flag("data"), os.Getenv("DIEMBAO_DATA"))}
	file := first(flag("config"), os.Getenv("DIEMBAO_CONFIG"))
	if s.Data == "" {
		s.Data = defaultData()
	}
	if err := s.read(file); err != nil {
		return err
	}
	s.Sources = first(flag("sources"), os.Getenv("DIEMBAO_SOURCES"), s.Sources)
	s.Listen = first(flag("listen"), os.Getenv("DIEMBAO_LISTEN"), s.Listen, "127.0.0.1:8080")
	var err error
	if s.Data, err = filepath.Abs(s.Data); err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	a.set = s
	return nil
}

// read fills in what the settings file says and flags and environment do not. Without a name it is config.yaml in the
// data directory, which need not exist.
func (s *settings) read(file string) error {
	name := first(file, filepath.Join(s.Data, "config.yaml"))
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && file == "" {
		return nil
	}
	if err != nil {
		return usage("settings: %v", err)
	}
	read := *s
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&read); err != nil && !errors.Is(err, io.EOF) {
		return usage("settings %s: %v", name, err)
	}
	read.Data = first(s.Data, read.Data)
	*s = read
	return nil
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// defaultData is where this user's programs keep their data.
func defaultData() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "diembao-data"
	}
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(first(os.Getenv("LocalAppData"), home), "diembao")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "diembao")
	}
	return filepath.Join(first(os.Getenv("XDG_DATA_HOME"), filepath.Join(home, ".local", "share")), "diembao")
}

// loadSources reads the sources file, or the built-in list.
func (s settings) loadSources() ([]news.Source, error) {
	if s.Sources == "" {
		return crawler.LoadSources(bytes.NewReader(diembao.Sources), "sources.yaml (built in)")
	}
	f, err := os.Open(s.Sources)
	if err != nil {
		return nil, usage("sources: %v", err)
	}
	defer f.Close() // read only
	return crawler.LoadSources(f, s.Sources)
}
