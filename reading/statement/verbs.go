package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
)

// verb reads the act of a verb.
func (f *finder) verb(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "VERB" && t.Pos != "AUX" && t.Tag != "VBN" && t.Tag != "VBG" || f.inAside[i] {
		return
	}
	if t.Tag == "VBG" && t.Dep == "advcl" && f.afterComma(i) && f.absolute(i) < 0 && f.lex.is("concluding", t.Lemma) {
		return
	}
	f.at = i
	defer func() { f.at = 0 }()
	for _, fr := range f.lex.verbs[t.Lemma] {
		if !f.fits(i, fr) {
			continue
		}
		part := -1
		if fr.part != "" {
			if part = f.partner(i, fr.part); part < 0 || f.ownObject(part) && prepositions(fr.slots) {
				continue
			}
		}
		if fr.excess && !f.excess(part) {
			continue
		}
		heads, slot := f.slot(i, part, fr.slots)
		if len(heads) == 0 || !f.contentFits(i, fr, slot, heads[0]) {
			continue
		}
		f.cues[t.Sent] = true
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: f.predicate(i, part),
			yields: f.lex.is("yielding", t.Lemma) && !f.able(i)}
		c.holders, c.noflip, c.joint, c.defers = f.subjects(i), fr.noflip, fr.joint, fr.defers
		if fr.judges {
			c.holders = f.voices(i)
		}
		if slot == "self" {
			heads = []int{i}
		}
		if fr.act == "decline" {
			if s := f.subjectToken(i); fr.would && s >= 0 && firstPerson(&f.Doc.Tokens[s]) {
				return // "I wouldn't say that" is a view
			}
			if !f.silent(i, fr, &c) {
				continue
			}
			if slot != "self" {
				c.points = f.points(heads)
			}
		} else if !f.speaks(i, part, fr, slot, heads, &c) {
			continue
		}
		f.qualify(i, &c)
		if fr.own && (fr.act == "offer" || fr.act == "commit" || fr.act == "propose" || fr.act == "support") && slot == "inf" && f.threatens(i, &c) {
			c.act, c.stance = "threaten", '+'
		}
		if fr.judges {
			f.hedge("subj", &c)
			c.modality.Future = false // "will hurt" is what one thinks of it now
		}
		c.none = slot == "obj" && f.none(heads[0]) || part >= 0 && f.none(part)
		c.modality.Negated = c.modality.Negated || c.none && giving[c.act]
		if fr.act == "decline" {
			c.modality.Negated = false
			c.would = c.would && !fr.would                                     // "would not say" did not
			c.modality.Hypothetical = c.modality.Hypothetical && !fr.unreached // "could not be reached"
		}
		f.keep(c)
		return
	}
}

