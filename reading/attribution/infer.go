package attribution

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
)

// A sheet is a document as the network sees it: the tokens that are not space,
// numbered anew.
type sheet struct {
	doc       *nlp.Doc
	token     []int // of each row
	head      []int // row of the head; a root is its own
	dep       []int // number of the label
	sent      []int
	lo, hi    []int // bounds of the row's paragraph
	flags     [][flagCount]float32
	relations map[int][]int32
	scratch   *scratch
}

// sheetSize is the number of tokens from which a document is cut into sheets, at
// the end of a paragraph where there is one, so that memory stays bounded.
const sheetSize = 20000

// sheetEnds returns where the sheets of a document end.
func sheetEnds(l *layout) []int {
	var out []int
	from, n := 0, len(l.para)
	for i := 1; i < n; i++ {
		if i-from >= sheetSize && l.para[i] != l.para[i-1] || i-from >= 2*sheetSize {
			out = append(out, i)
			from = i
		}
	}
	return append(out, n)
}

// newSheet numbers the tokens from one on and up to another; nil when there are
// none but space.
func newSheet(m *model, doc *nlp.Doc, l *layout, from, to int) *sheet {
	s := &sheet{doc: doc, relations: map[int][]int32{}}
	rows := make([]int, to-from)
	for i := range rows {
		rows[i] = -1
		if !doc.Tokens[from+i].IsSpace {
			rows[i] = len(s.token)
			s.token = append(s.token, from+i)
		}
	}
	if len(s.token) == 0 {
		return nil
	}
	row := func(i int) int {
		if i < from || i >= to {
			return -1
		}
		return rows[i-from]
	}
	n := len(s.token)
	s.head, s.dep, s.sent = make([]int, n), make([]int, n), make([]int, n)
	s.lo, s.hi = make([]int, n), make([]int, n)
	s.flags = make([][flagCount]float32, n)
	for r, i := range s.token {
		t := &doc.Tokens[i]
		h := t.Head
		for row(h) < 0 && doc.Tokens[h].Head != h {
			h = doc.Tokens[h].Head
		}
		if s.head[r] = row(h); s.head[r] < 0 {
			s.head[r] = r
		}
		s.dep[r], s.sent[r] = m.deps[t.Dep], t.Sent
		f := &s.flags[r]
		f[0], f[3] = truth(l.quoted[i]), 1
		if r == 0 || l.para[i] != l.para[s.token[r-1]] {
			f[1], s.lo[r] = 1, r
		} else {
			s.lo[r] = s.lo[r-1]
		}
		f[2] = truth(firstUpper(t.Text))
	}
	for r := n - 1; r >= 0; r-- {
		if r == n-1 || s.flags[r+1][1] == 1 {
			s.hi[r] = r + 1
		} else {
			s.hi[r] = s.hi[r+1]
		}
	}
	return s
}

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func firstUpper(s string) bool {
	for _, c := range s {
		return unicode.IsUpper(c)
	}
	return false
}

// encode runs the encoder: one vector a row.
func (m *model) encode(s *sheet) grid {
	n := len(s.token)
	in := s.scratch.grid(bufIn, n, vectorSize, vectorSize)
	for r, i := range s.token {
		main, ner := s.doc.Vectors(i)
		v := in.row(r)
		copy(v[:vectorSize/2], main)
		copy(v[vectorSize/2:], ner)
	}
	m.normIn.normalise(in)
	x := s.scratch.dense(bufState, m.vector, in)
	for r := range s.token {
		m.embed(s, r, x.row(r))
	}
	m.norm.normalise(x)
	best.GELU(x.data)
	tree := newHeads(s.head)
	for k := range m.layers {
		if l := &m.layers[k]; l.dilation > 0 {
			l.along(s.scratch, x)
		} else {
			l.over(s.scratch, x, tree)
		}
	}
	return x
}

