package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Report is how one task came out.
type Report struct {
	Task      string   `json:"task"`
	Documents int      `json:"documents"`
	Scores    []Score  `json:"scores"`
	Rates     []Rate   `json:"rates"`
	Notes     []string `json:"notes,omitempty"`

	// Errors are the kinds of disagreement with the gold, the most frequent first.
	Errors []ErrorKind `json:"errors,omitempty"`
}

// Score is a measure with precision and recall. The counts may be fractions
// where a measure gives credit for a part.
type Score struct {
	Name        string
	RightSystem float64 // what the system gave that is right
	System      float64 // what the system gave
	RightGold   float64 // what of the gold was found
	Gold        float64
}

// P is the precision, 0 to 1.
func (s Score) P() float64 { return ratio(s.RightSystem, s.System) }

// R is the recall, 0 to 1.
func (s Score) R() float64 { return ratio(s.RightGold, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return ratio(2*s.P()*s.R(), s.P()+s.R()) }

// MarshalJSON writes the three measures and the counts they stand on.
func (s Score) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `{"name":%q,"p":%.4f,"r":%.4f,"f1":%.4f,"system":%g,"gold":%g}`,
		s.Name, s.P(), s.R(), s.F1(), s.System, s.Gold), nil
}

// Rate is a share: so many right of so many.
type Rate struct {
	Name  string
	Right float64
	Of    float64
}

// Value is the share, 0 to 1.
func (r Rate) Value() float64 { return ratio(r.Right, r.Of) }

// MarshalJSON writes the share and the counts it stands on.
func (r Rate) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `{"name":%q,"value":%.4f,"right":%g,"of":%g}`, r.Name, r.Value(), r.Right, r.Of), nil
}

// ErrorKind is one way of being wrong, with the places where it happened.
type ErrorKind struct {
	Kind     string    `json:"kind"`
	Examples []Example `json:"examples"`
}

// Example is one error: the document and what gold and system say there.
type Example struct {
	Doc  string `json:"doc"`
	What string `json:"what"`
}

// score is a Score whose hits count alike on both sides.
func score(name string, right, system, gold int) Score {
	return Score{name, float64(right), float64(system), float64(right), float64(gold)}
}

func rate(name string, right, of int) Rate { return Rate{name, float64(right), float64(of)} }

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Score returns the score called name.
func (r Report) Score(name string) (Score, bool) {
	i := slices.IndexFunc(r.Scores, func(s Score) bool { return s.Name == name })
	if i < 0 {
		return Score{}, false
	}
	return r.Scores[i], true
}

// WriteTable prints the measures as a table, in hundredths.
func (r Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d documents\n", r.Task, r.Documents)
	if len(r.Scores) > 0 {
		fmt.Fprintf(&b, "  %-34s%7s%7s%7s%9s%9s\n", "", "P", "R", "F1", "system", "gold")
	}
	for _, s := range r.Scores {
		fmt.Fprintf(&b, "  %-34s%7.1f%7.1f%7.1f%9.0f%9.0f\n", s.Name, 100*s.P(), 100*s.R(), 100*s.F1(), s.System, s.Gold)
	}
	for _, x := range r.Rates {
		fmt.Fprintf(&b, "  %-34s%21.1f%9.0f%9.0f\n", x.Name, 100*x.Value(), x.Right, x.Of)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "  %s\n", n)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteErrors prints the kinds of error, the most frequent first, each with at
// most n examples spread over the data.
func (r Report) WriteErrors(w io.Writer, n int) error {
	var b strings.Builder
	for _, k := range r.Errors {
		fmt.Fprintf(&b, "%s: %d\n", k.Kind, len(k.Examples))
		for _, x := range spread(k.Examples, n) {
			fmt.Fprintf(&b, "  %s  %s\n", x.Doc, x.What)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// spread picks n of xs at even distances.
func spread(xs []Example, n int) []Example {
	if len(xs) <= n {
		return xs
	}
	out := make([]Example, 0, n)
	for i := range n {
		out = append(out, xs[i*len(xs)/n])
	}
	return out
}

// errorLog collects errors by kind while a task is counted.
type errorLog struct{ kinds []ErrorKind }

func (l *errorLog) add(kind, doc, format string, args ...any) {
	i := slices.IndexFunc(l.kinds, func(k ErrorKind) bool { return k.Kind == kind })
	if i < 0 {
		i = len(l.kinds)
		l.kinds = append(l.kinds, ErrorKind{Kind: kind})
	}
	what := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
	l.kinds[i].Examples = append(l.kinds[i].Examples, Example{doc, what})
}

// sorted returns the kinds, the most frequent first.
func (l *errorLog) sorted() []ErrorKind {
	slices.SortStableFunc(l.kinds, func(a, b ErrorKind) int { return len(b.Examples) - len(a.Examples) })
	return l.kinds
}
