//go:build sqlite_fts5

package main

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"

	_ "github.com/mattn/go-sqlite3" // the driver
)

// sqlite is SQLite's FTS5: a contentless table of folded words, one transaction, merged at the end, and a plain table for days,
// sources and provinces.
type sqlite struct {
	db *sql.DB
}

func newSQLite() (engine, string) { return &sqlite{}, "" }

func (e *sqlite) build(dir, corpus string, docs int) (err error) {
	db, err := sql.Open("sqlite3", filepath.Join(dir, "index.db")+"?_journal=WAL&_sync=NORMAL&_cache_size=-65536")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, s := range []string{
		`CREATE VIRTUAL TABLE f USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0")`,
		`CREATE TABLE d(id INTEGER PRIMARY KEY, day INTEGER, source TEXT, province TEXT)`,
		`CREATE INDEX dd ON d(day)`,
	} {
		if _, err := db.Exec(s); err != nil {
			return err
		}
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	text, err := tx.Prepare(`INSERT INTO f(rowid, text) VALUES(?, ?)`)
	if err != nil {
		return err
	}
	meta, err := tx.Prepare(`INSERT INTO d VALUES(?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	var buf []byte
	err = eachDoc(corpus, docs, func(d doc) error {
		buf = foldWords(buf[:0], d.text())
		if _, err := text.Exec(d.ID, string(buf)); err != nil {
			return err
		}
		_, err := meta.Exec(d.ID, dayNumber(d.Day), d.Source, d.Province)
		return err
	})
	if err == nil {
		err = tx.Commit()
	}
	if err == nil {
		_, err = db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return err
}

func (e *sqlite) open(dir string) (err error) {
	e.db, err = sql.Open("sqlite3", filepath.Join(dir, "index.db")+"?_cache_size=-262144&_mmap_size=8589934592")
	return err
}

func (e *sqlite) match(q *question) string {
	var of []string
	for _, p := range q.Phrases {
		of = append(of, `"`+strings.Join(p, " ")+`"`)
	}
	if q.Or {
		return strings.Join(of, " OR ")
	}
	return strings.Join(of, " AND ")
}

const byRank = `SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10` // BM25

func (e *sqlite) top(q *question) (n int, err error) {
	m := e.match(q)
	if _, err := listed(e.db, byRank, m); err != nil {
		return 0, err
	}
	return n, e.db.QueryRow(`SELECT count(*) FROM f WHERE f MATCH ?`, m).Scan(&n)
}

func (e *sqlite) filtered(q *question) (n int, err error) {
	where := `FROM f JOIN d ON d.id = f.rowid WHERE f MATCH ? AND d.day BETWEEN ? AND ?`
	args := []any{e.match(q), q.From, q.To}
	if q.Province != "" {
		where += ` AND d.province = ?`
		args = append(args, q.Province)
	}
	if _, err := listed(e.db, `SELECT f.rowid `+where+` ORDER BY f.rank LIMIT 10`, args...); err != nil {
		return 0, err
	}
	rows, err := e.db.Query(`SELECT d.source, count(*) `+where+` GROUP BY d.source`, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var source string
		var count int
		if err := rows.Scan(&source, &count); err != nil {
			return 0, err
		}
		n += count
	}
	return n, rows.Err()
}

// rank asks for any of the words.
func (e *sqlite) rank(typed string) ([]int, error) {
	words := strings.Fields(string(foldWords(nil, typed)))
	return listed(e.db, byRank, `"`+strings.Join(words, `" OR "`)+`"`)
}

func listed(db *sql.DB, stmt string, args ...any) (ids []int, err error) {
	rows, err := db.Query(stmt, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func (e *sqlite) close() error {
	if e.db == nil {
		return nil
	}
	return e.db.Close()
}
