package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/demarche-project/demarche/record"
)

var start = time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)

// sample makes a document of about size bytes with n statements.
func sample(i, size, n int) (record.Document, record.Reading) {
	line := fmt.Sprintf("Delegates of party %d said on day %d that the quota would have to go. ", i%7, i)
	text := strings.Repeat(line, 1+size/len(line))
	doc := record.Document{ID: fmt.Sprintf("doc-%06d", i), Outlet: "Wire", Text: text, Raw: []byte(text), SHA256: record.Hash([]byte(text))}
	reading := record.Reading{ID: doc.ID, Doc: doc.Meta()}
	for k := range n {
		evidence := record.Span{Start: k * len(line), End: (k + 1) * len(line), Text: line}
		reading.Statements = append(reading.Statements, record.Statement{
			ID: record.ID(doc.ID, fmt.Sprint(k)), Doc: doc.ID, Act: "demand", Stance: record.For, Party: record.Ref{ID: fmt.Sprint("p", i%7), Name: "Party"},
			Speaker: &record.Ref{ID: "d", Name: "Delegates"}, Issue: &record.Ref{ID: "quota", Name: "Quota"},
			Point: record.Span{Start: k*len(line) + 40, End: k*len(line) + 60, Text: line[40:60]}, Predicate: evidence, Evidence: evidence,
			Sources: []record.Source{{Kind: record.SourceOutlet, Name: "Wire"}, {Kind: record.SourceCollective, Name: "Delegates", Span: &evidence}},
			Family:  doc.ID, Independent: 1, Grade: record.Grade{Source: "F", Information: "6"}, By: record.Machine, Confidence: .8,
		})
		reading.Attributions = append(reading.Attributions, record.Attribution{Source: []record.Span{evidence}, Cue: []record.Span{evidence}, Content: []record.Span{evidence}})
	}
	return doc, reading
}

func newLedger(t testing.TB) *Ledger {
	t.Helper()
	l, err := Open(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func begin(t testing.TB, l *Ledger, reader string) *Run {
	t.Helper()
	r, err := l.Begin(context.Background(), RunInfo{Program: "test", Reader: reader, Started: start})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// standing counts the documents and statements of a ledger, and checks that
// every document has all of its statements.
func standing(t testing.TB, l *Ledger, each int) (documents int) {
	t.Helper()
	docs, err := l.Documents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if d.Statements != each {
			t.Errorf("%s has %d statements of %d", d.ID, d.Statements, each)
		}
	}
	// On a connection of its own: FTS5's check mistakes what its connection
	// remembers of an earlier check for a fault of the file.
	fresh, err := OpenRead(l.path)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	var answer string
	if err := fresh.db.QueryRow("PRAGMA integrity_check").Scan(&answer); err != nil || answer != "ok" {
		t.Errorf("integrity: %s, %v", answer, err)
	}
	return len(docs)
}

func TestFullDisk(t *testing.T) {
	l := newLedger(t)
	r := begin(t, l, "r")
	// A limit on the file stands for the disk: SQLite reports the same error.
	if _, err := r.conn.ExecContext(r.ctx, "PRAGMA max_page_count = 200"); err != nil {
		t.Fatal(err)
	}
	committed := 0
	var err error
	for i := 0; err == nil && i < 10000; i++ {
		doc, reading := sample(i, 2000, 5)
		if _, err = r.Put(doc, reading); err == nil {
			committed++
		}
	}
	if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), "free some space") || !strings.HasPrefix(err.Error(), l.path) {
		t.Fatalf("after %d documents: %v", committed, err)
	}
	if got := standing(t, l, 5); got != committed || committed < 10 {
		t.Errorf("%d documents are readable, %d were committed", got, committed)
	}
	r.Close()
	// With space again, the same command goes on from there.
	again := begin(t, l, "r")
	if _, err := again.conn.ExecContext(again.ctx, "PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	for i := range committed + 5 {
		doc, reading := sample(i, 2000, 5)
		outcome, err := again.Put(doc, reading)
		if want := map[bool]Outcome{true: Unchanged, false: New}[i < committed]; err != nil || outcome != want {
			t.Fatalf("document %d of %d: %s, %v", i, committed, outcome, err)
		}
	}
	if got := standing(t, l, 5); got != committed+5 {
		t.Errorf("%d documents, want %d", got, committed+5)
	}
}

