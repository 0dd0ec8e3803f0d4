package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/demarche-project/demarche/record"
)

// RunInfo says who records, and when. The ledger has no clock of its own.
type RunInfo struct {
	Program string    // version of the program
	Reader  string    // version of what reads documents: another one reads them again
	Started time.Time // the recorded time of everything that the run adds
}

// Outcome is what became of a document that was put in.
type Outcome string

// Outcomes of a document; see the package comment.
const (
	New       Outcome = "new"
	Unchanged Outcome = "unchanged"
	Changed   Outcome = "changed"
	Reread    Outcome = "reread"
)

// Counts are the sums of a run.
type Counts struct {
	New, Unchanged, Changed, Reread int // documents by outcome
	Failed                          int // documents that could not be read
	Statements                      int // statements added
}

// Run is one recording. Its methods may be called from several goroutines; each
// document goes in as one transaction.
type Run struct {
	ledger *Ledger
	ctx    context.Context
	id     int64
	info   RunInfo

	mu     sync.Mutex
	conn   *sql.Conn // holds the prepared statements
	insert inserts
	counts Counts
	ended  bool
}

// Begin starts a run. It is to be ended with Finish, or with Close where
// something went wrong. ctx breaks off what the run's methods do.
func (l *Ledger) Begin(ctx context.Context, info RunInfo) (*Run, error) {
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return nil, explain(l.path, err)
	}
	r := &Run{ledger: l, ctx: ctx, info: info, conn: conn}
	err = r.insert.prepare(ctx, conn)
	if err == nil {
		err = conn.QueryRowContext(ctx, "INSERT INTO runs (program, reader, started) VALUES (?, ?, ?) RETURNING id",
			info.Program, info.Reader, timeText(info.Started)).Scan(&r.id)
	}
	if err != nil {
		conn.Close()
		return nil, explain(l.path, err)
	}
	return r, nil
}

// ID returns the number of the run, from 1.
func (r *Run) ID() int64 { return r.id }

// Counts returns the sums so far.
func (r *Run) Counts() Counts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// Known reports whether this very document was already read by this reader, so
// that it need not be read again. If so, it is counted as unchanged.
func (r *Run) Known(doc record.Document) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was, err := r.current(doc.ID)
	if err != nil {
		return false, explain(r.ledger.path, err)
	}
	if was.document == 0 || was.fingerprint != fingerprint(doc) || was.reader != r.info.Reader {
		return false, nil
	}
	r.counts.Unchanged++
	return true, nil
}

// Put records a document with its reading. After an error nothing of this
// document is in the ledger and everything before it is.
func (r *Run) Put(doc record.Document, reading record.Reading) (Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var outcome Outcome
	err := r.transaction(func() (err error) {
		outcome, err = r.put(doc, reading)
		return err
	})
	if err != nil {
		return "", explain(r.ledger.path, err)
	}
	switch outcome {
	case New:
		r.counts.New++
	case Unchanged:
		r.counts.Unchanged++
		return outcome, nil
	case Changed:
		r.counts.Changed++
	case Reread:
		r.counts.Reread++
	}
	r.counts.Statements += len(reading.Statements)
	return outcome, nil
}

func (r *Run) put(doc record.Document, reading record.Reading) (Outcome, error) {
	was, err := r.current(doc.ID)
	if err != nil {
		return "", err
	}
	print := fingerprint(doc)
	outcome, document := Reread, was.document
	switch {
	case was.document == 0:
		outcome = New
	case was.fingerprint != print:
		outcome = Changed
	case was.reader == r.info.Reader:
		return Unchanged, nil
	}
	if was.reading != 0 {
		if _, err := r.conn.ExecContext(r.ctx, "UPDATE readings SET superseded = ? WHERE seq = ?", r.id, was.reading); err != nil {
			return "", err
		}
	}
	if outcome == Changed {
		if _, err := r.conn.ExecContext(r.ctx, "UPDATE documents SET superseded = ? WHERE seq = ?", r.id, was.document); err != nil {
			return "", err
		}
	}
	if outcome != Reread {
		if document, err = r.addDocument(doc, print); err != nil {
			return "", err
		}
	}
	return outcome, r.addReading(document, reading)
}

// version is what stands on record for a document identifier; zero for nothing.
type version struct {
	document, reading   int64
	fingerprint, reader string
}

func (r *Run) current(id string) (v version, err error) {
	var reading sql.NullInt64
	var reader sql.NullString
	err = r.insert.current.QueryRowContext(r.ctx, id).Scan(&v.document, &v.fingerprint, &reading, &reader)
	if errors.Is(err, sql.ErrNoRows) {
		return version{}, nil
	}
	v.reading, v.reader = reading.Int64, reader.String
	return v, err
}

// fingerprint is a hash of everything that a reading of doc can depend on.
func fingerprint(doc record.Document) string {
	meta, err := json.Marshal(doc.Meta())
	if err != nil {
		panic(err) // a struct of strings
	}
	return record.Hash([]byte(doc.SHA256 + "\x00" + string(meta) + "\x00" + record.Hash([]byte(doc.Text))))
}

// Fail records that a document could not be read, and why; place names its file
// and line.
func (r *Run) Fail(place, reason string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts.Failed++
	return r.problem(place, reason)
}

// Note records something about a document that could not be read although the
// document was, such as a date that is none.
func (r *Run) Note(place, what string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.problem(place, what)
}

func (r *Run) problem(place, what string) error {
	_, err := r.insert.problem.ExecContext(r.ctx, r.id, nil, place, what)
	return explain(r.ledger.path, err)
}

// Finish ends the run and writes its sums.
func (r *Run) Finish(at time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.counts
	_, err := r.conn.ExecContext(r.ctx, `UPDATE runs SET finished = ?, new = ?, unchanged = ?, changed = ?, reread = ?, failed = ?, statements = ?
		WHERE id = ?`, timeText(at), c.New, c.Unchanged, c.Changed, c.Reread, c.Failed, c.Statements, r.id)
	if err == nil {
		err = r.close()
	}
	return explain(r.ledger.path, err)
}

// Close ends a run that is not to be finished; what it put in stays. After
// Finish it does nothing.
func (r *Run) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return explain(r.ledger.path, r.close())
}

func (r *Run) close() error {
	if r.ended {
		return nil
	}
	r.ended = true
	r.insert.close()
	return r.conn.Close()
}

// transaction runs do as a whole or not at all.
func (r *Run) transaction(do func() error) error {
	if _, err := r.conn.ExecContext(r.ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	if err == nil {
		_, err = r.conn.ExecContext(r.ctx, "COMMIT")
	}
	if err != nil {
		// The context may be the reason; and SQLite may have rolled back itself.
		_, _ = r.conn.ExecContext(context.WithoutCancel(r.ctx), "ROLLBACK")
	}
	return err
}
