package nlp

import (
	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

// Actions of the entity recogniser (BILUO, Ratinov and Roth, "Design Challenges and
// Misconceptions in Named Entity Recognition", 2009), as they are numbered in the
// model.
const (
	nerBegin = iota + 1
	nerIn
	nerLast
	nerUnit
	nerOut
)

// recogniser finds named entities from left to right. While no entity is open, the
// scores depend on one token alone, so they are computed for many tokens in one
// product; inside an entity only two moves are possible, and two scores needed.
type recogniser struct {
	kernel *kernel.Kernel
	labels []string      // of begin, in, last and unit moves alike
	linear *kernel.Dense // vector -> hidden
	slots  [3]*kernel.Dense
	bias   []float32     // of the hidden layer
	shut   []float32     // the same with the pads of the slots that a closed state lacks
	closed *kernel.Dense // upper layer for begin moves, unit moves and out
	in     model.Layer   // upper layer for in moves
	last   model.Layer
	hidden int
}

func newRecogniser(k *kernel.Kernel, m model.Transition, moves []model.Move) *recogniser {
	r := &recogniser{kernel: k, hidden: m.Hidden, linear: packLayer(m.Linear)}
	for f, s := range m.Slots {
		r.slots[f] = kernel.PackDense(byPiece(s.W, s.Out, s.In), nil, s.Out*s.Pieces, s.In)
	}
	r.bias = byPiece(m.SlotBias, m.Hidden, 1)
	r.shut = byPiece(m.SlotBias, m.Hidden, 1)
	for _, pad := range m.Pad[1:] {
		for i, v := range byPiece(pad, m.Hidden, 1) {
			r.shut[i] += v
		}
	}
	byAction := map[int]*model.Layer{}
	for i, move := range moves {
		if move.Action == nerUnit && move.Label == "" {
			continue // is never allowed
		}
		l := byAction[move.Action]
		if l == nil {
			l = &model.Layer{In: m.Upper.In, Pieces: 1}
			byAction[move.Action] = l
		}
		if move.Action == nerBegin {
			r.labels = append(r.labels, move.Label)
		}
		l.Out++
		l.W = append(l.W, m.Upper.W[i*l.In:(i+1)*l.In]...)
		l.B = append(l.B, m.Upper.B[i])
	}
	r.in, r.last = *byAction[nerIn], *byAction[nerLast]
	closed := *byAction[nerBegin]
	for _, action := range []int{nerUnit, nerOut} {
		l := byAction[action]
		closed.Out += l.Out
		closed.W = append(closed.W, l.W...)
		closed.B = append(closed.B, l.B...)
	}
	r.closed = packLayer(closed)
	return r
}

// nerScratch is the recogniser's working memory: for a page of tokens the hidden
// vectors, the products of the first slot and the closed scores.
type nerScratch struct {
	linear, first, h, scores []float32
	open, previous           []float32 // products of the second and third slot
	state                    []float32 // hidden layer of an open state
	before                   []float32 // linear row of the last token of the page before
	terms                    [][]float32
}

// find gives the entities of a document, whose vectors are rows. starts marks the
// first tokens of its sentences: an entity never crosses one.
func (r *recogniser) find(rows []float32, tokens []token, starts []bool, s *nerScratch, trace traceFunc) []Span {
	var out []Span
	open := -1 // first token of the open entity
	label := 0
	for i := range tokens {
		if i%pageTokens == 0 {
			r.load(rows[i*width:], min(pageTokens, len(tokens)-i), s)
		}
		lastOfSent := i+1 == len(tokens) || starts[i+1]
		switch {
		case open >= 0:
			if lastOfSent || r.closes(i, label, s, trace) {
				out = append(out, Span{Start: open, End: i + 1, Label: r.labels[label]})
				open = -1
			}
		case tokens[i].lex.space:
		default:
			action, l := r.choose(s.scores[i%pageTokens*r.closed.Width():][:r.closed.Out], lastOfSent, i, trace)
			switch action {
			case nerBegin:
				open, label = i, l
				s.open = r.product(1, i%pageTokens, &s.open, s)
			case nerUnit:
				out = append(out, Span{Start: i, End: i + 1, Label: r.labels[l]})
			}
		}
	}
	return out
}

// load computes what a page of tokens needs; rows are its vectors.
func (r *recogniser) load(rows []float32, count int, s *nerScratch) {
	size := r.linear.Width()
	lin := grow(&s.linear, pageTokens*size)
	s.before = append(s.before[:0], lin[(pageTokens-1)*size:]...)
	first := grow(&s.first, pageTokens*r.slots[0].Width())
	h := grow(&s.h, pageTokens*r.hidden)
	scores := grow(&s.scores, pageTokens*r.closed.Width())
	r.kernel.Dense(lin, size, rows, width, count, r.linear)
	r.kernel.Dense(first, r.slots[0].Width(), lin, size, count, r.slots[0])
	for i := range count {
		s.terms = append(s.terms[:0], r.shut, first[i*r.slots[0].Width():])
		r.kernel.SumMax(h[i*r.hidden:(i+1)*r.hidden], pieces, s.terms)
	}
	r.kernel.Dense(scores, r.closed.Width(), h, r.hidden, count, r.closed)
}

// product computes the product of a token in a slot; at is its place in the page,
// -1 for the token before the page.
func (r *recogniser) product(slot, at int, buf *[]float32, s *nerScratch) []float32 {
	row := s.before
	if at >= 0 {
		row = s.linear[at*r.linear.Width():]
	}
	out := grow(buf, r.slots[slot].Width())
	r.kernel.Dense(out, len(out), row, r.hidden, 1, r.slots[slot])
	return out
}

// closes reports whether the open entity ends with token i.
func (r *recogniser) closes(i, label int, s *nerScratch, trace traceFunc) bool {
	at := i % pageTokens
	s.previous = r.product(2, at-1, &s.previous, s)
	s.terms = append(s.terms[:0], r.bias, s.first[at*r.slots[0].Width():], s.open, s.previous)
	h := grow(&s.state, r.hidden)
	r.kernel.SumMax(h, pieces, s.terms)
	in, last := r.in.B[label], r.last.B[label]
	wIn, wLast := r.in.W[label*r.hidden:][:r.hidden], r.last.W[label*r.hidden:][:r.hidden]
	for k, v := range h {
		in += v * wIn[k]
		last += v * wLast[k]
	}
	if trace != nil {
		trace("ner", i, max(in-last, last-in))
	}
	return last > in
}

// choose picks the action where no entity is open, and its label. scores has begin
// moves, unit moves and out; at the end of a sentence nothing can begin.
func (r *recogniser) choose(scores []float32, lastOfSent bool, token int, trace traceFunc) (action, label int) {
	units, out := len(r.labels), 2*len(r.labels)
	from := 0
	if lastOfSent {
		from = units
	}
	top := best(scores, from, out+1)
	if trace != nil {
		trace("ner", token, margin(scores[from:], scores[top]))
	}
	switch {
	case top == out:
		return nerOut, 0
	case top >= units:
		return nerUnit, top - units
	}
	return nerBegin, top
}
