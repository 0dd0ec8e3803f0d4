package dossier

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/demarche-project/demarche/record"
)

func ref(id string) record.Ref { return record.Ref{ID: id, Name: strings.ToUpper(id)} }

// Entries apply in order, each to what the ones before it made.
func TestIdentities(t *testing.T) {
	ann := ref("ann")
	for _, c := range []struct {
		name    string
		entries identities
		want    string // party, speaker, addressees
	}{
		{"none", nil, "a ann b a"},
		{"a merge, everywhere", identities{{Actor: "a", Is: ref("z")}}, "z ann b z"},
		{"a merge of a merge", identities{{Actor: "a", Is: ref("y")}, {Actor: "y", Is: ref("z")}}, "z ann b z"},
		{"there and back", identities{{Actor: "a", Is: ref("b")}, {Actor: "b", Is: ref("a")}}, "a ann a a"},
		{"a speaker", identities{{Actor: "ann", Is: ref("anna")}}, "a anna b a"},
		{"in this document", identities{{Actor: "a", Is: ref("z"), Doc: "d"}}, "z ann b z"},
		{"in another document", identities{{Actor: "a", Is: ref("z"), Doc: "e"}}, "a ann b a"},
		{"as the party of a speaker only", identities{{Actor: "a", Is: ref("z"), Speaker: "ann"}}, "z ann b a"},
		{"as the party of another", identities{{Actor: "a", Is: ref("z"), Speaker: "bob"}}, "a ann b a"},
	} {
		s := record.Statement{Doc: "d", Party: ref("a"), Speaker: &ann, Addressees: []record.Ref{ref("b"), ref("a")},
			Sources: []record.Source{{Kind: record.SourceNamed, Name: "A", Span: &record.Span{Text: "the A"}}}}
		changes := len(c.entries.of(s)) > 0
		c.entries.apply(&s)
		got := s.Party.ID + " " + s.Speaker.ID
		for _, a := range s.Addressees {
			got += " " + a.ID
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if changes != (got != "a ann b a") && c.name != "there and back" {
			t.Errorf("%s: it says that something changes: %t", c.name, changes)
		}
		if s.Sources[0].Name != s.Party.Name || s.Party.ID != "a" && s.Sources[0].Description != "read as "+s.Party.Name {
			t.Errorf("%s: the chain says %+v", c.name, s.Sources[0])
		}
	}
	if ann.ID != "ann" {
		t.Error("what the statement pointed to has changed")
	}
}

// A case read before and after a merge is taken back is the same.
func TestMergeIsReversible(t *testing.T) {
	ctx := context.Background()
	d, err := Create(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Record(ctx, Sources{Paths: []string{write(t, pile)}}, Options{Program: "test", Jobs: 2, Started: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	before := snap(t, d)
	by := Author{Who: "ana", Why: "one actor", At: time.Unix(9, 0)}
	a, err := d.Merge(ctx, "Spain", "FRA", by)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snap(t, d).Statements {
		if s.Party.ID == "ESP" {
			t.Errorf("Spain still holds %s", s.ID)
		}
	}
	if _, err := d.Merge(ctx, "France", "Spain", by); err == nil {
		t.Error("two that are one were merged in a circle")
	}
	if _, err := d.UndoActor(ctx, a.Seq, by); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, snap(t, d)); diff != "" {
		t.Errorf("taken back, the case is not as before:\n%s", diff)
	}
	cast, err := d.Cast(ctx)
	if err != nil || len(cast.Entries) != 2 || !cast.Entries[0].Undone || cast.Entries[1].Undoes != a.Seq {
		t.Errorf("the trail: %+v, %v", cast.Entries, err)
	}
}
