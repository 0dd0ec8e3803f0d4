package statement

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// verdict is what clause v, said by e, judges; ok is false where it judges nothing.
func (f *finder) verdict(v, e int) (verdict, bool) {
	switch {
	case f.supposed(v):
		return verdict{}, false
	case f.question(f.Doc.Sent(v)):
		return f.rhetorical(v)
	}
	for _, read := range []func(v, e int) (verdict, bool){f.phrased, f.felt, f.copular, f.verbal} {
		if vd, ok := read(v, e); ok {
			return vd, true
		}
	}
	return verdict{}, false
}

// word is the verdict of class, carried by the word at i alone.
func word(class string, i, of int) verdict {
	return verdict{class, i, nlp.Span{Start: i, End: i + 1}, of}
}

// rhetorical reads a question in direct speech, in the order of a question: it doubts. What
// one asks of oneself and of an answer is no doubt ("why do I say that?").
func (f *finder) rhetorical(v int) (verdict, bool) {
	d := f.Doc
	first := d.SubtreeSpan(v).Start
	for first < v && verdictTable().Has("leading W", d.Tokens[first].Lower) {
		first++
	}
	subject := f.subjectToken(v)
	if !f.asks(v) || !verdictTable().Has("opening W", d.Tokens[first].Lower) || subject >= 0 && (firstPerson(&d.Tokens[subject]) || subject < first) {
		return verdict{}, false
	}
	return word("doubt", v, -1), true
}

// asks reports whether clause v ends in a question mark.
func (f *finder) asks(v int) bool {
	end := f.Doc.SubtreeSpan(v).End
	for i := v; i < f.Doc.Sent(v).End && i < end+2; i++ {
		if f.Doc.Tokens[i].Text == "?" {
			return true
		}
	}
	return false
}

// phrased reads the phrases of the file, at verb v or at what it joins to its subject.
func (f *finder) phrased(v, _ int) (verdict, bool) {
	near := []int{v}
	if f.lex.is("copula", f.Doc.Tokens[v].Lemma) {
		for _, c := range f.Doc.Children(v) {
			if c > v && f.Doc.Tokens[c].Dep != "punct" {
				near = append(near, f.Doc.SubtreeSpan(c).Start)
			}
		}
	}
	for _, i := range near {
		for _, first := range []string{f.Doc.Tokens[i].Lower, f.Doc.Tokens[i].Lemma} {
			for _, p := range verdictTable().phrases[first] {
				if n := f.loosely(i, p.words); n > 0 {
					return f.denied(v, verdict{p.class, i, nlp.Span{Start: i, End: i + n}, f.subjectToken(v)})
				}
			}
		}
		for _, p := range verdictTable().phrases["not"] {
			if n := f.loosely(i, p.words[1:]); n > 0 && f.negated(v) {
				return verdict{p.class, i, nlp.Span{Start: i, End: i + n}, f.subjectToken(v)}, true
			}
		}
	}
	return verdict{}, false
}

// loosely is how many tokens from i on say the words of a phrase, where "*" is one or
// two words; 0 when they do not.
func (f *finder) loosely(i int, words []string) int {
	k := i
	for n, w := range words {
		if w == "*" {
			for skip := 1; skip <= 2; skip++ {
				if m := f.loosely(k+skip, words[n+1:]); m > 0 {
					return k + skip + m - i
				}
			}
			return 0
		}
		if k >= len(f.Doc.Tokens) || f.Doc.Tokens[k].Lower != w && f.Doc.Tokens[k].Lemma != w {
			return 0
		}
		k++
	}
	return k - i
}

// reversed is what a denied class of verdicts says, "" for nothing: what is not bad need
// not be good.
var reversed = map[string]string{"good": "bad", "plaingood": "plainbad", "virtue": "vice", "apt": "poor", "feelgood": "feelbad"}

// denied turns the verdict of clause v round where the clause, or an opinion that it is the
// content of, is denied.
func (f *finder) denied(v int, vd verdict) (verdict, bool) {
	negated := f.negated(v) || vd.at != v && f.negated(vd.at)
	if t := &f.Doc.Tokens[v]; t.Dep == "ccomp" && f.lex.is("opining", f.Doc.Tokens[t.Head].Lemma) && f.negated(t.Head) {
		negated = !negated
	}
	if negated {
		vd.class = reversed[vd.class]
	}
	return vd, vd.class != ""
}

