package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

// Filter chooses statements; an empty field chooses all.
type Filter struct {
	Doc   string // document identifier
	Party string // identifier of the party
	Issue string // identifier of the issue
	Act   string
	// AsOf keeps statements whose valid time (when, else reported) begins on or
	// before this day. An undated statement can not be placed and is left out.
	AsOf *edtf.Day
	// Recorded asks for the ledger as it stood at this time: runs and corrections
	// made later are not seen.
	Recorded time.Time
}

// Statements yields the statements that stand, corrections applied and dropped
// ones left out, in order of document and position. It stops at an error.
func (l *Ledger) Statements(ctx context.Context, f Filter) iter.Seq2[record.Statement, error] {
	if !f.Recorded.IsZero() {
		return l.statementsAt(ctx, f)
	}
	where, args := []string{"r.superseded IS NULL", "NOT s.dropped"}, []any{}
	for _, c := range []struct{ column, value string }{
		{"d.id", f.Doc}, {"s.party", f.Party}, {"s.issue", f.Issue}, {"s.act", f.Act},
	} {
		if c.value != "" {
			where, args = append(where, c.column+" = ?"), append(args, c.value)
		}
	}
	if f.AsOf != nil {
		where, args = append(where, "coalesce(s.earliest, s.latest) <= ?"), append(args, f.AsOf.String())
	}
	return l.scanStatements(ctx, `SELECT coalesce(s.corrected, s.machine) FROM statements s
		JOIN readings r ON r.seq = s.reading JOIN documents d ON d.seq = r.document
		WHERE `+strings.Join(where, " AND ")+" ORDER BY d.id, s.position", args...)
}

