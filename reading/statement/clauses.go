package statement

// resumes is the verb whose subject verb i shares though the parser hung i deeper, or
// -1: who says a thing and then does another is taken for a part of what is said.
//
//	said that S holds and rejected X        a past tense beside a clause that is not past
//	favors doing X but opposes Y            a present tense beside a gerund
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
	act := len(f.lex.verbs[t.Lemma]) > 0
	past := act && t.Tag == "VBD" && t.Lower != t.Lemma // "cut" and "put" may be anything
	switch t.Dep {
	case "conj":
		if v := f.above(h, "VBD"); past && v >= 0 && (!f.past(h) || f.ofThing(h) && f.partedByComma(i) && d.Tokens[h].Dep == "ccomp") {
			return v
		}
		if v := f.above(h, "VBZ"); act && t.Tag == "VBZ" && v >= 0 && d.Tokens[h].Tag == "VBG" {
			return v
		}
		return f.resumes(h)
	case "ccomp":
		if past && d.Tokens[h].Tag == "VBD" && (f.afterComma(i) || d.Tokens[i-1].Dep == "cc" || d.Child(h, "xcomp") >= 0) {
			return h
		}
	case "acl":
		if !f.afterComma(i) || !past && (t.Tag != "VBG" || !act || f.says(h)) {
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

// past reports whether verb v tells the past by itself, or is a participle whose "be"
// leaves open what a form in -ed after it is: "be read and returned".
func (f *finder) past(v int) bool {
	d := f.Doc
	if d.Tokens[v].Tag != "VBN" || d.Child(v, "aux") >= 0 && d.Child(v, "auxpass") < 0 {
		return d.Tokens[v].Tag == "VBD"
	}
	be := d.Child(v, "auxpass")
	return be < 0 || d.Child(v, "aux") < 0 && d.Tokens[be].Tag != "VBP" && d.Tokens[be].Tag != "VBZ" && d.Tokens[be].Tag != "VBG"
}

// above is the nearest verb above v, and before it, that has a tag, or -1.
func (f *finder) above(v int, tag string) int {
	for h := range f.Doc.Ancestors(v) {
		if t := &f.Doc.Tokens[h]; t.Pos == "VERB" && t.Tag == tag && h < v {
			return h
		}
	}
	return -1
}

// lostSubject is the subject that a finite verb without one has before it: the actor that
// the parser set beside the topic of the sentence ("On fees, Norland, with Osk, urged
// X"), or the subject of the first of two acts that it put under the second. -1 if
// there is none.
func (f *finder) lostSubject(i int) int {
	d := f.Doc
	if tag := d.Tokens[i].Tag; tag != "VBD" && tag != "VBZ" && tag != "VBP" || d.Tokens[i].Dep != "ROOT" {
		return -1
	}
	for _, c := range d.Children(i) {
		if c > i {
			break
		}
		switch t := &d.Tokens[c]; {
		case t.Dep == "advcl" && t.Tag == "VBD" && d.Child(c, "cc") >= 0:
			return d.Child(c, "nsubj")
		case t.Dep == "npadvmod" && f.actorAt(c) >= 0:
			return c
		}
		for _, k := range d.Subtree(c) {
			if f.besideTopic(k) {
				return k
			}
		}
	}
	return -1
}

// besideTopic reports whether the actor at token k is set beside something that is none.
func (f *finder) besideTopic(k int) bool {
	t := &f.Doc.Tokens[k]
	if t.Dep != "appos" || f.actorAt(k) < 0 || f.actorAt(t.Head) >= 0 {
		return false
	}
	return f.afterComma(f.Doc.SubtreeSpan(k).Start)
}

// lost reports whether token k is the lost subject of its sentence.
func (f *finder) lost(k int) bool {
	if !f.besideTopic(k) {
		return false
	}
	root := k
	for h := range f.Doc.Ancestors(k) {
		root = h
	}
	return f.Doc.Child(root, "nsubj", "nsubjpass") < 0 && f.lostSubject(root) == k
}

// sharedObject is the object of verb i that stands behind a second verb: "Norland
// tabled, and Osk opposed, a new clause". -1 if it has its own or none.
func (f *finder) sharedObject(i int) int {
	d := f.Doc
	if i+1 >= len(d.Tokens) || d.Tokens[i+1].Text != "," {
		return -1
	}
	for _, c := range d.Children(i) {
		if t := &d.Tokens[c]; t.Dep != "conj" || t.Pos != "VERB" || d.Child(c, "nsubj") < 0 {
			continue
		}
		if o := d.Child(c, "dobj"); o >= 0 && f.afterComma(d.SubtreeSpan(o).Start) {
			return o
		}
	}
	return -1
}

// apart reports whether preposition i opens a clause with a subject of its own beside
// the sentence: "..., with Norland offering X".
func (f *finder) apart(i int) bool {
	d := f.Doc
	if d.Tokens[i].Dep != "prep" || d.Tokens[i].Lower != "with" || !f.afterComma(i) {
		return false
	}
	c := d.Child(i, "pcomp")
	if c < 0 {
		return false
	}
	s := d.Child(c, "nsubj")
	return s >= 0 && f.actorAt(s) >= 0
}

// ofThing reports whether the subject of verb v is no actor.
func (f *finder) ofThing(v int) bool {
	s := f.Doc.Child(v, "nsubj", "nsubjpass")
	return s >= 0 && f.Doc.Tokens[s].Pos == "NOUN" && f.actorAt(s) < 0
}

// afterComma reports whether a comma stands right before token i.
func (f *finder) afterComma(i int) bool { return i > 0 && f.Doc.Tokens[i-1].Text == "," }

// partedByComma reports whether a comma and a conjunction part verb i from what stands
// before it.
func (f *finder) partedByComma(i int) bool {
	k := i
	for k > 1 && (f.Doc.Tokens[k-1].Dep == "cc" || f.Doc.Tokens[k-1].Dep == "advmod") {
		k--
	}
	return k < i && f.afterComma(k)
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
