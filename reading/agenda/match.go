package agenda

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Weights of the scoring. They were set on points read in news texts and are not
// sensitive: what matters is their order.
const (
	floor       = 0.64 // a known issue below this is only an alternative
	unsure      = 0.80 // a second issue this near the first makes the answer unsure
	deeper      = 0.65 // for each telling word between the head of the point and the phrase
	inner       = 0.85 // for a verb there: "quotas based on a formula"
	part        = 0.95 // for a modifier of the head: "enriched" in "enriched uranium stockpile"
	beside      = 0.55 // the same, where a preposition leads away: "an emblem for the federation"
	aside       = 0.60 // in a relative or adverbial clause
	weakShare   = 0.33 // of a weak phrase whose domain the document does not speak of
	hintShare   = 0.40 // of a hint, against a phrase
	otherShare  = 0.30 // of further phrases for the same issue
	optionShare = 0.5  // of the best phrase, for a further phrase to name the option
	ownIssue    = 1.25 // for the issues of the case's own agenda.yaml
	sameDomain  = 0.10 // for each other phrase of the domain in the sentence, when two are near
	sameText    = 0.40 // for the share of the domain among the phrases of the document, likewise
	minSpoken   = 2    // phrases of a domain from which its weak phrases count
	minShare    = 0.15 // and their share of all phrases of the document
	called      = 1.40 // for an agreement called by a name: "the Istanbul talks"
	calledIn    = 0.90 // for one made in a place: "a draft signed in Minsk"
	fading      = 0.60 // for each sentence back
	nearby      = 1500 // tokens on each side that say what the document speaks of
	backwards   = 4    // sentences to look back from "the idea"
)

// wordWeight says how much a word tells about the issue, by part of speech: as the
// first of its kind in a phrase, and as a further one.
func wordWeight(t *nlp.Token) (first, further float64) {
	switch t.Pos {
	case "NOUN", "PROPN":
		return 1, 0.5
	case "VERB":
		return 0.7, 0.5
	case "ADJ":
		return 0.65, 0.4
	}
	return 0.1, 0.1
}

// candidate is one issue with the words that speak for it.
type candidate struct {
	issue, option int
	name          string // of an agreement that is an issue of its own; issue is -1 then
	slot          string
	score         float64
	anchor        int   // the matched word nearest the head of the point
	tokens        []int // words of the best phrase
	weak          bool  // no phrase but weak ones
}

// ForDocument returns a for the points of one document, which must not be matched from
// several goroutines: it counts only once what the document speaks of.
func (a *Agenda) ForDocument() *Agenda {
	b := *a
	b.tallies = map[nlp.Span]tally{}
	return &b
}

// Match returns the issue of point, which lies in the sentence context. It reads
// only doc, so the same document always gives the same answer.
func (a *Agenda) Match(doc *nlp.Doc, point, context nlp.Span) Match {
	point = clip(doc, point)
	if point.Len() == 0 {
		return Match{}
	}
	t := a.newTree(doc, a.widen(doc, point))
	if a.pointsBack(doc, t) {
		if m, ok := a.matchBack(doc, point, context); ok {
			return m
		}
	}
	if doc.Tokens[t.root].Pos == "NOUN" {
		if m, ok := a.fuller(doc, t); ok && m.Known {
			return m
		}
	}
	cands := a.candidates(t)
	cands = a.settleTies(doc, context, cands)
	if len(cands) == 0 || cands[0].score < floor {
		if a.leansBack(doc, t) {
			if m, ok := a.matchBack(doc, point, context); ok {
				return m
			}
		}
		m, ok := a.fuller(doc, t)
		if !ok {
			m = a.own(doc, t)
		}
		m.Alternatives = a.refs(doc, t, cands)
		return m
	}
	return a.known(doc, t, cands)
}

// widen adds what a point that was cut after a light word is about: "a halt" of "a
// halt to enlargement".
func (a *Agenda) widen(doc *nlp.Doc, s nlp.Span) nlp.Span {
	head := root(doc, s)
	if !a.lex.light[lemma(&doc.Tokens[head])] || doc.Tokens[head].Pos != "NOUN" {
		return s
	}
	for _, c := range doc.Children(head) {
		if c > head && s.Contains(c) && doc.Tokens[c].Pos != "PUNCT" {
			return s
		}
	}
	for _, c := range doc.Children(head) {
		if dep := doc.Tokens[c].Dep; c >= s.End && (dep == "prep" || dep == "acl" || dep == "ccomp") {
			s.End = max(s.End, doc.SubtreeSpan(c).End)
		}
	}
	return s
}

// around is the text near s: all of a report, a part of a book, so that the cost of
// a point does not grow with its document.
func around(doc *nlp.Doc, s nlp.Span) nlp.Span {
	return clip(doc, nlp.Span{Start: s.Start - nearby, End: s.End + nearby})
}

