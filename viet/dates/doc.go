// Package dates reads the days that Vietnamese news writes: in running text (Find), in the date line beside a headline
// (Line), in a page's machine-readable marks (Machine) and in its URL (FromURL).
//
// It owns the forms of dates and what they mean, the lunar calendar of Viet Nam included. Which of a page's dates is
// the publication time is for its caller to say. A date that is not certain is left out or left unresolved with the
// reason: a wrong day is worse than none.
//
// Find goes over the text once, line by line:
//
//	atoms -> lex (words, numbers, signs) -> forms at each word and number -> what stands before and behind (a day, or a share, score,
//	street, document?) -> year, by publication or by the text -> news.Date with its rule, or with the reason it stays open
//
// Rules of the forms are code, their words a table (words.go); the cases they satisfy were written down first (find_test.go).
package dates
