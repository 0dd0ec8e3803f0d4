package attribution

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// A proposal is an attribution before anything is said about its source: sets of
// tokens, ascending.
type proposal struct {
	cue, source, content []int
	head                 int // the token of the cue that governs it
	score                float64
	id, inside           int // of citing: inside is the id of the proposal that this one stands in
}

// byTree proposes attributions from the dependency tree and the lexicon of
// cues. It is what a document without vectors is read with, and a second
// opinion where the model proposes nothing.
func byTree(doc *nlp.Doc, l *layout) []proposal {
	var out []proposal
	for i := range doc.Tokens {
		var p proposal
		ok := false
		switch t := &doc.Tokens[i]; {
		case t.Pos == "VERB" || t.Tag == "VBG" && t.Dep == "prep":
			p, ok = verbCue(doc, l, i)
		case t.Pos == "NOUN":
			p, ok = nounCue(doc, i)
		case t.Pos == "ADJ":
			p, ok = adjectiveCue(doc, i)
		case t.Pos == "ADV" && cues().Has("adverb", t.Lemma):
			p, ok = adverbCue(doc, i), true
		}
		if ok && len(p.content) > 0 {
			p.head = i
			out = append(out, p)
		}
	}
	return out
}

func said(lemma string) bool { return cues().Has("said", lemma) }
func held(lemma string) bool { return cues().Has("held", lemma) }

// verbCue reads a verb of saying or holding with its clause, its quotation or,
// for verbs that allow it, its object.
func verbCue(doc *nlp.Doc, l *layout, v int) (proposal, bool) {
	t := &doc.Tokens[v]
	if cues().Has("prep", t.Lemma) && (t.Dep == "prep" || t.Lower == "according") {
		return accordingTo(doc, v)
	}
	if !said(t.Lemma) && !held(t.Lemma) || t.Dep == "amod" || t.Dep == "aux" {
		return proposal{}, false
	}
	p := proposal{cue: verbGroup(doc, v), score: .5}
	p.source = subjectOf(doc, v)
	p.content = clauseOf(doc, v)
	if quoted := quotedBy(doc, l, v); len(quoted) > 0 {
		p.content = union(p.content, quoted)
	}
	if len(p.content) == 0 && cues().Has("object", t.Lemma) {
		p.content = objectOf(doc, v)
	}
	p.content = without(p.content, p.cue, p.source)
	return p, len(p.content) > 0
}

// accordingTo reads "according to X" and "per X": the clause that it modifies is
// the content.
func accordingTo(doc *nlp.Doc, v int) (proposal, bool) {
	p := proposal{cue: []int{v}, score: .6}
	obj := doc.Child(v, "pobj")
	for _, c := range doc.Children(v) {
		if doc.Tokens[c].Dep == "prep" && doc.Tokens[c].Lower == "to" {
			p.cue = append(p.cue, c)
			obj = doc.Child(c, "pobj")
		}
	}
	h := doc.Tokens[v].Head
	if obj < 0 || len(doc.Subtree(obj)) == 1 && byMeasure(doc, p.cue, obj) {
		return p, false
	}
	if h == v { // the parser lost the clause: what stands behind the comma
		comma := obj
		for end := doc.Sent(v).End; comma < end && doc.Tokens[comma].Text != ","; comma++ {
		}
		for i := p.cue[len(p.cue)-1] + 1; i < doc.Sent(v).End; i++ {
			if i < comma {
				p.source = append(p.source, i)
			} else if comma > obj {
				p.content = append(p.content, i)
			}
		}
		p.source, p.content = trim(doc, p.source), trim(doc, p.content)
		return p, len(p.content) > 0
	}
	p.source = doc.Subtree(obj)
	p.content = without(trim(doc, doc.Subtree(h)), doc.Subtree(v))
	p.content = trim(doc, p.content)
	return p, true
}

// byMeasure reports whether "according to" with a bare noun says how: "according to plan".
func byMeasure(doc *nlp.Doc, cue []int, noun int) bool {
	prep := func(i int) bool { return cues().Has("prep", doc.Tokens[i].Lemma) }
	return kinds().Has("measure", doc.Tokens[noun].Lemma) && slices.ContainsFunc(cue, prep)
}

