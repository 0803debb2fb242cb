package corrections

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"diembao/news"
	"diembao/viet/dates"
	"diembao/viet/gazetteer"
)

// The fields that can be corrected.
const (
	Published = "published"
	Province  = "province"
	Officials = "officials"
	Places    = "places"
)

// An Official is a value of field officials. Position empty means the person with all posts.
type Official struct {
	Name     string `json:"name"`
	Position string `json:"position,omitempty"` // as the article words it
}

// A Place is a value of field places. Kind and Code are needed only where several places have the name.
type Place struct {
	Name string         `json:"name"`
	Kind news.PlaceKind `json:"kind,omitempty"`
	Code string         `json:"code,omitempty"`
}

// decode reads a value strictly: a misspelt key is an error and not an empty value.
func decode[T any](field string, raw json.RawMessage) (v T, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return v, fmt.Errorf("value %.100q of field %s: %w: %w", raw, field, err, news.ErrInvalid)
	}
	return v, nil
}

// instant reads a publication time: a day, or a day with a time, which is Viet Nam's unless it says another zone.
func instant(raw json.RawMessage) (t news.Instant, dayOnly bool, err error) {
	text, err := decode[string](Published, raw)
	if err != nil {
		return t, false, err
	}
	stamp, ok := dates.Machine(text)
	if !ok {
		return t, false, fmt.Errorf("publication time %.40q, want 2024-06-05T15:22 or 2024-06-05: %w", text, news.ErrInvalid)
	}
	return news.Instant{Time: stamp.Time.In(news.ICT)}, stamp.DayOnly, nil
}

// province reads the name or code of a province on the map of a day.
func province(raw json.RawMessage, day news.Day) (gazetteer.Unit, error) {
	name, err := decode[string](Province, raw)
	if err != nil {
		return gazetteer.Unit{}, err
	}
	u, ok := gazetteer.Load().Province(name, day)
	if !ok {
		return u, fmt.Errorf("no province %.60q on the map of %s: %w", name, dayName(day), news.ErrInvalid)
	}
	return u, nil
}

// unit is the one place of a name on the map of a day, with its kind and code where those are said, in the province
// where several have the name.
func unit(p Place, within string, day news.Day) (gazetteer.Unit, error) {
	var fit, near []gazetteer.Unit
	for _, u := range gazetteer.Load().Named(p.Name, day) {
		if (p.Kind != "" && p.Kind != u.Kind) || (p.Code != "" && p.Code != u.Code) {
			continue
		}
		fit = append(fit, u)
		if within != "" && u.Province == within {
			near = append(near, u)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(near) == 1:
		return near[0], nil
	case len(fit) == 0:
		return gazetteer.Unit{}, fmt.Errorf("no place %.60q on the map of %s: %w", p.Name, dayName(day), news.ErrInvalid)
	}
	var which []string
	for _, u := range fit[:min(len(fit), 8)] {
		which = append(which, fmt.Sprintf("%s (%s)", u.Full(), u.Code))
	}
	return gazetteer.Unit{}, fmt.Errorf("%q is %s; say its code: %w", p.Name, strings.Join(which, ", "), news.ErrInvalid)
}

func dayName(d news.Day) string {
	if d.IsZero() {
		return "today"
	}
	return d.String()
}

func stampText(t news.Instant, dayOnly bool) string {
	if dayOnly {
		return t.In(news.ICT).Format(time.DateOnly)
	}
	return t.In(news.ICT).Format(time.RFC3339)
}

func value(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: strings and structs of strings
	}
	return raw
}
