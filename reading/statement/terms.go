package statement

import (
	"slices"

	"github.com/demarche-project/demarche/reading/actor"
)

// ofPlan reads "Norland's proposal would V": what would be done is proposed.
func (f *finder) ofPlan(v, head int, cue string) bool {
	s := f.Doc.Child(v, "nsubj")
	if s < 0 || head != v || f.Doc.Child(s, "acl") >= 0 {
		return false
	}
	return f.terms(v, s, cue, point{v, f.verbPhrase(v)})
}

// underPlan reads "Under the plan, imports would be limited": a term of it.
func (f *finder) underPlan(v int, cue string) bool {
	d := f.Doc
	for _, p := range d.Children(v) {
		s := d.Child(v, "nsubj", "nsubjpass")
		if t := &d.Tokens[p]; t.Dep != "prep" || t.Lower != "under" || s < 0 {
			continue
		}
		if o := d.Child(p, "pobj"); o >= 0 {
			pt := point{v, f.phraseSpan(v, true)}
			pt.span.Start = max(pt.span.Start, d.SubtreeSpan(s).Start)
			return f.terms(v, o, cue, pt)
		}
	}
	return false
}

// terms makes what clause v says "would" be done a proposal of whose plan noun n is, when
// the reporter tells it, people without a name, or the author. What another says that a
// plan would do is a judgement, and so is what it would bring about.
func (f *finder) terms(v, n int, cue string, p point) bool {
	d := f.Doc
	verb := d.Tokens[v].Lemma
	if !f.lex.is("would", cue) || !f.lex.is("authored", d.Tokens[n].Lemma) || f.lex.is("effecting", verb) || d.Child(v, "auxpass") < 0 && f.lex.is("nonvolitional", verb) {
		return false
	}
	if !f.mainClause(v, len(f.within[v]) > 0) || slices.ContainsFunc(d.Children(v), func(c int) bool { return d.Tokens[c].Dep == "aux" && d.Tokens[c].Lower == "have" }) {
		return false // "would have cut": it was not to be
	}
	hs := f.nounHolders(n)
	if len(hs) == 0 {
		hs = f.authors(n)
	}
	if len(hs) != 1 {
		return false
	}
	if e, quoted := f.speaker(v); quoted && !f.sameParty(e, hs[0].entity) && !f.anonymous(v) && !f.nobodys(e) {
		return false
	}
	c := candidate{act: "propose", stance: '+', confidence: 0.7, at: v, pred: f.modalSpan(v), holders: hs, points: []point{p}}
	for _, k := range f.sharers(v) {
		if l := d.Tokens[k].Lemma; !f.lex.is("effecting", l) {
			c.points = append(c.points, point{k, f.verbPhrase(k)})
		}
	}
	f.keep(c)
	f.cues[d.Tokens[v].Sent] = true
	return true
}

// nobodys reports whether entity e are people who speak for no party: "delegates".
func (f *finder) nobodys(e int) bool {
	return e >= 0 && f.Cast.Entities[e].Kind == actor.KindGroup && f.party(e).ID == f.Cast.Entities[e].ID
}

// hostile reports whether clause v says what harms others: "strike", "take legal action".
func (f *finder) hostile(v int) bool {
	d := f.Doc
	t := &d.Tokens[v]
	if f.lex.is("hostile", t.Lemma) || f.lex.is("downing", t.Lemma) && len(f.object(v)) == 0 {
		return true
	}
	if p := f.partner(v, "out"); t.Lemma == "walk" && p >= 0 {
		return true
	}
	if x := d.Child(v, "xcomp"); x >= 0 && f.lex.is("venturing", t.Lemma) {
		return f.hostile(x) // "attempt to unseat the board"
	}
	return slices.ContainsFunc(f.object(v), func(o int) bool {
		if f.lex.is("imposing", t.Lemma) && f.lex.is("toll", d.Tokens[o].Lemma) {
			return true
		}
		if !f.lex.is("striking", t.Lemma) || f.lex.is("blow", d.Tokens[o].Lemma) {
			return f.lex.is("striking", t.Lemma)
		}
		return f.lex.is("stroke", d.Tokens[o].Lemma) && slices.ContainsFunc(d.Children(o), func(c int) bool { return f.lex.is("menacing", d.Tokens[c].Lower) })
	})
}

// threatens reports whether what the holders of c say with word i that they will do is a
// threat by itself or by its condition.
func (f *finder) threatens(i int, c *candidate) bool {
	return f.ultimatum(i, c.holders) || slices.ContainsFunc(c.points, func(p point) bool { return f.hostile(p.head) || f.ultimatum(p.head, c.holders) })
}

// ultimatum reports whether clause v tells what its speakers will do should others not do
// something: "will leave unless Norland signs".
func (f *finder) ultimatum(v int, by []holder) bool {
	d := f.Doc
	return slices.ContainsFunc(d.Children(v), func(c int) bool {
		if d.Tokens[c].Dep != "advcl" || !f.conditional(c) {
			return false
		}
		m, s := d.Child(c, "mark"), d.Child(c, "nsubj", "nsubjpass")
		unless := m >= 0 && f.lex.is("unless", d.Tokens[m].Lower)
		if !unless && !f.negated(c) && !f.lex.is("negator", d.Tokens[c].Lemma) || s < 0 {
			return false
		}
		e := f.actorAt(s)
		return (e >= 0 || unless && d.Child(c, "auxpass") >= 0 || d.Tokens[s].Lower == "you") && !slices.ContainsFunc(by, func(h holder) bool { return f.sameParty(h.entity, e) })
	})
}

