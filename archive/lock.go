package archive

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"diembao/news"
)

// lockName is the file whose lock makes a process the owner of the directory. bbolt locks archive.db too, but that
// lock goes with the old file when compaction puts a new one in its place.
const lockName = "LOCK"

// A HeldError says who owns the data directory. It is a news.ErrHeld.
type HeldError struct {
	Dir    string
	PID    int       // 0 when the owner did not say
	Since  time.Time // UTC; zero when the owner did not say
	Holder string    // what the owner is doing: "serve", "crawl"
}

// Error is one sentence for a person.
func (e *HeldError) Error() string {
	who := "another process"
	if e.PID != 0 {
		who = fmt.Sprintf("process %d", e.PID)
	}
	if e.Holder != "" {
		who += " (" + e.Holder + ")"
	}
	if !e.Since.IsZero() {
		who += " since " + e.Since.Format(time.RFC3339)
	}
	return fmt.Sprintf("archive: %s is held by %s: wait for it to end, or ask it to", e.Dir, who)
}

// Is makes every HeldError a news.ErrHeld.
func (e *HeldError) Is(target error) bool { return target == news.ErrHeld }

type owner struct {
	PID    int       `json:"pid"`
	Since  time.Time `json:"since"`
	Holder string    `json:"holder,omitempty"`
}

type dirLock struct{ f *os.File }

// acquire waits up to timeout for the directory. What LOCK says is read only to name the owner: the lock is the
// system's and ends with the process, however it ends.
func acquire(dir, holder string, timeout time.Duration, now time.Time) (*dirLock, error) {
	path := filepath.Join(dir, lockName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("archive: lock %s: %w", dir, err)
	}
	for end := time.Now().Add(timeout); ; time.Sleep(20 * time.Millisecond) {
		free, err := tryLock(f)
		if err != nil {
			return nil, fmt.Errorf("archive: lock %s: %w", dir, closing(f, err))
		}
		if free {
			break
		}
		if time.Now().After(end) {
			held := &HeldError{Dir: dir}
			var o owner
			if b, err := io.ReadAll(io.LimitReader(f, 4096)); err == nil && json.Unmarshal(b, &o) == nil {
				held.PID, held.Since, held.Holder = o.PID, o.Since.UTC(), o.Holder
			}
			return nil, closing(f, held)
		}
	}
	l := &dirLock{f}
	line, err := json.Marshal(owner{os.Getpid(), now.UTC().Truncate(time.Second), holder})
	if err == nil {
		err = l.say(append(line, '\n'))
	}
	if err != nil {
		return nil, fmt.Errorf("archive: lock %s: %w", dir, closing(f, err))
	}
	return l, nil
}

func (l *dirLock) say(line []byte) error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt(line, 0)
	return err
}

// release empties LOCK and lets go. The file stays: removing it would let two processes lock two files of one name.
func (l *dirLock) release() error {
	return closing(l.f, l.f.Truncate(0))
}

// closing closes f and gives err, or the error of closing when there was none.
func closing(f io.Closer, err error) error {
	if cerr := f.Close(); err == nil {
		return cerr
	}
	return err
}
