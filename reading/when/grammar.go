package when

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed grammar.txt
var grammarText string

// grammar is grammar.txt compiled.
type grammar struct {
	names map[string]int  // nonterminal -> index
	rules [][]rule        // by nonterminal, in file order
	kinds [len(kinds)]int // nonterminals of the kinds of expression
	first []firstSet      // by nonterminal
	words map[string]int  // words of the patterns -> number, from 1 on
	class map[string]int  // classes of the patterns -> bit
}

// rule is one line of the grammar.
type rule struct {
	elems []element
	op    string
	args  []argument
	first firstSet
	none  []*term // a nil for each element
	// then is what may follow the first element where that is a word and something
	// must follow.
	then *firstSet
}

// element is one place of a rule's pattern.
type element struct {
	alts     []symbol
	optional bool
}

// symbol is a word, a class or a nonterminal, by its number; -1 for none.
type symbol struct {
	word, class, nt int
}

// argument gives the operation the element at index elem, or a constant.
type argument struct {
	key   string
	elem  int // -1 for a constant
	value *term
}

// firstSet says with which words and classes a nonterminal can begin.
type firstSet struct {
	words   map[int]bool
	dense   []bool // words by number
	classes uint64 // a bit for each class
}

// term is a node of the reading of an expression: an operation with its
// arguments, or (op "") a number or a word of the lexicon.
type term struct {
	op         string
	n          int
	word       string
	start, end int // atoms
	args       []namedTerm
}

type namedTerm struct {
	key string
	*term
}

// arg returns the argument named key, or nil.
func (t *term) arg(key string) *term {
	for _, a := range t.args {
		if a.key == key {
			return a.term
		}
	}
	return nil
}

var theGrammar = sync.OnceValue(func() *grammar {
	g, err := compile(grammarText)
	if err != nil {
		panic(err)
	}
	return g
})

// compile reads the text of a grammar.
func compile(text string) (*grammar, error) {
	g := &grammar{names: map[string]int{}, words: map[string]int{}, class: map[string]int{}}
	for _, ln := range table.Lines(text) {
		name, _, _ := strings.Cut(ln, ":")
		if _, ok := g.names[name]; !ok {
			g.names[name] = len(g.names)
		}
	}
	g.rules = make([][]rule, len(g.names))
	for n, k := range kinds {
		g.kinds[n] = g.names[k]
	}
	for _, ln := range table.Lines(text) {
		name, rest, _ := strings.Cut(ln, ": ")
		pattern, action, ok := strings.Cut(rest, " => ")
		if !ok {
			return nil, fmt.Errorf("when: grammar line without =>: %q", ln)
		}
		var r rule
		index := map[string]int{}
		for _, src := range strings.Fields(pattern) {
			e, label, err := g.element(src)
			if err != nil {
				return nil, fmt.Errorf("%w in %q", err, ln)
			}
			index[label] = len(r.elems)
			r.elems = append(r.elems, e)
		}
		fields := strings.Fields(action)
		r.op = fields[0]
		for _, f := range fields[1:] {
			key, val, _ := strings.Cut(f, "=")
			a := argument{key: key, elem: -1}
			if i, ok := index[val]; ok {
				a.elem = i
			} else if strings.ContainsAny(val, "<") || val == strings.ToUpper(val) && val != strings.ToLower(val) {
				return nil, fmt.Errorf("when: argument %s names no element of %q", f, ln)
			} else {
				n, _ := strconv.Atoi(val)
				a.value = &term{n: n, word: val}
			}
			r.args = append(r.args, a)
		}
		r.none = make([]*term, len(r.elems))
		i := g.names[name]
		g.rules[i] = append(g.rules[i], r)
	}
	g.firsts()
	return g, nil
}

// element reads one element and the label by which arguments name it: its text
// without the mark of the optional.
func (g *grammar) element(src string) (element, string, error) {
	var e element
	if len(src) > 1 && strings.HasSuffix(src, "?") {
		e.optional = true
		src = src[:len(src)-1]
	}
	label := src
	if body, _, ok := strings.Cut(src, ":"); ok && body != "" {
		src = body
	}
	for _, alt := range strings.Split(src, "|") {
		switch {
		case len(alt) > 2 && alt[0] == '<':
			i, ok := g.names[alt[1:len(alt)-1]]
			if !ok {
				return e, "", fmt.Errorf("when: %s is not defined", alt)
			}
			e.alts = append(e.alts, symbol{-1, -1, i})
		case alt == strings.ToUpper(alt) && alt != strings.ToLower(alt):
			if _, ok := g.class[alt]; !ok {
				g.class[alt] = len(g.class)
			}
			if len(g.class) > 64 {
				return e, "", fmt.Errorf("when: more than 64 classes")
			}
			e.alts = append(e.alts, symbol{-1, g.class[alt], -1})
		default:
			if _, ok := g.words[alt]; !ok {
				g.words[alt] = len(g.words) + 1
			}
			e.alts = append(e.alts, symbol{g.words[alt], -1, -1})
		}
	}
	return e, label, nil
}

