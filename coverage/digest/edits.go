package digest

import "strings"

const (
	// editContext is how many words around a change are shown.
	editContext = 6
	// mostEdits is how many changed runs of a body are shown; the whole difference is `diembao history`'s.
	mostEdits = 12
	// longestRun is how many words of one changed run are shown.
	longestRun = 60
)

// Around keeps of a difference what changed, with a few words before and after; "…" stands for what was left out.
func Around(edits []Edit) []Edit {
	var out []Edit
	changed := 0
	for i, e := range edits {
		if e.Op != "same" {
			if changed++; changed > mostEdits {
				return append(out, Edit{"same", " …"})
			}
			out = append(out, Edit{e.Op, shortened(e.Text, longestRun, 0)})
			continue
		}
		head, tail := editContext, editContext
		if i == 0 {
			head = 0
		}
		if i == len(edits)-1 {
			tail = 0
		}
		text := shortened(e.Text, head, tail)
		if i == 0 {
			text = strings.TrimLeft(text, " ") // nothing stands before it
		}
		out = append(out, Edit{e.Op, text})
	}
	return out
}

// shortened keeps the first head and the last tail words of a text, spaces included.
func shortened(s string, head, tail int) string {
	var ends []int // of each word
	for i := 0; i < len(s); {
		rest := s[i:]
		skip := len(rest) - len(strings.TrimLeft(rest, " \n\t"))
		word := strings.IndexAny(rest[skip:], " \n\t")
		if word < 0 {
			word = len(rest) - skip
		}
		if word == 0 {
			break
		}
		i += skip + word
		ends = append(ends, i)
	}
	if len(ends) <= head+tail {
		return s
	}
	before, after := "", ""
	if head > 0 {
		before = s[:ends[head-1]]
	}
	if tail > 0 {
		after = s[ends[len(ends)-tail-1]:]
	}
	return before + " … " + strings.TrimLeft(after, " \n\t")
}
