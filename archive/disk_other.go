//go:build !linux

package archive

import "os"

// syncData brings the file's bytes, and its size, to the disk.
func syncData(f *os.File) error { return f.Sync() }
