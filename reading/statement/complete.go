package statement

import (
	"slices"
	"strings"
)

// complete reports whether the word at i has what makes a wrong of it: an ill that one
// answers for, a rule that is set aside, a pledge that is broken.
func (f *finder) complete(i, n int, w wrong) bool {
	d := f.Doc
	if v := &d.Tokens[f.verbOf(i)]; v.Dep == "amod" && v.Tag == "VBN" {
		return false // "the illegally occupied buildings" are what there is, not what is said
	}
	if t := &d.Tokens[i]; t.Dep == "amod" && wrongs().is("force", d.Tokens[t.Head].Lemma) && !f.acts(t.Head) {
		return false // "the disarmament of illegal groups" says nothing of what they did
	}
	if t := &d.Tokens[i]; t.Pos == "ADV" && d.Tokens[t.Head].Dep == "amod" || w.class == "band" && t.Dep == "poss" && !f.bad(t.Head) {
		return false // "illegally armed protesters", "the separatists' flag"
	}
	if t := &d.Tokens[i]; t.Dep == "amod" && wrongs().is("ware", d.Tokens[t.Head].Lemma) && len(f.owned(t.Head, true)) == 0 {
		return false // "illegal weapons"
	}
	switch w.class {
	case "answer", "root":
		for _, c := range d.Children(i) {
			if t := &d.Tokens[c]; t.Dep == "prep" && (t.Lower == "for" && w.class == "answer" || t.Lower == "of" && w.class == "root") {
				if o := d.Child(c, "pobj"); o >= 0 {
					_, _, bad := f.wrong(o)
					return bad || wrongs().is("ill", strings.ToLower(d.Tokens[o].Lemma))
				}
			}
		}
		return false
	case "against":
		o := d.Child(i+n-1, "pobj")
		return o >= 0 && slices.ContainsFunc(d.Subtree(o), func(k int) bool { return wrongs().is("rule", strings.ToLower(d.Tokens[k].Lemma)) })
	case "cause":
		return f.brings(i)
	case "lapse":
		return slices.ContainsFunc(d.Children(i), f.hasTo)
	case "pledge":
		return f.objectIs(i, "promise")
	case "bar":
		return f.objectIs(i, "good")
	}
	return true
}

// objectIs reports whether the object of verb i is a word of a class.
func (f *finder) objectIs(i int, class string) bool {
	o := f.Doc.Child(i, "dobj", "nsubjpass")
	return o >= 0 && wrongs().is(class, strings.ToLower(f.Doc.Tokens[o].Lemma))
}

// brings reports whether what verb i brings about is an ill: its object, or where it
// leads "to" or "into".
func (f *finder) brings(i int) bool {
	d := f.Doc
	for _, c := range d.Children(i) {
		o := -1
		switch t := &d.Tokens[c]; {
		case t.Dep == "dobj":
			o = c
		case t.Dep == "prep" && (t.Lower == "to" || t.Lower == "into" || t.Lower == "in"):
			o = d.Child(c, "pobj")
		}
		if o >= 0 && slices.ContainsFunc(d.Conjuncts(o), func(k int) bool { return wrongs().is("ill", d.Tokens[k].Lemma) && !f.turned(k) }) {
			return true
		}
	}
	return false
}
