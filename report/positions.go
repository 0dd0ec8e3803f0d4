package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Positions writes what each party holds, issue by issue, with the sentences it
// stands on. The identifier before a sentence opens it (demarche show).
func Positions(w io.Writer, positions []dossier.Position, l Layout) error {
	var b strings.Builder
	if len(positions) == 0 {
		b.WriteString("Nothing on record for that choice of party and issue.\n")
	}
	party := ""
	for _, p := range positions {
		if p.Party.ID != party {
			if party != "" {
				b.WriteString("\n")
			}
			party = p.Party.ID
			b.WriteString(l.paint(bold, p.Party.Name) + "\n")
		}
		positionText(&b, p, l)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func positionText(b *strings.Builder, p dossier.Position, l Layout) {
	c := p.Cell
	fmt.Fprintf(b, "\n  %s: %s\n", l.paint(underline, p.Issue.Name), verdict(c))
	var facts []string
	if c.Kind == dossier.Held {
		facts = append(facts, reports(c.Reports, c.Articles))
	}
	for _, f := range []struct{ label, value string }{
		{"held since ", c.Since}, {"last affirmed ", c.Affirmed}, {"last reported ", c.Reported},
	} {
		if f.value != "" {
			facts = append(facts, f.label+dateWords(f.value))
		}
	}
	if c.Undated > 0 {
		facts = append(facts, fmt.Sprintf("%d undated", c.Undated))
	}
	if len(facts) > 0 {
		b.WriteString(l.paint(dim, "  "+strings.Join(facts, " · ")) + "\n")
	}
	for _, line := range c.Lines {
		lineText(b, line, l)
	}
	for _, x := range c.Contested {
		fmt.Fprintf(b, "    %s %s\n", markContested, contest(x))
	}
	group(b, "asked, no answer", c.Refused, l)
	group(b, "replaced by a later word", replaced(c), l)
	group(b, "kept, not counted", c.Aside, l)
}

// verdict is the cell in a few words.
func verdict(c *dossier.Cell) string {
	text := ""
	switch {
	case c.Kind != dossier.Held:
		text = blank(c.Kind)
	case c.Divided != nil:
		var who []string
		for _, h := range c.Divided {
			who = append(who, h.Name+" "+h.Line.Stance)
		}
		text = markDivided + " divided (" + strings.Join(who, ", ") + ")"
	default:
		text = stanceMark(c.Stance) + " " + dossier.Side(c.Stance, c.Option)
	}
	if len(c.Contested) > 0 {
		text += " " + markContested + " contested"
	}
	if c.Moved != nil {
		text += " " + markMoved + " " + moved(c)
	}
	return text
}

func lineText(b *strings.Builder, line dossier.Line, l Layout) {
	fmt.Fprintf(b, "    %s %s  %s\n", stanceMark(line.Stance), lineWords(line), l.paint(dim, voice(line.Voice)))
	for _, s := range line.Statements {
		sentence(b, s, l)
	}
}

// replaced lists the counted statements that no line of the cell holds.
func replaced(c *dossier.Cell) []*record.Statement {
	now := map[string]bool{}
	for _, line := range c.Lines {
		for _, s := range line.Statements {
			now[s.ID] = true
		}
	}
	var out []*record.Statement
	for _, s := range c.Counted {
		if !now[s.ID] {
			out = append(out, s)
		}
	}
	return out
}

func group(b *strings.Builder, title string, statements []*record.Statement, l Layout) {
	if len(statements) == 0 {
		return
	}
	b.WriteString("    " + l.paint(dim, title) + "\n")
	for _, s := range statements {
		sentence(b, s, l)
	}
}

// sentence writes identifier and sentence of s.
func sentence(b *strings.Builder, s *record.Statement, l Layout) {
	const indent = "                    "
	text := oneLine(s.Evidence.Text)
	if why := notCounted(s); why != "" {
		text += " [" + why + "]"
	}
	for i, line := range wrap(text, l.width()-len(indent), 3) {
		if i == 0 {
			fmt.Fprintf(b, "      %-12s  %s\n", s.ID, line)
		} else {
			fmt.Fprintf(b, "%s%s\n", indent, line)
		}
	}
}

// notCounted says why a statement is no position of the party.
func notCounted(s *record.Statement) string {
	switch {
	case s.Modality.Reported:
		return voice(dossier.VoiceOf(s))
	case s.Modality.Hypothetical:
		return "possible"
	case s.Modality.Future:
		return "predicted"
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
