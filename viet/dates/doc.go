// Package dates reads the days that Vietnamese news writes: in running text (Find), in the date line beside a headline
// (Line), in a page's machine-readable marks (Machine) and in its URL (FromURL).
//
// It owns the forms of dates and what they mean, the lunar calendar of Viet Nam included. Which of a page's dates is
// the publication time is for its caller to say. A date that is not certain is left out or left unresolved with the
// reason: a wrong day is worse than none.
//
// Find works in four steps, each one pass over the text: cut tokens, match the forms at each token, throw out
// what only looks like a date (fractions, scores, numbers of documents and streets), and settle years.
package dates
