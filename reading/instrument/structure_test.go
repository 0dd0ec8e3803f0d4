package instrument_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

// TestStructure takes the texts of testdata/structure.txt apart; they stand
// between lines of dashes, what comes out behind a line of equal signs.
func TestStructure(t *testing.T) {
	const path = "testdata/structure.txt"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, block := range strings.Split(string(raw), "\n--------\n") {
		text, _, _ := strings.Cut(block, "\n========\n")
		text = strings.Trim(text, "\n")
		out = append(out, text+"\n========\n"+strings.TrimRight(outline(text), "\n"))
	}
	golden(t, path, strings.Join(out, "\n--------\n")+"\n")
}

func outline(text string) string {
	s := instrument.Structure(text)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", s.Kind, s.Title)
	for _, p := range s.Parts {
		fmt.Fprintf(&b, "part %s %q level %d: %.20q\n", p.Label(), p.Title, p.Level, s.Slice(instrument.Piece{Start: p.Start, End: p.End}))
	}
	for _, a := range s.Articles {
		parent := "-"
		if a.Parent != nil {
			parent = *a.Parent
		}
		whole := s.Slice(instrument.Piece{Start: a.Start, End: a.End})
		fmt.Fprintf(&b, "%s %q in %s: %.12q ... %q\n", a.Number, a.Title, parent, whole, whole[max(0, len(whole)-14):])
		for _, c := range a.Clauses {
			fmt.Fprintf(&b, "   %s: %.30q\n", c.Label, s.Slice(c.Text))
		}
	}
	for _, a := range s.Annexes {
		fmt.Fprintf(&b, "%s %q\n", a.Label(), a.Title)
	}
	for _, d := range s.Definitions {
		fmt.Fprintf(&b, "defines %q\n", d.Term)
	}
	for _, k := range s.Brackets {
		fmt.Fprintf(&b, "bracket %q\n", k.Alternatives)
	}
	if s.Closing != nil {
		fmt.Fprintf(&b, "closing %.20q\n", s.Slice(*s.Closing))
	}
	return b.String()
}
