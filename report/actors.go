package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Actors writes who is who in a case: parties, people, sources named by their
// office, who may be one in two spellings, and what analysts decided. No list is
// longer than the rows of the layout, and what is left out is counted.
func Actors(w io.Writer, c dossier.Cast, l Layout) error {
	var b strings.Builder
	var parties, people, offices, perhaps []string
	wide := max(16, l.width()-58)
	for _, a := range c.Actors {
		row := fmt.Sprintf("%s  %s  %5d  %6d  %9d  %9d", pad(fit(a.Name, wide), wide), pad(fit(a.ID, 18), 18), a.Holds, a.Speaks, a.Addressed, a.Documents)
		if a.Kind != record.KindPerson && a.Kind != record.KindAuthor {
			parties = append(parties, row)
			continue
		}
		if a.For.Name != "" {
			row += "  for " + a.For.Name
		}
		people = append(people, row)
	}
	for _, o := range c.Offices {
		offices = append(offices, fmt.Sprintf("%s  %5d  for %s", pad(fit(o.Name, wide), wide), o.Statements, o.For.Name))
	}
	for _, p := range c.Perhaps {
		perhaps = append(perhaps, fmt.Sprintf("%s and %s: demarche actors merge %s %s --why TEXT", p[0].Name, p[1].Name, p[0].ID, p[1].ID))
	}
	head := fmt.Sprintf("%s  %s  %5s  %6s  %9s  %9s", pad("", wide), pad("identifier", 18), "holds", "speaks", "addressed", "documents")
	rows(&b, "Parties", head, parties, l)
	rows(&b, "People", head, people, l)
	rows(&b, "Named by office only", "", offices, l)
	rows(&b, "Perhaps the same, by spelling", "", perhaps, l)
	if len(c.Entries) > 0 {
		b.WriteString(l.paint(bold, "Who is who, as analysts see it") + "\n")
		for _, a := range c.Entries {
			entry(&b, a, l)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rows writes a titled list.
func rows(b *strings.Builder, title, head string, all []string, l Layout) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(b, "%s\n", l.paint(bold, fmt.Sprintf("%s (%d)", title, len(all))))
	if head != "" {
		b.WriteString(l.paint(dim, head) + "\n")
	}
	shown := all
	if l.Rows > 0 && len(all) > l.Rows {
		shown = all[:l.Rows]
	}
	for _, row := range shown {
		b.WriteString(row + "\n")
	}
	if n := len(all) - len(shown); n > 0 {
		b.WriteString(l.paint(dim, fmt.Sprintf("and %d more; --rows 0 shows all", n)) + "\n")
	}
	b.WriteString("\n")
}

// Identified writes what a decision about who is who has just done.
func Identified(w io.Writer, done []dossier.Alias, l Layout) error {
	var b strings.Builder
	for _, a := range done {
		entry(&b, a, l)
	}
	for _, a := range done {
		if a.Undoes == 0 {
			fmt.Fprintf(&b, "demarche actors undo %d --why TEXT takes it back.\n", a.Seq)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func entry(b *strings.Builder, a dossier.Alias, l Layout) {
	text := identity(a)
	if a.Undoes != 0 {
		text = fmt.Sprintf("number %d, takes back number %d (%s: %s)", a.Seq, a.Undoes, a.Who, a.Why)
	}
	if a.Undone {
		text += " (taken back since)"
	}
	for i, line := range wrap(text, l.width()-18, 0) {
		when := minute(a.At)
		if i > 0 {
			when = ""
		}
		fmt.Fprintf(b, "%s  %s\n", pad(when, 16), line)
	}
}

// identity says in words what an entry decides.
func identity(a dossier.Alias) string {
	text := fmt.Sprintf("number %d, %s is read as %s", a.Seq, a.Actor, a.Is.Name)
	if a.Doc != "" {
		text += " in " + a.Doc
	}
	if a.Speaker != "" {
		text += " where " + a.Speaker + " speaks"
	}
	return text + " (" + a.Who + ": " + a.Why + ")"
}
