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
	statements := 0
	for _, e := range entries {
		d := e.Document
		statements += e.Statements
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
	fmt.Fprintf(&b, "\n%s, %s. “uncoded” counts sentences that carry a cue and gave no statement.\n", count(len(entries), "document"), count(statements, "statement"))
	_, err := io.WriteString(w, b.String())
	return err
}
