package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/demarche-project/demarche/record"
)

// Correction is one entry of what analysts did to a statement. Entries are added
// and never changed.
type Correction struct {
	Seq       int64
	Statement string
	At        time.Time
	Who, Why  string
	Changes   []Change
	Dropped   bool  // it is no statement and is no longer listed
	Undoes    int64 // the entry that this one takes back, or 0
	Undone    bool  // another entry takes this one back
}

// Change is a field of a statement (by its name in JSON) before and after.
type Change struct {
	Field string          `json:"field"`
	From  json.RawMessage `json:"from"`
	To    json.RawMessage `json:"to"`
}

// Author says who corrects, why and when; all three are required.
type Author struct {
	Who, Why string
	At       time.Time
}

// Correct changes a statement that stands as edit does; id may be the beginning
// of an identifier. Identifier, document and evidence can not be changed. The
// statement is then an analyst's (By) with full confidence, so an edit that does
// nothing confirms it. Causes of errors: ErrNotFound, ErrAmbiguous, ErrReadOnly,
// ErrBusy, ErrFull.
func (l *Ledger) Correct(ctx context.Context, id string, by Author, edit func(*record.Statement)) (Correction, error) {
	return l.append(ctx, id, by, func(standing record.Statement) (Correction, error) {
		after, err := clone(standing)
		if err != nil {
			return Correction{}, err
		}
		after.By, after.Confidence = record.Analyst, 1
		edit(&after)
		changes, err := difference(standing, after)
		if err == nil && len(changes) == 0 {
			err = errors.New("nothing would change")
		}
		return Correction{Changes: changes}, err
	})
}

// Drop says that a statement is none: it stays on record and is no longer listed.
func (l *Ledger) Drop(ctx context.Context, id string, by Author) (Correction, error) {
	return l.append(ctx, id, by, func(record.Statement) (Correction, error) { return Correction{Dropped: true}, nil })
}

// Undo takes a correction back, by an entry of its own. Later corrections of the
// same statement stay.
func (l *Ledger) Undo(ctx context.Context, seq int64, by Author) (Correction, error) {
	c := Correction{Undoes: seq}
	err := l.write(ctx, by, func(tx *sql.Tx) error {
		all, err := corrections(ctx, tx, "WHERE seq = ?", seq)
		switch {
		case err != nil:
			return err
		case len(all) == 0:
			return notFound(l.path, fmt.Sprintf("correction %d", seq))
		case all[0].Undone:
			return fmt.Errorf("correction %d is already taken back", seq)
		case all[0].Undoes != 0:
			return fmt.Errorf("correction %d takes another one back; correct the statement anew instead", seq)
		}
		c.Statement = all[0].Statement
		return addCorrection(ctx, tx, &c, by)
	})
	return c, err
}

// append adds the correction that decide makes of the statement as it stands.
func (l *Ledger) append(ctx context.Context, prefix string, by Author, decide func(record.Statement) (Correction, error)) (c Correction, err error) {
	err = l.write(ctx, by, func(tx *sql.Tx) error {
		id, err := l.resolve(ctx, tx, prefix, true)
		if err != nil {
			return err
		}
		var text string
		if err = tx.QueryRowContext(ctx, `SELECT coalesce(s.corrected, s.machine) FROM statements s JOIN readings r ON r.seq = s.reading
			WHERE s.id = ? AND r.superseded IS NULL`, id).Scan(&text); err != nil {
			return err
		}
		var standing record.Statement
		if err = json.Unmarshal([]byte(text), &standing); err != nil {
			return err
		}
		if c, err = decide(standing); err != nil {
			return err
		}
		c.Statement = id
		return addCorrection(ctx, tx, &c, by)
	})
	return c, err
}

// write runs do in one transaction, after a check of by.
func (l *Ledger) write(ctx context.Context, by Author, do func(*sql.Tx) error) error {
	if strings.TrimSpace(by.Who) == "" || strings.TrimSpace(by.Why) == "" || by.At.IsZero() {
		return &Error{Path: l.path, What: "a correction needs who, why and when", Cause: errors.New("incomplete correction")}
	}
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return explain(l.path, err)
	}
	if err := do(tx); err != nil {
		_ = tx.Rollback() // the first error tells more
		return explain(l.path, err)
	}
	return explain(l.path, tx.Commit())
}

func addCorrection(ctx context.Context, tx *sql.Tx, c *Correction, by Author) error {
	change, err := compactJSON(c.Changes)
	if err != nil {
		return err
	}
	undoes := sql.NullInt64{Int64: c.Undoes, Valid: c.Undoes != 0}
	c.At, c.Who, c.Why = by.At, by.Who, by.Why
	if err := tx.QueryRowContext(ctx, `INSERT INTO corrections (statement, at, who, why, change, dropped, undoes)
		VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq`, c.Statement, timeText(by.At), by.Who, by.Why, change, c.Dropped, undoes).Scan(&c.Seq); err != nil {
		return err
	}
	return settle(ctx, tx, c.Statement)
}

