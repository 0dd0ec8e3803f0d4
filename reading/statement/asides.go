package statement

import "slices"

// An aside names who stands with an actor, or against it, in passing: "Norland,
// supported by Sundra and opposed by Osk, proposed X", "Norland, with Sundra, ...".
type aside struct {
	actor   int // head token of the actor it stands beside
	with    []holder
	against bool
	from    int // it stands beside what the actor does after this token only
}

// findAsides collects the asides of the document: participles whose frame supports or
// rejects its object, and "with".
func (f *finder) findAsides() {
	d := f.Doc
	f.inAside = map[int]bool{}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch {
		case t.Tag == "VBN" || t.Tag == "VBD":
			against, ok := f.sides(t.Lemma)
			by := d.Child(i, "agent")
			if !ok || by < 0 {
				continue
			}
			a := f.besides(i)
			if a < 0 {
				continue
			}
			if o := d.Child(by, "pobj"); o >= 0 {
				f.inAside[i] = true
				f.asides = append(f.asides, aside{a, f.listed(o), against, f.scope(i)})
			}
		case t.Dep == "prep" && f.lex.is("beside", t.Lower) && f.afterComma(i):
			f.withAside(i)
		case t.Dep == "prep" && f.lex.is("company", t.Lower):
			f.alongWith(i)
		}
	}
}

// alongWith reads "Norland opposes the plan, along with Osk", where the parser hangs the
// others on the verb. After another actor they may be beside that one.
func (f *finder) alongWith(i int) {
	d := f.Doc
	w, v := d.Child(i, "prep"), d.Tokens[i].Head
	if w < 0 || !f.lex.is("beside", d.Tokens[w].Lower) || d.Tokens[v].Pos != "VERB" && d.Tokens[v].Pos != "AUX" {
		return
	}
	o, s := d.Child(w, "pobj"), d.Child(v, "nsubj")
	if obj := d.Child(v, "dobj", "dative"); o < 0 || s < 0 || f.actorAt(s) < 0 || obj >= 0 && obj < i && f.actorAt(obj) >= 0 {
		return
	}
	if with := f.listed(o); len(with) > 0 {
		f.asides = append(f.asides, aside{s, with, false, 0})
	}
}

// withAside reads "Norland, with Osk, ..." and "tabled X and, with Osk, opposed Y".
func (f *finder) withAside(i int) {
	d := f.Doc
	o := d.Child(i, "pobj")
	if m := f.mentionFrom(i + 1); o < 0 && m != nil {
		o = m.Head // the parser made the actor something else
	}
	if o < 0 {
		return
	}
	h := d.Tokens[i].Head
	if a := f.actorBefore(i); a >= 0 {
		h = a
	}
	switch with := f.listed(o); {
	case len(with) == 0:
	case f.actorAt(h) >= 0:
		f.asides = append(f.asides, aside{h, with, false, 0})
	case d.Tokens[h].Pos == "VERB" && h > i && f.pair(i):
		if s := f.subjectToken(h); s >= 0 && s < i && f.actorAt(s) >= 0 {
			f.asides = append(f.asides, aside{s, with, false, i})
		}
	}
}

// companyOf is the actor beside which the list of token h stands ("Norland, with Osk and
// others, opposed by ..."), or h itself.
func (f *finder) companyOf(h int) int {
	d := f.Doc
	k := h
	for d.Tokens[k].Dep == "conj" && d.Tokens[k].Head != k {
		k = d.Tokens[k].Head
	}
	if p := d.Tokens[k].Head; d.Tokens[k].Dep == "pobj" && f.lex.is("beside", d.Tokens[p].Lower) && f.actorAt(d.Tokens[p].Head) >= 0 {
		return d.Tokens[p].Head
	}
	return h
}

// actorBefore is the actor that the parser set beside a topic and whose phrase ends at
// the comma before token i, or -1.
func (f *finder) actorBefore(i int) int {
	if i < 2 || !f.afterComma(i) {
		return -1
	}
	m := f.Cast.At(i - 2)
	if m == nil || m.End != i-1 || !f.besideTopic(m.Head) {
		return -1
	}
	return m.Head
}

// scope is the token from which an aside at i holds: what stands behind "and" is said
// of the next act only.
func (f *finder) scope(i int) int {
	if i >= 2 && f.afterComma(i) && f.Doc.Tokens[i-2].Dep == "cc" {
		return i
	}
	return 0
}

// joins reports whether preposition i names who joins the actor in the next act: "and,
// with Osk, opposed Y".
func (f *finder) joins(i int) bool {
	d := f.Doc
	if i < 2 || d.Tokens[i].Dep != "prep" || !f.lex.is("beside", d.Tokens[i].Lower) || !f.afterComma(i) || d.Tokens[i-2].Dep != "cc" {
		return false
	}
	o := d.Child(i, "pobj")
	return o >= 0 && f.actorAt(o) >= 0
}

// pair reports whether a comma closes the phrase of preposition i.
func (f *finder) pair(i int) bool {
	end := f.Doc.SubtreeSpan(i).End
	return end < len(f.Doc.Tokens) && f.Doc.Tokens[end].Text == ","
}

