package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// noun reads the act of a noun: "Russia's demand that S", "made an offer to V".
func (f *finder) noun(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "NOUN" {
		return
	}
	for _, fr := range f.lex.nouns[t.Lemma] {
		heads, slot := f.content(i, fr)
		if len(heads) == 0 || !f.objectFits(heads[0], fr.object) || fr.modal && !f.hasModal(heads[0]) || fr.hortative && !f.hortative(heads[0]) {
			continue
		}
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: nlp.Span{Start: i, End: i + 1}, noun: true}
		if fr.act == "decline" {
			v := f.Doc.Tokens[i].Head
			if !f.silenceNoun(i) {
				continue
			}
			c.holders, c.noun = f.subjects(v), false
			f.cues[t.Sent] = true
			f.keep(c)
			return
		}
		f.cues[t.Sent] = true
		if w, _, bad := f.wrong(i); slot == "subj" && bad && w.class == "grave" && f.copula(i) < 0 {
			continue // "called the levy a breach" accuses: see view
		}
		if slot == "subj" {
			c.act = f.ofWhom(c.act, heads[0])
			c.holders = f.judges(i, c.pred, c.act)
		} else if fr.role {
			c.holders, c.noun = append(f.described(i), f.namedAfter(i)...), false
		} else {
			c.holders = f.nounHolders(i)
			if o := f.sourceOf(i); len(c.holders) == 0 && o >= 0 && f.Doc.Tokens[o].Tag == "NNS" && !f.hasTo(t.Head) {
				c.holders = f.unnamed(o) // "pressure from lenders"
			}
		}
		c.points = f.points(heads)
		f.reachOfNoun(i, &c)
		f.addressee(i, fr, heads, &c)
		f.qualify(i, &c)
		if v := f.greeted(i); slot == "met" && v >= 0 {
			f.qualify(v, &c)
		} else if slot == "met" {
			f.qualify(f.Doc.Tokens[i].Head, &c)
		}
		c.modality.Negated = c.modality.Negated || f.none(i)
		c.modality.Hypothetical = c.modality.Hypothetical || f.imagined(i) || giving[c.act] && f.sought(i)
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		if v := f.lightVerb(i); v >= 0 {
			f.qualify(v, &c)
			c.noun = false
		}
		f.keep(c)
		return
	}
}

// described are those whom noun i says something of: the actor that it heads or stands
// beside ("Ann Lee, a critic of the plan"), or the subject of its clause.
func (f *finder) described(i int) []holder {
	d := f.Doc
	if as := d.Tokens[i].Head; d.Tokens[i].Dep == "pobj" && d.Tokens[as].Lower == "as" {
		if v := d.Tokens[as].Head; d.Tokens[v].Pos == "VERB" && d.Child(v, "dobj", "nsubjpass") < 0 {
			return f.subjects(v) // "has emerged as a critic of the plan"
		}
	}
	if hs := f.namedAt(i); len(hs) > 0 && d.Tokens[i].Tag == "NN" {
		return hs
	}
	for _, c := range d.Children(i) {
		if d.Tokens[c].Dep == "appos" {
			if hs := f.namedAt(c); len(hs) > 0 {
				return hs
			}
		}
	}
	if t := &d.Tokens[i]; t.Dep == "appos" {
		return f.namedAt(t.Head)
	}
	if v := f.copula(i); v >= 0 {
		return f.subjects(v)
	}
	return nil
}

// ofWhom is the act of a judgement on what stands at i: a thing is rejected, an actor
// accused ("the mayor is reckless").
func (f *finder) ofWhom(act string, i int) string {
	if e := f.actorAt(i); act == "reject" && e >= 0 && f.Doc.Tokens[i].Lower != "it" {
		return "accuse"
	}
	return act
}

