package event

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// view is how a clause is told: by whom, and under what it stands.
type view struct {
	reporter int // subject of the reporting verb, -1 for the writer
	reported bool
	depth    int
}

// maxDepth bounds how far complements are followed.
const maxDepth = 6

// sentence reads the clauses that sentence s asserts. Where its main verb tells
// no event, the event may stand as its subject ("clashes continued") or in a
// participle beside it.
func (f *finder) sentence(s nlp.Span) {
	root := -1
	for i := s.Start; i < s.End; i++ {
		if t := &f.Doc.Tokens[i]; t.Head == i && !t.IsSpace && t.Pos != "PUNCT" {
			root = i
			break
		}
	}
	if root < 0 || f.question(s) {
		return
	}
	if p := f.Doc.Tokens[root].Pos; p == "NOUN" || p == "PROPN" {
		if v := f.hiddenVerb(root); v >= 0 {
			f.clauses(v, &clause{head: root, subj: root, obj: -1, iobj: -1, agent: -1}, view{reporter: -1})
			return
		}
	}
	f.clauses(root, nil, view{reporter: -1})
}

// hiddenVerb finds the main verb of a sentence whose tree makes it a participle
// of its subject or object: "Doctors from two groups treated and fed the refugees".
func (f *finder) hiddenVerb(root int) int {
	d := f.Doc
	for _, i := range d.Subtree(root) {
		if t := &d.Tokens[i]; t.Dep == "acl" && t.Tag == "VBN" && d.Child(i, "agent") < 0 {
			if k := d.Child(i, "conj"); k >= 0 && d.Tokens[k].Tag == "VBD" || d.Child(i, "dobj") >= 0 {
				return i
			}
		} else if t.Dep == "amod" && t.Tag == "VBN" && (d.Child(i, "nsubj") >= 0 || d.Tokens[t.Head].Dep == "dobj" && d.Tokens[t.Head].Head == root) {
			return i // "the air force [bombed camps]"
		}
	}
	return -1
}

func (f *finder) question(s nlp.Span) bool {
	for i := s.End - 1; i >= s.Start; i-- {
		if t := f.Doc.Tokens[i].Text; t == "?" {
			return true
		} else if t != "\"" && t != "”" && t != "''" && !f.Doc.Tokens[i].IsSpace {
			return false
		}
	}
	return false
}

// clauses reads the clause at v and those coordinated with it.
func (f *finder) clauses(v int, from *clause, w view) {
	if w.depth > maxDepth {
		return
	}
	c := f.read(v, from)
	f.settle(c)
	f.clause(c, w)
	d := f.Doc
	for _, at := range []int{v, c.head} {
		for _, k := range d.Children(at) {
			if d.Tokens[k].Dep == "conj" && (d.Tokens[k].Pos == "VERB" || d.Tokens[k].Pos == "AUX") && f.goesWith(k, at) {
				f.clauses(k, c, w)
			}
		}
		if v == c.head {
			break
		}
	}
}

// goesWith reports whether verb k can be coordinated with v: a bare infinitive
// beside a finite verb belongs to what that verb governs.
func (f *finder) goesWith(k, v int) bool {
	d := f.Doc
	return d.Tokens[k].Tag != "VB" || d.Tokens[v].Tag == "VB" || d.Child(v, "aux") >= 0 && d.Tokens[v].Tag != "VBG" && d.Tokens[v].Tag != "VBN" || d.Child(k, "aux") >= 0
}

// declares reports whether somebody says that he will not do something, whatever
// it is: that refuses it.
func (f *finder) declares(c *clause, w view) bool {
	return c.negated && w.reported && (c.modal == future || c.modal == would) && f.Doc.Tokens[c.head].Pos == "VERB" &&
		!c.passive && c.subj >= 0 && (f.acts(c.subj) || f.Doc.Tokens[c.subj].Pos == "PRON" && f.acts(w.reporter)) && f.sameSide(w.reporter, c)
}

// settle reads passives that describe a state as active ("is opposed to"), and
// verbs whose subject suffers as passive.
func (f *finder) settle(c *clause) {
	t := &f.Doc.Tokens[c.head]
	if c.passive && c.agent < 0 && f.lex.sets["stative"][t.Lower] {
		c.passive, c.subj, c.obj = false, c.obj, -1
	}
	if !c.passive && f.lex.sets["suffers"][t.Lemma] { // "died under torture"
		c.passive, c.subj, c.obj = true, -1, c.subj
	}
}

