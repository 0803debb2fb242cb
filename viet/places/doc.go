// Package places finds the places an article names, on the map of the article's own day, and the province it is about.
//
// It owns the reading of names in text: bounds, context words, ambiguity, the subject. What places there are is
// package gazetteer's.
//
// # How a text is read
//
//	text --scan--> words with their keys --match--> mentions --resolve--> units of the map --subject--> Finding
//
// A name is the longest run of capitalised syllables that the gazetteer knows and that the words around it allow. A
// person (Nguyễn Thái Bình), a street, a river or a village that bears a province's name is no mention of the
// province; an organisation that bears it (Báo Lâm Đồng, Đại học Huế) is one. Names that are also words or given
// names (Hòa Bình, Thái Bình, Hải Dương) count only with a word that shows a place, or when the article or its source
// shows the province otherwise.
//
// A city with its province's name (TP Sơn La) is a district of its own and names the province too, by the rule "city".
// Districts and communes count with their type ("huyện", "xã"), in a list after one, or before the unit they lie in;
// cities also alone. Which of several of one name is meant is decided by what the text names around it, then by the
// province; else the place has no code, and Choices and Reason.
//
// A bare "tỉnh" or "Tỉnh ủy" is no mention; it weighs for the province of which the rest of the article speaks.
package places

import "diembao/news"

// Context is what is known of an article besides its text.
type Context struct {
	Published   news.Day // chooses the map; zero: the last map with districts if the text speaks of any, else today's
	Province    string   // the source's province, name or code; empty for a national outlet or when not known
	Title, Lead string   // stand in for parts that the text lacks; only the subject is read from them
}

// A Finding is the places of an article, in the order in which it names them, and the province it is about.
type Finding struct {
	Places  []news.Place
	Subject news.Subject
}
