package nlp

import "github.com/demarche-project/demarche/nlp/model"

// The parser is arc-eager with sentence breaks and with tokens that may be taken
// back from the stack (Nivre, "Algorithms for Deterministic Incremental Dependency
// Parsing", 2008; Honnibal and Johnson, "An Improved Non-monotonic Transition
// System for Dependency Parsing", 2015).

const (
	moveShift = iota
	moveReduce
	moveLeft
	moveRight
	moveBreak
	moveCount
)

type parser struct {
	*network
	labels []string           // by move
	groups [moveCount + 1]int // the first move of each action; moves are sorted by action
}

func newParser(n *network, moves []model.Move) *parser {
	p := &parser{network: n}
	for i := len(moves) - 1; i >= 0; i-- {
		p.groups[moves[i].Action] = i
	}
	p.groups[moveCount] = len(moves)
	for _, m := range moves {
		p.labels = append(p.labels, m.Label)
	}
	return p
}

// parseState is a state of the transition system. Token numbers are indices, -1
// stands for none.
type parseState struct {
	n         int
	stack     []int
	rebuffer  []int // tokens taken back, the last one is first in the buffer
	next      int   // the first untouched token
	head      []int
	label     []int32 // move that made the arc
	leftKid   []int   // most recent left child
	rightKid  []int   // most recent right child
	olderKid  []int   // of a right child: the right child of the same head before it
	reshifted []bool  // was taken back, may not be shifted
	start     []bool  // begins a sentence as far as moves are concerned
}

func (s *parseState) reset(n int) {
	s.n, s.next = n, 0
	s.stack, s.rebuffer = s.stack[:0], s.rebuffer[:0]
	for _, list := range []*[]int{&s.head, &s.leftKid, &s.rightKid, &s.olderKid} {
		*list = resize(*list, n)
		for i := range *list {
			(*list)[i] = -1
		}
	}
	s.label = resize(s.label, n)
	s.reshifted = resize(s.reshifted, n)
	s.start = resize(s.start, n)
	clear(s.reshifted)
	clear(s.start)
	if n > 0 {
		s.start[0] = true
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

func (s *parseState) stackAt(k int) int {
	if k >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-k]
}

func (s *parseState) bufferAt(k int) int {
	if k < len(s.rebuffer) {
		return s.rebuffer[len(s.rebuffer)-1-k]
	}
	if i := s.next + k - len(s.rebuffer); i < s.n {
		return i
	}
	return -1
}

func (s *parseState) bufferLen() int { return s.n - s.next + len(s.rebuffer) }

func (s *parseState) done() bool { return len(s.stack) == 0 && s.bufferLen() == 0 }

// context fills the eight slots of the parser network.
func (s *parseState) context(slots *[8]int) {
	kid := func(list []int, t int) int {
		if t < 0 {
			return -1
		}
		return list[t]
	}
	b0, s0 := s.bufferAt(0), s.stackAt(0)
	*slots = [8]int{b0, s.bufferAt(1), s0, s.stackAt(1), s.stackAt(2), kid(s.leftKid, b0), kid(s.leftKid, s0), kid(s.rightKid, s0)}
}

// valid says which actions may be taken.
func (s *parseState) valid() (ok [moveCount]bool) {
	left := s.bufferLen()
	b0, b1 := s.bufferAt(0), s.bufferAt(1)
	free := b0 >= 0 && !s.start[b0]
	if len(s.stack) == 0 {
		ok[moveShift] = true
	} else {
		ok[moveShift] = left >= 2 && free && !s.reshifted[b0]
		ok[moveReduce] = true
		ok[moveLeft], ok[moveRight] = free, free
	}
	ok[moveBreak] = left >= 2 && b1 == b0+1 && !s.start[b1]
	return ok
}

func (s *parseState) push() {
	if k := len(s.rebuffer); k > 0 {
		s.stack = append(s.stack, s.rebuffer[k-1])
		s.rebuffer = s.rebuffer[:k-1]
		return
	}
	s.stack = append(s.stack, s.next)
	s.next++
}

func (s *parseState) pop() { s.stack = s.stack[:len(s.stack)-1] }

// apply makes a move; move is its number, for the arc's label.
func (s *parseState) apply(action, move int) {
	s0, b0 := s.stackAt(0), s.bufferAt(0)
	switch action {
	case moveShift:
		s.push()
	case moveReduce:
		if s.head[s0] < 0 && len(s.stack) > 1 {
			s.reshifted[s0] = true
			s.rebuffer = append(s.rebuffer, s0)
		}
		s.pop()
	case moveLeft:
		if h := s.head[s0]; h >= 0 {
			s.rightKid[h] = s.olderKid[s0]
		}
		s.head[s0], s.label[s0] = b0, int32(move)
		s.leftKid[b0] = s0
		s.reshifted[b0] = false
		s.pop()
	case moveRight:
		s.head[b0], s.label[b0] = s0, int32(move)
		s.olderKid[b0] = s.rightKid[s0]
		s.rightKid[s0] = b0
		s.push()
	case moveBreak:
		s.start[s.bufferAt(1)] = true
	}
}

// parse finds a head and a label for every token; the result is a tree with labels
// still decorated (see tree.go).
func (p *parser) parse(sc *scorer, s *parseState, n int, trace traceFunc) {
	s.reset(n)
	var slots [8]int
	for !s.done() {
		s.context(&slots)
		scores := sc.score(&slots)
		ok := s.valid()
		action, move := -1, -1
		for a, valid := range ok {
			if !valid {
				continue
			}
			if m := best(scores, p.groups[a], p.groups[a+1]); move < 0 || scores[m] > scores[move] {
				action, move = a, m
			}
		}
		if move < 0 {
			s.stack, s.next = s.stack[:0], n
			continue
		}
		if trace != nil {
			trace("parser", slots[0], p.margin(scores, ok, move))
		}
		s.apply(action, move)
	}
}

func (p *parser) margin(scores []float32, ok [moveCount]bool, chosen int) float32 {
	var masked []float32
	for a, valid := range ok {
		if valid {
			masked = append(masked, scores[p.groups[a]:p.groups[a+1]]...)
		}
	}
	return margin(masked, scores[chosen])
}
