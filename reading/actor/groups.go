package actor

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// nounEntity returns the entity of a common noun and adds its mention; -1 when it
// stands for no actor that the text identifies.
func (r *resolver) nounEntity(i int) int {
	if e, ok := r.nounEnt[i]; ok {
		return e
	}
	n := &r.nouns[i]
	head := n.head()
	if m, ok := r.at(head); ok {
		r.nounEnt[i] = m.Entity
		return m.Entity
	}
	if r.busy[i] || r.isLoose(n) {
		return -1
	}
	owners := r.ownersOf(i)
	all := r.castNoun(i, n, owners)
	if len(all) == 0 {
		r.nounEnt[i] = -1
		return -1
	}
	r.nounEnt[i] = all[0]
	if r.isModifier(n) {
		return all[0] // "government documents": part of a description, no mention of its own
	}
	form := FormDescription
	if classes[n.noun.class].people && !n.plural || classes[n.noun.class].body {
		form = FormRole
	}
	r.mention(Mention{Start: n.left, End: n.end, Head: head, Entity: all[0], Others: all[1:], Form: form})
	return all[0]
}

// isModifier reports whether the noun only modifies a name ("spokeswoman Jane Roe"),
// whose mention covers it.
func (r *resolver) isModifier(n *nounHit) bool {
	t := &r.toks[n.head()]
	return t.Dep == "compound" && t.Head > n.head() && r.nmAt[t.Head] >= 0
}

func (r *resolver) isCompound(n *nounHit) bool {
	t := &r.toks[n.head()]
	return !n.plural && t.Dep == "compound" && t.Head > n.head()
}

// equated finds what a noun is said to be: "Colombia, the second largest exporter",
// "Brazil is the largest producer".
func (r *resolver) equated(n *nounHit) []int {
	t := &r.toks[n.head()]
	of := -1
	switch t.Dep {
	case "appos":
		of = t.Head
	case "attr":
		if r.lemma(t.Head) == "be" || r.toks[t.Head].Pos == "AUX" {
			of = r.doc.Child(t.Head, "nsubj")
		}
	}
	if of < 0 || of == n.head() || of > n.head() && t.Dep == "attr" {
		return nil
	}
	m, ok := r.at(of)
	if !ok {
		return nil
	}
	e := &r.cast.Entities[m.Entity]
	if classes[n.noun.class].people != (e.Kind == KindPerson || e.Kind == KindOffice) && n.noun.class != "crowd" || e.Kind == KindPlace {
		return nil
	}
	if n.plural != (e.Plural || len(m.Others) > 0) {
		return nil
	}
	return append([]int{m.Entity}, m.Others...)
}

// isLoose reports whether a noun is part of another noun's name ("peacekeeper
// position") or a mass word ("in public").
func (r *resolver) isLoose(n *nounHit) bool {
	if n.plural || !classes[n.noun.class].people && n.noun.class != "member" {
		return false
	}
	t := &r.toks[n.head()]
	if n.noun.class == "member" || n.noun.class == "crowd" {
		if r.isCompound(n) {
			return false
		}
	} else if t.Dep == "compound" && t.Head > n.head() && r.nnAt[t.Head] < 0 && r.nmAt[t.Head] < 0 {
		return true
	}
	return (n.noun.class == "crowd" || n.noun.class == "member") && !n.definite && !r.indefinite(n)
}

// castNoun decides by class. The first entity is the mention's own.
func (r *resolver) castNoun(i int, n *nounHit, owners []int) []int {
	if es, ok := r.roleOf[i]; ok {
		return es
	}
	c := classes[n.noun.class]
	if e := r.equated(n); len(e) > 0 {
		return e
	}
	if (n.noun.class == "member" || n.noun.class == "crowd") && r.isCompound(n) {
		return []int{r.group(n, -1)} // "producer delegates", "the farmer protests"
	}
	switch {
	case n.noun.class == "side":
		return r.sides(n)
	case n.noun.class == "state":
		return r.country(n)
	case n.noun.class == "crowd" && !n.plural && r.w.has("plural-singular", n.noun.base):
		return r.castGroup(n, owners)
	case c.people && !n.plural:
		return one(r.castRole(n, owners))
	case n.also != nil:
		other := *n
		other.noun, other.start, other.also = n.also, n.end, nil
		return []int{r.group(&other, -1), r.group(n, -1)}
	case c.people, n.noun.class == "member" && n.plural:
		if len(owners) == 0 {
			if g := r.sameGroup(n); len(g) > 0 {
				return g
			}
		}
		return r.castGroup(n, owners)
	case n.noun.class == "member":
		return one(r.castRole(n, owners))
	case c.body:
		return r.castBody(n, owners)
	case n.noun.class == "bloc", c.things:
		return one(r.castThing(n, owners))
	}
	return nil
}

