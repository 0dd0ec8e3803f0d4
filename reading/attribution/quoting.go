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
