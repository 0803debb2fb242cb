//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgres is PostgreSQL's full text search: a server of its own in the engine's directory, reached by a socket there; the
// configuration "simple" behind unaccent; vectors in a column under a GIN index. It ranks by cover density, not BM25.
type postgres struct {
	bin, dir string
	run      *syscall.Credential // who runs the server; nil: who runs this
	server   *exec.Cmd
	pool     *pgxpool.Pool
	bytes    int64
	most     atomic.Int64 // MB that the server's processes held together
}

func newPostgres() (engine, string) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if p, err := exec.LookPath("initdb"); err == nil {
		found = append(found, p)
	}
	if len(found) == 0 {
		return nil, "no PostgreSQL server (initdb)"
	}
	e := &postgres{bin: filepath.Dir(found[len(found)-1])}
	if os.Getuid() != 0 {
		return e, ""
	}
	u, err := user.Lookup("postgres") // the server refuses to be run by root
	if err != nil {
		return nil, "no user postgres, and the server does not run as root"
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	e.run = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return e, ""
}

func (e *postgres) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(e.bin, name), args...)
	cmd.Dir = e.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: e.run, Pdeathsig: syscall.SIGINT}
	return cmd
}

func (e *postgres) build(dir, corpus string, docs int) (err error) {
	e.dir = dir
	if e.run != nil {
		if err := os.Chown(dir, int(e.run.Uid), int(e.run.Gid)); err != nil {
			return err
		}
	}
	init := e.command("initdb", "-D", filepath.Join(dir, "data"), "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
	if out, err := init.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %.300s", err, out)
	}
	if err := e.open(dir); err != nil {
		return err
	}
	watched, stop := context.WithCancel(context.Background())
	go e.watch(watched)
	defer stop()
	defer func() { err = errors.Join(err, e.close()) }()
	if err := e.statements(
		`CREATE EXTENSION unaccent`,
		`CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple)`,
		`ALTER TEXT SEARCH CONFIGURATION vi ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, asciihword, hword_asciipart, hword_numpart, numhword WITH unaccent, simple`,
		`CREATE TABLE d(id int PRIMARY KEY, day int, source text, province text, text text, words tsvector)`,
		// The words are kept and the text is not, as with the other engines.
		`CREATE FUNCTION words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.words := to_tsvector('vi', NEW.text); NEW.text := NULL; RETURN NEW; END $$`,
		`CREATE TRIGGER words BEFORE INSERT ON d FOR EACH ROW EXECUTE FUNCTION words()`,
	); err != nil {
		return err
	}
	if err := e.load(corpus, docs); err != nil {
		return err
	}
	if err := e.statements(`SET maintenance_work_mem = '512MB'; CREATE INDEX dw ON d USING gin(words)`, `CREATE INDEX dd ON d(day)`, `VACUUM ANALYZE d`, `CHECKPOINT`); err != nil {
		return err
	}
	return e.pool.QueryRow(context.Background(), `SELECT pg_total_relation_size('d')`).Scan(&e.bytes)
}

func (e *postgres) statements(all ...string) error {
	for _, s := range all {
		if _, err := e.pool.Exec(context.Background(), s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// load copies the articles over two connections, each of which the server gives a process.
func (e *postgres) load(corpus string, docs int) error {
	ctx := context.Background()
	rows := make(chan doc, 64)
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			_, errs[w] = e.pool.CopyFrom(ctx, pgx.Identifier{"d"}, []string{"id", "day", "source", "province", "text"}, pgx.CopyFromFunc(func() ([]any, error) {
				d, ok := <-rows
				if !ok {
					return nil, nil
				}
				return []any{d.ID, dayNumber(d.Day), d.Source, d.Province, d.text()}, nil
			}))
			for range rows { //nolint:revive // after an error the reader must not wait
			}
		})
	}
	err := eachDoc(corpus, docs, func(d doc) error { rows <- d; return nil })
	close(rows)
	wg.Wait()
	return errors.Join(err, firstError(errs))
}