// verbGroup is the verb with the auxiliaries, negation and particle next to it.
func verbGroup(doc *nlp.Doc, v int) []int {
	out := []int{v}
	for _, c := range doc.Children(v) {
		switch doc.Tokens[c].Dep {
		case "aux", "auxpass", "neg", "prt":
			out = append(out, c)
		}
	}
	slices.Sort(out)
	at := slices.Index(out, v)
	lo, hi := at, at
	for lo > 0 && out[lo-1] == out[lo]-1 {
		lo--
	}
	for hi+1 < len(out) && out[hi+1] == out[hi]+1 {
		hi++
	}
	return out[lo : hi+1]
}

// subjectOf finds whose verb v is: its subject, the agent of a passive, the noun
// that a clause modifies, or the subject of the verb above it.
func subjectOf(doc *nlp.Doc, v int) []int {
	for range 8 {
		if a := agentOf(doc, v); len(a) > 0 {
			return trim(doc, a)
		}
		if s := doc.Child(v, "nsubj", "csubj"); s >= 0 {
			if isRelative(doc, s) && (doc.Tokens[v].Dep == "relcl") {
				return nounPhrase(doc, doc.Tokens[v].Head)
			}
			return trim(doc, doc.Subtree(s))
		}
		if doc.Child(v, "nsubjpass") >= 0 {
			return nil
		}
		t := &doc.Tokens[v]
		switch t.Dep {
		case "conj", "xcomp", "advcl", "ccomp", "dep":
			v = t.Head
		case "acl", "relcl":
			return nounPhrase(doc, t.Head)
		default:
			return nil
		}
	}
	return nil
}

func isRelative(doc *nlp.Doc, i int) bool {
	tag := doc.Tokens[i].Tag
	return tag == "WP" || tag == "WDT"
}

// nounPhrase is a noun with what stands before it and the prepositional phrases
// after it, without relative clauses.
func nounPhrase(doc *nlp.Doc, n int) []int {
	out := []int{n}
	for _, c := range doc.Children(n) {
		switch doc.Tokens[c].Dep {
		case "relcl", "acl", "punct", "appos", "conj", "cc":
		default:
			out = append(out, doc.Subtree(c)...)
		}
	}
	slices.Sort(out)
	return out
}

// clauseOf is the clause that v governs ("that ..."), or the clause that v is
// put into ("..., he said, ...").
func clauseOf(doc *nlp.Doc, v int) []int {
	var out []int
	for _, c := range doc.Children(v) {
		t := &doc.Tokens[c]
		switch {
		case t.Dep == "ccomp" || t.Dep == "xcomp" && (t.Pos == "VERB" || t.Pos == "AUX"):
			out = union(out, doc.Subtree(c))
		case t.Dep == "acomp" || t.Dep == "oprd":
			out = union(out, doc.Subtree(c))
		}
	}
	if t := &doc.Tokens[v]; len(out) == 0 && (t.Dep == "parataxis" || t.Dep == "ccomp") && t.Head != v && saidInside(doc, v) {
		out = without(doc.Subtree(t.Head), doc.Subtree(v))
	}
	return trim(doc, out)
}

// saidInside reports whether the clause of v is set off by commas or dashes
// from the clause around it.
func saidInside(doc *nlp.Doc, v int) bool {
	s := doc.SubtreeSpan(v)
	before := s.Start > 0 && doc.Tokens[s.Start-1].Pos == "PUNCT" || doc.Tokens[s.Start].Pos == "PUNCT"
	after := s.End < len(doc.Tokens) && doc.Tokens[s.End].Pos == "PUNCT" || doc.Tokens[s.End-1].Pos == "PUNCT"
	return before && after
}

func objectOf(doc *nlp.Doc, v int) []int {
	var out []int
	for _, c := range doc.Children(v) {
		switch doc.Tokens[c].Dep {
		case "dobj", "nsubjpass", "attr":
			out = union(out, doc.Subtree(c))
		}
	}
	return trim(doc, out)
}

