package actor

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// castNames makes entities of hits and names: it tells people from organisations,
// joins the variants of a name, and adds a mention for each place.
func (r *resolver) castNames() {
	r.castHits()
	r.classify()
	full := r.fullNames()
	for i := range r.names {
		n := &r.names[i]
		switch n.kind {
		case KindPerson:
			r.castPerson(n, full)
		case "thing":
			n.entity = -1
		default:
			if th := r.misspelt(n); th >= 0 {
				n.entity = r.thingEntity(th)
				r.mention(Mention{Start: n.start, End: n.end, Head: n.start, Entity: n.entity, Form: FormName})
				continue
			}
			r.castOrganisation(n)
		}
	}
	r.readAbbreviations()
}

// misspelt finds the state that an unknown word of six letters or more misses by one
// letter ("Afganistan"), -1 for none.
func (r *resolver) misspelt(n *name) int32 {
	w := r.lower[n.start]
	if n.end-n.start > 1 || len(w) < 6 || n.nation != "" {
		return -1
	}
	for _, s := range r.w.states {
		if name := r.w.senses[s].words[0]; nearly(w, strings.ToLower(name)) {
			return r.w.senses[s].thing
		}
	}
	return -1
}

// nearly reports whether a becomes b by one letter more, less, other or swapped.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || len(a) == 0 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return false
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// castHits adds a mention for each hit that is not part of a longer name.
func (r *resolver) castHits() {
	for i := range r.hits {
		h := &r.hits[i]
		if h.inner || i > 0 && r.joined(i-1) {
			continue
		}
		m := Mention{Start: h.start, End: h.end, Head: r.spanHead(h.start, h.end), Form: FormName, Place: h.place}
		t := &r.w.things[h.thing]
		switch {
		case (h.form == formCapital || h.form == formSeat) && h.place:
			name := r.placeName(h)
			m.Entity = r.entity(Entity{ID: slug(name), Name: name, Kind: KindPlace, Code: r.code(t)})
		case h.form == formCapital:
			m.Entity, m.Form, m.ReadAs = r.thingEntity(h.thing), FormMetonym, t.Name
		case h.form == formSeat:
			m.Entity, m.Form = r.thingEntity(h.thing), FormMetonym
			m.ReadAs = r.w.thingName(t.Of)
		case h.form == formAdj || h.form == formPeople:
			m.Entity, m.Form = r.thingEntity(h.thing), FormDemonym
		default:
			m.Entity = r.thingEntity(h.thing)
			if r.plain[h.start] != t.Name && isUpper(r.plain[h.start]) && h.end-h.start == 1 {
				m.Form = FormShort
			}
		}
		if h.also >= 0 {
			m.Others = []int{r.thingEntity(h.also)}
		}
		if r.joined(i) { // "G-77/China" is both
			o := &r.hits[i+1]
			m.End, m.Head = o.end, r.spanHead(h.start, o.end)
			m.Others = []int{r.thingEntity(o.thing)}
		}
		r.mention(m)
	}
}

// joined reports whether hit i is written as one with the next: "G-77/China".
func (r *resolver) joined(i int) bool {
	if i+1 >= len(r.hits) {
		return false
	}
	a, b := &r.hits[i], &r.hits[i+1]
	return a.form == formName && b.form == formName && b.start == a.end+1 && r.plain[a.end] == "/" && !a.place && !b.inner
}

// placeName is the name under which the world lists a capital or seat.
func (r *resolver) placeName(h *hit) string {
	s := strings.TrimPrefix(strings.TrimPrefix(r.text(h.start, h.end), "the "), "The ")
	if isUpper(s) && len(s) > 3 {
		s = s[:1] + strings.ToLower(s[1:])
	}
	return s
}