func (e *postgres) open(dir string) (err error) {
	e.dir = dir
	e.server = e.command("postgres", "-D", filepath.Join(dir, "data"), "-k", dir, "-c", "listen_addresses=", "-c", "shared_buffers=1GB",
		"-c", "work_mem=64MB", "-c", "max_wal_size=4GB", "-c", "jit=off", "-c", "log_min_messages=panic")
	e.server.Stderr = os.Stderr
	if err := e.server.Start(); err != nil {
		return err
	}
	if e.pool, err = pgxpool.New(context.Background(), "host="+dir+" user=bench dbname=postgres pool_max_conns=4 default_query_exec_mode=exec"); err != nil {
		return err
	}
	for range 200 {
		if err = e.pool.Ping(context.Background()); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

const askWords = `FROM d, websearch_to_tsquery('vi', $1) q WHERE words @@ q`

func (e *postgres) match(q *question) string {
	var of []string
	for _, p := range q.Phrases {
		of = append(of, `"`+strings.Join(p, " ")+`"`)
	}
	if q.Or {
		return strings.Join(of, " or ")
	}
	return strings.Join(of, " ")
}

func (e *postgres) top(q *question) (n int, err error) {
	m := e.match(q)
	if _, err := e.ids(`SELECT id `+askWords+` ORDER BY ts_rank_cd(words, q) DESC, id LIMIT 10`, m); err != nil {
		return 0, err
	}
	return n, e.pool.QueryRow(context.Background(), `SELECT count(*) `+askWords, m).Scan(&n)
}

func (e *postgres) filtered(q *question) (n int, err error) {
	where, args := askWords+` AND day BETWEEN $2 AND $3`, []any{e.match(q), q.From, q.To}
	if q.Province != "" {
		where, args = where+` AND province = $4`, append(args, q.Province)
	}
	if _, err := e.ids(`SELECT id `+where+` ORDER BY ts_rank_cd(words, q) DESC, id LIMIT 10`, args...); err != nil {
		return 0, err
	}
	rows, err := e.pool.Query(context.Background(), `SELECT source, count(*) `+where+` GROUP BY source`, args...)
	if err != nil {
		return 0, err
	}
	counts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		Source string
		N      int
	}])
	for _, c := range counts {
		n += c.N
	}
	return n, err
}

// rank asks for all words, as websearch_to_tsquery does by itself; with any of them common words win, for ts_rank_cd does
// not know which words are rare.
func (e *postgres) rank(typed string) ([]int, error) {
	return e.ids(`SELECT id `+askWords+` ORDER BY ts_rank_cd(words, q, 1) DESC, id LIMIT 10`, string(foldWords(nil, typed)))
}

func (e *postgres) ids(stmt string, args ...any) ([]int, error) {
	rows, err := e.pool.Query(context.Background(), stmt, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

func (e *postgres) close() error {
	if e.server == nil {
		return nil
	}
	if e.pool != nil {
		e.pool.Close()
	}
	err := e.server.Process.Signal(syscall.SIGINT) // a "fast" shutdown
	err = errors.Join(err, e.server.Wait())
	e.server = nil
	return err
}

// built is the size of the table with its indexes, without the log and the server's own tables, and what the server needed
// to build it, told by watch: this process is only its client.
func (e *postgres) built() (size int64, peakMB int) { return e.bytes, int(e.most.Load()) }

// watch adds up the server's processes every tenth of a second; memory that several share counts once.
func (e *postgres) watch(ctx context.Context) {
	parent := strconv.Itoa(e.server.Process.Pid)
	for ctx.Err() == nil {
		kb := 0
		children, _ := os.ReadFile("/proc/" + parent + "/task/" + parent + "/children")
		for _, pid := range append(strings.Fields(string(children)), parent) {
			raw, _ := os.ReadFile("/proc/" + pid + "/smaps_rollup")
			if _, rest, ok := strings.Cut(string(raw), "\nPss:"); ok {
				n, _ := strconv.Atoi(strings.Fields(rest)[0])
				kb += n
			}
		}
		e.most.Store(max(e.most.Load(), int64(kb>>10)))
		time.Sleep(100 * time.Millisecond)
	}
}
