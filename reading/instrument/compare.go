package instrument

import (
	"slices"
	"strings"
)

// Kinds of change.
const (
	Same     = "same"
	Reworded = "reworded"
	Split    = "split"     // one article became several
	Merged   = "merged"    // several became one
	Regroup  = "regrouped" // several became several others
	Dropped  = "dropped"
	New      = "new"
)

// Change is what became of an article, or of several that belong together.
type Change struct {
	Kind string `json:"kind"`
	// Moved: it stands in another place among the others, or in another chapter.
	Moved bool `json:"moved"`
	// Renumbered: its number is another.
	Renumbered bool `json:"renumbered"`
	// Retitled: its title is another.
	Retitled bool           `json:"retitled"`
	A        []int          `json:"a"` // articles of the first text, by index
	B        []int          `json:"b"` // articles of the second
	Clauses  []ClauseChange `json:"clauses"`
}

// ClauseRef points to a clause: article and clause by index.
type ClauseRef struct {
	Article int `json:"article"`
	Clause  int `json:"clause"`
}

// ClauseChange is what became of a clause.
type ClauseChange struct {
	Kind    string     `json:"kind"`  // same, reworded, split, merged, dropped or new
	Moved   bool       `json:"moved"` // it came from, or went to, an article that belongs elsewhere
	A       *ClauseRef `json:"a"`     // nil for a new clause
	B       *ClauseRef `json:"b"`     // nil for a dropped one
	Edits   []Edit     `json:"edits"`
	Effects []Effect   `json:"effects"`
}

// Compare says what happened on the way from a to b, in the order of b; what was
// dropped stands where it stood in a.
func Compare(a, b *Text) []Change {
	c := &comparison{a: a, b: b, ca: allClauses(a), cb: allClauses(b)}
	c.links = Align(a, b)
	c.pairClauses()
	groups := c.group()
	c.place(groups)
	out := make([]Change, 0, len(groups))
	for _, g := range groups {
		out = append(out, c.change(g))
	}
	return out
}

// clauseAt is a clause with what its comparison needs.
type clauseAt struct {
	ref       ClauseRef
	piece     Piece
	keys      []string   // stems and figures
	sorted    []string   // the keys in order
	sentences [][]string // the keys of each sentence
	size      int        // words
}

func allClauses(t *Text) []clauseAt {
	var out []clauseAt
	for i, a := range t.Articles {
		for k, c := range a.Clauses {
			x := clauseAt{ref: ClauseRef{i, k}, piece: c.Text, keys: keysOf(t.Slice(c.Text))}
			for _, s := range sentences(t.Slice(c.Text)) {
				x.sentences = append(x.sentences, keysOf(s.text))
			}
			x.sorted = slices.Sorted(slices.Values(x.keys))
			x.size = max(len(x.keys), 1)
			out = append(out, x)
		}
	}
	return out
}

// keysOf gives the stems of a stretch, and then its figures.
func keysOf(s string) []string {
	keys := stems(s)
	for _, w := range words(s) {
		if w.text[0] >= '0' && w.text[0] <= '9' {
			keys = append(keys, w.text)
		}
	}
	return keys
}

// comparison holds the state of Compare.
type comparison struct {
	a, b   *Text
	ca, cb []clauseAt
	links  []Link
	pairs  []clausePair
	pairA  []int // by clause of a: the clause of b it became or is a piece of, -1 for none
	pairB  []int // the same of b
}

// clausePair says that clause A became clause B, or (piece) that one stands in the
// other.
type clausePair struct {
	a, b  int
	score float64
	piece bool
}

// Least likeness of two clauses that are one: lower where their articles are
// linked.
const (
	alikeLinked = 0.4
	alikeElse   = 0.55
)

