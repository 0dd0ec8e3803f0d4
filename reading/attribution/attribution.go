package attribution

import (
	"cmp"
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// Attribution is one place where a text says that somebody says or holds
// something. Spans are runs of tokens of the document.
type Attribution struct {
	Source, Cue, Content []nlp.Span

	Kind        string  // record.SourceNamed and its siblings
	Count       int     // people behind the source, 0 when not given
	Description string  // what the text says about an unnamed source: "familiar with the talks"
	Condition   bool    // the source spoke on condition of anonymity
	Manner      string  // record.Said or record.Held
	Direct      bool    // the content stands in quotation marks
	Negated     bool    // "did not say", "declined to comment"
	Parent      int     // index of the attribution whose content holds this one, or -1
	Speaker     int     // entity of the cast who the source is, or -1
	Score       float64 // probability that it is one, 0 to 1; of a rule a fixed number
}

// Find returns the attributions of a document, by position. The cast says who
// the people are that it speaks of; meta's kind and author decide whose voice
// the document's own is. A document without vectors (built from annotations) is
// read by the rules alone.
func Find(doc *nlp.Doc, cast *actor.Cast, meta record.Document) []Attribution {
	l := newLayout(doc)
	ps := propose(doc, l)
	settle(doc, l, ps)
	ps = append(ps, dialogue(doc, l, ps)...)
	ps = runOn(doc, l, ps)
	for k := range ps {
		ps[k].id = k + 1
	}
	ps = quotedAs(doc, l, citing(doc, ps))
	slices.SortStableFunc(ps, func(a, b proposal) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.cueStart(), b.cueStart()))
	})
	out := make([]Attribution, len(ps))
	for i := range ps {
		out[i] = describe(doc, l, &ps[i])
	}
	resolveSpeakers(doc, l, cast, meta, ps, out)
	nest(ps, out)
	speakInside(doc, ps, out)
	return out
}

// propose finds cue, source and content: by the model, or by the tree where the
// document has no vectors.
func propose(doc *nlp.Doc, l *layout) []proposal {
	if ps, ok := byModel(trained(), doc, l); ok {
		for k := range ps {
			complete(doc, l, &ps[k])
		}
		return append(ps, nested(doc, l, ps)...)
	}
	return byTree(doc, l)
}

// nested proposes what the tree says plainly and the model left out: "reportedly",
// a main verb that can mean nothing but speech, and inside the content of other proposals, outside quotation marks, a verb of
// saying with a named subject and a clause of its own. The model learned from
// annotators who seldom went down there.
func nested(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	var out []proposal
	for _, q := range byTree(doc, l) {
		if t := &doc.Tokens[q.head]; t.Pos == "ADV" && !l.spoken[q.head] && cueTaken(ps, q.head) < 0 {
			out = append(out, q)
			continue
		}
		if doc.Tokens[q.head].Pos != "VERB" || !said(doc.Tokens[q.head].Lemma) || l.spoken[q.head] || isPronoun(doc, q.source) ||
			doc.Child(q.head, "nsubj") < 0 || doc.Child(q.head, "ccomp") < 0 || cueTaken(ps, q.head) >= 0 {
			continue
		}
		if t := &doc.Tokens[q.head]; t.Head == q.head && cues().Has("plain", t.Lemma) {
			out = append(out, q)
			continue
		}
		inside := func(p proposal) bool {
			return within(q.cue[0], p.content) && shared(p.content, q.cue) == len(q.cue) && shared(p.content, q.content) == len(q.content)
		}
		if slices.ContainsFunc(ps, inside) || slices.ContainsFunc(out, inside) {
			out = append(out, q)
		}
	}
	return out
}

// complete mends what the tree knows better than the model: no relative clause is
// cut in two, "according to" at the end of a sentence is about all of it, and a verb
// in the active voice outside the content has its subject for a source.
func complete(doc *nlp.Doc, l *layout, p *proposal) {
	p.source = trim(doc, wholeClauses(doc, p))
	if content := trim(doc, p.content); len(content) > 0 {
		p.content = content
	}
	t := &doc.Tokens[p.head]
	if cues().Has("prep", t.Lemma) {
		p.content = wholeSentence(doc, l, p)
	}
	if len(p.source) > 0 || t.Pos != "VERB" || doc.Child(p.head, "auxpass") >= 0 || t.Tag == "VBN" && t.Dep != "conj" {
		return
	}
	source := without(subjectOf(doc, p.head), p.cue)
	if shared(source, p.content) == 0 && len(source) > 0 && l.para[source[0]] == l.para[p.head] {
		p.source = source
	}
}

// wholeSentence gives the content of "according to": where the phrase opens or ends
// a sentence, all else that the sentence says.
func wholeSentence(doc *nlp.Doc, l *layout, p *proposal) []int {
	s := doc.Sent(p.head)
	var rest []int
	own := union(p.cue, p.source)
	for i := s.Start; i < s.End; i++ {
		if l.para[i] == l.para[p.head] && isWord(&doc.Tokens[i]) && shared(own, []int{i}) == 0 {
			rest = append(rest, i)
		}
	}
	if len(rest) == 0 || len(own) == 0 || rest[0] < own[0] && rest[len(rest)-1] > own[len(own)-1] || shared(rest, p.content) == 0 {
		return p.content
	}
	var all []int
	for i := rest[0]; i <= rest[len(rest)-1]; i++ {
		all = append(all, i)
	}
	return trim(doc, without(union(p.content, all), own))
}

