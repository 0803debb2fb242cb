// Package facts reads the facts of an article out of its words: the days it names, the officials in their posts, the
// places, and the province it is about. It owns the order in which those readers run and what one tells the next; the
// rules are those of viet/dates, viet/places, viet/officials and viet/phrases. The text is cut once for all
// of them. It does no I/O and gives the same facts for the same article.
package facts
