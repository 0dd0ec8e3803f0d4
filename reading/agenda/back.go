package agenda

import (
	"github.com/demarche-project/demarche/nlp"
)

// pointsBack reports whether the point only points at something said before:
// "it", "the idea", "those conditions".
func (a *Agenda) pointsBack(doc *nlp.Doc, t *tree) bool {
	head := &doc.Tokens[t.root]
	if head.Pos == "PRON" || head.Pos == "DET" {
		return a.lex.pronouns[head.Lower] && !hasComplement(doc, t.root)
	}
	if head.Pos == "VERB" || head.Pos == "AUX" { // "do so", "accept it"
		obj := doc.Child(t.root, "dobj", "attr", "dative")
		if obj < 0 || !t.span.Contains(obj) {
			return head.Lemma == "do" && t.span.Len() <= 3
		}
		return a.bare(doc, t, obj)
	}
	return a.bare(doc, t, t.root)
}

// leansBack reports whether a point without an issue of its own leans on what was
// said before: an amount ("4,000 tonnes"), or a clause with a pointing subject ("it
// should be put back on the table").
func (a *Agenda) leansBack(doc *nlp.Doc, t *tree) bool {
	for _, i := range []int{t.root, doc.Child(t.root, "dobj")} {
		if i < 0 || !t.span.Contains(i) {
			continue
		}
		if tok := &doc.Tokens[i]; (a.lex.units[lemma(tok)] || isAmount(tok)) && a.headNoun(doc, t, i, 0) < 0 {
			return true
		}
	}
	s := doc.Child(t.root, "nsubj", "nsubjpass")
	if s < 0 || !t.span.Contains(s) {
		return false
	}
	people := doc.Tokens[s].Lower == "they" && doc.Tokens[s].Dep == "nsubj" // "they should talk"
	return !people && a.bare(doc, t, s)
}

// bare reports whether noun i is a pointing noun with nothing of its own: "the
// idea", but not "the idea of quotas" or "the peace proposal"; "those demands",
// but not "its demands".
func (a *Agenda) bare(doc *nlp.Doc, t *tree, i int) bool {
	tok := &doc.Tokens[i]
	if tok.Pos == "PRON" || tok.Pos == "DET" {
		return a.lex.pronouns[tok.Lower] && !hasComplement(doc, i)
	}
	l := lemma(tok)
	if a.lex.generic[l] && a.alone(doc, i) {
		return true
	}
	if !a.lex.anaphors[l] && !a.lex.packages[l] || hasComplement(doc, i) {
		return false
	}
	pointing := false
	for _, c := range doc.Children(i) {
		switch k := &doc.Tokens[c]; k.Dep {
		case "compound", "poss", "nmod":
			return false
		case "amod":
			if !a.idle(k) {
				return false
			}
			pointing = pointing || k.Lower == "such"
		case "det", "predet":
			switch k.Lower {
			case "this", "that", "these", "those", "such":
				pointing = true
			case "the":
				pointing = pointing || a.lex.anaphors[l] && tok.Tag == "NN"
			}
		}
	}
	return pointing
}

