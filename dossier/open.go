package dossier

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/record"
)

// Positions returns what parties hold whose name or identifier contains party, on
// issues whose name or identifier contains issue, without regard to case; an
// empty string chooses all. A name that fits nothing is an error that lists what
// there is.
func (d *Dossier) Positions(ctx context.Context, f Fold, party, issue string) ([]Position, error) {
	m, err := d.Matrix(ctx, f)
	if err != nil {
		return nil, err
	}
	parties, err := choose(slices.Concat(m.Parties, m.Others), party, "party")
	if err != nil {
		return nil, err
	}
	issues, err := choose(m.Issues, issue, "issue")
	if err != nil {
		return nil, err
	}
	var out []Position
	for _, p := range parties {
		for _, i := range issues {
			if c := m.Cell(p.ID, i.ID); len(c.Counted)+len(c.Refused)+len(c.Aside) > 0 {
				out = append(out, Position{record.Ref{ID: p.ID, Name: p.Name}, record.Ref{ID: i.ID, Name: i.Name}, c})
			}
		}
	}
	return out, nil
}

// choose picks the axes that a name fits: the one that bears it, else all that
// contain it.
func choose(axes []Axis, name, what string) ([]Axis, error) {
	if name == "" {
		return axes, nil
	}
	want := strings.ToLower(name)
	var exact, part []Axis
	for _, a := range axes {
		for _, known := range []string{strings.ToLower(a.Name), strings.ToLower(a.ID)} {
			if known == want {
				exact = append(exact, a)
				break
			}
			if strings.Contains(known, want) {
				part = append(part, a)
				break
			}
		}
	}
	switch {
	case len(exact) > 0:
		return exact, nil
	case len(part) > 0:
		return part, nil
	}
	if len(axes) == 0 {
		return nil, fmt.Errorf("no %s on record is called “%s”; there is none on record yet", what, name)
	}
	const most = 20
	var there []string
	for _, a := range axes[:min(most, len(axes))] {
		there = append(there, a.Name)
	}
	list := strings.Join(there, ", ")
	if len(axes) > most {
		list += fmt.Sprintf(" and %d more", len(axes)-most)
	}
	return nil, fmt.Errorf("no %s on record is called “%s”; on record: %s", what, name, list)
}

// Show opens the statement whose identifier begins with prefix.
func (d *Dossier) Show(ctx context.Context, prefix string) (Shown, error) {
	entry, err := d.ledger.Statement(ctx, prefix)
	if err != nil {
		return Shown{}, err
	}
	s := entry.Statement
	out := Shown{Statement: s, Superseded: !entry.Superseded.IsZero()}
	if out.Document, err = d.ledger.Document(ctx, s.Doc); err != nil {
		return Shown{}, err
	}
	related, err := collect(d.ledger.Statements(ctx, ledger.Filter{Party: s.Party.ID}))
	if err != nil {
		return Shown{}, err
	}
	ids, err := d.identities(ctx)
	if err != nil {
		return Shown{}, err
	}
	out.Identities = ids.of(s)
	ids.apply(&out.Statement)
	for _, o := range related {
		ids.apply(&o)
		switch {
		case o.ID == s.Exchange:
			out.Return = &o
		case o.Doc != s.Doc && o.Family == s.Family && o.Act == s.Act && sameIssue(o, s):
			out.Copies = append(out.Copies, o)
		}
	}
	return out, nil
}

func sameIssue(a, b record.Statement) bool {
	return a.Issue != nil && b.Issue != nil && a.Issue.ID == b.Issue.ID
}

// Documents returns every document, without its text, with what it gave, by
// identifier.
func (d *Dossier) Documents(ctx context.Context) ([]Entry, error) {
	infos, err := d.ledger.Documents(ctx)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var out []Entry
	for i, info := range infos {
		m := info.Meta
		at[info.ID] = i
		out = append(out, Entry{Statements: info.Statements, Document: record.Document{
			ID: info.ID, Path: info.Path, Title: m.Title, Outlet: m.Outlet, Author: m.Author,
			Published: m.Published, URL: m.URL, Lang: m.Lang, Kind: m.Kind, SHA256: m.SHA256,
		}})
	}
	uncoded, err := d.ledger.Uncoded(ctx)
	if err != nil {
		return nil, err
	}
	for _, u := range uncoded {
		e := &out[at[u.Doc]]
		e.Uncoded = append(e.Uncoded, u.Sentence)
	}
	problems, err := d.ledger.Problems(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		if i, ok := at[p.Doc]; ok {
			out[i].Problems = append(out[i].Problems, record.Problem{Where: p.Where, What: p.What})
		}
	}
	return out, nil
}

// Case returns what a brief shows. Where the extent leaves something out, so are
// the documents on which nothing shown stands.
func (d *Dossier) Case(ctx context.Context, f Fold, e Extent) (Case, error) {
	m, err := d.Matrix(ctx, f)
	if err != nil {
		return Case{}, err
	}
	docs, err := d.Documents(ctx)
	if err != nil {
		return Case{}, err
	}
	c := Case{Name: d.Name(), Matrix: m.Crop(e.Parties, e.Issues, e.Statements)}
	needed, whole := evidence(c.Matrix)
	for _, entry := range docs {
		if !whole && !needed[entry.Document.ID] {
			c.LeftDocuments++
			continue
		}
		doc, err := d.ledger.Document(ctx, entry.Document.ID)
		if err != nil {
			return Case{}, err
		}
		entry.Document.Text = doc.Text
		c.Documents = append(c.Documents, entry)
	}
	return c, nil
}

// evidence lists the documents that the statements of a matrix stand in, and says
// whether the matrix is whole.
func evidence(m *Matrix) (docs map[string]bool, whole bool) {
	docs, whole = map[string]bool{}, m.LeftParties+m.LeftOthers+m.LeftIssues == 0
	for c := range m.Asked() {
		whole = whole && c.Left == 0
		for _, s := range slices.Concat(c.Counted, c.Refused, c.Aside) {
			docs[s.Doc] = true
		}
	}
	return docs, whole
}
