package web

import (
	"encoding/json"
	"fmt"
	"strings"

	"diembao/news"
	"diembao/pipeline/corrections"
)

// correction is what an editor decided, in one line of the reader's language. Values are shown as stored; one that cannot
// be read is shown as its JSON.
func correction(lang string, c news.Correction) string {
	switch c.Kind {
	case news.MergeOfficials:
		return fmt.Sprintf(word(lang, "correction.merge"), c.Subject, c.Other)
	case news.SplitOfficial:
		return fmt.Sprintf(word(lang, "correction.split"), c.Subject, said(c.Field, c.After))
	}
	text := fmt.Sprintf("%s: %s", word(lang, "field."+c.Field), word(lang, "correction."+string(c.Kind)))
	if len(c.Before) > 0 {
		text += " “" + said(c.Field, c.Before) + "”"
	}
	if len(c.After) > 0 {
		if len(c.Before) > 0 {
			text += " →"
		}
		text += " “" + said(c.Field, c.After) + "”"
	}
	return text
}

// said is a value of a correction in words.
func said(field string, raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var o corrections.Official
	var p corrections.Place
	switch {
	case field == corrections.Officials && json.Unmarshal(raw, &o) == nil:
		return strings.TrimSuffix(o.Name+", "+o.Position, ", ")
	case field == corrections.Places && json.Unmarshal(raw, &p) == nil:
		return p.Name
	}
	return string(raw)
}

// CorrectionText is a correction in one line of English: what the command line prints.
func CorrectionText(c news.Correction) string { return correction("en", c) }