// clause reads one clause by its frame.
func (f *finder) clause(c *clause, w view) {
	if c.modal == duty && w.reported && !f.sameSide(w.reporter, c) && len(f.codes(c.subj)) > 0 {
		f.emit(&found{event: "DEMAND", cameo: "100", head: c.head, top: c, last: c, reporter: w.reporter, self: true, noun: -1}, w)
		return
	}
	if t := &f.Doc.Tokens[c.head]; len(c.comps) > 0 && (t.Lower == "going" || t.Lemma == "be" && t.Tag != "VBD" && c.obj < 0 && !c.negated) { // "is going to", "is to"
		next := *c
		next.modal = future
		f.clauses(c.comps[0], &next, w)
		return
	}
	fr := f.frameOf(c)
	if fr == nil {
		f.unframed(c, w)
		return
	}
	switch fr.event {
	case skip:
		if f.declares(c, w) {
			f.emit(&found{event: "REJECT", cameo: "120", head: c.head, top: c, last: c, reporter: w.reporter, noun: -1}, w)
		}
	case report:
		f.reported(c, w)
	case aspect:
		f.through(c, c, w)
	case light:
		f.named(c, w)
	case intend, plan:
		f.commitment(c, fr, w)
	case warn:
		f.warned(c, fr, w)
	case stop:
		f.stopped(c, w)
	default:
		if fr.event == "ASSAULT" && c.passive && c.agent < 0 && f.killedWhen(c, w) {
			return
		}
		noun := -1
		if f.Doc.Tokens[c.head].Dep == "amod" { // the object stands above the verb
			noun = c.obj
		}
		f.emit(&found{event: fr.event, cameo: fr.cameo, mode: fr.mode, head: c.head, top: c, last: c, reporter: w.reporter, noun: noun}, w)
	}
}

// killedWhen reads "eleven were killed when rebels shelled the camp" as what the
// rebels did.
func (f *finder) killedWhen(c *clause, w view) bool {
	d := f.Doc
	n := len(f.found)
	for _, k := range d.Children(c.head) {
		if m := d.Child(k, "advmod", "mark"); d.Tokens[k].Dep == "advcl" && m >= 0 && f.lex.sets["when"][d.Tokens[m].Lower] {
			f.clauses(k, nil, view{reporter: w.reporter, reported: w.reported, depth: w.depth + 1})
		}
	}
	for i := n; i < len(f.found); i++ { // the dead are whom it was done to
		f.found[i].last = c
	}
	return len(f.found) > n
}

// reported goes into what somebody is told to say.
func (f *finder) reported(c *clause, w view) {
	if c.negated || c.modal == possible || c.modal == duty {
		return
	}
	in := view{reporter: c.subj, reported: true, depth: w.depth + 1}
	if c.subj < 0 {
		in.reporter = w.reporter
	}
	for _, k := range c.comps {
		f.clauses(k, &clause{head: c.head, subj: c.subj, obj: -1, iobj: -1, agent: -1}, in)
	}
}

// through reads what an aspect verb begins, continues or ends as the event of
// its own subject.
func (f *finder) through(c, top *clause, w view) {
	w.depth++
	for _, k := range c.comps {
		f.clauses(k, top, w)
	}
}

// named reads the event that the object noun names, or that depends on it:
// "took steps to ease the curfew".
func (f *finder) named(c *clause, w view) {
	d := f.Doc
	if fr := f.nounFrame(c.obj); fr != nil {
		f.emit(&found{event: fr.event, cameo: fr.cameo, mode: fr.mode, head: c.obj, top: c, last: c, reporter: w.reporter, noun: c.obj}, w)
		return
	}
	if c.obj < 0 {
		f.unframed(c, w)
		return
	}
	w.depth++
	before := len(f.found)
	for _, k := range d.Children(c.obj) {
		if d.Tokens[k].Dep == "acl" && d.Tokens[k].Tag != "VBN" {
			f.clauses(k, c, w)
		}
	}
	if f.lex.sets["steps"][d.Tokens[c.obj].Lemma] {
		for _, k := range d.Children(c.head) {
			if d.Tokens[k].Dep == "advcl" && d.Tokens[k].Tag == "VB" {
				f.clauses(k, c, w)
			}
		}
	}
	if len(f.found) == before {
		w.depth--
		f.unframed(c, w)
	}
}