func clip(doc *nlp.Doc, s nlp.Span) nlp.Span {
	s.Start, s.End = max(0, s.Start), min(len(doc.Tokens), s.End)
	s.End = max(s.Start, s.End)
	return s
}

// known builds the answer for the best of cands.
func (a *Agenda) known(doc *nlp.Doc, t *tree, cands []candidate) Match {
	best := cands[0]
	m := Match{Issue: a.ref(doc, t, best), Known: true, Score: best.score / (best.score + 0.5)}
	if best.option >= 0 {
		m.Option = a.issues[best.issue].Options[best.option].Name
	}
	m.Direction = a.direction(t, best.anchor, best.tokens)
	if best.issue >= 0 && !a.issues[best.issue].own && m.Issue.ID == a.issues[best.issue].ID {
		m.Told = a.told(doc, t, &m, best.anchor)
	}
	if len(cands) > 1 && cands[1].score >= unsure*best.score {
		m.Score *= 0.7
		m.Alternatives = a.refs(doc, t, cands)
	}
	return m
}

// refs names the three best candidates.
func (a *Agenda) refs(doc *nlp.Doc, t *tree, cands []candidate) []record.Ref {
	var out []record.Ref
	for _, c := range cands[:min(3, len(cands))] {
		out = append(out, a.ref(doc, t, c))
	}
	return out
}

// candidates scores every issue that a phrase of the point speaks for, best first.
func (a *Agenda) candidates(t *tree) []candidate {
	hits := t.words.find(&a.index)
	hits = longest(hits)
	byIssue := map[int]int{}
	var cands []candidate
	for _, h := range hits {
		anchor, score := t.weigh(h)
		if h.p.hint {
			score *= hintShare
		}
		if a.issues[h.p.issue].own {
			score *= ownIssue
		}
		at, ok := byIssue[h.p.issue]
		if !ok {
			byIssue[h.p.issue] = len(cands)
			cands = append(cands, candidate{issue: h.p.issue, option: h.p.option, slot: h.slot, score: score, anchor: anchor, tokens: h.tokens, weak: h.p.weak || h.p.hint})
			continue
		}
		c := &cands[at]
		c.weak = c.weak && (h.p.weak || h.p.hint)
		if within(h.tokens, c.tokens) { // the same words again, as an option
			if c.option < 0 {
				c.option = h.p.option
			}
			continue
		}
		if score > c.score {
			c.anchor, c.tokens, score, c.score = anchor, h.tokens, c.score, score
			if h.p.option >= 0 {
				c.option = h.p.option
			}
		} else if c.option < 0 && score >= optionShare*c.score { // not from a clause aside
			c.option = h.p.option
		}
		if c.slot == "" {
			c.slot = h.slot
		}
		c.score += otherShare * score
	}
	cands = append(cands, a.agreements(t)...)
	a.discountWeak(t, cands)
	order(cands)
	return cands
}

// agreements finds agreements called by a place: "the Istanbul talks", "a draft
// signed in Minsk". Each is an issue of its own.
func (a *Agenda) agreements(t *tree) []candidate {
	var out []candidate
	for i := t.span.Start; i < t.span.End; i++ {
		tok := &t.doc.Tokens[i]
		if !a.lex.agreement[lemma(tok)] || tok.Pos != "NOUN" && tok.Pos != "PROPN" {
			continue
		}
		name, score := "", called
		for _, c := range t.doc.Children(i) {
			if k := &t.doc.Tokens[c]; c < i && k.Dep == "compound" && k.Pos == "PROPN" && !isActor(k) && strings.ToUpper(k.Text) != k.Text || k.EntType == "GPE" && c == i-1 && k.Dep == "compound" {
				name = k.Text
			}
		}
		if name == "" {
			name, score = t.placeOf(i), calledIn
		}
		if name != "" && !t.words.blocked[i] {
			out = append(out, candidate{issue: -1, option: -1, name: name + " agreement", score: score * t.near(i), anchor: i, tokens: []int{i}})
		}
	}
	return out
}

// domain is the domain of a candidate's issue.
func (a *Agenda) domain(c *candidate) string {
	if c.issue < 0 {
		return ""
	}
	return a.issues[c.issue].Domain
}

// tally is how many phrases of each domain a stretch of text has.
type tally struct {
	of    map[string]int
	total int
}

// domains counts the phrases of each domain around a point, weak ones left out.
func (a *Agenda) domains(doc *nlp.Doc, point nlp.Span) tally {
	span := around(doc, point)
	if t, ok := a.tallies[span]; ok {
		return t
	}
	t := tally{of: map[string]int{}}
	for _, h := range longest(newWords(doc, span, a.lex).find(&a.index)) {
		if !h.p.weak && !h.p.hint {
			t.of[a.issues[h.p.issue].Domain]++
			t.total++
		}
	}
	if a.tallies != nil {
		a.tallies[span] = t
	}
	return t
}