// imagined reports whether noun i is indefinite and its clause modal: "a refusal by
// Norland would end the talks".
func (f *finder) imagined(i int) bool {
	if d := f.Doc.Child(i, "det"); d < 0 || !f.lex.is("indefinite", f.Doc.Tokens[d].Lower) || f.lex.is("further", f.Doc.Tokens[d].Lower) {
		return false
	}
	for h := range f.Doc.Ancestors(i) {
		if p := f.Doc.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			for _, k := range f.Doc.Children(h) {
				if f.Doc.Tokens[k].Tag == "MD" {
					return true
				}
			}
			return false
		}
	}
	return false
}

// sought reports whether noun i is what somebody asks for and has not got yet: "sought
// the support of Norland for X".
func (f *finder) sought(i int) bool {
	h := f.Doc.Tokens[i].Head
	if f.Doc.Tokens[i].Dep != "dobj" {
		return false
	}
	return slices.ContainsFunc(f.lex.verbs[f.Doc.Tokens[h].Lemma], func(fr *frame) bool { return fr.act == "demand" && fr.part == "" })
}

// content is the first slot of a noun that holds more than an actor: of "demands of
// Norland for fish" it is the fish. One may be a critic of an actor, though.
func (f *finder) content(i int, fr *frame) ([]int, string) {
	for _, s := range fr.slots {
		if heads := f.fill(i, -1, s); len(heads) > 0 && !f.isTime(heads[0]) && (s == "subj" || fr.role || fr.act == "accuse" || f.actorAt(heads[0]) < 0) {
			return heads, s
		}
	}
	if c, s := f.whichIs(i); c >= 0 && slices.Contains(fr.slots, s) {
		return []int{c}, s
	}
	if c := f.infinitiveAfter(i); c >= 0 && slices.Contains(fr.slots, "inf") {
		return []int{c}, "inf"
	}
	if c := i - 1; fr.role && c >= 0 && f.Doc.Tokens[c].Head == i && f.Doc.Tokens[c].Dep == "compound" && f.actorAt(c) >= 0 {
		return []int{c}, "of" // "a Macron supporter"
	}
	if slices.Contains(fr.slots, "that") && f.beside(i, "from", "by") >= 0 { // its clause hangs on the verb too
		if heads := f.clauses(f.Doc.Tokens[i].Head, false); len(heads) > 0 {
			return heads, "that"
		}
	}
	return nil, ""
}

// whichIs is the clause that the clause of noun i says it is, and the slot it fills: "our
// demand is that they leave", "its aim is to cut emissions". -1 if there is none.
func (f *finder) whichIs(i int) (head int, slot string) {
	d := f.Doc
	v := d.Tokens[i].Head
	if d.Tokens[i].Dep != "nsubj" || d.Tokens[v].Lemma != "be" || d.Child(v, "neg", "acomp", "attr") >= 0 {
		return -1, ""
	}
	for _, c := range d.Children(v) {
		switch t := &d.Tokens[c]; {
		case c > v && t.Dep == "xcomp" && f.hasTo(c):
			return c, "inf"
		case c > v && t.Dep == "ccomp" && d.Child(c, "mark") >= 0:
			return c, "that"
		}
	}
	return -1, ""
}

// infinitiveAfter is the infinitive that tells what noun i is about where the parser hung
// it on the verb, behind whose act it is: "took up an offer from Norland to help". -1 if
// there is none.
func (f *finder) infinitiveAfter(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	if t.Dep != "dobj" || f.sourceOf(i) < 0 {
		return -1
	}
	end := d.SubtreeSpan(i).End
	if f.beside(i, "from", "by") >= 0 {
		end = d.SubtreeSpan(f.sourceOf(i)).End
	}
	for _, c := range d.Children(t.Head) {
		if c > i && f.hasTo(c) && d.SubtreeSpan(c).Start == end {
			return c
		}
	}
	return -1
}

// isTime reports whether the noun at i only says for when something is: "proposals for
// the coming year".
func (f *finder) isTime(i int) bool {
	t := &f.Doc.Tokens[i]
	return t.EntType == "DATE" && (t.Pos == "PROPN" || f.lex.is("calendar", t.Lemma))
}