// sides reports whether a verb puts its subject for or against its object.
func (f *finder) sides(lemma string) (against, ok bool) {
	if f.lex.is("seconded", lemma) {
		return false, true
	}
	for _, fr := range f.lex.verbs[lemma] {
		if fr.part == "" && (fr.act == "support" || fr.act == "reject") {
			return fr.act == "reject", true
		}
	}
	return false, false
}

// setOff reports whether i is a participle behind a comma that says who is for or
// against a thing: "urged a longer truce, opposed by Norland". It speaks of the thing
// and is no part of what is urged.
func (f *finder) setOff(i int) bool {
	d := f.Doc
	if d.Tokens[i].Dep != "acl" || !f.afterComma(i) {
		return false
	}
	by := d.Child(i, "agent")
	if _, sides := f.sides(d.Tokens[i].Lemma); !sides || by < 0 {
		return false
	}
	o := d.Child(by, "pobj")
	return o >= 0 && len(f.listed(o)) > 0
}

// besides is the actor that participle i stands beside: the one it modifies, the one of
// the aside it is coordinated with, or the subject of its verb. -1 when the participle
// is itself the verb of a clause.
func (f *finder) besides(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	if d.Child(i, "nsubjpass", "auxpass", "nsubj") >= 0 {
		return -1
	}
	switch t.Dep {
	case "acl", "advcl", "conj", "appos", "amod", "relcl":
	default:
		return -1
	}
	if h := f.companyOf(t.Head); f.actorAt(h) >= 0 && i > h {
		return h
	}
	if a := f.actorBefore(i); a >= 0 {
		return a
	}
	if f.inAside[t.Head] { // "supported by X, and opposed by Y"
		return f.asides[len(f.asides)-1].actor
	}
	if t.Dep != "advcl" {
		return -1
	}
	if s := f.subjectToken(t.Head); s >= 0 && f.actorAt(s) >= 0 {
		return s
	}
	return f.absolute(i)
}

// joinAsides gives each act the holders that an aside puts beside its own, and those
// it puts against them the opposite act. What is only said ("said it could not
// accept X") leaves its aside to the act in it.
func (f *finder) joinAsides() {
	var opposite []candidate
	for i := range f.found {
		if c := &f.found[i]; !f.saysAct(c) {
			if o := f.join(c); o != nil && !f.remarks(c) {
				opposite = append(opposite, *o)
			}
		}
	}
	f.found = append(f.found, opposite...)
}

// remarks reports whether c only adds a remark to another act ("tabled X, noting that
// S"): who is against X need not deny it.
func (f *finder) remarks(c *candidate) bool {
	t := &f.Doc.Tokens[c.at]
	return c.act == "assess" && t.Tag == "VBG" && f.Doc.Child(c.at, "nsubj") < 0 && f.absolute(c.at) < 0
}

// saysAct reports whether c only says what an act of one of its holders is.
func (f *finder) saysAct(c *candidate) bool {
	if c.act != "assess" {
		return false
	}
	for k := range f.found {
		o := &f.found[k]
		if o.act == "assess" || !slices.ContainsFunc(o.holders, func(h holder) bool {
			return slices.ContainsFunc(c.holders, func(x holder) bool { return x.entity == h.entity })
		}) {
			continue
		}
		for _, p := range c.points {
			if p.span.Contains(o.at) {
				return true
			}
		}
	}
	return false
}

// join gives candidate c the holders that an aside puts beside its own, and returns
// the candidate of those it puts against them, or nil.
func (f *finder) join(c *candidate) *candidate {
	var against []holder
	for _, h := range c.holders {
		for _, a := range f.asides {
			if f.Doc.Tokens[a.actor].Sent != f.Doc.Tokens[c.at].Sent || c.at < a.from || !f.standsFor(h, a.actor) {
				continue
			}
			if a.against {
				against = append(against, a.with...)
			} else {
				c.holders = append(c.holders, a.with...)
			}
		}
	}
	c.holders = uniqueHolders(c.holders)
	if len(against) == 0 {
		return nil
	}
	o := *c
	o.act, o.stance, o.holders, o.returns = "reject", '-', uniqueHolders(against), nil
	if c.stance == '-' || c.modality.Negated && giving[c.act] { // against a refusal
		o.act, o.stance = "support", '+'
	}
	o.modality.Negated = false
	return &o
}

// standsFor reports whether holder h is the actor at token a: coordinated with it, or
// a pronoun or voice for it.
func (f *finder) standsFor(h holder, a int) bool {
	if h.tok >= 0 && slices.Contains(f.Doc.Conjuncts(a), h.tok) {
		return true
	}
	return (h.tok < 0 || f.Doc.Tokens[h.tok].Pos == "PRON") && h.entity >= 0 && h.entity == f.actorAt(a)
}

// besideSpeaker reports whether an aside puts h beside or against e, so that what
// stands in e's words is told of h by the writer.
func (f *finder) besideSpeaker(h holder, e int) bool {
	return slices.ContainsFunc(f.asides, func(a aside) bool {
		return f.sameParty(f.actorAt(a.actor), e) && slices.Contains(a.with, h)
	})
}
