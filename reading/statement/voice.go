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
		if f.inReturn(v, cue) || f.rather(v, cue) || f.ofPlan(v, head, cue) {
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
			if r.who == "self" && !self || r.who == "other" && self {
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

// unfulfilled reports whether clause v hangs on what was not so: "we would move faster
// if there had been no speeches".
func (f *finder) unfulfilled(v int) bool {
	d := f.Doc
	for _, c := range d.Children(v) {
		if t := &d.Tokens[c]; t.Dep != "advcl" || t.Tag != "VBN" {
			continue
		}
		mark, had := false, false
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
			if !f.lex.is("epistemic", d.Tokens[t.Head].Lemma) {
				return false
			}
		default:
			return false
		}
		v = t.Head
	}
	return false
}

// anonymous reports whether the words at v are those of nobody with a name.
func (f *finder) anonymous(v int) bool {
	w := f.within[v]
	if len(w) == 0 {
		return false
	}
	k := f.Attributions[w[len(w)-1]].Kind
	return k == "anonymous" || k == "outlet"
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
	if d.Child(v, "nsubjpass") >= 0 {
		return false
	}
	s := f.subjectToken(v)
	if s < 0 {
		return false
	}
	if firstPerson(&d.Tokens[s]) {
		return true
	}
	return f.sameParty(f.actorAt(s), e)
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
	if stative := f.lex.is("nonvolitional", f.Doc.Tokens[v].Lemma); stative && (r.act == "commit" || r.act == "reject" || r.act == "demand" && f.modalLemma(v) == "should" && f.Doc.Child(v, "nsubjpass") < 0 && f.actorAt(f.Doc.Child(v, "nsubj")) < 0) {
		return // "will suffer", "prices should fall" promise, demand and refuse nothing
	}
	if s := f.Doc.Child(v, "nsubj"); r.act == "demand" && f.modalLemma(v) == "should" && s >= 0 && f.Doc.Tokens[s].Tag == "DT" && !f.lex.is("include", f.Doc.Tokens[v].Lemma) {
		return // "this should keep prices up" foretells what a thing just told leads to
	}
	if r.act == "commit" && f.lex.is("procedural", f.Doc.Tokens[v].Lemma) {
		return // "will meet in May" is a date, not a promise
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
	if r.who == "self" && head == v {
		c.points = []point{{v, f.verbPhrase(v)}}
	}
	if o := f.Doc.Child(v, "dobj"); o >= 0 && head == v && f.Doc.Tokens[v].Lemma == "need" {
		c.points = f.points([]int{o})
	}
	if s := f.Doc.Child(v, "nsubjpass"); s >= 0 && f.Doc.Tokens[v].Lemma == "need" {
		c.points = f.points([]int{s}) // "new talks are needed"
	}
	if s := f.Doc.Child(v, "nsubj", "nsubjpass"); s >= 0 && r.act == "demand" {
		for _, h := range f.namedAt(s) {
			c.to = append(c.to, h.entity)
		}
	}
	f.qualify(v, &c)
	c.modality.Hypothetical, c.modality.Future, c.modality.Negated = f.underIf(v), false, false
	if r.act == "demand" && f.missed(head) {
		if c.act, c.stance, c.confidence = "accuse", '-', 0.55; len(c.to) == 0 || f.Doc.Child(head, "nsubjpass") >= 0 {
			return // "it should have been reported" names nobody who should
		}
	}
	f.keep(c)
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

// ofPlan reads "Norland's proposal would V", told by the reporter or by its author: what
// would be done is proposed. What another says that it would do is a judgement.
func (f *finder) ofPlan(v, head int, cue string) bool {
	d := f.Doc
	s := d.Child(v, "nsubj")
	if s < 0 || head != v || !f.lex.is("would", cue) || !f.lex.is("authored", d.Tokens[s].Lemma) || f.lex.is("nonvolitional", d.Tokens[v].Lemma) || f.lex.is("effecting", d.Tokens[v].Lemma) {
		return false
	}
	if p := d.Child(s, "poss"); p < 0 || d.Child(s, "acl") >= 0 || !f.mainClause(v, len(f.within[v]) > 0) {
		return false
	}
	hs := f.nounHolders(s)
	if len(hs) != 1 {
		return false
	}
	if e, quoted := f.speaker(v); quoted && !f.sameParty(e, hs[0].entity) {
		return false
	}
	f.keep(candidate{act: "propose", stance: '+', confidence: 0.7, at: v, pred: f.modalSpan(v), holders: hs, points: []point{{v, f.verbPhrase(v)}}})
	f.cues[d.Tokens[v].Sent] = true
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
