package actor

// castRest goes through the text in order and resolves common nouns and pronouns,
// each with what stands before it.
//
// Pronouns follow Lappin and Leass: every mention before the pronoun is weighed by
// its place in its sentence, the weight halves with each sentence between, mentions
// of one entity add up, and number, gender, animacy and the binding of subject and
// object filter.
func (r *resolver) castRest() {
	for i := range r.toks {
		if k := r.nnAt[i]; k >= 0 && r.nouns[k].head() == i {
			r.nounEntity(int(k))
			continue
		}
		if _, taken := r.byHead[i]; taken {
			continue
		}
		switch r.toks[i].Tag {
		case "WP", "WDT", "WP$":
			r.relative(i)
		case "PRP", "PRP$":
			if p, ok := pronounKinds[r.lower[i]]; ok {
				r.personal(i, p)
			} else {
				r.partitive(i) // "one said"
			}
		default:
			r.partitive(i)
		}
	}
}

// pronoun says what a pronoun asks of its antecedent.
type pronoun struct {
	gender     string // "m", "f", "n" or ""
	plural     bool
	possessive bool
	reflexive  bool
}

var pronounKinds = map[string]pronoun{
	"he": {gender: "m"}, "him": {gender: "m"}, "his": {gender: "m", possessive: true}, "himself": {gender: "m", reflexive: true},
	"she": {gender: "f"}, "her": {gender: "f"}, "hers": {gender: "f", possessive: true}, "herself": {gender: "f", reflexive: true},
	"it": {gender: "n"}, "its": {gender: "n", possessive: true}, "itself": {gender: "n", reflexive: true},
	"they": {plural: true}, "them": {plural: true}, "their": {plural: true, possessive: true}, "themselves": {plural: true, reflexive: true},
}

// relative joins who, which and that to the noun they belong to.
func (r *resolver) relative(i int) {
	for h := range r.doc.Ancestors(i) {
		if r.toks[h].Dep != "relcl" {
			continue
		}
		m, ok := r.at(r.toks[h].Head)
		if who := r.lower[i] == "who" || r.lower[i] == "whom"; ok && who && !r.isPeople(m) {
			m, ok = r.peopleAbove(r.toks[h].Head)
		}
		if !ok || m.Head > i {
			return
		}
		if r.lower[i] == "that" || r.lower[i] == "which" || r.lower[i] == "who" || r.lower[i] == "whom" || r.lower[i] == "whose" {
			r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: m.Entity, Others: m.Others, Form: FormPronoun})
		}
		return
	}
}

func (r *resolver) isPeople(m *Mention) bool {
	switch r.cast.Entities[m.Entity].Kind {
	case KindPerson, KindOffice, KindGroup:
		return true
	}
	return m.Form == FormDemonym
}

// peopleAbove finds the person in whose phrase token h stands: "a fellow at the
// institute who ..." is about the fellow.
func (r *resolver) peopleAbove(h int) (*Mention, bool) {
	for a := range r.doc.Ancestors(h) {
		if m, ok := r.at(a); ok && r.isPeople(m) {
			return m, true
		}
		if r.toks[a].Pos == "VERB" {
			break
		}
	}
	return nil, false
}

// speech is one place where somebody is said to say something.
type speech struct {
	verb, subj int
	says       bool // a verb of saying; else the main verb of a sentence
}

// prepareSpeakers lists the verbs of saying with their subjects, and those to whom
// something is ascribed ("according to").
func (r *resolver) prepareSpeakers() {
	for i := range r.toks {
		switch {
		case r.toks[i].Pos == "VERB" && (r.toks[i].Head == i && !r.quoted[i] || r.w.has("saying", r.lemma(i))):
			if s := r.doc.Child(i, "nsubj"); s >= 0 {
				r.speech = append(r.speech, speech{i, s, r.w.has("saying", r.lemma(i))})
			}
		case r.lower[i] == "to" && i > 0 && r.lower[i-1] == "according":
			if s := r.doc.Child(i, "pobj"); s >= 0 {
				r.speech = append(r.speech, speech{i, s, true})
			}
		}
	}
}

