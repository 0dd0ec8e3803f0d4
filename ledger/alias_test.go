package ledger_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/record"
)

func TestAliases(t *testing.T) {
	l := open(t)
	north := record.Ref{ID: "north", Name: "North", Kind: "person"}
	a, err := l.AddAlias(ctx, ledger.Alias{Actor: "nort", Is: north, Doc: "d", Speaker: "s"}, by(1))
	if err != nil {
		t.Fatal(err)
	}
	u, err := l.UndoAlias(ctx, a.Seq, by(2))
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Aliases(ctx)
	want := []ledger.Alias{
		{Seq: 1, Actor: "nort", Is: north, Doc: "d", Speaker: "s", At: hour(1), Who: "ana", Why: "read the page", Undone: true},
		{Seq: 2, Actor: "nort", Is: north, Doc: "d", Speaker: "s", At: hour(2), Who: "ana", Why: "read the page", Undoes: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, seq := range []int64{a.Seq, u.Seq, 9} {
		if _, err := l.UndoAlias(ctx, seq, by(3)); err == nil {
			t.Errorf("entry %d was taken back", seq)
		}
	}
	if _, err := l.UndoAlias(ctx, 9, by(3)); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("an entry that is not there: %v", err)
	}
	if _, err := l.AddAlias(ctx, ledger.Alias{Actor: "x", Is: north}, ledger.Author{Who: "ana"}); err == nil {
		t.Error("an entry without why and when")
	}
	if _, err := l.AddAlias(ctx, ledger.Alias{Actor: "x"}, by(3)); err == nil {
		t.Error("an alias of nobody")
	}
}

// A ledger of the first version is brought up to date with all that is in it.
func TestFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.ledger")
	doc := document("a", "Text.")
	l, err := ledger.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	run(t, l, 0, "r", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota")) })
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	exec(t, path, "DROP TABLE aliases")
	exec(t, path, "DELETE FROM goose_db_version WHERE version_id = 2")
	if _, err := ledger.OpenRead(path); !errors.Is(err, ledger.ErrOlder) {
		t.Errorf("reading the first version: %v", err)
	}
	if l, err = ledger.Open(path); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != "a north/quota demand" {
		t.Errorf("statements: %q", got)
	}
	if all, err := l.Aliases(ctx); len(all) > 0 || err != nil {
		t.Errorf("aliases: %v, %v", all, err)
	}
}
