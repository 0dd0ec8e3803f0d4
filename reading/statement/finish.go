package statement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// author stands in holder.entity for the writer of the document.
const author = -2

// party is the reference to whom entity e speaks for.
func (f *finder) party(e int) record.Ref {
	if e == author {
		return f.Meta.Writer()
	}
	ent := &f.Cast.Entities[e]
	if ent.Party.ID != "" && ent.Party.ID != ent.ID {
		return ent.Party
	}
	return f.self(e)
}

// self is the reference to entity e itself, marked when it is a person.
func (f *finder) self(e int) record.Ref {
	ent := &f.Cast.Entities[e]
	r := record.Ref{ID: ent.ID, Name: ent.Name}
	if ent.Kind == actor.KindPerson {
		r.Kind = record.KindPerson
	}
	return r
}

// dropEmbedded removes what is only named inside another act's point: "urged
// Norland to accept" is no acceptance by Norland. What a noun with its own
// holder or a relative clause presupposes stays, and so does what stands under
// a verb that only says.
func (f *finder) dropEmbedded() {
	var keep []candidate
	for i := range f.found {
		if !f.embedded(i) {
			keep = append(keep, f.found[i])
		}
	}
	f.found = keep
}

func (f *finder) embedded(i int) bool {
	c := &f.found[i]
	if c.presupposed {
		return false
	}
	if c.defers {
		return slices.ContainsFunc(f.found, func(o candidate) bool {
			return o.act != "assess" && !o.presumed && len(c.points) > 0 && o.at == c.points[0].head
		})
	}
	for j := range f.found {
		o := &f.found[j]
		if o.defers && len(o.points) > 0 && o.points[0].head == c.at {
			continue
		}
		if i != j && o.at == c.at && c.presumed && !o.presumed && o.act != "assess" && len(o.holders) > 0 && (c.act != "accuse" || f.sameHolder(c, o)) && !demanded(c, o) {
			return true
		}
		if i != j && o.at == c.at && demanded(o, c) {
			return true // "bidders must sign" demands a signature and tells of none
		}
		if o.act == "question" && o.modality.Negated { // "I have no doubt that S" says S
			continue
		}
		if i == j || o.at == c.at || o.act == "assess" || len(o.holders) == 0 && o.act != "demand" && o.act != "reject" {
			continue
		}
		for _, p := range o.points {
			if p.head != c.at && !f.under(p.head, c.at) || f.Doc.IsAncestor(c.at, o.at) {
				continue
			}
			if t := &f.Doc.Tokens[c.at]; o.presumed && c.presumed && t.Dep == "conj" && t.Head == p.head && f.Doc.Child(c.at, "nsubj", "nsubjpass") >= 0 {
				continue // "you should pay, and you should go" are two
			}
			given := o.act == "withdraw" || o.act == "concede"
			given = given && !o.modality.Hypothetical && !o.modality.Future && !o.modality.Negated // "may drop its demand" has it yet
			if o.act == "insist" && (!c.presumed && !f.hortative(p.head) || c.act == "accuse" && f.sameHolder(c, o)) || !given && c.noun && len(c.holders) > 0 && c.holders[0].tok >= 0 && (!f.ownNoun(c) || p.head == c.at && answering[o.act] && !f.any(c.at)) {
				continue
			}
			if f.presupposed(c.at, p.head) && !(o.act == "deny" && f.lex.is("hearsay", f.Doc.Tokens[p.head].Lemma)) {
				continue
			}
			return true
		}
	}
	return false
}

// answering are the acts whose point was there before: who accepts "another offer by
// Norland to help" was made one.
var answering = map[string]bool{"accept": true, "support": true, "question": true}

// any reports whether noun i is whichever there may be: "any offer".
func (f *finder) any(i int) bool {
	return slices.ContainsFunc(f.Doc.Children(i), func(c int) bool {
		return f.Doc.Tokens[c].Dep == "det" && wrongs().is("general", f.Doc.Tokens[c].Lower)
	})
}

// demanded reports whether a is a demand, read from its modal, for the act that b would be.
func demanded(a, b *candidate) bool {
	return a.presumed && a.act == "demand" && len(a.holders) > 0 && !b.presumed && b.modality.Hypothetical
}

// sameHolder reports whether two acts have a holder in common.
func (f *finder) sameHolder(a, b *candidate) bool {
	return slices.ContainsFunc(a.holders, func(x holder) bool {
		return slices.ContainsFunc(b.holders, func(y holder) bool { return f.sameParty(x.entity, y.entity) })
	})
}

// under reports whether word i stands in the clause of top.
func (f *finder) under(top, i int) bool {
	for i != top {
		h := f.Doc.Tokens[i].Head
		if v := f.resumes(i); v >= 0 {
			h = v
		}
		if h == i || f.apart(i) {
			return false
		}
		i = h
	}
	return true
}

