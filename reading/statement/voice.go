package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// modalClauses reads the acts that have no word of their own: "Norland must
// withdraw", "we will not sign", said in a party's own voice, and what a party
// "would" do in return for something named before.
func (f *finder) modalClauses() {
	for v := range f.Doc.Tokens {
		cue, head := f.modal(v)
		if cue == "" {
			continue
		}
		if f.inReturn(v, cue) || f.rather(v, cue) || f.ofPlan(v, head, cue) || f.underPlan(v, cue) {
			continue
		}
		if f.pastNeed(v, head) || f.concerns(v, head) || f.unfulfilled(v) {
			continue
		}
		rules := f.lex.voice[cue]
		if len(rules) == 0 {
			continue
		}
		e, quoted := f.speaker(v)
		if !quoted {
			e = f.documentVoice()
		}
		if e < 0 || !f.mainClause(v, quoted) || f.anonymous(v) || quoted && !f.uttered(v) {
			continue
		}
		self := f.isSelf(v, e) && !f.warned(v, cue) || f.ownPeople(v, cue)
		for _, r := range rules {
			if !f.applies(r.who, v, self) {
				continue
			}
			if r.act == "commit" && f.guessed(v) {
				continue
			}
			if l := f.Doc.Tokens[head].Lemma; f.lex.is("mental", l) || r.act == "reject" && self && f.lex.is("quiet", l) || self && head != v && f.lex.is("avowal", l) {
				continue
			}
			f.voiced(v, head, e, r)
			break
		}
	}
}

// guessed reports whether clause v is what the speakers only think will come: "we think
// we'll do well" promises nothing.
func (f *finder) guessed(v int) bool {
	t := &f.Doc.Tokens[v]
	s := f.Doc.Child(t.Head, "nsubj")
	return t.Dep == "ccomp" && s >= 0 && firstPerson(&f.Doc.Tokens[s]) && f.lex.is("guessing", f.Doc.Tokens[t.Head].Lemma)
}

// applies reports whether a rule for who is one for clause v.
func (f *finder) applies(who string, v int, self bool) bool {
	switch who {
	case "self":
		return self
	case "other":
		return !self
	case "hostile":
		return self && f.hostile(v) || f.answered(v) && !f.mightBe(v)
	case "you":
		s := f.Doc.Child(v, "nsubj")
		return s >= 0 && f.Doc.Tokens[s].Lower == "you" && f.lex.is("enabling", f.Doc.Tokens[v].Lemma)
	}
	return true
}

// modal is the cue in voice.txt of clause v and the token of its main verb:
// a modal verb of v with "_not" when denied, or "have"/"need" with an infinitive.
func (f *finder) modal(v int) (cue string, head int) {
	d := f.Doc
	t := &d.Tokens[v]
	if t.Pos != "VERB" && t.Pos != "AUX" || t.Dep == "aux" || t.Dep == "auxpass" {
		return "", v
	}
	if t.Lemma == "have" || t.Lemma == "need" {
		if f.mightBe(v) {
			return "", v // "may have to": a guess
		}
		if x := d.Child(v, "xcomp"); x >= 0 && f.hasTo(x) && (t.Lemma == "need" || d.Child(v, "dobj") < 0) && !f.yet(x, v) { // "has the means to" owes nothing
			return t.Lemma + f.notSuffix(v), x
		}
		if t.Lemma == "need" && d.Child(v, "nsubjpass") >= 0 {
			return t.Lemma + f.notSuffix(v), v
		}
		if o := d.Child(v, "dobj"); o >= 0 && t.Lemma == "need" {
			return t.Lemma + f.notSuffix(v), v
		}
	}
	for _, c := range d.Children(v) {
		if a := &d.Tokens[c]; a.Dep == "aux" && a.Tag == "MD" {
			if a.Lemma == "must" && (t.Tag == "VBG" || t.Tag == "VBN" && d.Child(v, "auxpass") < 0) {
				return "", v // "must be doing well", "must have known": a guess
			}
			if x := d.Child(v, "xcomp"); x >= 0 && f.lex.is("bold", t.Lemma) && f.negated(v) {
				return strings.TrimPrefix(a.Lemma, "'"), x // "will not hesitate to V"
			}
			return strings.TrimPrefix(a.Lemma, "'") + f.notSuffix(v), v
		}
	}
	return "", v
}

