package archive

import (
	"os"
	"syscall"
)

// syncData brings the file's bytes, and its size, to the disk.
func syncData(f *os.File) error {
	for {
		err := syscall.Fdatasync(int(f.Fd()))
		if err != syscall.EINTR {
			return os.NewSyscallError("fdatasync", err)
		}
	}
}