// ownNoun reports whether a noun act is not presupposed: it takes its holder from a
// verb around it ("made an offer"), or is indefinite ("a pledge from Norland").
func (f *finder) ownNoun(c *candidate) bool {
	if f.lightVerb(c.at) >= 0 || f.any(c.at) {
		return true
	}
	if t := &f.Doc.Tokens[c.at]; (t.Dep == "dobj" || t.Dep == "nsubjpass") && f.lex.is("respond", f.Doc.Tokens[t.Head].Lemma) {
		return false // what is accepted or refused was there before
	}
	for _, k := range f.Doc.Children(c.at) {
		if t := &f.Doc.Tokens[k]; t.Dep == "det" && f.lex.is("indefinite", t.Lower) {
			return true
		}
	}
	return false
}

// presupposed reports whether word i stands in a relative clause below top, or in a
// participle that says who is for or against it: "a plan rejected by Norland".
func (f *finder) presupposed(i, top int) bool {
	for i != top {
		t := &f.Doc.Tokens[i]
		if t.Dep == "relcl" || t.Dep == "acl" && t.Tag == "VBN" && f.Doc.Child(i, "agent") >= 0 || f.setOff(i) {
			return true
		}
		if t.Head == i {
			return false
		}
		i = t.Head
	}
	return false
}

// finish spreads the candidates over holders and points, and drops doubles.
func (f *finder) finish() ([]record.Statement, []nlp.Span) {
	text := record.NewText(f.Doc.Text)
	covered := make([]bool, len(f.Doc.Sents()))
	var out []record.Statement
	named := map[string]naming{}
	for i := range f.found {
		c := &f.found[i]
		if c.act == "assess" && (c.modality.Hypothetical || f.question(f.Doc.Sent(c.at))) || f.bare(c) ||
			c.modality.Negated && (c.joint || c.noflip || c.act == "question") {
			continue
		}
		for _, h := range c.holders {
			if h.entity >= 0 && (f.onlySource(c, h) || f.remark(c, h.entity)) {
				continue
			}
			covered[f.Doc.Tokens[c.at].Sent] = true
			if len(c.points) == 0 {
				s := f.statement(c, h, point{c.at, c.pred}, text)
				s.Issue, s.Option = nil, ""
				out = append(out, s)
				continue
			}
			for _, p := range c.points {
				s := f.statement(c, h, p, text)
				named[s.ID] = f.named
				out = append(out, s)
				out = append(out, f.exchanged(c, h, &out[len(out)-1], text)...)
			}
		}
	}
	out = dedupe(out)
	o := outline{of: named, refers: f.Agenda.Hollow, headline: f.headlined, subject: f.subject}
	o.complete(out)
	var uncoded []nlp.Span
	for s, cue := range f.cues {
		if cue && !covered[s] {
			uncoded = append(uncoded, f.trim(f.Doc.Sents()[s]))
		}
	}
	return out, uncoded
}

// remark reports whether the act is only a saying by people who are nobody's party
// ("delegates said"): their word is a source, not an assessment on record.
func (f *finder) remark(c *candidate, e int) bool {
	ent := &f.Cast.Entities[e]
	return c.act == "assess" && ent.Kind == actor.KindGroup && ent.Party.ID == ent.ID
}

// bare reports whether the act puts forward a list without saying what is in it
// ("presented a set of demands"): the items, if they come, are the statements.
func (f *finder) bare(c *candidate) bool {
	if c.act != "propose" && c.act != "demand" && c.act != "offer" || len(c.points) != 1 {
		return false
	}
	h := c.points[0].head
	t := &f.Doc.Tokens[h]
	if f.lex.is("empty", t.Lower) && f.Doc.Child(h, "acl", "relcl", "prep") < 0 {
		return true
	}
	if f.lex.is("measure", t.Lemma) {
		if p := f.Doc.Child(h, "prep"); p >= 0 && f.Doc.Tokens[p].Lower == "of" {
			if o := f.Doc.Child(p, "pobj"); o >= 0 {
				h, t = o, &f.Doc.Tokens[o]
			}
		}
	}
	fr := f.listFrame(t.Lemma)
	if fr == nil || c.act == "demand" && fr.act != "demand" {
		return false // to demand an offer is to demand something
	}
	return f.Doc.Child(h, "acl", "relcl", "ccomp") < 0 && !f.told(h)
}

// told reports whether noun h says what it is about: "a demand for X".
func (f *finder) told(h int) bool {
	for _, c := range f.Doc.Children(h) {
		switch t := &f.Doc.Tokens[c]; {
		case t.Dep == "prep" && (t.Lower == "for" || t.Lower == "on"):
			return true
		case (t.Dep == "amod" || t.Dep == "compound") && f.Cast.At(c) == nil && !f.lex.is("plain", t.Lower) && !f.lex.is("unit", t.Lower):
			return true
		}
	}
	return false
}