// mightBe reports whether verb v stands with a modal of possibility.
func (f *finder) mightBe(v int) bool {
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; t.Tag == "MD" && f.lex.is("possible", t.Lower) {
			return true
		}
	}
	return false
}

// pastNeed reports whether v tells what was needed then: "we had to wait", in words
// quoted as they were said, where the past is not that of the reporting verb.
func (f *finder) pastNeed(v, head int) bool {
	w := f.within[v]
	return f.Doc.Tokens[v].Tag == "VBD" && (head != v || f.Doc.Tokens[v].Lemma == "need") && len(w) > 0 && f.Attributions[w[len(w)-1]].Direct
}

// concerns reports whether v and head only say what a thing is about: "it has to do
// with money".
func (f *finder) concerns(v, head int) bool {
	d := f.Doc
	if head == v || d.Tokens[v].Lemma != "have" || d.Tokens[head].Lemma != "do" || d.Child(head, "dobj") >= 0 {
		return false
	}
	p := d.Child(head, "prep")
	return p >= 0 && d.Tokens[p].Lower == "with"
}

// unfulfilled reports whether clause v hangs on what is not so: "we would move faster if
// there had been no speeches", "if I were the minister".
func (f *finder) unfulfilled(v int) bool {
	d := f.Doc
	for _, c := range d.Children(v) {
		if t := &d.Tokens[c]; t.Dep != "advcl" || t.Tag != "VBN" && t.Lower != "were" {
			continue
		}
		mark, had := false, c > 0 && d.Tokens[c].Lower == "were" && d.Child(c, "nsubj") == c-1 && d.Tokens[c-1].Lower == "i"
		for _, k := range d.Children(c) {
			t := &d.Tokens[k]
			mark = mark || t.Dep == "mark" && f.lex.is("if", t.Lower)
			had = had || t.Dep == "aux" && t.Tag == "VBD"
		}
		if mark && had {
			return true
		}
	}
	return false
}

// warned reports whether the duty in clause v is another's, of whom its subject is only
// a pronoun: "she warned he had to move fast".
func (f *finder) warned(v int, cue string) bool {
	d := f.Doc
	s := f.subjectToken(v)
	return s >= 0 && d.Tokens[s].Pos == "PRON" && !firstPerson(&d.Tokens[s]) && !f.lex.is("would", cue) && !f.lex.is("future", cue) &&
		d.Tokens[v].Dep == "ccomp" && f.lex.is("warning", d.Tokens[d.Tokens[v].Head].Lemma)
}

// ownPeople reports whether clause v says what the speaker's own people will do: "the union
// said its members would walk out".
func (f *finder) ownPeople(v int, cue string) bool {
	d := f.Doc
	s := d.Child(v, "nsubj")
	if s < 0 || !f.lex.is("would", cue) && !f.lex.is("future", cue) || !f.lex.is("followers", d.Tokens[s].Lemma) {
		return false
	}
	p := d.Child(s, "poss")
	return p >= 0 && d.Tokens[p].Pos == "PRON"
}

func (f *finder) notSuffix(v int) string {
	if f.negated(v) {
		return "_not"
	}
	return ""
}

// mainClause reports whether v heads a main clause of what is said, not a
// relative or adverbial clause inside it.
func (f *finder) mainClause(v int, quoted bool) bool {
	d := f.Doc
	for range 8 {
		t := &d.Tokens[v]
		if t.Head == v {
			return true
		}
		if quoted && len(f.within[t.Head]) < len(f.within[v]) {
			return t.Dep == "ccomp" || t.Dep == "conj" || t.Dep == "parataxis" || t.Dep == "dep" || t.Dep == "acl"
		}
		switch t.Dep {
		case "conj", "parataxis", "dep":
		case "ccomp":
			if s := d.Child(t.Head, "nsubj"); !f.lex.is("epistemic", d.Tokens[t.Head].Lemma) && !(f.lex.is("telling", d.Tokens[t.Head].Lemma) && s >= 0 && firstPerson(&d.Tokens[s])) {
				return false // "we told them we would help" says it again
			}
		default:
			return false
		}
		v = t.Head
	}
	return false
}

// anonymous reports whether the words at v are those of nobody with a name, and of
// nobody's people: an official without a name still speaks of what "we" will do.
func (f *finder) anonymous(v int) bool {
	w := f.within[v]
	if len(w) == 0 {
		return false
	}
	a := &f.Attributions[w[len(w)-1]]
	if a.Kind == record.SourceAnonymous && a.Speaker >= 0 {
		e := &f.Cast.Entities[a.Speaker]
		return e.Party.ID == "" || e.Party.ID == e.ID || f.onlookers([]holder{{a.Speaker, -1}})
	}
	return a.Kind == record.SourceAnonymous || a.Kind == record.SourceOutlet
}

