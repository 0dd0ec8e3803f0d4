package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/demarche-project/demarche/record"
)

// Entry is one statement with all that the ledger knows about it.
type Entry struct {
	Statement   record.Statement // as it stands, corrections applied
	Machine     record.Statement // as it was put in
	Run         int64            // the run that put it in
	Reader      string           // version of what read it
	Recorded    time.Time        // when that run began
	Superseded  time.Time        // when a later run closed it; zero while it stands
	Dropped     bool             // an analyst says that it is none
	Corrections []Correction     // oldest first, undone ones included
}

// Statement returns the statement whose identifier begins with prefix: the one
// that stands, else the last that stood. Causes of errors: ErrNotFound,
// ErrAmbiguous.
func (l *Ledger) Statement(ctx context.Context, prefix string) (Entry, error) {
	id, err := l.resolve(ctx, l.db, prefix, false)
	if err != nil {
		return Entry{}, explain(l.path, err)
	}
	entries, err := l.History(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	return entries[len(entries)-1], nil
}

// History returns every time that a statement was put in, oldest first; the one
// that stands is the last. Superseded ones are shown as they were put in.
func (l *Ledger) History(ctx context.Context, id string) ([]Entry, error) {
	all, err := corrections(ctx, l.db, "WHERE statement = ?", id)
	if err != nil {
		return nil, explain(l.path, err)
	}
	var out []Entry
	var run int64
	var reader, machine, standing string
	var recorded, superseded sql.NullString
	var dropped bool
	err = l.each(ctx, `SELECT r.run, r.reader, a.started, z.started, s.machine, coalesce(s.corrected, s.machine), s.dropped
		FROM statements s JOIN readings r ON r.seq = s.reading JOIN runs a ON a.id = r.run LEFT JOIN runs z ON z.id = r.superseded
		WHERE s.id = ? ORDER BY s.seq`, []any{id},
		[]any{&run, &reader, &recorded, &superseded, &machine, &standing, &dropped}, func() (err error) {
			e := Entry{Run: run, Reader: reader, Dropped: dropped, Corrections: all}
			if e.Recorded, err = parseTime(recorded); err != nil {
				return err
			}
			if e.Superseded, err = parseTime(superseded); err != nil {
				return err
			}
			if err = json.Unmarshal([]byte(machine), &e.Machine); err != nil {
				return err
			}
			err = json.Unmarshal([]byte(standing), &e.Statement)
			out = append(out, e)
			return err
		})
	if err == nil && len(out) == 0 {
		err = notFound(l.path, "statement "+id)
	}
	return out, err
}

// resolve finds the one identifier that begins with prefix, among statements
// that stand, and unless standing is asked for, else among all.
func (l *Ledger) resolve(ctx context.Context, q querier, prefix string, standing bool) (string, error) {
	const last = "\U0010ffff"
	for _, condition := range []string{"r.superseded IS NULL", "r.superseded IS NOT NULL"} {
		ids, err := column(ctx, q, `SELECT DISTINCT s.id FROM statements s JOIN readings r ON r.seq = s.reading
			WHERE s.id >= ? AND s.id < ? AND `+condition+" ORDER BY s.id LIMIT 6", prefix, prefix+last)
		if err != nil {
			return "", err
		}
		switch {
		case len(ids) == 1 || len(ids) > 1 && ids[0] == prefix:
			return ids[0], nil
		case len(ids) > 1:
			return "", &Error{Path: l.path, What: fmt.Sprintf("more than one statement begins with %q", prefix),
				Hint: "for instance " + strings.Join(ids[:min(len(ids), 5)], ", ") + "; write more of it", Cause: ErrAmbiguous}
		case standing:
			return "", notFound(l.path, fmt.Sprintf("statement %q that stands", prefix))
		}
	}
	return "", notFound(l.path, fmt.Sprintf("statement %q", prefix))
}

// statementsAt yields the statements as they stood at f.Recorded.
func (l *Ledger) statementsAt(ctx context.Context, f Filter) iter.Seq2[record.Statement, error] {
	return func(yield func(record.Statement, error) bool) {
		at := timeText(f.Recorded)
		byStatement, err := l.correctionsAt(ctx, at)
		if err != nil {
			yield(record.Statement{}, err)
			return
		}
		for machine, err := range scan[string](ctx, l, `SELECT s.machine FROM statements s
			JOIN readings r ON r.seq = s.reading JOIN documents d ON d.seq = r.document
			JOIN runs a ON a.id = r.run LEFT JOIN runs z ON z.id = r.superseded
			WHERE a.started <= ? AND (z.id IS NULL OR z.started > ?) ORDER BY d.id, s.position`, at, at) {
			var s record.Statement
			var dropped bool
			if err == nil {
				s, dropped, err = applyAt(machine, byStatement)
			}
			if err != nil {
				yield(s, err)
				return
			}
			if !dropped && f.matches(s) && !yield(s, nil) {
				return
			}
		}
	}
}

func applyAt(machine string, byStatement map[string][]Correction) (record.Statement, bool, error) {
	var s record.Statement
	if err := json.Unmarshal([]byte(machine), &s); err != nil {
		return s, false, err
	}
	all := byStatement[s.ID]
	if len(all) == 0 {
		return s, false, nil
	}
	s, _, dropped, err := apply(machine, all)
	return s, dropped, err
}

// correctionsAt returns the corrections made up to a time, by statement, undone
// if that happened by then.
func (l *Ledger) correctionsAt(ctx context.Context, at string) (map[string][]Correction, error) {
	all, err := corrections(ctx, l.db, "WHERE at <= ?", at)
	if err != nil {
		return nil, explain(l.path, err)
	}
	undone := map[int64]bool{}
	for _, c := range all {
		undone[c.Undoes] = true
	}
	out := map[string][]Correction{}
	for _, c := range all {
		c.Undone = undone[c.Seq]
		out[c.Statement] = append(out[c.Statement], c)
	}
	return out, nil
}

// matches reports whether the filter chooses s, as the columns would.
func (f Filter) matches(s record.Statement) bool {
	i := indexOf(s)
	for _, c := range [...]struct{ want, have string }{
		{f.Doc, s.Doc}, {f.Party, i.party}, {f.Issue, i.issue.String}, {f.Act, i.act},
	} {
		if c.want != "" && c.want != c.have {
			return false
		}
	}
	if f.AsOf == nil {
		return true
	}
	begins := i.earliest
	if !begins.Valid {
		begins = i.latest
	}
	return begins.Valid && begins.String <= f.AsOf.String()
}
