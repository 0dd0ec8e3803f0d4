package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

// A name is that of the last statement that uses the identifier.
const (
	addActor = `INSERT INTO actors (id, name, kind) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind WHERE name <> excluded.name OR kind <> excluded.kind`
	addIssue = `INSERT INTO issues (id, name, kind) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind WHERE name <> excluded.name OR kind <> excluded.kind`
)

// inserts are the prepared statements of a run.
type inserts struct {
	current, document, documentWords, reading            *sql.Stmt
	actor, issue, statement, statementWords, attribution *sql.Stmt
	uncoded, problem                                     *sql.Stmt
	all                                                  []*sql.Stmt
}

func (in *inserts) prepare(ctx context.Context, conn *sql.Conn) error {
	for _, p := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&in.current, `SELECT d.seq, d.fingerprint, r.seq, r.reader FROM documents d
			LEFT JOIN readings r ON r.document = d.seq AND r.superseded IS NULL WHERE d.id = ? AND d.superseded IS NULL`},
		{&in.document, `INSERT INTO documents (id, run, path, title, outlet, author, published, url, lang, kind, sha256, fingerprint, raw, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.documentWords, "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)"},
		{&in.reading, "INSERT INTO readings (document, run, reader, rest) VALUES (?, ?, ?, ?)"},
		{&in.actor, addActor},
		{&in.issue, addIssue},
		{&in.statement, `INSERT INTO statements (reading, position, id, act, stance, party, speaker, issue, earliest, latest, confidence, machine)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.statementWords, "INSERT INTO statement_words (rowid, evidence) VALUES (?, ?)"},
		{&in.attribution, "INSERT INTO attributions (reading, position, kind, manner, speaker, json) VALUES (?, ?, ?, ?, ?, ?)"},
		{&in.uncoded, "INSERT INTO uncoded (reading, position, start, end, text) VALUES (?, ?, ?, ?, ?)"},
		{&in.problem, "INSERT INTO problems (run, reading, place, what) VALUES (?, ?, ?, ?)"},
	} {
		stmt, err := conn.PrepareContext(ctx, p.query)
		if err != nil {
			in.close()
			return err
		}
		*p.to = stmt
		in.all = append(in.all, stmt)
	}
	return nil
}

func (in *inserts) close() {
	for _, stmt := range in.all {
		stmt.Close()
	}
	in.all = nil
}

func (r *Run) addDocument(doc record.Document, print string) (seq int64, err error) {
	raw := doc.Raw
	if raw == nil {
		raw = []byte{}
	}
	res, err := r.insert.document.ExecContext(r.ctx, doc.ID, r.id, doc.Path, doc.Title, doc.Outlet, doc.Author, doc.Published,
		doc.URL, doc.Lang, doc.Kind, doc.SHA256, print, raw, doc.Text)
	if err != nil {
		return 0, err
	}
	if seq, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	_, err = r.insert.documentWords.ExecContext(r.ctx, seq, doc.Title, doc.Text)
	return seq, err
}

func (r *Run) addReading(document int64, reading record.Reading) error {
	rest := reading // the layers without a table
	rest.Tokens, rest.Attributions, rest.Statements, rest.Uncoded, rest.Problems = nil, nil, nil, nil, nil
	text, err := compactJSON(rest)
	if err != nil {
		return err
	}
	res, err := r.insert.reading.ExecContext(r.ctx, document, r.id, r.info.Reader, text)
	if err != nil {
		return err
	}
	seq, err := res.LastInsertId()
	if err != nil {
		return err
	}
	for i, s := range reading.Statements {
		if err := r.addStatement(seq, i, s); err != nil {
			return err
		}
	}
	for i, a := range reading.Attributions {
		if err := r.addAttribution(seq, i, a); err != nil {
			return err
		}
	}
	for i, u := range reading.Uncoded {
		if _, err := r.insert.uncoded.ExecContext(r.ctx, seq, i, u.Start, u.End, u.Text); err != nil {
			return err
		}
	}
	for _, p := range reading.Problems {
		if _, err := r.insert.problem.ExecContext(r.ctx, r.id, seq, p.Where, p.What); err != nil {
			return err
		}
	}
	return r.correctAgain(seq)
}

func (r *Run) addStatement(reading int64, position int, s record.Statement) error {
	machine, err := compactJSON(s)
	if err != nil {
		return err
	}
	if err := addNames(s, r.addName); err != nil {
		return err
	}
	i := indexOf(s)
	res, err := r.insert.statement.ExecContext(r.ctx, reading, position, s.ID, i.act, i.stance, i.party, i.speaker, i.issue,
		i.earliest, i.latest, i.confidence, machine)
	if err != nil {
		return err
	}
	seq, err := res.LastInsertId()
	if err != nil {
		return err
	}
	_, err = r.insert.statementWords.ExecContext(r.ctx, seq, s.Evidence.Text)
	return err
}

// addNames notes the actors and the issue that a statement refers to.
func addNames(s record.Statement, add func(query string, r record.Ref) error) error {
	actors := append([]record.Ref{s.Party}, s.Addressees...)
	if s.Speaker != nil {
		actors = append(actors, *s.Speaker)
	}
	for _, a := range actors {
		if err := add(addActor, a); err != nil {
			return err
		}
	}
	if s.Issue == nil {
		return nil
	}
	return add(addIssue, *s.Issue)
}

func (r *Run) addName(query string, ref record.Ref) error {
	stmt := r.insert.actor
	if query == addIssue {
		stmt = r.insert.issue
	}
	_, err := stmt.ExecContext(r.ctx, ref.ID, ref.Name, ref.Kind)
	return err
}

func (r *Run) addAttribution(reading int64, position int, a record.Attribution) error {
	text, err := compactJSON(a)
	if err != nil {
		return err
	}
	if a.Speaker != nil {
		if err := r.addName(addActor, *a.Speaker); err != nil {
			return err
		}
	}
	_, err = r.insert.attribution.ExecContext(r.ctx, reading, position, a.Kind, a.Manner, refID(a.Speaker), text)
	return err
}

// index is what the columns of a statement hold.
type index struct {
	act, stance, party               string
	speaker, issue, earliest, latest sql.NullString
	confidence                       float64
}

func indexOf(s record.Statement) index {
	i := index{act: s.Act, stance: s.Stance, party: s.Party.ID, speaker: refID(s.Speaker), issue: refID(s.Issue), confidence: s.Confidence}
	date, err := edtf.Parse(s.When)
	if err != nil {
		date, err = edtf.Parse(s.Reported)
	}
	if err != nil {
		return i // unknown
	}
	i.earliest, i.latest = dayText(date.Earliest()), dayText(date.Latest())
	return i
}

func dayText(d edtf.Day, ok bool) sql.NullString {
	if !ok {
		return sql.NullString{}
	}
	return sql.NullString{String: d.String(), Valid: true}
}

func refID(r *record.Ref) sql.NullString {
	if r == nil {
		return sql.NullString{}
	}
	return sql.NullString{String: r.ID, Valid: true}
}

// compactJSON is json.Marshal without the escapes for HTML.
func compactJSON(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}