// uttered reports whether the words at v are said by their speaker, and not only
// what somebody is told to want or expect.
func (f *finder) uttered(v int) bool {
	w := f.within[v]
	in := &f.Attributions[w[len(w)-1]]
	for _, a := range w {
		if x := &f.Attributions[a]; x.Manner == record.Said && (x.Speaker == in.Speaker || f.sameParty(x.Speaker, in.Speaker)) {
			return true
		}
	}
	return false
}

// isSelf reports whether the subject of v is the speaker e or its party.
func (f *finder) isSelf(v, e int) bool {
	d := f.Doc
	if p := d.Child(v, "nsubjpass"); p >= 0 && f.lex.is("ridding", d.Tokens[v].Lemma) {
		return firstPerson(&d.Tokens[p]) || f.sameParty(f.actorAt(p), e) // "it will get rid of X" is no passive
	} else if p >= 0 {
		return d.Tokens[p].Lower == "we" && f.negated(v) && f.lex.is("future", d.Tokens[f.modalSpan(v).Start].Lower) // "we will not be bullied"
	}
	s := f.subjectToken(v)
	if s < 0 {
		return false
	}
	if firstPerson(&d.Tokens[s]) {
		return true
	}
	return f.sameParty(f.actorAt(s), e) || f.takesBack(v, s, e)
}

// takesBack reports whether the pronoun at s, the subject of what e says in clause v, was
// taken for somebody named in an if-clause before it only: "Norland said that if Osk does
// not sign, it will sue".
func (f *finder) takesBack(v, s, e int) bool {
	d := f.Doc
	if d.Tokens[s].Lower != "it" || d.Tokens[v].Dep != "ccomp" || f.Cast.Entities[e].Kind == actor.KindPerson {
		return false
	}
	if by := f.subjectToken(d.Tokens[v].Head); by < 0 || d.Tokens[by].Pos != "PROPN" || f.actorAt(by) != e {
		return false
	}
	it := f.actorAt(s)
	return slices.ContainsFunc(d.Children(v), func(c int) bool {
		if c > s || d.Tokens[c].Dep != "advcl" || !f.conditional(c) {
			return false
		}
		if it < 0 { // not taken for anybody, though somebody is to act
			return f.actorAt(d.Child(c, "nsubj")) >= 0
		}
		return slices.ContainsFunc(d.Subtree(c), func(k int) bool { return f.actorAt(k) == it })
	})
}

// sameParty reports whether entities a and b stand for one party.
func (f *finder) sameParty(a, b int) bool {
	if a < 0 || b < 0 {
		return false
	}
	return a == b || f.party(a).ID == f.party(b).ID
}

