package dossier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/reading/statement"
	"github.com/demarche-project/demarche/record"
)

// Edit is what a correction changes. What is empty stays as it is.
type Edit struct {
	Act, Stance   string
	Party, Issue  string // name or identifier
	Option        string
	New           bool // party and issue may be ones that are not on record yet
	Confirm, Drop bool // it is right as it stands; it is no statement
}

// Acts lists the acts that a statement can be corrected to.
func Acts() []string {
	var out []string
	for _, a := range statement.Acts() {
		out = append(out, a.Name)
	}
	return out
}

// Correct corrects the statement whose identifier begins with id. A name that is
// not on record is an error that lists those near it. Other errors are those of
// ledger.Correct.
func (d *Dossier) Correct(ctx context.Context, id string, e Edit, by Author) (Correction, error) {
	if e.Drop {
		if e != (Edit{Drop: true}) {
			return Correction{}, errors.New("what is dropped can not be changed as well; choose one")
		}
		return d.ledger.Drop(ctx, id, by)
	}
	if e == (Edit{New: e.New}) {
		return Correction{}, errors.New("nothing to correct was named")
	}
	change, err := d.edit(ctx, e)
	if errors.As(err, new(unknown)) {
		err = fmt.Errorf("%w; --new makes one of this name", err)
	}
	if err != nil {
		return Correction{}, err
	}
	return d.ledger.Correct(ctx, id, by, change)
}

// edit looks up what an edit names.
func (d *Dossier) edit(ctx context.Context, e Edit) (func(*record.Statement), error) {
	for _, c := range []struct {
		what, value string
		known       []string
	}{
		{"act", e.Act, Acts()},
		{"stance", e.Stance, []string{record.For, record.Against, record.Conditional, record.Unclear}},
	} {
		if c.value != "" && !slices.Contains(c.known, c.value) {
			return nil, fmt.Errorf("no %s is called “%s”; there are %s", c.what, c.value, strings.Join(c.known, ", "))
		}
	}
	var party, issue record.Ref
	var err error
	if e.Party != "" {
		if party, err = d.actor(ctx, e.Party, e.New); err != nil {
			return nil, err
		}
	}
	if e.Issue != "" {
		if issue, err = d.issue(ctx, e.Issue, e.New); err != nil {
			return nil, err
		}
	}
	return func(s *record.Statement) {
		s.Act, s.Stance, s.Option = cmp.Or(e.Act, s.Act), cmp.Or(e.Stance, s.Stance), cmp.Or(e.Option, s.Option)
		if e.Party != "" {
			s.Party = party
		}
		if e.Issue != "" {
			s.Issue = &issue
		}
	}, nil
}

// actor finds an actor on record by name or identifier.
func (d *Dossier) actor(ctx context.Context, name string, mayBeNew bool) (record.Ref, error) {
	all, err := d.ledger.Actors(ctx)
	if err != nil {
		return record.Ref{}, err
	}
	return find(all, name, "actor", mayBeNew)
}

// issue finds an issue on record, or of the agenda that comes with the program.
func (d *Dossier) issue(ctx context.Context, name string, mayBeNew bool) (record.Ref, error) {
	mentions, err := d.ledger.Issues(ctx)
	if err != nil {
		return record.Ref{}, err
	}
	var all []record.Ref
	for _, m := range mentions {
		all = append(all, m.Ref)
	}
	for _, i := range agenda.Builtin().Issues() {
		if !slices.ContainsFunc(all, func(r record.Ref) bool { return r.ID == i.ID }) {
			all = append(all, record.Ref{ID: i.ID, Name: i.Name})
		}
	}
	return find(all, name, "issue", mayBeNew)
}

// find picks the one of all that bears a name or identifier, without regard to
// case; a new one is made where that is allowed.
func find(all []record.Ref, name, what string, mayBeNew bool) (record.Ref, error) {
	var found []record.Ref
	var near []string
	for _, r := range all {
		switch {
		case r.ID == name:
			return r, nil
		case strings.EqualFold(r.Name, name) || strings.EqualFold(r.ID, name):
			found = append(found, r)
		case strings.Contains(strings.ToLower(r.Name), strings.ToLower(name)):
			near = append(near, r.Name)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		var ids []string
		for _, r := range found {
			ids = append(ids, r.ID)
		}
		return record.Ref{}, fmt.Errorf("more than one %s is called “%s”; write one of the identifiers %s", what, name, strings.Join(ids, ", "))
	case mayBeNew:
		return record.Ref{ID: agenda.Slug(name), Name: name}, nil
	}
	hint := ""
	if len(near) > 0 {
		slices.Sort(near)
		near = slices.Compact(near)
		hint = "; near it: " + strings.Join(near[:min(5, len(near))], ", ")
	}
	return record.Ref{}, unknown{fmt.Sprintf("no %s on record is called “%s”%s", what, name, hint)}
}

// unknown is the error of a name that is not on record.
type unknown struct{ text string }

func (u unknown) Error() string { return u.text }

// Undo takes a correction back.
func (d *Dossier) Undo(ctx context.Context, seq int64, by Author) (Correction, error) {
	return d.ledger.Undo(ctx, seq, by)
}

// History is all that happened to one statement.
type History struct {
	Statement string
	Entries   []ledger.Entry // each time that it was put in, oldest first
}

// History returns what happened to the statement whose identifier begins with
// prefix.
func (d *Dossier) History(ctx context.Context, prefix string) (History, error) {
	last, err := d.ledger.Statement(ctx, prefix)
	if err != nil {
		return History{}, err
	}
	id := last.Statement.ID
	entries, err := d.ledger.History(ctx, id)
	return History{id, entries}, err
}

// Trail lists all corrections of the case, oldest first, with the numbers of those
// whose statement no longer stands.
func (d *Dossier) Trail(ctx context.Context) (all []Correction, orphans map[int64]bool, err error) {
	if all, err = d.ledger.Corrections(ctx); err != nil {
		return nil, nil, err
	}
	lost, err := d.ledger.Orphans(ctx)
	orphans = map[int64]bool{}
	for _, c := range lost {
		orphans[c.Seq] = true
	}
	return all, orphans, err
}
