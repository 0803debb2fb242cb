// Package corrections puts an editor's word over what the rules read. It owns what the Before and After of a correction
// mean for each field of an article, and how they are applied; keeping corrections is room archive's, and whether two
// names are one person is package coverage's.
//
//	field      kinds                  value (JSON)
//	published  replace, remove        "2024-06-05T15:22:00+07:00", or "2024-06-05" when only the day is known
//	province   replace, remove        "Lâm Đồng": a name on the map of the article's day
//	officials  add, remove, replace   {"name": "...", "position": "..."}; without a position: the person, all posts
//	places     add, remove, replace   {"name": "...", "kind": "district", "code": "..."}; kind and code where needed
//
// The pipeline applies the corrections of an article after every extraction, in their order, so that a better extractor
// does not undo them. Applying one twice changes nothing more, and one that the rules meanwhile agree with does no
// harm. What an editor adds must stand in the text: every fact points at the words that say it.
package corrections