// voiced makes the candidate of a modal clause.
func (f *finder) voiced(v, head, e int, r voiceRule) {
	rids := f.Doc.Child(v, "acomp")
	if f.lex.is("nonvolitional", f.Doc.Tokens[v].Lemma) && !(rids >= 0 && f.lex.is("ridding", f.Doc.Tokens[rids].Lemma)) && (r.act == "commit" || r.act == "reject" || r.act == "demand" && f.hoped(v)) {
		return // "will suffer", "prices should fall" promise, demand and refuse nothing
	}
	if s := f.Doc.Child(v, "nsubj"); r.act == "demand" && f.modalLemma(v) == "should" && s >= 0 && f.Doc.Tokens[s].Tag == "DT" && !f.lex.is("include", f.Doc.Tokens[v].Lemma) {
		return // "this should keep prices up" foretells what a thing just told leads to
	}
	if r.act == "commit" && f.lex.is("procedural", f.Doc.Tokens[f.begun(v)].Lemma) {
		return // "will meet in May" is a date, not a promise
	}
	if w, _, bad := f.wrong(v); bad && w.class == "grave" && r.act == "commit" {
		return // nobody promises to breach a treaty: "it" is what would
	}
	if a := f.Doc.Child(v, "aux"); a >= 0 && a < f.Doc.Child(v, "nsubj") {
		return // "should prices fall": an if-clause, or a question
	}
	c := candidate{act: r.act, stance: r.stance, confidence: r.confidence, at: v, presumed: true, holders: []holder{{e, -1}}}
	if ent := &f.Cast.Entities[e]; ent.Kind == actor.KindPerson && f.party(e).ID == ent.ID {
		c.confidence -= 0.2 // one person's wish, behind whom no party is known
	}
	if t := &f.Doc.Tokens[v]; r.act == "commit" && t.Dep == "ccomp" && f.lex.is("menace", f.Doc.Tokens[t.Head].Lemma) {
		c.act = "threaten" // "warned that it would respond"
	}
	c.pred = f.modalSpan(v)
	c.points = f.points([]int{head})
	if head != v || r.act == "demand" { // the whole clause says what is asked of whom
		c.points = []point{{head, f.phraseSpan(v, true)}}
	}
	if r.who != "other" && r.act != "demand" && head == v && !f.answered(v) {
		c.points = []point{{v, f.verbPhrase(v)}}
	}
	if o := f.Doc.Child(v, "dobj"); o >= 0 && head == v && f.Doc.Tokens[v].Lemma == "need" {
		c.points = f.points([]int{o})
	}
	if s := f.Doc.Child(v, "nsubjpass"); s >= 0 && f.Doc.Tokens[v].Lemma == "need" {
		c.points = f.points([]int{s}) // "new talks are needed"
	}
	if a := f.Doc.Child(v, "attr"); a >= 0 && f.Doc.Child(v, "expl") >= 0 && r.act == "demand" {
		c.points = f.points([]int{a}) // "there should be a pause"
	}
	if s := f.Doc.Child(v, "nsubj", "nsubjpass"); s >= 0 && r.act == "demand" {
		for _, h := range f.namedAt(s) {
			c.to = append(c.to, h.entity)
		}
	}
	if head == v && (r.act != "demand" || !f.negated(v)) {
		for _, k := range f.sharers(v) {
			c.points = append(c.points, point{k, f.verbPhrase(k)})
		}
	}
	f.qualify(v, &c)
	c.modality.Hypothetical, c.modality.Future, c.modality.Negated = f.underIf(v) || f.mightBe(v), false, false
	if r.act == "demand" && f.missed(head) {
		if c.act, c.stance, c.confidence = "accuse", '-', 0.55; len(c.to) == 0 || f.Doc.Child(head, "nsubjpass") >= 0 {
			return // "it should have been reported" names nobody who should
		}
	}
	if c.act == "commit" && f.ultimatum(v, c.holders) {
		c.act = "threaten"
	}
	if c.act == "threaten" {
		c.to = append(c.to, f.defied(v, c.holders)...)
	}
	f.keep(c)
}

// sharers are the verbs coordinated with v that share its subject and its modal: "would
// cut the levy and end the ban".
func (f *finder) sharers(v int) []int {
	d := f.Doc
	var out []int
	for _, c := range d.Children(v) {
		t := &d.Tokens[c]
		if t.Dep != "conj" || c < v || !f.lex.is("adding", d.Tokens[max(0, d.SubtreeSpan(c).Start-1)].Lower) || t.Tag != "VB" && t.Tag != "VBP" || d.Child(c, "nsubj", "nsubjpass", "expl", "aux", "auxpass") >= 0 || f.lex.is("nonvolitional", t.Lemma) || f.lex.is("mental", t.Lemma) || f.lex.is("avowal", t.Lemma) || f.negated(c) {
			continue
		}
		out = append(append(out, c), f.sharers(c)...)
	}
	return out
}

// begun is what is begun, continued or ended by verb v ("will start filling"), else v.
func (f *finder) begun(v int) int {
	if x := f.Doc.Child(v, "xcomp"); x >= 0 && f.lex.is("aspect", f.Doc.Tokens[v].Lemma) {
		return x
	}
	return v
}

// hoped reports whether clause v, of what only happens, says what "should" come of itself:
// not of an act done to something, of an actor or a text, not what there should be or
// what an aim should be.
func (f *finder) hoped(v int) bool {
	d := f.Doc
	s := d.Child(v, "nsubj")
	x := d.Child(v, "xcomp")
	if a := d.Child(v, "attr"); a >= 0 && f.none(a) {
		return true // "there should be no doubt"
	}
	if d.Tokens[v].Lemma == "be" && d.Child(v, "attr") >= 0 && f.negated(v) {
		return false // "immunity should not be a requirement"
	}
	if a := d.Child(v, "acomp"); d.Tokens[v].Lemma == "be" && a >= 0 && d.Tokens[a].Pos == "ADJ" && d.Child(v, "expl") < 0 {
		return f.lex.is("outlook", d.Tokens[a].Lower) && !f.negated(v) // "prices should be higher", but not "shares should be equal"
	}
	return f.modalLemma(v) == "should" && d.Child(v, "nsubjpass", "expl") < 0 && f.actorAt(s) < 0 && !f.isText(s) && !(d.Tokens[v].Lemma == "be" && x >= 0 && f.hasTo(x))
}

