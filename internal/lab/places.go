package lab

import (
	"fmt"
	"strings"
	"sync"

	"diembao/news"
)

// merger is the day from which 34 provinces and no districts are on the map.
var merger = news.Day{Year: 2025, Month: 7, Day: 1}

// A unit is a district or commune of one of the sample's provinces.
type unit struct {
	name, kind string // kind: "huyện", "xã", ...
	district   bool
	parent     *unit // the district of a commune, before the merger
}

// full is the name with its type: "huyện Đơn Dương".
func (u *unit) full() string { return u.kind + " " + u.name }

// A province is one on the map of an era, with the units the sample knows in it.
type province struct {
	name      string
	city      bool   // centrally run
	region    string // of names: "north", "highlands" or ""
	former    string // another province that it took in; empty before the merger
	districts []*unit
	communes  []*unit
}

// kind is "tỉnh" or "thành phố".
func (p *province) kind() string {
	if p.city {
		return "thành phố"
	}
	return "tỉnh"
}

// committee is the Party committee's name: "Tỉnh ủy" or "Thành ủy".
func (p *province) committee() string {
	if p.city {
		return "Thành ủy"
	}
	return "Tỉnh ủy"
}

// successors of the sample's provinces on 1 July 2025, with a province each took in and the region of its names.
var successors = map[string][3]string{
	"Lâm Đồng":   {"Lâm Đồng", "Đắk Nông", "highlands"},
	"Đắk Lắk":    {"Đắk Lắk", "Phú Yên", "highlands"},
	"Hà Giang":   {"Tuyên Quang", "Hà Giang", "north"},
	"Sơn La":     {"Sơn La", "", "north"},
	"Ninh Thuận": {"Khánh Hòa", "Ninh Thuận", "highlands"},
	"Hà Nam":     {"Ninh Bình", "Hà Nam", ""},
	"Quảng Nam":  {"Đà Nẵng", "Quảng Nam", "highlands"},
	"Nghệ An":    {"Nghệ An", "", ""},
	"Cà Mau":     {"Cà Mau", "Bạc Liêu", ""},
	"Đồng Tháp":  {"Đồng Tháp", "Tiền Giang", ""},
	"Lạng Sơn":   {"Lạng Sơn", "", "north"},
	"Quảng Trị":  {"Quảng Trị", "Quảng Bình", ""},
}

// neighbours are provinces named in passing, as they were called before and after the merger.
var neighbours = map[bool][]string{
	false: {"Khánh Hòa", "Bình Thuận", "Cần Thơ", "Đồng Nai", "Phú Thọ", "Thanh Hóa", "Lào Cai", "Cao Bằng", "Bến Tre", "Quảng Ninh", "Gia Lai", "Hải Phòng", "Phú Yên", "Bắc Giang", "TP Hồ Chí Minh"},
	true:  {"Gia Lai", "Đồng Nai", "Cần Thơ", "Phú Thọ", "Thanh Hóa", "Lào Cai", "Cao Bằng", "Vĩnh Long", "Quảng Ninh", "Tây Ninh", "Hải Phòng", "An Giang", "Bắc Ninh", "Quảng Ngãi", "TP Hồ Chí Minh"},
}

// An atlas is the sample's provinces before and after the merger, by name.
type atlas struct{ before, after map[string]*province }

// on is the map of a day.
func (a *atlas) on(d news.Day) map[string]*province {
	if d.Before(merger) {
		return a.before
	}
	return a.after
}

var loadAtlas = sync.OnceValues(func() (*atlas, error) {
	a := &atlas{map[string]*province{}, map[string]*province{}}
	for name, s := range successors {
		a.before[name] = &province{name: name, region: s[2]}
		a.after[s[0]] = &province{name: s[0], former: s[1], region: s[2], city: s[0] == "Đà Nẵng"}
	}
	err := readTable("places.tsv", 6, func(f []string) error {
		if f[0] == "era" {
			return nil
		}
		p := a.after[f[1]]
		if f[0] == "old" {
			p = a.before[f[1]]
		}
		u := &unit{name: f[4], kind: f[3], district: f[2] == "district"}
		if u.district {
			p.districts = append(p.districts, u)
			return nil
		}
		if f[0] == "old" {
			u.parent = p.districts[len(p.districts)-1]
		}
		p.communes = append(p.communes, u)
		return nil
	})
	return a, err
})

// readTable calls row with the fields of each line of a tab-separated file in data/, comments and blank lines left out.
func readTable(file string, fields int, row func([]string) error) error {
	text, err := data.ReadFile("data/" + file)
	if err != nil {
		return fmt.Errorf("lab: read table: %w", err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != fields {
			return fmt.Errorf("lab: data/%s:%d: %d fields, want %d: %w", file, i+1, len(f), fields, news.ErrInvalid)
		}
		if err := row(f); err != nil {
			return fmt.Errorf("lab: data/%s:%d: %w", file, i+1, err)
		}
	}
	return nil
}