// embed adds to v what follows from the numbers of row r.
func (m *model) embed(s *sheet, r int, v []float32) {
	t := &s.doc.Tokens[s.token[r]]
	lemma := strings.ToLower(t.Lemma)
	word, ok := m.words[t.Lower]
	if !ok {
		word = m.words[lemma]
	}
	number, ok := m.lemmas[lemma]
	if !ok {
		number = 1
	}
	n := len(v)
	words, wordScale := m.word.row(word)
	lemmas, lemmaScale := m.lemma.row(number)
	tag, dep, ent := m.tag.row(m.tags[t.Tag])[:n], m.dep.row(s.dep[r])[:n], m.ent.row(m.ents[t.EntType])[:n]
	flags, up := m.flags.row(place(s.flags[r], false, false))[:n], m.up[:n]
	words, lemmas = words[:n], lemmas[:n]
	far := float32(max(-20, min(20, s.head[r]-r))) / 10
	for k := range v {
		v[k] += wordScale*float32(words[k]) + lemmaScale*float32(lemmas[k]) + tag[k] + dep[k] + ent[k] + flags[k] + far*up[k]
	}
}

// tagCues gives the log probabilities of none, begins a cue, continues it.
func (m *model) tagCues(s *sheet, x grid) [][3]float32 {
	n := len(s.token)
	in := s.scratch.grid(bufIn, n, m.dim+flagCount, m.dim+flagCount)
	for r := range n {
		copy(in.row(r), x.row(r))
		copy(in.row(r)[m.dim:], s.flags[r][:])
	}
	h := s.scratch.dense(bufOut, m.cueIn, in)
	best.GELU(h.data)
	scores := s.scratch.dense(bufIn, m.cueOut, h)
	out := make([][3]float32, n)
	for r := range n {
		copy(out[r][:], scores.row(r))
		logSoftmax(&out[r])
	}
	return out
}

// relate gives each row of the sentence of h its relation to h in the tree, and
// the first row of that sentence; see relations in train/data.py.
func (s *sheet) relate(m *model, h int) (first int, code []int32) {
	a := sort.SearchInts(s.sent, s.sent[h])
	if c, ok := s.relations[h]; ok {
		return a, c
	}
	b := sort.SearchInts(s.sent, s.sent[h]+1)
	labels := len(m.deps) + 2
	code = make([]int32, b-a)
	level := make([]int, b-a) // 1 + how far up, for ancestors of h
	parent := func(r int) int {
		if p := s.head[r]; a <= p && p < b {
			return p
		}
		return r
	}
	for r, k := h, 0; level[r-a] == 0; k++ {
		level[r-a] = 1 + min(k, upLevels-1)
		code[r-a] = int32(1 + min(k, upLevels-1)*labels + labels - 1)
		r = parent(r)
	}
	var place func(r, depth int) int32
	place = func(r, depth int) int32 {
		p := parent(r)
		if code[r-a] != 0 || p == r || depth > b-a {
			return code[r-a]
		}
		if l := level[p-a]; l > 0 {
			code[r-a] = int32(1 + (l-1)*labels + s.dep[r])
		} else {
			code[r-a] = place(p, depth+1)
		}
		return code[r-a]
	}
	for r := a; r < b; r++ {
		place(r, 0)
	}
	s.relations[h] = code
	return a, code
}

// cueHead is the row of the cue whose head lies outside it.
func (s *sheet) cueHead(c0, c1 int) int {
	for r := c0; r < c1; r++ {
		if h := s.head[r]; h < c0 || h >= c1 || h == r {
			return r
		}
	}
	return c0
}

// bucket maps a signed distance to one of 25.
func bucket(d int) int {
	a := min(abs(d), 127)
	if a >= 6 {
		a = 6 + min(6, int(float32(math.Log2(float64(float32(a)/6)))*1.5))
	}
	if d < 0 {
		a = -a
	}
	return 12 + a
}

// mean is the average of rows c0 to c1.
func mean(x grid, c0, c1 int) []float32 {
	out := slices.Clone(x.row(c0))
	for r := c0 + 1; r < c1; r++ {
		for k, v := range x.row(r) {
			out[k] += v
		}
	}
	for k := range out {
		out[k] /= float32(c1 - c0)
	}
	return out
}