// candidate is an entity (or a noun that is no actor, -1-head) that a pronoun may mean.
type candidate struct {
	entity int
	others []int
	weight float64
	last   int // token of its last mention
}

// personal resolves the pronoun at i.
func (r *resolver) personal(i int, p pronoun) {
	if t := &r.toks[i]; p.gender == "n" && !p.possessive && (r.isExpletive(i) || t.Dep == "dobj" && r.w.has("takes things", r.lemma(t.Head))) {
		return
	}
	if p.reflexive {
		r.reflexive(i)
		return
	}
	agent := r.toks[i].Dep == "nsubj" && r.w.has("agentive", r.lemma(r.toks[i].Head))
	if m := r.glossed(i); m != nil {
		r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: m.Entity, Others: m.Others, Form: FormPronoun})
		return
	}
	best := r.best(r.candidates(i, p, agent))
	if best == nil || best.entity < 0 {
		return
	}
	e := &r.cast.Entities[best.entity]
	if e.Kind == KindPerson && e.Gender == "" && !p.possessive && (p.gender == "m" || p.gender == "f") {
		e.Gender = p.gender
	}
	r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: best.entity, Others: best.others, Form: FormPronoun})
}

// glossed reads an editor's insertion: "they (the producers) are ready".
func (r *resolver) glossed(i int) *Mention {
	if i+3 >= len(r.toks) || r.plain[i+1] != "(" && r.plain[i+1] != "[" {
		return nil
	}
	for k := i + 2; k < min(i+8, len(r.toks)); k++ {
		if r.plain[k] == ")" || r.plain[k] == "]" {
			if n := r.nnAt[k-1]; n >= 0 {
				r.nounEntity(int(n))
			}
			if m, ok := r.at(k - 1); ok {
				return m
			}
			return nil
		}
	}
	return nil
}

func (r *resolver) best(cs []candidate) *candidate {
	var best *candidate
	for k := range cs {
		c := &cs[k]
		if best == nil || c.weight > best.weight || c.weight == best.weight && c.last > best.last {
			best = c
		}
	}
	return best
}

// isExpletive reports whether "it" at i stands for nothing: "it is clear that",
// "it seems", "it is time to".
func (r *resolver) isExpletive(i int) bool {
	t := &r.toks[i]
	if t.Dep == "expl" {
		return true
	}
	if t.Dep == "dobj" { // "denied it": what was said
		return r.w.has("saying", r.lemma(t.Head)) || r.w.has("opining", r.lemma(t.Head))
	}
	if t.Dep != "nsubj" && t.Dep != "nsubjpass" {
		return false
	}
	v := t.Head
	switch l := r.lemma(v); {
	case l == "seem" || l == "appear" || l == "happen" || l == "rain" || l == "snow" || l == "matter":
		return true
	case r.toks[v].Pos == "AUX", r.lower[v] == "'s", l == "be", l == "remain", l == "become", l == "make", l == "take", l == "prove":
		return r.doc.Child(v, "ccomp", "advcl", "xcomp", "csubj") >= 0 || r.complementClause(v)
	}
	if t.Dep == "nsubjpass" {
		return r.doc.Child(v, "ccomp") >= 0 // "it was reported that"
	}
	return false
}

// complementClause reports whether an adjective or noun after a verb carries a clause.
func (r *resolver) complementClause(v int) bool {
	a := r.doc.Child(v, "acomp", "attr")
	return a >= 0 && !r.w.has("disposed", r.lower[a]) && (r.doc.Child(a, "ccomp", "xcomp", "acl", "relcl", "advcl") >= 0 || r.w.has("expletive", r.lower[a]))
}

