package statement

import "strings"

// doers are those whose wrong the word at i names: the subject of a verb, the owner
// of a noun, and of an adjective those of what it stands with.
func (f *finder) doers(i int, w wrong) []holder {
	t := &f.Doc.Tokens[i]
	switch {
	case f.instead(i):
		return f.agents(f.verbAbove(t.Head))
	case w.pos == 'V', t.Pos == "VERB" && t.Dep != "amod":
		return f.agents(i)
	case w.class == "band":
		return f.band(i)
	case w.pos == 'N':
		return f.ofNoun(i, false)
	case w.pos == 'D':
		return f.ofNoun(i, true)
	case t.Dep == "amod":
		if n, ok := wrongs().nouns[f.Doc.Tokens[t.Head].Lemma]; ok {
			return f.ofNoun(t.Head, n.pos == 'D')
		}
		return f.ofNoun(t.Head, true)
	}
	return f.ofClause(i)
}

// agents are the subjects of verb i, and those "by" whom a passive is done.
func (f *finder) agents(i int) []holder {
	s := f.subjectToken(i)
	if s < 0 {
		return nil
	}
	return f.behind(s)
}

// behind are the actors that act when the phrase at token s does: itself, or the
// owner of the thing that it names ("Norland's troops", "the veto of Norland").
func (f *finder) behind(s int) []holder {
	if hs := f.ours(s); len(hs) > 0 {
		return hs
	}
	t := &f.Doc.Tokens[s]
	w, bad := wrongs().nouns[strings.ToLower(t.Lemma)]
	if hs := f.holdersAt(s); len(hs) > 0 && (!bad || w.class == "band") { // terrorism is nobody
		return hs
	}
	if t.Pos != "NOUN" {
		return nil
	}
	of := w.class != "band"
	if hs := f.owned(s, of); len(hs) > 0 {
		return hs
	}
	if !of || wrongs().is("force", t.Lemma) || wrongs().is("other", t.Lemma) {
		return f.unnamed(s)
	}
	return nil
}

// ours is the speaker when the thing at noun i is its own: "our troops", but not "our
// neighbour".
func (f *finder) ours(i int) []holder {
	d := f.Doc
	p := d.Child(i, "poss")
	if p < 0 || !firstPossessive(d.Tokens[p].Lower) || wrongs().is("other", strings.ToLower(d.Tokens[i].Lemma)) {
		return nil
	}
	if e := f.ownVoice(p); e >= 0 {
		return []holder{{e, p}}
	}
	return nil
}

// ofClause are the doers of the clause that the word at i stands in.
func (f *finder) ofClause(i int) []holder {
	d := f.Doc
	for h := range d.Ancestors(i) {
		if p := d.Tokens[h].Pos; p != "VERB" && p != "AUX" {
			continue
		}
		if s := f.subjectToken(h); s >= 0 && (d.Tokens[s].Dep == "expl" || d.Tokens[s].Lower == "it") {
			if k := d.Child(h, "ccomp", "advcl"); k >= 0 { // "it is regrettable that S"
				return f.agents(k)
			}
		}
		return f.agents(h)
	}
	return nil
}

// ofNoun are the doers of the wrong that noun i names: its owner, who does it with
// the verb that it is the object of, or whose clause says that something is it.
func (f *finder) ofNoun(i int, of bool) []holder {
	if hs := f.owned(i, of); len(hs) > 0 {
		return hs
	}
	d := f.Doc
	for range 4 {
		t := &d.Tokens[i]
		switch t.Dep {
		case "conj", "pobj", "prep", "pcomp", "appos":
			i = t.Head
			continue
		case "dobj", "attr":
			v := &d.Tokens[t.Head]
			if wrongs().is("doing", v.Lemma) {
				return f.agents(t.Head)
			}
			if w, ok := wrongs().verbs[v.Lemma]; ok && w.class != "judge" {
				return f.agents(t.Head)
			}
		}
		if t.Pos == "VERB" && wrongs().is("doing", t.Lemma) {
			return f.agents(i)
		}
		return nil
	}
	return nil
}

// owned are the actors to whom the thing at noun i is put down: its possessor, an
// adjective, who stands after "by" or "from", and after "of" where that names a doer.
func (f *finder) owned(i int, of bool) []holder {
	d := f.Doc
	if hs := f.ours(i); len(hs) > 0 {
		return hs
	}
	for _, c := range d.Children(i) {
		t := &d.Tokens[c]
		switch {
		case t.Dep == "compound" && f.lex.is("thing", d.Tokens[i].Lemma): // "the Geneva talks" are not Geneva's
		case t.Dep == "poss" || t.Dep == "amod" || t.Dep == "compound" || t.Dep == "nmod":
			hs := f.namedAt(c)
			if over := f.subjectOver(i); t.Pos == "PRON" && len(over) > 0 {
				hs = over // "will renounce its illusions": those of who renounces
			}
			if len(hs) > 0 {
				return hs
			}
		case t.Dep == "prep" && (t.Lower == "by" || t.Lower == "from" || of && t.Lower == "of"), t.Dep == "agent":
			if o := d.Child(c, "pobj"); o >= 0 && (t.Lower != "of" || len(f.ours(o)) == 0) { // "the arrest of our men" is not by us
				if hs := f.behind(o); len(hs) > 0 {
					return hs
				}
			}
		case t.Dep == "acl" && t.Tag == "VBN":
			for _, k := range d.Conjuncts(c) {
				if hs := f.byAgent(k); len(hs) > 0 {
					return hs
				}
			}
		}
	}
	return nil
}

// subjectOver are the actors named by the subject of the relative clause of whose verb
// noun i is the object.
func (f *finder) subjectOver(i int) []holder {
	d := f.Doc
	v := d.Tokens[i].Head
	if d.Tokens[i].Dep != "dobj" || d.Tokens[v].Dep != "relcl" {
		return nil
	}
	return f.namedAt(d.Tokens[v].Head)
}

// byAgent are those by whom the passive participle at v is done.
func (f *finder) byAgent(v int) []holder {
	a := f.Doc.Child(v, "agent")
	if a < 0 {
		return nil
	}
	if o := f.Doc.Child(a, "pobj"); o >= 0 {
		return f.behind(o)
	}
	return nil
}

// band are those who stand behind people named by their wrong ("separatists backed
// by Norland"), or these people themselves.
func (f *finder) band(i int) []holder {
	if hs := f.owned(i, false); len(hs) > 0 {
		return hs
	}
	if hs := f.namedAt(i); len(hs) > 0 {
		return hs
	}
	return f.unnamed(i)
}
