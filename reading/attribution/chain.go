package attribution

import "github.com/demarche-project/demarche/nlp"

// nest sets each attribution's parent: the one with the smallest content that
// holds its cue and most of its content, the cited source before the one who cites
// it. ps are the proposals of out.
func nest(ps []proposal, out []Attribution) {
	for i := range out {
		best := -1
		for j := range out {
			if i == j || !holds(&ps[j], &ps[i]) || holds(&ps[i], &ps[j]) {
				continue
			}
			if best < 0 || len(ps[j].content) < len(ps[best].content) || ps[j].inside != 0 && ps[j].inside == ps[best].id {
				best = j
			}
		}
		out[i].Parent = best
	}
}

// speakInside gives "I" and "we" inside somebody's words to whose words they are.
func speakInside(doc *nlp.Doc, ps []proposal, out []Attribution) {
	for i := range out {
		a := &out[i]
		if a.Parent < 0 || !firstPerson(doc, ps[i].source) {
			continue
		}
		outer := &out[a.Parent]
		a.Speaker, a.Kind, a.Count, a.Description = outer.Speaker, outer.Kind, outer.Count, outer.Description
	}
}

// holds reports whether the content of outer contains the cue of inner and nine
// tenths of its content, or whether inner was made to stand inside outer.
func holds(outer, inner *proposal) bool {
	if inner.inside != 0 {
		return inner.inside == outer.id
	}
	if len(inner.cue) == 0 || !within(inner.cue[0], outer.content) {
		return false
	}
	return shared(outer.content, inner.cue) == len(inner.cue) &&
		shared(outer.content, inner.content)*10 >= len(inner.content)*9
}

// within reports whether token i lies between the ends of a set.
func within(i int, set []int) bool {
	return len(set) > 0 && set[0] <= i && i <= set[len(set)-1]
}