// felt reads what "we" feel about others: "we are worried that S", "I like him".
func (f *finder) felt(v, e int) (verdict, bool) {
	d := f.Doc
	t := &d.Tokens[v]
	s := d.Child(v, "nsubj", "nsubjpass")
	if s < 0 || !firstPerson(&d.Tokens[s]) && !f.isSelf(v, e) || f.hasModal(v) || t.Tag == "VBG" {
		return verdict{}, false
	}
	at, key := v, t.Lemma
	pos := " V"
	if a := d.Child(v, "acomp"); a >= 0 && f.lex.is("copula", t.Lemma) {
		at, key, pos = a, d.Tokens[a].Lower, " A"
	} else if d.Child(v, "auxpass") >= 0 {
		key, pos = t.Lower, " A" // "was disappointed by"
	}
	about := d.Child(at, "ccomp", "prep", "dobj", "agent", "pcomp", "advcl")
	if about < 0 {
		about = d.Child(v, "ccomp", "prep", "advcl")
	}
	if about < 0 {
		return verdict{}, false
	}
	for _, class := range []string{"feelgood", "feelbad", "feeldoubt"} {
		if !verdictTable().Has(class+pos, key) {
			continue
		}
		if o := d.Child(v, "dobj"); class == "feelgood" && pos == " V" && (o < 0 || f.actorAt(o) < 0 && d.Tokens[o].Pos != "PRON") {
			return verdict{}, false // "I love circuses"
		}
		return f.denied(v, word(class, at, f.aimed(about)))
	}
	if at != v && firstPerson(&d.Tokens[s]) && f.negated(v) && verdictTable().Has("certain A", key) || f.ignorant(v) {
		return word("feeldoubt", at, -1), true
	}
	return verdict{}, false
}

// ignorant reports whether verb v says that "we" do not see or know how something is.
func (f *finder) ignorant(v int) bool {
	d := f.Doc
	c := d.Child(v, "ccomp")
	if s := d.Child(v, "nsubj"); s < 0 || !firstPerson(&d.Tokens[s]) || f.tense(v) == "past" || d.Child(v, "aux") >= 0 && d.Tokens[d.Child(v, "aux")].Lower == "did" {
		return false // "I did not know who it was" tells a story
	}
	if c < 0 || !f.negated(v) || !verdictTable().Has("certain V", d.Tokens[v].Lemma) {
		return false
	}
	first := &d.Tokens[d.SubtreeSpan(c).Start]
	return verdictTable().Has("asking W", first.Lower)
}

// aimed is what the complement at i of a word for a feeling names.
func (f *finder) aimed(i int) int {
	if t := &f.Doc.Tokens[i]; t.Dep == "prep" || t.Dep == "agent" {
		if o := f.prepObject(i); len(o) > 0 {
			return o[0]
		}
	}
	return i
}

// copular reads what a clause says that its subject is.
func (f *finder) copular(v, _ int) (verdict, bool) {
	d := f.Doc
	if !f.lex.is("copula", d.Tokens[v].Lemma) {
		return verdict{}, false
	}
	y := d.Child(v, "acomp", "attr", "oprd")
	if y < 0 {
		return verdict{}, false
	}
	class, at := f.valueOf(y)
	if class == "" {
		return verdict{}, false
	}
	of := f.judged(y)
	if of < 0 {
		return verdict{}, false
	}
	vd := word(class, at, of)
	if f.none(y) {
		vd.class = reversed[class]
		return vd, vd.class != ""
	}
	return f.denied(v, vd)
}

// valueOf is the class of what the predicate at y says, and the word that carries it: y
// itself, or an adjective beside a noun that says nothing of the kind.
func (f *finder) valueOf(y int) (class string, at int) {
	d := f.Doc
	t := &d.Tokens[y]
	w := verdictTable()
	for _, c := range d.Children(y) {
		if k := &d.Tokens[c]; k.Dep == "advmod" && (k.Lower == "too" || k.Lower == "less") {
			return "", y
		}
	}
	if t.Pos == "ADV" {
		return "", y
	}
	if t.Pos != "NOUN" && t.Pos != "PROPN" {
		return f.classOf("A", t.Lower), y
	}
	if class = f.classOf("N", strings.ToLower(t.Lemma)); class != "" {
		return class, y
	}
	if w.Has("idle W", t.Lemma) || w.Has("market W", t.Lemma) {
		return "", y
	}
	for _, c := range d.Children(y) {
		if k := &d.Tokens[c]; k.Dep == "amod" {
			if class = f.classOf("A", k.Lower); class != "" {
				return class, c
			}
		}
	}
	return "", y
}

// classOf is the class of verdicts that a word is in as a part of speech.
func (f *finder) classOf(pos, w string) string {
	for _, class := range []string{"good", "plaingood", "bad", "plainbad", "wrong", "virtue", "vice", "apt", "poor", "doubt"} {
		if verdictTable().Has(class+" "+pos, w) {
			return class
		}
	}
	return ""
}

// verbal reads what others are said to do, and what a measure is said to bring about.
func (f *finder) verbal(v, _ int) (verdict, bool) {
	t := &f.Doc.Tokens[v]
	s := f.subjectToken(v)
	if t.Pos != "VERB" || s < 0 {
		return verdict{}, false
	}
	for _, class := range []string{"vice", "hurt", "aid"} {
		if !verdictTable().Has(class+" V", t.Lemma) {
			continue
		}
		if class != "vice" && (f.Doc.Child(v, "dobj", "ccomp", "xcomp", "prep") < 0 || !f.hasModal(v) && t.Tag != "VBZ" && t.Tag != "VBP") {
			return verdict{}, false
		}
		vd := word(class, v, s)
		if f.negated(v) {
			if class != "aid" {
				return vd, false
			}
			vd.class = "hurt"
		}
		return vd, true
	}
	return verdict{}, false
}
