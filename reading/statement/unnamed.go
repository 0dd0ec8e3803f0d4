package statement

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

// unnamedSubject makes an actor of the subject of the act at token i. The noun on which
// an infinitive hangs is none: nobody is an "inability to accept".
func (f *finder) unnamedSubject(i int) []holder {
	first := i
	for f.Doc.Tokens[first].Dep == "conj" && f.Doc.Tokens[first].Head < first {
		first = f.Doc.Tokens[first].Head
	}
	if f.Doc.Tokens[first].Dep == "acl" && f.hasTo(first) {
		return nil
	}
	return f.unnamed(f.subjectToken(i))
}

// unnamed makes an actor of token s, the subject of an act that no file and no name knows:
// who demands, refuses or threatens is somebody ("the seamen", "the city of Brask").
// It joins the cast, once for each phrase.
func (f *finder) unnamed(s int) []holder {
	if s < 0 {
		return nil
	}
	t := &f.Doc.Tokens[s]
	m := f.Cast.At(s)
	if m != nil && m.Head == s && m.Place && t.Pos == "PROPN" && t.Dep == "nsubj" {
		return []holder{{m.Entity, s}} // what demands and signs is no mere place
	}
	if t.Pos == "PROPN" {
		return f.bearing(s)
	}
	if those := f.those(s); those != "" {
		return f.cast(s, those)
	}
	if t.Pos != "NOUN" || m != nil && m.Head == s || f.lifeless(t) {
		return nil
	}
	return f.cast(s, f.nameOf(s))
}

// those names people by what they do: "those testifying" for "many of those testifying".
func (f *finder) those(s int) string {
	d := f.Doc
	p := d.Child(s, "prep")
	if p != s+1 || d.Tokens[p].Lower != "of" || !f.lex.is("some", d.Tokens[s].Lower) {
		return ""
	}
	if s = d.Child(p, "pobj"); s < 0 || d.Tokens[s].Lower != "those" {
		return ""
	}
	a := d.Child(s, "acl", "amod", "relcl")
	if a < s {
		return ""
	}
	return "those " + strings.TrimPrefix(d.Slice(f.trim(nlp.Span{Start: s, End: d.SubtreeSpan(a).End})), d.Tokens[s].Text+" ")
}

// cast is the actor of the cast with a name, who joins it when it is new; token s
// names it here.
func (f *finder) cast(s int, name string) []holder {
	id := agenda.Slug(name)
	for e := range f.Cast.Entities {
		if f.Cast.Entities[e].ID == id {
			return []holder{{e, s}}
		}
	}
	f.Cast.Entities = append(f.Cast.Entities, actor.Entity{ID: id, Name: name, Kind: actor.KindGroup, Party: record.Ref{ID: id, Name: name}, Plural: plural(&f.Doc.Tokens[s])})
	return []holder{{len(f.Cast.Entities) - 1, s}}
}

// bearing is who bears the proper name headed by token s, where an act is done by it or
// to it: a place of that name, or somebody whom the cast does not know.
func (f *finder) bearing(s int) []holder {
	d := f.Doc
	if m := f.Cast.At(s); m != nil {
		if m.Head == s && f.Cast.Entities[m.Entity].Kind == actor.KindPlace {
			return []holder{{m.Entity, s}}
		}
		return nil
	}
	start := s
	for start > 0 && d.Tokens[start-1].Pos == "PROPN" && d.Tokens[start-1].Head == s && f.Cast.At(start-1) == nil {
		start--
	}
	if e := d.Tokens[s].EntType; e == "DATE" || e == "TIME" || e == "LAW" || e == "WORK_OF_ART" || e == "EVENT" || e == "PRODUCT" {
		return nil
	}
	name := d.Slice(nlp.Span{Start: start, End: s + 1})
	if len(name) < 2 {
		return nil
	}
	return f.cast(s, name)
}

// lifeless reports whether a noun names something that cannot want anything, as it is
// listed or as its ending tells ("dependence", "inability").
func (f *finder) lifeless(t *nlp.Token) bool {
	for _, class := range []string{"act", "instrument", "measure", "thing", "part"} {
		if f.lex.is(class, t.Lemma) {
			return true
		}
	}
	for k := 2; k < min(6, len(t.Lemma)-2); k++ {
		if f.lex.is("ending", t.Lemma[len(t.Lemma)-k:]) {
			return true
		}
	}
	return false
}

// nameOf is the noun at token s with the words before it that tell which one, and the
// name that follows it with "of".
func (f *finder) nameOf(s int) string {
	d := f.Doc
	words := []string{strings.ToLower(d.Tokens[s].Text)}
	if s+2 < len(d.Tokens) && d.Tokens[s+1].Text == "-" && !d.Tokens[s].Whitespace { // "ex-wife", headed by its first part
		words[0] += "-" + d.Tokens[s+2].Lower
	}
	for k := s - 1; k >= 0; k-- {
		if m := &d.Tokens[k]; m.Head != s || m.Dep != "compound" && m.Dep != "amod" || f.lex.is("plain", m.Lower) {
			break
		}
		if d.Tokens[k].Text == "-" {
			continue
		}
		if d.Tokens[k+1].Text == "-" { // "ex-wife" is one word
			words[0] = d.Tokens[k].Text + "-" + words[0]
			continue
		}
		words = append([]string{d.Tokens[k].Text}, words...)
	}
	if p := d.Child(s, "prep"); p == s+1 && d.Tokens[p].Lower == "of" {
		if o := d.Child(p, "pobj"); o >= 0 && d.Tokens[o].Pos == "PROPN" {
			words = append(words, strings.Fields(d.Slice(nlp.Span{Start: p, End: o + 1}))...)
		}
	}
	return strings.Join(words, " ")
}