// unframed reads a clause whose verb tells nothing: what somebody declares
// not to do is refused; its subject may name the event, or a participle beside it.
func (f *finder) unframed(c *clause, w view) {
	d := f.Doc
	if f.declares(c, w) {
		f.emit(&found{event: "REJECT", cameo: "120", head: c.head, top: c, last: c, reporter: w.reporter, noun: -1}, w)
		return
	}
	if fr := f.nounFrame(c.subj, f.allWords(c)...); fr != nil && f.lex.sets["happen"][d.Tokens[c.head].Lemma] && c.modal == plain && !c.negated {
		f.emit(&found{event: fr.event, cameo: fr.cameo, mode: fr.mode, head: c.subj, top: &clause{head: c.head, subj: -1, obj: c.obj, iobj: -1, agent: -1}, last: c, reporter: w.reporter, noun: c.subj}, w)
		return
	}
	if p := d.Tokens[c.head].Pos; p == "NOUN" || p == "PROPN" { // a headline, a fragment
		if fr := f.nounFrame(c.head); fr != nil && d.Tokens[c.head].Dep == "ROOT" && !denied(d, c.head) && len(f.doers(c.head)) > 0 {
			f.emit(&found{event: fr.event, cameo: fr.cameo, mode: fr.mode, head: c.head, top: c, last: c, reporter: w.reporter, noun: c.head}, w)
		}
		return
	}
	if c.negated || c.modal == possible || c.modal == duty || w.depth >= 3 {
		return
	}
	w.depth++
	for _, k := range d.Children(c.head) {
		t := &d.Tokens[k]
		if t.Dep == "advcl" && t.Tag == "VBG" && !f.lex.sets["consequence"][t.Lemma] && d.Child(k, "nsubj", "nsubjpass", "mark") < 0 {
			n := len(f.found)
			f.clauses(k, c, w)
			if len(f.found) > n {
				return
			}
		}
	}
}

// inner reads what a clause commits to, without telling it: its events, read as
// if done by the subject of c.
func (f *finder) inner(c *clause, w view) []found {
	kept := f.found
	f.found = nil
	w.depth++
	before := *c
	before.modal, before.negated = plain, false
	if c.passive {
		before.passive, before.subj, before.obj = false, c.obj, -1
	}
	for _, k := range c.comps {
		f.clauses(k, &before, view{reporter: w.reporter, depth: w.depth})
	}
	if c.obj >= 0 && len(c.comps) == 0 {
		if fr := f.nounFrame(c.obj); fr != nil {
			f.emit(&found{event: fr.event, cameo: fr.cameo, mode: fr.mode, head: c.obj, top: c, last: c, reporter: w.reporter, noun: c.obj}, w)
		}
		for _, k := range f.Doc.Children(c.obj) {
			if f.Doc.Tokens[k].Dep == "acl" {
				f.clauses(k, &before, w)
			}
		}
	}
	out := f.found
	f.found = kept
	return out
}

// commitment: help that is promised is AGREE, harm is THREATEN; the promise not
// to help is REJECT, not to harm AGREE.
func (f *finder) commitment(c *clause, fr *frame, w view) {
	if f.asserts(c) {
		return
	}
	if fr.not {
		sure := *c
		sure.negated, sure.modal = false, plain
		c = &sure
	}
	e := found{event: "AGREE", cameo: fr.cameo, head: c.head, top: c, last: c, reporter: w.reporter, noun: -1}
	in := f.inner(c, w)
	if fr.event == plan && w.reported && !f.sameSide(w.reporter, c) { // what others are said to plan
		return
	}
	if c.negated && c.modal == plain { // "is not ready to", "has no plans to"
		helpful := len(in) > 0 && f.lex.sets["helpful"][in[0].event]
		if p := f.Doc.Tokens[c.head].Pos; helpful && (p == "ADJ" || f.Doc.Tokens[c.head].Lemma == "have") {
			sure := *c
			sure.negated = false
			f.emit(&found{event: "REJECT", cameo: "120", head: c.head, top: &sure, last: in[0].last, reporter: w.reporter, noun: -1}, w)
		}
		return
	}
	switch {
	case len(in) > 0:
		first := in[0]
		e.last = first.last
		harm := f.lex.sets["harmful"][first.event]
		if !harm && !f.lex.sets["helpful"][first.event] {
			return
		}
		switch {
		case first.event == "REJECT":
			e.event, e.cameo = "REJECT", first.cameo
		case first.modality.Negated && !harm:
			e.event, e.cameo = "REJECT", "120"
		case harm && !first.modality.Negated:
			e.event, e.cameo, e.mode = "THREATEN", "130", first.mode
		}
	case fr.event == plan:
		return
	case len(c.comps) > 0:
		e.last = f.read(c.comps[0], c)
		if e.last.negated {
			return
		}
	}
	f.emit(&e, w)
}

// asserts reports whether what follows a word of commitment is told as a fact:
// "swore that they had not fired".
func (f *finder) asserts(c *clause) bool {
	d := f.Doc
	k := d.Child(c.head, "ccomp")
	if k < 0 {
		return false
	}
	in := f.read(k, nil)
	return in.modal == plain && d.Tokens[k].Tag != "VB"
}

