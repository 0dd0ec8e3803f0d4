package statement

import (
	"fmt"
	"sort"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

// author stands in holder.entity for the writer of the document.
const author = -2

// party is the reference to whom entity e speaks for.
func (f *finder) party(e int) record.Ref {
	if e == author {
		name := f.Meta.Author
		if name == "" {
			name = "the writer"
		}
		return record.Ref{ID: "author", Name: name, Kind: record.KindAuthor}
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
	for j := range f.found {
		o := &f.found[j]
		if i != j && o.at == c.at && c.presumed && !o.presumed && o.act != "assess" && len(o.holders) > 0 {
			return true
		}
		if o.act == "question" && o.modality.Negated { // "I have no doubt that S" says S
			continue
		}
		if i == j || o.at == c.at || o.act == "assess" || len(o.holders) == 0 && o.act != "demand" && o.act != "reject" {
			continue
		}
		for _, p := range o.points {
			if p.head != c.at && !f.Doc.IsAncestor(p.head, c.at) || f.Doc.IsAncestor(c.at, o.at) {
				continue
			}
			if o.act == "insist" && !c.presumed || c.noun && len(c.holders) > 0 && c.holders[0].tok >= 0 && !f.ownNoun(c) {
				continue
			}
			if f.presupposed(c.at, p.head) {
				continue
			}
			return true
		}
	}
	return false
}

// ownNoun reports whether a noun act is not presupposed: it takes its holder from a
// verb around it ("made an offer"), or is indefinite ("a pledge from Norland").
func (f *finder) ownNoun(c *candidate) bool {
	if f.lightVerb(c.at) >= 0 {
		return true
	}
	if t := &f.Doc.Tokens[c.at]; t.Dep == "dobj" && f.lex.is("respond", f.Doc.Tokens[t.Head].Lemma) {
		return false // what is accepted or refused was there before
	}
	for _, k := range f.Doc.Children(c.at) {
		if t := &f.Doc.Tokens[k]; t.Dep == "det" && f.lex.is("indefinite", t.Lower) {
			return true
		}
	}
	return false
}

// presupposed reports whether word i stands in a relative clause below top.
func (f *finder) presupposed(i, top int) bool {
	for i != top {
		t := &f.Doc.Tokens[i]
		if t.Dep == "relcl" {
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
	pointing, known := map[string]bool{}, map[string]bool{}
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
				pointing[s.ID], known[s.ID] = f.pointing, f.known
				out = append(out, s)
				out = append(out, f.exchanged(c, h, &out[len(out)-1], text)...)
			}
		}
	}
	out = dedupe(out)
	inheritIssues(out, pointing, known)
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
	return f.listFrame(t.Lemma) != nil && f.Doc.Child(h, "acl", "relcl", "ccomp") < 0 && !f.told(h)
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
		Doc: f.Meta.ID, Act: c.act, Party: party, Addressees: []record.Ref{},
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
	seen := map[string]bool{party.ID: true}
	for _, e := range c.to {
		if r := f.party(e); !seen[r.ID] {
			seen[r.ID] = true
			s.Addressees = append(s.Addressees, r)
		}
	}
	for _, k := range c.conditions {
		s.Conditions = append(s.Conditions, f.span(text, k))
	}
	f.chain(&s, c, h, text)
	stance := f.flip(&s, c)
	f.topic(&s, p, stance, f.Doc.Sent(c.at), c.none)
	s.ID = record.ID(s.Doc, s.Act, party.ID, fmt.Sprint(s.Point.Start, s.Point.End, s.Predicate.Start), s.Evidence.Text)
	return s
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
	switch c.act {
	case "accept", "support", "offer", "commit", "propose", "concede", "agree":
		s.Act = "reject"
		return '-'
	case "withdraw":
		s.Act = "insist"
		return '+'
	case "reject":
		if c.yields {
			s.Act, s.Confidence = "accept", round2(c.confidence-0.2)
			return '+'
		}
	}
	return '?'
}

// topic sets issue, option and stance.
func (f *finder) topic(s *record.Statement, p point, stance byte, sent nlp.Span, none bool) {
	m := f.issue(p, sent)
	f.pointing, f.known = m.Issue.ID == "", m.Known
	if m.Issue.ID != "" && (m.Known || s.Act != "decline" && !f.remarkOn(s, p) && !f.onlyNames(m.Issue.Name)) {
		s.Issue, s.Option = &record.Ref{ID: m.Issue.ID, Name: m.Issue.Name}, m.Option
	}
	against := m.Direction == record.Against && !none
	if (s.Act == "support" || s.Act == "accept" || s.Act == "reject") && f.lex.is("act", f.Doc.Tokens[p.head].Lemma) && len(f.nounHolders(p.head)) > 0 {
		against = false // for or against somebody's proposal, whatever it proposes
	}
	if s.Act == "concede" {
		stance = '?'
	}
	switch {
	case s.Act == "assess" || s.Act == "decline" || stance == '?':
		s.Stance = record.Unclear
	case len(s.Conditions) > 0:
		s.Stance = record.Conditional
	case (stance == '-') != against:
		s.Stance = record.Against
	default:
		s.Stance = record.For
	}
}

// remarkOn reports whether an assessment is a whole clause: its head noun is no
// issue, only what was talked of.
func (f *finder) remarkOn(s *record.Statement, p point) bool {
	pos := f.Doc.Tokens[p.head].Pos
	return s.Act == "assess" && (pos == "VERB" || pos == "AUX")
}

// onlyNames reports whether an issue's name consists of words of actors' names: who
// is talked about, not what.
func (f *finder) onlyNames(name string) bool {
	if f.nameWords == nil {
		f.nameWords = map[string]bool{}
		for i := range f.Cast.Entities {
			e := &f.Cast.Entities[i]
			if e.Kind != actor.KindPerson && e.Kind != actor.KindState && e.Kind != actor.KindPlace && e.Kind != actor.KindOffice {
				continue // a body can be an issue ("the Fund"), a person or a state is none
			}
			for _, a := range append([]string{e.Name}, e.Aliases...) {
				for _, w := range strings.Fields(strings.ToLower(a)) {
					f.nameWords[w] = true
				}
			}
		}
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if !f.nameWords[w] {
			return false
		}
	}
	return true
}

// issue matches the point to the agenda. Where the point is a clause about its
// subject ("X could be a starting point"), the subject says the issue; where all
// it has is a word for something said before, it has none of its own.
func (f *finder) issue(p point, sent nlp.Span) agenda.Match {
	d := f.Doc
	t := &d.Tokens[p.head]
	if f.actorAt(p.head) >= 0 && t.Pos != "VERB" { // "backed Norland on the dates": the issue is the dates
		for _, c := range d.Children(t.Head) {
			if ct := &d.Tokens[c]; ct.Dep == "prep" && f.lex.is("about", ct.Lower) {
				for _, o := range f.prepObject(c) {
					if m := f.Agenda.Match(d, f.phraseSpan(o, false), sent); f.actorAt(o) < 0 {
						return m
					}
				}
			}
		}
		return agenda.Match{}
	}
	m := f.Agenda.Match(d, p.span, sent)
	if t.Pos == "NOUN" && !m.Known {
		if fr := f.lex.nouns[t.Lemma]; len(fr) > 0 { // "a request to suspend flights" is about the flights
			if heads, _ := f.content(p.head, fr[0].slots); len(heads) > 0 && p.span.Contains(heads[0]) && heads[0] != p.head {
				if mc := f.Agenda.Match(d, f.phraseSpan(heads[0], false), sent); mc.Known {
					return mc
				}
			}
		}
	}
	if t.Pos == "VERB" || t.Pos == "AUX" {
		s := d.Child(p.head, "nsubj", "nsubjpass")
		if s >= 0 && (f.lex.is("equative", t.Lemma) || d.Child(p.head, "nsubjpass") >= 0 && !m.Known) && (f.actorAt(s) < 0 || d.Tokens[s].Lower == "it") && p.span.Contains(s) {
			if f.vague(s) {
				if !m.Known {
					return agenda.Match{}
				}
			} else if ms := f.Agenda.Match(d, f.trim(d.SubtreeSpan(s)), sent); ms.Known || !m.Known || f.lex.is("equative", t.Lemma) {
				ms.Direction = m.Direction
				return ms
			}
		}
		if o := d.Child(p.head, "dobj"); o >= 0 && !m.Known && f.vague(o) {
			return agenda.Match{}
		}
	} else if f.vague(p.head) && !m.Known {
		return agenda.Match{}
	}
	return m
}

// vague reports whether the phrase at token i only points to something said
// before: a pronoun, or a bare "the idea", "these terms".
func (f *finder) vague(i int) bool {
	t := &f.Doc.Tokens[i]
	if t.Pos == "PRON" {
		return f.lex.is("pronoun", t.Lower) || f.lex.is("plural", t.Lower)
	}
	return f.lex.is("vague", t.Lemma) && !f.told(i) && f.Doc.Child(i, "acl", "relcl", "prep") < 0
}

// chain sets the sources from the outlet down to the holder, and whether
// somebody else says it about the party.
func (f *finder) chain(s *record.Statement, c *candidate, h holder, text *record.Text) {
	s.Sources = []record.Source{}
	if f.Meta.Outlet != "" {
		s.Sources = append(s.Sources, record.Source{Kind: record.SourceOutlet, Name: f.Meta.Outlet})
	}
	last := ""
	within := f.within[c.at]
	for _, a := range within {
		at := &f.Attributions[a]
		if len(at.Source) == 0 && at.Speaker < 0 {
			continue
		}
		src := record.Source{Kind: at.Kind, Count: at.Count, Description: at.Description}
		if len(at.Source) > 0 {
			sp := f.span(text, at.Source[0])
			src.Span, src.Name = &sp, sp.Text
		}
		if at.Speaker >= 0 {
			src.Name = f.Cast.Entities[at.Speaker].Name
			last = f.Cast.Entities[at.Speaker].ID
		}
		s.Sources = append(s.Sources, src)
	}
	if h.entity == author {
		s.Sources = append(s.Sources, record.Source{Kind: record.SourceAuthor, Name: s.Party.Name})
		return
	}
	if n := len(within); n > 0 {
		if sp := f.Attributions[within[n-1]].Speaker; sp >= 0 && !f.sameParty(sp, h.entity) && !f.mouth(sp) && !f.anonymous(c.at) {
			k := f.Attributions[within[n-1]].Kind
			s.Modality.Reported = k == record.SourceNamed || k == record.SourceOffice
		} else if sp >= 0 && f.sameParty(sp, h.entity) && c.act != "demand" && f.Attributions[within[n-1]].Manner == record.Said {
			s.Modality.Future = false // what a party says it will do, it announces
		}
	}
	ent := &f.Cast.Entities[h.entity]
	if ent.ID == last {
		return
	}
	src := record.Source{Kind: holderKind(ent), Name: ent.Name}
	if h.tok >= 0 {
		if m := f.Cast.At(h.tok); m != nil {
			sp := f.span(text, nlp.Span{Start: m.Start, End: m.End})
			src.Span = &sp
			if m.ReadAs != "" {
				src.Description = "read as " + m.ReadAs
			}
		}
	}
	s.Sources = append(s.Sources, src)
}

func holderKind(e *actor.Entity) string {
	switch e.Kind {
	case actor.KindOffice:
		return record.SourceOffice
	case actor.KindGroup:
		return record.SourceCollective
	}
	return record.SourceNamed
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

// pointBack is how far before a statement, in code points, what its point points to
// may stand.
const pointBack = 400

// inheritIssues gives a statement whose point only names something said before
// the issue of the nearest earlier statement about something. pointing lists them.
func inheritIssues(out []record.Statement, pointing, known map[string]bool) {
	topic := mainIssue(out, known)
	for i := range out {
		if out[i].Issue != nil || out[i].Act == "decline" || !pointing[out[i].ID] {
			continue
		}
		for j := i - 1; j >= 0 && out[j].Evidence.End > out[i].Evidence.Start-pointBack; j-- {
			if out[j].Issue != nil && out[j].Point != out[i].Point {
				issue := *out[j].Issue
				out[i].Issue, out[i].Option = &issue, out[j].Option
				break
			}
		}
		if out[i].Issue == nil && topic != nil {
			issue := *topic
			out[i].Issue = &issue
		}
	}
}

// mainIssue is what the document is about: the issue of the agenda that at least two
// of its acts, and most of them, concern. nil when none stands out.
func mainIssue(out []record.Statement, known map[string]bool) *record.Ref {
	count := map[string]int{}
	var best *record.Ref
	for i := range out {
		if s := &out[i]; s.Issue != nil && known[s.ID] && s.Act != "assess" {
			count[s.Issue.ID]++
			if n := count[s.Issue.ID]; n >= 2 && (best == nil || n > count[best.ID]) {
				best = s.Issue
			}
		}
	}
	return best
}

// dedupe keeps one of several statements of one party about one place: the most
// certain, and a position rather than an assessment. Statements come out in the
// order of evidence, point and predicate.
func dedupe(in []record.Statement) []record.Statement {
	sort.SliceStable(in, func(a, b int) bool {
		x, y := &in[a], &in[b]
		switch {
		case x.Evidence.Start != y.Evidence.Start:
			return x.Evidence.Start < y.Evidence.Start
		case x.Point.Start != y.Point.Start:
			return x.Point.Start < y.Point.Start
		case x.Predicate.Start != y.Predicate.Start:
			return x.Predicate.Start < y.Predicate.Start
		case x.Point.End != y.Point.End:
			return x.Point.End < y.Point.End
		case x.Party.Name != y.Party.Name:
			return x.Party.Name < y.Party.Name
		}
		return x.Act < y.Act
	})
	drop := make([]bool, len(in))
	for i := range in {
		for j := range in {
			if i == j || drop[j] || drop[i] || in[i].Evidence.Start != in[j].Evidence.Start || in[i].Party.ID != in[j].Party.ID {
				continue
			}
			if repeats(&in[i], &in[j]) {
				drop[i] = true
			}
			if !in[i].Point.Overlaps(in[j].Point) {
				continue
			}
			if worse(&in[i], &in[j], i > j) {
				drop[i] = true
			}
		}
	}
	out := in[:0]
	for i := range in {
		if !drop[i] {
			out = append(out, in[i])
		}
	}
	return out
}

// repeats reports whether a says of a bare pronoun what b says in words: "rejected
// the terms, calling them unacceptable".
func repeats(a, b *record.Statement) bool {
	w := strings.ToLower(a.Point.Text)
	return a.Act == b.Act && (tables().is("pronoun", w) || tables().is("plural", w)) && len(b.Point.Text) > len(a.Point.Text)
}

// worse reports whether a says nothing that b does not say better.
func worse(a, b *record.Statement, later bool) bool {
	if a.Act == b.Act && a.Point == b.Point {
		return a.Confidence < b.Confidence || a.Confidence == b.Confidence && (a.Predicate.Start > b.Predicate.Start || a.Predicate == b.Predicate && later)
	}
	if a.Act == "assess" && b.Act != "assess" && a.Point.Start <= b.Predicate.Start && b.Predicate.End <= a.Point.End {
		return true
	}
	if a.Act == "assess" && b.Act != "assess" {
		return a.Point.Start <= b.Point.Start && b.Point.End <= a.Point.End
	}
	if a.Act == b.Act && b.Confidence >= a.Confidence {
		return b.Point.Start <= a.Point.Start && a.Point.End <= b.Point.End && b.Point != a.Point && a.Exchange == ""
	}
	return false
}