// alone reports whether noun i has nothing that tells which one it is: "a deal",
// "a quick solution", but not "Brazil's deal" or "a mining deal".
func (a *Agenda) alone(doc *nlp.Doc, i int) bool {
	for _, c := range doc.Children(i) {
		switch k := &doc.Tokens[c]; k.Dep {
		case "det", "predet", "punct":
		case "amod":
			if !a.idle(k) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// idle reports whether a modifier does not say which thing is meant: "new", "proposed".
func (a *Agenda) idle(k *nlp.Token) bool { return a.lex.drop[lemma(k)] || a.lex.drop[k.Lower] }

func hasComplement(doc *nlp.Doc, i int) bool {
	for _, c := range doc.Children(i) {
		switch doc.Tokens[c].Dep {
		case "prep", "acl", "relcl", "ccomp", "xcomp", "advcl":
			if c > i {
				return true
			}
		}
	}
	return false
}

// matchBack finds the issue that a pointing word points back to: that of the
// sentence before the point, else the one that the sentences before it speak of
// most, each further away counting less (the salience of Lappin and Leass, 1994,
// for issues instead of persons).
func (a *Agenda) matchBack(doc *nlp.Doc, point, context nlp.Span) (Match, bool) {
	if m, ok := a.performed(doc, point); ok {
		return m, true
	}
	if m, ok := a.fuller(doc, a.newTree(doc, point)); ok {
		return m, true
	}
	context = clip(doc, context)
	before := nlp.Span{Start: min(context.Start, point.Start), End: point.Start}
	total := map[string]float64{}
	var seen []Match // nearest first
	weight := 1.0
	for back := range a.reach(doc, point) + 1 {
		if back == 1 && len(seen) > 0 {
			break // the sentence itself has it
		}
		for _, m := range a.spoken(doc, before) {
			if total[m.Issue.ID] == 0 {
				seen = append(seen, m)
			}
			total[m.Issue.ID] += m.Score * weight
		}
		if before.Start == 0 {
			break
		}
		before = doc.Sent(before.Start - 1)
		weight *= fading
	}
	best := -1
	for i, m := range seen {
		if best < 0 || total[m.Issue.ID] > total[seen[best].Issue.ID] {
			best = i
		}
	}
	if best < 0 {
		return Match{}, false
	}
	m := seen[best]
	m.Score = 0.6 * m.Score / (m.Score + 0.5)
	m.FromContext, m.Known = true, true
	return m, true
}

// performed resolves a noun for an act by the verb that performed it shortly before:
// after "X proposed a joint panel", "the proposal" is the joint panel.
func (a *Agenda) performed(doc *nlp.Doc, point nlp.Span) (Match, bool) {
	head := &doc.Tokens[root(doc, point)]
	verbs := a.lex.performs[lemma(head)]
	if verbs == nil {
		return Match{}, false
	}
	for i := point.Start - 1; i >= 0 && doc.Tokens[i].Sent >= head.Sent-backwards; i-- {
		if tok := &doc.Tokens[i]; tok.Pos != "VERB" || !verbs[lemma(tok)] {
			continue
		}
		c := doc.Child(i, "dobj", "ccomp", "xcomp", "nsubjpass")
		if c < 0 || doc.Tokens[c].Pos == "PRON" {
			continue
		}
		s := doc.SubtreeSpan(c)
		s.End = min(s.End, point.Start)
		if m := a.Match(doc, s, doc.Sent(i)); m.Issue.ID != "" {
			m.FromContext, m.Score = true, m.Score*0.8
			return m, true
		}
	}
	return Match{}, false
}

// fuller finds the mention that a bare "the tax" repeats: the last one before it
// with the same noun and words that say which tax it is.
func (a *Agenda) fuller(doc *nlp.Doc, t *tree) (Match, bool) {
	i := t.root
	if o := doc.Child(i, "dobj"); doc.Tokens[i].Pos == "VERB" && o >= 0 && t.span.Contains(o) {
		i = o // "to leave the tax alone"
	}
	head := &doc.Tokens[i]
	if head.Pos != "NOUN" || !a.alone(doc, i) {
		return Match{}, false
	}
	det := doc.Child(i, "det")
	if det < 0 || !definite(doc.Tokens[det].Lower) {
		return Match{}, false
	}
	l := lemma(head)
	for i := t.span.Start - 1; i >= max(0, t.span.Start-nearby); i-- {
		tok := &doc.Tokens[i]
		if tok.Pos != "NOUN" || lemma(tok) != l || a.alone(doc, i) {
			continue
		}
		s, told := a.core(doc, i)
		if !told {
			continue
		}
		if m := a.Match(doc, s, doc.Sent(i)); m.Issue.ID != "" {
			m.FromContext, m.Score = true, m.Score*0.8
			return m, true
		}
	}
	return Match{}, false
}

func definite(det string) bool {
	switch det {
	case "the", "this", "that", "these", "those", "such":
		return true
	}
	return false
}

// core is noun i with what says which one it is, and whether there is any of that.
func (a *Agenda) core(doc *nlp.Doc, i int) (s nlp.Span, told bool) {
	s = nlp.Span{Start: i, End: i + 1}
	for _, c := range doc.Children(i) {
		k := &doc.Tokens[c]
		switch k.Dep {
		case "compound", "nmod":
		case "amod":
			if a.idle(k) {
				continue
			}
		case "prep":
			if !a.lex.about[k.Lower] && k.Lower != "for" && k.Lower != "to" {
				continue
			}
		case "acl":
		default:
			continue
		}
		sub := doc.SubtreeSpan(c)
		s.Start, s.End = min(s.Start, sub.Start), max(s.End, sub.End)
		told = true
	}
	return s, told
}

// reach is how many sentences back the head of a point may point.
func (a *Agenda) reach(doc *nlp.Doc, point nlp.Span) int {
	head := root(doc, point)
	if o := doc.Child(head, "dobj"); o >= 0 && doc.Tokens[head].Pos == "VERB" { // "make concessions"
		head = o
	}
	switch tok := &doc.Tokens[head]; {
	case isAmount(tok) || a.lex.units[lemma(tok)]:
		return 1 // an amount is about what was just said
	case a.lex.generic[lemma(tok)]:
		return 0
	}
	return backwards
}

// spoken returns the known issues of a stretch of text, each with its bare score.
func (a *Agenda) spoken(doc *nlp.Doc, s nlp.Span) []Match {
	if s.Len() == 0 {
		return nil
	}
	t := a.newTree(doc, s)
	t.ofContext = true
	var out []Match
	for _, c := range a.candidates(t) {
		if c.score >= floor && !title(doc, c.anchor) && !a.acting(doc, c.anchor) {
			m := a.known(doc, t, []candidate{c})
			m.Score = c.score
			out = append(out, m)
		}
	}
	return out
}

// acting reports whether token i is somebody who does something there: "the judge said".
func (a *Agenda) acting(doc *nlp.Doc, i int) bool {
	return doc.Tokens[i].Dep == "nsubj" && a.lex.agents[lemma(&doc.Tokens[i])]
}

// title reports whether token i only says who somebody is: "Judge Jane Roe", "Jane Roe,
// the prosecutor". Such a word is no issue that was spoken of.
func title(doc *nlp.Doc, i int) bool {
	for range 4 {
		t := &doc.Tokens[i]
		switch t.Dep {
		case "compound", "nmod", "amod", "appos", "pobj", "prep":
			if doc.Tokens[t.Head].EntType == "PERSON" && t.EntType != "PERSON" {
				return true
			}
			i = t.Head
		default:
			return false
		}
	}
	return false
}
