package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
)

// none stands in holder.entity for nobody.
const none = -1

// actorAt is the entity that the phrase headed by token i names, or -1.
func (f *finder) actorAt(i int) int {
	if es := f.entitiesAt(i); len(es) > 0 {
		return es[0]
	}
	return -1
}

// subjects are the holders of what verb or adjective i says: its subject with
// everyone coordinated to it.
func (f *finder) subjects(i int) []holder {
	s := f.subjectToken(i)
	if s < 0 {
		return nil
	}
	return f.holdersOf(f.subjectList(s, i))
}

// holdersAt turns the phrase at token s into holders.
func (f *finder) holdersAt(s int) []holder {
	return f.holdersOf(f.subjectList(s, s))
}

// holdersOf turns phrases into holders. "I" and "we" are the speaker; a text ("the
// draft", "the demands") stands for who made it.
func (f *finder) holdersOf(list []int) []holder {
	d := f.Doc
	var out []holder
	for _, tok := range list {
		t := &d.Tokens[tok]
		if firstPerson(t) {
			if e := f.ownVoice(tok); e >= 0 {
				out = append(out, holder{e, tok})
			}
			continue
		}
		if p := d.Child(tok, "poss"); p >= 0 && firstPossessive(d.Tokens[p].Lower) && f.lex.is("ours", strings.ToLower(t.Lemma)) && len(f.within[tok]) == 0 {
			if e := f.documentVoice(); e >= 0 {
				out = append(out, holder{e, tok}) // "my delegation"
				continue
			}
		}
		if f.someOf(tok) || f.notSelf(tok) {
			continue
		}
		if who := f.namedAfter(tok); len(who) > 0 {
			out = append(out, who...)
			continue
		}
		if who := f.theySay(tok); len(who) > 0 {
			out = append(out, who...)
			continue
		}
		if es := f.entitiesAt(tok); len(es) > 0 {
			for _, e := range es {
				out = append(out, holder{e, tok})
			}
			out = append(out, f.included(tok)...)
			continue
		}
		if p := d.Child(tok, "poss"); p >= 0 && f.lex.is("crowd", t.Lemma) {
			out = append(out, f.namedAt(p)...) // "the party's majority"
			continue
		}
		if p := d.Child(tok, "prep"); p >= 0 && d.Tokens[p].Lower == "of" && f.lex.is("measure", t.Lemma) {
			if o := d.Child(p, "pobj"); o >= 0 { // "a majority of producers"
				if m := f.Cast.At(o); m == nil || m.Form != actor.FormDemonym { // thousands of a people are not its state
					out = append(out, f.namedAt(o)...)
				}
				continue
			}
		}
		if f.lex.is("instrument", t.Lemma) || f.lex.is("act", t.Lemma) {
			hs := f.nounHolders(tok)
			if len(hs) == 0 && f.lex.is("authored", t.Lemma) {
				hs = f.authors(tok)
			}
			out = append(out, hs...)
		}
	}
	return uniqueHolders(out)
}

// authorBack is how many sentences before "the plan" its author may be named.
const authorBack = 6

// authors are those whose plan "the plan" at token i is: the holders of the nearest
// earlier plan that has any ("Norland proposed a plan. The plan calls for X").
func (f *finder) authors(i int) []holder {
	d := f.Doc
	t := &d.Tokens[i]
	if det := d.Child(i, "det"); det < 0 || f.lex.is("indefinite", d.Tokens[det].Lower) {
		return nil
	}
	for n := i - 1; n >= 0 && d.Tokens[n].Sent+authorBack >= t.Sent; n-- {
		m := &d.Tokens[n]
		if m.Lemma != t.Lemma || m.Pos != "NOUN" {
			continue
		}
		if hs := f.nounHolders(n); len(hs) > 0 {
			return hs
		}
		if m.Dep != "dobj" {
			continue
		}
		if fr := f.lex.verbs[d.Tokens[m.Head].Lemma]; len(fr) > 0 && (fr[0].act == "propose" || fr[0].act == "offer") {
			if hs := f.subjects(m.Head); len(hs) > 0 {
				return hs
			}
		}
	}
	return nil
}

