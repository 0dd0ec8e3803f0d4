package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// qualify adds what keeps the act at word i from being a plain fact: negation,
// hypothesis, future, an earlier time, and the conditions it is tied to.
func (f *finder) qualify(i int, c *candidate) {
	d := f.Doc
	v := i
	if k := f.copula(i); k >= 0 {
		v = k
	} else if h := d.Tokens[i].Head; h < i && d.Tokens[i].Pos != "VERB" && f.views(h) && f.complement(h, -1) == i {
		v = h // "will call it a victory"
	}
	m := &c.modality
	m.Negated = m.Negated || f.negated(v) || v != i && f.negated(i)
	f.auxiliaries(v, m)
	f.governors(v, m)
	c.would = f.wishes(v)
	for _, k := range []int{i, v} {
		f.conditionsOf(k, c)
		if i == v {
			break
		}
	}
	for n := range c.points {
		f.conditionsOf(c.points[n].head, c)
	}
	if m.Negated && len(f.within[i]) == 0 && f.documentVoice() < 0 && f.able(v) {
		m.Hypothetical = true // the writer's judgement: "no state can sign this". "Could not" is a refusal.
	}
	if len(f.within[i]) == 0 && f.able(v) && f.only(v) {
		m.Hypothetical = true // "it can only reject an offer on quality grounds"
	}
	if s := d.Sent(i); s.End > s.Start && f.question(s) && len(f.within[i]) == 0 {
		m.Hypothetical = true
	}
}

// able reports whether verb v stands with "can".
func (f *finder) able(v int) bool {
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; t.Tag == "MD" && f.lex.is("able", t.Lower) {
			return true
		}
	}
	return false
}

// only reports whether verb v stands with "only".
func (f *finder) only(v int) bool {
	return slices.ContainsFunc(f.Doc.Children(v), func(c int) bool {
		t := &f.Doc.Tokens[c]
		return c < v && t.Dep == "advmod" && t.Lower == "only"
	})
}

// auxiliaries reads the modal and tense of verb v.
func (f *finder) auxiliaries(v int, m *record.Modality) {
	d := f.Doc
	tense := v
	for _, c := range d.Children(v) {
		t := &d.Tokens[c]
		if t.Dep != "aux" && t.Dep != "auxpass" {
			if t.Dep == "advmod" && f.lex.is("earlier", t.Lower) {
				m.Past = true
			}
			if t.Dep == "advmod" && f.lex.is("perhaps", t.Lower) {
				m.Hypothetical = true
			}
			continue
		}
		switch {
		case f.lex.is("possible", t.Lower):
			m.Hypothetical = m.Hypothetical || !f.negated(v)
		case f.lex.is("would", t.Lower):
			for _, k := range d.Children(v) { // "would have accepted" says that it did not
				if d.Tokens[k].Lower == "have" && d.Tokens[k].Dep == "aux" && k > c {
					m.Hypothetical = true
				}
			}
		case f.lex.is("should", t.Lower):
			m.Hypothetical = true
		case f.lex.is("future", t.Lower):
			m.Future = true
		case t.Lower == "had" && d.Tokens[tense].Tag == "VBN":
			m.Past = true
		}
	}
}

