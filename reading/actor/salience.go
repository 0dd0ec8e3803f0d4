package actor

import (
	"cmp"
	"slices"
)

// position is the weight of a place in its sentence (Lappin and Leass, table 1).
func (r *resolver) position(h, i int) float64 {
	w := 100.0
	t := &r.toks[h]
	dep := t.Dep
	if dep == "conj" {
		for x := h; r.toks[x].Dep == "conj" && r.toks[x].Head != x; {
			x = r.toks[x].Head
			dep = r.toks[x].Dep
		}
	}
	switch dep {
	case "nsubj", "nsubjpass":
		w += 80
		if r.toks[i].Dep == "nsubj" || r.toks[i].Dep == "nsubjpass" || r.toks[i].Dep == "poss" {
			w += 35
		}
	case "attr", "ROOT":
		w += 50
	case "dobj":
		w += 50
		if r.toks[i].Dep == "dobj" {
			w += 35
		}
	case "dative", "agent":
		w += 40
	case "pobj":
		w += 30
	case "poss":
		w += 20
	case "appos":
		w += 10
	case "compound", "amod", "nmod":
		w -= 60
	}
	// not inside another noun phrase, and not in a clause set apart
	for a := range r.doc.Ancestors(h) {
		switch r.toks[a].Dep {
		case "relcl", "acl":
			w -= 30
		case "pobj", "dobj":
			w -= 10
		case "advcl":
			w -= 10
		}
	}
	return w
}

// local adds weight to the subject of the clause a possessive stands in, and to the
// one who says the clause of which the pronoun is subject ("he said he would", "an
// assurance from Chad that it would").
func (r *resolver) local(h, i int, p pronoun) float64 {
	switch {
	case r.spokenBy(h, i):
		return 200
	case r.judged(h, i, p):
		return 230
	}
	if r.askedOf(h, i) {
		return 230
	}
	dep := r.toks[h].Dep
	if dep != "nsubj" && dep != "nsubjpass" {
		return 0
	}
	v := r.toks[h].Head
	if p.possessive {
		for a := range r.doc.Ancestors(i) {
			if r.toks[a].Pos == "VERB" || r.toks[a].Pos == "AUX" {
				if a == v {
					return 100
				}
				if r.doc.Child(a, "nsubj", "nsubjpass") >= 0 {
					break
				}
			}
		}
		return 0
	}
	own := r.toks[i].Head
	if r.toks[i].Dep != "nsubj" {
		return 0
	}
	if r.toks[own].Dep == "ccomp" && r.toks[own].Head == v && r.w.has("saying", r.lemma(v)) {
		return 100
	}
	if r.toks[own].Dep == "relcl" && r.clauseAbove(own) == v {
		return 40
	}
	return 0
}

// askedOf reports whether h is who is asked and i the subject of what is asked: "they asked
// Ms Roe why she left".
func (r *resolver) askedOf(h, i int) bool {
	v, own := r.toks[h].Head, r.toks[i].Head
	return (r.toks[h].Dep == "dobj" || r.toks[h].Dep == "dative") && r.toks[i].Dep == "nsubj" && h < i &&
		r.toks[own].Dep == "ccomp" && r.toks[own].Head == v && r.w.has("questioning", r.lemma(v))
}

// clauseAbove is the verb with a subject in whose clause the relative clause of verb v
// stands, -1 for none.
func (r *resolver) clauseAbove(v int) int {
	for a := range r.doc.Ancestors(v) {
		if r.doc.Child(a, "nsubj", "nsubjpass") >= 0 {
			return a
		}
	}
	return -1
}

// judged reports whether h is whom a verb praises or blames and the pronoun at i stands in
// what for: "Mali criticised Chad for its refusal", "because it had refused".
func (r *resolver) judged(h, i int, p pronoun) bool {
	v := r.toks[h].Head
	if r.toks[h].Dep != "dobj" || r.toks[h].Sent != r.toks[i].Sent || !r.w.has("judging", r.lemma(v)) {
		return false
	}
	up := r.toks[i].Head
	if p.possessive {
		prep := r.toks[up].Head
		return r.toks[up].Dep == "pobj" && (r.toks[prep].Head == v || r.toks[prep].Head == h) && r.w.has("judged for", r.lower[prep])
	}
	m := r.doc.Child(up, "mark")
	return r.toks[i].Dep == "nsubj" && r.toks[up].Dep == "advcl" && r.toks[up].Head == v && m >= 0 && r.lower[m] == "because"
}

