package nlp

import (
	"iter"
	"sync"
)

// Doc is a parsed text: its tokens in order, with sentences and entities.
type Doc struct {
	Text   string
	Tokens []Token
	sents  []Span // sentences in order; together they cover all tokens
	ents   []Span // named entities in order, not overlapping
	kids   [][]int

	mainRows, nerRows []float32 // see Vectors
}

// Token is one token of a Doc, with the annotations that spaCy's users know.
// A zero Token has no annotation at all.
type Token struct {
	I          int    // index in Doc.Tokens
	Text       string // as written
	Start, End int    // code points into Doc.Text, half open
	Whitespace bool   // followed by one ASCII space that is not a token

	Tag   string // fine-grained part of speech (Penn Treebank)
	Pos   string // Universal part of speech
	Morph string // Universal features, "Number=Sing|Person=3"
	Lemma string
	Lower string // lower-cased text

	Head int    // index of the syntactic head; a root is its own head
	Dep  string // dependency label (ClearNLP labels)

	EntIOB    string // "B", "I" or "O"
	EntType   string // "PERSON", "GPE", "ORG" ... or ""
	SentStart bool
	Sent      int // index of the sentence
	IsSpace   bool
}

// Span is tokens Start to End (half open) of a Doc, with a label when it is an
// entity.
type Span struct {
	Start, End int
	Label      string
}

// Len is the number of tokens.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether token i lies in s.
func (s Span) Contains(i int) bool { return s.Start <= i && i < s.End }

// Sents returns the sentences in order.
func (d *Doc) Sents() []Span { return d.sents }

// Ents returns the named entities in order.
func (d *Doc) Ents() []Span { return d.ents }

// Sent returns the sentence of token i.
func (d *Doc) Sent(i int) Span { return d.sents[d.Tokens[i].Sent] }

// Children returns the syntactic children of token i in text order. The slice
// belongs to the Doc.
func (d *Doc) Children(i int) []int { return d.kids[i] }

// Child returns the first child of token i whose label is one of deps, or -1.
func (d *Doc) Child(i int, deps ...string) int {
	for _, c := range d.kids[i] {
		for _, dep := range deps {
			if d.Tokens[c].Dep == dep {
				return c
			}
		}
	}
	return -1
}

// Ancestors yields the head of token i, its head, and so on up to the root.
func (d *Doc) Ancestors(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for h := d.Tokens[i].Head; h != i; i, h = h, d.Tokens[h].Head {
			if !yield(h) {
				return
			}
		}
	}
}

// IsAncestor reports whether token a is an ancestor of token i.
func (d *Doc) IsAncestor(a, i int) bool {
	for h := range d.Ancestors(i) {
		if h == a {
			return true
		}
	}
	return false
}

// Subtree returns the tokens of i's subtree, i included, in text order.
func (d *Doc) Subtree(i int) []int {
	out := make([]int, 0, 8)
	var walk func(int)
	walk = func(t int) {
		placed := false
		for _, c := range d.kids[t] {
			if c > t && !placed {
				out, placed = append(out, t), true
			}
			walk(c)
		}
		if !placed {
			out = append(out, t)
		}
	}
	walk(i)
	return out
}

// SubtreeSpan returns the smallest span that covers the subtree of token i.
func (d *Doc) SubtreeSpan(i int) Span {
	lo, hi := i, i
	stack := []int{i}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		lo, hi = min(lo, t), max(hi, t)
		stack = append(stack, d.kids[t]...)
	}
	return Span{Start: lo, End: hi + 1}
}

// Conjuncts returns the tokens coordinated with i: "France, Germany and Italy"
// gives all three for any of them, in text order, i included.
func (d *Doc) Conjuncts(i int) []int {
	for d.Tokens[i].Dep == "conj" && d.Tokens[i].Head != i {
		i = d.Tokens[i].Head
	}
	out := []int{i}
	for k := 0; k < len(out); k++ {
		for _, c := range d.kids[out[k]] {
			if d.Tokens[c].Dep == "conj" {
				out = append(out, c)
			}
		}
	}
	return out
}

