package position

import (
	"iter"
	"maps"
	"slices"

	"github.com/demarche-project/demarche/record"
)

// OnRecord reports whether the cell of a party and an issue holds a statement.
func (m *Matrix) OnRecord(party, issue string) bool { return m.cells[key{party, issue}] != nil }

// Crop returns m with no more than so many parties (and others) and issues: those
// with most on record, and of the issues those on which one of the parties is on
// record. No cell keeps more than so many statements: those that its lines and
// disputes quote, then the latest. What is left out is counted. A limit of 0
// leaves out nothing.
func (m *Matrix) Crop(parties, issues, statements int) *Matrix {
	out := *m
	if parties > 0 {
		out.Parties = m.Parties[:min(parties, len(m.Parties))]
		out.Others = m.Others[:min(parties, len(m.Others))]
	}
	if issues > 0 {
		out.Issues = nil
		for _, i := range m.Issues {
			if len(out.Issues) < issues && slices.ContainsFunc(out.Parties, func(p Axis) bool { return m.OnRecord(p.ID, i.ID) }) {
				out.Issues = append(out.Issues, i)
			}
		}
	}
	if statements > 0 {
		out.cells = make(map[key]*Cell, len(m.cells))
		for k, c := range m.cells {
			out.cells[k] = c.crop(statements)
		}
	}
	out.LeftParties += len(m.Parties) - len(out.Parties)
	out.LeftOthers += len(m.Others) - len(out.Others)
	out.LeftIssues += len(m.Issues) - len(out.Issues)
	return &out
}

// crop returns c with at most n statements.
func (c *Cell) crop(n int) *Cell {
	total := len(c.Counted) + len(c.Refused) + len(c.Aside)
	if total <= n {
		return c
	}
	keep := map[*record.Statement]bool{}
	add := func(list []*record.Statement) {
		for _, s := range slices.Backward(list) {
			if len(keep) < n {
				keep[s] = true
			}
		}
	}
	for _, l := range c.Lines {
		add(l.Statements[:1])
	}
	for _, h := range c.Divided {
		add(h.Line.Statements[:1])
	}
	for _, x := range c.Contested {
		add(x.Statements[:1])
	}
	for _, list := range [][]*record.Statement{c.Counted, c.Refused, c.Aside} {
		add(list)
	}
	out := *c
	for _, list := range []*[]*record.Statement{&out.Counted, &out.Refused, &out.Aside} {
		var kept []*record.Statement
		for _, s := range *list {
			if keep[s] {
				kept = append(kept, s)
			}
		}
		*list = kept
	}
	out.Left = total - len(keep)
	return &out
}

// Asked yields the cells that are not NotAsked: issue by issue, parties before
// others. It takes time in proportion to what it yields, not to the size of the
// matrix, most of which is empty in a large case.
func (m *Matrix) Asked() iter.Seq[*Cell] {
	columns := slices.Concat(m.Parties, m.Others)
	heard := map[string][]int{} // by document: columns that speak or are addressed
	for i, p := range columns {
		for doc := range m.speaks[p.ID] {
			heard[doc] = append(heard[doc], i)
		}
	}
	return func(yield func(*Cell) bool) {
		for _, issue := range m.Issues {
			asked := map[int]bool{}
			for doc := range m.about[issue.ID] {
				for _, i := range heard[doc] {
					asked[i] = true
				}
			}
			for _, i := range slices.Sorted(maps.Keys(asked)) {
				if !yield(m.Cell(columns[i].ID, issue.ID)) {
					return
				}
			}
		}
	}
}
