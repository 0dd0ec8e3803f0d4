package statement

// resumes is the verb whose subject verb i shares though the parser hung i deeper, or
// -1: who says a thing and then does another is taken for a part of what is said.
//
//	said that S holds and rejected X        a past tense beside a clause that is not past
//	favors doing X but opposes Y            a present tense beside a gerund
//	said S holds, asked for X and backed Y  a second clause without a subject
//	noted X, asked for Y and backed Z       a past tense that seems to modify X
//	tabled a draft, noting that S           a participle behind a comma
//	plans to do X and is doing Y            a finite verb beside an infinitive
func (f *finder) resumes(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	h := t.Head
	if i == 0 || h >= i || d.Child(i, "nsubj", "nsubjpass", "expl", "csubj", "mark", "agent") >= 0 {
		return -1
	}
	helped := d.Child(i, "aux", "auxpass") >= 0
	act := !helped && len(f.lex.verbs[t.Lemma]) > 0
	past := act && t.Tag == "VBD" && t.Lower != t.Lemma // "cut" and "put" may be anything
	switch t.Dep {
	case "conj":
		v := -1
		switch {
		case past && f.apartFrom(i, h):
			v = f.above(h, "VBD")
		case act && t.Tag == "VBZ" && d.Tokens[h].Tag == "VBG":
			v = f.above(h, "VBZ")
		case helped && f.hasTo(h) && f.tense(i) != "":
			v = f.above(h, "")
		}
		if v < 0 && !helped {
			return f.resumes(h)
		}
		return v
	case "ccomp":
		if past && d.Tokens[h].Tag == "VBD" && (f.afterComma(i) || d.Tokens[i-1].Dep == "cc" || d.Child(h, "xcomp") >= 0) {
			return h
		}
	case "acl":
		if f.afterComma(i) && (past || act && t.Tag == "VBG" && !f.says(h)) {
			return f.mainVerb(i)
		}
	}
	return -1
}

// resumesAbove reports whether verb i belongs to a verb outside the phrase of head.
func (f *finder) resumesAbove(i, head int) bool {
	v := f.resumes(i)
	return v >= 0 && v != head && !f.Doc.IsAncestor(head, v)
}

// apartFrom reports whether the past tense i does not go on about the subject of verb h:
// h tells no past, or tells an earlier one of a thing or of the speaker, or a comma parts
// what is told of a thing from what is done.
func (f *finder) apartFrom(i, h int) bool {
	d := f.Doc
	switch f.tense(h) {
	case "past":
		earlier := d.Tokens[h].Tag != "VBD"
		return d.Tokens[h].Dep == "ccomp" && (f.ofThing(h) && (earlier || f.partedByComma(i)) || earlier && f.ofSpeaker(h))
	case "":
		return d.Child(h, "auxpass") < 0 || d.Tokens[d.Child(h, "auxpass")].Tag == "VBG" // not "be read and returned"
	}
	return true
}

// tense is what verb v or its first auxiliary tells: "past", "present" (of a modal too),
// or "" for a form that is not finite. "Did" leaves the verb bare.
func (f *finder) tense(v int) string {
	tag := f.Doc.Tokens[v].Tag
	for _, k := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[k]; (t.Dep == "aux" || t.Dep == "auxpass") && t.Lemma != "do" && t.Tag != "TO" {
			tag = t.Tag
			break
		}
	}
	switch tag {
	case "VBD":
		return "past"
	case "VBZ", "VBP", "MD":
		return "present"
	}
	return ""
}

// above is the nearest verb above v, and before it, with the form of a tag ("" for any
// finite one), or -1. "Has said" has the form of "said".
func (f *finder) above(v int, tag string) int {
	for h := range f.Doc.Ancestors(v) {
		t := &f.Doc.Tokens[h]
		same := t.Tag == tag || tag == "VBD" && t.Tag == "VBN" && f.Doc.Child(h, "aux") >= 0 || tag == "" && f.tense(h) != ""
		if t.Pos == "VERB" && h < v && same {
			return h
		}
	}
	return -1
}

// mainVerb is the finite verb in whose object word i stands, or -1.
func (f *finder) mainVerb(i int) int {
	for v := range f.Doc.Ancestors(i) {
		t := &f.Doc.Tokens[v]
		if t.Pos != "VERB" {
			continue
		}
		if v < i && (t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP") {
			return v
		}
		if t.Dep != "xcomp" && t.Dep != "pcomp" {
			break
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
		case t.Dep == "prep" && f.afterDay(d.Child(c, "pobj")):
			return d.Child(c, "pobj")
		}
		for _, k := range d.Subtree(c) {
			if f.besideTopic(k) {
				return k
			}
		}
	}
	return -1
}

// afterDay reports whether the actor at token k was taken for one noun with the day before
// it: "On Monday growers rejected X".
func (f *finder) afterDay(k int) bool {
	if k < 1 || f.actorAt(k) < 0 {
		return false
	}
	day := f.Doc.Child(k, "compound", "nmod")
	return day >= 0 && f.isTime(day) && f.Doc.SubtreeSpan(k).Start == day
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

// ofSpeaker reports whether the pronoun that is the subject of verb h stands for the
// subject of the verb above.
func (f *finder) ofSpeaker(h int) bool {
	d := f.Doc
	s, up := d.Child(h, "nsubj", "nsubjpass"), d.Child(d.Tokens[h].Head, "nsubj")
	return s >= 0 && up >= 0 && d.Tokens[s].Pos == "PRON" && f.sameParty(f.actorAt(s), f.actorAt(up))
}

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
