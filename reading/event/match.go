package event

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
)

// frameOf returns the first frame of the clause's verb whose conditions hold.
func (f *finder) frameOf(c *clause) *frame {
	t := &f.Doc.Tokens[c.head]
	phrasal := f.Doc.Child(c.head, "prt") >= 0 && f.lex.sets["phrasal"][t.Lemma]
	for _, key := range verbKeys(t) {
		frames := f.lex.verbs[key]
		for _, withParticle := range []bool{true, false} {
			if phrasal && !withParticle { // "kicked off" is no kick
				continue
			}
			for i := range frames {
				fr := &frames[i]
				if (fr.particle != "") != withParticle || !f.hasParticle(c, fr.particle) {
					continue
				}
				with := *c
				if c.obj < 0 && withParticle { // "voted down a deal", where the tree has a preposition
					with.obj = f.objectOf(c, fr.particle)
				}
				if f.holds(&with, fr.conds) {
					c.obj = with.obj
					return fr
				}
			}
		}
	}
	return nil
}

// verbKeys are the forms that a verb's frames may stand under: as written, its
// lemma, and the lemma with the "e" that lemmatizers lose ("staged" > "stag").
func verbKeys(t *nlp.Token) []string {
	keys := []string{t.Lower}
	if t.Lemma != t.Lower {
		keys = append(keys, t.Lemma)
	}
	if strings.HasSuffix(t.Lower, "ed") || strings.HasSuffix(t.Lower, "es") || strings.HasSuffix(t.Lower, "ing") {
		keys = append(keys, t.Lemma+"e")
	}
	return keys
}

// hasParticle reports whether the verb goes with that word: "call off",
// "call for", "take hostage".
func (f *finder) hasParticle(c *clause, word string) bool {
	if word == "" {
		return true
	}
	d := f.Doc
	return slices.ContainsFunc(d.Children(c.head), func(k int) bool {
		t := &d.Tokens[k]
		if t.Lower != word && t.Lemma != word {
			return false
		}
		if p := d.Child(k, "pobj"); p >= 0 && (d.Tokens[p].EntType == "DATE" || d.Tokens[p].EntType == "TIME") {
			return false // "called on Tuesday"
		}
		switch t.Dep {
		case "prt", "prep", "advmod", "dobj", "dative", "acomp", "oprd":
			return true
		}
		return false
	})
}

// objectOf is the object of the preposition that a verb goes with, or -1.
func (f *finder) objectOf(c *clause, particle string) int {
	for _, p := range c.preps {
		if f.Doc.Tokens[p].Lower == particle {
			return f.Doc.Child(p, "pobj")
		}
	}
	return -1
}

func (f *finder) holds(c *clause, conds []condition) bool {
	for _, cond := range conds {
		found := slices.ContainsFunc(cond.slots, func(s slot) bool { return f.filled(c, s) })
		if found == cond.absent {
			return false
		}
	}
	return true
}

