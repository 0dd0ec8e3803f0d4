package nlp

import "strings"

// tree is a dependency tree under repair: heads and labels, and the edges of each
// token's subtree.
type tree struct {
	head        []int
	dep         []string
	left, right []int
	start       []bool // sentence starts
}

// finish turns the parser's arcs into a tree: tokens without a head become roots,
// labels of lifted arcs ("acl||dobj") are undone, and sentences follow from the
// roots.
func (t *tree) finish(p *parser, s *parseState, tokens []token) {
	n := len(tokens)
	t.head, t.dep = resize(t.head, n), resize(t.dep, n)
	lifted := false
	for i := range n {
		if h := s.head[i]; h >= 0 && h != i {
			t.head[i], t.dep[i] = h, p.labels[s.label[i]]
			lifted = lifted || strings.Contains(t.dep[i], "||")
		} else {
			t.head[i], t.dep[i] = i, "ROOT"
		}
	}
	t.findEdges()
	if lifted {
		t.lower(tokens)
		t.findEdges()
	}
}

// findEdges widens the edges of each subtree until every head lies in its own
// sentence, twelve times at most: once is enough unless arcs cross.
func (t *tree) findEdges() {
	n := len(t.head)
	t.left, t.right, t.start = resize(t.left, n), resize(t.right, n), resize(t.start, n)
	for i := range n {
		t.left[i], t.right[i] = i, i
	}
	for range 12 {
		for i := range n {
			t.widen(i)
		}
		for i := n - 1; i >= 0; i-- {
			t.widen(i)
		}
		clear(t.start)
		for i, h := range t.head {
			if h == i {
				t.start[t.left[i]] = true
			}
		}
		if t.headsInside() {
			break
		}
	}
}

func (t *tree) widen(child int) {
	h := t.head[child]
	t.left[h] = min(t.left[h], t.left[child])
	t.right[h] = max(t.right[h], t.right[child])
}

// headsInside reports whether heads lie in their sentence or are the first token of
// the next one, as the reference has it.
func (t *tree) headsInside() bool {
	n, first := len(t.head), 0
	for i := range n {
		if (i == 0 || !t.start[i]) && i != n-1 {
			continue
		}
		for _, h := range t.head[first:i] {
			if h < first || h > i {
				return false
			}
		}
		first = i
	}
	return true
}

// lower undoes the lifting of crossing arcs (Nivre and Nilsson, "Pseudo-Projective
// Dependency Parsing", 2005, HEAD scheme): X||Y means that the token is an X of a Y
// below its present head.
func (t *tree) lower(tokens []token) {
	for i := range t.head {
		label, headLabel, found := strings.Cut(t.dep[i], "||")
		if !found {
			continue
		}
		t.head[i] = t.findHead(i, headLabel, tokens)
		t.dep[i] = label
	}
}

// findHead searches breadth-first below i's head for a token labelled so.
func (t *tree) findHead(i int, label string, tokens []token) int {
	queue := []int{t.head[i]}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for c := t.left[at]; c <= t.right[at]; c++ {
			if c == at || c == i || t.head[c] != at || tokens[c].lex.space {
				continue
			}
			if t.dep[c] == label {
				return c
			}
			queue = append(queue, c)
		}
	}
	return t.head[i]
}