// wholeClauses gives the source of p with no relative clause cut in two: a clause
// that it holds in part is taken in whole where it runs into neither cue nor
// content, else left out.
func wholeClauses(doc *nlp.Doc, p *proposal) []int {
	out := p.source
	for _, i := range p.source {
		if d := doc.Tokens[i].Dep; d != "relcl" && d != "acl" && d != "appos" {
			continue
		}
		clause := trim(doc, doc.Subtree(i))
		if in := shared(out, clause); in == len(clause) || shared(out, []int{doc.Tokens[i].Head}) == 0 {
			continue
		}
		if shared(clause, p.cue)+shared(clause, p.content) == 0 {
			out = union(out, clause)
		} else {
			out = trim(doc, without(out, clause))
		}
	}
	return out
}

func (p *proposal) first() int {
	first := p.cueStart()
	for _, s := range [][]int{p.source, p.content} {
		if len(s) > 0 {
			first = min(first, s[0])
		}
	}
	return first
}

// cueStart is the first token of the cue, or of the content where there is no cue.
func (p *proposal) cueStart() int {
	if len(p.cue) > 0 {
		return p.cue[0]
	}
	return p.content[0]
}

// describe fills everything about an attribution that its own words tell.
func describe(doc *nlp.Doc, l *layout, p *proposal) Attribution {
	a := Attribution{
		Source: spans(doc, p.source), Cue: spans(doc, p.cue), Content: spans(doc, p.content),
		Manner: manner(doc, l, p), Direct: direct(doc, l, p), Negated: negated(doc, p),
		Parent: -1, Speaker: -1, Score: p.score,
	}
	if a.Negated && !a.Direct {
		a.Manner = record.Held // no words were uttered
	}
	a.Kind, a.Count, a.Description, a.Condition = sourceKind(doc, p)
	return a
}

// manner tells uttering from holding. Somebody said something when the text gives
// the words: a quotation, or a clause after a cue of saying. A stance towards a
// thing ("rejected the plan", "praised the minister") gives no words: it is held.
func manner(doc *nlp.Doc, l *layout, p *proposal) string {
	if direct(doc, l, p) {
		return record.Said
	}
	if h := headOf(doc, p.source); h < 0 || kinds().Has("thing", doc.Tokens[h].Lemma) {
		return record.Held // nobody's words
	}
	saying := false
	for _, i := range p.cue {
		t := &doc.Tokens[i]
		switch {
		case t.Pos == "PUNCT" || cues().Has("prep", t.Lemma) || cues().Has("adverb", t.Lemma):
			saying = true
		case t.Pos == "NOUN" && cues().Has("saynoun", t.Lemma):
			saying = true
		case t.Pos != "NOUN" && said(t.Lemma):
			saying = saying || !held(t.Lemma) || clausal(doc, p.content)
		}
	}
	if quoted := quotedWords(doc, l, p) > 1; saying && (quoted || clausal(doc, p.content) && uttered(doc, p.cue)) {
		return record.Said
	}
	return record.Held
}

// uttered reports whether a cue tells of words that fell: not of words to come or
// possible ("will demand", "may say").
func uttered(doc *nlp.Doc, cue []int) bool {
	for _, i := range cue {
		if doc.Tokens[i].Tag == "MD" {
			return false
		}
	}
	return true
}

// clausal reports whether a content says something of something: the verb that governs
// it is finite. An infinitive tells what somebody wants or will do ("urged him to go").
func clausal(doc *nlp.Doc, content []int) bool {
	for _, i := range content {
		t := &doc.Tokens[i]
		if t.Pos != "VERB" && t.Pos != "AUX" || t.Dep == "amod" || t.Dep == "compound" {
			continue
		}
		if shared(content, []int{t.Head}) == 0 || t.Head == i {
			aux := doc.Child(i, "aux", "auxpass")
			return aux >= 0 && doc.Tokens[aux].Tag != "TO" || aux < 0 && t.Tag != "VBG" && t.Tag != "VBN"
		}
	}
	return false
}

// quotedWords counts the words of the content that stand in quotation marks.
func quotedWords(doc *nlp.Doc, l *layout, p *proposal) int {
	n := 0
	for _, i := range p.content {
		if l.spoken[i] && isWord(&doc.Tokens[i]) {
			n++
		}
	}
	return n
}

// direct reports whether at least four fifths of the content's words stand in
// quotation marks.
func direct(doc *nlp.Doc, l *layout, p *proposal) bool {
	words := 0
	for _, i := range p.content {
		if isWord(&doc.Tokens[i]) {
			words++
		}
	}
	return words > 0 && quotedWords(doc, l, p)*5 >= words*4
}

// negated reports whether the cue says that nothing was said or held: "did not
// say", "declined to comment", "no official confirmed".
func negated(doc *nlp.Doc, p *proposal) bool {
	for _, i := range p.cue {
		t := &doc.Tokens[i]
		if t.Dep == "neg" || doc.Child(i, "neg") >= 0 {
			return true
		}
		if t.Pos == "VERB" && t.Dep == "xcomp" && cues().Has("silence", doc.Tokens[t.Head].Lemma) {
			return true
		}
		if cues().Has("silence", t.Lemma) && speaksAfter(doc, i) {
			return true
		}
	}
	if h := headOf(doc, p.source); h >= 0 {
		if d := doc.Child(h, "det", "neg", "preconj"); d >= 0 && isNegative(doc.Tokens[d].Lower) || isNegative(doc.Tokens[h].Lower) {
			return true
		}
	}
	return false
}

// speaksAfter reports whether an infinitive of saying hangs on token i.
func speaksAfter(doc *nlp.Doc, i int) bool {
	x := doc.Child(i, "xcomp")
	return x >= 0 && said(doc.Tokens[x].Lemma)
}

func isNegative(word string) bool {
	return word == "no" || word == "nobody" || word == "neither" || word == "none"
}