// Slice returns the text of tokens s.Start to s.End as written.
func (d *Doc) Slice(s Span) string {
	var b []byte
	for i := s.Start; i < s.End; i++ {
		b = append(b, d.Tokens[i].Text...)
		if d.Tokens[i].Whitespace && i+1 < s.End {
			b = append(b, ' ')
		}
	}
	return string(b)
}

// NounChunks returns the base noun phrases: a nominal head with everything to
// its left that belongs to it, not nested. (spaCy's noun_chunks for English.)
func (d *Doc) NounChunks() []Span {
	var out []Span
	prevEnd := -1
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Pos != "NOUN" && t.Pos != "PROPN" && t.Pos != "PRON" {
			continue
		}
		left := i
		for len(d.kids[left]) > 0 && d.kids[left][0] < left {
			left = d.kids[left][0]
		}
		if left <= prevEnd {
			continue
		}
		take := nounChunkDeps[t.Dep]
		if t.Dep == "conj" {
			head := t.Head
			for d.Tokens[head].Dep == "conj" && d.Tokens[head].Head < head {
				head = d.Tokens[head].Head
			}
			take = nounChunkDeps[d.Tokens[head].Dep]
		}
		if take {
			prevEnd = i
			out = append(out, Span{Start: left, End: i + 1, Label: "NP"})
		}
	}
	return out
}

var nounChunkDeps = map[string]bool{
	"oprd": true, "nsubj": true, "dobj": true, "nsubjpass": true, "pcomp": true, "pobj": true,
	"dative": true, "appos": true, "attr": true, "ROOT": true,
}

// Index fills what follows from heads and sentence starts: children, sentence
// numbers, sentences and entities. A pipeline calls it once; so does a program
// that builds a Doc from annotations made elsewhere.
func (d *Doc) Index() {
	counts := make([]int, len(d.Tokens))
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h != i {
			counts[h]++
		}
	}
	backing := make([]int, 0, len(d.Tokens))
	d.kids = make([][]int, len(d.Tokens))
	for i, n := range counts {
		d.kids[i] = backing[len(backing):len(backing):min(cap(backing), len(backing)+n)]
		backing = backing[:len(backing)+n]
	}
	d.sents, d.ents = nil, nil
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Head != i {
			d.kids[t.Head] = append(d.kids[t.Head], i)
		}
		if i == 0 || t.SentStart {
			d.sents = append(d.sents, Span{Start: i, End: i})
		}
		d.sents[len(d.sents)-1].End = i + 1
		t.Sent = len(d.sents) - 1
		switch t.EntIOB {
		case "B":
			d.ents = append(d.ents, Span{Start: i, End: i + 1, Label: t.EntType})
		case "I":
			if len(d.ents) > 0 {
				d.ents[len(d.ents)-1].End = i + 1
			}
		}
	}
}

// VectorWidth is the number of floats in a token vector.
const VectorWidth = width

// Vectors returns what the networks know of token i in its context: the vector
// that tagger and parser read, and the entity recogniser's. They are nil unless the
// document was parsed with [Options.Vectors] (and entities for the second). The
// slices belong to the Doc; see [Doc.Release].
func (d *Doc) Vectors(i int) (main, ner []float32) {
	row := func(rows []float32) []float32 {
		if rows == nil {
			return nil
		}
		return rows[i*width : (i+1)*width : (i+1)*width]
	}
	return row(d.mainRows), row(d.nerRows)
}

// Release gives the memory of the vectors to other documents. Neither Vectors nor
// what it returned may be used after.
func (d *Doc) Release() {
	for _, rows := range []*[]float32{&d.mainRows, &d.nerRows} {
		if 0 < cap(*rows) && cap(*rows) <= maxKeptTokens*width {
			free := *rows
			freeRows.Put(&free)
		}
	}
	d.mainRows, d.nerRows = nil, nil
}

// freeRows has pointers to the memory of vectors that nobody uses.
var freeRows sync.Pool

// takeRows gives an empty slice for the vectors of n tokens.
func takeRows(n int) []float32 {
	if free, ok := freeRows.Get().(*[]float32); ok && cap(*free) >= n*width {
		return (*free)[:0]
	}
	return make([]float32, 0, (n/blockTokens+1)*blockTokens*width)
}
