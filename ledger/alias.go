package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/demarche-project/demarche/record"
)

// Alias is one entry of who is who: an actor as it was read is another one. With a
// document or a speaker it holds only there, and so splits one actor in two.
// Entries are added and never changed, and change no statement.
type Alias struct {
	Seq     int64
	Actor   string     // identifier as it was read
	Is      record.Ref // who that is
	Doc     string     // only in this document, "" for all
	Speaker string     // only as the party of what this actor says, "" for all
	At      time.Time
	Who     string
	Why     string
	Undoes  int64 // the entry that this one takes back, or 0
	Undone  bool  // another entry takes this one back
}

// AddAlias adds an entry; its number, author and time are filled in. Causes of
// errors: ErrReadOnly, ErrBusy, ErrFull.
func (l *Ledger) AddAlias(ctx context.Context, a Alias, by Author) (Alias, error) {
	if a.Actor == "" || a.Is.ID == "" {
		return a, errors.New("an alias needs the actor and who that is")
	}
	a.Undoes, a.Undone = 0, false
	err := l.write(ctx, by, func(tx *sql.Tx) error { return addAlias(ctx, tx, &a, by) })
	return a, err
}

// UndoAlias takes an entry back, by an entry of its own.
func (l *Ledger) UndoAlias(ctx context.Context, seq int64, by Author) (Alias, error) {
	var undo Alias
	err := l.write(ctx, by, func(tx *sql.Tx) error {
		all, err := aliases(ctx, tx, "WHERE seq = ?", seq)
		switch {
		case err != nil:
			return err
		case len(all) == 0:
			return notFound(l.path, fmt.Sprintf("entry %d of who is who", seq))
		case all[0].Undone:
			return fmt.Errorf("entry %d is already taken back", seq)
		case all[0].Undoes != 0:
			return fmt.Errorf("entry %d takes another one back; make a new entry instead", seq)
		}
		undo = all[0]
		undo.Undoes = seq
		return addAlias(ctx, tx, &undo, by)
	})
	return undo, err
}

func addAlias(ctx context.Context, tx *sql.Tx, a *Alias, by Author) error {
	a.At, a.Who, a.Why = by.At, by.Who, by.Why
	return tx.QueryRowContext(ctx, `INSERT INTO aliases (actor, id, name, kind, doc, speaker, at, who, why, undoes)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`, a.Actor, a.Is.ID, a.Is.Name, a.Is.Kind, a.Doc, a.Speaker,
		timeText(a.At), a.Who, a.Why, sql.NullInt64{Int64: a.Undoes, Valid: a.Undoes != 0}).Scan(&a.Seq)
}

// Aliases lists all entries, oldest first, undone ones included.
func (l *Ledger) Aliases(ctx context.Context) ([]Alias, error) {
	out, err := aliases(ctx, l.db, "")
	return out, explain(l.path, err)
}

func aliases(ctx context.Context, q querier, where string, args ...any) ([]Alias, error) {
	rows, err := q.QueryContext(ctx, `SELECT seq, actor, id, name, kind, doc, speaker, at, who, why, coalesce(undoes, 0),
		EXISTS (SELECT 1 FROM aliases u WHERE u.undoes = a.seq) FROM aliases a `+where+" ORDER BY seq", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Alias
	for rows.Next() {
		var a Alias
		var at sql.NullString
		if err := rows.Scan(&a.Seq, &a.Actor, &a.Is.ID, &a.Is.Name, &a.Is.Kind, &a.Doc, &a.Speaker, &at, &a.Who, &a.Why, &a.Undoes, &a.Undone); err != nil {
			return nil, err
		}
		if a.At, err = parseTime(at); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, rows.Err()
}