func one(e int) []int {
	if e < 0 {
		return nil
	}
	return []int{e}
}

// castRole finds who a singular noun for a person stands for: someone of that
// office named before (or, with an owner, later), else whoever holds it.
func (r *resolver) castRole(n *nounHit, owners []int) int {
	party := ""
	if len(owners) > 0 {
		party = r.cast.Entities[owners[0]].Party.ID
	}
	indefinite := r.indefinite(n)
	if t := &r.toks[n.head()]; party == "" && t.Dep == "poss" && r.nnAt[t.Head] >= 0 {
		for _, e := range r.roleOf[int(r.nnAt[t.Head])] { // "the president's envoys", who are known
			if p := r.cast.Entities[e].Party.ID; p != r.cast.Entities[e].ID {
				party = p
				break
			}
		}
	}
	if !indefinite {
		if e := r.bearerOf(n, party); e >= 0 {
			return e
		}
		if e := r.lastSpeaker(n, len(owners) > 0); e >= 0 {
			return e
		}
	}
	if d := r.lower[n.left]; d == "neither" || d == "no" || d == "each" || d == "every" {
		return -1
	}
	if n.noun.class == "self" && !indefinite && len(owners) == 0 && !r.acts(n.head()) {
		return -1
	}
	e := Entity{Kind: KindOffice, Office: r.text(n.start, n.end), Sector: n.noun.sector, Former: n.former, Gender: r.nounGender(n)}
	e.Name = r.phrase(n, len(owners) > 0)
	e.ID = slug(e.Name)
	if n.noun.class == "self" || n.noun.class == "crowd" || n.noun.class == "member" {
		e.Kind = KindPerson
	}
	speaks := n.noun.class == "office" || n.noun.class == "post" || n.noun.class == "leader"
	if len(owners) > 0 {
		own := &r.cast.Entities[owners[0]]
		e.Code = r.codeOf(own)
		if speaks && !n.former && r.speaksFor(n, owners[0]) {
			e.Party = own.Party
			if e.Sector == "" && own.Kind == KindState {
				e.Sector = "GOV"
			}
		}
	} else if n.noun.class == "office" && n.noun.sector == "GOV" && !n.former && r.home != "" && n.definite {
		e.Party = record.Ref{ID: r.home, Name: r.w.thingName(r.home)}
	}
	return r.entity(e)
}

// lastSpeaker is the person who spoke before, when a definite description that fits
// nobody speaks now: "the Republican said", "the source added".
func (r *resolver) lastSpeaker(n *nounHit, owned bool) int {
	t := &r.toks[n.head()]
	switch n.noun.class {
	case "self", "crowd", "leader":
	default:
		return -1
	}
	if owned || !n.definite || t.Dep != "nsubj" || !r.w.has("saying", r.lemma(t.Head)) {
		return -1
	}
	for k := len(r.speech) - 1; k >= 0; k-- {
		s := r.speech[k]
		if !s.says || s.subj >= n.left || r.toks[n.left].Sent-r.toks[s.subj].Sent > 4 {
			continue
		}
		if m, ok := r.at(s.subj); ok && r.cast.Entities[m.Entity].Kind == KindPerson {
			return m.Entity
		}
	}
	return -1
}

// indefinite reports "a minister", "another official".
func (r *resolver) indefinite(n *nounHit) bool {
	switch r.lower[n.left] {
	case "a", "an", "another", "one", "some", "any", "every", "each", "no":
		return true
	}
	return false
}

