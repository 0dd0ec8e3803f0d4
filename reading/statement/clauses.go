package statement

// resumes is the verb whose subject verb i shares though the parser hung i deeper, or
// -1: who says a thing and then does another is taken for a part of what is said.
//
//	said that S holds and rejected X        a past tense beside a clause that is not past
//	said S holds, asked for X and backed Y  a second clause without a subject
//	noted X, asked for Y and backed Z       a past tense that seems to modify X
//	tabled a draft, noting that S           a participle behind a comma
func (f *finder) resumes(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	h := t.Head
	if i == 0 || h == i || h > i || d.Child(i, "nsubj", "nsubjpass", "expl", "csubj", "mark", "aux", "auxpass", "agent") >= 0 {
		return -1
	}
	past := t.Tag == "VBD" && t.Lower != t.Lemma && len(f.lex.verbs[t.Lemma]) > 0 // "cut" and "put" may be anything
	switch t.Dep {
	case "conj":
		a := &d.Tokens[h]
		if !past || a.Dep != "ccomp" || d.Tokens[a.Head].Tag != "VBD" {
			return f.resumes(h)
		}
		if bare(a.Tag) || a.Tag == "VBZ" || a.Tag == "VBN" && d.Child(h, "aux") >= 0 || f.ofThing(h) && f.commaBefore(i) {
			return a.Head
		}
	case "ccomp":
		if past && d.Tokens[h].Tag == "VBD" && (d.Tokens[i-1].Text == "," || d.Tokens[i-1].Dep == "cc" || d.Child(h, "xcomp") >= 0) {
			return h
		}
	case "acl":
		if d.Tokens[i-1].Text != "," || !past && (t.Tag != "VBG" || len(f.lex.verbs[t.Lemma]) == 0 || f.says(h)) {
			return -1
		}
		for v := range d.Ancestors(i) {
			switch t := &d.Tokens[v]; {
			case t.Pos == "VERB" && (t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP") && v < i:
				return v
			case t.Pos == "VERB" && t.Dep != "xcomp" && t.Dep != "pcomp":
				return -1
			}
		}
	}
	return -1
}

// ofThing reports whether the subject of verb v is no actor.
func (f *finder) ofThing(v int) bool {
	s := f.Doc.Child(v, "nsubj", "nsubjpass")
	return s >= 0 && f.Doc.Tokens[s].Pos == "NOUN" && f.actorAt(s) < 0
}

// commaBefore reports whether a comma and a conjunction part verb i from what stands
// before it.
func (f *finder) commaBefore(i int) bool {
	k := i - 1
	for k > 0 && (f.Doc.Tokens[k].Dep == "cc" || f.Doc.Tokens[k].Dep == "advmod") {
		k--
	}
	return k < i-1 && f.Doc.Tokens[k].Text == ","
}

// says reports whether noun h can be what a participle beside it speaks for: a text or
// an act ("a letter, demanding X").
func (f *finder) says(h int) bool {
	l := f.Doc.Tokens[h].Lemma
	return f.lex.is("instrument", l) || f.lex.is("act", l)
}

// subjectless reports whether nothing in the tree is the subject of verb v or marks
// its clause.
func (f *finder) subjectless(v int) bool {
	return f.Doc.Child(v, "nsubj", "nsubjpass", "csubj", "expl", "mark") < 0
}

// bare reports whether a verb has the form without an ending.
func bare(tag string) bool { return tag == "VB" || tag == "VBP" }
