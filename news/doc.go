// Package news is the vocabulary every other room speaks: sources, snapshots, articles, days, mentions, officials,
// places, queries and results. It owns names and their JSON; it reads no file, opens no connection and imports only
// the standard library. What a value means is said once, here.
//
// Times are instants; those that come from a page carry Viet Nam's zone (ICT, UTC+7, no daylight saving), those that
// the crawler made are UTC. Text is NFC. Offsets are bytes into the field they name and always stand on rune borders.
package news