// querier is what a transaction and the connection of a run have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// corrections reads entries in order; where is a condition on their columns.
func corrections(ctx context.Context, q querier, where string, args ...any) ([]Correction, error) {
	rows, err := q.QueryContext(ctx, `SELECT seq, statement, at, who, why, change, dropped, coalesce(undoes, 0),
		EXISTS (SELECT 1 FROM corrections u WHERE u.undoes = c.seq) FROM corrections c `+where+" ORDER BY seq", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Correction
	for rows.Next() {
		var c Correction
		var at sql.NullString
		var change string
		if err := rows.Scan(&c.Seq, &c.Statement, &at, &c.Who, &c.Why, &change, &c.Dropped, &c.Undoes, &c.Undone); err != nil {
			return nil, err
		}
		if c.At, err = parseTime(at); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(change), &c.Changes); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// settle brings the columns of a statement that stands in line with its
// corrections. What the machine read stays as it is.
func settle(ctx context.Context, q querier, id string) error {
	all, err := corrections(ctx, q, "WHERE statement = ?", id)
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, `SELECT s.seq, s.machine FROM statements s JOIN readings r ON r.seq = s.reading
		WHERE s.id = ? AND r.superseded IS NULL`, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	machine := map[int64]string{} // more than one only if a reading gave one identifier twice
	for rows.Next() {
		var seq int64
		var text string
		if err := rows.Scan(&seq, &text); err != nil {
			return err
		}
		machine[seq] = text
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for seq, text := range machine {
		if err := settleRow(ctx, q, seq, text, all); err != nil {
			return err
		}
	}
	return nil
}

func settleRow(ctx context.Context, q querier, seq int64, machine string, all []Correction) error {
	s, corrected, dropped, err := apply(machine, all)
	if err != nil {
		return err
	}
	var text sql.NullString
	if corrected {
		text.Valid = true
		if text.String, err = compactJSON(s); err != nil {
			return err
		}
	}
	if err := addNames(s, func(query string, r record.Ref) error {
		_, err := q.ExecContext(ctx, query, r.ID, r.Name, r.Kind)
		return err
	}); err != nil {
		return err
	}
	i := indexOf(s)
	_, err = q.ExecContext(ctx, `UPDATE statements SET act = ?, stance = ?, party = ?, speaker = ?, issue = ?, earliest = ?, latest = ?,
		confidence = ?, corrected = ?, dropped = ? WHERE seq = ?`,
		i.act, i.stance, i.party, i.speaker, i.issue, i.earliest, i.latest, i.confidence, text, dropped, seq)
	return err
}

// apply returns a statement with those of its corrections that are not undone.
func apply(machine string, all []Correction) (s record.Statement, corrected, dropped bool, err error) {
	if err = json.Unmarshal([]byte(machine), &s); err != nil || len(all) == 0 {
		return s, false, false, err
	}
	fields, err := fieldsOf(s)
	if err != nil {
		return s, false, false, err
	}
	for _, c := range all {
		if c.Undone || c.Undoes != 0 {
			continue
		}
		dropped = dropped || c.Dropped
		for _, change := range c.Changes {
			fields[change.Field] = change.To
			corrected = true
		}
	}
	if !corrected {
		return s, false, dropped, nil
	}
	merged, err := json.Marshal(fields)
	if err != nil {
		return s, false, false, err
	}
	s = record.Statement{}
	err = json.Unmarshal(merged, &s)
	return s, true, dropped, err
}

const correctedIn = "SELECT DISTINCT id FROM statements WHERE reading = ? AND id IN (SELECT statement FROM corrections) ORDER BY id"

// correctAgain applies earlier corrections to the statements of a new reading.
func (r *Run) correctAgain(reading int64) error {
	ids, err := column(r.ctx, r.conn, correctedIn, reading)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := settle(r.ctx, r.conn, id); err != nil {
			return err
		}
	}
	return nil
}

// difference lists the fields in which after departs from before, in the order
// of the contract.
func difference(before, after record.Statement) ([]Change, error) {
	if before.ID != after.ID || before.Doc != after.Doc || before.Evidence != after.Evidence {
		return nil, errors.New("identifier, document and evidence of a statement can not be corrected")
	}
	from, err := fieldsOf(before)
	if err != nil {
		return nil, err
	}
	to, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	var out []Change
	for _, name := range fieldOrder {
		if !bytes.Equal(from[name], to[name]) {
			out = append(out, Change{name, from[name], to[name]})
		}
	}
	return out, nil
}

// fieldOrder lists the fields of a statement as JSON names them, in order.
var fieldOrder = func() []string {
	t := reflect.TypeFor[record.Statement]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	return names
}()

func fieldsOf(s record.Statement) (map[string]json.RawMessage, error) {
	text, err := compactJSON(s)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	err = json.Unmarshal([]byte(text), &fields)
	return fields, err
}

// clone copies a statement, so that an edit can not reach what it came from.
func clone(s record.Statement) (out record.Statement, err error) {
	text, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	return out, err
}

// Corrections lists everything that analysts did, oldest first.
func (l *Ledger) Corrections(ctx context.Context) ([]Correction, error) {
	out, err := corrections(ctx, l.db, "")
	return out, explain(l.path, err)
}

// Orphans lists the corrections in force whose statement no longer stands: its
// document changed, or a newer reader does not find it.
func (l *Ledger) Orphans(ctx context.Context) ([]Correction, error) {
	out, err := corrections(ctx, l.db, `WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM statements s
		JOIN readings r ON r.seq = s.reading WHERE s.id = c.statement AND r.superseded IS NULL)`)
	out = slices.DeleteFunc(out, func(c Correction) bool { return c.Undone })
	return out, explain(l.path, err)
}
