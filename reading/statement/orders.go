package statement

// imperatives reads what somebody quoted tells others to do: "Stop the bombing", "Let the
// court decide", and "Let us V", which is proposed to both.
func (f *finder) imperatives() {
	d := f.Doc
	for v := range d.Tokens {
		e, ok := f.bidding(v)
		if !ok {
			continue
		}
		c := candidate{act: "demand", stance: '+', confidence: 0.6, at: v, pred: f.predicate(v, -1), presumed: true, holders: []holder{{e, -1}}}
		c.points = []point{{v, f.phraseSpan(v, true)}}
		if k := d.Child(v, "ccomp"); d.Tokens[v].Lemma == "let" {
			s := d.Child(k, "nsubj")
			if d.Tokens[s].Lower == "'s" || d.Tokens[s].Lower == "us" {
				c.act = "propose"
			}
			c.points = f.points([]int{k})
			if c.act == "propose" {
				c.points = []point{{k, f.verbPhrase(k)}}
			}
			for _, h := range f.namedAt(s) {
				c.to = append(c.to, h.entity)
			}
		}
		for _, k := range f.sharers(v) {
			c.points = append(c.points, point{k, f.verbPhrase(k)})
		}
		f.cues[d.Tokens[v].Sent] = true
		f.keep(c)
	}
}

// bidding is the speaker of the imperative at v; ok is false where it is none, or no more
// than a manner of speaking ("look", "let us face it").
func (f *finder) bidding(v int) (e int, ok bool) {
	d := f.Doc
	t := &d.Tokens[v]
	w := f.within[v]
	if t.Tag != "VB" || t.Pos != "VERB" || len(w) == 0 || !f.Attributions[w[len(w)-1]].Direct || f.anonymous(v) {
		return none, false
	}
	what := v
	if t.Lemma == "let" {
		if what = d.Child(v, "ccomp"); what < 0 || d.Child(what, "nsubj") < 0 {
			return none, false
		}
		if f.actorAt(d.Child(what, "nsubj")) >= 0 {
			what = v // "let the court decide"
		}
	}
	if !f.lex.is("bidden", d.Tokens[what].Lemma) || what != v && d.Tokens[d.Child(what, "nsubj")].Lower == "me" || d.Child(v, "dobj", "prep", "ccomp", "xcomp") < 0 {
		return none, false
	}
	first := v
	for _, c := range d.Children(v) {
		switch t := &d.Tokens[c]; {
		case t.Dep == "nsubj" || t.Dep == "nsubjpass" || t.Dep == "expl" || t.Tag == "TO" || t.Tag == "MD" || t.Dep == "mark":
			return none, false
		case c < v && t.Dep == "aux" && t.Lower != "do" && t.Lower != "don":
			return none, false
		case c < v && t.Pos != "PUNCT" && t.Dep != "neg":
			first = min(first, c)
		}
	}
	s := d.Sent(v)
	if first > s.Start && !f.opensQuote(first-1) || f.question(s) {
		return none, false
	}
	e, ok = f.speaker(v)
	return e, ok && e >= 0
}

// opensQuote reports whether the token at i is a quotation mark before a first word.
func (f *finder) opensQuote(i int) bool {
	t := &f.Doc.Tokens[i]
	return t.Tag == "``" || t.Text == "\"" || t.Text == "“" || t.Text == "''"
}