// governors looks up the tree for what makes v less than a fact: an if-clause,
// a whether, a word of expectation, a modal of the clause it is coordinated in.
func (f *finder) governors(v int, m *record.Modality) {
	d := f.Doc
	if f.setOff(v) {
		return // the writer tells it as a fact
	}
	for range 8 {
		t := &d.Tokens[v]
		c := d.Child(v, "mark")
		if c >= 0 && (t.Dep == "advcl" || t.Dep == "ccomp" || t.Dep == "pcomp") && f.lex.is("if", d.Tokens[c].Lower) {
			m.Hypothetical = true
		}
		if c >= 0 && t.Dep == "advcl" && f.lex.is("pending", d.Tokens[c].Lower) && (t.Tag == "VBZ" || t.Tag == "VBP") {
			m.Hypothetical = true // "until Norland agrees"
		}
		if t.Head == v {
			return
		}
		if up := f.resumes(v); up >= 0 {
			v = up
			continue
		}
		g := &d.Tokens[t.Head]
		if f.ratherThan(v) {
			m.Negated = true
		}
		if (t.Dep == "acl" || t.Dep == "advcl" || t.Dep == "relcl") && f.hasTo(v) {
			m.Hypothetical = true // an aim, not an act
		}
		switch t.Dep {
		case "acomp", "attr":
			f.auxiliaries(t.Head, m)
		case "conj":
			if d.Child(v, "aux") < 0 {
				var shared record.Modality
				f.auxiliaries(t.Head, &shared)
				m.Hypothetical = m.Hypothetical || shared.Hypothetical
				m.Future = m.Future || shared.Future
			}
		case "xcomp", "ccomp", "pcomp", "prep", "acl":
			if f.lex.is("expect", g.Lemma) {
				m.Future = true
			}
			urges := f.lex.is("coaxing", t.Lemma) && f.lex.is("trying", g.Lemma) // who tries to persuade asks
			if !urges && (f.lex.is("unreal", g.Lemma) || f.lex.is("unreal", g.Lower)) || f.hasTo(v) && f.lex.is("enabling", g.Lemma) {
				m.Hypothetical = true
			}
			if fr := f.lex.nouns[g.Lemma]; g.Pos == "NOUN" && (len(fr) == 0 || fr[0].act != "question") {
				for _, k := range d.Children(t.Head) {
					if d.Tokens[k].Dep == "det" && f.lex.is("nobody", d.Tokens[k].Lower) {
						m.Negated = true
					}
				}
			}
			if t.Dep == "pcomp" && g.Lower == "before" && f.stillWanted(g.Head) {
				m.Hypothetical = true
			}
			if t.Dep != "ccomp" && (f.lex.is("negator", g.Lemma) || f.lex.is("negator", g.Lower)) {
				m.Negated = true
			}
			if t.Dep == "xcomp" && g.Lemma == "have" && f.yet(v, t.Head) {
				m.Negated = true
			}
			if a := d.Child(t.Head, "acomp"); t.Dep == "ccomp" && a >= 0 && f.lex.is("unreal", d.Tokens[a].Lower) {
				m.Hypothetical = true // "it is possible that S"
			}
			if t.Dep == "ccomp" && f.negated(t.Head) {
				m.Hypothetical = true // "nothing suggests that S"
			}
			if f.hasTo(v) && f.bidden(v, t.Head) {
				m.Hypothetical = true
			}
			if t.Dep == "xcomp" || t.Dep == "pcomp" || t.Dep == "prep" {
				f.auxiliaries(t.Head, m)
				if t.Dep == "xcomp" && f.negated(t.Head) && !f.lex.is("bold", g.Lemma) {
					m.Negated = true
				}
			}
		case "advcl":
			if a := d.Child(v, "aux"); a >= 0 && a < d.Child(v, "nsubj") && d.Child(v, "mark") < 0 {
				m.Hypothetical = true // "had Norland accepted, ..."
			}
		default:
			return
		}
		v = t.Head
	}
}

// stillWanted reports whether verb v demands or insists and is no past tense, so that what
// comes before something has not come: "is insisting on X before agreeing to Y".
func (f *finder) stillWanted(v int) bool {
	tag := f.Doc.Tokens[v].Tag
	if tag == "VBD" || tag == "VBN" {
		return false
	}
	return slices.ContainsFunc(f.lex.verbs[f.Doc.Tokens[v].Lemma], func(fr *frame) bool { return fr.act == "demand" || fr.act == "insist" })
}

// ratherThan reports whether v is what is not done: "rather than support the ban".
func (f *finder) ratherThan(v int) bool {
	for _, k := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[k]; k < v && t.Lower == "than" {
			return true
		}
	}
	return v >= 2 && f.matches(v-2, []string{"rather", "than"})
}

