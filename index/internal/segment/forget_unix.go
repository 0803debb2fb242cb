//go:build linux || darwin

package segment

import "golang.org/x/sys/unix"

// forget tells the system that the pages of a mapped file are not needed now. They are read again when they are.
func forget(mapped []byte) {
	if len(mapped) > 0 {
		_ = unix.Madvise(mapped, unix.MADV_DONTNEED) // advice; without it there is only less free memory
	}
}