// discountWeak lowers the score of issues that only weak phrases speak for, unless
// the document speaks of their domain elsewhere.
func (a *Agenda) discountWeak(t *tree, cands []candidate) {
	var all tally
	for i := range cands {
		c := &cands[i]
		if !c.weak {
			continue
		}
		if all.of == nil {
			all = a.domains(t.doc, t.span)
		}
		if n := all.of[a.domain(c)]; n < minSpoken || float64(n) < minShare*float64(all.total) {
			c.score *= weakShare
		}
	}
}

// order sorts by score, then by place in the text, then by place in the agenda.
func order(cands []candidate) {
	slices.SortStableFunc(cands, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.anchor, y.anchor), cmp.Compare(x.issue, y.issue))
	})
}

// longest drops a phrase whose words all belong to a longer phrase found at the
// same place: "export" and "quota" inside "export quota".
func longest(hits []found) []found {
	at := map[int][]int{} // token -> hits of several words on it
	for j, o := range hits {
		if len(o.tokens) > 1 && !o.p.hint {
			for _, t := range o.tokens {
				at[t] = append(at[t], j)
			}
		}
	}
	var out []found
	for _, h := range hits {
		inside := slices.ContainsFunc(at[h.tokens[0]], func(j int) bool {
			return len(hits[j].tokens) > len(h.tokens) && within(h.tokens, hits[j].tokens)
		})
		if !inside {
			out = append(out, h)
		}
	}
	return out
}

func within(small, large []int) bool {
	for _, i := range small {
		if !slices.Contains(large, i) {
			return false
		}
	}
	return true
}

// settleTies lets the rest of the sentence, and less so of the document, decide
// between issues of different domains that the point alone leaves close together.
func (a *Agenda) settleTies(doc *nlp.Doc, context nlp.Span, cands []candidate) []candidate {
	if len(cands) < 2 || cands[1].score < unsure*cands[0].score || a.domain(&cands[0]) == a.domain(&cands[1]) {
		return cands
	}
	near := map[string]int{}
	for _, h := range longest(newWords(doc, clip(doc, context), a.lex).find(&a.index)) {
		near[a.issues[h.p.issue].Domain]++
	}
	all := a.domains(doc, context)
	for i := range cands {
		d := a.domain(&cands[i])
		others := max(0, min(4, near[d])-1)
		cands[i].score *= 1 + sameDomain*float64(others) + sameText*float64(all.of[d])/float64(max(1, all.total))
	}
	order(cands)
	return cands
}

// ref names the issue of c: slots filled, a single place put below its issue.
func (a *Agenda) ref(doc *nlp.Doc, t *tree, c candidate) record.Ref {
	if c.issue < 0 {
		return record.Ref{ID: Slug(c.name), Name: c.name}
	}
	is := &a.issues[c.issue]
	r := record.Ref{ID: is.ID, Name: is.Name}
	if slot := is.slot(); slot != "" {
		value := cmp.Or(c.slot, a.nearestSlot(doc, t, slot), slot)
		r.Name, r.ID = is.fill(slot, value)
	}
	if is.Places {
		if place := a.onlyPlace(doc, t.span); place != "" {
			r.ID += "/" + Slug(place)
			r.Name += ": " + place
		}
	}
	return r
}

// nearestSlot finds the value that "the alliance" stands for: in the point, else
// the last one named before it, else the first one after it.
func (a *Agenda) nearestSlot(doc *nlp.Doc, t *tree, slot string) string {
	if v := a.lastSlot(doc, t.span, slot); v != "" {
		return v
	}
	near := around(doc, t.span)
	if v := a.lastSlot(doc, nlp.Span{Start: near.Start, End: t.span.Start}, slot); v != "" {
		return v
	}
	return a.firstSlot(doc, nlp.Span{Start: t.span.End, End: near.End}, slot)
}

func (a *Agenda) lastSlot(doc *nlp.Doc, s nlp.Span, slot string) string {
	for i := s.End - 1; i >= s.Start; i-- {
		if v := a.slotAt(doc, nlp.Span{Start: i, End: s.End}, slot); v != "" {
			return v
		}
	}
	return ""
}

func (a *Agenda) firstSlot(doc *nlp.Doc, s nlp.Span, slot string) string {
	for i := s.Start; i < s.End; i++ {
		if v := a.slotAt(doc, nlp.Span{Start: i, End: s.End}, slot); v != "" {
			return v
		}
	}
	return ""
}

// slotAt returns the value of slot that begins with the first token of s.
func (a *Agenda) slotAt(doc *nlp.Doc, s nlp.Span, slot string) string {
	for _, v := range a.lex.slots[slot] {
		for _, seq := range v.words {
			if startsWith(doc, s, seq) {
				return v.name
			}
		}
	}
	return ""
}

func startsWith(doc *nlp.Doc, s nlp.Span, seq []string) bool {
	i := s.Start
	for _, word := range seq {
		for i < s.End && doc.Tokens[i].Tag == "HYPH" {
			i++
		}
		if i >= s.End || doc.Tokens[i].Lower != word {
			return false
		}
		i++
	}
	return true
}