// pairClauses finds which clause became which: the most alike first.
func (c *comparison) pairClauses() {
	linked := c.linked()
	var all []clausePair
	for i, x := range c.ca {
		for j, y := range c.cb {
			near := linked[[2]int{x.ref.Article, y.ref.Article}]
			least := alikeElse
			if near {
				least = alikeLinked
			}
			if most(x.sorted, y.sorted) < least {
				continue
			}
			if s := likeness(x.keys, y.keys); s >= least {
				if near {
					s += 0.05
				}
				if x.ref.Clause == y.ref.Clause {
					s += 0.001
				}
				all = append(all, clausePair{a: i, b: j, score: s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y clausePair) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	c.pairA, c.pairB = slices.Repeat([]int{-1}, len(c.ca)), slices.Repeat([]int{-1}, len(c.cb))
	for _, p := range all {
		if c.pairA[p.a] < 0 && c.pairB[p.b] < 0 {
			c.pairA[p.a], c.pairB[p.b] = p.b, p.a
			c.pairs = append(c.pairs, p)
		}
	}
	c.pieces()
}

// pieces adds the clauses left over that stand in a clause of the other text: with
// most of their words, or as one of its sentences.
func (c *comparison) pieces() {
	sa, sb := clauseTriples(c.ca), clauseTriples(c.cb)
	linked := c.linked()
	for i := range c.ca {
		if c.pairA[i] >= 0 {
			continue
		}
		j, score := pieceOf(c.ca[i], sa[i], c.cb, sb, func(j int) bool { return linked[[2]int{c.ca[i].ref.Article, c.cb[j].ref.Article}] })
		if score > 0 {
			c.pairs = append(c.pairs, clausePair{i, j, score, true})
			c.pairA[i] = j
		}
	}
	for j := range c.cb {
		if c.pairB[j] >= 0 {
			continue
		}
		i, score := pieceOf(c.cb[j], sb[j], c.ca, sa, func(i int) bool { return linked[[2]int{c.ca[i].ref.Article, c.cb[j].ref.Article}] })
		if score > 0 {
			c.pairs = append(c.pairs, clausePair{i, j, score, true})
			c.pairB[j] = i
		}
	}
}

// pieceOf finds the clause of the other text that x stands in; the score is 0 when
// it stands in none. A sentence may have been reworded on the way where near
// says that the articles answer each other.
func pieceOf(x clauseAt, triples map[string]bool, other []clauseAt, sets []map[string]bool, near func(int) bool) (int, float64) {
	if len(triples) > 3 {
		if k, share := holder(triples, sets); share >= contained {
			return k, share
		}
	}
	best, most := 0, 0.0
	for k, y := range other {
		if len(y.sentences) < 2 || !near(k) {
			continue
		}
		for _, s := range y.sentences {
			if l := likeness(x.keys, s); l >= alikeElse && l > most {
				best, most = k, l
			}
		}
	}
	return best, most
}

// linked holds the pairs of articles that answer each other.
func (c *comparison) linked() map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, l := range c.links {
		out[[2]int{l.A, l.B}] = true
	}
	return out
}

func clauseTriples(cs []clauseAt) []map[string]bool {
	out := make([]map[string]bool, len(cs))
	for i, c := range cs {
		out[i] = map[string]bool{}
		for k := 0; k+2 < len(c.keys); k++ {
			out[i][c.keys[k]+" "+c.keys[k+1]+" "+c.keys[k+2]] = true
		}
	}
	return out
}

// most is the likeness that two clauses can have at the most, by the words they share
// in any order; a and b are in order.
func most(a, b []string) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	return 2 * float64(common) / float64(max(1, len(a)+len(b)))
}

// likeness is twice the length of the longest common subsequence over the lengths
// of both. Clauses that share too few words are not compared word by word.
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	bound := most(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	if bound < alikeLinked {
		return bound
	}
	n := 0
	for _, r := range commonRuns(a, b) {
		n += r.n
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}

// group is a set of articles of both texts that belong together.
type group struct {
	a, b  []int
	size  int // words they have in common
	moved bool
}

// share of an article's words that must have gone to another for the two to
// belong together.
const share = 0.25

// group joins the articles of which a good part went to one another.
func (c *comparison) group() []group {
	na := len(c.a.Articles)
	flow := map[[2]int]int{}
	sizeA, sizeB := make([]int, na), make([]int, len(c.b.Articles))
	for _, x := range c.ca {
		sizeA[x.ref.Article] += x.size
	}
	for _, y := range c.cb {
		sizeB[y.ref.Article] += y.size
	}
	for _, p := range c.pairs {
		x, y := c.ca[p.a], c.cb[p.b]
		flow[[2]int{x.ref.Article, y.ref.Article}] += min(x.size, y.size)
	}
	root := make([]int, na+len(sizeB))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	join := func(i, j int) { root[find(na+j)] = find(i) }
	touched := map[int]bool{}
	for i := range sizeA {
		for j := range sizeB {
			if n := flow[[2]int{i, j}]; n > 0 && (float64(n) >= share*float64(sizeA[i]) || float64(n) >= share*float64(sizeB[j])) {
				join(i, j)
				touched[i], touched[na+j] = true, true
			}
		}
	}
	for _, l := range c.links { // alike as a whole, but in no clause
		if !touched[l.A] && !touched[na+l.B] && l.Score > alikeLinked {
			join(l.A, l.B)
			touched[l.A], touched[na+l.B] = true, true
		}
	}
	byRoot := map[int]*group{}
	var order []int
	get := func(i int) *group {
		r := find(i)
		if byRoot[r] == nil {
			byRoot[r] = &group{}
			order = append(order, r)
		}
		return byRoot[r]
	}
	for j := range sizeB {
		g := get(na + j)
		g.b = append(g.b, j)
	}
	for i := range sizeA {
		g := get(i)
		g.a = append(g.a, i)
		g.size += sizeA[i]
	}
	out := make([]group, 0, len(order))
	for _, r := range order {
		out = append(out, *byRoot[r])
	}
	return out
}

// place finds out which groups moved: those outside the heaviest sequence that
// kept its order, and those that went to another chapter. It puts dropped
// articles where they stood.
func (c *comparison) place(groups []group) {
	var kept []int // groups on both sides, in the order of b
	for k, g := range groups {
		if len(g.a) > 0 && len(g.b) > 0 {
			kept = append(kept, k)
		}
	}
	weight := make([]int, len(kept))
	before := make([]int, len(kept))
	top := -1
	for x, k := range kept {
		weight[x], before[x] = groups[k].size, -1
		for y := range x {
			if groups[kept[y]].a[0] < groups[k].a[0] && weight[y]+groups[k].size > weight[x] {
				weight[x], before[x] = weight[y]+groups[k].size, y
			}
		}
		if top < 0 || weight[x] > weight[top] {
			top = x
		}
	}
	inOrder := map[int]bool{}
	for x := top; x >= 0; x = before[x] {
		inOrder[kept[x]] = true
	}
	chapters := c.chapters(groups)
	for _, k := range kept {
		groups[k].moved = !inOrder[k] || chapters[k]
	}
	slices.SortStableFunc(groups, func(x, y group) int { return order(x, groups) - order(y, groups) })
}

// order is where a group stands: twice the index of its first article in b; a
// dropped one just behind the group of the article before it.
func order(g group, groups []group) int {
	if len(g.b) > 0 {
		return 2 * g.b[0]
	}
	at := -1
	bestA := -1
	for _, h := range groups {
		if len(h.a) > 0 && len(h.b) > 0 && h.a[0] < g.a[0] && h.a[0] > bestA {
			bestA, at = h.a[0], 2*h.b[0]+1
		}
	}
	return at
}

// chapters reports for each group whether it went to a chapter that most others of
// its old chapter did not go to.
func (c *comparison) chapters(groups []group) map[int]bool {
	votes := map[[2]int]int{}
	for _, g := range groups {
		if len(g.a) > 0 && len(g.b) > 0 {
			votes[[2]int{c.a.partOf(g.a[0]), c.b.partOf(g.b[0])}]++
		}
	}
	out := map[int]bool{}
	for k, g := range groups {
		if len(g.a) == 0 || len(g.b) == 0 {
			continue
		}
		pa, pb := c.a.partOf(g.a[0]), c.b.partOf(g.b[0])
		for other := -1; other < len(c.b.Parts); other++ {
			if pa >= 0 && pb >= 0 && votes[[2]int{pa, other}] > votes[[2]int{pa, pb}] {
				out[k] = true
			}
		}
	}
	return out
}

// partOf returns the innermost group that article i stands in, -1 for none.
func (t *Text) partOf(i int) int {
	best := -1
	for k, p := range t.Parts {
		if p.Start <= t.Articles[i].Start && t.Articles[i].Start < p.End {
			best = k
		}
	}
	return best
}

// change describes one group.
func (c *comparison) change(g group) Change {
	ch := Change{A: g.a, B: g.b, Moved: g.moved}
	switch {
	case len(g.b) == 0:
		ch.Kind = Dropped
	case len(g.a) == 0:
		ch.Kind = New
	case len(g.a) == 1 && len(g.b) == 1:
		ch.Kind = Same
		x, y := c.a.Articles[g.a[0]], c.b.Articles[g.b[0]]
		ch.Renumbered = x.Number != y.Number
		ch.Retitled = x.Title != y.Title
	case len(g.a) == 1:
		ch.Kind = Split
	case len(g.b) == 1:
		ch.Kind = Merged
	default:
		ch.Kind = Regroup
	}
	ch.Clauses = c.clauseChanges(g)
	if ch.Kind == Same {
		for _, cl := range ch.Clauses {
			if cl.Kind != Same || cl.Moved {
				ch.Kind = Reworded
			}
		}
	}
	return ch
}

// clauseChanges lists the clauses of a group in the order of b, those that were
// dropped or went elsewhere last.
func (c *comparison) clauseChanges(g group) []ClauseChange {
	var out []ClauseChange
	for j, y := range c.cb {
		if !slices.Contains(g.b, y.ref.Article) {
			continue
		}
		if i := c.pairB[j]; i >= 0 {
			out = append(out, c.clausePair(i, j, g))
		} else {
			out = append(out, ClauseChange{Kind: New, B: &c.cb[j].ref, Effects: c.whole(c.b, y, Added)})
		}
	}
	for i, x := range c.ca {
		if !slices.Contains(g.a, x.ref.Article) {
			continue
		}
		j := c.pairA[i]
		switch {
		case j < 0:
			out = append(out, ClauseChange{Kind: Dropped, A: &c.ca[i].ref, Effects: c.whole(c.a, x, Lost)})
		case c.pairB[j] != i: // a piece of a clause that has another origin
			out = append(out, c.clausePair(i, j, g))
		case !slices.Contains(g.b, c.cb[j].ref.Article): // compared where it went
			ch := c.clausePair(i, j, g)
			ch.Edits, ch.Effects = nil, nil
			out = append(out, ch)
		}
	}
	return out
}

// clausePair compares clause i of a with clause j of b, of which one may be a
// piece of the other, for group g.
func (c *comparison) clausePair(i, j int, g group) ClauseChange {
	x, y := c.ca[i], c.cb[j]
	ch := ClauseChange{Kind: Same, A: &c.ca[i].ref, B: &c.cb[j].ref, Edits: diffWords(c.a, c.b, x.piece, y.piece)}
	ch.Moved = !slices.Contains(g.a, x.ref.Article) || !slices.Contains(g.b, y.ref.Article)
	switch {
	case c.pairA[i] != j:
		ch.Kind = Split
	case c.pairB[j] != i:
		ch.Kind = Merged
	case onlyMarks(ch.Edits):
		return ch
	default:
		ch.Kind = Reworded
	}
	ch.Effects = c.effects(i, j)
	return ch
}

// onlyMarks reports whether nothing came or went but how an item of a list ends:
// a stop for a semicolon, the "and" behind it.
func onlyMarks(edits []Edit) bool {
	for k, e := range edits {
		if e.Op == Equal {
			continue
		}
		last := k == len(edits)-1 || k == len(edits)-2 && edits[k+1].Op != Equal
		for _, w := range slices.Concat(e.a, e.b) {
			if !last || w.lower != "and" && !strings.Contains(".;,:", w.lower) {
				return false
			}
		}
	}
	return true
}
