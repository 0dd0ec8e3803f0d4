package attribution

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// complete mends what the tree knows better than the model: no relative clause is
// cut in two, "according to" at the end of a sentence is about all of it, and a verb
// in the active voice outside the content has its subject for a source.
func complete(doc *nlp.Doc, l *layout, p *proposal) {
	p.source = trim(doc, wholeClauses(doc, p))
	if s := p.source; len(s) > 1 && isRelative(doc, s[0]) && doc.Tokens[s[0]].Dep != "nsubj" {
		p.source = s[1:] // "whom the president called a liar"
	}
	if content := trim(doc, p.content); len(content) > 0 {
		p.content = content
	}
	p.content = closed(doc, l, p)
	t := &doc.Tokens[p.head]
	if cues().Has("prep", t.Lemma) {
		p.content = wholeSentence(doc, l, p)
	}
	if patient := undergoer(doc, p.head); shared(p.source, patient) > 0 {
		p.source = trim(doc, agentOf(doc, p.head))
	}
	if s := ownSubject(doc, l, p); len(s) > 0 {
		p.source, p.content = s, trim(doc, without(p.content, s))
	}
	if len(p.source) > 0 || t.Pos != "VERB" || doc.Child(p.head, "auxpass") >= 0 || t.Tag == "VBN" && t.Dep != "conj" {
		return
	}
	source := without(subjectOf(doc, p.head), p.cue)
	if shared(source, p.content) == 0 && len(source) > 0 && l.para[source[0]] == l.para[p.head] {
		p.source = source
	}
}

// ownSubject is the subject of p's verb of saying, right beside it, where the source that
// was found stands inside the quotation, or the subject among the content.
func ownSubject(doc *nlp.Doc, l *layout, p *proposal) []int {
	s := doc.Child(p.head, "nsubj")
	if s < 0 || len(p.source) == 0 || !said(doc.Tokens[p.head].Lemma) || isRelative(doc, s) || l.spoken[p.head] || l.spoken[s] {
		return nil
	}
	subject := trim(doc, without(doc.Subtree(s), p.cue))
	if len(subject) == 0 || shared(p.source, subject) > 0 {
		return nil
	}
	beside := subject[len(subject)-1] == p.cue[0]-1 || subject[0] == p.cue[len(p.cue)-1]+1
	if quoted := l.spoken[p.source[0]]; beside && (quoted || shared(p.content, subject) == len(subject) && len(subject) < len(p.content)) {
		return subject
	}
	return nil
}

// closed gives the content of p without a phrase broken off at its end: what an article, a
// preposition or a verb of the content asks for is taken in where it stands right behind
// ("despite" ... "the warnings").
func closed(doc *nlp.Doc, l *layout, p *proposal) []int {
	content := p.content
	for len(content) > 0 {
		last := content[len(content)-1]
		rest := asked(doc, content, last)
		if len(rest) == 0 || l.para[rest[len(rest)-1]] != l.para[last] || shared(rest, p.cue)+shared(rest, p.source) > 0 {
			break
		}
		grown := trim(doc, union(content, rest))
		if len(grown) <= len(content) {
			break
		}
		content = grown
	}
	if n := len(content); n > 1 && doc.Tokens[content[n-1]].Pos == "CCONJ" { // "and" to nothing
		return trim(doc, content[:n-1])
	}
	return content
}

// asked is the phrase right behind the last token of a content that a word of it governs,
// or what is left of that token's own.
func asked(doc *nlp.Doc, content []int, last int) []int {
	switch t := &doc.Tokens[last]; {
	case (t.Pos == "DET" || t.Tag == "PRP$") && t.Head > last:
		return after(doc.Subtree(t.Head), last)
	case t.Pos == "AUX":
		return after(doc.Subtree(last), last)
	}
	for _, i := range content {
		for _, c := range doc.Children(i) {
			if c <= last {
				continue
			}
			switch doc.Tokens[c].Dep {
			case "prep", "pobj", "pcomp", "dobj", "attr", "acomp":
				if sub := doc.Subtree(c); sub[0] == last+1 && !cues().Has("contrast", doc.Tokens[c].Lower) {
					return sub
				}
			}
		}
	}
	return nil
}

// after is the part of a set behind token i.
func after(set []int, i int) []int {
	k, _ := slices.BinarySearch(set, i+1)
	return set[k:]
}

// undergoer is to or of whom something is said where the verb of saying v is passive: its
// subject, or the noun that it modifies ("the staff were told", "staff asked to leave").
// Nil for any other verb.
func undergoer(doc *nlp.Doc, v int) []int {
	t := &doc.Tokens[v]
	if !said(t.Lemma) || held(t.Lemma) || doc.Child(v, "dobj", "oprd") >= 0 {
		return nil
	}
	if s := doc.Child(v, "nsubjpass"); s >= 0 {
		return doc.Subtree(s)
	}
	if t.Tag == "VBN" && t.Dep == "acl" {
		return []int{t.Head}
	}
	return nil
}

// agentOf is by whom passive verb v is done.
func agentOf(doc *nlp.Doc, v int) []int {
	if a := doc.Child(v, "agent"); a >= 0 {
		if o := doc.Child(a, "pobj"); o >= 0 {
			return doc.Subtree(o)
		}
	}
	return nil
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