// contentFits checks what a frame asks of the head of its point.
func (f *finder) contentFits(i int, fr *frame, slot string, head int) bool {
	switch {
	case !f.objectFits(head, fr.object), fr.deontic && !f.deontic(head), fr.hortative && !f.hortative(head), fr.modal && !fr.judges && !f.hasModal(head), fr.modal && fr.judges && !f.foretells(i):
		return false
	case f.Doc.Tokens[head].Tag == "WP" && f.Doc.Tokens[head].Dep == "pobj" && slot == "prep":
		return false // "the spirit of what we agreed to" says nothing of its own
	case slot == "self" && fr.act == "decline" && f.Doc.Child(i, "ccomp") >= 0 && !f.inquires(f.Doc.Child(i, "ccomp")):
		return false
	case slot == "that" && fr.act == "decline" && !f.inquires(head):
		return false // "would not say that" takes no side, "would not say whether" is silent
	case slot == "that" && fr.act == "demand" && f.inquires(head):
		return false // "asked what the price was" only wants to know
	case slot == "inf" && fr.act == "demand" && len(fr.to) == 0 && f.subjectSpeaks(i) && f.lex.is("uttering", f.Doc.Tokens[head].Lemma):
		return false // "we would like to stress that S" stresses it
	case fr.act == "decline" && f.lex.is("unnaming", f.Doc.Tokens[head].Lemma) && f.Doc.Child(head, "auxpass") >= 0:
		return false // "declined to be named" answers all the same
	case slot == "that" && fr.act == "demand" && fr.confidence < 0.5 && f.lex.is("nonvolitional", f.Doc.Tokens[head].Lemma):
		return false // "hopes that Norland wins"
	case slot == "prep" && fr.act == "demand" && f.isTime(head):
		return false // "called a strike for tomorrow"
	case fr.would && !f.wishes(i), slot == "that" && f.openQuestion(head) && fr.act != "question" && fr.act != "decline":
		return false
	case slot == "inf" && fr.act == "demand" && slices.Contains(fr.to, "obj") && !f.bidsAny(i, head) && !(fr.confidence >= 0.7 && f.bidsPeople(i)):
		return false // "asked not to be named" asks nobody
	case fr.act == "demand" && fr.confidence < 0.5 && !f.bidsActor(i, head):
		return false // "expects prices to rise" foretells
	case fr.act == "reject" && (f.lex.is("silence", f.Doc.Tokens[head].Lemma) || slot == "inf" && f.objectFits(head, "quiet")):
		return false // "refused to comment" is silence
	}
	return true
}

// subjectSpeaks reports whether the subject of verb i is "I" or "we".
func (f *finder) subjectSpeaks(i int) bool {
	s := f.Doc.Child(i, "nsubj")
	return s >= 0 && firstPerson(&f.Doc.Tokens[s])
}

// speaks fills in the holders, points and addressees of an act other than silence;
// ok is false where the frame does not hold after all.
func (f *finder) speaks(i, part int, fr *frame, slot string, heads []int, c *candidate) (ok bool) {
	if s := f.subjectToken(i); len(c.holders) == 0 && s >= 0 && !fr.judges && (f.Doc.Tokens[s].Pos == "PROPN" || deliberate[fr.act] && fr.confidence >= 0.7 || f.those(s) != "" || fr.confidence >= 0.6 && f.lex.is("sides", f.Doc.Tokens[s].Lemma)) {
		c.holders = f.unnamedSubject(i)
	}
	if fr.joint {
		c.holders = append(c.holders, f.partners(i, heads[0])...)
		if !f.several(c.holders) {
			return false
		}
	}
	said := -1
	if fr.act == "@view" {
		if said, ok = f.view(i, part, c); !ok {
			return false
		}
	}
	if o := f.Doc.Child(i, "dobj"); slot == "prep" && o > heads[0] && f.afterComma(f.Doc.SubtreeSpan(o).Start) {
		heads = append(heads, o) // "called for X, Y and Z", with Y hung on the verb
	}
	if (slot == "that" && (fr.act == "agree" || fr.act == "accept") || fr.act == "demand" && fr.confidence < 0.5) && f.onlookers(c.holders) {
		return false
	}
	c.points = f.points(heads)
	if p := f.tornFor(i, heads[0]); slot == "forto" && p >= 0 {
		c.points[0].span.Start = p + 1
	}
	if fr.act == "@view" {
		f.unjudged(i, part, c)
	}
	f.reach(i, fr, slot, said, c)
	if slot == "that" || slot == "inf" || slot == "forto" {
		c.points = append(c.points, f.strayClauses(i, heads[0])...)
	}
	f.addressee(i, fr, heads, c)
	f.toBlame(i, c)
	return c.act != "accuse" || !f.ofSelf(c)
}

// onlookers reports whether all holders are people who watch and judge: what they agree
// on is an opinion, what they expect a forecast.
func (f *finder) onlookers(hs []holder) bool {
	return len(hs) > 0 && !slices.ContainsFunc(hs, func(h holder) bool {
		if h.tok >= 0 && f.lex.is("onlooker", f.Doc.Tokens[h.tok].Lemma) {
			return false
		}
		return !slices.ContainsFunc(f.Cast.Mentions, func(m actor.Mention) bool { // "they", of the sources
			return m.Entity == h.entity && f.lex.is("onlooker", f.Doc.Tokens[m.Head].Lemma)
		})
	})
}