// yet reports whether "yet" stands with either of two verbs: "has yet to accept".
func (f *finder) yet(v, g int) bool {
	for _, k := range append(append([]int(nil), f.Doc.Children(v)...), f.Doc.Children(g)...) {
		if k > g && f.Doc.Tokens[k].Lower == "yet" {
			return true
		}
	}
	return false
}

// bidden reports whether the infinitive v is what verb g's object is to do:
// "invited Norland to propose". Verbs that bring it about ("forced") say that it
// was done.
func (f *finder) bidden(v, g int) bool {
	d := f.Doc
	if d.Tokens[g].Pos != "VERB" || f.lex.is("effective", d.Tokens[g].Lemma) {
		return false
	}
	if s := d.Child(v, "nsubj"); s >= 0 {
		return true
	}
	o := d.Child(g, "dobj")
	return o >= 0 && o < v && f.actorAt(o) >= 0
}

// negated reports whether verb v is denied: not, never, no longer, no one.
func (f *finder) negated(v int) bool {
	d := f.Doc
	for _, c := range d.Children(v) {
		t := &d.Tokens[c]
		switch {
		case t.Dep == "neg", t.Dep == "advmod" && f.lex.is("never", t.Lower):
			return true
		case t.Dep == "nsubj" || t.Dep == "nsubjpass":
			if f.lex.is("nobody", t.Lower) {
				return true
			}
			for _, k := range d.Children(c) {
				if f.lex.is("nobody", d.Tokens[k].Lower) && (d.Tokens[k].Dep == "det" || d.Tokens[k].Dep == "preconj") {
					return true
				}
			}
		case t.Dep == "preconj" && t.Lower == "neither", t.Dep == "cc" && t.Lower == "neither":
			return true
		case t.Dep == "aux" && d.Child(c, "neg") >= 0:
			return true // "does not, and never will, accept"
		}
	}
	if t := &d.Tokens[v]; t.Dep == "conj" { // "neither accepted nor rejected"
		for _, c := range d.Children(t.Head) {
			if c > t.Head && c < v && d.Tokens[c].Dep == "cc" && d.Tokens[c].Lower == "nor" {
				return true
			}
		}
	}
	// "neither X nor Y has commented": the tree may hang "neither" on the subject
	if s := d.Child(v, "nsubj"); s >= 0 {
		if lo := f.Doc.SubtreeSpan(s); f.lex.is("nobody", d.Tokens[lo.Start].Lower) {
			return true
		}
	}
	return false
}

// conditional reports whether clause c states a condition.
func (f *finder) conditional(c int) bool {
	d := f.Doc
	if f.lex.is("condition", d.Tokens[c].Lower) {
		return true
	}
	for _, k := range d.Children(c) {
		t := &d.Tokens[k]
		if k < c && (t.Dep == "mark" || t.Dep == "advmod") && f.lex.is("condition", t.Lower) {
			return true
		}
		if k < c && t.Dep == "mark" && t.Lower == "as" && k > 1 && f.matches(k-2, []string{"as", "long", "as"}) {
			return true
		}
	}
	return false
}

// inContent reports whether the clause ch of word k is no condition of the act but a
// part of what the act is about: it stands in the point, and limits what another is
// to do ("proposed that guests be heard if they ask") or says how long ("proposed
// resting the fund until the audit is done").
func (f *finder) inContent(k, ch int, c *candidate) bool {
	if !slices.ContainsFunc(c.points, func(p point) bool { return p.span.Contains(ch) }) {
		return false
	}
	if f.until(ch) && c.act != "reject" && !c.modality.Negated {
		return true
	}
	s := f.Doc.Child(k, "nsubj", "nsubjpass")
	return s >= 0 && f.Doc.Tokens[s].Pos != "PRON" && !slices.ContainsFunc(c.holders, func(h holder) bool { return f.sameParty(h.entity, f.actorAt(s)) })
}

