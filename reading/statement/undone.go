package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// leftUndone reads the reproach of what another party did not do, in a speech: "they
// have not even replied", "Norland has done nothing", "has yet to lift a tariff".
func (f *finder) leftUndone(v int) (charge, bool) {
	d := f.Doc
	t := &d.Tokens[v]
	if t.Pos != "VERB" || f.documentVoice() < 0 || wrongs().is("aimless", t.Lemma) && !f.heartless(v) && !f.looksFor(v) {
		return charge{}, false
	}
	ch := charge{at: v, head: v, class: "omit", pred: nlp.Span{Start: v, End: v + 1}}
	if !f.accuser(&ch) || ch.quoted || f.question(d.Sent(v)) && !f.asksWhy(v) || f.supposed(v) || !f.reproach(v) {
		return ch, false
	}
	if _, _, wrong := f.wrong(v); wrong {
		return ch, false // "has never threatened anybody" is no reproach
	}
	ch.doers = f.agents(v)
	if o := f.Doc.Child(v, "dobj"); o >= 0 && f.looksFor(v) {
		ch.doers = f.owned(o, false)
	}
	if f.among(ch.accuser, ch.doers) {
		return ch, false
	}
	return ch, f.stateOf(entitiesOf(ch.doers)) != none
}

func entitiesOf(hs []holder) []int {
	var out []int
	for _, h := range hs {
		out = append(out, h.entity)
	}
	return out
}

// reproach reports whether verb v says with emphasis that something was not done.
func (f *finder) reproach(v int) bool {
	d := f.Doc
	w := wrongs()
	if t := &d.Tokens[v]; t.Dep == "xcomp" && d.Tokens[t.Head].Lemma == "have" && f.yet(v, t.Head) {
		return true
	}
	denied, perfect, stress := f.negated(v), false, false
	for _, c := range d.Children(v) {
		t := &d.Tokens[c]
		switch {
		case t.Tag == "MD":
			return false
		case t.Dep == "aux" && t.Lemma == "have":
			perfect = true
		case t.Dep == "dobj" && f.bad(c) && !f.combats(v):
			return false // "has not stirred up hatred"
		case t.Dep == "advmod" && w.is("emphasis", t.Lower):
			stress = true
		case t.Dep == "prep" && t.Lower == "without":
			if p := d.Child(c, "pcomp"); p >= 0 {
				denied, stress = true, true
			}
		case t.Dep == "dobj" && w.is("emphasis", t.Lower), t.Dep == "dobj" && f.none(c) && d.Child(c, "det") >= 0:
			denied, stress = true, true
		}
	}
	return denied && (perfect || stress)
}

// looksFor reports whether verb v tells what we wait for: "we have not seen a step by
// Norland" reproaches Norland.
func (f *finder) looksFor(v int) bool {
	s := f.Doc.Child(v, "nsubj")
	return s >= 0 && firstPerson(&f.Doc.Tokens[s]) && wrongs().is("perceiving", f.Doc.Tokens[v].Lemma)
}

// heartless reports whether verb v says that somebody has "no intention", "no respect".
func (f *finder) heartless(v int) bool {
	o := f.Doc.Child(v, "dobj")
	return o >= 0 && f.none(o) && wrongs().is("decency", f.Doc.Tokens[o].Lemma)
}

// bad reports whether the noun at i, or one beside it, is a word for a wrong or an ill.
func (f *finder) bad(i int) bool {
	return slices.ContainsFunc(f.Doc.Conjuncts(i), func(k int) bool {
		_, _, wrong := f.wrong(k)
		return wrong || wrongs().is("ill", f.Doc.Tokens[k].Lemma)
	})
}

// combats reports whether verb v is for something done against a wrong: "condemn the
// seizure", "investigate the abuses".
func (f *finder) combats(v int) bool {
	l := f.Doc.Tokens[v].Lemma
	return wrongs().is("averting", l) || wrongs().is("claimed", l) ||
		slices.ContainsFunc(f.lex.verbs[l], func(fr *frame) bool { return fr.act == "accuse" || fr.act == "reject" })
}

// stopped reads what a demand supposes, in a speech, when it tells another to stop
// something: "must end its support of the militias".
func (f *finder) stopped() []charge {
	var out []charge
	for k := range f.found {
		c := &f.found[k]
		if c.act != "demand" || len(c.to) == 0 || len(c.holders) == 0 || f.documentVoice() < 0 {
			continue
		}
		for _, o := range f.ended(c) {
			ch := charge{at: o, head: o, class: "harm", pred: nlp.Span{Start: o, End: o + 1}, noun: true}
			if !f.accuser(&ch) || ch.quoted {
				continue
			}
			for _, e := range c.to {
				if !f.sameParty(e, ch.accuser) {
					ch.doers = append(ch.doers, holder{e, -1})
				}
			}
			if len(ch.doers) > 0 {
				out = append(out, ch)
			}
		}
	}
	return out
}

// ended are the things that demand c tells somebody to put an end to.
func (f *finder) ended(c *candidate) []int {
	d := f.Doc
	var out []int
	for _, p := range c.points {
		for _, i := range d.Subtree(p.head) {
			if t := &d.Tokens[i]; t.Pos != "VERB" || !wrongs().is("ending", t.Lemma) || f.negated(i) {
				continue
			}
			if o := d.Child(i, "dobj", "xcomp", "ccomp"); o >= 0 && f.theirs(o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// theirs reports whether the thing at o is going on by the words themselves: a
// doing ("stop shelling X"), somebody's ("its support"), or a word for a wrong.
func (f *finder) theirs(o int) bool {
	d := f.Doc
	if t := &d.Tokens[o]; t.Tag == "VBG" {
		return true
	}
	if _, _, ok := f.wrong(o); ok {
		return true
	}
	for _, c := range d.Children(o) {
		if d.Tokens[c].Dep == "poss" {
			return true
		}
		if _, _, ok := f.wrong(c); ok {
			return true
		}
	}
	return false
}
