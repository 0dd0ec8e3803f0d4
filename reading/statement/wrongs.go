package statement

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

//go:embed wrongs.txt
var wrongsText string

// wrongs are the words of wrongs.txt by part of speech.
var wrongs = sync.OnceValue(func() map[byte]map[string]bool {
	out := map[byte]map[string]bool{'V': {}, 'N': {}, 'A': {}}
	_ = eachLine("wrongs.txt", wrongsText, func(line string) error {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			out[f[0][0]][w] = true
		}
		return nil
	})
	return out
})

// accusations reads what a party says, in its own voice and as a fact, of the
// wrongs of another: one for each sentence that has none yet. In a speech, whose
// every sentence is its speaker's, a wrong without a doer accuses too.
func (f *finder) accusations() {
	done := map[int]bool{}
	for i := range f.found {
		if f.found[i].act == "accuse" {
			done[f.Doc.Tokens[f.found[i].at].Sent] = true
		}
	}
	var loose []candidate
	last := none // whom the speech accused by name just before
	for i := range f.Doc.Tokens {
		t := &f.Doc.Tokens[i]
		if done[t.Sent] || !f.wrong(i) {
			continue
		}
		e, quoted := f.speaker(i)
		if !quoted {
			e = f.documentVoice()
		}
		if e < 0 || f.anonymous(i) || f.Cast.Entities[e].Kind == actor.KindGroup {
			continue
		}
		if quoted && !f.mainClause(f.verbOf(i), true) {
			continue // the reporter's clause, or a subordinate one
		}
		c, ok := f.accusation(i, e)
		switch {
		case !ok:
		case len(c.to) > 0:
			f.keep(c)
			done[t.Sent], last = true, c.to[0]
		case !quoted:
			if last != none {
				c.to = []int{last} // "those acts": still theirs
			}
			loose = append(loose, c)
		}
	}
	for _, c := range loose {
		if s := f.Doc.Tokens[c.at].Sent; !done[s] {
			f.keep(c)
			done[s] = true
		}
	}
}

// wrong reports whether token i is a word for a wrong.
func (f *finder) wrong(i int) bool {
	t := &f.Doc.Tokens[i]
	switch t.Pos {
	case "VERB":
		return wrongs()['V'][t.Lemma]
	case "NOUN":
		return wrongs()['N'][t.Lemma]
	case "ADJ", "ADV":
		return wrongs()['A'][t.Lower]
	}
	return false
}

// accusation is the act of e at word i; ok is false when the word states no fact,
// or when e speaks of itself.
func (f *finder) accusation(i, e int) (candidate, bool) {
	c := candidate{act: "accuse", stance: '-', confidence: 0.55, at: i, pred: nlp.Span{Start: i, End: i + 1}, presumed: true, holders: []holder{{e, -1}}}
	verb := f.verbOf(i)
	var m record.Modality
	f.auxiliaries(verb, &m)
	if m.Hypothetical || m.Future || f.negated(verb) || f.supposed(verb) || f.question(f.Doc.Sent(i)) {
		return c, false
	}
	for _, h := range f.doers(i) {
		if f.sameParty(h.entity, e) {
			return c, false
		}
		c.to = append(c.to, h.entity)
	}
	head := verb
	if f.Doc.Tokens[i].Pos == "NOUN" {
		head = i
	}
	c.points = []point{{head, f.phraseSpan(head, true)}}
	c.modality = record.Modality{Past: m.Past}
	return c, true
}

// verbOf is word i itself when it is a verb, else the nearest verb above it.
func (f *finder) verbOf(i int) int {
	if f.Doc.Tokens[i].Pos == "VERB" {
		return i
	}
	for h := range f.Doc.Ancestors(i) {
		if p := f.Doc.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			return h
		}
	}
	return i
}

// supposed reports whether verb v stands under an "if" or a "whether".
func (f *finder) supposed(v int) bool {
	for range 6 {
		if f.conditional(v) {
			return true
		}
		if m := f.Doc.Child(v, "mark"); m >= 0 && f.lex.is("if", f.Doc.Tokens[m].Lower) {
			return true
		}
		h := f.Doc.Tokens[v].Head
		if h == v {
			return false
		}
		v = h
	}
	return false
}

// doers are those whose wrong the word at i names: the subject of a verb, the
// owner of a noun, the subject of the clause of an adjective.
func (f *finder) doers(i int) []holder {
	d := f.Doc
	t := &d.Tokens[i]
	switch t.Pos {
	case "VERB":
		return f.subjects(i)
	case "NOUN":
		for _, c := range d.Children(i) {
			switch ct := &d.Tokens[c]; {
			case ct.Dep == "poss" || ct.Dep == "amod" || ct.Dep == "compound":
				if hs := f.namedAt(c); len(hs) > 0 {
					return hs
				}
			case ct.Dep == "prep" && (ct.Lower == "by" || ct.Lower == "from"):
				if o := d.Child(c, "pobj"); o >= 0 {
					return f.namedAt(o)
				}
			}
		}
	}
	for h := range d.Ancestors(i) {
		if p := d.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			return f.subjects(h)
		}
	}
	return nil
}