// bearerOf finds the person or office that a definite role names: same role, same
// party where one is given; the nearest before, else (with a party) the first after.
func (r *resolver) bearerOf(n *nounHit, party string) int {
	role := r.role(n)
	before, after := -1, -1
	bestBefore, bestAfter := -1, len(r.toks)
	for k := range r.cast.Mentions {
		m := &r.cast.Mentions[k]
		e := &r.cast.Entities[m.Entity]
		if e.Kind != KindPerson && e.Kind != KindOffice || e.Office == "" || e.Former != n.former {
			continue
		}
		if party != "" && e.Party.ID != party || !r.sameRole(role, strings.ToLower(e.Office)) {
			continue
		}
		if m.Head < n.left && m.Head > bestBefore {
			before, bestBefore = m.Entity, m.Head
		}
		if m.Head > n.head() && m.Head < bestAfter {
			after, bestAfter = m.Entity, m.Head
		}
	}
	if before >= 0 && party == "" && r.home != "" && n.noun.class == "office" && r.cast.Entities[before].Party.ID != r.home {
		if e := r.bearerOf(n, r.home); e >= 0 { // "the president" is first of all the president of the state it is about
			return e
		}
	}
	if before >= 0 {
		return before
	}
	if party != "" || n.definite && n.noun.class == "office" {
		return after
	}
	return -1
}

// role is the noun in lower-case lemmas.
func (r *resolver) role(n *nounHit) string {
	var b strings.Builder
	for k := n.start; k < n.end; k++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.lemma(k))
	}
	return b.String()
}

// sameRole reports whether role may name the holder of office: equal, or the last
// word of it ("the minister" for "foreign minister"), or a listed synonym.
func (r *resolver) sameRole(role, office string) bool {
	if role == office || strings.HasSuffix(office, " "+role) {
		return true
	}
	last := office[strings.LastIndexByte(office, ' ')+1:]
	set := r.w.lists["role "+role]
	return set[office] || set[last]
}

// castGroup makes a group of a plural noun for people or members: one for each
// owner ("US and Russian officials" are two).
func (r *resolver) castGroup(n *nounHit, owners []int) []int {
	if len(owners) == 0 {
		return []int{r.group(n, -1)}
	}
	var out []int
	for _, o := range owners {
		out = append(out, r.group(n, o))
	}
	return out
}

// group is the group named by n, of the given owner or of none.
func (r *resolver) group(n *nounHit, owner int) int {
	e := Entity{Kind: KindGroup, Sector: n.noun.sector, Plural: true, Former: n.former}
	speaks := n.noun.class == "office" || n.noun.class == "post" || n.noun.class == "leader"
	if owner < 0 {
		e.Name = r.bareName(n)
		if p := r.phrase(n, true); len(p) > len(e.Name) && n.noun.class != "member" && n.noun.class != "crowd" && (r.numbered(n) || strings.Contains(p, " ")) {
			e.Name = p
		}
		e.ID = slug(e.Name)
		return r.entity(e)
	}
	own := &r.cast.Entities[owner]
	word := r.wordFor(own)
	if own.Kind == KindGroup {
		word = singular(word)
	}
	e.Name = word + " " + r.text(n.start, n.end)
	if n.former {
		e.Name = "former " + e.Name
	}
	e.ID = slug(e.Name)
	e.Code = r.codeOf(own)
	if speaks && !n.former && r.speaksFor(n, owner) || n.noun.sector == "MIL" {
		e.Party = own.Party
		if e.Sector == "" {
			e.Sector = own.Sector
			if own.Kind == KindState {
				e.Sector = "GOV"
			}
		}
	}
	if n.noun.class == "member" && own.Kind != KindState && !n.former { // "ICO producers" are the producers
		if prev := r.sameGroup(n); len(prev) > 0 {
			return prev[0]
		}
		e.Name, e.ID, e.Code = r.bareName(n), slug(r.bareName(n)), ""
		e.Party = record.Ref{}
	}
	return r.entity(e)
}

