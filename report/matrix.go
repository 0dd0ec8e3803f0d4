package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
)

const (
	minColumn = 24 // a cell narrower than this cannot be read
	maxColumn = 44
	gap       = "  "
)

// Matrix writes who holds what as a table: issues down, parties across, as many
// parties side by side as the width allows and the rest in further groups.
func Matrix(w io.Writer, m *dossier.Matrix, l Layout) error {
	var b strings.Builder
	b.WriteString(matrixHead(m, l))
	if len(m.Parties) == 0 {
		b.WriteString("No party holds anything on record" + asOf(m) + ".\n")
		_, err := io.WriteString(w, b.String())
		return err
	}
	label := labelWidth(m.Issues, l)
	pages := paginate(m.Parties, l.width()-label)
	if l.Pages > 0 && len(pages) > l.Pages {
		pages = pages[:l.Pages]
	}
	shown := 0
	for _, p := range pages {
		shown += len(p)
	}
	issues := spoken(m, m.Issues, m.Parties[:shown])
	if l.Rows > 0 && len(issues) > l.Rows {
		issues = issues[:l.Rows]
	}
	for i, parties := range pages {
		if i > 0 {
			b.WriteString("\n")
		}
		matrixPage(&b, m, parties, issues, label, l)
	}
	matrixFoot(&b, m, len(m.Issues)-len(issues)+m.LeftIssues, len(m.Parties)-shown+m.LeftParties, l)
	_, err := io.WriteString(w, b.String())
	return err
}

func asOf(m *dossier.Matrix) string {
	if m.AsOf == "" {
		return ""
	}
	return " as of " + m.AsOf
}

func matrixHead(m *dossier.Matrix, l Layout) string {
	parts := []string{
		Count(m.Articles, "article"),
		Count(m.Reports, "report"),
		Count(m.Statements, "statement") + " counted",
	}
	if m.Aside > 0 {
		parts = append(parts, fmt.Sprintf("%d kept aside", m.Aside))
	}
	if m.Review > 0 {
		parts = append(parts, fmt.Sprintf("%d wait for review", m.Review))
	}
	out := l.paint(bold, "Who holds what"+asOf(m)) + "\n"
	for _, part := range wrapItems(parts, " · ", l.width()) {
		out += l.paint(dim, part) + "\n"
	}
	if m.Since != "" {
		out += l.paint(dim, markMoved+" = moved since "+m.Since) + "\n"
	}
	return out + "\n"
}

func labelWidth(issues []dossier.Axis, l Layout) int {
	w := 8
	for _, i := range issues {
		w = max(w, columns.StringWidth(i.Name))
	}
	return min(w, max(12, l.width()/5))
}

// paginate groups parties so that each group fits width.
func paginate(parties []dossier.Axis, width int) [][]dossier.Axis {
	n := max(1, width/(minColumn+len(gap)))
	var pages [][]dossier.Axis
	for len(parties) > n {
		pages, parties = append(pages, parties[:n]), parties[n:]
	}
	return append(pages, parties)
}

func matrixPage(b *strings.Builder, m *dossier.Matrix, parties, issues []dossier.Axis, label int, l Layout) {
	width := min(maxColumn, (l.width()-label)/len(parties)-len(gap))
	head, rule := [][]styled{nil}, strings.Repeat("─", label)
	for _, p := range parties {
		head = append(head, []styled{{bold, fit(p.Name, width)}})
		rule += gap + strings.Repeat("─", width)
	}
	writeRow(b, head, label, width, l)
	b.WriteString(rule + "\n")
	for _, issue := range spoken(m, issues, parties) {
		cells := make([][]styled, len(parties)+1)
		for _, line := range wrap(issue.Name, label, 0) {
			cells[0] = append(cells[0], styled{bold, line})
		}
		for i, p := range parties {
			cells[i+1] = cellLines(m.Cell(p.ID, issue.ID), width)
		}
		writeRow(b, cells, label, width, l)
		b.WriteString("\n")
	}
}

// spoken picks the issues on which one of the parties has anything on record.
func spoken(m *dossier.Matrix, issues, parties []dossier.Axis) []dossier.Axis {
	var out []dossier.Axis
	for _, i := range issues {
		if slices.ContainsFunc(parties, func(p dossier.Axis) bool { return m.OnRecord(p.ID, i.ID) }) {
			out = append(out, i)
		}
	}
	return out
}

// styled is a line of text with the escape that paints it.
type styled struct{ style, text string }