func (f *finder) filled(c *clause, s slot) bool {
	switch s.name {
	case "obj":
		return f.fits(c.obj, s)
	case "not":
		return c.negated
	case "subj":
		return f.fits(c.subj, s)
	case "objhead":
		return c.obj >= 0 && s.words[f.Doc.Tokens[c.obj].Lemma]
	case "do": // the verb of the complement or of the purpose
		does := func(k int) bool { return s.words[f.Doc.Tokens[k].Lemma] }
		return slices.ContainsFunc(c.comps, does) || slices.ContainsFunc(f.Doc.Children(c.head), func(k int) bool {
			return f.Doc.Tokens[k].Dep == "advcl" && f.Doc.Tokens[k].Tag == "VB" && does(k)
		})
	case "that":
		return f.Doc.Child(c.head, "ccomp") >= 0
	case "whether":
		return slices.ContainsFunc(c.comps, func(k int) bool {
			return slices.ContainsFunc(f.Doc.Children(k), func(m int) bool {
				t := &f.Doc.Tokens[m]
				return t.Tag == "WRB" || t.Tag == "WP" || t.Dep == "mark" && (t.Lower == "whether" || t.Lower == "if")
			})
		})
	case "infinitive":
		return slices.ContainsFunc(c.comps, func(k int) bool {
			to := f.Doc.Child(k, "aux")
			return to >= 0 && f.Doc.Tokens[to].Lower == "to"
		})
	case "other": // the complement has an actor of its own
		return slices.ContainsFunc(c.comps, func(k int) bool {
			n := f.Doc.Child(k, "nsubj")
			return n >= 0 && f.people(n)
		})
	case "subjunctive": // "that Ruritania return": no tense, no auxiliary
		return slices.ContainsFunc(c.comps, func(k int) bool {
			t := &f.Doc.Tokens[k]
			return t.Tag == "VB" && t.Dep == "ccomp" && f.Doc.Child(k, "aux") < 0 && f.Doc.Child(k, "nsubj") >= 0
		})
	case "oprd":
		return f.Doc.Child(c.head, "oprd") >= 0
	case "comp":
		if s.typ == "" {
			return len(c.comps) > 0
		}
		return slices.ContainsFunc(c.comps, func(k int) bool {
			in := f.frameOf(f.read(k, nil))
			return in != nil && in.event == s.typ
		})
	case "actor":
		return len(f.others(c)) > 0
	case "any":
		return intersects(f.allWords(c), s.words)
	}
	preps := c.preps
	if c.obj >= 0 { // "opened fire on", where the tree gives "on" to "fire"
		preps = slices.Concat(preps, f.Doc.Children(c.obj))
	}
	return slices.ContainsFunc(preps, func(p int) bool {
		if f.Doc.Tokens[p].Lower != s.name || f.Doc.Tokens[p].Pos != "ADP" {
			return false
		}
		if s.words == nil {
			return true
		}
		return f.fits(f.Doc.Child(p, "pobj"), s)
	})
}

// fits reports whether the noun phrase at n fills a slot.
func (f *finder) fits(n int, s slot) bool {
	if n < 0 {
		return false
	}
	if s.words == nil {
		return true
	}
	return intersects(f.words(n), s.words) || s.actor && f.acts(n) || s.state && f.governs(n) || s.place && f.isPlace(n)
}

// isPlace reports whether the phrase at n names a place.
func (f *finder) isPlace(n int) bool {
	m := f.Cast.At(n)
	return m != nil && (m.Place || f.Cast.Entity(m).Kind == actor.KindPlace)
}

// governs reports whether the phrase at n is a state or its government, not its
// people.
func (f *finder) governs(n int) bool {
	m := f.Cast.At(n)
	if m == nil || m.Form == actor.FormDemonym {
		return false
	}
	e := f.Cast.Entity(m)
	return e.Kind == actor.KindState || e.Sector == "GOV"
}

// acts reports whether the phrase at n is an actor: of a country or organisation,
// or in an office or force.
func (f *finder) acts(n int) bool {
	if n < 0 {
		return false
	}
	if len(f.codes(n)) > 0 {
		return true
	}
	_, sec := f.mentioned(n)
	return f.lex.sets["official"][sec]
}

func intersects(words []string, set map[string]bool) bool {
	return slices.ContainsFunc(words, func(w string) bool { return set[w] })
}

// nounFrame returns the first frame that noun n or, failing that, another word
// of its phrase has: "a campaign of arrests" is told by the arrests.
// Words beside the phrase count for the conditions.
func (f *finder) nounFrame(n int, beside ...string) *frame {
	if n < 0 {
		return nil
	}
	d := f.Doc
	words := append(f.words(n), beside...)
	if fr := f.nounEntry(n, words); fr != nil {
		return fr
	}
	for _, k := range d.Children(n) {
		t := &d.Tokens[k]
		switch {
		case t.Dep == "compound" && t.Pos == "NOUN", t.Dep == "conj":
			if fr := f.nounEntry(k, words); fr != nil {
				return fr
			}
		case t.Dep == "prep" && t.Lower == "of":
			if p := d.Child(k, "pobj"); p >= 0 && d.Tokens[p].Pos == "NOUN" {
				if fr := f.nounEntry(p, words); fr != nil {
					return fr
				}
			}
		}
	}
	return nil
}

func (f *finder) nounEntry(n int, words []string) *frame {
	frames := f.lex.nouns[f.Doc.Tokens[n].Lemma]
	for i := range frames {
		if fr := &frames[i]; len(fr.conds) == 0 || intersects(words, fr.conds[0].slots[0].words) {
			return fr
		}
	}
	return nil
}