// deliberate are the acts that only somebody can do.
var deliberate = map[string]bool{"demand": true, "reject": true, "offer": true, "threaten": true, "accuse": true, "commit": true, "accept": true, "agree": true, "propose": true, "question": true}

// partners are those with whom one agrees or signs: "struck a deal with the union".
func (f *finder) partners(i, object int) []holder {
	d := f.Doc
	for _, k := range []int{i, object} {
		for _, c := range d.Children(k) {
			if t := &d.Tokens[c]; t.Dep == "prep" && (t.Lower == "with" || t.Lower == "between") {
				if o := d.Child(c, "pobj"); o >= 0 {
					if hs := f.listed(o); len(hs) > 0 {
						return hs
					}
					return f.unnamed(o)
				}
			}
		}
	}
	return nil
}

// giving are the acts that "no" in their object denies: "offered no guarantees".
var giving = map[string]bool{"accept": true, "support": true, "offer": true, "commit": true, "agree": true, "propose": true, "concede": true}

// none reports whether the noun at i is denied by its determiner.
func (f *finder) none(i int) bool {
	for _, k := range f.Doc.Children(i) {
		if t := &f.Doc.Tokens[k]; t.Dep == "det" && f.lex.is("nobody", t.Lower) || t.Dep == "amod" && f.Doc.Tokens[i].Tag == "NN" && f.lex.is("scant", t.Lower) {
			return true // "little support" too
		}
	}
	return false
}

// toBlame turns "X is to blame for Y" round: X is accused by the one who says so.
func (f *finder) toBlame(i int, c *candidate) {
	d := f.Doc
	t := &d.Tokens[i]
	if c.act != "accuse" || !f.hasTo(i) || t.Head == i || d.Tokens[t.Head].Lemma != "be" {
		return
	}
	for _, h := range c.holders {
		c.to = append(c.to, h.entity)
	}
	c.holders = f.voices(i)
}

// ofSelf reports whether an act is directed at nobody but its holder: "he blamed
// himself".
func (f *finder) ofSelf(c *candidate) bool {
	for _, e := range c.to {
		if !slices.ContainsFunc(c.holders, func(h holder) bool { return h.entity == e }) {
			return false
		}
	}
	return len(c.to) > 0
}

// strayClauses are the clauses that continue the point of verb i, but which the
// parser coordinated with i itself: "is demanding that X cede Y, abandon Z".
func (f *finder) strayClauses(i, clause int) []point {
	d := f.Doc
	var out []point
	if t := &d.Tokens[i]; t.Tag == "VB" || t.Tag == "VBP" {
		return nil
	}
	var add func(v int)
	add = func(v int) {
		for _, c := range d.Children(v) {
			t := &d.Tokens[c]
			if t.Dep == "conj" && c > clause && (t.Tag == "VB" || t.Tag == "VBP") && d.Child(c, "nsubj", "aux") < 0 {
				out = append(out, point{c, f.phraseSpan(c, true)})
				add(c)
			}
		}
	}
	add(i)
	return out
}

// fits checks what a frame asks of the verb's form.
func (f *finder) fits(i int, fr *frame) bool {
	passive := f.Doc.Child(i, "auxpass") >= 0
	if fr.passive && (!passive || fr.judges && f.Doc.Child(i, "agent") >= 0) {
		return false
	}
	if fr.unreached && !(passive && f.negated(i)) {
		return false
	}
	if s := f.subjectToken(i); fr.text && (s < 0 || !f.lex.is("instrument", f.Doc.Tokens[s].Lemma) && !f.lex.is("authored", f.Doc.Tokens[s].Lemma)) {
		return false
	}
	if fr.judges && f.Doc.Tokens[i].Dep == "relcl" {
		return false // "a bill that would force X to V" only says which
	}
	if fr.negated && !f.negated(i) && !f.silenceNoun(i) && !f.refused(i) {
		return false
	}
	return true
}