// adjective reads "ready to V", "X is unacceptable".
func (f *finder) adjective(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "ADJ" && t.Tag != "VBN" || t.Dep == "amod" && i < t.Head {
		return
	}
	frames := f.lex.adjs[t.Lower]
	if len(frames) == 0 && f.excess(i) {
		frames = f.lex.adjs["too"] // whatever it is too much of
	}
	for _, fr := range frames {
		heads, slot := f.slot(i, -1, fr.slots)
		if len(heads) == 0 || !f.objectFits(heads[0], fr.object) || slot == "inf" && f.lex.is("mental", f.Doc.Tokens[heads[0]].Lemma) || fr.hortative && (heads[0] < i || !f.hortative(heads[0])) {
			continue
		}
		if v := f.copula(i); slot == "subj" && v >= 0 && f.openQuestion(v) && f.Doc.Child(v, "mark") >= 0 && f.Doc.Tokens[v].Dep == "ccomp" {
			continue // "decides whether the tariff is unfair"
		}
		f.cues[t.Sent] = true
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: nlp.Span{Start: i, End: i + 1}, yields: true}
		if slot == "subj" && (firstPerson(&f.Doc.Tokens[heads[0]]) || f.lex.is("tough", t.Lower) && f.Doc.Child(i, "xcomp") >= 0 && heads[0] < i) {
			return // "we were foolish" judges nobody else, "is impossible to gauge" nothing
		}
		if slot == "subj" {
			c.act = f.ofWhom(c.act, heads[0])
			c.holders = f.judges(i, c.pred, c.act)
		} else {
			s := f.bearer(i, slot)
			if s >= 0 {
				c.holders = f.holdersAt(s)
			}
			if len(c.holders) == 0 && fr.confidence >= 0.8 {
				c.holders = f.unnamed(s)
			}
		}
		c.points = f.points(heads)
		if p := f.Doc.Tokens[heads[0]].Pos; (p == "NOUN" || p == "PROPN") && slot != "in" && (c.act != "support" || slot != "subj") {
			f.addressee(i, fr, heads, &c) // "critical of Norland's plan"
		}
		if v := f.caused(i); v >= 0 && slot != "subj" {
			c.holders = f.subjects(v)
			f.qualify(v, &c)
		}
		f.qualify(i, &c)
		if fr.own && slot == "inf" && c.act == "offer" && f.threatens(i, &c) {
			c.act = "threaten"
		}
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		f.keep(c)
		return
	}
}

// bearer is the subject of adjective i, and of a participle that the parser reads as
// a passive: in "Norland is committed to X" nobody commits Norland, and what it is
// angered "by" does nothing.
func (f *finder) bearer(i int, slot string) int {
	d := f.Doc
	if be := d.Child(i, "auxpass"); be >= 0 && (d.Child(i, "agent") < 0 || slot == "by") {
		if s := d.Child(i, "nsubjpass", "nsubj"); s >= 0 {
			return s
		}
		return d.Child(be, "nsubj", "nsubjpass")
	}
	return f.subjectToken(i)
}

// saidOf widens a point that is only a pronoun to what is said of it: "they could be
// a guidepost".
func (f *finder) saidOf(slot string, c *candidate) {
	if slot != "subj" || len(c.points) != 1 || f.Doc.Tokens[c.points[0].head].Pos != "PRON" {
		return
	}
	h := c.points[0].head
	if end := f.Doc.SubtreeSpan(c.at).End; end > h && f.Doc.Tokens[h].Sent == f.Doc.Tokens[c.at].Sent {
		c.points[0].span = f.trim(nlp.Span{Start: h, End: end})
	}
}

