package attribution

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// resolveSpeakers says for each attribution which entity of the cast its source
// is.
func resolveSpeakers(doc *nlp.Doc, l *layout, cast *actor.Cast, meta record.Document, ps []proposal, out []Attribution) {
	if cast == nil {
		return
	}
	voice := voiceOf(doc, cast, meta)
	for i := range out {
		a, p := &out[i], &ps[i]
		if len(p.source) > 0 {
			a.Speaker = entityOf(doc, cast, p.source)
			own := firstPerson(doc, p.source) && !l.spoken[p.source[0]]
			if own {
				a.Speaker = voice
			}
			if asked := answerer(doc, cast, p.source); asked >= 0 {
				a.Speaker, a.Kind = asked, record.SourceNamed
			}
			if k := keepsTalking(doc, l, cast, ps, out, i); k >= 0 {
				a.Speaker = out[k].Speaker
			}
			refineKind(doc, cast, p, out[:i], a)
			if own && voice < 0 {
				a.Kind = record.SourceAuthor // the writer speaks of what the writer says
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
	if m != nil && (m.Form == actor.FormName || m.Form == actor.FormShort) && cast.Entity(m).Kind == actor.KindPerson {
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
	if n := introduced(doc, cast, source, h); n != nil {
		return n.Entity
	}
	for _, i := range source {
		n := cast.At(i)
		if doc.Tokens[i].Dep == "appos" && n != nil && n.Head == i && n.Form != actor.FormPronoun && cast.Entity(n).Kind == actor.KindPerson {
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
	if kinds().Has("document", doc.Tokens[h].Lemma) { // "its estimates say"
		if n := cast.At(doc.Child(h, "poss")); n != nil {
			return n.Entity
		}
	}
	return -1
}

// introduced is the person whose name ends a source phrase behind what he or she is,
// where the parser sees no apposition: "the union's committee for Norland representative
// Ivo Karr", "the head of the harbour office, Ivo Karr", "president of the Norland shippers'
// federation Ivo Karr", "Shippers' Federation, NSF, President Ivo Karr". Not the master of "an aide to the minister, Ivo Karr". Nil for none.
func introduced(doc *nlp.Doc, cast *actor.Cast, source []int, h int) *actor.Mention {
	n := cast.At(source[len(source)-1])
	if n == nil || n.Form != actor.FormName || cast.Entity(n).Kind != actor.KindPerson || n.Start <= source[0] {
		return nil
	}
	post := func(i int) bool {
		t := &doc.Tokens[i]
		return t.Tag == "NN" && (kinds().Has("office", t.Lemma) || kinds().Has("role", t.Lemma))
	}
	det := doc.Child(h, "det")
	before := &doc.Tokens[n.Start-1]
	switch {
	case !post(h):
		title := n.Start-1 > source[0] && doc.Tokens[n.Start-2].Text == "," && kinds().Has("office", before.Lower)
		if title || post(n.Start-1) {
			return n
		}
	case n.Start-1 == h, before.Text == "," && (det < 0 || doc.Tokens[det].Lower == "the"),
		before.Pos == "NOUN" && !post(n.Start-1) && det < 0 && doc.Child(h, "poss") < 0:
		return n
	}
	return nil
}

// answerer is who answers under the label "A" of an interview: the first person
// that the text names before it; -1 for any other source.
func answerer(doc *nlp.Doc, cast *actor.Cast, source []int) int {
	if len(source) != 1 || !kinds().Has("answer", doc.Tokens[source[0]].Lower) {
		return -1
	}
	for _, m := range cast.Mentions {
		if m.Start < source[0] && m.Form == actor.FormName && cast.Entities[m.Entity].Kind == actor.KindPerson {
			return m.Entity
		}
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

// keepsTalking finds the attribution whose speaker "he" or "she" in the source of
// attribution i goes on with: the last one before, up to two paragraphs back,
// whose speaker is a person of that gender, unless whom the cast chose spoke there
// too. A mention in between is more often spoken of than speaking.
func keepsTalking(doc *nlp.Doc, l *layout, cast *actor.Cast, ps []proposal, out []Attribution, i int) int {
	h := headOf(doc, ps[i].source)
	if h < 0 || doc.Tokens[h].Tag != "PRP" || !strings.Contains(doc.Tokens[h].Morph, "Number=Sing|Person=3") {
		return -1
	}
	gender := ""
	switch doc.Tokens[h].Lower {
	case "he":
		gender = "m"
	case "she":
		gender = "f"
	default:
		return -1
	}
	if subjectBefore(doc, l, cast, &ps[i], h, out[i].Speaker) {
		return -1
	}
	best := -1
	for k := i - 1; k >= 0 && l.para[h]-l.para[ps[k].cueStart()] <= 2; k-- {
		if out[k].Speaker < 0 || l.spoken[ps[k].cueStart()] != l.spoken[h] || shared(ps[k].content, ps[i].cue) > 0 {
			continue
		}
		if out[k].Speaker == out[i].Speaker {
			return -1
		}
		e := &cast.Entities[out[k].Speaker]
		if best < 0 && e.Kind == actor.KindPerson && (e.Gender == gender || e.Gender == "") && !namedAfter(doc, cast, h, out[k].Speaker) {
			best = k
		}
	}
	return best
}

// subjectBefore reports whether entity e, called by name or "she", is the subject of a
// clause before token h in its sentence or the one before in its paragraph, outside the
// words of p: "Ms Roe erred when she accused him".
func subjectBefore(doc *nlp.Doc, l *layout, cast *actor.Cast, p *proposal, h, e int) bool {
	from := doc.Sent(h).Start
	if from > 0 && l.para[from-1] == l.para[h] {
		from = doc.Sent(from - 1).Start
	}
	for k := from; k < h; k++ {
		t := &doc.Tokens[k]
		if t.Dep != "nsubj" && t.Dep != "nsubjpass" || t.Tag == "WP" || shared(p.content, []int{k}) > 0 {
			continue
		}
		if m := cast.At(k); m != nil && m.Head == k && m.Entity == e && m.Form != actor.FormRole {
			return true
		}
	}
	return false
}

// namedAfter reports whether entity e is named in the clause after its subject at token
// h: in "he accused Ms Roe", he is not Ms Roe.
func namedAfter(doc *nlp.Doc, cast *actor.Cast, h, e int) bool {
	for _, c := range doc.Children(doc.Tokens[h].Head) {
		if doc.Tokens[c].Dep != "dobj" && doc.Tokens[c].Dep != "dative" {
			continue
		}
		if m := cast.At(c); m != nil && m.Head == c && m.Entity == e && m.Form != actor.FormPronoun {
			return true
		}
	}
	return false
}

// refineKind corrects what the words alone say about the source by what the cast
// knows: a body is named even where its noun is common, and a pronoun or "the
// sources" are what they were called before.
func refineKind(doc *nlp.Doc, cast *actor.Cast, p *proposal, before []Attribution, a *Attribution) {
	if a.Speaker < 0 {
		return
	}
	pronoun := isPronoun(doc, p.source)
	if pronoun || a.Kind == record.SourceAnonymous && a.Count == 0 {
		for k := len(before) - 1; k >= 0; k-- {
			b := &before[k]
			if b.Speaker != a.Speaker || pronoun && len(b.Source) == 0 || !pronoun && b.Kind != a.Kind || b.Count == 1 {
				continue
			}
			if pronoun && b.Kind != record.SourceAnonymous && cast.Entities[a.Speaker].Kind == actor.KindPerson {
				break // a person is named once and for all
			}
			a.Kind, a.Count, a.Condition = b.Kind, b.Count, b.Condition
			if a.Description == "" {
				a.Description = b.Description
			}
			return
		}
	}
	switch e := &cast.Entities[a.Speaker]; {
	case a.Kind != record.SourceNamed && e.Kind == actor.KindPerson && calledByName(cast, p.source, a.Speaker):
		a.Kind, a.Count, a.Description = record.SourceNamed, 0, ""
	case a.Kind == record.SourceNamed && e.Kind == actor.KindGroup:
		a.Kind = record.SourceCollective
	case a.Kind == record.SourceNamed && e.Kind == actor.KindOffice:
		a.Kind = record.SourceOffice
	case a.Kind == record.SourceOffice && (e.Kind == actor.KindBody || e.Kind == actor.KindOrganisation || e.Kind == actor.KindState || e.Kind == actor.KindBloc || e.Kind == actor.KindCompany):
		a.Kind = record.SourceNamed
	}
}

// calledByName reports whether a source phrase holds the name of an entity.
func calledByName(cast *actor.Cast, source []int, entity int) bool {
	for _, i := range source {
		if m := cast.At(i); m != nil && m.Entity == entity && m.Head == i && (m.Form == actor.FormName || m.Form == actor.FormShort) {
			return true
		}
	}
	return false
}

// voiceOf is the entity in whose voice a document's own sentences speak, or -1: the
// author of a speech or communiqué. A reporter's or a columnist's voice is
// nobody's position and gives -1.
func voiceOf(doc *nlp.Doc, cast *actor.Cast, meta record.Document) int {
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

// byName is the entity that an author's line names: by its whole name or an alias,
// by the last word of a person's name, or by the longest name inside the line
// ("Permanent Representative of Norland"). -1 when the cast has none.
func byName(cast *actor.Cast, line string) int {
	line = strings.ToLower(strings.Join(strings.Fields(line), " "))
	best, length := -1, 0
	for e := range cast.Entities {
		entity := &cast.Entities[e]
		for _, alias := range append([]string{entity.Name}, entity.Aliases...) {
			alias = strings.ToLower(alias)
			if entity.Kind == actor.KindPerson {
				alias = alias[strings.LastIndexByte(alias, ' ')+1:]
			}
			if len(alias) > length && strings.Contains(" "+line+" ", " "+alias+" ") {
				best, length = e, len(alias)
			}
		}
	}
	return best
}