// warned: a warning is a threat where harm, or help refused, is said to come.
func (f *finder) warned(c *clause, fr *frame, w view) {
	for _, in := range f.inner(c, w) {
		harm := f.lex.sets["harmful"][in.event] && !in.modality.Negated
		if harm || f.lex.sets["helpful"][in.event] && in.modality.Negated {
			f.emit(&found{event: "THREATEN", cameo: fr.cameo, mode: in.mode, head: c.head, top: c, last: in.last, reporter: w.reporter, noun: -1}, w)
			return
		}
	}
}

// stopped: help that ends is SANCTION; protest that ends CONCEDE, force and
// sanctions that end RETREAT, restrictions that end CONCEDE.
func (f *finder) stopped(c *clause, w view) {
	if c.obj >= 0 && f.lex.sets["intended"][f.Doc.Tokens[c.obj].Lemma] {
		return
	}
	in := f.inner(c, w)
	if len(in) == 0 {
		return
	}
	e := found{head: c.head, top: c, last: in[0].last, reporter: w.reporter, noun: in[0].noun}
	switch t := in[0].event; {
	case t == "PROTEST":
		e.event, e.cameo = "CONCEDE", "082"
	case t == "SANCTION":
		e.event, e.cameo, e.mode = "RETREAT", "085", "ease"
	case t == "COERCE":
		e.event, e.cameo = "CONCEDE", "081"
	case t == "FIGHT" || t == "ASSAULT" || t == "MOBILIZE":
		e.event, e.cameo, e.mode = "RETREAT", "087", "ceasefire"
	case t == "CONSULT":
		e.event, e.cameo, e.mode = "SANCTION", "164", "withdraw"
	case f.lex.sets["helpful"][t]:
		e.event, e.cameo, e.mode = "SANCTION", "160", "discontinue"
	default:
		return
	}
	f.emit(&e, w)
}

// emit adds an event after reading the modality of its outer clause: what will
// be done is told as promise or threat, what will not be done as refusal, what
// others must do as demand.
func (f *finder) emit(e *found, w view) {
	c := e.top
	helpful, harmful := f.lex.sets["helpful"][e.event], f.lex.sets["harmful"][e.event]
	own := !w.reported || f.sameSide(w.reporter, c)
	e.modality = record.Modality{Reported: !own && !e.self && !c.passive && len(f.codes(w.reporter)) > 0}
	switch {
	case c.modal == duty:
		e.modality.Hypothetical = !e.self
	case c.modal == possible:
		e.modality.Hypothetical = !c.negated
		e.modality.Negated = c.negated
		if c.negated && helpful && own && w.reported && f.cannot(c) {
			f.refuse(e)
		}
	case c.negated && e.event == "REJECT" && f.declares(c, w):
	case c.negated:
		e.modality.Negated = true
		if (c.modal == future || c.modal == would && w.reported) && helpful && own {
			f.refuse(e)
		}
	case c.modal == future || c.modal == would && w.reported:
		switch {
		case !own:
			e.modality.Future = true
		case e.event == "AGREE" || e.event == "THREATEN" || e.event == "REJECT":
			e.modality.Future = !w.reported
		case helpful:
			e.event, e.cameo = "AGREE", "030"
		case harmful:
			e.event, e.cameo = "THREATEN", "130"
		default:
			e.modality.Future = true
		}
	case c.modal == would:
		e.modality.Hypothetical = true
	}
	if !f.underIf(c) {
		f.found = append(f.found, *e)
		return
	}
	e.modality.Hypothetical = true
	f.found = append(f.found, *e)
}

func (f *finder) refuse(e *found) {
	e.event, e.cameo, e.mode, e.modality.Negated = "REJECT", "120", "", false
}

// cannot: "cannot accept" refuses; "could not reach" does not.
func (f *finder) cannot(c *clause) bool {
	return slices.ContainsFunc(f.Doc.Children(c.head), func(k int) bool {
		w := f.Doc.Tokens[k].Lower
		return f.Doc.Tokens[k].Dep == "aux" && (w == "can" || w == "ca")
	})
}

// underIf reports whether the clause is a condition.
func (f *finder) underIf(c *clause) bool {
	d := f.Doc
	if d.Tokens[c.head].Dep != "advcl" && d.Tokens[c.head].Dep != "ccomp" {
		return false
	}
	k := d.Child(c.head, "mark")
	return k >= 0 && (d.Tokens[k].Lower == "if" || d.Tokens[k].Lower == "unless" || d.Tokens[k].Lower == "whether")
}

// sameSide reports whether the subject of a clause is the one who reports it: a
// pronoun for the reporter, or an actor of the same country. An anonymous or
// uncoded reporter vouches for anybody.
func (f *finder) sameSide(reporter int, c *clause) bool {
	subject := c.subj
	if c.passive {
		return false
	}
	if reporter < 0 || subject < 0 || reporter == subject {
		return true
	}
	a, b := f.codes(reporter), f.codes(subject)
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool { return country(x) == country(y) })
	})
}
