//go:build !sqlite_fts5

package main

func newSQLite() (engine, string) {
	return nil, "built without the tag sqlite_fts5"
}
