package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// maxLetters is how many articles a cell names by letter; beyond, it counts them.
const maxLetters = 6

func (b *builder) tables() []tableView {
	m := b.matrix
	var out []tableView
	for from := 0; from < len(m.Parties); from += tableColumns {
		to := min(from+tableColumns, len(m.Parties))
		t := tableView{Caption: "All parties on record"}
		if len(m.Parties) > tableColumns {
			t.Caption = fmt.Sprintf("Parties %d to %d of %d, those with most on record first", from+1, to, len(m.Parties))
		}
		for i := from; i < to; i++ {
			t.Parties = append(t.Parties, linkView{m.Parties[i].Name, partyAnchor(i)})
		}
		for k, issue := range m.Issues {
			row := rowView{Name: capital(issue.Name)}
			void := true
			for i := from; i < to; i++ {
				v := b.cell(m.Cell(m.Parties[i].ID, issue.ID), cellAnchor(i, k))
				v.Party = m.Parties[i].Name
				void = void && v.Void != ""
				row.Cells = append(row.Cells, v)
			}
			if !void {
				t.Rows = append(t.Rows, row)
			}
		}
		out = append(out, t)
	}
	return out
}

func partyAnchor(i int) string   { return fmt.Sprintf("p%d", i+1) }
func cellAnchor(i, k int) string { return fmt.Sprintf("p%d-i%d", i+1, k+1) }

func (b *builder) cell(c *dossier.Cell, anchor string) cellView {
	v := cellView{Anchor: anchor, Voice: voiceClass(c.Voice), Aside: aside(c.Aside)}
	for _, x := range c.Contested[:min(maxSide, len(c.Contested))] {
		name := x.By
		if name == "" {
			name = "somebody"
		}
		v.Contests = append(v.Contests, holderView{Name: name, Words: wordsOf(x.Statements[0])})
		v.Aside = "" // the contest says it
	}
	if c.Kind != dossier.Held {
		v.Blank, v.Voice = blankWords(c.Kind), ""
		v.Asked = c.Kind == dossier.Declined
		if !opens(c) {
			v.Void = "none"
			if c.Kind == dossier.NotAsked {
				v.Void = "na"
			}
		}
		return v
	}
	v.Stance, v.Words = stanceOf(c), wordsOf(c.Lines[0].Statements[0])
	v.Pips, v.When, v.Carrier = b.pips(c), held(c), shortVoice(c.Voice)
	if c.Moved != nil {
		v.Moved = moved(c)
	}
	if c.Divided != nil {
		v.Voice, v.Carrier = "v-own", ""
		for _, h := range sides(c.Divided) {
			v.Holders = append(v.Holders, holderView{h.Name, stanceClass(h.Line.Stance, h.Line.Option), wordsOf(h.Line.Statements[0])})
		}
		return v
	}
	for _, l := range also(c) {
		v.Also = append(v.Also, alsoView{stanceClass(l.Stance, l.Option), wordsOf(l.Statements[0])})
	}
	return v
}

// scales shows how far apart the parties are in numbers.
func scales(m *dossier.Matrix) []scaleView {
	var out []scaleView
	for _, s := range m.Scales() {
		v := scaleView{Issue: capital(s.Issue.Name), Unit: unitWords(s.Unit)}
		for _, row := range s.Rows {
			r := scaleRowView{Party: row.Party.Name}
			for _, a := range row.Amounts {
				r.Amounts = append(r.Amounts, amountView{
					"s-" + a.Statement.ID, dossier.Verb(a.Statement), amountWords(a.Value, a.Unit), amountDay(a), stanceClass(amountStance(a), ""),
				})
			}
			v.Rows = append(v.Rows, r)
		}
		out = append(out, v)
	}
	return out
}

// opens reports whether a cell has anything to open.
func opens(c *dossier.Cell) bool {
	return len(c.Counted)+len(c.Refused)+len(c.Aside) > 0
}

func blankWords(kind string) string {
	if kind == dossier.Declined {
		return "( … ) asked, no answer"
	}
	return kind
}

// pips draws the articles behind a cell, one capsule a report.
func (b *builder) pips(c *dossier.Cell) pipsView {
	v := pipsView{Text: reports(c.Reports, c.Articles)}
	if c.Articles > maxLetters || c.Left > 0 {
		return v
	}
	families := map[string][]string{}
	seen := map[string]bool{}
	for _, s := range c.Counted {
		if !seen[s.Doc] {
			seen[s.Doc] = true
			families[familyOf(s)] = append(families[familyOf(s)], b.letters[s.Doc])
		}
	}
	for _, letters := range families {
		slices.Sort(letters)
		v.Capsules = append(v.Capsules, strings.Join(letters, ""))
	}
	slices.Sort(v.Capsules)
	return v
}

func familyOf(s *record.Statement) string {
	if s.Family == "" {
		return s.Doc
	}
	return s.Family
}
