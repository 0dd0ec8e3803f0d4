package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a SQLite file as a ledger; migrations/00001 sets it.
const applicationID = 1145392449

// Ledger is an open ledger. It is safe for concurrent use.
type Ledger struct {
	db   *sql.DB
	path string
}

// Open opens the ledger at path for reading and writing, making it if there is
// none, and brings a ledger of an older version up to date. The error is an
// *Error with the cause ErrNotALedger, ErrNewer, ErrReadOnly, ErrFull, ErrDamaged
// or fs.ErrNotExist (of the folder).
func Open(path string) (*Ledger, error) {
	if folder := filepath.Dir(path); !isFolder(folder) {
		return nil, &Error{Path: path, What: "there is no folder " + folder, Hint: "make it first, or name another place", Cause: fs.ErrNotExist}
	}
	l, err := open(path, "mode=rwc&_pragma=synchronous(normal)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	// Only now that it is known to be ours: the mode stays with the file.
	if _, err = l.db.Exec("PRAGMA journal_mode = wal"); err == nil {
		err = l.migrate(context.Background())
	}
	if err != nil {
		l.Close()
		return nil, explain(path, err)
	}
	return l, nil
}

// OpenRead opens the ledger at path for reading; neither it nor its folder need
// be writable. The error is as with Open; ErrOlder says that the ledger must
// first be opened for writing once, and fs.ErrNotExist that there is none.
func OpenRead(path string) (*Ledger, error) {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil, noLedger(path)
	}
	// A ledger in write-ahead mode wants to write beside itself even to be read,
	// and to clean up behind. Where it can not, nobody else writes either.
	l, err := openCurrent(path, "mode=rw&_pragma=query_only(1)")
	if errors.Is(err, ErrReadOnly) {
		l, err = openCurrent(path, "immutable=1")
	}
	return l, err
}

func openCurrent(path, options string) (*Ledger, error) {
	l, err := open(path, options)
	if err != nil {
		return nil, err
	}
	have, err := l.version()
	if err == nil && have == 0 {
		err = notALedger(path)
	}
	if want := latestVersion(); err == nil && have < want {
		err = &Error{Path: path, What: fmt.Sprintf("this ledger has version %d, the program's is %d", have, want),
			Hint: "record into it once, and it is brought up to date", Cause: ErrOlder}
	}
	if err != nil {
		l.Close()
		return nil, explain(path, err)
	}
	return l, nil
}

// open opens the file and checks that it is, or can become, a ledger.
func open(path, options string) (*Ledger, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, err)
	}
	dsn := (&url.URL{Scheme: "file", Path: abs, RawQuery: options + "&_pragma=busy_timeout(10000)"}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, explain(path, err)
	}
	l := &Ledger{db: db, path: path}
	version, err := l.version()
	if err == nil && version > latestVersion() {
		err = &Error{Path: path, What: fmt.Sprintf("this ledger was written by a newer program (version %d, this one knows %d)", version, latestVersion()),
			Hint: "update the program", Cause: ErrNewer}
	}
	if err != nil {
		db.Close()
		return nil, explain(path, err)
	}
	return l, nil
}

// version returns the version of the tables, 0 for an empty file. A database of
// another program is ErrNotALedger.
func (l *Ledger) version() (int64, error) {
	var id, tables int64
	if err := l.db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'").Scan(&tables); err != nil || tables == 0 {
		return 0, err
	}
	if err := l.db.QueryRow("PRAGMA application_id").Scan(&id); err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, notALedger(l.path)
	}
	var version int64
	err := l.db.QueryRow("SELECT max(version_id) FROM goose_db_version WHERE is_applied").Scan(&version)
	return version, err
}

func notALedger(path string) error {
	return &Error{Path: path, What: "this file is not a ledger", Hint: "name another file", Cause: ErrNotALedger}
}

func (l *Ledger) migrate(ctx context.Context) error {
	have, err := l.version()
	if err != nil || have == latestVersion() {
		return err
	}
	p, err := newProvider(l.db)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

func newProvider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files)
}

// latestVersion is the version of the tables that this program writes: the
// number of its last migration.
func latestVersion() int64 {
	entries, err := migrations.ReadDir("migrations")
	if err != nil || len(entries) == 0 {
		panic("ledger: no migrations are embedded")
	}
	version, err := goose.NumericComponent(entries[len(entries)-1].Name())
	if err != nil {
		panic(err)
	}
	return version
}

// Close closes the ledger.
func (l *Ledger) Close() error { return explain(l.path, l.db.Close()) }

// Path returns the path that the ledger was opened with.
func (l *Ledger) Path() string { return l.path }

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

const timeLayout = "2006-01-02T15:04:05.000Z"

func timeText(t time.Time) string { return t.UTC().Format(timeLayout) }

// parseTime reads what timeText wrote; an empty column is the zero time.
func parseTime(s sql.NullString) (time.Time, error) {
	if !s.Valid {
		return time.Time{}, nil
	}
	return time.Parse(timeLayout, s.String)
}