// scanStatements yields the statements of a query with one column of JSON.
func (l *Ledger) scanStatements(ctx context.Context, query string, args ...any) iter.Seq2[record.Statement, error] {
	return func(yield func(record.Statement, error) bool) {
		for text, err := range scan[string](ctx, l, query, args...) {
			var s record.Statement
			if err == nil {
				err = json.Unmarshal([]byte(text), &s)
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// scan yields the single column of a query's rows, and an error at the end if
// there was one.
func scan[T any](ctx context.Context, l *Ledger, query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var value T
		err := l.each(ctx, query, args, []any{&value}, func() error {
			if !yield(value, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && err != errStop {
			var none T
			yield(none, err)
		}
	}
}

// column returns the single column of a query's rows.
func column(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

var errStop = errors.New("stop")

// each calls do for every row of a query, after scanning it into dest. Errors of
// do come back unchanged.
func (l *Ledger) each(ctx context.Context, query string, args, dest []any, do func() error) error {
	rows, err := l.db.QueryContext(ctx, query, args...)
	if err != nil {
		return explain(l.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return explain(l.path, err)
		}
		if err := do(); err != nil {
			return err
		}
	}
	return explain(l.path, rows.Err())
}

// Document returns the version of a document that stands, with its raw bytes.
// The error's cause is ErrNotFound if there is none of this identifier.
func (l *Ledger) Document(ctx context.Context, id string) (record.Document, error) {
	var d record.Document
	err := l.db.QueryRowContext(ctx, `SELECT id, title, outlet, author, published, url, lang, kind, text, path, raw, sha256
		FROM documents WHERE id = ? AND superseded IS NULL`, id).Scan(&d.ID, &d.Title, &d.Outlet, &d.Author, &d.Published,
		&d.URL, &d.Lang, &d.Kind, &d.Text, &d.Path, &d.Raw, &d.SHA256)
	if errors.Is(err, sql.ErrNoRows) {
		return d, notFound(l.path, fmt.Sprintf("document %q", id))
	}
	return d, explain(l.path, err)
}

// DocumentInfo is a document on record without its text, and what was found in it.
type DocumentInfo struct {
	ID, Path      string
	Meta          record.Meta
	Recorded      time.Time // when this version came in
	Versions      int       // versions on record, this one included
	Characters    int       // code points of the text
	Statements    int       // that stand
	Attributions  int
	Uncoded       int // sentences with a cue and no statement
	Problems      int
	ReaderVersion string
}

const documentInfo = `SELECT d.id, d.path, d.title, d.outlet, d.author, d.published, d.url, d.lang, d.kind, d.sha256,
	n.started, length(d.text), coalesce(r.reader, ''),
	(SELECT count(*) FROM documents v WHERE v.id = d.id),
	(SELECT count(*) FROM statements s WHERE s.reading = r.seq AND NOT s.dropped),
	(SELECT count(*) FROM attributions a WHERE a.reading = r.seq),
	(SELECT count(*) FROM uncoded u WHERE u.reading = r.seq),
	(SELECT count(*) FROM problems p WHERE p.reading = r.seq)
	FROM documents d JOIN runs n ON n.id = d.run
	LEFT JOIN readings r ON r.document = d.seq AND r.superseded IS NULL
	WHERE d.superseded IS NULL`

// Documents lists the documents on record, sorted by identifier.
func (l *Ledger) Documents(ctx context.Context) ([]DocumentInfo, error) {
	return l.documentInfos(ctx, documentInfo+" ORDER BY d.id")
}

func (l *Ledger) documentInfos(ctx context.Context, query string, args ...any) ([]DocumentInfo, error) {
	var out []DocumentInfo
	var d DocumentInfo
	var recorded sql.NullString
	m := &d.Meta
	dest := []any{&d.ID, &d.Path, &m.Title, &m.Outlet, &m.Author, &m.Published, &m.URL, &m.Lang, &m.Kind, &m.SHA256,
		&recorded, &d.Characters, &d.ReaderVersion, &d.Versions, &d.Statements, &d.Attributions, &d.Uncoded, &d.Problems}
	err := l.each(ctx, query, args, dest, func() (err error) {
		d.Recorded, err = parseTime(recorded)
		out = append(out, d)
		return err
	})
	return out, err
}

// currentReading finds the reading of a document that stands.
const currentReading = `(SELECT r.seq FROM readings r JOIN documents d ON d.seq = r.document
	WHERE d.id = ? AND d.superseded IS NULL AND r.superseded IS NULL)`

// Attributions returns who says what in a document, in order.
func (l *Ledger) Attributions(ctx context.Context, doc string) ([]record.Attribution, error) {
	var out []record.Attribution
	for text, err := range scan[string](ctx, l, "SELECT json FROM attributions WHERE reading = "+currentReading+" ORDER BY position", doc) {
		var a record.Attribution
		if err == nil {
			err = json.Unmarshal([]byte(text), &a)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// Events yields the events of the readings that stand, in order of document and
// place. It stops at an error.
func (l *Ledger) Events(ctx context.Context) iter.Seq2[record.Event, error] {
	return func(yield func(record.Event, error) bool) {
		for rest, err := range scan[string](ctx, l, `SELECT r.rest FROM readings r JOIN documents d ON d.seq = r.document
			WHERE r.superseded IS NULL AND d.superseded IS NULL ORDER BY d.id`) {
			var layers struct {
				Events []record.Event `json:"events"`
			}
			if err == nil {
				err = json.Unmarshal([]byte(rest), &layers)
			}
			if err != nil {
				yield(record.Event{}, err)
				return
			}
			for _, e := range layers.Events {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// Reading returns all that was read in a document, corrections applied; tokens
// are not kept. The error's cause is ErrNotFound if the document is not on record.
func (l *Ledger) Reading(ctx context.Context, doc string) (r record.Reading, err error) {
	var rest string
	err = l.db.QueryRowContext(ctx, "SELECT rest FROM readings WHERE seq = "+currentReading, doc).Scan(&rest)
	if errors.Is(err, sql.ErrNoRows) {
		return r, notFound(l.path, fmt.Sprintf("document %q", doc))
	}
	if err != nil {
		return r, explain(l.path, err)
	}
	if err = json.Unmarshal([]byte(rest), &r); err != nil {
		return r, err
	}
	if r.Attributions, err = l.Attributions(ctx, doc); err != nil {
		return r, err
	}
	for s, err := range l.Statements(ctx, Filter{Doc: doc}) {
		if err != nil {
			return r, err
		}
		r.Statements = append(r.Statements, s)
	}
	var u record.Span
	if err = l.each(ctx, "SELECT start, end, text FROM uncoded WHERE reading = "+currentReading+" ORDER BY position", []any{doc},
		[]any{&u.Start, &u.End, &u.Text}, func() error { r.Uncoded = append(r.Uncoded, u); return nil }); err != nil {
		return r, err
	}
	var p record.Problem
	err = l.each(ctx, "SELECT place, what FROM problems WHERE reading = "+currentReading+" ORDER BY seq", []any{doc},
		[]any{&p.Where, &p.What}, func() error { r.Problems = append(r.Problems, p); return nil })
	return r, err
}

// Uncoded is a sentence that carries a cue of an act but gave no statement.
type Uncoded struct {
	Doc      string
	Sentence record.Span
}

// Uncoded lists such sentences of all documents, in order of document and place.
func (l *Ledger) Uncoded(ctx context.Context) ([]Uncoded, error) {
	var out []Uncoded
	var u Uncoded
	err := l.each(ctx, `SELECT d.id, u.start, u.end, u.text FROM uncoded u JOIN readings r ON r.seq = u.reading
		JOIN documents d ON d.seq = r.document WHERE r.superseded IS NULL ORDER BY d.id, u.position`, nil,
		[]any{&u.Doc, &u.Sentence.Start, &u.Sentence.End, &u.Sentence.Text}, func() error { out = append(out, u); return nil })
	return out, err
}

// Problem is something that could not be read.
type Problem struct {
	Doc   string // the document in which it stands, "" where none could be made
	Where string
	What  string
}

// Problems lists what the last run could not read, then the problems within the
// documents that stand.
func (l *Ledger) Problems(ctx context.Context) ([]Problem, error) {
	var out []Problem
	var p Problem
	err := l.each(ctx, `SELECT '' AS doc, p.place, p.what, p.seq FROM problems p
		WHERE p.reading IS NULL AND p.run = (SELECT max(id) FROM runs)
		UNION ALL SELECT d.id, p.place, p.what, p.seq FROM problems p JOIN readings r ON r.seq = p.reading
		JOIN documents d ON d.seq = r.document WHERE r.superseded IS NULL ORDER BY doc, p.seq`, nil,
		[]any{&p.Doc, &p.Where, &p.What, new(int64)}, func() error { out = append(out, p); return nil })
	return out, err
}

// Mention is an actor or issue and the number of statements that stand on it.
type Mention struct {
	record.Ref
	Statements int
}

// Parties lists who holds the statements that stand, sorted by identifier.
func (l *Ledger) Parties(ctx context.Context) ([]Mention, error) {
	return l.mentions(ctx, "party", "actors")
}

// Issues lists what the statements that stand are about, sorted by identifier.
func (l *Ledger) Issues(ctx context.Context) ([]Mention, error) {
	return l.mentions(ctx, "issue", "issues")
}

// Actors lists everyone whom a statement or an attribution ever named, sorted by
// identifier.
func (l *Ledger) Actors(ctx context.Context) ([]record.Ref, error) {
	var out []record.Ref
	var r record.Ref
	err := l.each(ctx, "SELECT id, name, kind FROM actors ORDER BY id", nil,
		[]any{&r.ID, &r.Name, &r.Kind}, func() error { out = append(out, r); return nil })
	return out, err
}

func (l *Ledger) mentions(ctx context.Context, column, table string) ([]Mention, error) {
	var out []Mention
	var m Mention
	err := l.each(ctx, fmt.Sprintf(`SELECT n.id, n.name, n.kind, count(*) FROM statements s JOIN readings r ON r.seq = s.reading
		JOIN %s n ON n.id = s.%s WHERE r.superseded IS NULL AND NOT s.dropped GROUP BY n.id ORDER BY n.id`, table, column), nil,
		[]any{&m.ID, &m.Name, &m.Kind, &m.Statements}, func() error { out = append(out, m); return nil })
	return out, err
}

// RunRecord is one run as the ledger remembers it.
type RunRecord struct {
	ID int64
	RunInfo
	Finished time.Time // zero if the run was broken off, or is still going
	Counts
}

// Runs lists the runs, oldest first.
func (l *Ledger) Runs(ctx context.Context) ([]RunRecord, error) {
	var out []RunRecord
	var r RunRecord
	var started, finished sql.NullString
	err := l.each(ctx, `SELECT id, program, reader, started, finished, new, unchanged, changed, reread, failed, statements
		FROM runs ORDER BY id`, nil, []any{&r.ID, &r.Program, &r.Reader, &started, &finished,
		&r.New, &r.Unchanged, &r.Changed, &r.Reread, &r.Failed, &r.Counts.Statements}, func() (err error) {
		if r.Started, err = parseTime(started); err != nil {
			return err
		}
		r.Finished, err = parseTime(finished)
		out = append(out, r)
		return err
	})
	return out, err
}