func writeRow(b *strings.Builder, cells [][]styled, label, width int, l Layout) {
	height := 0
	for _, c := range cells {
		height = max(height, len(c))
	}
	for i := range height {
		line := ""
		for k, c := range cells {
			w := width
			if k == 0 {
				w = label
			} else {
				line += gap
			}
			var cell styled
			if i < len(c) {
				cell = c[i]
			}
			line += l.paint(cell.style, cell.text) + pad("", w-columns.StringWidth(cell.text))
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// cellLines writes a cell into a column of the given width.
func cellLines(c *dossier.Cell, width int) []styled {
	var out []styled
	add := func(style, mark, text string, limit int) {
		indent := strings.Repeat(" ", columns.StringWidth(mark)+1)
		for i, line := range wrap(text, width-len(indent), limit) {
			if i == 0 {
				out = append(out, styled{style, mark + " " + line})
			} else {
				out = append(out, styled{style, indent + line})
			}
		}
	}
	switch {
	case c.Kind != dossier.Held:
		out = append(out, styled{dim, fit(blank(c.Kind), width)})
	case c.Divided != nil:
		out = append(out, styled{"", markDivided + " divided"})
		for _, h := range sides(c.Divided) {
			add("", stanceMark(h.Line.Stance), h.Name+" "+lineWords(h.Line), 3)
		}
		if n := len(c.Divided) - len(sides(c.Divided)); n > 0 {
			add(dim, " ", fmt.Sprintf("and %d more", n), 1)
		}
	default:
		add("", stanceMark(c.Stance), lineWords(c.Lines[0]), 4)
		if further := also(c); len(further) > 0 {
			add(dim, "also "+stanceMark(further[0].Stance), lineWords(further[0]), 2)
		}
	}
	for i, x := range c.Contested {
		if i == maxSide {
			add(dim, " ", fmt.Sprintf("and %d more", len(c.Contested)-i), 1)
			break
		}
		add("", markContested, contest(x), 2)
	}
	if c.Kind == dossier.Held {
		if c.Moved != nil {
			add(dim, markMoved, moved(c), 1)
		}
		foot := reports(c.Reports, c.Articles)
		if c.Divided == nil {
			foot = shortVoice(c.Voice) + " · " + foot
		}
		if when := held(c); when != "" {
			foot += " · " + when
		}
		for _, line := range wrap(foot, width, 3) {
			out = append(out, styled{dim, line})
		}
	}
	if note := aside(c.Aside); note != "" && len(c.Contested) == 0 {
		add(dim, markAside, note, 2)
	}
	return out
}

// maxSide is how many people of one mind a cell of the table names.
const maxSide = 2

// sides picks the people that a cell names: at most maxSide of each stance.
func sides(all []dossier.Holder) []dossier.Holder {
	n := map[string]int{}
	var out []dossier.Holder
	for _, h := range all {
		if n[h.Line.Stance]++; n[h.Line.Stance] <= maxSide {
			out = append(out, h)
		}
	}
	return out
}

// contest says whose word stands against the party's own.
func contest(x dossier.Contest) string {
	by := x.By
	if by == "" {
		by = "others"
	}
	return by + " says it " + x.Words
}

func moved(c *dossier.Cell) string {
	if c.Moved.Was == "" {
		return "new"
	}
	return "was " + c.Moved.Was
}

// legend explains the marks, since no picture may go without words.
var legend = []string{
	"+ for", "− against", "if conditional", "? unclear", markDivided + " divided", markContested + " contested",
	markAside + " kept, not counted", "( … ) asked, no answer", "· no record", "/ not asked",
}

func matrixFoot(b *strings.Builder, m *dossier.Matrix, issues, parties int, l Layout) {
	var notes []string
	if issues > 0 || parties > 0 {
		var left []string
		if issues > 0 {
			left = append(left, Count(issues, "more issue"))
		}
		if parties > 0 {
			left = append(left, moreParties(parties))
		}
		note := "Not shown here: " + strings.Join(left, ", ")
		if m.LeftIssues+m.LeftParties > 0 {
			note += "; --rows 0 --parties 0 shows all"
		}
		notes = append(notes, note+".")
	}
	if len(m.Others) > 0 {
		notes = append(notes, "On record without a party behind them: "+names(m.Others, m.LeftOthers, 8)+".")
	}
	for _, n := range notes {
		for _, line := range wrap(n, l.width(), 0) {
			b.WriteString(l.paint(dim, line) + "\n")
		}
	}
	for _, line := range wrapItems(legend, "   ", l.width()) {
		b.WriteString(l.paint(dim, line) + "\n")
	}
}

func moreParties(n int) string {
	if n == 1 {
		return "1 more party"
	}
	return fmt.Sprintf("%d more parties", n)
}

// names lists the first n of axes; more is how many there are beyond them.
func names(axes []dossier.Axis, more, n int) string {
	var out []string
	for _, a := range axes[:min(n, len(axes))] {
		out = append(out, a.Name)
	}
	text := strings.Join(out, ", ")
	if more += len(axes) - min(n, len(axes)); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