// firsts computes the first sets until nothing changes.
func (g *grammar) firsts() {
	g.first = make([]firstSet, len(g.rules))
	for i := range g.first {
		g.first[i].words = map[int]bool{}
	}
	for changed := true; changed; {
		changed = false
		for i, rules := range g.rules {
			f := &g.first[i]
			words, classes := len(f.words), f.classes
			for _, r := range rules {
				g.firstOf(f, r)
			}
			changed = changed || len(f.words) > words || f.classes != classes
		}
	}
	for i := range g.first {
		g.first[i].fill(len(g.words))
		for k := range g.rules[i] {
			r := &g.rules[i][k]
			r.first.words = map[int]bool{}
			g.firstOf(&r.first, *r)
			r.first.fill(len(g.words))
			if r.leads() {
				r.then = &firstSet{words: map[int]bool{}}
				g.firstOf(r.then, rule{elems: r.elems[1:]})
				r.then.fill(len(g.words))
			}
		}
	}
}

// leads reports whether r begins with one word and something must follow it.
func (r *rule) leads() bool {
	word := !r.elems[0].optional
	for _, s := range r.elems[0].alts {
		word = word && s.word >= 0
	}
	return word && slices.ContainsFunc(r.elems[1:], func(e element) bool { return !e.optional })
}

// fill makes the dense form of the words.
func (f *firstSet) fill(words int) {
	f.dense = make([]bool, words+1)
	for w := range f.words {
		f.dense[w] = true
	}
}

// allows reports whether something that begins with the word or one of the classes
// may begin so.
func (f *firstSet) allows(word int, classes uint64) bool {
	return f.dense[word] || f.classes&classes != 0
}

func (g *grammar) firstOf(f *firstSet, r rule) {
	for _, e := range r.elems {
		for _, s := range e.alts {
			switch {
			case s.nt >= 0:
				for w := range g.first[s.nt].words {
					f.words[w] = true
				}
				f.classes |= g.first[s.nt].classes
			case s.class >= 0:
				f.classes |= 1 << s.class
			default:
				f.words[s.word] = true
			}
		}
		if !e.optional {
			return
		}
	}
}

// tag is one class that the atoms from some position on belong to.
type tag struct {
	class string
	bit   int
	n     int
	word  string
	size  int // atoms
}

// matcher matches the grammar against the atoms of one text.
type matcher struct {
	g     *grammar
	atoms []atom
	ids   []int    // number of each atom's word, 0 for a word of no pattern
	tags  [][]tag  // classes of each atom
	masks []uint64 // the same as bits
	words []term   // each atom as a word
	memo  [][]known
	caps  []*term // a stack of what the elements of rules at work have matched
}

// known is what is known of a nonterminal at an atom.
type known struct {
	nt       int
	readings []reading
}

// reading is one way to read a nonterminal: up to which atom, and as what.
type reading struct {
	end int
	*term
}

func newMatcher(g *grammar, atoms []atom) *matcher {
	m := &matcher{g: g, atoms: atoms, ids: make([]int, len(atoms)), tags: make([][]tag, len(atoms)), masks: make([]uint64, len(atoms)), words: make([]term, len(atoms)), memo: make([][]known, len(atoms))}
	for i := range atoms {
		m.ids[i] = g.words[atoms[i].word]
		m.words[i] = term{word: atoms[i].word, start: i, end: i + 1}
		m.tags[i] = m.classify(i)
		for k := range m.tags[i] {
			t := &m.tags[i][k]
			bit, ok := g.class[t.class]
			if !ok {
				t.bit = -1
				continue
			}
			t.bit = bit
			m.masks[i] |= 1 << bit
		}
	}
	return m
}

// best returns the longest reading of a nonterminal at atom i.
func (m *matcher) best(nt, i int) (reading, bool) {
	rs := m.match(nt, i)
	if len(rs) == 0 {
		return reading{}, false
	}
	best := rs[0]
	for _, r := range rs[1:] {
		if r.end > best.end {
			best = r
		}
	}
	return best, true
}

