package reading

import (
	"cmp"
	"sort"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/quantity"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

func dateRecords(in []when.Expression) []record.Date {
	out := make([]record.Date, 0, len(in))
	for _, e := range in {
		out = append(out, e.Record())
	}
	return out
}

// date gives each statement the time of its act: a date outside its point that
// hangs on the verb of the act ("in June 2024 Norland demanded ..."), the nearest to
// the predicate where there are several; and the deadline that its point names ("by
// 6 August").
func date(doc *nlp.Doc, found []record.Statement, dates []when.Expression) {
	verbs := make([]int, len(dates))
	for k, e := range dates {
		verbs[k] = -1
		if e.Kind == when.Date && e.Tokens.Len() > 0 && !e.Interval(dates).IsZero() && !tells(doc, e.Tokens.End-1) {
			verbs[k] = verbAbove(doc, e.Tokens.End-1)
		}
	}
	for i := range found {
		s := &found[i]
		pred := tokenAt(doc, s.Predicate.Start)
		verb := verbAbove(doc, pred)
		best, distance := -1, 0
		for k, e := range dates {
			if s.Point.Start <= e.Start && e.End <= s.Point.End {
				s.Deadline = cmp.Or(s.Deadline, e.Deadline(dates))
			}
			if verbs[k] < 0 || verbs[k] != verb && verbs[k] != pred || e.Start < s.Evidence.Start || e.End > s.Evidence.End || e.Start < s.Point.End && s.Point.Start < e.End {
				continue
			}
			if d := max(e.Start-s.Predicate.End, s.Predicate.Start-e.End); best < 0 || d < distance {
				best, distance = k, d
			}
		}
		if best >= 0 {
			s.When = dates[best].Interval(dates).String()
		}
	}
}

// tells reports whether the date at token i only tells which thing a noun means: "the
// agreement of 1987".
func tells(doc *nlp.Doc, i int) bool {
	t := &doc.Tokens[i]
	p := &doc.Tokens[t.Head]
	n := &doc.Tokens[p.Head]
	return t.Dep == "pobj" && p.Lower == "of" && n.Pos == "NOUN" && n.EntType == "" // "the end of the month" is a time
}

// verbAbove is token i itself when it is a verb, else the nearest verb that governs
// it, or -1.
func verbAbove(doc *nlp.Doc, i int) int {
	for {
		t := &doc.Tokens[i]
		if t.Pos == "VERB" || t.Pos == "AUX" && t.Dep != "aux" && t.Dep != "auxpass" {
			return i
		}
		if t.Head == i {
			return -1
		}
		i = t.Head
	}
}

// tokenAt is the token at a code point.
func tokenAt(doc *nlp.Doc, offset int) int {
	return max(0, sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].Start > offset })-1)
}

// measure gives each statement the amounts and places named in its point.
func measure(found []record.Statement, amounts []quantity.Amount, places []quantity.Place) {
	for i := range found {
		s := &found[i]
		for _, a := range amounts {
			if r := a.Record(); s.Point.Start <= r.Span.Start && r.Span.End <= s.Point.End {
				s.Quantities = append(s.Quantities, r)
			}
		}
		for _, p := range places {
			if r := p.Record(); s.Point.Start <= r.Span.Start && r.Span.End <= s.Point.End {
				s.Places = append(s.Places, r)
			}
		}
	}
}

// voice is the entity whose voice the document's own sentences are: the state
// or body that gives the speech or the communiqué, named by its author or title, or that put
// out the draft.
// It joins the cast when the text itself does not name it. -1 for a reporter.
func (r *Reader) voice(d record.Document, cast *actor.Cast) int {
	names := []string{d.Author, d.Title}
	switch d.Kind {
	case record.KindSpeech, record.KindCommunique:
	case record.KindDraft: // put out by who drew it up
		names = []string{d.Author, d.Outlet}
	default:
		return -1
	}
	for _, line := range names {
		if line == "" {
			continue
		}
		named := actor.Resolve(r.pipeline.Parse(line), record.Document{ID: d.ID, Text: line, Published: d.Published}, r.world)
		for _, e := range named.Entities {
			if e.Kind == actor.KindPlace {
				continue
			}
			for i := range cast.Entities {
				if cast.Entities[i].ID == e.ID {
					return i
				}
			}
			cast.Entities = append(cast.Entities, e)
			return len(cast.Entities) - 1
		}
	}
	return -1
}