// sameGroup finds a group with the same noun that was named before, when the noun
// now stands bare or definite: one with the same number first ("the three sources").
// "Smaller exporters" are not the exporters, and bare "delegates" not those of one
// country.
func (r *resolver) sameGroup(n *nounHit) []int {
	count, kept := r.number(n), r.kept(n)
	if count != "" && !n.definite {
		return nil
	}
	var found []int
	for k := len(r.cast.Mentions) - 1; k >= 0; k-- {
		m := &r.cast.Mentions[k]
		i := r.nnAt[m.Head]
		if m.Head >= n.left || i < 0 {
			continue
		}
		o := &r.nouns[i]
		if !o.plural || o.noun.base != n.noun.base || o.former != n.former {
			continue
		}
		if !n.definite && (r.cast.Entities[m.Entity].ID != slug(kept+plural(n.noun.base)) || len(m.Others) > 0) {
			continue
		}
		if n.definite && kept != "" && kept != r.kept(o) {
			continue
		}
		if all := append([]int{m.Entity}, m.Others...); count == "" || count == r.number(o) {
			return all
		} else if found == nil {
			found = all
		}
	}
	return found
}

// kept is the part of a plural's modifiers that makes it another party: "smaller"
// of "smaller exporters", "minority" of "minority producers"; with a space behind.
func (r *resolver) kept(n *nounHit) string {
	var b strings.Builder
	for k := n.left; k < n.start; k++ {
		t := &r.toks[k]
		if r.hitAt[k] >= 0 || r.nmAt[k] >= 0 {
			continue
		}
		if t.Pos == "ADJ" && t.Dep == "amod" && !r.w.has("vague", r.lower[k]) || r.w.has("splitting", r.lower[k]) {
			b.WriteString(r.lower[k])
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// number is the number word of the phrase: "three sources".
func (r *resolver) number(n *nounHit) string {
	for k := n.left; k < n.start; k++ {
		if r.toks[k].Pos == "NUM" {
			return r.lower[k]
		}
	}
	return ""
}

// numbered reports whether a number stands in the phrase.
func (r *resolver) numbered(n *nounHit) bool { return r.number(n) != "" }

// wordFor is how an owner is written before a noun.
func (r *resolver) wordFor(e *Entity) string {
	if e.Kind == KindState && len(e.Aliases) > 0 {
		if e.ID == "USA" {
			return "US"
		}
		for _, a := range e.Aliases {
			if ws := words(a); len(ws) > 0 && r.isAdjective(e.ID, a) {
				return a
			}
		}
	}
	if e.Kind == KindState {
		for i := range r.w.senses {
			s := &r.w.senses[i]
			if s.form == formAdj && r.w.things[s.thing].ID == e.ID {
				return strings.Join(s.words, " ")
			}
		}
	}
	return e.Name
}

func (r *resolver) isAdjective(id, text string) bool {
	ws := words(text)
	for i := range ws {
		ws[i] = strings.ToLower(ws[i])
	}
	word := func(i int) (string, string) {
		if i >= len(ws) {
			return "", ""
		}
		return ws[i], ""
	}
	for _, t := range r.w.names {
		vals, n := t.longest(0, word, nil)
		if n != len(ws) {
			continue
		}
		for _, v := range vals {
			if s := &r.w.senses[v]; s.form == formAdj && r.w.things[s.thing].ID == id {
				return true
			}
		}
	}
	return false
}

// phrase is the noun phrase without its article; with its "of" part when withAfter.
func (r *resolver) phrase(n *nounHit, _ bool) string {
	left, end := n.left, n.end
	for left < n.start && (r.toks[left].Pos == "DET" || r.toks[left].Tag == "PRP$" || r.toks[left].IsSpace) {
		left++
	}
	if c := r.doc.Child(n.head(), "prep"); c == n.end && (r.lower[c] == "of" || r.lower[c] == "for" || r.lower[c] == "at" || r.lower[c] == "from") {
		if s := r.doc.SubtreeSpan(c); s.Start == c && s.Len() <= 7 {
			end = s.End
		}
	} else if c := r.doc.Child(n.head(), "amod", "acl"); c == n.end {
		if s := r.doc.SubtreeSpan(c); s.Start == c && s.Len() <= 8 {
			end = s.End
		}
	}
	for end > n.end && (r.toks[end-1].Pos == "PUNCT" || r.toks[end-1].IsSpace) {
		end--
	}
	return strings.Join(strings.Fields(r.text(left, end)), " ")
}

// bareName is the plural noun with the modifiers that make it another party.
func (r *resolver) bareName(n *nounHit) string { return r.kept(n) + plural(n.noun.base) }

// plural is the regular English plural of a noun phrase.
func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "y") && len(s) > 1 && !strings.ContainsRune("aeiou", rune(s[len(s)-2])):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "man") && s != "human" && s != "german":
		return s[:len(s)-2] + "en"
	case s == "people", s == "police", strings.HasSuffix(s, "men"):
		return s
	case s == "person":
		return "people"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	}
	return s + "s"
}

