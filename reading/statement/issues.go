package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

// topic sets issue, option and stance.
func (f *finder) topic(s *record.Statement, p point, stance byte, sent nlp.Span, none bool) {
	m := f.issue(s.Act, p, sent)
	if a := f.askedOf(s.Act, p.head, sent); a.Known && !m.Known {
		m = a
	}
	remark := !m.Known && f.remarkOn(s, p)
	if remark {
		m = f.subjectIssue(p, sent)
	}
	f.named = naming{known: m.Known, pointing: m.Issue.ID == "", hollow: m.Hollow}
	if name, head := f.Agenda.Noun(f.Doc, f.subjectOr(p, remark)); name != "" && f.actorAt(head) < 0 {
		f.named.noun = name
	} else if m.Hollow {
		f.named.noun = m.Issue.Name // a verb: "step down"
	}
	if m.Issue.ID != "" && (m.Known || s.Act != "decline" && !f.onlyNames(m.Issue.Name)) {
		s.Issue, s.Option = &record.Ref{ID: m.Issue.ID, Name: m.Issue.Name}, m.Option
		if m.Told != "" {
			*s.Issue = m.Issue.Told(m.Told, agenda.Slug(m.Told))
		}
	}
	if s.Issue == nil {
		if s.Issue = f.somebody(p.head); s.Issue == nil && f.Doc.Tokens[p.head].Pos == "VERB" {
			if o := f.Doc.Child(p.head, "dobj", "nsubjpass"); o >= 0 {
				s.Issue = f.somebody(o)
			}
		}
	}
	against := m.Direction == record.Against && !none && (s.Issue != nil || f.named.pointing) // without an issue it is towards the point itself
	if (s.Act == "support" || s.Act == "accept" || s.Act == "reject") && f.lex.is("act", f.Doc.Tokens[p.head].Lemma) && len(f.nounHolders(p.head)) > 0 {
		against = false // for or against somebody's proposal, whatever it proposes
	}
	if s.Act == "concede" {
		stance = '?'
	}
	if f.lex.is("neutral", f.Doc.Tokens[p.head].Lemma) && f.Doc.Tokens[p.head].Pos == "VERB" {
		stance = '?' // to want a thing addressed is not to want the thing
	}
	if s.Act == "insist" && f.statesFact(p.head) {
		stance = '?' // to insist that quotas do not help is not to be against them
	}
	if against && f.wording(p.head) {
		stance = '?' // to want a paragraph on a thing deleted is not to be against the thing
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

// somebody is the issue of a point that is a person or a body and nothing else: for or
// against whom one is. A state is no issue.
func (f *finder) somebody(head int) *record.Ref {
	e := f.actorAt(head)
	if e < 0 || f.Doc.Tokens[head].Pos == "VERB" {
		return nil
	}
	switch ent := &f.Cast.Entities[e]; ent.Kind {
	case actor.KindPerson, actor.KindBody:
		return &record.Ref{ID: ent.ID, Name: ent.Name}
	}
	return nil
}

// wording reports whether what is to be done, by the verb or noun at token i, is done
// to a part of a text: "that the reference to X be deleted", "deletion of the footnote".
func (f *finder) wording(i int) bool {
	o := f.Doc.Child(i, "nsubjpass", "dobj")
	if p := f.Doc.Child(i, "prep"); o < 0 && p >= 0 && f.Doc.Tokens[p].Lower == "of" {
		o = f.Doc.Child(p, "pobj")
	}
	return o >= 0 && f.lex.is("part", f.Doc.Tokens[o].Lemma)
}

// statesFact reports whether clause v says of another what happens or can happen, and
// not what must or will, or how a thing is to be judged.
func (f *finder) statesFact(v int) bool {
	d := f.Doc
	t := &d.Tokens[v]
	s := d.Child(v, "nsubj", "nsubjpass")
	if t.Pos != "VERB" || s < 0 || d.Tokens[s].Pos == "PRON" || f.lex.is("copula", t.Lemma) {
		return false
	}
	if f.hasModal(v) {
		return f.able(v)
	}
	return t.Tag != "VBP" && !f.hortative(v) // "that pacts reflect the market" may be a wish
}

// remarkOn reports whether an assessment is a whole clause: its head noun is no
// issue, only what was talked of.
func (f *finder) remarkOn(s *record.Statement, p point) bool {
	pos := f.Doc.Tokens[p.head].Pos
	return s.Act == "assess" && (pos == "VERB" || pos == "AUX")
}

// askedOf is the issue that one who gives no answer by the word at i was asked about in
// the same sentence: "asked whether it could live with cameras, the ministry declined to
// comment". Only one of the agenda counts.
func (f *finder) askedOf(act string, i int, sent nlp.Span) agenda.Match {
	d := f.Doc
	if act != "decline" {
		return agenda.Match{}
	}
	for v := sent.Start; v < sent.End; v++ {
		if t := &d.Tokens[v]; t.Tag != "VBN" || !f.lex.is("questioning", t.Lemma) || t.Dep != "advcl" || !d.IsAncestor(t.Head, i) && t.Head != i {
			continue
		}
		for _, c := range d.Children(v) {
			if dep := d.Tokens[c].Dep; c < v || dep != "ccomp" && dep != "prep" && dep != "xcomp" {
				continue
			}
			if m := f.Agenda.Match(d, f.trim(d.SubtreeSpan(c)), sent); m.Known {
				return m
			}
		}
	}
	return agenda.Match{}
}

// subjectOr is what a remark is about, its subject, or the point itself.
func (f *finder) subjectOr(p point, remark bool) nlp.Span {
	if s := f.Doc.Child(p.head, "nsubj", "nsubjpass"); remark && s >= 0 {
		return f.trim(f.Doc.SubtreeSpan(s))
	}
	return p.span
}

// subjectIssue is the issue of an assessment that is a whole clause: what its subject
// names, where that is a certain thing and not somebody or a pronoun.
func (f *finder) subjectIssue(p point, sent nlp.Span) agenda.Match {
	s := f.Doc.Child(p.head, "nsubj", "nsubjpass")
	if s < 0 || f.Doc.Tokens[s].Pos != "NOUN" || f.actorAt(s) >= 0 || f.vague(s) {
		return agenda.Match{}
	}
	m := f.Agenda.Match(f.Doc, f.trim(f.Doc.SubtreeSpan(s)), sent)
	det := f.Doc.Child(s, "det")
	if !m.Known && !strings.Contains(m.Issue.Name, " ") && (det < 0 || f.lex.is("indefinite", f.Doc.Tokens[det].Lower)) {
		return agenda.Match{}
	}
	return m
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
func (f *finder) issue(act string, p point, sent nlp.Span) agenda.Match {
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
	if v := f.summedUp(p.head); v >= 0 {
		return f.Agenda.Match(d, f.trim(nlp.Span{Start: d.SubtreeSpan(v).Start, End: p.span.Start}), sent)
	}
	m := f.Agenda.Match(d, f.unconditioned(p), sent)
	if r := f.antecedent(p.head); r >= 0 { // "a truce, which Norland says it would accept"
		if of := f.Agenda.Match(d, f.phraseSpan(r, false), sent); of.Known || of.Issue.ID != "" && m.Issue.ID == "" {
			if m.Direction == record.Against {
				of.Direction = opposite(of.Direction)
			}
			return of
		}
	}
	if t.Pos == "NOUN" && !m.Known {
		if fr := f.lex.nouns[t.Lemma]; len(fr) > 0 { // "a request to suspend flights" is about the flights
			if heads, _ := f.content(p.head, fr[0]); len(heads) > 0 && p.span.Contains(heads[0]) && heads[0] != p.head {
				if mc := f.Agenda.Match(d, f.phraseSpan(heads[0], false), sent); mc.Known {
					return mc
				}
			}
		}
	}
	if t.Pos == "VERB" || t.Pos == "AUX" {
		s := d.Child(p.head, "nsubj", "nsubjpass")
		told := f.lex.is("equative", t.Lemma) || !m.Known && (d.Child(p.head, "nsubjpass") >= 0 || doubting[act]) // what it says of the subject
		if s >= 0 && told && (f.actorAt(s) < 0 || d.Tokens[s].Lower == "it") && p.span.Contains(s) {
			if f.vague(s) {
				if !m.Known {
					return agenda.Match{}
				}
			} else if ms := f.Agenda.Match(d, f.trim(d.SubtreeSpan(s)), sent); ms.Known || !m.Known || f.lex.is("equative", t.Lemma) {
				ms.Direction = m.Direction
				return ms
			}
		}
		if o := d.Child(p.head, "dobj"); o >= 0 && !m.Known && (m.Issue.ID == "" || f.vague(o) || f.onlyNames(m.Issue.Name)) {
			if to := f.purpose(p, o); to >= 0 {
				return f.Agenda.Match(d, f.trim(d.SubtreeSpan(to)), sent)
			}
			if f.vague(o) {
				return agenda.Match{}
			}
		}
	} else if f.vague(p.head) && (!m.Known || t.Pos == "PRON") {
		return agenda.Match{}
	}
	return m
}

// antecedent is the noun that the relative pronoun which is the object of verb v stands
// for, -1 where it has no such object.
func (f *finder) antecedent(v int) int {
	o := f.Doc.Child(v, "dobj", "nsubjpass")
	if t := &f.Doc.Tokens[v]; o < 0 && t.Dep == "ccomp" { // "which Norland says it would accept": the parser gives it to the saying
		o, v = f.Doc.Child(t.Head, "dobj"), t.Head
	}
	if o < 0 || f.Doc.Tokens[o].Tag != "WDT" || f.secondObject(v, o) >= 0 {
		return -1
	}
	r := f.relativeClause(v)
	if r < 0 || f.isTime(r) {
		return -1
	}
	return f.wholePhrase(r, o)
}

func opposite(direction string) string {
	if direction == record.Against {
		return record.For
	}
	return record.Against
}

// doubting are the acts whose clause tells what its subject does or would do: "fears that
// the sale would cost jobs".
var doubting = map[string]bool{"question": true, "accuse": true, "deny": true}

// summedUp is the verb of the clause that the noun at i sums up, -1 where it does not:
// "lowered the threshold, a move opposed by Norland".
func (f *finder) summedUp(i int) int {
	d := f.Doc
	first := d.SubtreeSpan(i).Start
	if !f.lex.is("vague", d.Tokens[i].Lemma) || d.Child(i, "acl", "relcl") < 0 || first == 0 || d.Tokens[first-1].Text != "," {
		return -1
	}
	for v := i; d.Tokens[v].Head != v; {
		if v = d.Tokens[v].Head; d.Tokens[v].Pos == "VERB" {
			return v
		}
	}
	return -1
}

// purpose is the infinitive after object o that says what the point is for, -1 for
// none: "to do everything to fight the tax", "to give 2 mln dlrs to clear the port".
func (f *finder) purpose(p point, o int) int {
	d := f.Doc
	for _, of := range []int{p.head, o} {
		for _, c := range d.Children(of) {
			if t := &d.Tokens[c]; c > o && p.span.Contains(c) && t.Tag == "VB" && (t.Dep == "advcl" || t.Dep == "xcomp" || t.Dep == "relcl" || t.Dep == "acl") {
				return c
			}
		}
	}
	return -1
}

// unconditioned is the point without a condition at its end, which says when, not what.
func (f *finder) unconditioned(p point) nlp.Span {
	for i := p.head + 1; i < p.span.End; i++ {
		if t := &f.Doc.Tokens[i]; t.Dep == "advcl" && f.conditional(i) {
			if s := f.Doc.SubtreeSpan(i); s.Start > p.head && s.End >= p.span.End {
				return f.trim(nlp.Span{Start: p.span.Start, End: s.Start})
			}
		}
	}
	return p.span
}

// vague reports whether the phrase at token i only points to something said
// before: a pronoun, or a bare "the idea", "these terms".
func (f *finder) vague(i int) bool {
	t := &f.Doc.Tokens[i]
	if t.Pos == "PRON" {
		return f.lex.is("pronoun", t.Lower) || f.lex.is("plural", t.Lower)
	}
	if d := f.Doc.Child(i, "det"); d >= 0 && f.lex.is("indefinite", f.Doc.Tokens[d].Lower) {
		return false // "a deal" brings up something new
	}
	return f.lex.is("vague", t.Lemma) && !f.told(i) && f.Doc.Child(i, "acl", "relcl", "prep") < 0
}

// pointBack is how far before a statement, in code points, what its point points to
// may stand.
const pointBack = 400

// naming is how the issue of a statement came about.
type naming struct {
	known    bool   // it is one of the agenda
	pointing bool   // the point only names something said before, and has none
	hollow   bool   // its noun says nothing by itself: "alternatives"
	noun     string // that heads the point, issue or not
}

// outline gives the statements of one document what their own words leave open about
// their issues.
type outline struct {
	of       map[string]naming // by the identifier of the statement
	refers   func(noun string) bool
	headline func() (r record.Ref, known bool) // what its headline is about, and whether that is on the agenda
	subject  func() record.Ref                 // what it is about by its own words

	topic *record.Ref // what the document is about
	only  bool        // most of it is about that
	told  record.Ref  // what its headline is about
	known bool        // and that is on the agenda
	asked bool
}

// main is what the document is about, nil when that is not clear: what most of its acts
// concern, told by its headline; else what that is about.
func (o *outline) main() *record.Ref {
	if o.asked {
		return o.topic
	}
	o.asked = true
	o.told, o.known = o.headline()
	switch {
	case o.topic == nil && o.told.ID != "":
		o.topic = &o.told
	case o.topic == nil:
		if s := o.subject(); s.ID != "" {
			o.topic = &s
		}
	case o.fits(o.topic.Row()) && *o.topic == o.topic.Row():
		*o.topic = tell(*o.topic, o.told)
	}
	return o.topic
}

// fits reports whether what the headline is about may tell issue more finely: it is no
// other issue of the agenda.
func (o *outline) fits(issue record.Ref) bool {
	return o.told.ID != "" && (!o.known || o.told.Row() == issue)
}

// complete names issues: a statement whose point only names something said before gets
// the issue of the nearest earlier statement about something, else what the document is
// about. One whose noun says nothing is about that too where the document has one subject.
// What stands on a noun that the agenda does not know is told with what the document is
// about: "timetable: fishing quotas"; what its words tell no more finely than an issue of
// the agenda, with the headline: "takeover and acquisition: Norland Steel bid".
func (o *outline) complete(out []record.Statement) {
	o.topic, o.only = mainIssue(out, o.of)
	for i := range out {
		s := &out[i]
		switch n := o.of[s.ID]; {
		case s.Issue == nil && (s.Act == "decline" || !n.pointing):
			if t := o.main(); t != nil {
				issue := *t
				s.Issue = &issue
			}
		case n.hollow && o.only:
			o.inherit(s, o.topic)
		case s.Issue == nil && n.pointing:
			o.pointBack(out, i)
		case s.Issue != nil && s.Issue.Row() == *s.Issue:
			if t := o.main(); t != nil && !n.known {
				issue := tell(*s.Issue, *t)
				s.Issue = &issue
			} else if o.fits(*s.Issue) {
				issue := tell(*s.Issue, o.told)
				s.Issue = &issue
			}
		}
	}
}

// tell is issue with what is told of it by what a document is about, if that adds a word.
func tell(issue, about record.Ref) record.Ref {
	words := about.Name
	if row := about.Row(); row == issue {
		words = strings.TrimPrefix(words, row.Name+": ")
	}
	words = strings.ReplaceAll(words, ": ", ", ")
	if !addsTo(issue.Name, words) {
		return issue
	}
	return issue.Told(words, agenda.Slug(words))
}

// addsTo reports whether words holds a word that name has not, plural or not.
func addsTo(name, words string) bool {
	has := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		has[strings.TrimSuffix(w, "s")] = true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool { return !has[strings.TrimSuffix(w, "s")] })
}

// pointBack gives statement i the issue of what its point points to.
func (o *outline) pointBack(out []record.Statement, i int) {
	s := &out[i]
	for j := i - 1; j >= 0 && out[j].Evidence.End > s.Evidence.Start-pointBack; j-- {
		if out[j].Issue != nil && out[j].Point != s.Point && !indefinite(s) {
			o.inherit(s, out[j].Issue)
			s.Option = out[j].Option
			break
		}
	}
	if t := o.main(); s.Issue == nil && t != nil {
		o.inherit(s, t)
	}
	if a := s.Act; (a == "propose" || a == "demand" || a == "offer") && s.Stance == record.For {
		s.Stance = record.Unclear // it wants something about it, and the words do not say what
	}
}

// inherit gives s the issue of, told by the noun of its own point where it has one.
func (o *outline) inherit(s *record.Statement, of *record.Ref) {
	issue, noun := *of, o.of[s.ID].noun
	back := issue != issue.Row() && o.refers(noun) // "the package" of a duty just told
	if noun != "" && !back && !strings.Contains(strings.ToLower(issue.Row().Name), noun) {
		issue = issue.Row().Told(noun, agenda.Slug(noun))
	}
	s.Issue = &issue
}

// indefinite reports whether the point brings up something new ("a deal"): it points
// to nothing said before.
func indefinite(s *record.Statement) bool {
	first, _, _ := strings.Cut(strings.ToLower(s.Point.Text), " ")
	return tables().is("indefinite", first)
}

// mainIssue is what the document is about: the issue of the agenda that most of its
// acts concern, and at least two, in the words in which most of these tell it, if at
// least two do; nil when none stands out. only is true when more than half of them
// concern it.
func mainIssue(out []record.Statement, of map[string]naming) (best *record.Ref, only bool) {
	count, total := map[record.Ref]int{}, 0
	for i := range out {
		if s := &out[i]; s.Issue != nil && of[s.ID].known && s.Act != "assess" {
			row := s.Issue.Row()
			count[row]++
			total++
			if n := count[row]; n >= 2 && (best == nil || n > count[*best]) {
				best = &row
			}
		}
	}
	if best == nil {
		return nil, false
	}
	row, told := *best, map[record.Ref]int{}
	for i := range out {
		if s := &out[i]; s.Issue != nil && *s.Issue != row && s.Issue.Row() == row {
			if told[*s.Issue]++; told[*s.Issue] > max(1, told[*best]) {
				best = s.Issue
			}
		}
	}
	return best, 2*count[row] > total
}

// headlined is what the headline is about, and whether that is an issue of the agenda; the
// zero Ref where it does not tell.
func (f *finder) headlined() (r record.Ref, known bool) {
	h := f.Headline()
	if h == nil {
		return r, false
	}
	name, m := f.Agenda.ForDocument().Headline(h, f.Doc)
	fuller := strings.Contains(name, " ")
	switch r = m.Issue.Row(); {
	case m.Known && fuller && addsTo(r.Name, name):
		return r.Told(name, agenda.Slug(name)), true
	case m.Known:
		return r, true
	case fuller:
		return record.Ref{ID: agenda.Slug(name), Name: name}, false
	}
	return record.Ref{}, false
}

// subject is what the document is about by its own words, the zero Ref where they do not
// tell.
func (f *finder) subject() record.Ref {
	s, ok := f.Agenda.Subject(f.Doc, f.Meta.Title, func(i int) bool { return f.actorAt(i) >= 0 })
	if !ok {
		return record.Ref{}
	}
	m := f.Agenda.Match(f.Doc, s, f.Doc.Sent(s.Start))
	if m.Told != "" {
		return m.Issue.Told(m.Told, agenda.Slug(m.Told))
	}
	return m.Issue
}
