package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/demarche-project/demarche/dossier"
)

// Documents lists what was read: title, outlet, date, how many statements each
// gave and how many sentences with a cue gave none.
func Documents(w io.Writer, entries []dossier.Entry, l Layout) error {
	var b strings.Builder
	wide := max(20, l.width()-62)
	fmt.Fprintf(&b, "%s\n", l.paint(bold, fmt.Sprintf("%s  %-16s  %-12s  %10s  %7s", pad("document", wide), "outlet", "published", "statements", "uncoded")))
	statements, uncoded := 0, 0
	for _, e := range entries {
		d := e.Document
		statements, uncoded = statements+e.Statements, uncoded+len(e.Uncoded)
		published := dateOnly(d.Published)
		if published == "" {
			published = "undated"
		}
		outlet := d.Outlet
		if outlet == "" {
			outlet = "unknown"
		}
		fmt.Fprintf(&b, "%s  %s  %s  %10d  %7d\n", pad(fit(oneLine(title(d)), wide), wide), pad(fit(outlet, 16), 16), pad(fit(published, 12), 12), e.Statements, len(e.Uncoded))
		fmt.Fprintf(&b, "%s\n", l.paint(dim, "  "+d.ID))
		for _, p := range e.Problems {
			fmt.Fprintf(&b, "  ! %s: %s\n", p.Where, p.What)
		}
	}
	fmt.Fprintf(&b, "\n%s, %s, %d uncoded: sentences that carry a cue and gave no statement; --uncoded lists them.\n",
		Count(len(entries), "document"), Count(statements, "statement"), uncoded)
	_, err := io.WriteString(w, b.String())
	return err
}

// Uncoded lists the sentences that carry a cue and gave no statement, under their
// documents, each with the code points where it stands.
func Uncoded(w io.Writer, entries []dossier.Entry, l Layout) error {
	var b strings.Builder
	sentences, documents := 0, 0
	for _, e := range entries {
		if len(e.Uncoded) == 0 {
			continue
		}
		documents++
		fmt.Fprintf(&b, "%s  %s\n", l.paint(bold, oneLine(title(e.Document))), l.paint(dim, e.Document.ID))
		for _, u := range e.Uncoded {
			sentences++
			place := fmt.Sprintf("%d-%d", u.Start, u.End)
			for i, line := range wrap(u.Text, l.width()-15, 0) {
				if i > 0 {
					place = ""
				}
				fmt.Fprintf(&b, "  %s %s\n", l.paint(dim, pad(place, 12)), line)
			}
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s with a cue and no statement, in %d of %s.\n", Count(sentences, "sentence"), documents, Count(len(entries), "document"))
	_, err := io.WriteString(w, b.String())
	return err
}
