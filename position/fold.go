package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

// dated is a statement with the day or interval on which its act lies; the zero
// date when nothing is known.
type dated struct {
	*record.Statement
	at edtf.Date
}

// key names a cell: party and issue.
type key struct{ party, issue string }

// Fold folds statements into a matrix. The order of statements does not matter;
// the same set always gives the same matrix. A date that cannot be read counts
// as none.
func Fold(statements []record.Statement, o Options) *Matrix {
	m := foldAt(statements, o)
	if o.Since != "" {
		before := o
		before.AsOf, before.Since = o.Since, ""
		m.compare(foldAt(statements, before))
	}
	return m
}

func foldAt(statements []record.Statement, o Options) *Matrix {
	m := &Matrix{AsOf: o.AsOf, Since: o.Since, cells: map[key]*Cell{}}
	kept := m.keep(statements, o)
	groups := map[key][]dated{}
	for _, s := range kept {
		k := key{s.Party.ID, issueOf(s.Statement).ID}
		groups[k] = append(groups[k], s)
	}
	for k, group := range groups {
		m.cells[k] = foldCell(k, group, o.Everything)
	}
	m.count(kept)
	m.axes(kept)
	m.hear(kept)
	return m
}

// keep drops what lies below the floor or certainly after the day asked for, and
// puts the rest in order: oldest first, undated last, then by place.
func (m *Matrix) keep(statements []record.Statement, o Options) []dated {
	asOf := parse(o.AsOf)
	kept := make([]dated, 0, len(statements))
	for i := range statements {
		s := &statements[i]
		at := date(s)
		switch {
		case s.Party.ID == "" || asOf.Before(at):
		case s.By != record.Analyst && s.Confidence < o.Floor:
			m.Review++
		default:
			kept = append(kept, dated{s, at})
		}
	}
	slices.SortFunc(kept, func(a, b dated) int {
		return cmp.Or(
			compareLatest(a.at, b.at),
			strings.Compare(a.Doc, b.Doc),
			cmp.Compare(a.Evidence.Start, b.Evidence.Start),
			cmp.Compare(a.Point.Start, b.Point.Start),
			strings.Compare(a.ID, b.ID))
	})
	return kept
}

// date says when the act of s lies: when the text says so; else, for what the
// text tells in the present, the day of the report; else some time before that.
func date(s *record.Statement) edtf.Date {
	if at := parse(s.When); !at.IsZero() {
		return at
	}
	if s.Modality.Past && s.Reported != "" {
		return parse("/" + s.Reported)
	}
	return parse(s.Reported)
}

func parse(s string) edtf.Date {
	d, err := edtf.Parse(s)
	if err != nil {
		return edtf.Date{}
	}
	return d
}

// compareLatest sorts by the last day that a date may mean, no date last.
func compareLatest(a, b edtf.Date) int {
	la, aok := a.Latest()
	lb, bok := b.Latest()
	if aok != bok {
		if bok {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(la, lb), edtf.Compare(a, b))
}

// issueOf gives the issue of s whose row it stands in. Statements without one share a row of their own.
func issueOf(s *record.Statement) record.Ref {
	if s.Issue == nil {
		return record.Ref{Name: "no issue named"}
	}
	return s.Issue.Row()
}

// count fills the totals of the matrix.
func (m *Matrix) count(kept []dated) {
	articles, reports := map[string]bool{}, map[string]bool{}
	for _, s := range kept {
		articles[s.Doc] = true
		reports[family(s.Statement)] = true
	}
	m.Articles, m.Reports = len(articles), len(reports)
	for _, c := range m.cells {
		m.Statements += len(c.Counted) + len(c.Refused)
		m.Aside += len(c.Aside)
	}
}

// family is the report that s belongs to: a document that nobody compared with
// others is a report of its own.
func family(s *record.Statement) string {
	if s.Family == "" {
		return s.Doc
	}
	return s.Family
}

// axes puts parties, others and issues in order of what they have on record.
// Someone of whom only others speak has no column.
func (m *Matrix) axes(kept []dated) {
	counted := map[*record.Statement]bool{}
	for _, c := range m.cells {
		for _, s := range c.Counted {
			counted[s] = true
		}
		for _, s := range c.Refused {
			counted[s] = true
		}
	}
	parties, issues := newTally(), newTally()
	for _, s := range kept {
		if !counted[s.Statement] {
			continue
		}
		parties.add(s.Party, s.Statement)
		issues.add(issueOf(s.Statement), s.Statement)
	}
	outside := map[string]bool{}
	for _, s := range kept {
		outside[s.Party.ID] = outside[s.Party.ID] || !isParty(s.Party)
	}
	for _, a := range parties.axes() {
		if !outside[a.ID] {
			m.Parties = append(m.Parties, a)
		} else {
			m.Others = append(m.Others, a)
		}
	}
	m.Issues = nest(issues.axes())
}

// nest puts the issues below an issue ("territory/donbas" below "territory") behind it,
// and orders the whole by what an issue and those below it have on record.
func nest(issues []Axis) []Axis {
	root := func(a Axis) string {
		top, _, _ := strings.Cut(a.ID, "/")
		return top
	}
	total, first := map[string]int{}, map[string]int{}
	for i, a := range issues {
		if _, seen := first[root(a)]; !seen {
			first[root(a)] = i
		}
		total[root(a)] += a.Statements
	}
	below := func(a Axis) int { return strings.Count(a.ID, "/") }
	slices.SortStableFunc(issues, func(a, b Axis) int {
		x, y := root(a), root(b)
		if x == y {
			return cmp.Compare(below(a), below(b))
		}
		if (x == "") != (y == "") {
			return cmp.Compare(len(y), len(x)) // the nameless last
		}
		return cmp.Or(cmp.Compare(total[y], total[x]), cmp.Compare(first[x], first[y]))
	})
	return issues
}

// tally counts statements by name, copies of one report once: the articles of a
// family give together as many as the one that gives most.
type tally struct {
	names map[string]string
	n     map[string]map[string]map[string]int // id, family, document
}

func newTally() *tally {
	return &tally{map[string]string{}, map[string]map[string]map[string]int{}}
}

func (t *tally) add(r record.Ref, s *record.Statement) {
	t.names[r.ID] = r.Name
	if t.n[r.ID] == nil {
		t.n[r.ID] = map[string]map[string]int{}
	}
	f := family(s)
	if t.n[r.ID][f] == nil {
		t.n[r.ID][f] = map[string]int{}
	}
	t.n[r.ID][f][s.Doc]++
}

// axes returns what was counted, most first, the nameless last.
func (t *tally) axes() []Axis {
	var out []Axis
	for id, families := range t.n {
		a := Axis{ID: id, Name: t.names[id]}
		for _, docs := range families {
			most := 0
			for _, n := range docs {
				most = max(most, n)
			}
			a.Statements += most
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Axis) int {
		if (a.ID == "") != (b.ID == "") {
			return cmp.Compare(len(b.ID), len(a.ID))
		}
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return out
}

// hear notes who speaks or is addressed in which article, and which articles speak
// of which issue: with it the two silences are told apart, see Matrix.Cell.
func (m *Matrix) hear(kept []dated) {
	m.speaks, m.about = map[string]map[string]bool{}, map[string]map[string]bool{}
	put := func(in map[string]map[string]bool, id, doc string) {
		if in[id] == nil {
			in[id] = map[string]bool{}
		}
		in[id][doc] = true
	}
	for _, s := range kept {
		put(m.speaks, s.Party.ID, s.Doc)
		for _, a := range s.Addressees {
			put(m.speaks, a.ID, s.Doc)
		}
		put(m.about, issueOf(s.Statement).ID, s.Doc)
	}
}

// compare marks the cells that differ from those of an earlier day.
func (m *Matrix) compare(before *Matrix) {
	for k, c := range m.cells {
		if c.Kind != Held {
			continue
		}
		switch was := before.Cell(k.party, k.issue); {
		case was.Kind != Held:
			c.Moved = &Move{Kind: "new"}
		case was.Stance != c.Stance:
			c.Moved = &Move{Kind: "stance", Was: was.where()}
		case was.Option != "" && c.Option != "" && was.Option != c.Option:
			c.Moved = &Move{Kind: "option", Was: was.where()}
		}
	}
}
