// Package phrases finds what an article is about in the article's own words: its key phrases, two to six syllables each.
// It owns the choice of phrases and the background they are weighed against; names of people and places are for
// packages officials and places, and are told to it so that they are left out. It keeps nothing between articles: the
// same article has the same phrases on every day and in every archive.
//
//	text -> words (longest known compound) -> runs between function words, punctuation and names
//	     -> candidates of one to three words -> frequency, length, rarity, containment -> the best few
//
// Candidates are weighed by C-value (Frantzi, Ananiadou and Mima 2000: a phrase counts less for the times it stands
// inside a longer one) times the rarity of their words in 150,704 news articles.
package phrases
