package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// Gather makes one statement of those that say one thing, in a headline and again
// in the body: the fullest stands, and keeps the other sentences as its Also. The
// rest stays as it was, in its order. It expects statements with their quantities,
// places and dates.
func Gather(in []record.Statement) []record.Statement {
	into := make([]int, len(in)) // which statement stands for i
	for i := range in {
		into[i] = i
		for j := range i {
			if into[j] != j || !again(&in[j], &in[i]) {
				continue
			}
			if fuller(&in[i], &in[j]) {
				into[j] = i
				continue // what stood for others passes them on below
			}
			into[i] = j
			break
		}
	}
	var out []record.Statement
	at := map[int]int{}
	for i := range in {
		if into[i] == i {
			at[i] = len(out)
			out = append(out, in[i])
		}
	}
	for i := range in {
		to := into[i]
		for into[to] != to {
			to = into[to]
		}
		if s := &out[at[to]]; to != i && in[i].Evidence != s.Evidence && !slices.Contains(s.Also, in[i].Evidence) {
			s.Also = append(s.Also, in[i].Evidence)
		}
	}
	return out
}

// again reports whether a and b, of one document, are the same act on the same
// point. Precision first: what differs in holder, words of a further speaker, time,
// amount, place or article is two statements, as are two clauses of an exchange. An
// accusation or a judgement is no position that one can hold twice: each stands where
// it is made.
func again(a, b *record.Statement) bool {
	switch {
	case a.Act == "accuse", a.Act == "assess", a.Party.ID != b.Party.ID, a.Act != b.Act, a.Stance != b.Stance, a.Modality != b.Modality,
		a.Exchange != "", b.Exchange != "", a.Evidence == b.Evidence,
		a.Speaker != nil && b.Speaker != nil && a.Speaker.ID != b.Speaker.ID,
		a.When != "" && b.When != "" && a.When != b.When,
		a.Instrument != nil && b.Instrument != nil && *a.Instrument != *b.Instrument,
		len(a.Conditions) != len(b.Conditions), !sameAmounts(a, b), !samePlaces(a, b):
		return false
	}
	x, y := record.Stems(a.Point.Text), record.Stems(b.Point.Text)
	if len(x) > len(y) {
		x, y = y, x
	}
	for stem := range x {
		if !y[stem] {
			return false
		}
	}
	if strings.EqualFold(a.Point.Text, b.Point.Text) {
		return len(x) > 0 && (sameIssue(a, b) || len(strings.Fields(a.Point.Text)) > 2)
	}
	return len(x) > 1 && sameIssue(a, b)
}

func sameIssue(a, b *record.Statement) bool {
	return a.Issue != nil && b.Issue != nil && a.Issue.Row() == b.Issue.Row() && a.Option == b.Option
}

// sameAmounts reports whether no amount of a and b contradicts another.
func sameAmounts(a, b *record.Statement) bool {
	if len(a.Quantities) == 0 || len(b.Quantities) == 0 {
		return true
	}
	if len(a.Quantities) != len(b.Quantities) {
		return false
	}
	for i, q := range a.Quantities {
		if q.Value != b.Quantities[i].Value || q.Unit != b.Quantities[i].Unit {
			return false
		}
	}
	return true
}

// samePlaces reports whether no place of a and b is another.
func samePlaces(a, b *record.Statement) bool {
	if len(a.Places) == 0 || len(b.Places) == 0 {
		return true
	}
	if len(a.Places) != len(b.Places) {
		return false
	}
	for i, p := range a.Places {
		if p.ID != b.Places[i].ID {
			return false
		}
	}
	return true
}

// fuller reports whether a says more than b: who says it, how sure the reading is,
// how much of the point.
func fuller(a, b *record.Statement) bool {
	if (a.Speaker != nil) != (b.Speaker != nil) {
		return a.Speaker != nil
	}
	if len(a.Sources) != len(b.Sources) {
		return len(a.Sources) > len(b.Sources)
	}
	if a.Confidence != b.Confidence {
		return a.Confidence > b.Confidence
	}
	return len(a.Point.Text) > len(b.Point.Text)
}
