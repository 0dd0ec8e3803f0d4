package nlp

import "github.com/demarche-project/demarche/nlp/model"

// Actions of the entity recogniser (BILUO, Ratinov and Roth, "Design Challenges and
// Misconceptions in Named Entity Recognition", 2009), as they are numbered in the
// model.
const (
	nerBegin = iota + 1
	nerIn
	nerLast
	nerUnit
	nerOut
	nerEnd
)

type recogniser struct {
	*network
	labels []string        // by move
	groups [nerEnd + 1]int // the first move of each action
}

func newRecogniser(n *network, moves []model.Move) *recogniser {
	r := &recogniser{network: n}
	for i := len(moves) - 1; i >= 0; i-- {
		r.groups[moves[i].Action] = i
	}
	r.groups[nerEnd] = len(moves)
	for _, m := range moves {
		r.labels = append(r.labels, m.Label)
	}
	return r
}

// find gives the entities of a document. starts marks the first tokens of its
// sentences: an entity never crosses one.
func (r *recogniser) find(sc *scorer, tokens []token, starts []bool, trace traceFunc) []Span {
	var out []Span
	open := -1 // first token of the open entity
	label := 0 // its place among the labels of each action
	for i := range tokens {
		lastOfSent := i+1 == len(tokens) || starts[i+1]
		if open >= 0 {
			if !lastOfSent {
				scores := sc.score([]int{i, open, i - 1})
				in, last := scores[r.groups[nerIn]+label], scores[r.groups[nerLast]+label]
				if trace != nil {
					trace("ner", i, max(in-last, last-in))
				}
				if in >= last {
					continue
				}
			}
			out = append(out, Span{Start: open, End: i + 1, Label: r.labels[r.groups[nerBegin]+label]})
			open = -1
			continue
		}
		if tokens[i].lex.space {
			continue
		}
		action, k := r.closed(sc.score([]int{i, -1, -1}), lastOfSent, i, trace)
		switch action {
		case nerBegin:
			open, label = i, k
		case nerUnit:
			out = append(out, Span{Start: i, End: i + 1, Label: r.labels[r.groups[nerUnit]+k]})
		}
	}
	return out
}

// closed chooses the action where no entity is open, and the label's place among
// the labels of that action.
func (r *recogniser) closed(scores []float32, lastOfSent bool, token int, trace traceFunc) (action, label int) {
	out, unit := r.groups[nerOut], r.groups[nerUnit]
	units := out - 1 // the last unit move has no label and is never allowed
	action, move := nerUnit, best(scores, unit, units)
	if !lastOfSent {
		if m := best(scores, r.groups[nerBegin], r.groups[nerIn]); scores[m] >= scores[move] {
			action, move = nerBegin, m
		}
	}
	if scores[out] > scores[move] {
		action, move = nerOut, out
	}
	if trace != nil {
		all := append([]float32{scores[out]}, scores[unit:units]...)
		if !lastOfSent {
			all = append(all, scores[r.groups[nerBegin]:r.groups[nerIn]]...)
		}
		trace("ner", token, margin(all, scores[move]))
	}
	return action, move - r.groups[action]
}
