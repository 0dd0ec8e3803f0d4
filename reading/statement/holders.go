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
	return f.holdersAt(s)
}

// holdersAt turns the phrase at token s into holders. "I" and "we" are the
// speaker; a text ("the draft", "the demands") stands for who made it.
func (f *finder) holdersAt(s int) []holder {
	d := f.Doc
	var out []holder
	for _, tok := range f.subjectList(s) {
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

// subjectList are the tokens coordinated at s, and the actors that the text lists with
// it and the parser does not.
func (f *finder) subjectList(s int) []int {
	out := f.Doc.Conjuncts(s)
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
	if len(w) == 0 || !f.Attributions[w[len(w)-1]].Direct {
		return false
	}
	es := f.entitiesAt(tok)
	return len(es) > 0 && f.sameParty(es[0], f.Attributions[w[len(w)-1]].Speaker)
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
	if o := f.beside(n, "from", "by"); o >= 0 {
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
						if by := d.Child(o, "prep"); t.Lower == "of" && by >= 0 && d.Tokens[by].Lower == "by" { // "the offer of a loan by Norland"
							if who := d.Child(by, "pobj"); who >= 0 && len(f.namedAt(who)) > 0 {
								return f.namedAt(who)
							}
						}
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
	case "pobj": // "came out with a demand"
		if p := &d.Tokens[t.Head]; p.Lower == "with" && f.lex.is("lightwith", d.Tokens[p.Head].Lemma) {
			return p.Head
		}
	}
	return -1
}

// judges are those for whom a thing is "unacceptable", "a red line": named with
// "for" or "to", else the one who calls it so, else the one in whose voice it
// is said.
func (f *finder) judges(i int, words nlp.Span, act string) []holder {
	d := f.Doc
	near := []int{i, f.copula(i)}
	for k := words.Start; k < words.End; k++ {
		near = append(near, k)
	}
	for _, k := range near {
		if k < 0 {
			continue
		}
		for _, c := range d.Children(k) {
			if t := &d.Tokens[c]; t.Dep == "prep" && (t.Lower == "for" || t.Lower == "to") {
				if o := d.Child(c, "pobj"); o >= 0 {
					if hs := f.namedAt(o); len(hs) > 0 {
						return hs
					}
				}
			}
		}
	}
	for _, c := range d.Children(i) {
		if t := &d.Tokens[c]; t.Dep == "poss" {
			if hs := f.namedAt(c); len(hs) > 0 {
				return hs
			}
		}
	}
	if h := d.Tokens[i].Head; h != i && f.copula(i) < 0 {
		for _, fr := range f.lex.verbs[d.Tokens[h].Lemma] {
			if fr.act == "@view" {
				return f.subjects(h)
			}
		}
	}
	hs := f.voices(i)
	if len(hs) == 0 && len(f.within[i]) == 0 && act == "assess" {
		return []holder{{author, -1}}
	}
	return hs
}

// voices are those in whose voice token i stands: the sources of the innermost
// attribution around it, several for "US and Russian officials", else whoever the
// document speaks for.
func (f *finder) voices(i int) []holder {
	w := f.within[i]
	if len(w) == 0 {
		if e := f.documentVoice(); e >= 0 {
			return []holder{{e, -1}}
		}
		return nil
	}
	a := &f.Attributions[w[len(w)-1]]
	for _, s := range a.Source {
		for t := s.Start; t < s.End; t++ {
			if h := f.Doc.Tokens[t].Head; h == t || !s.Contains(h) {
				if hs := f.namedAt(t); len(hs) > 1 {
					return hs
				}
				break
			}
		}
	}
	if a.Speaker >= 0 && f.Cast.Entities[a.Speaker].Kind != actor.KindGroup {
		return []holder{{a.Speaker, -1}}
	}
	return nil
}

// view reads "described X as Y": the act is that of Y when Y is a word of the
// file that judges its subject; otherwise it is an assessment, and the token of Y is
// returned as a part of what is said (else -1). ok is false where nothing is viewed.
func (f *finder) view(i, part int, c *candidate) (said int, ok bool) {
	c.act, c.stance, c.confidence = "assess", '?', 0.5
	y := f.complement(i, part)
	if y < 0 {
		return -1, false
	}
	if fr := f.judging(y); fr != nil {
		c.act, c.stance, c.confidence = fr.act, fr.stance, fr.confidence
		if o := f.object(i); len(o) > 0 {
			c.act = f.ofWhom(c.act, o[0])
		}
		return -1, true
	}
	return y, true
}

// unjudged cuts off the points what verb i says that they are, where the parse hangs it on
// them: "described the tariff as unjustified" is about the tariff.
func (f *finder) unjudged(i, part int, c *candidate) {
	y := f.complement(i, part)
	if y < 0 {
		return
	}
	if part >= 0 {
		y = part
	} else if y = f.Doc.SubtreeSpan(y).Start; y > 0 && f.Doc.Tokens[y-1].Lower == "as" {
		y--
	}
	for k := range c.points {
		if p := &c.points[k]; p.head < y && y < p.span.End {
			p.span = f.trim(nlp.Span{Start: p.span.Start, End: y})
		}
	}
}

// complement is what verb i says that its object is, or -1.
func (f *finder) complement(i, part int) int {
	d := f.Doc
	if part >= 0 {
		return d.Child(part, "pobj", "amod", "acomp", "pcomp", "prep")
	}
	y := -1
	for _, k := range d.Children(i) {
		switch d.Tokens[k].Dep {
		case "oprd", "acomp", "attr", "ccomp", "xcomp":
			if d.Tokens[k].Pos != "VERB" {
				y = k
			}
		}
	}
	if o := d.Child(i, "dobj", "oprd"); y < 0 || y == o && d.Child(i, "dobj") < 0 { // "called the plan "wrong"", hung on the plan
		for _, k := range d.Children(max(o, 0)) {
			if o >= 0 && k > o && d.Tokens[k].Dep == "amod" {
				return k
			}
		}
	}
	return y
}

// judging is the frame of a word that judges its subject, or nil.
func (f *finder) judging(i int) *frame {
	t := &f.Doc.Tokens[i]
	for _, fr := range f.lex.adjs[t.Lower] {
		if fr.slots[0] == "subj" {
			return fr
		}
	}
	for _, fr := range f.lex.nouns[t.Lemma] {
		if fr.slots[0] == "subj" {
			return fr
		}
	}
	for k := max(0, i-3); k <= i; k++ {
		for _, p := range f.lex.phrases[f.Doc.Tokens[k].Lower] {
			if p.frame.slots[0] == "subj" && k+len(p.words) > i && f.matches(k, p.words) {
				return p.frame
			}
		}
	}
	return nil
}

func (f *finder) matches(i int, words []string) bool {
	if i+len(words) > len(f.Doc.Tokens) {
		return false
	}
	for k, w := range words {
		if t := &f.Doc.Tokens[i+k]; t.Lower != w && t.Lemma != w {
			return false
		}
	}
	return true
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
