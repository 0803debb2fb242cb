package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"diembao/news"
)

// sourcesSize bounds a sources file, in bytes.
const sourcesSize = 4 << 20

// A SourcesError says what is wrong with a sources file and where. It is news.ErrInvalid.
type SourcesError struct {
	File string
	Line int    // from 1; 0 when the file as a whole is meant
	Key  string // path of the key: "select.body"; empty for the whole record
	Want string // what was expected, and what was found
}

// Error is "sources.yaml:12: select.body: want a CSS selector, got ...".
func (e *SourcesError) Error() string {
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(":%d", e.Line)
	}
	if e.Key != "" {
		s += ": " + e.Key
	}
	return s + ": " + e.Want
}

// Unwrap is news.ErrInvalid.
func (e *SourcesError) Unwrap() error { return news.ErrInvalid }

// LoadSources reads a sources file strictly. The first thing wrong with it, be it an unknown key, a selector or
// regular expression that does not compile, a URL, a day or a duration, is a *SourcesError; nothing is guessed.
// file is only for messages.
func LoadSources(r io.Reader, file string) ([]news.Source, error) {
	l := loader{file: file}
	data, err := io.ReadAll(io.LimitReader(r, sourcesSize+1))
	if err != nil {
		return nil, fmt.Errorf("crawler: read %s: %w", file, err)
	}
	if len(data) > sourcesSize {
		return nil, l.wrong(0, "", "want at most %d bytes", sourcesSize)
	}
	var doc, more yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, l.wrong(0, "", "want a key sources with a list, the file is empty")
	} else if err != nil {
		return nil, l.syntax(err)
	}
	if err := dec.Decode(&more); err == nil {
		return nil, l.wrong(more.Line, "", "want one YAML document, here a second one begins")
	} else if !errors.Is(err, io.EOF) {
		return nil, l.syntax(err)
	}
	return l.document(doc.Content[0])
}

type loader struct {
	file string
}

// wrong makes the error.
func (l *loader) wrong(line int, key, want string, args ...any) error {
	return &SourcesError{File: l.file, Line: line, Key: key, Want: fmt.Sprintf(want, args...)}
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax takes the line out of the YAML reader's message.
func (l *loader) syntax(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return l.wrong(0, "", "%v", err)
	}
	line, _ := strconv.Atoi(m[1]) // no digits: 0, the file as a whole
	return l.wrong(line, "", "want YAML: %s", err.Error()[len(m[0]):])
}

// document reads the list and checks what is true of the file as a whole: ids are unique, succession stays inside.
func (l *loader) document(root *yaml.Node) ([]news.Source, error) {
	fields, err := l.fields(root, "", []string{"sources"})
	if err != nil {
		return nil, err
	}
	list := fields["sources"]
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil, l.wrong(root.Line, "sources", "want a list of sources")
	}
	var out []news.Source
	lines := map[string]int{}
	for _, n := range list.Content {
		src, err := l.source(n)
		if err != nil {
			return nil, err
		}
		if first, ok := lines[src.ID]; ok {
			return nil, l.wrong(n.Line, "id", "want an id of its own, %s is also the source of line %d", src.ID, first)
		}
		lines[src.ID] = n.Line
		out = append(out, src)
	}
	if err := l.succession(list, out); err != nil {
		return nil, err
	}
	return out, nil
}

// succession checks that succeeds names sources of the file.
func (l *loader) succession(list *yaml.Node, all []news.Source) error {
	for i, src := range all {
		for _, id := range src.Succeeds {
			if id == src.ID || !slices.ContainsFunc(all, func(s news.Source) bool { return s.ID == id }) {
				return l.wrong(list.Content[i].Line, "succeeds", "want ids of other sources of this file, got %q", id)
			}
		}
	}
	return nil
}

// fields are the values of a mapping by key; unknown and repeated keys, aliases and anchors are errors.
func (l *loader) fields(n *yaml.Node, path string, known []string) (map[string]*yaml.Node, error) {
	if n.Kind != yaml.MappingNode {
		return nil, l.wrong(n.Line, path, "want keys and values: %v", known)
	}
	out := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := join(path, key.Value)
		switch {
		case !slices.Contains(known, key.Value):
			return nil, l.wrong(key.Line, at, "unknown key, want one of %v", known)
		case out[key.Value] != nil:
			return nil, l.wrong(key.Line, at, "want the key once")
		case value.Kind == yaml.AliasNode:
			return nil, l.wrong(key.Line, at, "want the value itself, not an alias")
		}
		out[key.Value] = value
	}
	return out, nil
}

// join is the path of a key, "select.body".
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