// defied are the others on whose doing the threat of clause v hangs: "should Norland fail
// to answer, there will be consequences".
func (f *finder) defied(v int, by []holder) []int {
	d := f.Doc
	var out []int
	for _, c := range d.Children(v) {
		s, dep := d.Child(c, "nsubj"), d.Tokens[c].Dep
		inverted := dep == "ccomp" && d.Child(c, "aux") >= 0 && d.Child(c, "aux") < s
		if dep != "advcl" && !inverted || s < 0 {
			continue
		}
		if e := f.actorAt(s); e >= 0 && !slices.ContainsFunc(by, func(h holder) bool { return f.sameParty(h.entity, e) }) {
			out = append(out, e)
		}
	}
	return out
}

// answered reports whether clause v says how something will be answered: "any attack
// would be met with force".
func (f *finder) answered(v int) bool {
	d := f.Doc
	if a := d.Child(v, "attr"); d.Child(v, "expl") >= 0 && a >= 0 && f.lex.is("consequence", d.Tokens[a].Lemma) && d.Child(a, "compound", "prep") < 0 {
		return true // "there will be consequences"
	}
	if !f.lex.is("meeting", d.Tokens[v].Lemma) || d.Child(v, "auxpass") < 0 {
		return false
	}
	return slices.ContainsFunc(d.Children(v), func(c int) bool {
		o := d.Child(c, "pobj")
		return (d.Tokens[c].Lower == "by" || d.Tokens[c].Lower == "with") && o >= 0 && f.lex.is("reprisal", d.Tokens[o].Lemma)
	})
}

// imperatives reads what somebody quoted tells others to do: "Stop the bombing", "Let the
// court decide", and "Let us V", which is proposed to both.
func (f *finder) imperatives() {
	d := f.Doc
	for v := range d.Tokens {
		e, ok := f.bidding(v)
		if !ok {
			continue
		}
		c := candidate{act: "demand", stance: '+', confidence: 0.6, at: v, pred: f.predicate(v, -1), presumed: true, holders: []holder{{e, -1}}}
		c.points = []point{{v, f.phraseSpan(v, true)}}
		if k := d.Child(v, "ccomp"); d.Tokens[v].Lemma == "let" {
			s := d.Child(k, "nsubj")
			if d.Tokens[s].Lower == "'s" || d.Tokens[s].Lower == "us" {
				c.act = "propose"
			}
			c.points = f.points([]int{k})
			if c.act == "propose" {
				c.points = []point{{k, f.verbPhrase(k)}}
			}
			for _, h := range f.namedAt(s) {
				c.to = append(c.to, h.entity)
			}
		}
		for _, k := range f.sharers(v) {
			c.points = append(c.points, point{k, f.verbPhrase(k)})
		}
		f.cues[d.Tokens[v].Sent] = true
		f.keep(c)
	}
}

// bidding is the speaker of the imperative at v; ok is false where it is none, or no more
// than a manner of speaking ("look", "let us face it").
func (f *finder) bidding(v int) (e int, ok bool) {
	d := f.Doc
	t := &d.Tokens[v]
	w := f.within[v]
	if t.Tag != "VB" || t.Pos != "VERB" || len(w) == 0 || !f.Attributions[w[len(w)-1]].Direct || f.anonymous(v) {
		return none, false
	}
	what := v
	if t.Lemma == "let" {
		if what = d.Child(v, "ccomp"); what < 0 || d.Child(what, "nsubj") < 0 {
			return none, false
		}
		if f.actorAt(d.Child(what, "nsubj")) >= 0 {
			what = v // "let the court decide"
		}
	}
	if !f.lex.is("bidden", d.Tokens[what].Lemma) || what != v && d.Tokens[d.Child(what, "nsubj")].Lower == "me" || d.Child(v, "dobj", "prep", "ccomp", "xcomp") < 0 {
		return none, false
	}
	first := v
	for _, c := range d.Children(v) {
		switch t := &d.Tokens[c]; {
		case t.Dep == "nsubj" || t.Dep == "nsubjpass" || t.Dep == "expl" || t.Tag == "TO" || t.Tag == "MD" || t.Dep == "mark":
			return none, false
		case c < v && t.Dep == "aux" && t.Lower != "do" && t.Lower != "don":
			return none, false
		case c < v && t.Pos != "PUNCT" && t.Dep != "neg":
			first = min(first, c)
		}
	}
	s := d.Sent(v)
	if first > s.Start && !f.opensQuote(first-1) || f.question(s) {
		return none, false
	}
	e, ok = f.speaker(v)
	return e, ok && e >= 0
}

// opensQuote reports whether the token at i is a quotation mark before a first word.
func (f *finder) opensQuote(i int) bool {
	t := &f.Doc.Tokens[i]
	return t.Tag == "``" || t.Text == "\"" || t.Text == "“" || t.Text == "''"
}
