//go:build linux || darwin

package archive

import (
	"math"
	"os"
	"syscall"
)

// freeBytes is the room left for an ordinary user where dir lies; unknown is plenty.
func freeBytes(dir string) int64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil || s.Bavail > math.MaxInt64/uint64(s.Bsize) {
		return math.MaxInt64
	}
	return int64(s.Bavail) * int64(s.Bsize)
}

// syncDir makes names made, changed or removed in dir last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return closing(d, d.Sync())
}
