package statement

// An aside names who stands with an actor, or against it, in passing: "Norland,
// supported by Sundra and opposed by Osk, proposed X", "Norland, with Sundra, ...".
type aside struct {
	actor   int // head token of the actor it stands beside
	with    []holder
	against bool
}

// findAsides collects the asides of the document. Participles are those whose
// frame supports or rejects its object.
func (f *finder) findAsides() {
	d := f.Doc
	f.inAside = map[int]bool{}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch {
		case t.Tag == "VBN" || t.Tag == "VBD":
			against, ok := f.sides(t.Lemma)
			by := d.Child(i, "agent")
			if !ok || by < 0 {
				continue
			}
			a := f.besides(i)
			if a < 0 {
				continue
			}
			if o := d.Child(by, "pobj"); o >= 0 {
				f.inAside[i] = true
				f.asides = append(f.asides, aside{a, f.listed(o), against})
			}
		case t.Dep == "prep" && f.lex.is("beside", t.Lower) && f.actorAt(t.Head) >= 0 && i > 0 && d.Tokens[i-1].Text == ",":
			if o := d.Child(i, "pobj"); o >= 0 {
				f.asides = append(f.asides, aside{t.Head, f.listed(o), false})
			}
		}
	}
}

// sides reports whether a verb puts its subject for or against its object.
func (f *finder) sides(lemma string) (against, ok bool) {
	if f.lex.is("seconded", lemma) {
		return false, true
	}
	for _, fr := range f.lex.verbs[lemma] {
		if fr.part == "" && (fr.act == "support" || fr.act == "reject") {
			return fr.act == "reject", true
		}
	}
	return false, false
}

// besides is the actor that participle i stands beside: the one it modifies, or the
// one before the participle or verb it is coordinated with. -1 when the participle
// is the verb of its clause.
func (f *finder) besides(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	if d.Child(i, "nsubjpass", "auxpass", "nsubj") >= 0 {
		return -1
	}
	switch t.Dep {
	case "acl", "advcl", "conj", "appos", "amod", "relcl":
	default:
		return -1
	}
	if f.actorAt(t.Head) >= 0 && i > t.Head {
		return t.Head
	}
	if f.inAside[t.Head] { // "supported by X, and opposed by Y"
		return f.asides[len(f.asides)-1].actor
	}
	if s := d.Child(t.Head, "nsubj"); s >= 0 && s < i && f.actorAt(s) >= 0 && (t.Dep == "advcl" || t.Dep == "conj") {
		return s
	}
	return -1
}

// listed are the actors coordinated at token o.
func (f *finder) listed(o int) []holder {
	var out []holder
	for _, c := range f.conjuncts(o) {
		for _, e := range f.entitiesAt(c) {
			out = append(out, holder{e, c})
		}
	}
	return uniqueHolders(out)
}

// join gives a candidate the holders that an aside puts beside its own, and
// returns the candidate of those it puts against it.
func (f *finder) join(c *candidate) *candidate {
	var against []holder
	for _, h := range c.holders {
		for _, a := range f.asides {
			if h.tok < 0 || f.Doc.Tokens[a.actor].Sent != f.Doc.Tokens[c.at].Sent || !f.coordinated(h.tok, a.actor) {
				continue
			}
			if a.against {
				against = append(against, a.with...)
			} else {
				c.holders = append(c.holders, a.with...)
			}
		}
	}
	c.holders = uniqueHolders(c.holders)
	if len(against) == 0 {
		return nil
	}
	o := *c
	o.act, o.stance, o.holders, o.returns = "reject", '-', uniqueHolders(against), nil
	o.modality = c.modality
	o.modality.Negated = false
	if c.stance == '-' { // against a refusal
		o.act, o.stance = "support", '+'
	}
	return &o
}

// coordinated reports whether tokens a and b name one subject.
func (f *finder) coordinated(a, b int) bool {
	for _, c := range f.Doc.Conjuncts(b) {
		if c == a {
			return true
		}
	}
	return false
}