// excess reports whether word i stands with "too".
func (f *finder) excess(i int) bool {
	return slices.ContainsFunc(f.Doc.Children(i), func(c int) bool { return f.Doc.Tokens[c].Dep == "advmod" && f.Doc.Tokens[c].Lower == "too" })
}

// deontic reports whether clause v says what should or must be.
func (f *finder) deontic(v int) bool {
	if l := f.Doc.Tokens[v].Lemma; l == "need" && f.Doc.Child(v, "dobj") < 0 || l == "have" && f.Doc.Child(v, "xcomp") >= 0 {
		return !f.negated(v)
	}
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; t.Tag == "MD" && f.lex.is("should", t.Lower) {
			return true
		}
	}
	return false
}

// foretells reports whether verb i says what does, will, would or may come of something,
// not what should or did, nor, in a relative clause, which one it is.
func (f *finder) foretells(i int) bool {
	tag := f.Doc.Tokens[i].Tag
	return f.Doc.Tokens[i].Dep != "relcl" && !f.deontic(i) && (f.hasModal(i) || tag == "VBZ" || tag == "VBP")
}

// hasModal reports whether clause v has a modal verb.
func (f *finder) hasModal(v int) bool {
	return slices.ContainsFunc(f.Doc.Children(v), func(c int) bool { return f.Doc.Tokens[c].Tag == "MD" })
}

// wishes reports whether verb i stands with "would": "would like".
func (f *finder) wishes(i int) bool {
	for _, c := range f.Doc.Children(i) {
		if f.lex.is("would", f.Doc.Tokens[c].Lower) {
			return true
		}
	}
	return false
}

// openQuestion reports whether clause v asks: "whether S", "how S".
func (f *finder) openQuestion(v int) bool {
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; c < v && (t.Tag == "WRB" || t.Dep == "mark" && f.lex.is("if", t.Lower)) {
			return true
		}
	}
	return false
}

// inquires reports whether clause v is what somebody wants to know: it opens with a word
// that asks.
func (f *finder) inquires(v int) bool {
	k := f.Doc.SubtreeSpan(v).Start
	t := &f.Doc.Tokens[k]
	return k < v && (t.Tag == "WP" || t.Tag == "WP$" || t.Tag == "WRB" || t.Tag == "WDT" && t.Dep == "det" || t.Dep == "mark" && f.lex.is("if", t.Lower))
}

// hortative reports whether clause v says what should or might be done: with a modal,
// or in the subjunctive ("that talks be held", "suggested that they meet").
func (f *finder) hortative(v int) bool {
	if f.deontic(v) {
		return true
	}
	finite := f.Doc.Tokens[v].Tag != "VB" && !(f.Doc.Tokens[v].Tag == "VBP" && (f.singular(v) || f.above(v, "VBD") >= 0))
	for _, c := range f.Doc.Children(v) {
		t := &f.Doc.Tokens[c]
		switch {
		case t.Tag == "MD":
			return f.lex.is("possible", t.Lower)
		case t.Dep == "auxpass" || t.Dep == "aux":
			finite = t.Tag != "VB"
		}
	}
	return !finite
}

// singular reports whether verb v has one thing in the third person for its subject:
// "that the body meet" is then a wish.
func (f *finder) singular(v int) bool {
	s := f.Doc.Child(v, "nsubj")
	if s < 0 || f.Doc.Child(s, "conj") >= 0 {
		return false
	}
	tag := f.Doc.Tokens[s].Tag
	return tag == "NN" || tag == "NNP"
}