// classify decides for each name what kind of thing it names. Evidence is summed
// over all names with the same last word, so that one clear place ("Mr Putin")
// settles the others.
func (r *resolver) classify() {
	person, other := map[string]int{}, map[string]int{}
	fullPerson, firstOf := map[string]bool{}, map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		key := fold(r.plain[n.end-1])
		switch {
		case n.title != 0, r.roleBefore(n.start), r.isCalledPerson(n):
			person[key] += 3
		case n.label == "PERSON":
			person[key]++
		case n.label != "":
			other[key]++
		}
		if n.end-n.start > 1 && (n.label == "PERSON" || r.w.first[fold(r.plain[n.start])] != 0) {
			fullPerson[key] = true
			firstOf[fold(r.plain[n.start])] = true
		}
	}
	for i := range r.names { // "Shuichi Takemoto", whom the tagger takes for a firm, is the Takemoto of later
		n := &r.names[i]
		key := fold(r.plain[n.end-1])
		if k := n.end - n.start; k > 1 && k < 4 && person[key] > other[key]+1 && r.w.kinds[r.plain[n.end-1]] == "" {
			fullPerson[key] = true
			firstOf[fold(r.plain[n.start])] = true
		}
	}
	for i := range r.names {
		n := &r.names[i]
		key, last := fold(r.plain[n.end-1]), r.plain[n.end-1]
		single := n.end-n.start == 1
		kind := r.w.kinds[last]
		ofKind := r.kindBeforeOf(n)
		switch {
		case n.title != 0, r.roleBefore(n.start), n.person >= 0, r.isCalledPerson(n):
			n.kind = KindPerson
		case single && r.beforeThing(n):
			n.kind = KindOrganisation
		case single && (fullPerson[key] || firstOf[key]), !single && fullPerson[key] && kind == "":
			n.kind = KindPerson
		case n.label == "PERSON" && !single && r.hasRole(n):
			n.kind = KindPerson
		case ofKind != "":
			n.kind = ofKind
		case kind != "" && !(n.label == "PERSON" && r.w.first[fold(r.plain[n.start])] != 0):
			n.kind = kind
		case !single && r.w.first[fold(r.plain[n.start])] != 0 && n.label != "ORG":
			n.kind = KindPerson
		case n.label == "PERSON" && (!single || person[key] >= other[key]):
			n.kind = KindPerson
		case single && (person[key] > other[key] || r.knownHolder(n)):
			n.kind = KindPerson
		case n.label == "GPE", n.label == "LOC", n.label == "FAC", single && r.amongPlaces(n):
			n.kind = KindPlace
		case n.label == "ORG", n.label == "NORP":
			n.kind = KindOrganisation
		case n.label == "" && !single && r.w.first[fold(r.plain[n.start])] != 0:
			n.kind = KindPerson
		case n.label == "":
			n.kind = r.guess(n)
		default:
			n.kind = r.guess(n)
		}
	}
}

// amongPlaces reports whether a name is joined to places: "Kharkiv and Sumy".
func (r *resolver) amongPlaces(n *name) bool {
	for _, c := range r.doc.Conjuncts(r.spanHead(n.start, n.end)) {
		if h := r.hitAt[c]; h >= 0 && r.w.things[r.hits[h].thing].Kind == KindPlace {
			return true
		}
	}
	return false
}

// isCalledPerson reports whether the text says of a name that it is some person:
// "Rossi is a friend"; or lets one word that the world does not know speak.
func (r *resolver) isCalledPerson(n *name) bool {
	h := r.spanHead(n.start, n.end)
	t := &r.toks[h]
	if t.Dep != "nsubj" || n.end-n.start > 2 {
		return false
	}
	if a := r.doc.Child(t.Head, "attr"); a >= 0 && r.nnAt[a] >= 0 && r.toks[t.Head].Pos == "AUX" {
		k := &r.nouns[r.nnAt[a]]
		return classes[k.noun.class].people && !k.plural
	}
	return n.end-n.start == 1 && (n.label == "GPE" || n.label == "LOC" || n.label == "FAC") && !isUpper(r.plain[h]) &&
		r.w.has("saying", r.lemma(t.Head)) && (n.start == 0 || r.toks[n.start-1].Pos != "DET")
}

// hasRole reports whether a noun for a person stands in apposition to the name, or
// the name speaks.
func (r *resolver) hasRole(n *name) bool {
	h := r.spanHead(n.start, n.end)
	if c := r.doc.Child(h, "appos"); c >= 0 && r.nnAt[c] >= 0 && classes[r.nouns[r.nnAt[c]].noun.class].people {
		return true
	}
	return r.toks[h].Dep == "nsubj" && r.w.has("saying", r.lemma(r.toks[h].Head)) && (n.start == 0 || r.toks[n.start-1].Pos != "DET") && r.w.kinds[r.plain[n.end-1]] != "company"
}

