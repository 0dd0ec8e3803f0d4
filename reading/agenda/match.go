package agenda

import (
	"cmp"
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Weights of the scoring. They were set on points read in news texts and are not
// sensitive: what matters is their order.
const (
	floor      = 0.60 // a known issue below this is only an alternative
	unsure     = 0.80 // a second issue this near the first makes the answer unsure
	deeper     = 0.65 // for each telling word between the head of the point and the phrase
	part       = 0.95 // for a modifier of the head: "enriched" in "enriched uranium stockpile"
	beside     = 0.55 // the same, where a preposition leads away: "an emblem for the federation"
	aside      = 0.60 // in a relative or adverbial clause
	hintShare  = 0.40 // of a hint, against a phrase
	otherShare = 0.30 // of further phrases for the same issue
	ownIssue   = 1.25 // for the issues of the case's own agenda.yaml
	sameDomain = 0.10 // for each other phrase of the domain in the sentence, when two are near
	backwards  = 4    // sentences to look back from "the idea"
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
	slot          string
	score         float64
	anchor        int   // the matched word nearest the head of the point
	tokens        []int // words of the best phrase
	weak          bool  // no phrase but weak ones
}

// Match returns the issue of point, which lies in the sentence context. It reads
// only doc, so the same document always gives the same answer.
func (a *Agenda) Match(doc *nlp.Doc, point, context nlp.Span) Match {
	point = clip(doc, point)
	if point.Len() == 0 {
		return Match{}
	}
	t := newTree(doc, point, a.lex)
	if a.pointsBack(doc, t) {
		if m, ok := a.matchBack(doc, point, context); ok {
			return m
		}
	}
	cands := a.candidates(t)
	cands = a.settleTies(doc, context, cands)
	if len(cands) == 0 || cands[0].score < floor {
		m := a.own(doc, t)
		m.Alternatives = a.refs(doc, t, cands)
		return m
	}
	return a.known(doc, t, cands)
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
			cands = append(cands, candidate{h.p.issue, h.p.option, h.slot, score, anchor, h.tokens, h.p.weak})
			continue
		}
		c := &cands[at]
		c.weak = c.weak && h.p.weak
		if within(h.tokens, c.tokens) { // the same words again, as an option
			if c.option < 0 {
				c.option = h.p.option
			}
			continue
		}
		if score > c.score || score == c.score && c.option < 0 && h.p.option >= 0 {
			c.anchor, c.tokens, score, c.score = anchor, h.tokens, c.score, score
			if h.p.option >= 0 {
				c.option = h.p.option
			}
		}
		if c.option < 0 {
			c.option = h.p.option
		}
		if c.slot == "" {
			c.slot = h.slot
		}
		c.score += otherShare * score
	}
	a.discountWeak(t, cands)
	order(cands)
	return cands
}

// discountWeak halves the score of issues that only weak phrases speak for, unless
// the document speaks of their domain elsewhere.
func (a *Agenda) discountWeak(t *tree, cands []candidate) {
	var spoken set
	for i := range cands {
		if !cands[i].weak {
			continue
		}
		if spoken == nil {
			spoken = set{}
			for _, h := range newWords(t.doc, nlp.Span{End: len(t.doc.Tokens)}, a.lex).find(&a.index) {
				if !h.p.weak && !h.p.hint {
					spoken[a.issues[h.p.issue].Domain] = true
				}
			}
		}
		if !spoken[a.issues[cands[i].issue].Domain] {
			cands[i].score /= 2
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
	var out []found
	for i, h := range hits {
		inside := false
		for j, o := range hits {
			if i != j && len(o.tokens) > len(h.tokens) && within(h.tokens, o.tokens) && !o.p.hint {
				inside = true
				break
			}
		}
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

// settleTies lets the rest of the sentence decide between issues of different
// domains that the point alone leaves close together.
func (a *Agenda) settleTies(doc *nlp.Doc, context nlp.Span, cands []candidate) []candidate {
	if len(cands) < 2 || cands[1].score < unsure*cands[0].score {
		return cands
	}
	counts := map[string]int{}
	for _, h := range longest(newWords(doc, clip(doc, context), a.lex).find(&a.index)) {
		counts[a.issues[h.p.issue].Domain]++
	}
	for i := range cands {
		others := min(4, counts[a.issues[cands[i].issue].Domain]) - 1
		cands[i].score *= 1 + sameDomain*float64(max(0, others))
	}
	order(cands)
	return cands
}

// ref names the issue of c: slots filled, a single place put below its issue.
func (a *Agenda) ref(doc *nlp.Doc, t *tree, c candidate) record.Ref {
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
	if v := a.lastSlot(doc, nlp.Span{Start: 0, End: t.span.Start}, slot); v != "" {
		return v
	}
	return a.firstSlot(doc, nlp.Span{Start: t.span.End, End: len(doc.Tokens)}, slot)
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
