package statement

import (
	"unicode"

	"github.com/demarche-project/demarche/reading/actor"
)

// listed are the actors coordinated at token o, also where the parser made one of
// them a part of the other's name ("the EU and South Korea") or lost the thread.
func (f *finder) listed(o int) []holder {
	var out []holder
	add := func(tok int) {
		for _, e := range f.entitiesAt(tok) {
			out = append(out, holder{e, tok})
		}
	}
	for _, c := range f.conjuncts(o) {
		for _, k := range f.torn(c) {
			add(k)
		}
		add(c)
	}
	for _, c := range f.roster(o) {
		add(c)
	}
	return uniqueHolders(out)
}

// torn are the actors before token i that the parser made a part of its name: the EU
// in "the EU and South Korea".
func (f *finder) torn(i int) []int {
	d := f.Doc
	var out []int
	for _, k := range d.Children(i) {
		dep, and := d.Tokens[k].Dep, d.Child(k, "conj")
		if (dep == "nmod" || dep == "compound") && and >= 0 && f.Cast.At(and) == f.Cast.At(i) && f.Cast.At(i) != nil && f.Cast.At(i).Start == and && f.actorAt(k) >= 0 {
			out = append(out, k)
		}
	}
	return out
}

// roster are the heads of the actors named after the one at token i in a list that
// "and" or "as well as" closes, as the text has it: "Norland, Osk, for the islands, Tarn and Sundra".
func (f *finder) roster(i int) []int {
	m := f.Cast.At(i)
	if m == nil || m.Head != i {
		return nil
	}
	var out []int
	closed := false
	for k := f.pastPrincipal(m.End); ; {
		next, word := f.separator(k)
		if next == k {
			break
		}
		m := f.mentionFrom(next)
		if m == nil && word == "" {
			if k = f.pastName(next); k > next { // an item that no file knows
				continue
			}
		}
		if m == nil || f.possessive(m.End) {
			break
		}
		out = append(out, m.Head)
		closed = closed || word != ""
		if word == "and" {
			break
		}
		k = f.pastPrincipal(m.End)
	}
	if !closed {
		return nil
	}
	return out
}

// pastName passes over a name of at most four words that ends at a comma or an "and",
// or returns k.
func (f *finder) pastName(k int) int {
	d := f.Doc
	for end := k; end < min(k+5, len(d.Tokens)); end++ {
		switch t := &d.Tokens[end]; {
		case end > k && (t.Text == "," || t.Lower == "and"):
			return end
		case !unicode.IsUpper([]rune(t.Text)[0]):
			return k
		}
	}
	return k
}

// separator is the token after what parts two items of a list at k, k itself if
// nothing does, and the word in it.
func (f *finder) separator(k int) (next int, word string) {
	d := f.Doc
	if k < len(d.Tokens) && d.Tokens[k].Text == "," {
		k++
	}
	switch {
	case k < len(d.Tokens) && (d.Tokens[k].Lower == "and" || d.Tokens[k].Text == "&"):
		return k + 1, "and"
	case f.matches(k, []string{"as", "well", "as"}):
		return k + 3, "as well as"
	}
	return k, ""
}

// mentionFrom is the mention of an actor by name that begins at token k, with or
// without an article, or nil.
func (f *finder) mentionFrom(k int) *actor.Mention {
	d := f.Doc
	if k < len(d.Tokens) && d.Tokens[k].Dep == "det" && (f.Cast.At(k) == nil || f.Cast.At(k).Start > k) {
		k++
	}
	if k >= len(d.Tokens) {
		return nil
	}
	m := f.Cast.At(k)
	if m == nil || m.Start != k && m.Start != k-1 || m.Form != actor.FormName && m.Form != actor.FormShort || f.actorAt(m.Head) < 0 {
		return nil
	}
	if t := &d.Tokens[m.Head]; t.Head >= m.End && (t.Dep == "compound" || t.Dep == "amod" || t.Dep == "nmod" || t.Dep == "poss") {
		return nil // "US witnesses"
	}
	return m
}

// pastPrincipal passes over those for whom an actor speaks: ", for the islands".
func (f *finder) pastPrincipal(k int) int {
	d := f.Doc
	if k+2 >= len(d.Tokens) || d.Tokens[k].Text != "," {
		return k
	}
	next := k + 1
	switch {
	case d.Tokens[next].Lower == "for":
		next++
	case f.matches(next, []string{"on", "behalf", "of"}):
		next += 3
	default:
		return k
	}
	if next < len(d.Tokens) && d.Tokens[next].Dep == "det" {
		next++
	}
	if m := f.Cast.At(next); m != nil && m.Form != actor.FormPronoun {
		return m.End
	}
	return k
}

func (f *finder) possessive(k int) bool {
	return k < len(f.Doc.Tokens) && f.Doc.Tokens[k].Tag == "POS"
}