// reflexive takes the name it stands beside ("Ms Roe herself"), else the subject of
// the pronoun's own clause.
func (r *resolver) reflexive(i int) {
	if i > 0 {
		if k := r.nmAt[i-1]; k >= 0 && r.names[k].kind == KindPerson {
			r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: r.names[k].entity, Form: FormPronoun})
			return
		}
	}
	for h := range r.doc.Ancestors(i) {
		if s := r.doc.Child(h, "nsubj", "nsubjpass"); s >= 0 {
			if m, ok := r.at(s); ok && s < i {
				r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: m.Entity, Others: m.Others, Form: FormPronoun})
			}
			return
		}
	}
}

const window = 5 // sentences that a pronoun looks back

// candidates weighs what stands before the pronoun at i.
func (r *resolver) candidates(i int, p pronoun, agent bool) []candidate {
	sent := r.toks[i].Sent
	things := !agent && r.isEquatedToThing(i)
	var out []candidate
	at := map[int]int{}
	note := func(key int, c candidate) {
		if k, ok := at[key]; ok {
			// the best place counts in full, the others a little
			out[k].weight = max(out[k].weight, c.weight) + 0.05*min(out[k].weight, c.weight)
			if c.last > out[k].last {
				out[k].last, out[k].others = c.last, c.others
			}
			return
		}
		at[key] = len(out)
		out = append(out, c)
	}
	for h := i - 1; h >= 0 && sent-r.toks[h].Sent <= window; h-- {
		far := 1.0
		for range sent - r.toks[h].Sent {
			far /= 2
		}
		m, ok := r.at(h)
		if !ok {
			acts := agent && !(p.gender == "n" && r.w.has("writing", r.lemma(h)) && r.w.has("saying", r.lemma(r.toks[i].Head)))
			if !acts && p.gender != "m" && p.gender != "f" && r.isThing(h, p.plural) || p.plural && r.isShare(h) {
				note(-1-h, candidate{entity: -1 - h, weight: far * r.position(h, i), last: h})
			}
			continue
		}
		if m.Place && (m.Form != FormName || agent) || r.bound(h, i, p) {
			continue
		}
		if agent && r.cast.Entities[m.Entity].Kind == KindPlace {
			continue
		}
		c := candidate{entity: m.Entity, weight: far * (r.position(h, i) + r.agreement(m, p) + r.local(h, i, p)), last: h}
		if things {
			c.weight *= 0.4
		}
		if r.isTold(h, i) {
			c.weight *= 0.25
		}
		if r.reportsOnly(h, i, m) {
			c.weight *= 0.5
		}
		if r.quoted[i] && r.isReporter(h, m) { // who is quoted speaks of others
			c.weight *= 0.4
		}
		if p.plural && !r.isPlural(m) {
			group := r.coordinated(h, i)
			if len(group) < 2 {
				if !r.collective(m) {
					continue
				}
				c.weight *= 0.5
			} else {
				c.others = group[1:]
				c.entity = group[0]
				note(1<<20+h, c)
				continue
			}
		} else {
			c.others = m.Others
		}
		if !r.agrees(m, p) {
			continue
		}
		note(m.Entity, c)
	}
	if m := r.subjectAhead(i, p); m != nil {
		note(m.Entity, candidate{entity: m.Entity, weight: 120 + r.agreement(m, p), last: i})
	}
	r.favourSpeaker(i, p, out)
	return out
}

// subjectAhead is the named person who is subject of the main clause before which the
// clause of the pronoun at i stands: "months after he left Mali, Tom Kay said".
func (r *resolver) subjectAhead(i int, p pronoun) *Mention {
	v := r.toks[i].Head
	if r.toks[i].Dep != "nsubj" || p.plural || p.gender == "n" || r.toks[v].Dep != "advcl" {
		return nil
	}
	s := r.doc.Child(r.toks[v].Head, "nsubj")
	if s < v || r.quoted[i] != r.quoted[max(s, 0)] {
		return nil
	}
	m, ok := r.at(s)
	if !ok || m.Form != FormName || r.cast.Entities[m.Entity].Kind != KindPerson || !r.agrees(m, p) {
		return nil
	}
	return m
}