// refused reports whether i is what a verb of refusing governs: "declined to
// comment".
func (f *finder) refused(i int) bool {
	t := &f.Doc.Tokens[i]
	return t.Dep == "xcomp" && f.lex.is("negator", f.Doc.Tokens[t.Head].Lemma)
}

// partner finds the particle, preposition or fixed object that a frame needs.
func (f *finder) partner(i int, word string) int {
	for _, c := range f.Doc.Children(i) {
		t := &f.Doc.Tokens[c]
		if c > i && (t.Lower == word || t.Lemma == word) && t.Dep != "conj" {
			return c
		}
	}
	return -1
}

// ownObject reports whether the particle at i is a preposition with an object: "gave
// money in aid" gives in to nobody.
func (f *finder) ownObject(i int) bool {
	return f.Doc.Tokens[i].Dep == "prep" && f.Doc.Child(i, "pobj", "pcomp") >= 0
}

// prepositions reports whether all slots are prepositions of the verb's own.
func prepositions(slots []string) bool {
	return !slices.ContainsFunc(slots, func(s string) bool {
		switch s {
		case "that", "inf", "ing", "forto", "obj", "subj", "prep", "self", "would":
			return true
		}
		return false
	})
}

// predicate is the span of the verb with its particle when they are adjacent.
func (f *finder) predicate(i, part int) nlp.Span {
	if part == i+1 {
		return nlp.Span{Start: i, End: part + 1}
	}
	return nlp.Span{Start: i, End: i + 1}
}

// objectFits checks the class of the point's head.
func (f *finder) objectFits(head int, class string) bool {
	if class == "" {
		return true
	}
	lemma := f.Doc.Tokens[head].Lemma
	isActor := f.actorAt(head) >= 0
	switch class {
	case "actor":
		return isActor
	case "thing":
		return !isActor
	case "person":
		return f.isPerson(head)
	case "noun":
		return f.Doc.Tokens[head].Pos != "PRON"
	case "new":
		if det := f.Doc.Child(head, "det", "poss"); det >= 0 {
			return !isActor && f.lex.is("indefinite", f.Doc.Tokens[det].Lower)
		}
		return f.lex.is("act", lemma) // "proposals to cut the quota"
	case "quiet":
		return f.lex.is("quiet", lemma) || f.tells(head)
	case "act":
		if f.lex.is("act", lemma) {
			return true
		}
		for _, c := range f.Doc.Children(head) { // "a set of demands"
			if f.lex.is("measure", lemma) && f.Doc.Tokens[c].Lower == "of" {
				if o := f.Doc.Child(c, "pobj"); o >= 0 {
					return f.lex.is("act", f.Doc.Tokens[o].Lemma)
				}
			}
		}
		return f.lex.is("pronoun", f.Doc.Tokens[head].Lower) && !isActor
	}
	if class == "policy" && f.lex.is("act", lemma) {
		return !isActor
	}
	if not, ok := strings.CutPrefix(class, "!"); ok {
		return !isActor && !f.lex.is(not, lemma)
	}
	return f.lex.is(class, lemma)
}

// tells reports whether verb v would tell something: "to give details".
func (f *finder) tells(v int) bool {
	if !f.lex.is("telling", f.Doc.Tokens[v].Lemma) {
		return false
	}
	o := f.Doc.Child(v, "dobj")
	return o >= 0 && f.lex.is("detail", f.Doc.Tokens[o].Lemma)
}

// several reports whether more than one party stands behind the holders, or one
// that is several by its nature ("the two sides").
func (f *finder) several(hs []holder) bool {
	if len(hs) > 1 {
		return true
	}
	return len(hs) == 1 && hs[0].tok >= 0 && f.Doc.Tokens[hs[0].tok].Tag != "NNP" && plural(&f.Doc.Tokens[hs[0].tok]) && f.Cast.Entities[hs[0].entity].Kind == actor.KindGroup
}

func plural(t *nlp.Token) bool {
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Lower == "they" || t.Lower == "both"
}
