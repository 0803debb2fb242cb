// Package gazetteer knows the places of Viet Nam's news and the days on which they were what: provinces and centrally
// run cities, districts, communes, and beside them countries, regions, seas, islands and neighbouring provinces.
//
// It owns codes, names, spellings, the time each unit existed, and what became of it. It does not read articles: that
// is package places.
//
// # Maps
//
// A unit belongs to a map, the state of one day. The maps that matter:
//
//   - until 31 December 2024: 63 provinces, among them the province Thừa Thiên Huế;
//   - from 1 January 2025: still 63, Huế now a centrally run city;
//   - from 1 July 2025: 34 provinces and 3,321 communes, no districts (resolution 202/2025/QH15, decision 19/2025/QĐ-TTg);
//   - from 30 April 2026: Đồng Nai is a centrally run city and ten of its xã are phường.
//
// Codes are those of the statistics office: two digits for a province, three for a district, five for a commune, ISO
// 3166 letters for a country. They are reused (24 was Bắc Giang, then Bắc Ninh; 762 and 769 changed hands), so a code
// means something only together with a day. The zero Day asks for today's map, the latest in the data.
//
// # Data
//
// The tables under data are embedded and parsed at the first Load. provinces.tsv, districts.tsv and communes.tsv are
// written by the program in gen, which checks them too; countries.tsv and named.tsv are kept by hand. Changes of
// districts and communes between September 2019 and March 2025 are dated by decree where gen knows the decree, else by
// the first list of the statistics office that shows them, at most a few months late. What changed before September
// 2019 is known for some districts only (gen/known.tsv); of communes it is not known at all.
package gazetteer

//go:generate go run ./gen -in ../../../shared/data/gazetteer -known gen/known.tsv -out data
