package statement

import (
	"sort"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// dedupe keeps one of several statements of one party about one place: the most
// certain, and a position rather than an assessment. Statements come out in the
// order of evidence, point and predicate.
func dedupe(in []record.Statement) []record.Statement {
	sort.SliceStable(in, func(a, b int) bool {
		x, y := &in[a], &in[b]
		switch {
		case x.Evidence.Start != y.Evidence.Start:
			return x.Evidence.Start < y.Evidence.Start
		case x.Point.Start != y.Point.Start:
			return x.Point.Start < y.Point.Start
		case x.Predicate.Start != y.Predicate.Start:
			return x.Predicate.Start < y.Predicate.Start
		case x.Point.End != y.Point.End:
			return x.Point.End < y.Point.End
		case x.Party.Name != y.Party.Name:
			return x.Party.Name < y.Party.Name
		}
		return x.Act < y.Act
	})
	drop := make([]bool, len(in))
	for i := range in {
		for j := range in {
			if i == j || drop[j] || drop[i] || in[i].Evidence.Start != in[j].Evidence.Start || in[i].Party.ID != in[j].Party.ID {
				continue
			}
			if repeats(&in[i], &in[j]) {
				drop[i] = true
			}
			if !in[i].Point.Overlaps(in[j].Point) {
				continue
			}
			if worse(&in[i], &in[j], i > j) {
				drop[i] = true
			}
		}
	}
	out := in[:0]
	for i := range in {
		if !drop[i] {
			out = append(out, in[i])
		}
	}
	return out
}

// repeats reports whether a says of a pronoun what b says in words: "rejected
// the terms, calling them unacceptable".
func repeats(a, b *record.Statement) bool {
	pointer := func(s *record.Statement) bool {
		w, rest, _ := strings.Cut(strings.ToLower(s.Point.Text), " ")
		return tables().is("plural", w) && w != "these" && w != "those" || tables().is("pronoun", w) && rest == ""
	}
	return a.Act == b.Act && pointer(a) && !pointer(b)
}

// worse reports whether a says nothing that b does not say better.
func worse(a, b *record.Statement, later bool) bool {
	if a.Act == b.Act && a.Point == b.Point {
		return a.Confidence < b.Confidence || a.Confidence == b.Confidence && later
	}
	if a.Act == "assess" && b.Act != "assess" && a.Point.Start <= b.Predicate.Start && b.Predicate.End <= a.Point.End {
		return true
	}
	if a.Act == "assess" && b.Act != "assess" {
		return a.Point.Start <= b.Point.Start && b.Point.End <= a.Point.End
	}
	if a.Act == b.Act && b.Confidence >= a.Confidence {
		return b.Point.Start <= a.Point.Start && a.Point.End <= b.Point.End && b.Point != a.Point && a.Exchange == ""
	}
	return false
}
