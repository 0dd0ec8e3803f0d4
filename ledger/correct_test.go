package ledger_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/record"
)

func by(at int) ledger.Author {
	return ledger.Author{Who: "ana", Why: "read the page", At: hour(at)}
}

func TestCorrection(t *testing.T) {
	l := open(t)
	doc := document("a", "Text.")
	machine := statement(doc, "north", "quota")
	run(t, l, 0, "r1", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota", "south/price")) })

	c, err := l.Correct(ctx, machine.ID[:6], by(1), func(s *record.Statement) {
		s.Act, s.Stance = "reject", record.Against
		s.Party = record.Ref{ID: "east", Name: "East"}
		s.Addressees = append(s.Addressees, record.Ref{ID: "west", Name: "West"})
	})
	if err != nil {
		t.Fatal(err)
	}
	var changed []string
	for _, ch := range c.Changes {
		changed = append(changed, fmt.Sprintf("%s: %s > %s", ch.Field, ch.From, ch.To))
	}
	wantChanges := `act: "demand" > "reject"|stance: "for" > "against"|party: {"id":"north","name":"NORTH"} > {"id":"east","name":"East"}|` +
		`addressees: [{"id":"other","name":"Other side"}] > [{"id":"other","name":"Other side"},{"id":"west","name":"West"}]|` +
		`by: "machine" > "analyst"|confidence: 0.7 > 1`
	if got := strings.Join(changed, "|"); got != wantChanges {
		t.Errorf("changes\n%s, want\n%s", got, wantChanges)
	}

	want := machine
	want.Act, want.Stance, want.Party, want.By, want.Confidence = "reject", record.Against, record.Ref{ID: "east", Name: "East"}, record.Analyst, 1
	want.Addressees = []record.Ref{{ID: "other", Name: "Other side"}, {ID: "west", Name: "West"}}
	e, err := l.Statement(ctx, machine.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, e.Statement); diff != "" {
		t.Errorf("as it stands:\n%s", diff)
	}
	if diff := cmp.Diff(machine, e.Machine); diff != "" {
		t.Errorf("as it was read:\n%s", diff)
	}
	if len(e.Corrections) != 1 || e.Corrections[0].Who != "ana" || e.Corrections[0].Why != "read the page" || !e.Corrections[0].At.Equal(hour(1)) {
		t.Errorf("trail %+v", e.Corrections)
	}

	check := func(what string, f ledger.Filter, want string) {
		t.Helper()
		if got := summary(collect(t, l.Statements(ctx, f))); got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	check("filters see the corrected party", ledger.Filter{Party: "east"}, "a east/quota reject")
	check("not the old one", ledger.Filter{Party: "north"}, "")
	check("before the correction", ledger.Filter{Recorded: hour(0)}, "a north/quota demand, a south/price demand")
	parties, err := l.Parties(ctx)
	wantParties := []ledger.Mention{{Ref: record.Ref{ID: "east", Name: "East"}, Statements: 1}, {Ref: record.Ref{ID: "south", Name: "SOUTH"}, Statements: 1}}
	if diff := cmp.Diff(wantParties, parties); diff != "" || err != nil {
		t.Errorf("parties: %v\n%s", err, diff)
	}

	// A second correction on top, then the first one is taken back: the second stays.
	if _, err := l.Correct(ctx, machine.ID, by(2), func(s *record.Statement) { s.Issue = nil }); err != nil {
		t.Fatal(err)
	}
	undo, err := l.Undo(ctx, c.Seq, by(3))
	if err != nil || undo.Undoes != c.Seq || undo.Statement != machine.ID {
		t.Fatalf("undo %+v, %v", undo, err)
	}
	check("undone", ledger.Filter{Doc: "a"}, "a north/- demand, a south/price demand")
	check("before the undoing", ledger.Filter{Recorded: hour(2)}, "a east/- reject, a south/price demand")

	// Another reader finds one of the two again: the correction comes back with it.
	run(t, l, 4, "r2", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota")) })
	check("read again", ledger.Filter{}, "a north/- demand")
	history, err := l.History(ctx, machine.ID)
	if err != nil || len(history) != 2 || history[0].Superseded != hour(4) || !history[1].Superseded.IsZero() || len(history[1].Corrections) != 3 {
		t.Errorf("history %+v, %v", history, err)
	}
	if orphans, err := l.Orphans(ctx); err != nil || len(orphans) != 0 {
		t.Errorf("orphans %v, %v", orphans, err)
	}

	// The document changes: the correction has nothing to stand on and says so.
	doc2 := document("a", "Other text.")
	run(t, l, 5, "r2", func(r *ledger.Run) { put(t, r, doc2, reading(doc2, "north/quota")) })
	check("changed", ledger.Filter{}, "a north/quota demand")
	orphans, err := l.Orphans(ctx)
	if err != nil || len(orphans) != 1 || orphans[0].Statement != machine.ID || orphans[0].Seq != 2 {
		t.Errorf("orphans %+v, %v", orphans, err)
	}
	if all, err := l.Corrections(ctx); err != nil || len(all) != 3 || !all[0].Undone || all[1].Undone || all[2].Undoes != 1 {
		t.Errorf("corrections %+v, %v", all, err)
	}
}

func TestDropAndConfirm(t *testing.T) {
	l := open(t)
	doc := document("a", "Text.")
	run(t, l, 0, "r", func(r *ledger.Run) { put(t, r, doc, reading(doc, "north/quota", "south/price")) })
	north, south := statement(doc, "north", "quota").ID, statement(doc, "south", "price").ID
	c, err := l.Drop(ctx, north, by(1))
	if err != nil {
		t.Fatal(err)
	}
	if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != "a south/price demand" {
		t.Errorf("after dropping: %s", got)
	}
	if e, err := l.Statement(ctx, north); err != nil || !e.Dropped {
		t.Errorf("it can not be shown: %+v, %v", e, err)
	}
	if found, err := l.SearchStatements(ctx, "text", 9); err != nil || len(found) != 1 {
		t.Errorf("it is still found: %d, %v", len(found), err)
	}
	if _, err := l.Undo(ctx, c.Seq, by(2)); err != nil {
		t.Fatal(err)
	}
	if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != "a north/quota demand, a south/price demand" {
		t.Errorf("after undoing: %s", got)
	}
	if _, err := l.Correct(ctx, south, by(3), func(*record.Statement) {}); err != nil {
		t.Fatal(err)
	}
	if e, _ := l.Statement(ctx, south); e.Statement.By != record.Analyst || e.Statement.Confidence != 1 {
		t.Errorf("not confirmed: %+v", e.Statement)
	}
	if _, err := l.Correct(ctx, south, by(4), func(*record.Statement) {}); err == nil {
		t.Error("confirmed twice without an error")
	}
}

func TestCorrectionErrors(t *testing.T) {
	l := open(t)
	doc, changed := document("a", "Text."), document("a", "Other.")
	old := statement(doc, "north", "quota").ID
	run(t, l, 0, "r", func(r *ledger.Run) {
		put(t, r, doc, reading(doc, "north/quota"))
		put(t, r, changed, reading(changed, "north/quota", "south/quota"))
	})
	standing := statement(changed, "north", "quota").ID
	edit := func(s *record.Statement) { s.Act = "offer" }
	tests := []struct {
		name  string
		do    func() error
		cause error
		says  string
	}{
		{"nothing by that name", func() error { _, err := l.Correct(ctx, "zzz", by(1), edit); return err }, ledger.ErrNotFound, "zzz"},
		{"superseded", func() error { _, err := l.Correct(ctx, old, by(1), edit); return err }, ledger.ErrNotFound, "that stands"},
		{"ambiguous", func() error { _, err := l.Correct(ctx, "", by(1), edit); return err }, ledger.ErrAmbiguous, standing},
		{"show ambiguous", func() error { _, err := l.Statement(ctx, ""); return err }, ledger.ErrAmbiguous, standing},
		{"show nothing", func() error { _, err := l.Statement(ctx, "zzz"); return err }, ledger.ErrNotFound, "zzz"},
		{"no document", func() error { _, err := l.Document(ctx, "b"); return err }, ledger.ErrNotFound, `"b"`},
		{"no reading", func() error { _, err := l.Reading(ctx, "b"); return err }, ledger.ErrNotFound, `"b"`},
		{"nobody", func() error { _, err := l.Drop(ctx, standing, ledger.Author{Why: "x", At: hour(1)}); return err }, nil, "who"},
		{"no reason", func() error {
			_, err := l.Drop(ctx, standing, ledger.Author{Who: "x", Why: " ", At: hour(1)})
			return err
		}, nil, "why"},
		{"evidence", func() error {
			_, err := l.Correct(ctx, standing, by(1), func(s *record.Statement) { s.Evidence.Text = "Made up." })
			return err
		}, nil, "evidence"},
		{"undo nothing", func() error { _, err := l.Undo(ctx, 7, by(1)); return err }, ledger.ErrNotFound, "7"},
	}
	for _, tt := range tests {
		err := tt.do()
		var e *ledger.Error
		if !errors.As(err, &e) || tt.cause != nil && !errors.Is(err, tt.cause) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	c, err := l.Drop(ctx, standing, by(2))
	if err != nil {
		t.Fatal(err)
	}
	u, err := l.Undo(ctx, c.Seq, by(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, seq := range []int64{c.Seq, u.Seq} {
		if _, err := l.Undo(ctx, seq, by(4)); err == nil {
			t.Errorf("correction %d is taken back although it was, or takes back itself", seq)
		}
	}
	if all, _ := l.Corrections(ctx); len(all) != 2 {
		t.Errorf("a refused correction left a trace: %+v", all)
	}
}

// TestRecordedTimeIsImmutable does random things at rising times and checks,
// after each, that the ledger as of every earlier time still gives what it gave
// then, and that the columns agree with the slow way of counting.
func TestRecordedTimeIsImmutable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := open(t)
		defer l.Close()
		var snapshots []string
		clock := 0
		parties := []string{"north", "south", "east"}
		filter := ledger.Filter{Party: "north"}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			standing := collect(t, l.Statements(ctx, ledger.Filter{}))
			action := rapid.SampledFrom([]string{"run", "run", "correct", "drop", "undo"}).Draw(rt, "action")
			if len(standing) == 0 {
				action = "run"
			}
			switch action {
			case "run":
				reader := rapid.SampledFrom([]string{"r1", "r2"}).Draw(rt, "reader")
				run(t, l, clock, reader, func(r *ledger.Run) {
					doc := document(rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "doc"), rapid.SampledFrom([]string{"One.", "Two."}).Draw(rt, "text"))
					found := rapid.SliceOfNDistinct(rapid.SampledFrom(parties), 0, 3, rapid.ID).Draw(rt, "found")
					put(t, r, doc, reading(doc, found...))
				})
			case "correct":
				s := rapid.SampledFrom(standing).Draw(rt, "statement")
				to := rapid.SampledFrom(parties).Draw(rt, "party")
				_, err := l.Correct(ctx, s.ID, by(clock), func(s *record.Statement) { s.Party.ID, s.Party.Name = to, to })
				if err != nil && !strings.Contains(err.Error(), "nothing would change") {
					rt.Fatal(err)
				}
			case "drop":
				if _, err := l.Drop(ctx, rapid.SampledFrom(standing).Draw(rt, "statement").ID, by(clock)); err != nil {
					rt.Fatal(err)
				}
			case "undo":
				all, err := l.Corrections(ctx)
				if err != nil {
					rt.Fatal(err)
				}
				if len(all) > 0 {
					_, _ = l.Undo(ctx, rapid.SampledFrom(all).Draw(rt, "correction").Seq, by(clock)) // may be refused
				}
			}
			snapshots = append(snapshots, dump(t, l, ledger.Filter{}))
			for at, want := range snapshots {
				if got := dump(t, l, ledger.Filter{Recorded: hour(at)}); got != want {
					rt.Fatalf("as of step %d:\n%s, it was\n%s", at, got, want)
				}
			}
			now := filter
			now.Recorded = hour(clock)
			if fast, slow := dump(t, l, filter), dump(t, l, now); fast != slow {
				rt.Fatalf("statements of north:\n%s\nby time:\n%s", fast, slow)
			}
			clock++
		}
	})
}

func dump(t testing.TB, l *ledger.Ledger, f ledger.Filter) string {
	var b strings.Builder
	for _, s := range collect(t, l.Statements(ctx, f)) {
		fmt.Fprintln(&b, s.ID, s.Doc, s.Party, s.Act, s.By, s.Confidence)
	}
	return b.String()
}