// match returns the readings of a nonterminal at atom i, one for each end; the
// earlier line of the grammar wins.
func (m *matcher) match(nt, i int) []reading {
	if !m.canBegin(nt, i) {
		return nil
	}
	for _, k := range m.memo[i] {
		if k.nt == nt {
			return k.readings
		}
	}
	at := len(m.memo[i])
	if at == 0 {
		m.memo[i] = make([]known, 0, 8)
	}
	m.memo[i] = append(m.memo[i], known{nt: nt}) // a rule that begins with its own name has no reading here
	var out []reading
	for k := range m.g.rules[nt] {
		r := &m.g.rules[nt][k]
		if !r.first.allows(m.ids[i], m.masks[i]) || r.then != nil && (i+1 == len(m.atoms) || !r.then.allows(m.ids[i+1], m.masks[i+1])) {
			continue
		}
		base := len(m.caps)
		m.caps = append(m.caps, r.none...)
		caps := m.caps[base:]
		m.walk(r, 0, i, i, caps, func(end int) {
			for _, have := range out {
				if have.end == end {
					return
				}
			}
			out = append(out, reading{end, r.build(caps, i, end)})
		})
		m.caps = m.caps[:base]
	}
	m.memo[i][at].readings = out
	return out
}

func (m *matcher) canBegin(nt, i int) bool {
	if i >= len(m.atoms) {
		return false
	}
	return m.g.first[nt].allows(m.ids[i], m.masks[i])
}

// walk matches the elements of r, which begins at atom start, from the e-th on at
// atom i and calls yield for each end.
func (m *matcher) walk(r *rule, e, start, i int, caps []*term, yield func(int)) {
	if e == len(r.elems) {
		yield(i)
		return
	}
	el := &r.elems[e]
	if i < len(m.atoms) && (i == start || !m.atoms[i].gap) {
		for _, s := range el.alts {
			switch {
			case s.nt >= 0:
				for _, sub := range m.match(s.nt, i) {
					caps[e] = sub.term
					m.walk(r, e+1, start, sub.end, caps, yield)
				}
			case s.class >= 0:
				for _, t := range m.tags[i] {
					if t.bit == s.class {
						caps[e] = &term{n: t.n, word: t.word, start: i, end: i + t.size}
						m.walk(r, e+1, start, i+t.size, caps, yield)
					}
				}
			case s.word == m.ids[i]:
				caps[e] = &m.words[i]
				m.walk(r, e+1, start, i+1, caps, yield)
			}
		}
	}
	caps[e] = nil
	if el.optional {
		m.walk(r, e+1, start, i, caps, yield)
	}
}

// build makes the term of a rule from what its elements matched.
func (r *rule) build(caps []*term, start, end int) *term {
	t := &term{op: r.op, start: start, end: end}
	for _, a := range r.args {
		v := a.value
		if a.elem >= 0 {
			v = caps[a.elem]
		}
		if v != nil {
			t.args = append(t.args, namedTerm{a.key, v})
		}
	}
	return t
}

// tagsAt returns the classes of the atoms that begin at i.
func (m *matcher) tagsAt(i int) []tag { return m.tags[i] }

// classify finds the classes of the atoms that begin at i.
func (m *matcher) classify(i int) []tag {
	a := &m.atoms[i]
	var out []tag
	add := func(class string, n int, word string) {
		out = append(out, tag{class: class, n: n, word: word, size: 1})
	}
	switch a.kind {
	case integer:
		n := len(a.word)
		if n < 4 {
			add("INT", a.num, a.word)
		}
		if n <= 2 && a.num >= 1 && a.num <= 31 {
			add("DAYNUM", a.num, a.word)
		}
		if n == 2 {
			add("TWODIGIT", a.num, a.word)
		}
		if n == 4 && a.num >= 1000 && a.num < 2200 {
			add("YEAR", a.num, a.word)
		}
	case ordinal:
		add("ORDNUM", a.num, a.word)
		if a.num >= 1 && a.num <= 31 {
			add("DAYNUM", a.num, a.word)
		}
	case plural:
		y := a.num
		if y < 100 {
			y = 1900 + y
		}
		add("DECADE", y, "decade")
	case big:
		add("DECIMAL", 0, a.word)
	case isoDate:
		add("ISODATE", a.num, "isodate")
	case yearSpan:
		add("YEARSPAN", a.num*10000+a.num2, "yearspan")
	case word:
		for _, e := range theLexicon()[a.word] {
			if m.follows(i+1, e.rest) {
				out = append(out, tag{class: e.class, n: e.n, word: e.value, size: 1 + len(e.rest)})
			}
		}
	}
	return out
}

// follows reports whether the words rest stand from atom i on.
func (m *matcher) follows(i int, rest []string) bool {
	for k, w := range rest {
		if i+k >= len(m.atoms) || m.atoms[i+k].word != w {
			return false
		}
	}
	return true
}
