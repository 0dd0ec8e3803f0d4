package dossier

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/record"
)

// pile is a folder of documents written for these tests.
var pile = map[string]string{
	"0412-wire.txt": "---\ntitle: Ministers argue over the quota\noutlet: Harbour Wire\npublished: 2031-04-12\n---\n" +
		"France demanded a lower quota for mackerel on Friday, three officials familiar with the talks said.\n\n" +
		"Spain rejected the proposal. \"We will not accept any cut this year,\" Spanish Fisheries Minister Carla Montes told reporters.\n",
	"0413-rewrite.txt": "---\noutlet: The Echo\npublished: 2031-04-13\n---\nFrance is asking for a lower mackerel quota, officials say.\n",
	"memo.txt":         "Norway offered to open its ports if France lifts the tariff on salmon.\n",
	"more.jsonl": `{"id":"m1","text":"Portugal urged Spain to accept the quota."}` + "\n" +
		`{"id":"m2","published":"2031-13-45","text":"Spain said it would not accept a lower quota."}` + "\n" +
		"{broken\n",
	"empty.txt": "",
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pile")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// recordInto records paths into a new case, in one run for each group of paths.
func recordInto(t *testing.T, jobs int, runs ...[]string) (*Dossier, Summary) {
	t.Helper()
	d, err := Create(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	var sum Summary
	for _, paths := range runs {
		sum, err = d.Record(context.Background(), Sources{Paths: paths}, Options{Program: "test", Jobs: jobs, Started: time.Unix(0, 0)})
		if err != nil {
			t.Fatal(err)
		}
	}
	return d, sum
}

// snapshot is all that a case says.
type snapshot struct {
	Statements []record.Statement
	Spoken     []Spoken
	Documents  []Entry
}

func snap(t *testing.T, d *Dossier) snapshot {
	t.Helper()
	ctx := context.Background()
	var s snapshot
	var err error
	if s.Statements, err = d.Statements(ctx); err != nil {
		t.Fatal(err)
	}
	if s.Spoken, err = collect(d.Attributions(ctx)); err != nil {
		t.Fatal(err)
	}
	if s.Documents, err = d.Documents(ctx); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRecord(t *testing.T) {
	dir := write(t, pile)
	d, sum := recordInto(t, 2, []string{dir})
	if sum.New != 5 || sum.Documents != 5 || len(sum.Failed) != 2 || len(sum.Flawed) != 1 {
		t.Errorf("summary %+v", sum)
	}
	for i, want := range []string{"empty.txt: the file is empty", "more.jsonl:3"} {
		if got := sum.Failed[i].Error(); !strings.Contains(got, want) {
			t.Errorf("failed: %s, want %s", got, want)
		}
	}
	if sum.Statements < 4 {
		t.Errorf("%d statements", sum.Statements)
	}
	// No cell without a sentence: every span is the document at its offsets.
	for _, s := range snap(t, d).Statements {
		doc, err := d.ledger.Document(context.Background(), s.Doc)
		if err != nil {
			t.Fatal(err)
		}
		text := record.NewText(doc.Text)
		for _, sp := range append([]record.Span{s.Evidence, s.Point, s.Predicate}, s.Conditions...) {
			if got := text.Slice(sp.Start, sp.End); got != sp.Text {
				t.Errorf("%s %s: %q stands where the span says %q", s.Doc, s.ID, got, sp.Text)
			}
		}
	}
}

// However the pile is recorded, the case is the same: by one worker or eight, in
// one run or file by file, once or twice.
func TestOneCaseHoweverItIsRecorded(t *testing.T) {
	dir := write(t, pile)
	var files []string
	for name := range pile {
		files = append(files, filepath.Join(dir, name))
	}
	slices.Sort(files)
	want, _ := recordInto(t, 1, []string{dir})
	for _, c := range []struct {
		name string
		jobs int
		runs [][]string
	}{
		{"eight workers", 8, [][]string{{dir}}},
		{"twice", 2, [][]string{{dir}, {dir}}},
		{"in two runs", 2, [][]string{files[:2], files[2:]}},
		{"in two runs, the later files first", 2, [][]string{files[2:], files[:2]}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := recordInto(t, c.jobs, c.runs...)
			if diff := cmp.Diff(snap(t, want), snap(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRecordAgain(t *testing.T) {
	dir := write(t, pile)
	d, _ := recordInto(t, 2, []string{dir})
	sum, err := d.Record(context.Background(), Sources{Paths: []string{dir}}, Options{Program: "test", Jobs: 2})
	if err != nil || sum.New != 0 || sum.Changed != 0 || sum.Same != 5 {
		t.Errorf("again: %+v, %v", sum, err)
	}
	// Another agenda reads everything again.
	agenda := "issues:\n  - name: mackerel\n    phrases: [mackerel quota]\n"
	if err := os.WriteFile(filepath.Join(dir, "agenda.yaml"), []byte(agenda), 0o644); err != nil {
		t.Fatal(err)
	}
	sum, err = d.Record(context.Background(), Sources{Paths: []string{dir}}, Options{Program: "test", Jobs: 2})
	if err != nil || sum.Changed != 5 {
		t.Errorf("with an agenda: %+v, %v", sum, err)
	}
}

func TestBrokenAgendaIsNamed(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "France demanded a lower quota.", "agenda.yaml": "issues: [{name: 3, phrases"})
	d, err := Create(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	_, err = d.Record(context.Background(), Sources{Paths: []string{dir}}, Options{Program: "test"})
	if err == nil || !strings.Contains(err.Error(), "agenda.yaml") {
		t.Errorf("the error is %v", err)
	}
}

func TestPositionsAndShow(t *testing.T) {
	d, _ := recordInto(t, 2, []string{write(t, pile)})
	ctx := context.Background()
	all, err := d.Positions(ctx, Fold{}, "france", "")
	if err != nil || len(all) == 0 {
		t.Fatalf("%d positions of France, %v", len(all), err)
	}
	s := all[0].Cell.Lines[0].Statements[0]
	shown, err := d.Show(ctx, s.ID[:8])
	if err != nil || shown.Statement.ID != s.ID || shown.Document.ID != s.Doc || shown.Superseded {
		t.Errorf("%+v, %v", shown, err)
	}
	if _, err := d.Positions(ctx, Fold{}, "atlantis", ""); err == nil || !strings.Contains(err.Error(), "France") {
		t.Errorf("an unknown party: %v", err)
	}
	if _, err := d.Show(ctx, "zz"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("an unknown statement: %v", err)
	}
	whole, err := d.Case(ctx, Fold{}, Extent{})
	if err != nil || whole.Name != "case" || len(whole.Documents) != 5 || whole.Documents[0].Document.Text == "" || len(whole.Matrix.Parties) < 3 {
		t.Errorf("the case: %d documents, %d parties, %v", len(whole.Documents), len(whole.Matrix.Parties), err)
	}
}

// What was recorded before the user stops a run stays.
func TestStopped(t *testing.T) {
	d, err := Create(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	ctx, stop := context.WithCancel(context.Background())
	_, err = d.Record(ctx, Sources{Paths: []string{write(t, pile)}}, Options{Program: "test", Jobs: 1, Progress: stop})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	docs, err := d.Documents(context.Background())
	if err != nil || len(docs) == 0 || len(docs) == 5 {
		t.Errorf("%d documents stayed, %v", len(docs), err)
	}
}
