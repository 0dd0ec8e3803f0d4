package ledger_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/ledger"
)

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(path("notes.txt"), []byte("Some notes of mine, and more of them.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	exec(t, path("other.db"), "CREATE TABLE birds (name TEXT)", "INSERT INTO birds VALUES ('heron')")
	l, err := ledger.Open(path("newer.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	exec(t, path("newer.ledger"), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")

	tests := []struct {
		name, path string
		open       func(string) (*ledger.Ledger, error)
		cause      error
		says       string
	}{
		{"a text", path("notes.txt"), ledger.Open, ledger.ErrNotALedger, "not a ledger"},
		{"a text to read", path("notes.txt"), ledger.OpenRead, ledger.ErrNotALedger, "not a ledger"},
		{"another database", path("other.db"), ledger.Open, ledger.ErrNotALedger, "not a ledger"},
		{"another database to read", path("other.db"), ledger.OpenRead, ledger.ErrNotALedger, "not a ledger"},
		{"newer", path("newer.ledger"), ledger.Open, ledger.ErrNewer, "update the program"},
		{"newer to read", path("newer.ledger"), ledger.OpenRead, ledger.ErrNewer, "update the program"},
		{"missing folder", path("no/case.ledger"), ledger.Open, fs.ErrNotExist, "no folder"},
		{"nothing to read", path("no.ledger"), ledger.OpenRead, fs.ErrNotExist, "record some documents first"},
		{"a folder", dir, ledger.Open, ledger.ErrReadOnly, "permissions"},
		{"a folder to read", dir, ledger.OpenRead, fs.ErrNotExist, "no ledger"},
	}
	if _, err := os.Stat("/proc/self"); err == nil {
		tests = append(tests, tests[0])
		last := &tests[len(tests)-1]
		last.name, last.path, last.cause, last.says = "a folder that takes no files", "/proc/case.ledger", ledger.ErrReadOnly, "permissions"
	}
	for _, tt := range tests {
		before, _ := os.ReadFile(tt.path)
		l, err := tt.open(tt.path)
		if err == nil {
			t.Errorf("%s: opened", tt.name)
			l.Close()
			continue
		}
		if !errors.Is(err, tt.cause) || !strings.Contains(err.Error(), tt.says) || !strings.HasPrefix(err.Error(), tt.path) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if after, _ := os.ReadFile(tt.path); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", tt.name)
		}
	}
	left, _ := filepath.Glob(path("*"))
	if len(left) != 3 {
		t.Errorf("files left behind: %v", left)
	}
}

// exec runs statements on a SQLite file, as another program would.
func exec(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenAgain(t *testing.T) {
	// A name with everything that a URI could take amiss.
	path := filepath.Join(t.TempDir(), "Fall A&B? 100% #1.ledger")
	doc := document("a", "Text.")
	for i := range 2 {
		l, err := ledger.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		run(t, l, i, "r", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota")) })
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if files, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(files) != 1 || files[0] != path {
			t.Errorf("files after closing: %q", files)
		}
	}
	l, err := ledger.OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != "a north/quota demand" {
		t.Errorf("read: %q", got)
	}
	if _, err := l.Begin(ctx, ledger.RunInfo{Started: hour(0)}); !errors.Is(err, ledger.ErrReadOnly) {
		t.Errorf("a run on a ledger opened for reading: %v", err)
	}
	if _, err := l.Drop(ctx, statement(doc, "north", "quota").ID, by(1)); !errors.Is(err, ledger.ErrReadOnly) {
		t.Errorf("a correction on a ledger opened for reading: %v", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "case.ledger")
	l, err := ledger.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	doc := document("a", "Text.")
	run(t, l, 0, "r", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota")) })
	l.Close()
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	if f, err := os.Create(filepath.Join(dir, "x")); err == nil {
		f.Close()
		t.Skip("this user may write everywhere")
	}
	if _, err := ledger.Open(path); !errors.Is(err, ledger.ErrReadOnly) {
		t.Errorf("opened for writing: %v", err)
	}
	l, err = ledger.OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != "a north/quota demand" {
		t.Errorf("read: %q", got)
	}
}
