package ledger_test

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/record"
)

var ctx = context.Background()

// hour returns a time n hours after an arbitrary beginning.
func hour(n int) time.Time { return time.Date(2025, 3, 1, n, 0, 0, 0, time.UTC) }

func open(t testing.TB) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(filepath.Join(t.TempDir(), "case.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func document(id, text string) record.Document {
	return record.Document{ID: id, Title: "About " + id, Outlet: "Northern Wire", Published: "2025-02-03", Text: text,
		Path: id + ".txt", Raw: []byte(text), SHA256: record.Hash([]byte(text))}
}

// statement makes a statement of the party about the issue, whose evidence is
// the whole text of doc.
func statement(doc record.Document, party, issue string) record.Statement {
	evidence := record.NewText(doc.Text).Span(0, len([]rune(doc.Text)))
	s := record.Statement{
		ID: record.ID(doc.ID, party, issue, doc.Text), Doc: doc.ID, Act: "demand", Stance: record.For,
		Party: record.Ref{ID: party, Name: strings.ToUpper(party)}, Speaker: &record.Ref{ID: party + "-minister", Name: "The minister"},
		Addressees: []record.Ref{{ID: "other", Name: "Other side"}},
		Point:      evidence, Predicate: evidence, Evidence: evidence,
		Sources:    []record.Source{{Kind: record.SourceOutlet, Name: doc.Outlet}, {Kind: record.SourceAnonymous, Count: 3, Span: &evidence}},
		Conditions: []record.Span{}, Reported: doc.Published, Family: doc.ID, Independent: 1,
		Grade: record.Grade{Source: "F", Information: "6"}, By: record.Machine, Confidence: 0.7,
	}
	if issue != "" {
		s.Issue = &record.Ref{ID: issue, Name: "Issue " + issue}
	}
	return s
}

// reading makes a reading of doc with one statement for each "party/issue".
func reading(doc record.Document, statements ...string) record.Reading {
	r := record.Reading{ID: doc.ID, Doc: doc.Meta(), Sentences: []record.Sentence{{Start: 0, End: len(doc.Text)}}, Problems: []record.Problem{}}
	for _, s := range statements {
		party, issue, _ := strings.Cut(s, "/")
		r.Statements = append(r.Statements, statement(doc, party, issue))
	}
	return r
}

// run records what do puts in, as one finished run at an hour.
func run(t testing.TB, l *ledger.Ledger, at int, reader string, do func(*ledger.Run)) ledger.Counts {
	t.Helper()
	r, err := l.Begin(ctx, ledger.RunInfo{Program: "test", Reader: reader, Started: hour(at)})
	if err != nil {
		t.Fatal(err)
	}
	do(r)
	if err := r.Finish(hour(at).Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	return r.Counts()
}

func put(t testing.TB, r *ledger.Run, doc record.Document, reading record.Reading) ledger.Outcome {
	t.Helper()
	outcome, err := r.Put(doc, reading)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func collect[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// summary lists statements as "doc party/issue act", in order.
func summary(statements []record.Statement) string {
	var out []string
	for _, s := range statements {
		issue := "-"
		if s.Issue != nil {
			issue = s.Issue.ID
		}
		out = append(out, fmt.Sprintf("%s %s/%s %s", s.Doc, s.Party.ID, issue, s.Act))
	}
	return strings.Join(out, ", ")
}

func TestOutcomes(t *testing.T) {
	l := open(t)
	a1, a2, b := document("a", "The first wording."), document("a", "Another wording."), document("b", "A second text.")
	steps := []struct {
		name, reader string
		doc          record.Document
		statements   []string
		want         ledger.Outcome
		stand        string
	}{
		{"first time", "r1", b, []string{"north/quota"}, ledger.New, "b north/quota demand"},
		{"before it in order", "r1", a1, []string{"south/quota", "north/price"}, ledger.New, "a south/quota demand, a north/price demand, b north/quota demand"},
		{"again", "r1", a1, []string{"south/quota", "north/price"}, ledger.Unchanged, "a south/quota demand, a north/price demand, b north/quota demand"},
		{"changed", "r1", a2, []string{"south/quota"}, ledger.Changed, "a south/quota demand, b north/quota demand"},
		{"read by another reader", "r2", a2, []string{"south/"}, ledger.Reread, "a south/- demand, b north/quota demand"},
		{"changed back", "r2", a1, nil, ledger.Changed, "b north/quota demand"},
	}
	for i, step := range steps {
		counts := run(t, l, i, step.reader, func(r *ledger.Run) {
			known, err := r.Known(step.doc)
			if err != nil || known != (step.want == ledger.Unchanged) {
				t.Errorf("%s: known %v, %v", step.name, known, err)
			}
			if known {
				return
			}
			if got := put(t, r, step.doc, reading(step.doc, step.statements...)); got != step.want {
				t.Errorf("%s: %s, want %s", step.name, got, step.want)
			}
			if got := put(t, r, step.doc, reading(step.doc, step.statements...)); got != ledger.Unchanged {
				t.Errorf("%s, twice: %s", step.name, got)
			}
		})
		sum := counts.New + counts.Changed + counts.Reread + counts.Unchanged
		if want := map[bool]int{true: 1, false: 2}[step.want == ledger.Unchanged]; sum != want {
			t.Errorf("%s: counts %+v", step.name, counts)
		}
		if got := summary(collect(t, l.Statements(ctx, ledger.Filter{}))); got != step.stand {
			t.Errorf("%s: %q stand, want %q", step.name, got, step.stand)
		}
	}
	// Everything that ever stood can be asked for by its time.
	for i, step := range steps {
		if got := summary(collect(t, l.Statements(ctx, ledger.Filter{Recorded: hour(i)}))); got != step.stand {
			t.Errorf("at the time of %q: %q stand, want %q", step.name, got, step.stand)
		}
	}
	e, err := l.Statement(ctx, statement(a2, "south", "quota").ID)
	if err != nil || !e.Recorded.Equal(hour(3)) || !e.Superseded.Equal(hour(4)) || e.Reader != "r1" || e.Run != 4 {
		t.Errorf("a superseded statement: %+v, %v", e, err)
	}
	docs, err := l.Documents(ctx)
	if err != nil || len(docs) != 2 || docs[0].Versions != 3 || docs[0].Meta.SHA256 != a1.SHA256 || docs[1].Versions != 1 {
		t.Errorf("documents %+v, %v", docs, err)
	}
}

// TestMetadataCounts: a document of which more is known is another one to read.
func TestMetadataCounts(t *testing.T) {
	l := open(t)
	doc := document("a", "Text.")
	run(t, l, 0, "r", func(r *ledger.Run) { put(t, r, doc, reading(doc)) })
	doc.Published = "2025-02-04"
	run(t, l, 1, "r", func(r *ledger.Run) {
		if got := put(t, r, doc, reading(doc)); got != ledger.Changed {
			t.Errorf("with another date: %s", got)
		}
	})
}

func TestWhatGoesInComesOut(t *testing.T) {
	l := open(t)
	doc := document("a/b", "Zwölf Delegierte — “no” <said> & left.")
	doc.Author, doc.URL, doc.Lang, doc.Kind = "J. Doe", "https://example.org/?a=1&b=2", "en", record.KindReport
	doc.Raw = append([]byte("\ufeff---\n"), doc.Raw...)
	doc.SHA256 = record.Hash(doc.Raw)
	want := reading(doc, "north/quota", "south/")
	parent, when := 0, "2025-02"
	want.Attributions = []record.Attribution{
		{Source: []record.Span{}, Cue: []record.Span{{Start: 0, End: 5, Text: "Zwölf"}}, Kind: record.SourceNamed, Manner: record.Said,
			Speaker: &record.Ref{ID: "x", Name: "X"}},
		{Kind: record.SourceAnonymous, Count: 3, Description: "close to the talks", Manner: record.Held, Parent: &parent},
	}
	want.Dates = []record.Date{{Start: 1, End: 2, Text: "w", EDTF: &when, Earliest: "2025-02-01", Latest: "2025-02-28", Anchor: "published", Kind: "date"}}
	want.Events = []record.Event{{ID: "e", Doc: doc.ID, Event: "DEMAND", Source: []string{"XGOV"}}}
	want.Uncoded = []record.Span{{Start: 0, End: 5, Text: "Zwölf"}}
	want.Problems = []record.Problem{{Where: "0-5", What: "something odd"}}
	run(t, l, 0, "r", func(r *ledger.Run) { put(t, r, doc, want) })

	gotDoc, err := l.Document(ctx, doc.ID)
	if diff := cmp.Diff(doc, gotDoc); diff != "" || err != nil {
		t.Errorf("document: %v\n%s", err, diff)
	}
	got, err := l.Reading(ctx, doc.ID)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("reading: %v\n%s", err, diff)
	}
	if diff := cmp.Diff(want.Events, collect(t, l.Events(ctx))); diff != "" {
		t.Errorf("events\n%s", diff)
	}
	docs, err := l.Documents(ctx)
	wantInfo := []ledger.DocumentInfo{{ID: doc.ID, Path: doc.Path, Meta: doc.Meta(), Recorded: hour(0), Versions: 1, Characters: 38,
		Statements: 2, Attributions: 2, Uncoded: 1, Problems: 1, ReaderVersion: "r"}}
	if diff := cmp.Diff(wantInfo, docs); diff != "" || err != nil {
		t.Errorf("documents: %v\n%s", err, diff)
	}
	uncoded, err := l.Uncoded(ctx)
	if diff := cmp.Diff([]ledger.Uncoded{{Doc: doc.ID, Sentence: want.Uncoded[0]}}, uncoded); diff != "" || err != nil {
		t.Errorf("uncoded: %v\n%s", err, diff)
	}
	parties, err := l.Parties(ctx)
	if want := []ledger.Mention{{Ref: record.Ref{ID: "north", Name: "NORTH"}, Statements: 1}, {Ref: record.Ref{ID: "south", Name: "SOUTH"}, Statements: 1}}; err != nil || !cmp.Equal(parties, want) {
		t.Errorf("parties %+v, %v", parties, err)
	}
	issues, err := l.Issues(ctx)
	if want := []ledger.Mention{{Ref: record.Ref{ID: "quota", Name: "Issue quota"}, Statements: 1}}; err != nil || !cmp.Equal(issues, want) {
		t.Errorf("issues %+v, %v", issues, err)
	}
}

func TestFilters(t *testing.T) {
	l := open(t)
	run(t, l, 0, "r", func(r *ledger.Run) {
		for i, published := range []string{"2025-01-10", "2025-02", "", "2025-03-01/.."} {
			doc := document(fmt.Sprint("d", i), "Text "+fmt.Sprint(i))
			doc.Published = published
			rd := reading(doc, "north/quota", "south/price")
			rd.Statements[1].Act = "offer"
			put(t, r, doc, rd)
		}
	})
	day := edtf.NewDay(2025, 2, 14)
	tests := []struct {
		filter ledger.Filter
		want   string
	}{
		{ledger.Filter{Doc: "d1"}, "d1 north/quota demand, d1 south/price offer"},
		{ledger.Filter{Doc: "d1", Act: "offer"}, "d1 south/price offer"},
		{ledger.Filter{Party: "south", AsOf: &day}, "d0 south/price offer, d1 south/price offer"},
		{ledger.Filter{Issue: "quota", Doc: "d3"}, "d3 north/quota demand"},
		{ledger.Filter{Issue: "quota", Party: "south"}, ""},
		{ledger.Filter{Doc: "d9"}, ""},
	}
	for _, tt := range tests {
		if got := summary(collect(t, l.Statements(ctx, tt.filter))); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.filter, got, tt.want)
		}
		tt.filter.Recorded = hour(9)
		if got := summary(collect(t, l.Statements(ctx, tt.filter))); got != tt.want {
			t.Errorf("%+v by time: %q, want %q", tt.filter, got, tt.want)
		}
	}
}

func TestRunsAndProblems(t *testing.T) {
	l := open(t)
	doc := document("a", "Text.")
	fail := func(r *ledger.Run, place string) {
		if err := r.Fail(place, "the file is empty"); err != nil {
			t.Fatal(err)
		}
	}
	run(t, l, 0, "r", func(r *ledger.Run) { fail(r, "old.txt") })
	counts := run(t, l, 1, "r", func(r *ledger.Run) {
		rd := reading(doc, "north/quota")
		rd.Problems = []record.Problem{{Where: "12", What: "a sentence without end"}}
		put(t, r, doc, rd)
		fail(r, "case/empty.txt")
		if err := r.Note("case/a.txt:2", "no date"); err != nil {
			t.Fatal(err)
		}
	})
	if want := (ledger.Counts{New: 1, Failed: 1, Statements: 1}); counts != want {
		t.Errorf("counts %+v, want %+v", counts, want)
	}
	problems, err := l.Problems(ctx)
	want := []ledger.Problem{{Where: "case/empty.txt", What: "the file is empty"}, {Where: "case/a.txt:2", What: "no date"},
		{Doc: "a", Where: "12", What: "a sentence without end"}}
	if diff := cmp.Diff(want, problems); diff != "" || err != nil {
		t.Errorf("problems: %v\n%s", err, diff)
	}
	broken, err := l.Begin(ctx, ledger.RunInfo{Program: "p", Reader: "r", Started: hour(2)})
	if err != nil {
		t.Fatal(err)
	}
	broken.Close()
	runs, err := l.Runs(ctx)
	if err != nil || len(runs) != 3 || runs[1].Counts != counts || !runs[1].Finished.Equal(hour(1).Add(time.Minute)) || !runs[2].Finished.IsZero() {
		t.Errorf("runs %+v, %v", runs, err)
	}
}

func TestSearch(t *testing.T) {
	l := open(t)
	run(t, l, 0, "r", func(r *ledger.Run) {
		for id, text := range map[string]string{"a": "The ministers rejected a ceasefire.", "b": "A rejection of quotas by the minister.", "c": "Zelenskiy's café \"talks\"."} {
			doc := document(id, text)
			put(t, r, doc, reading(doc, "north/quota"))
		}
		old := document("d", "Ceasefire, once.")
		put(t, r, old, reading(old, "north/quota"))
		changed := document("d", "Nothing of it.")
		put(t, r, changed, reading(changed))
	})
	for query, want := range map[string]string{
		"ceasefire":              "a",
		"rejected minister":      "a b",
		`"rejected a ceasefire"`: "a",
		`"a rejected ceasefire"`: "",
		"quot*":                  "b",
		"cafe":                   "c",
		"zelenskiy's":            "c",
		`AND OR NOT ( : ^ "`:     "",
		"":                       "",
		`* "" --`:                "",
		"ministers -ceasefire":   "a", // no operators: a dash is only a dash
	} {
		statements, err := l.SearchStatements(ctx, query, 10)
		if err != nil {
			t.Errorf("%q: %v", query, err)
		}
		docs, err := l.SearchDocuments(ctx, query, 10)
		if err != nil {
			t.Errorf("%q: %v", query, err)
		}
		found, foundDocs := map[string]bool{}, map[string]bool{}
		for _, s := range statements {
			found[s.Doc] = true
		}
		for _, d := range docs {
			foundDocs[d.ID] = true
		}
		wanted := map[string]bool{}
		for _, id := range strings.Fields(want) {
			wanted[id] = true
		}
		if !cmp.Equal(found, wanted) || !cmp.Equal(foundDocs, wanted) {
			t.Errorf("%q: statements in %v, documents %v, want %v", query, found, foundDocs, wanted)
		}
	}
	if one, err := l.SearchStatements(ctx, "minister", 1); err != nil || len(one) != 1 {
		t.Errorf("limit 1: %d, %v", len(one), err)
	}
}

// TestWholeStatement puts in a statement with every field set and takes it out again.
func TestWholeStatement(t *testing.T) {
	doc := document("a", "The north demands fish in Sela Bay by 1 May, and again: fish.")
	s := statement(doc, "north", "quota")
	span := s.Evidence
	s.Option, s.Also, s.Conditions, s.Exchange = "more", []record.Span{span, span}, []record.Span{span}, record.ID("x")
	s.Modality = record.Modality{Negated: true, Hypothetical: true, Future: true, Past: true, Reported: true}
	s.Quantities = []record.Quantity{{Span: span, Value: "/3", Unit: "t/year", Of: "fish"}}
	s.Places = []record.Place{{Span: span, ID: "sela-bay", Within: []string{"sela", "north"}}}
	s.Instrument = &record.InstrumentRef{ID: "treaty", Article: "7"}
	s.When, s.Deadline = "2025-02-01", "2025-05-01"
	for v, i := reflect.ValueOf(s), 0; i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("this test leaves %s empty", v.Type().Field(i).Name)
		}
	}
	l := open(t)
	run(t, l, 1, "r", func(r *ledger.Run) {
		in := reading(doc)
		in.Statements = []record.Statement{s}
		put(t, r, doc, in)
	})
	if got := collect(t, l.Statements(ctx, ledger.Filter{})); len(got) != 1 || !cmp.Equal(got[0], s) {
		t.Error(cmp.Diff([]record.Statement{s}, got))
	}
}
