package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// A charge is a word for a wrong that somebody is said to have done.
type charge struct {
	accuser int
	at      int // the word
	pred    nlp.Span
	head    int // the head of what is charged
	class   string
	doers   []holder
	quoted  bool // in the words of a source, not the document's own voice
	noun    bool // presupposed by a noun, not asserted by a clause
	past    bool
}

// gravity orders the classes of wrongs.txt.
var gravity = map[string]int{"grave": 3, "band": 3, "answer": 3, "pledge": 3, "against": 3, "harm": 2, "omit": 2, "lapse": 2, "cause": 2, "root": 2, "bar": 2, "judge": 1}

// weight orders the charges of a sentence; none has no weight.
func (ch charge) weight() int {
	if ch.class == "" {
		return 0
	}
	w := gravity[ch.class]
	if len(ch.doers) > 0 {
		w += 3
	}
	return w
}

// needsDoer are the classes of words that accuse nobody unless somebody is named.
var needsDoer = map[string]bool{"omit": true, "pledge": true, "cause": true, "root": true, "bar": true}

// acts reports whether the people named at i do what their clause says.
func (f *finder) acts(i int) bool {
	dep := f.Doc.Tokens[i].Dep
	return dep == "nsubj" || dep == "pobj" && f.Doc.Tokens[f.Doc.Tokens[i].Head].Dep == "agent"
}

// faint reports whether the charge accuses nobody by itself: a harm, or something
// regrettable, without a doer.
func (ch charge) faint() bool {
	return (ch.class == "harm" || ch.class == "judge") && len(ch.doers) == 0
}

// charge is what the word at i charges somebody with; ok is false when it names no
// wrong, states no fact, or when its speaker speaks of itself.
func (f *finder) charge(i int) (charge, bool) {
	w, n, ok := f.wrong(i)
	if !ok {
		return charge{}, false
	}
	ch := charge{at: i, class: w.class, pred: nlp.Span{Start: i, End: i + n}}
	if !f.complete(i, n, w) || !f.accuser(&ch) || f.excused(i, w) {
		return ch, false
	}
	ch.head, ch.noun = f.charged(i, w)
	var m record.Modality
	verb := f.verbOf(i)
	f.auxiliaries(verb, &m)
	ch.past = m.Past
	ch.doers = f.doers(i, w)
	if own := f.documentVoice(); ch.quoted && own >= 0 && f.given(i, w) && f.among(ch.accuser, ch.doers) {
		ch.accuser, ch.quoted = own, false // nobody calls its own act so: "Norland defends its aggression"
	}
	if f.among(ch.accuser, ch.doers) {
		return ch, false
	}
	if ch.quoted && (f.wishes(verb) || w.class == "band" && !f.acts(i)) {
		return ch, false // in a report nobody is accused of what would be, nor by a name alone
	}
	return ch, len(ch.doers) > 0 || !ch.quoted && !needsDoer[ch.class]
}

// among reports whether one of the holders is of the party of entity e.
func (f *finder) among(e int, hs []holder) bool {
	return slices.ContainsFunc(hs, func(h holder) bool { return f.sameParty(h.entity, e) })
}

// accuser sets who speaks at the word of a charge; it is false where nobody who
// could accuse does.
func (f *finder) accuser(ch *charge) bool {
	ch.accuser, ch.quoted = f.speaker(ch.at)
	if own := f.documentVoice(); !ch.quoted || own >= 0 && (f.sameParty(ch.accuser, own) || f.firstPersonSays(ch.at) || f.granted(ch.at)) { // "we believe that S" says S
		ch.accuser, ch.quoted = own, false
	}
	if ch.accuser < 0 || f.anonymous(ch.at) || f.Cast.Entities[ch.accuser].Kind == actor.KindGroup && ch.quoted {
		return false
	}
	return !ch.quoted || f.mainClause(f.aimOf(f.verbOf(ch.at)), true) // not the reporter's clause, nor a subordinate one
}

// firstPersonSays reports whether the source of the words at token i is "I" or "we".
func (f *finder) firstPersonSays(i int) bool {
	w := f.within[i]
	for _, s := range f.Attributions[w[len(w)-1]].Source {
		for t := s.Start; t < s.End; t++ {
			if firstPerson(&f.Doc.Tokens[t]) {
				return true
			}
		}
	}
	return false
}

// granted reports whether the words at token i are said with a verb that takes them for
// true: "the observers confirm that S".
func (f *finder) granted(i int) bool {
	w := f.within[i]
	a := &f.Attributions[w[len(w)-1]]
	return slices.ContainsFunc(a.Cue, func(s nlp.Span) bool {
		for t := s.Start; t < s.End; t++ {
			if wrongs().is("factive", f.Doc.Tokens[t].Lemma) && !f.negated(t) {
				return true
			}
		}
		return false
	})
}

// menaces reports whether act c would offer or promise a grave wrong: "is prepared to
// violate the treaty" is what others say of one.
func (f *finder) menaces(c *candidate) bool {
	return (c.act == "offer" || c.act == "commit") && slices.ContainsFunc(c.points, func(p point) bool {
		w, _, ok := f.wrong(p.head)
		return ok && w.class == "grave" && f.Doc.Tokens[p.head].Pos == "VERB"
	})
}

// charged is the head of what the word at i charges: its clause, or the noun phrase
// that it heads or judges.
func (f *finder) charged(i int, w wrong) (head int, noun bool) {
	t := &f.Doc.Tokens[i]
	switch {
	case t.Pos == "NOUN" && w.pos != 'P':
		return i, true
	case t.Dep == "amod":
		return t.Head, true
	}
	return f.verbOf(i), false
}

// verbOf is word i itself when it is a verb, else the nearest verb above it.
func (f *finder) verbOf(i int) int {
	if f.Doc.Tokens[i].Pos == "VERB" {
		return i
	}
	for h := range f.Doc.Ancestors(i) {
		if p := f.Doc.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			return h
		}
	}
	return i
}