// beforeThing reports "Zenit" of "the Zenit news agency".
func (r *resolver) beforeThing(n *name) bool {
	if n.end >= len(r.toks) || r.nnAt[n.end] < 0 {
		return false
	}
	k := &r.nouns[r.nnAt[n.end]]
	return k.start == n.end && classes[k.noun.class].things && r.doc.IsAncestor(k.head(), n.end-1)
}

// guess decides on a name that the tagger of entities did not mark: only one that
// acts is taken for an organisation.
func (r *resolver) guess(n *name) string {
	h := r.spanHead(n.start, n.end)
	if r.toks[h].Dep == "nsubj" && r.w.has("agentive", r.lemma(r.toks[h].Head)) {
		return KindOrganisation
	}
	return "thing"
}

// kindBeforeOf reads "Ministry of Finance", "Institute for the Study of War".
func (r *resolver) kindBeforeOf(n *name) string {
	for i := n.start + 1; i < n.end-1; i++ {
		if l := r.lower[i]; l == "of" || l == "for" || l == "on" {
			return r.w.kinds[r.plain[i-1]]
		}
	}
	return ""
}

// roleBefore reports whether a noun for a person stands directly before token i.
func (r *resolver) roleBefore(i int) bool {
	if i == 0 || r.nnAt[i-1] < 0 {
		return false
	}
	n := &r.nouns[r.nnAt[i-1]]
	return n.end == i && classes[n.noun.class].people && !n.plural && n.noun.class != "crowd"
}

// fullNames lists the people that the document names in full, by surname.
func (r *resolver) fullNames() map[string][]int {
	out := map[string][]int{}
	for i := range r.names {
		n := &r.names[i]
		if n.kind != KindPerson || n.end-n.start < 2 {
			continue
		}
		key := surnameKey(r.w, r.plain[n.start:n.end])
		out[key] = append(out[key], i)
	}
	return out
}

// castPerson gives a person's name its entity: the one that fits a longer form
// anywhere in the document, or a new one.
func (r *resolver) castPerson(n *name, full map[string][]int) {
	parts := r.plain[n.start:n.end]
	key := surnameKey(r.w, parts)
	if n.person >= 0 {
		t := &r.w.things[n.person]
		n.entity = r.entity(Entity{ID: t.ID, Name: t.Name, Kind: KindPerson})
	} else if n.end-n.start == 1 {
		n.entity = r.bearer(n, key, full)
	} else {
		n.entity = r.namesake(n, key, full)
	}
	e := &r.cast.Entities[n.entity]
	if s := joinName(parts); len(parts) > len(strings.Fields(e.Name)) && surnameKey(r.w, strings.Fields(e.Name)) == key {
		e.Name = s
		if e.Party.ID == e.ID {
			e.Party.Name = s
		}
	}
	if !strings.Contains(e.Name, " ") && len(parts) == 1 && n.start > 0 && r.w.has("noble", r.lower[n.start-1]) && isCapital(r.plain[n.start-1]) {
		e.Name = r.plain[n.start-1] + " " + e.Name
		if e.Party.ID == e.ID {
			e.Party.Name = e.Name
		}
	}
	if n.title == 'm' || n.title == 'f' {
		e.Gender = string(n.title)
	}
	if e.Gender == "" && len(parts) > 1 {
		if g := r.w.first[fold(parts[0])]; g != 0 {
			e.Gender = string(g)
		}
	}
	form := FormName
	if len(parts) == 1 && len(strings.Fields(e.Name)) > 1 {
		form = FormShort
	}
	start := n.start
	for start > 0 && r.w.titles[r.lower[start-1]] != 0 && isCapital(r.plain[start-1]) && r.nnAt[start-1] < 0 {
		start--
	}
	r.mention(Mention{Start: start, End: n.end, Head: r.spanHead(n.start, n.end), Entity: n.entity, Form: form})
}