// spokenBy reports whether the pronoun at i is the subject of what a noun says, and h is
// whose words these are: "Mali's promise that it would pay".
func (r *resolver) spokenBy(h, i int) bool {
	v := r.toks[i].Head
	n := r.toks[v].Head
	if r.toks[n].Pos == "VERB" { // "received an assurance from Chad that it would"
		if n = r.doc.Child(n, "dobj"); n < 0 {
			return false
		}
	}
	if r.toks[i].Dep != "nsubj" || r.toks[v].Dep != "acl" && r.toks[v].Dep != "relcl" && r.toks[v].Dep != "ccomp" || !r.w.has("spoken", r.lemma(n)) {
		return false
	}
	if r.toks[h].Dep == "poss" && r.toks[h].Head == n {
		return true
	}
	p := r.toks[h].Head
	from := r.lower[p] == "from" || r.lower[p] == "by" || r.lower[p] == "of"
	return r.toks[h].Dep == "pobj" && from && (r.toks[p].Head == n || p == n+1)
}

// agreement adds what speaks for a mention beyond its place.
func (r *resolver) agreement(m *Mention, p pronoun) float64 {
	e := &r.cast.Entities[m.Entity]
	switch {
	case (p.gender == "m" || p.gender == "f") && e.Gender == p.gender:
		return 30
	case m.Form == FormDemonym:
		return -40
	case m.Place:
		return -50
	}
	return 0
}

// favourSpeaker adds weight to whoever spoke last when the pronoun speaks, and takes
// weight from the speaker of a quotation for a pronoun inside it, and from those
// whom a quotation or the words said only mention, for the pronoun that says them.
func (r *resolver) favourSpeaker(i int, p pronoun, cs []candidate) {
	v := r.toks[i].Head
	saying := r.toks[i].Dep == "nsubj" && r.w.has("saying", r.lemma(v)) && !r.quoted[i]
	speaker, other, near := -1, -1, 0.0
	from, _ := slices.BinarySearchFunc(r.speech, i-400, func(s speech, at int) int { return cmp.Compare(s.verb, at) })
	for _, s := range r.speech[from:] {
		if s.subj > i+60 {
			break
		}
		m, ok := r.at(s.subj)
		if !ok {
			continue
		}
		if !s.says && !r.isPeople(m) || r.reportsOnly(s.subj, i, m) {
			continue
		}
		if s.verb < i && s.subj < i {
			speaker, near = m.Entity, 30
			if r.toks[i].Sent-r.toks[s.subj].Sent <= 2 {
				near = 60
			}
		}
		if s.says && r.quoted[i] && !r.quoted[s.verb] && r.toks[s.verb].Sent == r.toks[i].Sent {
			other = m.Entity
		}
	}
	for k := range cs {
		if saying && cs[k].entity == speaker {
			cs[k].weight += near
		}
		if other >= 0 && cs[k].entity == other && p.gender != "n" {
			cs[k].weight *= 0.2
		}
	}
}

// reportsOnly reports whether h is somebody who only reports, while the pronoun at i does
// more than that.
func (r *resolver) reportsOnly(h, i int, m *Mention) bool {
	return !(r.toks[i].Dep == "nsubj" && r.w.has("reporting", r.lemma(r.toks[i].Head))) && r.isReporter(h, m)
}

// isReporter reports whether h is an anonymous source that only reports the rest of
// its sentence: "the plan was dropped, delegates said".
func (r *resolver) isReporter(h int, m *Mention) bool {
	k := r.nnAt[h]
	if k < 0 || r.toks[h].Dep != "nsubj" || !r.w.has("saying", r.lemma(r.toks[h].Head)) {
		return false
	}
	e := &r.cast.Entities[m.Entity]
	if !r.nouns[k].plural {
		return r.nouns[k].noun.class == "self" && e.Kind == KindPerson && e.Gender == ""
	}
	return e.Kind == KindGroup && e.Party.ID == e.ID && h > r.doc.SubtreeSpan(r.toks[h].Head).Start+2
}

// isTold reports whether h stands in the words that the pronoun at i says: nobody
// is named there and then said "he" of as the speaker.
func (r *resolver) isTold(h, i int) bool {
	v := r.toks[i].Head
	if r.toks[i].Dep != "nsubj" || r.quoted[i] || !r.w.has("saying", r.lemma(v)) {
		return false
	}
	if r.quoted[h] {
		return true
	}
	for a := h; ; {
		up := r.toks[a].Head
		if up == a {
			return false
		}
		if up == v {
			return r.toks[a].Dep == "ccomp"
		}
		a = up
	}
}
