package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Agenda writes the issues on record: those of the agenda, then those that points
// gave by their own words, with the issues that they may be.
func Agenda(w io.Writer, uses []dossier.IssueUse, l Layout) error {
	var b strings.Builder
	wide := max(16, l.width()-62)
	head := fmt.Sprintf("%s  %10s  %7s  %9s", pad("", wide), "statements", "parties", "documents")
	var known, own []string
	for _, u := range uses {
		row := fmt.Sprintf("%s  %10d  %7d  %9d", pad(fit(u.Name, wide), wide), u.Statements, u.Parties, u.Documents)
		if u.Known {
			if len(u.Options) > 0 {
				row += "  options: " + strings.Join(u.Options, ", ")
			}
			known = append(known, row)
			continue
		}
		if len(u.Near) > 0 {
			row += "  near: " + refNames(u.Near)
		}
		own = append(own, row)
	}
	rows(&b, "Issues of the agenda", head, known, l)
	rows(&b, "In the words of the texts, fitting no issue", head, own, l)
	if len(own) > 0 {
		b.WriteString("demarche agenda suggest makes issues of these; demarche correct ID --issue NAME puts one statement right.\n")
	}
	if len(uses) == 0 {
		b.WriteString("No statement on record is about an issue.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func refNames(refs []record.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Name)
	}
	return strings.Join(out, ", ")
}