// bearer finds whose surname (or first name) a single word is.
func (r *resolver) bearer(n *name, key string, full map[string][]int) int {
	if ids := full[key]; len(ids) > 0 {
		best := ids[0]
		for _, i := range ids { // of several, the last one named before, by gender if a title tells it
			c := &r.names[i]
			if c.start < n.start && (n.title == 0 || n.title == '-' || c.title == 0 || c.title == '-' || c.title == n.title) {
				best = i
			}
		}
		if p := r.names[best].person; p >= 0 {
			return r.entity(Entity{ID: r.w.things[p].ID, Name: r.w.things[p].Name, Kind: KindPerson})
		}
		return r.personEntity(r.plain[r.names[best].start:r.names[best].end])
	}
	for i := range r.names { // a first name alone: "Ceiba" after "Ceiba Roe"
		if c := &r.names[i]; c.start < n.start && c.kind == KindPerson && c.end-c.start > 1 && r.plain[c.start] == r.plain[n.start] {
			return r.personEntity(r.plain[c.start:c.end])
		}
	}
	return r.personEntity(r.plain[n.start:n.end])
}

// namesake finds an entity for a full name: one with the same surname and no
// contradiction in the first names ("Donald J. Trump", "Donald Trump").
func (r *resolver) namesake(n *name, key string, full map[string][]int) int {
	parts := r.plain[n.start:n.end]
	for _, i := range full[key] {
		c := &r.names[i]
		if c.start >= n.start {
			break
		}
		if sameFirst(parts, r.plain[c.start:c.end]) {
			return r.personEntity(r.plain[c.start:c.end])
		}
	}
	return r.personEntity(parts)
}

// sameFirst reports whether two full names with one surname may be one person's.
func sameFirst(a, b []string) bool {
	x, y := fold(a[0]), fold(b[0])
	if x == y {
		return true
	}
	if x == "" || y == "" {
		return false
	}
	return (len(x) == 1 || len(y) == 1) && x[0] == y[0] || len(x) > 2 && len(y) > 2 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x))
}

// personEntity adds or finds the person with the given name. The identifier folds
// spellings, so that outlets agree on it.
func (r *resolver) personEntity(parts []string) int {
	name := joinName(parts)
	return r.entity(Entity{ID: r.personID(parts), Name: name, Kind: KindPerson})
}

// joinName writes the tokens of a name.
func joinName(parts []string) string {
	return strings.ReplaceAll(strings.Join(parts, " "), " - ", "-")
}

// personID is the identifier of a person: the slug of the name the world lists for
// an office holder, else of the folded name.
func (r *resolver) personID(parts []string) string {
	if h := r.holderOf(parts); h != nil {
		return r.w.personKey(h.name)
	}
	return r.w.personKey(joinName(parts))
}

// knownHolder reports whether a single word is the surname of an office holder.
func (r *resolver) knownHolder(n *name) bool {
	return n.end-n.start == 1 && r.holderOf(r.plain[n.start:n.end]) != nil
}

// holderOf finds the office holder with the given name: the term that covers the
// document's month (or ended last before it), of those whose first name agrees. A
// bare surname must be that of one person only.
func (r *resolver) holderOf(parts []string) *holder {
	var best *holder
	var who string
	hs := r.w.holders[surnameKey(r.w, parts)]
	for i := range hs {
		h := &hs[i]
		names := strings.Fields(h.name)
		if len(parts) > 1 && !sameFirst(parts, names) {
			continue
		}
		if len(parts) == 1 && r.w.has("surnames", strings.ToLower(parts[0])) && !r.spoken[h.party] && !r.spoken[r.w.nationOf(h.party)] && !h.linked {
			continue // "Brown" alone is the premier only where Britain is in the text
		}
		if r.month != 0 && (h.from > r.month || h.to < r.month-4000) {
			continue
		}
		if len(parts) == 1 && who != "" && who != h.name {
			if r.month == 0 {
				return nil
			}
			if cover(best, r.month) == cover(h, r.month) {
				return nil
			}
		}
		if best == nil || better(h, best, r.month) {
			best = h
		}
		who = h.name
	}
	return best
}

func cover(h *holder, month int) bool { return h.from <= month && month <= h.to }

// better prefers what documents have established, then the term that covers the
// month, then the later term.
func better(a, b *holder, month int) bool {
	if a.linked != b.linked {
		return a.linked
	}
	if month != 0 && cover(a, month) != cover(b, month) {
		return cover(a, month)
	}
	return a.to > b.to
}