// until reports whether clause c says until when.
func (f *finder) until(c int) bool {
	m := f.Doc.Child(c, "mark")
	return m >= 0 && f.Doc.Tokens[m].Lower == "until"
}

// cut takes a condition of the act off the end of the points.
func (f *finder) cut(points []point, s nlp.Span) {
	for k := range points {
		if p := &points[k].span; p.Contains(s.Start) && s.End >= p.End && s.Start > p.Start {
			*p = f.trim(nlp.Span{Start: p.Start, End: s.Start})
		}
	}
}

// conditionsOf collects the conditions and the returns tied to word k.
func (f *finder) conditionsOf(k int, c *candidate) {
	d := f.Doc
	for _, ch := range d.Children(k) {
		t := &d.Tokens[ch]
		switch {
		case t.Dep == "advcl" && f.conditional(ch) && !f.inContent(k, ch, c):
			s := f.trim(d.SubtreeSpan(ch))
			c.conditions = appendSpan(c.conditions, s)
			f.cut(c.points, s)
		case t.Dep == "prep" && t.Lower == "on":
			if o := d.Child(ch, "pobj"); o >= 0 && d.Tokens[o].Lemma == "condition" && d.Tokens[o].Tag == "NN" {
				c.conditions = appendSpan(c.conditions, f.trim(d.SubtreeSpan(ch)))
			}
		}
	}
	if k != c.at {
		return
	}
	for _, p := range d.Subtree(k) { // the parser may hang "in exchange for X" deep
		if e := f.exchange(p); e >= 0 && !f.lex.is("gaining", d.Tokens[d.Tokens[p].Head].Lemma) && (p > k || len(c.returns) == 0) {
			c.conditions = appendSpan(c.conditions, f.trim(d.SubtreeSpan(p)))
			c.returns = append(c.returns, f.points([]int{e})...)
		}
	}
}

func appendSpan(list []nlp.Span, s nlp.Span) []nlp.Span {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// exchange is the thing wanted in "in exchange for X", "in return for X" when p
// is its "in", or -1.
func (f *finder) exchange(p int) int {
	d := f.Doc
	if d.Tokens[p].Lower != "in" {
		return -1
	}
	o := d.Child(p, "pobj")
	if o < 0 || !f.lex.is("exchange", d.Tokens[o].Lower) {
		return -1
	}
	for _, c := range append(append([]int(nil), d.Children(o)...), d.Children(p)...) {
		if d.Tokens[c].Lower == "for" {
			if x := d.Child(c, "pobj", "pcomp"); x >= 0 {
				return x
			}
		}
	}
	return -1
}

// question reports whether the sentence ends in a question mark.
func (f *finder) question(s nlp.Span) bool {
	for i := s.End - 1; i >= s.Start && i >= s.End-4; i-- {
		if f.Doc.Tokens[i].Text == "?" {
			return true
		}
	}
	return false
}

// silenceNoun reports whether verb i carries a noun of silence with "no" or a
// negation: "gave no comment", "did not make any comment".
func (f *finder) silenceNoun(i int) bool {
	o := f.Doc.Child(i, "dobj")
	if t := &f.Doc.Tokens[i]; t.Pos == "NOUN" && t.Dep == "dobj" && f.lex.is("silence", t.Lemma) {
		o = i
	}
	if o < 0 || !f.lex.is("silence", f.Doc.Tokens[o].Lemma) {
		return false
	}
	for _, c := range f.Doc.Children(o) {
		if f.Doc.Tokens[c].Lower == "no" {
			return true
		}
	}
	return f.negated(f.Doc.Tokens[o].Head)
}

// silent checks that a frame of silence has a party that stays silent.
func (f *finder) silent(i int, fr *frame, c *candidate) bool {
	if fr.unreached {
		c.holders = nil
		if s := f.Doc.Child(i, "nsubjpass"); s >= 0 {
			c.holders = f.holdersAt(s)
		}
	}
	return len(c.holders) > 0
}
