package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// History writes what happened to a statement: each time that it was read, what
// analysts made of it and why, and how it stands.
func History(w io.Writer, h dossier.History, l Layout) error {
	var b strings.Builder
	last := h.Entries[len(h.Entries)-1]
	fmt.Fprintf(&b, "%s  %s\n", h.Statement, l.paint(bold, headline(&last.Statement)))
	for _, line := range wrap("“"+oneLine(last.Statement.Evidence.Text)+"”", l.width()-4, 0) {
		b.WriteString("    " + line + "\n")
	}
	b.WriteString("\n")
	for _, e := range h.Entries {
		fmt.Fprintf(&b, "%s  run %d read it as %s\n", minute(e.Recorded), e.Run, coded(&e.Machine))
		b.WriteString(l.paint(dim, strings.Repeat(" ", 18)+"by "+e.Reader) + "\n")
		if !e.Superseded.IsZero() {
			fmt.Fprintf(&b, "%s  closed: the document was recorded anew\n", minute(e.Superseded))
		}
	}
	for _, c := range last.Corrections {
		correction(&b, c, l)
	}
	switch {
	case !last.Superseded.IsZero():
		b.WriteString("\nIt no longer stands.\n")
	case last.Dropped:
		b.WriteString("\nIt is dropped and counts nowhere.\n")
	default:
		fmt.Fprintf(&b, "\nIt stands as %s, by %s.\n", coded(&last.Statement), last.Statement.By)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Trail writes all corrections of a case, oldest first; orphans are those whose
// statement no longer stands.
func Trail(w io.Writer, all []dossier.Correction, orphans map[int64]bool, l Layout) error {
	var b strings.Builder
	if len(all) == 0 {
		b.WriteString("Nothing has been corrected.\n")
	}
	for _, c := range all {
		correction(&b, c, l)
		note := ""
		if orphans[c.Seq] {
			note = "  the statement no longer stands"
		}
		b.WriteString(l.paint(dim, strings.Repeat(" ", 18)+c.Statement+note) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Corrected writes what a correction has just done.
func Corrected(w io.Writer, c dossier.Correction, l Layout) error {
	var b strings.Builder
	correction(&b, c, l)
	fmt.Fprintf(&b, "\nGo deeper\n  demarche history %s\n", c.Statement)
	if c.Undoes == 0 {
		fmt.Fprintf(&b, "  demarche undo %d --why TEXT\n", c.Seq)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func correction(b *strings.Builder, c dossier.Correction, l Layout) {
	done := "number " + fmt.Sprint(c.Seq) + ", "
	switch {
	case c.Undoes != 0:
		done += fmt.Sprintf("takes back number %d", c.Undoes)
	case c.Dropped:
		done += "dropped"
	default:
		done += strings.Join(changes(c), "; ")
	}
	if c.Undone {
		done += " (taken back since)"
	}
	for i, line := range wrap(done, l.width()-18, 0) {
		when := minute(c.At)
		if i > 0 {
			when = ""
		}
		fmt.Fprintf(b, "%s  %s\n", pad(when, 16), line)
	}
	for _, line := range wrap(c.Who+": "+c.Why, l.width()-18, 0) {
		b.WriteString(strings.Repeat(" ", 18) + l.paint(dim, line) + "\n")
	}
}

// changes says what a correction changed. That it is now an analyst's word goes
// without saying, unless nothing else changed.
func changes(c dossier.Correction) []string {
	var out []string
	for _, ch := range c.Changes {
		if ch.Field != "by" && ch.Field != "confidence" {
			out = append(out, fmt.Sprintf("%s: %s → %s", ch.Field, plainValue(ch.From), plainValue(ch.To)))
		}
	}
	if len(out) == 0 {
		return []string{"confirmed"}
	}
	return out
}

// plainValue is a JSON value for a reader: a string without quotation marks, of a
// reference its name.
func plainValue(v json.RawMessage) string {
	var text string
	var ref record.Ref
	switch {
	case string(v) == "null" || string(v) == `""`:
		return "none"
	case json.Unmarshal(v, &text) == nil:
		return text
	case json.Unmarshal(v, &ref) == nil && ref.Name != "":
		return ref.Name
	}
	return string(v)
}

// coded is a statement as its codes, without its words.
func coded(s *record.Statement) string {
	issue := "no issue"
	if s.Issue != nil {
		issue = s.Issue.Name
	}
	return fmt.Sprintf("%s: %s, %s, on %s", s.Party.Name, s.Act, s.Stance, issue)
}

func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }
