package eval

import (
	"testing"

	"github.com/demarche-project/demarche/record"
)

// TestAttitudes wants a relation to be that of the act, towards those whom the words name.
func TestAttitudes(t *testing.T) {
	evidence := record.Span{Start: 10, End: 56, Text: "Chile praised the Tories for opposing the tax."}
	praise := record.Statement{Act: "support", Stance: record.Against, Party: record.Ref{Name: "Chile"}, Evidence: evidence,
		Predicate: record.Span{Start: 16, End: 23, Text: "praised"}, Point: record.Span{Start: 39, End: 55, Text: "opposing the tax"}}
	threat := record.Statement{Act: "threaten", Party: record.Ref{Name: "Chile"}, Addressees: []record.Ref{{Name: "Peru"}}, Point: record.Span{Text: "a ban"}}
	supposed := threat
	supposed.Modality.Hypothetical = true
	denial := record.Statement{Act: "deny", Stance: record.Against, Party: record.Ref{Name: "Chile"}, Point: record.Span{Text: "that Peru paid"}}
	for _, c := range []struct {
		s      record.Statement
		target string
		want   int
	}{{praise, "the Tories", 1}, {threat, "Peru", 3}, {supposed, "Peru", 0}, {denial, "Peru", 0}} {
		g := dseDoc{P: entity{"The Chile"}, Q: entity{c.target}}
		if got := dseLabel(g, toAttitudes(record.Reading{Statements: []record.Statement{c.s}})); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.s.Act, c.target, dseLabels[got], dseLabels[c.want])
		}
	}
}
