package dossier

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

// IssueUse is an issue on record.
type IssueUse struct {
	record.Ref
	Known                          bool // an issue of the agenda; else a point's own words
	Statements, Parties, Documents int
	Options                        []string     // that statements take, by name
	Near                           []record.Ref // the issues of the agenda that it may be, best first, at most three
}

// Agenda lists the issues on record, those with most statements first. Files are
// agenda.yaml files whose issues are known besides those that come with the
// program. For so many issues that fit none (below 0: for all) the nearest are sought: their
// sentences are read once more.
func (d *Dossier) Agenda(ctx context.Context, files []string, near int) ([]IssueUse, error) {
	a, err := agendaWith(files)
	if err != nil {
		return nil, err
	}
	all, err := d.Statements(ctx)
	if err != nil {
		return nil, err
	}
	uses, statements := issueUses(all, a)
	var p *nlp.Pipeline
	for i := range uses {
		if uses[i].Known || near == 0 {
			continue
		}
		near--
		if p == nil {
			if p, err = nlp.Load(); err != nil {
				return nil, err
			}
		}
		uses[i].Near = nearest(p, a, statements[uses[i].ID])
	}
	return uses, nil
}

func agendaWith(files []string) (*agenda.Agenda, error) {
	a := agenda.Builtin()
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if a, err = a.With(bytes.NewReader(data), name); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// issueUses counts, and gives the statements of each issue.
func issueUses(all []record.Statement, a *agenda.Agenda) ([]IssueUse, map[string][]*record.Statement) {
	by := map[string][]*record.Statement{}
	for i := range all {
		if s := &all[i]; s.Issue != nil {
			row := s.Issue.Row()
			by[row.ID] = append(by[row.ID], s)
		}
	}
	out := make([]IssueUse, 0, len(by))
	for id, statements := range by {
		u := IssueUse{Ref: statements[0].Issue.Row(), Known: a.Knows(id), Statements: len(statements)}
		parties, docs := map[string]bool{}, map[string]bool{}
		for _, s := range statements {
			parties[s.Party.ID], docs[s.Doc] = true, true
			if s.Option != "" {
				u.Options = append(u.Options, s.Option)
			}
		}
		slices.Sort(u.Options)
		u.Options = slices.Compact(u.Options)
		u.Parties, u.Documents = len(parties), len(docs)
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b IssueUse) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return out, by
}

// nearest matches the first points of an issue again and returns what came close.
func nearest(p *nlp.Pipeline, a *agenda.Agenda, statements []*record.Statement) []record.Ref {
	const sentences, most = 3, 3
	var out []record.Ref
	votes := map[string]int{}
	for _, s := range statements[:min(sentences, len(statements))] {
		doc := p.ParseWith(s.Evidence.Text, nlp.Options{Vectors: true})
		from, to := s.Point.Start-s.Evidence.Start, s.Point.End-s.Evidence.Start
		point := nlp.Span{Start: len(doc.Tokens)}
		for i, t := range doc.Tokens {
			if t.End > from && t.Start < to {
				point.Start, point.End = min(point.Start, i), i+1
			}
		}
		if point.Start >= point.End {
			continue
		}
		m := a.Match(doc, point, nlp.Span{Start: 0, End: len(doc.Tokens)})
		close := m.Alternatives
		if m.Known && !slices.Contains(close, m.Issue) {
			close = append([]record.Ref{m.Issue}, close...)
		}
		for _, r := range close {
			if votes[r.ID]++; votes[r.ID] == 1 {
				out = append(out, r)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b record.Ref) int { return cmp.Compare(votes[b.ID], votes[a.ID]) })
	return out[:min(most, len(out))]
}

// SuggestAgenda writes an agenda.yaml to edit: at most so many issues (0: all) that
// the points which fit none propose, those of most documents first. Files are as
// with Agenda.
func (d *Dossier) SuggestAgenda(ctx context.Context, w io.Writer, files []string, most int) error {
	a, err := agendaWith(files)
	if err != nil {
		return err
	}
	all, err := d.Statements(ctx)
	if err != nil {
		return err
	}
	var points []agenda.Point
	for i := range all {
		if s := &all[i]; s.Issue != nil && !a.Knows(s.Issue.ID) {
			points = append(points, agenda.Point{Doc: s.Doc, Text: strings.Join(strings.Fields(s.Point.Text), " "), Name: s.Issue.Row().Name})
		}
	}
	proposals := a.Suggest(points)
	if len(proposals) == 0 {
		_, err := fmt.Fprintf(w, "# Of %d statements %d fit no issue of the agenda, and no two of these are about one thing.\n", len(all), len(points))
		return err
	}
	shown := proposals
	if most > 0 && len(shown) > most {
		shown = shown[:most]
	}
	fmt.Fprintf(w, "# Of %d statements %d fit no issue of the agenda. They propose these %d issues,\n# those of most documents first", len(all), len(points), len(shown))
	if n := len(proposals) - len(shown); n > 0 {
		fmt.Fprintf(w, "; %d more are left out", n)
	}
	if _, err := fmt.Fprint(w, ".\n# Edit, save as agenda.yaml beside the documents, and record them again.\n#\n"); err != nil {
		return err
	}
	for _, p := range shown {
		fmt.Fprintf(w, "# %s: %d statements in %d documents, for example\n", p.Name, p.Count, p.Docs)
		for _, e := range p.Examples {
			fmt.Fprintf(w, "#   %s\n", e)
		}
	}
	return agenda.WriteYAML(w, d.Name(), shown)
}
