package actor

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// castNames makes entities of hits and names: it tells people from organisations,
// joins the variants of a name, and adds a mention for each place.
func (r *resolver) castNames() {
	r.castHits()
	r.classify()
	r.surnames()
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
	r.spellOut()
	r.explainInitials()
	r.joinFirms()
	r.nationalFirms()
}

// misspelt finds the state that an unknown word of six letters or more misses by one
// letter ("Afganistan"), -1 for none.
func (r *resolver) misspelt(n *name) int32 {
	w := r.lower[n.start]
	if n.end-n.start > 1 || len(w) < 6 || n.nation != "" {
		return -1
	}
	for _, s := range r.w.states {
		if name := r.w.senses[s].words[0]; max(len(name)-len(w), len(w)-len(name)) < 2 && nearly(w, strings.ToLower(name)) {
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

// fullNames lists the people that the document names in full, by surname.
func (r *resolver) fullNames() map[string][]int {
	out := map[string][]int{}
	for i := range r.names {
		n := &r.names[i]
		if n.kind != KindPerson || n.end-r.given(n) < 2 {
			continue
		}
		key := surnameKey(r.w, r.plain[n.start:n.end])
		out[key] = append(out[key], i)
	}
	return out
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
	if nation == "" && r.states == 1 && r.w.has("cabinet", r.lower[n.end-1]) {
		nation = r.home // only states have ministries
	}
	switch n.kind {
	case KindBody:
		if nation != "" {
			e.Party = record.Ref{ID: nation, Name: r.w.thingName(nation)}
		}
		e.Sector = "GOV"
	case KindCompany:
		e.Sector = "BUS"
	case KindGroup:
		e.Plural = true
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
		if r.plain[open] != "(" && r.plain[open] != "," && r.plain[open] != "<" {
			continue
		}
		if h := r.hitAt[open+1]; h >= 0 && r.hits[h].end == open+2 {
			switch short, full := r.plain[open+1], r.plain[n.start:n.end]; {
			case isInitials(short, full) && !r.spelledOtherwise(r.hits[h].thing, full):
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
		if r.plain[open] == "<" && short.entity >= 0 && short.entity != n.entity { // a wire's mark for the exchange
			r.join(short.entity, n.entity, word)
			continue
		}
		foreign := r.plain[open] == "(" && open+2 < len(r.toks) && r.plain[open+2] == ")" && isUpper(word) && len(word) > 1 && len(word) < 7
		if short.end-short.start == 1 && short.entity >= 0 && short.entity != n.entity && (foreign || isInitials(word, r.plain[n.start:n.end])) {
			r.join(short.entity, n.entity, word)
		}
	}
}

// spellOut gives an organisation that the text knows by initials alone the words before
// the bracket in which they first stand: "the department of river safety (DRS)".
func (r *resolver) spellOut() {
	for i := range r.names {
		n := &r.names[i]
		word := r.plain[n.start]
		if n.entity < 0 || n.kind == KindPerson || n.end-n.start > 1 || n.start == 0 || r.plain[n.start-1] != "(" || !isUpper(word) || len(word) < 3 || r.cast.Entities[n.entity].Name != word {
			continue
		}
		k, left := n.start-1, r.lower[n.start]
		for left != "" && k > 0 && !r.toks[k-1].IsSpace {
			k--
			if small := r.toks[k].Pos; small == "ADP" || small == "CCONJ" || small == "DET" {
				continue
			}
			if left[len(left)-1] != r.lower[k][0] {
				break
			}
			left = left[:len(left)-1]
		}
		if left == "" {
			e := &r.cast.Entities[n.entity]
			e.alias(word)
			if e.Name = r.text(k, n.start-1); e.Party.ID == e.ID {
				e.Party.Name = e.Name
			}
		}
	}
}

// explainInitials joins "IWC" to the one organisation that the text calls by the words
// of which these are the initials, where no bracket says so. A last word that tells the
// kind of body may be missing in them ("JFP" of "Joint Ferry Pilots Union").
func (r *resolver) explainInitials() {
	full := map[string]int{} // -1 where two organisations have them
	for i := range r.names {
		n := &r.names[i]
		if n.end-n.start < 3 || n.kind == KindPerson || n.entity < 0 {
			continue
		}
		words := r.plain[n.start:n.end]
		keys := []string{initials(words)}
		if r.w.kinds[words[len(words)-1]] != "" {
			keys = append(keys, initials(words[:len(words)-1]))
		}
		for _, key := range keys {
			if e, ok := full[key]; ok && e != n.entity {
				full[key] = -1
			} else if !ok {
				full[key] = n.entity
			}
		}
	}
	for i := range r.names {
		short := &r.names[i]
		word := strings.ReplaceAll(r.plain[short.start], ".", "")
		if short.end-short.start > 1 || short.entity < 0 || short.kind == KindPerson || !isUpper(word) || len(word) < 3 {
			continue
		}
		if e, ok := full[word]; ok && e >= 0 && e != short.entity {
			r.join(short.entity, e, r.plain[short.start])
		}
	}
}

// joinFirms makes "Goldstar" of later the "Goldstar Precision Co Ltd" of before, and
// "Interior" the "Interior Department".
func (r *resolver) joinFirms() {
	var firms []int
	for i := range r.names {
		n := &r.names[i]
		if n.entity < 0 || n.kind == KindPlace {
			continue
		}
		if e := &r.cast.Entities[n.entity]; len(strings.Fields(e.Name)) > n.end-n.start && n.end-n.start == 1 && n.kind != KindPerson {
			continue // short for another name already
		}
		for _, f := range firms {
			c := &r.names[f]
			if c.entity == n.entity || c.end-c.start <= n.end-n.start || n.kind == KindPerson && (n.end-n.start > 1 || c.kind == KindBody) || !begins(r.plain[c.start:c.end], r.plain[n.start:n.end]) && r.firmWord(c) != r.plain[n.start] {
				continue
			}
			if r.hitAt[c.start] < 0 || n.end-n.start > 1 {
				r.join(n.entity, c.entity, r.plain[n.end-1])
				break
			}
		}
		if (n.kind == KindCompany || n.kind == KindBody) && n.end-n.start > 1 {
			firms = append(firms, i)
		}
	}
	r.joinDepartments()
}

// joinDepartments makes "Commerce" of later the "Commerce Department" of before, which the
// world knows.
func (r *resolver) joinDepartments() {
	for i := range r.names {
		n := &r.names[i]
		if n.entity < 0 || n.end-n.start > 1 || n.kind == KindPerson || r.toks[n.start].Dep != "nsubj" {
			continue
		}
		for k := range r.hits {
			h := &r.hits[k]
			if h.end == h.start+2 && h.end <= n.start && !h.inner && r.plain[h.start] == r.plain[n.start] && r.lower[h.end-1] == "department" {
				r.join(n.entity, r.thingEntity(h.thing), r.plain[n.start])
				break
			}
		}
	}
}

// nationalFirms makes "Thai" of later the "Thai Airways" of before, where it acts by itself
// as no nationality does.
func (r *resolver) nationalFirms() {
	for i := range r.hits {
		h := &r.hits[i]
		t := &r.toks[h.start]
		if h.form != formAdj || h.inner || h.end-h.start > 1 || t.Tag == "NNPS" || t.Tag == "NNS" || t.Dep != "nsubj" || r.doc.Child(h.start, "det") >= 0 {
			continue
		}
		m, ok := r.at(h.start)
		if !ok {
			continue
		}
		for k := range r.names {
			n := &r.names[k]
			if n.kind == KindCompany && n.end-n.start > 1 && n.end <= h.start && n.entity >= 0 && r.plain[n.start] == r.plain[h.start] {
				m.Entity, m.Form = n.entity, FormShort
				break
			}
		}
	}
}

// begins reports whether the words of b open a.
func begins(a, b []string) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
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

// spelledOtherwise reports whether the world writes out a state's body with other words than
// full that have the same initials: each country has its own EPA.
func (r *resolver) spelledOtherwise(thing int32, full []string) bool {
	if t := &r.w.things[thing]; t.Kind != KindBody || r.code(t) == "" {
		return false
	}
	other := false
	for i := range r.w.senses {
		s := &r.w.senses[i]
		if s.thing != thing || len(s.words) != len(full) || len(full) < 2 || initials(s.words) != initials(full) {
			continue
		}
		if slices.EqualFunc(s.words, full, strings.EqualFold) {
			return false
		}
		other = true
	}
	return other
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
	return strings.EqualFold(initials(words), strings.ReplaceAll(short, ".", ""))
}

// initials are the first letters of the capitalised words.
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if isCapital(w) {
			b.WriteString(w[:1])
		}
	}
	return b.String()
}
