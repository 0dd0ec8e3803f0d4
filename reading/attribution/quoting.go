package attribution

import "github.com/demarche-project/demarche/nlp"

// quotedAs gives the words of "The radio quoted a minister as saying ..." to the
// minister, inside the attribution of the radio where there is one.
func quotedAs(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	for v := range doc.Tokens {
		if !kinds().Has("citing", doc.Tokens[v].Lemma) || l.spoken[v] {
			continue
		}
		saying, who := sayingAfter(doc, v), doc.Child(v, "dobj", "nsubjpass")
		if saying < 0 || who < 0 {
			continue
		}
		source := trim(doc, without(doc.Subtree(who), doc.Subtree(saying)))
		content := trim(doc, without(doc.Subtree(saying), []int{saying}))
		k := cueTaken(ps, v)
		if k >= 0 {
			content = trim(doc, without(union(content, ps[k].content), append(doc.Subtree(who), doc.Tokens[saying].Head, saying)))
		}
		if len(source) == 0 || len(content) == 0 {
			continue
		}
		q := proposal{cue: []int{saying}, source: source, content: content, head: saying, score: .6, id: len(ps) + 1}
		switch at := cueTaken(ps, saying); {
		case at >= 0 && at != k:
			ps[at].source, ps[at].content = source, content
		case k >= 0 && (len(ps[k].source) == 0 || shared(ps[k].source, source) > 0): // "he was quoted as saying"
			ps[k].source, ps[k].content = source, content
		default:
			if k >= 0 {
				q.inside = ps[k].id
			}
			ps = append(ps, q)
		}
	}
	return ps
}

// sayingAfter is "saying" of "as saying" below verb v, -1 for none.
func sayingAfter(doc *nlp.Doc, v int) int {
	for _, p := range doc.Children(v) {
		if doc.Tokens[p].Lower != "as" {
			continue
		}
		if s := doc.Child(p, "pcomp"); s >= 0 && doc.Tokens[s].Tag == "VBG" && said(doc.Tokens[s].Lemma) {
			return s
		}
	}
	return -1
}

// relayed gives a quotation that one speaker says another uttered to the other, inside
// the attribution of the first: "'We can,' Ms Roe said Mr Doe told her. 'We will.'"
func relayed(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	for k := range ps {
		p := ps[k]
		v := utteredWithin(doc, l, p.head)
		if v < 0 || cueTaken(ps, v) >= 0 || len(p.content) == 0 || p.content[0] > p.head {
			continue
		}
		source := without(subjectOf(doc, v), p.source)
		var content []int
		for _, r := range l.runs {
			content = append(content, between(p.content, r)...)
		}
		if len(source) > 0 && len(content) >= minQuote {
			ps = append(ps, proposal{cue: verbGroup(doc, v), source: source, content: content, head: v, score: .6, id: len(ps) + 1, inside: p.id})
		}
	}
	return ps
}

// utteredWithin is a verb of saying in the clause after verb of saying h, outside quotation
// marks and without a clause of its own; -1 for none.
func utteredWithin(doc *nlp.Doc, l *layout, h int) int {
	if l.spoken[h] || !said(doc.Tokens[h].Lemma) {
		return -1
	}
	for _, v := range doc.Children(h) {
		if doc.Tokens[v].Dep == "ccomp" && v > h && !l.spoken[v] && said(doc.Tokens[v].Lemma) && doc.Child(v, "ccomp") < 0 {
			return v
		}
	}
	return -1
}