// quotedBy is what stands in quotation marks in the sentence of v, when v itself
// does not and no nearer verb of saying claims it.
func quotedBy(doc *nlp.Doc, l *layout, v int) []int {
	if l.spoken[v] || !said(doc.Tokens[v].Lemma) {
		return nil
	}
	s := doc.Sent(v)
	var out []int
	for _, r := range l.runs {
		if r.start < s.Start-1 || r.end > s.End+1 || r.words(doc) < 2 {
			continue
		}
		mid := (r.start + r.end) / 2
		if nearestSaying(doc, l, s, mid) == v {
			for i := r.start; i < r.end; i++ {
				out = append(out, i)
			}
		}
	}
	return out
}

// nearestSaying is the verb of saying outside quotation marks that is nearest to
// token i in sentence s, or -1.
func nearestSaying(doc *nlp.Doc, l *layout, s nlp.Span, i int) int {
	best := -1
	for v := s.Start; v < s.End; v++ {
		t := &doc.Tokens[v]
		if t.Pos != "VERB" || l.spoken[v] || !said(t.Lemma) {
			continue
		}
		if best < 0 || abs(v-i) < abs(best-i) {
			best = v
		}
	}
	return best
}

func abs(x int) int { return max(x, -x) }

// nounCue reads "a demand that", "his call for", "the claim by X that".
func nounCue(doc *nlp.Doc, n int) (proposal, bool) {
	t := &doc.Tokens[n]
	if !cues().Has("saynoun", t.Lemma) && !cues().Has("holdnoun", t.Lemma) {
		return proposal{}, false
	}
	p := proposal{cue: []int{n}, score: .4}
	for _, c := range doc.Children(n) {
		u := &doc.Tokens[c]
		switch {
		case (u.Dep == "acl" || u.Dep == "ccomp" || u.Dep == "relcl" && doc.Child(c, "mark") >= 0) && u.Tag != "VBG" && u.Tag != "VBN":
			p.content = union(p.content, doc.Subtree(c))
		case u.Dep == "prep" && (u.Lower == "for" || u.Lower == "of") && cues().Has("saynoun", t.Lemma) && c > n:
			if o := doc.Child(c, "pobj", "pcomp"); o >= 0 && u.Lower == "for" {
				p.content = union(p.content, doc.Subtree(c))
			}
		case u.Dep == "prep" && u.Lower == "by":
			if o := doc.Child(c, "pobj"); o >= 0 {
				p.source = doc.Subtree(o)
			}
		case u.Dep == "poss":
			p.source = trim(doc, doc.Subtree(c))
		}
	}
	if len(p.source) == 0 && (t.Dep == "dobj" || t.Dep == "attr") {
		p.source = subjectOf(doc, t.Head)
	}
	p.content = trim(doc, without(p.content, p.source))
	return p, len(p.content) > 0
}

// adjectiveCue reads "is ready to", "are afraid that".
func adjectiveCue(doc *nlp.Doc, a int) (proposal, bool) {
	t := &doc.Tokens[a]
	if !cues().Has("sayadj", t.Lemma) || t.Dep != "acomp" && t.Dep != "conj" && t.Dep != "oprd" {
		return proposal{}, false
	}
	p := proposal{cue: []int{a}, score: .4}
	if h := t.Head; doc.Tokens[h].Lemma == "be" && h < a {
		p.cue = nil
		for i := h; i <= a; i++ {
			if i == a || i == h || doc.Tokens[i].Dep == "neg" || doc.Tokens[i].Dep == "advmod" {
				p.cue = append(p.cue, i)
			}
		}
	}
	for _, c := range doc.Children(a) {
		if d := doc.Tokens[c].Dep; d == "xcomp" || d == "ccomp" || d == "prep" && doc.Tokens[c].Lower != "of" {
			p.content = union(p.content, doc.Subtree(c))
		}
	}
	p.source = subjectOf(doc, t.Head)
	p.content = trim(doc, without(p.content, p.source))
	return p, len(p.content) > 0
}

// adverbCue reads "reportedly": the clause around it, without a source.
func adverbCue(doc *nlp.Doc, a int) proposal {
	p := proposal{cue: []int{a}, score: .4}
	p.content = trim(doc, without(doc.Subtree(doc.Tokens[a].Head), p.cue))
	return p
}
