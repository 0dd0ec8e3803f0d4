package attribution

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// resolveSpeakers says for each attribution which entity of the cast its source
// is. A quotation without a source continues its neighbour; a pronoun that the
// cast could not place is the last person who spoke.
func resolveSpeakers(doc *nlp.Doc, l *layout, cast *actor.Cast, meta record.Document, ps []proposal, out []Attribution) {
	if cast == nil {
		return
	}
	voice := Voice(doc, cast, meta)
	for i := range out {
		a, p := &out[i], &ps[i]
		if len(p.source) > 0 {
			a.Speaker = entityOf(doc, cast, p.source)
			if voice >= 0 && firstPerson(doc, p.source) && !l.quoted[p.source[0]] {
				a.Speaker = voice
			}
			if a.Speaker < 0 && isPronoun(doc, p.source) {
				if k := lastPerson(cast, out[:i]); k >= 0 {
					a.Speaker = out[k].Speaker
				}
			}
			refineKind(cast, a)
		}
	}
	for i := range out {
		a, p := &out[i], &ps[i]
		if len(p.source) > 0 || !a.Direct {
			continue
		}
		if k := continues(l, ps, out, i); k >= 0 {
			a.Speaker, a.Kind, a.Count, a.Description, a.Condition = out[k].Speaker, out[k].Kind, out[k].Count, out[k].Description, out[k].Condition
			if len(p.cue) == 1 && p.cue[0] == p.content[0] {
				a.Source = out[k].Source
			}
		}
	}
}

// entityOf is the entity that a source phrase names: that of its head, or of the
// name in apposition to it.
func entityOf(doc *nlp.Doc, cast *actor.Cast, source []int) int {
	h := headOf(doc, source)
	if h < 0 {
		return -1
	}
	h = partOf(doc, h)
	m := cast.At(h)
	if m != nil && m.Form == actor.FormName && cast.Entity(m).Kind == actor.KindPerson {
		return m.Entity
	}
	for _, c := range doc.Children(h) {
		if doc.Tokens[c].Dep != "appos" && doc.Tokens[c].Dep != "compound" {
			continue
		}
		if n := cast.At(c); n != nil && cast.Entity(n).Kind == actor.KindPerson && n.Form != actor.FormPronoun {
			return n.Entity
		}
	}
	if m != nil && (m.Head == h || m.Start <= source[0] && m.End > source[len(source)-1]) {
		return m.Entity
	}
	for _, i := range source {
		if n := cast.At(i); n != nil && cast.Entity(n).Kind == actor.KindPerson && doc.Tokens[i].Dep != "poss" && doc.Tokens[i].Dep != "pobj" {
			return n.Entity
		}
	}
	if m != nil {
		return m.Entity
	}
	return -1
}

func isPronoun(doc *nlp.Doc, source []int) bool {
	h := headOf(doc, source)
	return h >= 0 && (doc.Tokens[h].Tag == "PRP" || doc.Tokens[h].Tag == "PRP$")
}

func firstPerson(doc *nlp.Doc, source []int) bool {
	h := headOf(doc, source)
	return h >= 0 && strings.Contains(doc.Tokens[h].Morph, "Person=1")
}

// lastPerson is the last attribution whose speaker is a person, or -1.
func lastPerson(cast *actor.Cast, before []Attribution) int {
	for k := len(before) - 1; k >= 0; k-- {
		if s := before[k].Speaker; s >= 0 && cast.Entities[s].Kind == actor.KindPerson {
			return k
		}
	}
	return -1
}

// refineKind corrects the kind of source by what the cast knows: "they" are a
// group, "it" may be a newspaper.
func refineKind(cast *actor.Cast, a *Attribution) {
	if a.Speaker < 0 || a.Kind != record.SourceNamed {
		return
	}
	switch cast.Entities[a.Speaker].Kind {
	case actor.KindGroup:
		a.Kind = record.SourceCollective
	case actor.KindOffice:
		a.Kind = record.SourceOffice
	}
}

// continues finds whose speech an unattributed quotation goes on with: the
// nearest attribution before it in its paragraph, else the nearest after it
// there, else the last of the paragraph before. -1 when there is none.
func continues(l *layout, ps []proposal, out []Attribution, i int) int {
	at := l.para[ps[i].content[0]]
	best := -1
	for k := i - 1; k >= 0 && best < 0; k-- {
		if speaks(&ps[k], &out[k]) && l.para[ps[k].cueStart()] == at {
			best = k
		}
	}
	for k := i + 1; k < len(out) && best < 0; k++ {
		if l.para[ps[k].cueStart()] != at {
			break
		}
		if speaks(&ps[k], &out[k]) {
			best = k
		}
	}
	for k := i - 1; k >= 0 && best < 0; k-- {
		if d := at - l.para[ps[k].cueStart()]; d > 1 {
			break
		}
		if speaks(&ps[k], &out[k]) || len(ps[k].source) == 0 && out[k].Speaker >= 0 {
			best = k
		}
	}
	return best
}

// speaks reports whether an attribution names somebody who utters something.
func speaks(p *proposal, a *Attribution) bool {
	return len(p.source) > 0 && a.Manner == record.Said && a.Kind != record.SourceDocument
}

// Voice is the entity in whose voice a document's own sentences speak, or -1: the
// author of a speech or communiqué. A reporter's or a columnist's voice is
// nobody's position and gives -1.
func Voice(doc *nlp.Doc, cast *actor.Cast, meta record.Document) int {
	if meta.Kind != record.KindSpeech && meta.Kind != record.KindCommunique {
		return -1
	}
	if e := byName(cast, meta.Author); e >= 0 {
		return e
	}
	votes := make([]int, len(cast.Entities))
	best := -1
	for i := range doc.Tokens {
		if t := &doc.Tokens[i]; !strings.Contains(t.Morph, "Person=1") || t.Dep != "poss" && t.Dep != "nsubj" {
			continue
		}
		m := cast.At(i)
		if m == nil {
			continue
		}
		votes[m.Entity]++
		if best < 0 || votes[m.Entity] > votes[best] {
			best = m.Entity
		}
	}
	return best
}

// byName is the entity whose name or alias is name, or shares its last word.
func byName(cast *actor.Cast, name string) int {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return -1
	}
	for e := range cast.Entities {
		for _, alias := range append([]string{cast.Entities[e].Name}, cast.Entities[e].Aliases...) {
			if strings.EqualFold(alias, name) {
				return e
			}
		}
	}
	for e := range cast.Entities {
		own := strings.Fields(strings.ToLower(cast.Entities[e].Name))
		if len(own) > 0 && cast.Entities[e].Kind == actor.KindPerson && own[len(own)-1] == words[len(words)-1] {
			return e
		}
	}
	return -1
}