// hedge lets "could be unacceptable", said by the one who judges, stand: the modal softens
// the judgement, it does not suppose it. What one does not think is denied, and what stands
// under an "if" is only supposed.
func (f *finder) hedge(slot string, c *candidate) {
	if slot != "subj" || len(c.holders) == 0 || f.question(f.Doc.Sent(c.at)) {
		return
	}
	v := f.verbOf(c.at)
	t := &f.Doc.Tokens[v]
	switch denied := t.Dep == "ccomp" && f.negated(t.Head); {
	case denied && f.lex.is("opining", f.Doc.Tokens[t.Head].Lemma):
		c.modality.Negated, c.modality.Hypothetical = !c.modality.Negated, false
	case !denied && !f.supposed(v):
		c.modality.Hypothetical = false
	}
}

// caused is the verb of "made X conditional" when adjective i is what X is made,
// or -1.
func (f *finder) caused(i int) int {
	if f.copula(i) >= 0 {
		return -1
	}
	for h := range f.Doc.Ancestors(i) { // the parser may hang it deep in the object
		if t := &f.Doc.Tokens[h]; t.Pos == "VERB" {
			if f.lex.is("causative", t.Lemma) {
				return h
			}
			if t.Tag != "VBG" {
				return -1
			}
		}
	}
	return -1
}

// phrase reads fixed phrases: "red line", "in favour of".
func (f *finder) phrase(i int) {
	for _, p := range f.lex.phrases[f.Doc.Tokens[i].Lower] {
		n := len(p.words)
		if i+n > len(f.Doc.Tokens) {
			continue
		}
		match := true
		for k, w := range p.words {
			if t := &f.Doc.Tokens[i+k]; t.Lower != w && t.Lemma != w {
				match = false
				break
			}
		}
		if !match {
			continue
		}
		head := i
		for k := i; k < i+n; k++ {
			if t := &f.Doc.Tokens[k]; t.Dep != "neg" && (t.Head < i || t.Head >= i+n || t.Head == k) {
				head = k
				break
			}
		}
		last := i + n - 1
		heads, slot := f.slot(head, last, p.frame.slots)
		if len(heads) == 0 {
			continue
		}
		f.cues[f.Doc.Tokens[i].Sent] = true
		c := candidate{act: p.frame.act, stance: p.frame.stance, confidence: p.frame.confidence, at: head, pred: nlp.Span{Start: i, End: i + n}}
		if slot == "subj" {
			c.act = f.ofWhom(c.act, heads[0])
			c.holders = f.judges(head, c.pred, c.act)
		} else {
			v := head
			if f.copula(head) < 0 {
				t := &f.Doc.Tokens[head]
				seen := t.Dep == "dobj" && f.lex.is("deeming", f.Doc.Tokens[t.Head].Lemma) // "sees no need"
				switch {
				case p.frame.adjunct:
					if v = f.verbAbove(head); f.Doc.Child(v, "auxpass") >= 0 {
						continue // "was stopped by a boycott in protest at X"
					}
				case seen || f.lex.is("siding", f.Doc.Tokens[t.Head].Lemma):
					v = t.Head
				default:
					continue // "against" as an adjunct is no act
				}
			}
			if c.holders = f.subjects(v); len(c.holders) == 0 {
				c.holders = f.unnamedSubject(v)
			}
			if cop := f.copula(head); cop >= 0 && f.impersonal(cop, slot) {
				c.holders = f.judges(head, c.pred, c.act) // "there is no need for X", whoever says so
			}
		}
		c.points = f.points(heads)
		f.qualify(head, &c)
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		if p.words[0] == "not" || p.words[0] == "no" {
			c.modality.Negated = false
		}
		f.keep(c)
		return
	}
}

// impersonal reports whether verb v has "there" for its subject, or the "it" that stands
// for a clause in the slot.
func (f *finder) impersonal(v int, slot string) bool {
	s := f.Doc.Child(v, "nsubj")
	return f.Doc.Child(v, "expl") >= 0 || slot != "prep" && s >= 0 && f.Doc.Tokens[s].Lower == "it"
}

// verbAbove is the nearest verb above token i, i itself if there is none.
func (f *finder) verbAbove(i int) int {
	for h := range f.Doc.Ancestors(i) {
		if p := f.Doc.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			return h
		}
	}
	return i
}
