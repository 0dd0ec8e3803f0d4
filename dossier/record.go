package dossier

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"github.com/demarche-project/demarche/corpus"
	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// MaxDocument is the largest text that is read as one document, in bytes, unless
// the sources say otherwise. A longer line or file is no article; it is named as
// what could not be read.
const MaxDocument = 8 << 20

// layers is what a ledger keeps of each document.
const layers = reading.Attributions | reading.Dates | reading.Statements | reading.Events

// Sources says where documents come from.
type Sources struct {
	Paths []string  // files, folders, "-" for Stdin; none for JSON lines from Stdin
	Stdin io.Reader // what "-" stands for
	Max   int64     // the largest text that is read, in bytes; 0 for MaxDocument
}

// Documents yields the documents of the sources in order, see corpus.Reader.Read.
// Without a path they are JSON lines from Stdin.
func (s Sources) Documents() iter.Seq2[record.Document, error] {
	r := corpus.Reader{Stdin: s.Stdin, MaxBytes: cmp.Or(s.Max, MaxDocument)}
	if len(s.Paths) == 0 {
		return r.JSONL("standard input", s.Stdin)
	}
	return r.Read(s.Paths...)
}

// Options of a recording.
type Options struct {
	Program  string    // name and version of the program, kept with the run
	Jobs     int       // documents read at a time; the record is the same for any number
	Started  time.Time // the recorded time of what comes in
	Progress func()    // called after each document, nil for silence
}

// Summary is what a recording did and what the case then holds.
type Summary struct {
	New, Changed, Same    int     // documents by what became of them; read again by a newer reader counts as changed
	Failed                []error // documents that could not be read
	Flawed                []error // documents that were read but for a part
	Skipped               []error // files that are no documents
	Documents, Statements int     // in the case
}

// Record reads documents and records what they say. A document that cannot be
// read is named in the summary and the rest goes in; the error is that of the
// ledger, of a broken agenda or actors file, or of ctx. What was recorded before
// an error stays.
func (d *Dossier) Record(ctx context.Context, from Sources, o Options) (Summary, error) {
	config, version, err := configure(from.Paths)
	if err != nil {
		return Summary{}, err
	}
	reader, err := reading.New(config)
	if err != nil {
		return Summary{}, err
	}
	run, err := d.ledger.Begin(ctx, ledger.RunInfo{Program: o.Program, Reader: o.Program + version, Started: o.Started})
	if err != nil {
		return Summary{}, err
	}
	defer run.Close()
	rec := recording{run: run}
	for r := range readAll(reader, from.Documents(), layers, o.Jobs, run.Known) {
		if err := ctx.Err(); err != nil {
			return Summary{}, err
		}
		if err := rec.put(r); err != nil {
			return Summary{}, err
		}
		if o.Progress != nil {
			o.Progress()
		}
	}
	if err := run.Finish(time.Now()); err != nil {
		return Summary{}, err
	}
	return d.summary(ctx, rec.Summary, run.Counts())
}

// recording is one run of Record.
type recording struct {
	run *ledger.Run
	Summary
}

// put records one document, or why it could not be read.
func (r *recording) put(in Reading) error {
	var ce *corpus.Error
	var le *ledger.Error
	switch {
	case errors.As(in.Err, &le):
		return in.Err
	case errors.As(in.Err, &ce) && ce.Severity == corpus.Skipped:
		r.Skipped = append(r.Skipped, in.Err)
		return nil
	case errors.As(in.Err, &ce):
		r.Failed = append(r.Failed, in.Err)
		return r.run.Fail(ce.Where(), ce.What)
	case in.Err != nil:
		r.Failed = append(r.Failed, in.Err)
		return r.run.Fail(where(in.Document), in.Err.Error())
	}
	r.Flawed = append(r.Flawed, in.Flaws...)
	if in.Known {
		return nil
	}
	_, err := r.run.Put(in.Document, in.Reading)
	return err
}

// summary adds what the run counted and what the case holds.
func (d *Dossier) summary(ctx context.Context, s Summary, c ledger.Counts) (Summary, error) {
	s.New, s.Changed, s.Same = c.New, c.Changed+c.Reread, c.Unchanged
	docs, err := d.ledger.Documents(ctx)
	if err != nil {
		return Summary{}, err
	}
	s.Documents = len(docs)
	for _, doc := range docs {
		s.Statements += doc.Statements
	}
	return s, nil
}