// isEquatedToThing reports "they were a ban on ...": the subject is no actor.
func (r *resolver) isEquatedToThing(i int) bool {
	t := &r.toks[i]
	if t.Dep != "nsubj" || r.toks[t.Head].Pos != "AUX" {
		return false
	}
	a := r.doc.Child(t.Head, "attr")
	return a >= 0 && r.toks[a].Pos == "NOUN" && r.nnAt[a] < 0
}

// agrees filters by animacy and gender.
func (r *resolver) agrees(m *Mention, p pronoun) bool {
	e := &r.cast.Entities[m.Entity]
	switch p.gender {
	case "m", "f":
		if e.Kind != KindPerson && e.Kind != KindOffice || e.Plural || len(m.Others) > 0 {
			return false
		}
		return e.Gender == "" || e.Gender == p.gender
	case "n":
		return e.Kind != KindPerson && e.Kind != KindOffice && !e.Plural && len(m.Others) == 0
	}
	return true
}

// isPlural reports whether a mention is of several.
func (r *resolver) isPlural(m *Mention) bool {
	e := &r.cast.Entities[m.Entity]
	if e.Plural || len(m.Others) > 0 {
		return true
	}
	t := &r.toks[m.Head]
	return m.Form == FormDemonym && (t.Tag == "NNS" || t.Tag == "NNPS" || t.Pos == "NOUN")
}

// collective reports whether "they" may stand for a singular mention.
func (r *resolver) collective(m *Mention) bool {
	switch r.cast.Entities[m.Entity].Kind {
	case KindBody, KindCompany, KindOrganisation, KindBloc:
		return true
	}
	return false
}

// coordinated returns the actors joined to h by "and", h being the first of them.
func (r *resolver) coordinated(h, i int) []int {
	if r.toks[h].Dep == "conj" {
		return nil
	}
	var out []int
	for _, c := range r.doc.Conjuncts(h) {
		if c >= i {
			return nil
		}
		if m, ok := r.at(c); ok && r.cast.Entities[m.Entity].Kind != KindPlace {
			out = append(out, m.Entity)
		}
	}
	return out
}

// bound reports whether grammar forbids h as antecedent of i: subject and object of
// one verb, or a phrase that contains the pronoun.
func (r *resolver) bound(h, i int, p pronoun) bool {
	if r.toks[h].Sent != r.toks[i].Sent {
		return false
	}
	if r.doc.IsAncestor(h, i) && !p.possessive {
		return r.toks[h].Pos != "VERB"
	}
	if p.possessive {
		return r.toks[i].Head == h || r.doc.IsAncestor(h, i) && r.toks[h].Dep != "nsubj"
	}
	v := r.toks[i].Head
	if r.toks[i].Dep == "pobj" {
		v = r.toks[v].Head
	}
	return r.toks[h].Head == v && (r.toks[h].Dep == "nsubj" || r.toks[h].Dep == "nsubjpass" || r.toks[h].Dep == "dobj") && r.toks[i].Dep != "nsubj" && r.toks[i].Dep != "nsubjpass"
}

// isThing reports whether h heads a noun phrase that is no actor but might be what
// "it" or "they" mean.
func (r *resolver) isThing(h int, plural bool) bool {
	t := &r.toks[h]
	if t.Pos != "NOUN" && t.Pos != "PROPN" {
		return false
	}
	switch t.Dep {
	case "nsubj", "nsubjpass", "dobj", "attr", "pobj", "ROOT", "conj", "appos":
	default:
		return false
	}
	if t.EntType == "DATE" || t.EntType == "TIME" || t.EntType == "PERCENT" || t.EntType == "MONEY" {
		return false
	}
	return plural == (t.Tag == "NNS" || t.Tag == "NNPS")
}
