package dossier

import (
	"errors"
	"fmt"
	"iter"

	"github.com/demarche-project/demarche/corpus"
	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// Reading is one step of a pass over documents: a document with what it says, or
// an error in its place.
type Reading struct {
	Document record.Document
	Reading  record.Reading
	Flaws    []error // parts of the document that could not be read
	Known    bool    // the ledger has this reading already; Reading is empty
	Err      error
}

// Analyze reads documents with several workers and yields the readings in the
// order of the documents. An error of one document stands in its place and stops
// nothing; what is wrong with a part of a document goes into the problems of its
// reading. It keeps nothing: this is the whole of `demarche analyze`.
func Analyze(r *reading.Reader, from Sources, want reading.Layers, jobs int) iter.Seq[Reading] {
	return readAll(r, from.Documents(), want, jobs, nil)
}

// readAll does the work of Analyze and Record. A document that is known already
// is not read again.
func readAll(r *reading.Reader, docs iter.Seq2[record.Document, error], want reading.Layers, jobs int, known func(record.Document) (bool, error)) iter.Seq[Reading] {
	return inOrder(steps(docs, known), jobs, func(s Reading) Reading {
		if s.Err != nil || s.Known {
			return s
		}
		s.Reading, s.Err = readOne(r, s.Document, want)
		for _, f := range s.Flaws {
			var ce *corpus.Error
			if errors.As(f, &ce) {
				s.Reading.Problems = append(s.Reading.Problems, record.Problem{Where: ce.Where(), What: ce.What})
			}
		}
		return s
	})
}

// steps joins each document with the flaws reported just before it, and asks
// whether it is known.
func steps(docs iter.Seq2[record.Document, error], known func(record.Document) (bool, error)) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		var flaws []error
		for doc, err := range docs {
			var ce *corpus.Error
			if errors.As(err, &ce) && ce.Severity == corpus.Flawed {
				flaws = append(flaws, err)
				continue
			}
			s := Reading{Document: doc, Err: err}
			if err == nil {
				s.Flaws, flaws = flaws, nil
				if known != nil {
					s.Known, s.Err = known(doc)
				}
			}
			if !yield(s) {
				return
			}
		}
	}
}

// readOne reads one document. A fault of the program while reading it is an error
// of that document, so that the rest goes in.
func readOne(r *reading.Reader, doc record.Document, want reading.Layers) (out record.Reading, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%s: reading it failed (%v); this is a fault of the program, please report it with the document", where(doc), fault)
		}
	}()
	return r.Read(doc, want), nil
}

func where(d record.Document) string {
	if d.Path != "" {
		return d.Path
	}
	return d.ID
}