// castBody makes the part of a state or organisation that a noun names.
func (r *resolver) castBody(n *nounHit, owners []int) []int {
	base := n.noun.base
	if len(owners) == 0 {
		return one(r.bareBody(n))
	}
	var out []int
	for _, o := range owners {
		own := &r.cast.Entities[o]
		e := Entity{Kind: KindBody, Sector: n.noun.sector, Code: r.codeOf(own), Former: n.former, Plural: n.plural}
		e.Name = r.wordFor(own) + " " + r.text(n.start, n.end)
		if own.Kind == KindPerson {
			parts := strings.Fields(own.Name)
			e.Name = parts[len(parts)-1] + " " + r.text(n.start, n.end)
		}
		e.ID = slug(e.Name)
		if own.Kind == KindState {
			e.ID = slug(own.ID + " " + base)
		}
		if n.noun.class == "body" && !n.former {
			e.Party, e.Known = own.Party, own.Known
		}
		out = append(out, r.entity(e))
	}
	return out
}

// bareBody is the body of a noun without an owner: one named before, else that of
// the state the document is about where the text says "the".
func (r *resolver) bareBody(n *nounHit) int {
	modified := r.isModified(n)
	if !r.indefinite(n) && !modified {
		if prev := r.sameBody(n); prev >= 0 {
			return prev
		}
	}
	if (r.indefinite(n) || modified) && !r.acts(n.head()) {
		return -1
	}
	base := n.noun.base
	e := Entity{Kind: KindBody, Name: r.phrase(n, false), Sector: n.noun.sector, Plural: n.plural}
	e.ID = slug(base)
	if modified {
		e.ID = slug(e.Name)
	}
	if r.home != "" && !r.indefinite(n) && !modified && (n.definite || !n.plural) {
		e.Code = r.codeOfParty(r.home)
		if n.noun.class == "body" && n.noun.sector != "" && !r.w.has("anybody's", n.noun.base) {
			e.Party = record.Ref{ID: r.home, Name: r.w.thingName(r.home)}
			e.ID = slug(r.home + " " + base)
		}
	}
	return r.entity(e)
}

// isModified reports whether nouns or adjectives stand between article and noun.
func (r *resolver) isModified(n *nounHit) bool {
	for k := n.left; k < n.start; k++ {
		switch r.toks[k].Pos {
		case "NOUN", "PROPN", "ADJ", "NUM":
			return true
		}
	}
	return false
}

func (r *resolver) codeOfParty(id string) string {
	if i, ok := r.w.byID[id]; ok {
		return r.code(&r.w.things[i])
	}
	return ""
}

// sameBody finds a body called by the same noun before: "the ministry".
func (r *resolver) sameBody(n *nounHit) int {
	head := r.lemma(n.head())
	best, at := -1, -1
	for k := range r.cast.Mentions {
		m := &r.cast.Mentions[k]
		e := &r.cast.Entities[m.Entity]
		if e.Kind != KindBody || m.Head >= n.left || m.Head <= at {
			continue
		}
		if r.lemma(m.Head) == head || r.called(e, head) {
			best, at = m.Entity, m.Head
		}
	}
	return best
}

// called reports whether the world lists word for e.
func (r *resolver) called(e *Entity, word string) bool {
	i, ok := r.w.byID[e.ID]
	if !ok {
		return false
	}
	for _, c := range r.w.things[i].Called {
		if c == word {
			return true
		}
	}
	return false
}

// acts reports whether token h is the subject of a verb that only actors have, or
// the one by whom something is done.
func (r *resolver) acts(h int) bool {
	t := &r.toks[h]
	switch t.Dep {
	case "nsubj":
		return r.w.has("agentive", r.lemma(t.Head))
	case "conj":
		return t.Head != h && t.Head < h && r.acts(t.Head)
	case "pobj":
		return r.lower[t.Head] == "to" && r.lower[max(0, t.Head-1)] == "according" || r.toks[t.Head].Dep == "agent"
	}
	return false
}