// subjectList are the tokens coordinated at s, the subject of verb i, and the actors that
// the text lists with it and the parser does not. Who is listed behind a relative clause
// is no subject of it: "planters who reject the tax, and bakers".
func (f *finder) subjectList(s, i int) []int {
	out := f.Doc.Conjuncts(s)
	if s < i {
		one := f.aboutOne(s, i)
		out = slices.DeleteFunc(out, func(k int) bool { return k > i || one && k != s })
	}
	for _, more := range [][]int{f.torn(s), f.roster(s)} {
		for _, k := range more {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// theySay are the people of whom no file knows that say what "they" at tok do: "the bakers
// said they wanted more" is no word of whom the text named before.
func (f *finder) theySay(tok int) []holder {
	d := f.Doc
	v := d.Tokens[tok].Head
	if d.Tokens[tok].Lower != "they" || d.Tokens[tok].Dep != "nsubj" || d.Tokens[v].Dep != "ccomp" || !f.lex.is("epistemic", d.Tokens[d.Tokens[v].Head].Lemma) {
		return nil
	}
	s := d.Child(d.Tokens[v].Head, "nsubj")
	if s < 0 || s > tok || d.Tokens[s].Tag != "NNS" || f.actorAt(s) >= 0 {
		return nil
	}
	return f.unnamed(s)
}

// notSelf reports whether a third-person pronoun inside quotation marks was taken
// for its speaker: who speaks of oneself says "we".
func (f *finder) notSelf(tok int) bool {
	t := &f.Doc.Tokens[tok]
	if t.Pos != "PRON" || !f.lex.is("third", t.Lower) {
		return false
	}
	w := f.within[tok]
	if len(w) == 0 || !f.Attributions[w[len(w)-1]].Direct || !f.inQuotes(tok) {
		return false
	}
	es := f.entitiesAt(tok)
	return len(es) > 0 && f.sameParty(es[0], f.Attributions[w[len(w)-1]].Speaker)
}

// namedAfter are the actors that the clause of group tok goes on to name: "other
// countries opposing the tax include Peru and Chile", "critics of the plan include Peru".
func (f *finder) namedAfter(tok int) []holder {
	d := f.Doc
	v := d.Tokens[tok].Head
	if d.Tokens[tok].Dep != "nsubj" || d.Tokens[v].Lemma != "include" {
		return nil
	}
	o := d.Child(v, "dobj")
	if o < 0 {
		return nil
	}
	return f.listed(o)
}

// someOf reports whether the phrase at tok is so many of a people ("few
// Ukrainians"): then it is not their state that acts.
func (f *finder) someOf(tok int) bool {
	m := f.Cast.At(tok)
	if m == nil || m.Head != tok || m.Form != actor.FormDemonym {
		return false
	}
	for _, c := range f.Doc.Children(tok) {
		if t := &f.Doc.Tokens[c]; c < tok && f.lex.is("some", t.Lower) || t.Dep == "nummod" {
			return true
		}
	}
	return false
}

// inQuotes reports whether token i stands inside quotation marks, as far as its sentence
// tells: one that is not opened in it may have been before.
func (f *finder) inQuotes(i int) bool {
	s := f.Doc.Sent(i)
	for k := i - 1; k >= s.Start; k-- {
		switch f.Doc.Tokens[k].Tag {
		case "``":
			return true
		case "''":
			return false
		}
	}
	for k := i + 1; k < s.End; k++ {
		switch f.Doc.Tokens[k].Tag {
		case "``":
			return false
		case "''":
			return true
		}
	}
	return true
}

func firstPerson(t *nlp.Token) bool {
	return t.Pos == "PRON" && (t.Lower == "i" || t.Lower == "we" || t.Lower == "us" || t.Lower == "me")
}

// ownVoice is the entity that "we" at token i stands for: the speaker of the
// words around it.
func (f *finder) ownVoice(i int) int {
	if e, ok := f.speaker(i); ok {
		return e
	}
	return f.documentVoice()
}

// documentVoice is the entity whose voice the document's own sentences are: a
// speech's or communiqué's author. -1 for reports and everything else.
func (f *finder) documentVoice() int {
	return f.Voice
}

// entitiesAt lists the entities that the phrase headed by tok names: one, or
// several for "the leaders of Britain, France and Germany".
func (f *finder) entitiesAt(tok int) []int {
	m := f.Cast.At(tok)
	if m == nil || m.Head != tok || m.Place {
		return nil
	}
	var out []int
	for _, e := range append([]int{m.Entity}, m.Others...) {
		if f.Cast.Entities[e].Kind != actor.KindPlace {
			out = append(out, e)
		}
	}
	return out
}

// included are the actors that "including X and Y" adds to the phrase at tok.
func (f *finder) included(tok int) []holder {
	d := f.Doc
	var out []holder
	add := func(p int) {
		if o := d.Child(p, "pobj"); o >= 0 {
			for _, c := range d.Conjuncts(o) {
				for _, e := range f.entitiesAt(c) {
					out = append(out, holder{e, c})
				}
			}
		}
	}
	for _, c := range d.Children(tok) {
		if d.Tokens[c].Dep == "prep" && f.lex.is("including", d.Tokens[c].Lower) {
			add(c)
		}
	}
	// "Some analysts argue X, including Y": the preposition hangs on the verb
	if t := &d.Tokens[tok]; t.Dep == "nsubj" {
		for k := t.Head; ; {
			for _, c := range d.Children(k) {
				if ct := &d.Tokens[c]; ct.Dep == "prep" && f.lex.is("including", ct.Lower) && c > k {
					if o := d.Child(c, "pobj"); o >= 0 && f.isPerson(o) {
						add(c)
					}
				}
			}
			next := -1
			for _, c := range d.Children(k) {
				if dep := d.Tokens[c].Dep; dep == "ccomp" || dep == "xcomp" {
					next = c
				}
			}
			if next < 0 || len(out) > 0 {
				break
			}
			k = next
		}
	}
	return out
}

func (f *finder) isPerson(tok int) bool {
	e := f.actorAt(tok)
	return e >= 0 && f.Cast.Entities[e].Kind == actor.KindPerson
}

func uniqueHolders(hs []holder) []holder {
	var out []holder
	seen := map[int]bool{}
	for _, h := range hs {
		if h.entity != none && !seen[h.entity] {
			seen[h.entity] = true
			out = append(out, h)
		}
	}
	return out
}

// nounHolders are those whose act a noun names: "Russia's demand", "the Russian
// demand", "a demand by/from Russia", "Russia made a demand", "the demand that
// Russia made", "a list of demands was issued by the Kremlin".
func (f *finder) nounHolders(n int) []holder {
	if f.asked[n] {
		return nil // a wrong tree can lead in a circle: "demands, that have"
	}
	f.asked[n] = true
	defer delete(f.asked, n)
	d := f.Doc
	top := f.counted(n)
	o := f.beside(n, "from", "by")
	if f.greeted(n) >= 0 {
		o = f.sourceOf(n)
	}
	if o >= 0 {
		if hs := f.namedAt(o); len(hs) > 0 {
			return hs
		}
	}
	if v := f.lightVerb(n); v >= 0 {
		if hs := f.subjects(v); len(hs) > 0 {
			return hs
		}
	}
	for _, k := range []int{n, top} {
		for _, c := range d.Children(k) {
			switch t := &d.Tokens[c]; t.Dep {
			case "poss", "amod", "compound", "nmod":
				if t.Dep == "poss" && firstPossessive(t.Lower) {
					if e := f.ownVoice(c); e >= 0 {
						return []holder{{e, c}}
					}
				}
				if hs := f.namedAt(c); len(hs) > 0 {
					return hs
				}
			case "prep", "agent":
				if t.Lower == "by" || t.Lower == "from" || t.Lower == "of" && k == n {
					if o := d.Child(c, "pobj"); o >= 0 {
						if hs := f.namedAt(o); len(hs) > 0 {
							return hs
						}
						if hs := f.hungLower(o, "by"); len(hs) > 0 && t.Lower == "of" { // "the offer of a loan by Norland"
							return hs
						}
					}
				} else if o := d.Child(c, "pobj"); o >= 0 && k == n && (t.Lower == "to" || t.Lower == "against") { // "objections to the tax from Norland"
					if hs := f.hungLower(o, "from", "by"); len(hs) > 0 {
						return hs
					}
				}
			case "acl", "relcl":
				if s := f.subjectToken(c); s >= 0 && s != n && s != top && (f.lex.is("light", t.Lemma) || len(f.lex.verbs[t.Lemma]) > 0) {
					if hs := f.subjects(c); len(hs) > 0 && f.Cast.At(k) == nil {
						return hs
					}
				}
			}
		}
	}
	if t := &d.Tokens[top]; t.Dep == "appos" && t.Head != n {
		return f.nounHolders(t.Head)
	}
	if c := f.copula(top); c >= 0 && d.Tokens[top].Dep == "attr" {
		if s := f.subjectToken(c); s >= 0 && f.lex.is("act", d.Tokens[s].Lemma) && s != n {
			return f.nounHolders(s)
		}
	}
	return nil
}

// hungLower are the actors behind one of preps that the parser hung on o, the object of
// the noun they belong to.
func (f *finder) hungLower(o int, preps ...string) []holder {
	p := f.Doc.Child(o, "prep")
	if p < 0 || !slices.Contains(preps, f.Doc.Tokens[p].Lower) {
		return nil
	}
	who := f.Doc.Child(p, "pobj")
	if who < 0 {
		return nil
	}
	return f.namedAt(who)
}

func firstPossessive(w string) bool { return w == "our" || w == "my" }

// beside is the object of the preposition right after noun n that the parser hung
// on the verb: "received an assurance from Norland". -1 if there is none.
func (f *finder) beside(n int, preps ...string) int {
	d := f.Doc
	if d.Tokens[n].Dep != "dobj" {
		return -1
	}
	end := d.SubtreeSpan(n).End
	for _, c := range d.Children(d.Tokens[n].Head) {
		if c == end && d.Tokens[c].Dep == "prep" && slices.Contains(preps, d.Tokens[c].Lower) {
			return d.Child(c, "pobj")
		}
	}
	return -1
}

// namedAt are the actors coordinated at token i, when all of it names actors.
func (f *finder) namedAt(i int) []holder {
	var out []holder
	for _, c := range f.Doc.Conjuncts(i) {
		for _, e := range f.entitiesAt(c) {
			out = append(out, holder{e, c})
		}
	}
	return uniqueHolders(out)
}

// counted climbs from "demands" to the noun that counts it: "a list of demands",
// "three of the demands".
func (f *finder) counted(n int) int {
	d := f.Doc
	if t := &d.Tokens[n]; t.Dep == "pobj" {
		if p := t.Head; d.Tokens[p].Lower == "of" && f.lex.is("measure", d.Tokens[d.Tokens[p].Head].Lemma) {
			return d.Tokens[p].Head
		}
	}
	return n
}

// lightVerb is the verb that only carries the act of noun n: "made a demand",
// "a list of demands was issued". -1 if there is none.
func (f *finder) lightVerb(n int) int {
	d := f.Doc
	t := &d.Tokens[f.counted(n)]
	switch t.Dep {
	case "dobj", "nsubjpass":
		if f.lex.is("light", d.Tokens[t.Head].Lemma) {
			return t.Head
		}
	case "conj":
		if h := &d.Tokens[t.Head]; (h.Dep == "dobj" || h.Dep == "nsubjpass") && f.lex.is("light", d.Tokens[h.Head].Lemma) {
			return h.Head
		}
	case "pobj": // "came out with a demand", "helped with a letter", "in a speech"
		p := &d.Tokens[t.Head]
		if p.Lower == "with" && f.lex.is("lightwith", d.Tokens[p.Head].Lemma) {
			return p.Head
		}
		det := d.Child(n, "det")
		if (p.Lower == "with" || p.Lower == "in") && det >= 0 && f.lex.is("indefinite", d.Tokens[det].Lower) && f.lex.is("instrument", t.Lemma) &&
			d.Tokens[p.Head].Pos == "VERB" && d.Child(p.Head, "nsubjpass", "auxpass") < 0 {
			return p.Head // who acts in a speech of its own gives it
		}
	}
	return -1
}

// addressee finds towards whom: where the frame says, or the actor that the
// demanded clause is about.
func (f *finder) addressee(i int, fr *frame, heads []int, c *candidate) {
	d := f.Doc
	add := func(tok int) {
		hs := f.namedAt(tok)
		if len(hs) == 0 && d.Tokens[tok].Pos == "PROPN" {
			hs = f.bearing(tok)
		}
		if len(hs) == 0 && c.act == "accuse" && wrongs().is("force", d.Tokens[tok].Lemma) {
			hs = f.unnamed(tok) // "blamed the city police for X"
		}
		for _, h := range hs {
			c.to = append(c.to, h.entity)
		}
	}
	for _, to := range fr.to {
		switch to {
		case "obj":
			if o := d.Child(i, "dobj", "dative", "nsubjpass"); o >= 0 {
				add(o)
			}
		case "prep":
			for _, p := range d.Children(i) {
				if d.Tokens[p].Dep == "prep" && d.Tokens[p].Lower == fr.part {
					if o := d.Child(p, "pobj"); o >= 0 {
						add(o)
					}
				}
			}
		default:
			for _, o := range f.fill(i, -1, to) {
				add(o)
			}
		}
	}
	if len(c.to) > 0 {
		return
	}
	for _, h := range heads {
		switch c.act {
		case "demand", "propose", "insist":
			if s := d.Child(h, "nsubj", "nsubjpass"); s >= 0 {
				add(s)
			}
		case "accuse", "reject", "support", "accept", "question", "threaten", "deny":
			for _, x := range f.owners(h) {
				c.to = append(c.to, x.entity)
			}
		}
	}
}

// owners are the actors that the thing at h is or belongs to: towards whom one acts
// who condemns "Norland", "Norland's plan", "the bombing by Norland".
func (f *finder) owners(h int) []holder {
	d := f.Doc
	if hs := f.namedAt(h); len(hs) > 0 {
		return hs
	}
	for _, c := range d.Children(h) {
		switch t := &d.Tokens[c]; {
		case t.Dep == "poss" || t.Dep == "amod" || t.Dep == "compound" || t.Dep == "nmod" || t.Dep == "nsubj":
			if hs := f.namedAt(c); len(hs) > 0 {
				return hs
			}
		case t.Dep == "prep" && (t.Lower == "by" || t.Lower == "from" || t.Lower == "of"):
			if o := d.Child(c, "pobj"); o >= 0 {
				if hs := f.namedAt(o); len(hs) > 0 {
					return hs
				}
			}
		}
	}
	return nil
}
