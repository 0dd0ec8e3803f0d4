package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/report"
)

// writeChanges prints what became of each article, for people. Articles that
// stayed the same are counted.
func writeChanges(w io.Writer, a, b *instrument.Text, changes []instrument.Change, l report.Layout) error {
	var out strings.Builder
	same := 0
	for _, c := range changes {
		if c.Kind == instrument.Same && !c.Moved && !c.Renumbered && !c.Retitled {
			same++
			continue
		}
		writeChange(&out, a, b, changeHead(articleNames(a, c.A), articleNames(b, c.B), c), c, l)
	}
	for _, p := range instrument.Passages(a, b) {
		if p.Change.Kind != instrument.Same {
			writeChange(&out, p.A, p.B, changeHead(p.Name, p.Name, p.Change), p.Change, l)
		}
	}
	if len(changes) == 0 {
		out.WriteString("Neither text has articles.\n")
	}
	fmt.Fprintf(&out, "%s before, %d after; unchanged: %d.\n", report.Count(len(a.Articles), "article"), len(b.Articles), same)
	_, err := io.WriteString(w, out.String())
	return err
}

func writeChange(out *strings.Builder, a, b *instrument.Text, head string, c instrument.Change, l report.Layout) {
	out.WriteString(head + "\n")
	for _, k := range c.Clauses {
		writeClause(out, a, b, k, l)
	}
	out.WriteString("\n")
}

// changeHead is a change in one line: "Article 3 → Article 4 Passage: reworded,
// moved".
func changeHead(from, to string, c instrument.Change) string {
	words := append([]string{c.Kind}, also(c)...)
	name := to
	switch {
	case to == "":
		name = from
	case from != "" && from != to:
		name = from + " → " + to
	}
	return name + ": " + strings.Join(words, ", ")
}

// also names what happened to an article beside its kind of change.
func also(c instrument.Change) []string {
	var out []string
	for _, x := range []struct {
		is   bool
		word string
	}{{c.Moved, "moved"}, {c.Renumbered, "renumbered"}, {c.Retitled, "retitled"}} {
		if x.is {
			out = append(out, x.word)
		}
	}
	return out
}

func articleNames(t *instrument.Text, at []int) string {
	var out []string
	for _, i := range at {
		out = append(out, strings.TrimSpace("Article "+t.Articles[i].Number+" "+strings.Join(strings.Fields(t.Articles[i].Title), " ")))
	}
	return strings.Join(out, ", ")
}

func writeClause(out *strings.Builder, a, b *instrument.Text, k instrument.ClauseChange, l report.Layout) {
	text := ""
	switch {
	case k.A == nil:
		text = "{+" + clauseText(b, *k.B) + "+}"
	case k.B == nil:
		text = "[-" + clauseText(a, *k.A) + "-]"
	case k.Kind == instrument.Split:
		text = "split from " + clausePlace(a, *k.A) + ": " + clauseText(b, *k.B)
	case k.Kind == instrument.Merged:
		text = "merged into " + clausePlace(b, *k.B) + ": " + clauseText(a, *k.A)
	case k.Moved && len(k.Edits) == 0:
		text = "moved to " + clausePlace(b, *k.B)
	case k.Moved:
		text = "moved from " + clausePlace(a, *k.A) + ": " + edits(k.Edits)
	case k.Kind == instrument.Same:
		return
	default:
		text = edits(k.Edits)
	}
	label := clauseLabel(a, b, k)
	for i, line := range report.Wrap(text, l, 14) {
		if i > 0 {
			label = ""
		}
		fmt.Fprintf(out, "    %-8s  %s\n", label, line)
	}
	for _, e := range k.Effects {
		fmt.Fprintf(out, "              %s\n", effect(e))
	}
}

// clauseLabel is the number of a clause in the draft whose words its row shows.
func clauseLabel(a, b *instrument.Text, k instrument.ClauseChange) string {
	if k.B == nil || k.Kind == instrument.Merged || k.Moved && len(k.Edits) == 0 {
		return a.Articles[k.A.Article].Clauses[k.A.Clause].Label
	}
	return b.Articles[k.B.Article].Clauses[k.B.Clause].Label
}

// clausePlace is where a clause stands: "Article 3, 1(a)".
func clausePlace(t *instrument.Text, r instrument.ClauseRef) string {
	a := t.Articles[r.Article]
	return strings.TrimSuffix("Article "+a.Number+", "+a.Clauses[r.Clause].Label, ", ")
}

func clauseText(t *instrument.Text, r instrument.ClauseRef) string {
	return strings.Join(strings.Fields(t.Slice(t.Articles[r.Article].Clauses[r.Clause].Text)), " ")
}

// edits writes the words of a clause, what went in [-…-], what came in {+…+}.
func edits(all []instrument.Edit) string {
	var out strings.Builder
	for _, e := range all {
		text := strings.Join(strings.Fields(e.Text), " ")
		if text == "" {
			continue
		}
		if out.Len() > 0 && !strings.ContainsRune(".,;:)", rune(text[0])) {
			out.WriteByte(' ')
		}
		switch e.Op {
		case instrument.Delete:
			text = "[-" + text + "-]"
		case instrument.Insert:
			text = "{+" + text + "+}"
		}
		out.WriteString(text)
	}
	return out.String()
}

func effect(e instrument.Effect) string {
	text := e.Kind
	if e.Why != "" {
		text += ": " + e.Why
	}
	if e.Addressee != "" {
		text += " (" + e.Addressee + ")"
	}
	return text
}
