package segment

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// ErrDamaged is wrapped by every error about bytes that are not what was written.
var ErrDamaged = errors.New("segment damaged")

// Version of the format. A change that old files cannot be read with raises it and the mapping of room index.
const Version = 2

const magic = "dbseg\r\n\x01"

// Sections of a file, in the order of the table.
const (
	secLists = iota
	secDict
	secIndex
	secIDs
	secByID
	secPublished
	secSeen
	secLength
	secShingles
	secShingleIndex
	secFacets                        // Facets times three: offsets, ordinals, values
	sections  = secFacets + 3*Facets // how many
)

const footerLen = 4 + 4 + 4 // documents, version, checksum

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// file writes a segment from front to back.
type file struct {
	w     io.Writer
	crc   uint32
	at    uint64
	table [sections][2]uint64
	docs  int
	err   error
}

func newFile(w io.Writer, docs int) *file { return &file{w: w, docs: docs} }

// Write keeps the checksum and the first error.
func (f *file) Write(p []byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	n, err := f.w.Write(p)
	f.crc = crc32.Update(f.crc, castagnoli, p[:n])
	f.at += uint64(n)
	f.err = err
	return n, err
}

// begin writes the magic and opens the section of lists.
func (f *file) begin() {
	f.put([]byte(magic))
	f.table[secLists][0] = f.at
}

func (f *file) put(p []byte) {
	_, _ = f.Write(p) // kept in f.err, returned by finish
}

// end closes the lists and writes the dictionary that w kept.
func (f *file) end(w *dictWriter) error {
	if err := w.flush(); err != nil {
		return err
	}
	f.table[secLists][1] = f.at - f.table[secLists][0]
	f.open(secDict)
	if err := w.copyTo(f); err != nil {
		return err
	}
	f.close(secDict)
	f.section(secIndex, w.index)
	return nil
}

// section writes one section.
func (f *file) section(id int, data []byte) {
	f.open(id)
	f.put(data)
	f.close(id)
}

// open begins a section, on a border of eight bytes; what is written then is of it until close.
func (f *file) open(id int) {
	f.put(make([]byte, padding+(8-f.at%8)%8))
	f.table[id][0] = f.at
}

func (f *file) close(id int) { f.table[id][1] = f.at - f.table[id][0] }

func (f *file) finish() error {
	f.put(make([]byte, padding))
	var tail []byte
	for _, t := range f.table {
		tail = le.AppendUint64(le.AppendUint64(tail, t[0]), t[1])
	}
	tail = le.AppendUint32(le.AppendUint32(tail, uint32(f.docs)), Version)
	f.put(tail)
	f.put(le.AppendUint32(nil, f.crc))
	if f.err != nil {
		return fmt.Errorf("segment: write: %w", f.err)
	}
	return nil
}

// checksumOf is the checksum of the bytes of a segment, but for its own at the end.
func checksumOf(data []byte) uint32 { return crc32.Checksum(data[:max(0, len(data)-4)], castagnoli) }

// checksumIn is checksumOf for a file of size bytes. It reads instead of mapping, so that checking a file does not bring
// all of it into the process.
func checksumIn(r io.Reader, size int64) (uint32, error) {
	sum := crc32.New(castagnoli)
	_, err := io.CopyBuffer(sum, io.LimitReader(r, max(0, size-4)), make([]byte, 1<<18))
	return sum.Sum32(), err
}

// parse checks a file's bytes, of which all but the last four have the checksum sum, and finds its sections.
func parse(data []byte, sum uint32) (sec [sections][]byte, docs int, err error) {
	tail := 16*sections + footerLen
	if len(data) < len(magic)+tail || string(data[:len(magic)]) != magic {
		return sec, 0, fmt.Errorf("segment: no segment of ours in %d bytes: %w", len(data), ErrDamaged)
	}
	foot := data[len(data)-footerLen:]
	if v := le.Uint32(foot[4:]); v != Version {
		return sec, 0, fmt.Errorf("segment: format %d, want %d: %w", v, Version, ErrDamaged)
	}
	if sum != le.Uint32(foot[8:]) {
		return sec, 0, fmt.Errorf("segment: checksum does not match: %w", ErrDamaged)
	}
	table := data[len(data)-tail:]
	for i := range sec {
		off, size := le.Uint64(table[16*i:]), le.Uint64(table[16*i+8:])
		if off > uint64(len(data)) || size > uint64(len(data))-off {
			return sec, 0, fmt.Errorf("segment: section %d out of the file: %w", i, ErrDamaged)
		}
		sec[i] = data[off : off+size]
	}
	return sec, int(le.Uint32(foot)), nil
}