// isText reports whether the noun at i, if any, is a text not yet in force: what it "should" bring about is
// asked of its makers.
func (f *finder) isText(i int) bool {
	return i >= 0 && (f.lex.is("authored", f.Doc.Tokens[i].Lemma) || f.lex.is("enacted", f.Doc.Tokens[i].Lemma))
}

// missed reports whether the clause of verb v tells what somebody should have done, which
// reproaches them with not having done it.
func (f *finder) missed(v int) bool {
	return f.Doc.Tokens[v].Tag == "VBN" && slices.ContainsFunc(f.Doc.Children(v), func(c int) bool {
		t := &f.Doc.Tokens[c]
		return t.Dep == "aux" && t.Lower == "have"
	})
}

// verbPhrase is verb v with what follows it, without subject and auxiliaries.
func (f *finder) verbPhrase(v int) nlp.Span {
	s := f.phraseSpan(v, true)
	s.Start = max(s.Start, v)
	return f.trim(s)
}

// underIf reports whether clause v is itself an if-clause or a question.
func (f *finder) underIf(v int) bool {
	s := f.Doc.Sent(v)
	return f.question(s)
}

func (f *finder) modalLemma(v int) string {
	s := f.modalSpan(v)
	return f.Doc.Tokens[s.Start].Lemma
}

// modalSpan is the modal, or "have"/"need" itself.
func (f *finder) modalSpan(v int) nlp.Span {
	for _, c := range f.Doc.Children(v) {
		if a := &f.Doc.Tokens[c]; a.Dep == "aux" && a.Tag == "MD" {
			return nlp.Span{Start: c, End: c + 1}
		}
	}
	return nlp.Span{Start: v, End: v + 1}
}

// rather reads "Norland would rather V": what a party would like better, whoever reports
// it.
func (f *finder) rather(v int, cue string) bool {
	if !f.lex.is("would", cue) {
		return false
	}
	r := f.Doc.Child(v, "advmod")
	if r < 1 || !f.lex.is("rather", f.Doc.Tokens[r].Lower) || f.Doc.Tokens[r-1].Tag != "MD" {
		return false
	}
	hs := f.subjects(v)
	if len(hs) == 0 || f.Doc.Child(v, "nsubj") > r { // "would rather the manager bought less"
		return false
	}
	p := point{v, f.verbPhrase(v)}
	for _, c := range f.Doc.Children(v) {
		if m := f.Doc.Child(c, "mark"); c > v && m >= 0 && f.Doc.Tokens[m].Lower == "than" {
			p.span.End = min(p.span.End, f.Doc.SubtreeSpan(c).Start)
		}
	}
	f.keep(candidate{act: "support", stance: '+', confidence: 0.6, at: v, pred: nlp.Span{Start: r, End: r + 1}, holders: hs, points: []point{p}})
	f.cues[f.Doc.Tokens[v].Sent] = true
	return true
}

// inReturn reads "In return, Norland would V": what a party offers for what was
// named just before, whoever reports it.
func (f *finder) inReturn(v int, cue string) bool {
	d := f.Doc
	if cue != "would" && cue != "will" {
		return false
	}
	for _, c := range d.Children(v) {
		if t := &d.Tokens[c]; t.Dep == "prep" && t.Lower == "in" {
			if o := d.Child(c, "pobj"); o >= 0 && f.lex.is("exchange", d.Tokens[o].Lower) && d.Child(o, "prep") < 0 {
				hs := f.subjects(v)
				if len(hs) == 0 {
					return false
				}
				cand := candidate{act: "offer", stance: '+', confidence: 0.75, at: v, pred: f.modalSpan(v), holders: hs, points: []point{{v, f.verbPhrase(v)}}}
				f.keep(cand)
				f.cues[d.Tokens[v].Sent] = true
				return true
			}
		}
	}
	return false
}