// castOrganisation gives a name that is no person its entity.
func (r *resolver) castOrganisation(n *name) {
	text := r.text(n.start, n.end)
	e := Entity{ID: slug(text), Name: text, Kind: n.kind}
	nation := ""
	if n.nation != "" {
		nation = n.nation
	}
	if t, ok := r.w.byID[nation]; ok && nation != "" {
		e.Code = r.code(&r.w.things[t])
	}
	switch n.kind {
	case KindBody:
		if nation != "" {
			e.Party = record.Ref{ID: nation, Name: r.w.thingName(nation)}
		}
		e.Sector = "GOV"
	case "legislature":
		e.Kind, e.Sector = KindBody, "LEG"
	case "court":
		e.Kind, e.Sector = KindBody, "JUD"
	case "opposition":
		e.Kind, e.Sector = KindOrganisation, "PTY"
	case "thinktank":
		e.Kind, e.Sector = KindOrganisation, "EDU"
	case "media":
		e.Kind, e.Sector = KindOrganisation, "MED"
	}
	if e.ID == "" {
		n.entity = -1
		return
	}
	n.entity = r.entity(e)
	r.mention(Mention{Start: n.start, End: n.end, Head: r.spanHead(n.start, n.end), Entity: n.entity, Form: FormName, Place: n.kind == KindPlace})
}

// readAbbreviations joins "International Widget Council (IWC)" and a later "IWC".
func (r *resolver) readAbbreviations() {
	for i := range r.names {
		n := &r.names[i]
		if n.entity < 0 || n.kind == KindPerson || n.end+2 >= len(r.toks) {
			continue
		}
		open := n.end
		if r.plain[open] != "(" && r.plain[open] != "," {
			continue
		}
		if h := r.hitAt[open+1]; h >= 0 && r.hits[h].end == open+2 {
			switch short, full := r.plain[open+1], r.plain[n.start:n.end]; {
			case isInitials(short, full):
				r.join(n.entity, r.thingEntity(r.hits[h].thing), short)
			case r.plain[open] == "(" && r.plain[min(open+2, len(r.toks)-1)] == ")" && isUpper(short) && r.hits[h].form == formName && len(short) > 2:
				r.join(r.thingEntity(r.hits[h].thing), n.entity, short) // here it means something else
				r.redefine(r.hits[h].thing, short, n.entity)
			}
			continue
		}
		if r.nmAt[open+1] < 0 {
			continue
		}
		short := &r.names[r.nmAt[open+1]]
		word := r.plain[short.start]
		foreign := r.plain[open] == "(" && open+2 < len(r.toks) && r.plain[open+2] == ")" && isUpper(word) && len(word) > 1 && len(word) < 7
		if short.end-short.start == 1 && short.entity >= 0 && short.entity != n.entity && (foreign || isInitials(word, r.plain[n.start:n.end])) {
			r.join(short.entity, n.entity, word)
		}
	}
}

// join makes every mention of entity from one of entity to, for which word is short.
func (r *resolver) join(from, to int, word string) {
	for k := range r.cast.Mentions {
		if m := &r.cast.Mentions[k]; m.Entity == from {
			m.Entity = to
			if r.plain[m.Head] == word {
				m.Form = FormShort
			}
		}
	}
	for k := range r.names {
		if r.names[k].entity == from {
			r.names[k].entity = to
		}
	}
	r.cast.Entities[to].alias(word)
}

// redefine takes a word away from the world's thing: the document says that it is
// short for entity e.
func (r *resolver) redefine(thing int32, word string, e int) {
	for i := range r.hits {
		h := &r.hits[i]
		if h.thing != thing || h.end-h.start > 1 || r.plain[h.start] != word {
			continue
		}
		r.hitAt[h.start] = -1
		r.nmAt[h.start] = int32(len(r.names))
		r.names = append(r.names, name{start: h.start, end: h.end, kind: r.cast.Entities[e].Kind, person: -1, entity: e})
		h.inner = true
	}
}

// isInitials reports whether short is made of the first letters of the capitalised words.
func isInitials(short string, words []string) bool {
	var b strings.Builder
	for _, w := range words {
		if isCapital(w) {
			b.WriteString(w[:1])
		}
	}
	return strings.EqualFold(b.String(), strings.ReplaceAll(short, ".", ""))
}