// onlySource reports whether a holder merely reports: a place, or an outlet or
// people without a name who only speak here. Who demands or refuses, even without a
// name, does more.
func (f *finder) onlySource(c *candidate, h holder) bool {
	speaks := c.act == "assess" || c.presumed || h.tok < 0
	return speaks && (f.Cast.Entities[h.entity].Kind == actor.KindPlace || f.mouth(h.entity))
}

// mouth reports whether entity e is only a source of the text.
func (f *finder) mouth(e int) bool {
	ent := &f.Cast.Entities[e]
	return f.mouths[e] && ent.Party.ID == ent.ID
}

func (f *finder) span(text *record.Text, s nlp.Span) record.Span {
	return text.Span(f.Doc.Tokens[s.Start].Start, f.Doc.Tokens[s.End-1].End)
}

// statement is the record of one candidate, holder and point.
func (f *finder) statement(c *candidate, h holder, p point, text *record.Text) record.Statement {
	evidence := f.span(text, f.line(c.at))
	party := f.party(h.entity)
	s := record.Statement{
		Doc: f.Meta.ID, Act: c.act, Party: party,
		Point: f.span(text, p.span), Predicate: f.span(text, c.pred), Evidence: evidence,
		Modality: c.modality, Conditions: []record.Span{}, Quantities: []record.Quantity{}, Places: []record.Place{},
		Reported: f.Meta.Published, Family: f.Meta.ID, Independent: 1,
		Grade: record.Grade{Source: "F", Information: "6"}, By: record.Machine, Confidence: round2(c.confidence),
	}
	if h.entity >= 0 {
		if ent := &f.Cast.Entities[h.entity]; ent.ID != party.ID {
			self := f.self(h.entity)
			s.Speaker = &self
		}
	}
	s.Addressees = f.towards(c.to, h.entity, c.act)
	for _, k := range c.conditions {
		s.Conditions = append(s.Conditions, f.span(text, k))
	}
	f.chain(&s, c, h, text)
	stance := f.flip(&s, c)
	f.topic(&s, p, stance, f.Doc.Sent(c.at), c.none)
	s.ID = record.ID(s.Doc, s.Act, party.ID, fmt.Sprint(s.Point.Start, s.Point.End, s.Predicate.Start), s.Evidence.Text)
	return s
}

// judging are the acts that are directed at somebody of one's own side too.
var judging = map[string]bool{"accuse": true, "support": true, "reject": true, "question": true}

// towards are those at whom the act of holder is directed: each with the party that it
// stands for, a person also by name.
func (f *finder) towards(entities []int, holder int, act string) []record.Ref {
	out := []record.Ref{}
	seen := map[string]bool{f.party(holder).ID: true}
	add := func(r record.Ref) {
		if !seen[r.ID] {
			seen[r.ID] = true
			out = append(out, r)
		}
	}
	for _, e := range entities {
		add(f.party(e))
		if e != holder && (judging[act] || f.Cast.Entities[e].Kind == actor.KindPerson && !f.sameParty(e, holder)) {
			add(f.self(e))
		}
	}
	return out
}

func round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// line is the sentence of token i as far as it stands in i's paragraph: the
// parser may join what a line end parts.
func (f *finder) line(i int) nlp.Span {
	s := f.Doc.Sent(i)
	for k := i; k >= s.Start; k-- {
		if t := &f.Doc.Tokens[k]; t.IsSpace && strings.Contains(t.Text, "\n") {
			s.Start = k + 1
			break
		}
	}
	for k := i; k < s.End; k++ {
		if t := &f.Doc.Tokens[k]; t.IsSpace && strings.Contains(t.Text, "\n") {
			s.End = k
			break
		}
	}
	for s.Start < s.End-1 && f.Doc.Tokens[s.Start].IsSpace {
		s.Start++
	}
	for s.End-1 > s.Start && f.Doc.Tokens[s.End-1].IsSpace {
		s.End--
	}
	return s
}

// flip turns a denied act into what the denial says: not accepting is
// rejecting, not letting go is insisting. A denied rejection or demand stays
// what it is, denied, with no stance.
func (f *finder) flip(s *record.Statement, c *candidate) byte {
	if !s.Modality.Negated {
		return c.stance
	}
	if c.noflip {
		return '?'
	}
	switch {
	case giving[c.act]:
		s.Act = "reject"
		return '-'
	case c.act == "withdraw":
		s.Act = "insist"
		return '+'
	case c.act == "reject" && c.yields:
		s.Act, s.Confidence = "accept", round2(c.confidence-0.2)
		return '+'
	}
	return '?'
}

// exchanged makes the statement of what the holder wants in return and links
// the two.
func (f *finder) exchanged(c *candidate, h holder, s *record.Statement, text *record.Text) []record.Statement {
	var out []record.Statement
	for _, r := range c.returns {
		back := *c
		back.act, back.stance, back.conditions, back.returns = "demand", '+', nil, nil
		if c.act == "demand" {
			back.act = "offer"
		}
		b := f.statement(&back, h, r, text)
		b.Exchange, s.Exchange = s.ID, b.ID
		out = append(out, b)
	}
	return out
}