// TestCrash copies the files in the middle of a run, as a crash would leave
// them, and opens the copy.
func TestCrash(t *testing.T) {
	l := newLedger(t)
	r := begin(t, l, "r")
	for i := range 30 {
		doc, reading := sample(i, 1000, 3)
		if _, err := r.Put(doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	// One more document is half written.
	if _, err := r.conn.ExecContext(r.ctx, "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	doc, reading := sample(99, 1000, 3)
	if _, err := r.put(doc, reading); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files, err := filepath.Glob(l.path + "*")
	if err != nil || len(files) < 2 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "-shm") {
			continue // memory of the dead process
		}
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.conn.ExecContext(r.ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	found, err := Open(filepath.Join(dir, "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	if got := standing(t, found, 3); got != 30 {
		t.Errorf("%d documents, want 30", got)
	}
	runs, err := found.Runs(context.Background())
	if err != nil || len(runs) != 1 || !runs[0].Finished.IsZero() {
		t.Errorf("runs %+v, %v", runs, err)
	}
}

func TestBrokenOff(t *testing.T) {
	l := newLedger(t)
	ctx, cancel := context.WithCancel(context.Background())
	r, err := l.Begin(ctx, RunInfo{Program: "test", Reader: "r", Started: start})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	doc, reading := sample(0, 100, 1)
	if _, err := r.Put(doc, reading); err != nil {
		t.Fatal(err)
	}
	cancel()
	doc, reading = sample(1, 100, 1)
	if _, err := r.Put(doc, reading); !errors.Is(err, context.Canceled) {
		t.Errorf("after breaking off: %v", err)
	}
	if got := standing(t, l, 1); got != 1 {
		t.Errorf("%d documents, want 1", got)
	}
	other := begin(t, l, "r") // nothing is locked
	if _, err := other.Put(doc, reading); err != nil {
		t.Error(err)
	}
}

// TestManyAtOnce writes from several goroutines and two runs while others read
// and correct.
func TestManyAtOnce(t *testing.T) {
	l := newLedger(t)
	first := begin(t, l, "r")
	doc, reading := sample(0, 500, 2)
	if _, err := first.Put(doc, reading); err != nil {
		t.Fatal(err)
	}
	second := begin(t, l, "r")
	var group sync.WaitGroup
	work := func(n int, do func(i int) error) {
		group.Go(func() {
			for i := range n {
				if err := do(i); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for _, r := range []*Run{first, first, second} {
		work(40, func(i int) error {
			doc, reading := sample(i, 500, 2)
			_, err := r.Put(doc, reading)
			return err
		})
	}
	work(10, func(int) error {
		n := 0
		for _, err := range l.Statements(context.Background(), Filter{}) {
			if err != nil {
				return err
			}
			n++
		}
		if n%2 != 0 {
			return fmt.Errorf("a half document was seen: %d statements", n)
		}
		return nil
	})
	work(10, func(i int) error {
		_, err := l.Correct(context.Background(), reading.Statements[0].ID, Author{"ana", "because", start},
			func(s *record.Statement) { s.Option = fmt.Sprint("option ", i) })
		return err
	})
	group.Wait()
	if got := standing(t, l, 2); got != 40 {
		t.Errorf("%d documents, want 40", got)
	}
	sum := first.Counts().New + second.Counts().New
	if sum != 40 {
		t.Errorf("%d documents were new", sum)
	}
	e, err := l.Statement(context.Background(), reading.Statements[0].ID)
	if err != nil || e.Statement.Option != "option 9" || len(e.Corrections) != 10 {
		t.Errorf("option %q after %d corrections, %v", e.Statement.Option, len(e.Corrections), err)
	}
}

// TestSearchWhileWriting searches on other connections between the documents of
// a run; the words of every document must be found as soon as it is in.
func TestSearchWhileWriting(t *testing.T) {
	l := newLedger(t)
	r := begin(t, l, "r")
	for i := range 60 {
		doc, reading := sample(i, 500, 3)
		if _, err := r.Put(doc, reading); err != nil {
			t.Fatal(err)
		}
		statements, err := l.SearchStatements(context.Background(), "quota", 1000)
		if err != nil || len(statements) != 3*(i+1) {
			t.Fatalf("after %d documents: %d statements, %v", i+1, len(statements), err)
		}
		docs, err := l.SearchDocuments(context.Background(), fmt.Sprintf("\"day %d that\"", i), 1000)
		if err != nil || len(docs) != 1 || docs[0].ID != doc.ID {
			t.Fatalf("document %d: %v, %v", i, docs, err)
		}
	}
}

// BenchmarkPut records documents of 1 KB with ten statements each.
func BenchmarkPut(b *testing.B) {
	l := newLedger(b)
	r := begin(b, l, "r")
	i := 0
	for b.Loop() {
		doc, reading := sample(i, 1000, 10)
		if _, err := r.Put(doc, reading); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkStatements reads 10,000 statements back.
func BenchmarkStatements(b *testing.B) {
	l := newLedger(b)
	r := begin(b, l, "r")
	for i := range 1000 {
		doc, reading := sample(i, 1000, 10)
		if _, err := r.Put(doc, reading); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		n := 0
		for _, err := range l.Statements(context.Background(), Filter{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 10000 {
			b.Fatal(n)
		}
	}
}
