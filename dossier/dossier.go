package dossier

import (
	"context"
	"iter"
	"path/filepath"
	"strings"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/position"
	"github.com/demarche-project/demarche/record"
)

// Floor is the confidence below which a machine's statement waits for review
// instead of entering the matrix.
const Floor = 0.5

// Dossier is an open case. It may be used from several goroutines.
type Dossier struct {
	ledger *ledger.Ledger
}

// Open opens the case in the ledger file at path, which must exist, for reading.
// The error is a *ledger.Error.
func Open(path string) (*Dossier, error) {
	l, err := ledger.OpenRead(path)
	if err != nil {
		return nil, err
	}
	return &Dossier{l}, nil
}

// Create opens the case in the ledger file at path for recording and makes it
// when there is none. The error is a *ledger.Error.
func Create(path string) (*Dossier, error) {
	l, err := ledger.Open(path)
	if err != nil {
		return nil, err
	}
	return &Dossier{l}, nil
}

// Close closes the ledger.
func (d *Dossier) Close() error { return d.ledger.Close() }

// Name is the name of the case: that of its ledger file.
func (d *Dossier) Name() string {
	base := filepath.Base(d.ledger.Path())
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Fold says which statements a matrix counts, see position.Options.
type Fold struct {
	AsOf, Since string // EDTF, empty for no limit
	Everything  bool
}

// Statements returns every statement that stands, by document and place, its
// actors as analysts see them (Merge, Split). A person whom one document leaves
// without a party has the one that the others give, see position.Affiliate.
func (d *Dossier) Statements(ctx context.Context) ([]record.Statement, error) {
	ids, err := d.identities(ctx)
	if err != nil {
		return nil, err
	}
	all, err := collect(d.ledger.Statements(ctx, ledger.Filter{}))
	for i := range all {
		ids.apply(&all[i])
	}
	return position.Affiliate(all), err
}

// Matrix folds all statements into what each party holds.
func (d *Dossier) Matrix(ctx context.Context, f Fold) (*Matrix, error) {
	all, err := d.Statements(ctx)
	if err != nil {
		return nil, err
	}
	return position.Fold(all, position.Options{AsOf: f.AsOf, Since: f.Since, Everything: f.Everything, Floor: Floor}), nil
}

// Spoken is what one document attributes to its sources.
type Spoken struct {
	Doc          string
	Attributions []record.Attribution
}

// Attributions yields the attributions of each document, by document.
func (d *Dossier) Attributions(ctx context.Context) iter.Seq2[Spoken, error] {
	return func(yield func(Spoken, error) bool) {
		docs, err := d.ledger.Documents(ctx)
		if err != nil {
			yield(Spoken{}, err)
			return
		}
		for _, doc := range docs {
			all, err := d.ledger.Attributions(ctx, doc.ID)
			if !yield(Spoken{doc.ID, all}, err) || err != nil {
				return
			}
		}
	}
}

// Events yields the events of all documents, by document and place.
func (d *Dossier) Events(ctx context.Context) iter.Seq2[record.Event, error] {
	return d.ledger.Events(ctx)
}

// collect gathers a sequence up to its first error.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
