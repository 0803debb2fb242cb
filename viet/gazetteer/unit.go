package gazetteer

import (
	"strings"

	"diembao/news"
)

// A Unit is a place during the time in which neither its name, its type nor the unit it belongs to changed. The zero
// Unit is none. Its Aliases are shared and must not be changed.
type Unit struct {
	Code     string         // statistics office's, or ISO 3166 letters of a country; empty for regions, seas and the like
	Name     string         // without its type: "Lâm Đồng", "Hồ Chí Minh", "1" for a numbered ward
	Type     string         // "Tỉnh", "Thành phố", "Huyện", "Phường", "đảo", ...
	Kind     news.PlaceKind // zero of the zero Unit only
	Province string         // code of its province on its own map; of the country for a place abroad; empty for these themselves
	District string         // code of a commune's district; empty on maps without districts
	From, To news.Day       // first and last day; zero when not known to have begun, or not ended
	Aliases  []string       // other spellings and names

	row int32 // its row, plus one
}

// IsZero says that there is no unit.
func (u Unit) IsZero() bool { return u.Kind == "" }

// On says that the unit is on the map of that day; of the zero Day, that it is on today's.
func (u Unit) On(day news.Day) bool {
	r := row{from: dayNumber(u.From), to: dayNumber(u.To)}
	return r.on(dayNumber(day))
}

// Full is the name with its type as a reader writes it: "tỉnh Lâm Đồng", "Quận 1", "phường Xuân Hương - Đà Lạt".
func (u Unit) Full() string {
	switch {
	case u.Kind != news.ProvinceKind && u.Kind != news.District && u.Kind != news.Commune:
		return u.Name
	case u.Name != "" && u.Name[0] >= '0' && u.Name[0] <= '9':
		return u.Type + " " + u.Name
	}
	return strings.ToLower(u.Type) + " " + u.Name
}
