package actor

import (
	"slices"
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
	r.grantLate(i, n, owners)
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

// grantLate settles for whom people speak whose office hangs on a pronoun ("its
// leader, Ann Roe"), now that the pronoun is resolved: the text wins over the world.
func (r *resolver) grantLate(i int, n *nounHit, owners []int) {
	if len(owners) == 0 && r.w.has("corporate", n.noun.base) {
		for _, e := range r.roleOf[i] {
			if ent := &r.cast.Entities[e]; ent.Party.ID == ent.ID && !ent.Former && !r.selfish[e] {
				if o := r.firmFor(n); o >= 0 {
					r.grant(e, n, o)
				}
			}
		}
	}
	if len(owners) == 0 || n.former || !r.possessed(n) || r.toks[n.left].Tag != "PRP$" || n.noun.class == "self" || n.noun.class == "crowd" {
		return
	}
	for _, e := range r.roleOf[i] {
		if ent := &r.cast.Entities[e]; (ent.Known || ent.Party.ID == ent.ID) && !ent.Former && r.speaksFor(n, owners[0]) {
			r.grant(e, n, owners[0])
		}
	}
}

// isModifier reports whether the noun only modifies a name ("spokeswoman Jane Roe"),
// whose mention covers it.
func (r *resolver) isModifier(n *nounHit) bool {
	t := &r.toks[n.head()]
	return t.Dep == "compound" && t.Head > n.head() && r.nmAt[t.Head] >= 0
}

// placeBody takes from an apposition whose body something is: "the Canal Commission, a
// US government agency".
func (r *resolver) placeBody(n *nounHit, e int, owners []int) {
	ent := &r.cast.Entities[e]
	if len(owners) == 0 || n.noun.class != "body" || r.w.knows(ent.ID) || ent.Kind != KindBody && ent.Kind != KindOrganisation {
		return
	}
	own := &r.cast.Entities[owners[0]]
	ent.Kind, ent.Party, ent.Code = KindBody, own.Party, r.codeOf(own)
}

func (r *resolver) isCompound(n *nounHit) bool {
	t := &r.toks[n.head()]
	return !n.plural && t.Dep == "compound" && t.Head > n.head()
}

// isLoose reports whether a noun is part of another noun's name ("peacekeeper
// position") or a mass word ("in public").
func (r *resolver) isLoose(n *nounHit) bool {
	if n.noun.base == "paper" && n.start > 0 && r.w.has("documents", r.lower[n.start-1]) {
		return true // "the white paper"
	}
	if n.noun.base == "opposition" && n.head()+1 < len(r.lower) && r.lower[n.head()+1] == "to" && r.toks[n.head()+1].Dep == "prep" {
		return true // "their opposition to the plan"
	}
	if n.noun.base == "authority" && !n.plural && r.followed(n, "to") { // what one may do
		return true
	}
	if n.noun.base == "house" && !isCapital(r.plain[n.head()]) {
		return true
	}
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

// followed reports whether an infinitive hangs on noun n: "the authority to act".
func (r *resolver) followed(n *nounHit, mark string) bool {
	return n.end+1 < len(r.toks) && r.lower[n.end] == mark && r.toks[n.end].Tag == "TO" && r.toks[n.end+1].Tag == "VB" && r.doc.IsAncestor(n.head(), n.end+1)
}

// castNoun decides by class. The first entity is the mention's own.
func (r *resolver) castNoun(i int, n *nounHit, owners []int) []int {
	if es, ok := r.roleOf[i]; ok {
		return es
	}
	c := classes[n.noun.class]
	if e := r.equated(n); len(e) > 0 {
		r.placeBody(n, e[0], owners)
		return e
	}
	if len(owners) == 1 && r.w.has("represented", n.noun.base) { // a lawyer's client is for whom he speaks
		own := &r.cast.Entities[owners[0]]
		if e, ok := r.byID[own.Party.ID]; ok && e != owners[0] {
			return []int{e}
		}
	}
	if len(owners) == 0 && r.isTwosome(n) {
		if pair := r.lastPair(n.left); len(pair) == 2 {
			return pair
		}
	}
	if (n.noun.class == "member" || n.noun.class == "crowd") && r.isCompound(n) {
		return []int{r.group(n, -1)} // "producer delegates", "the farmer protests"
	}
	switch {
	case n.noun.class == "side":
		if len(owners) > 1 { // "the Turkish and Greek sides"
			return owners
		}
		return r.sides(n)
	case n.noun.class == "state":
		return r.country(n, owners)
	case n.noun.class == "crowd" && !n.plural && r.w.has("plural-singular", n.noun.base):
		if e := r.capitalBloc(n); e >= 0 {
			return []int{e}
		}
		return r.castGroup(n, owners)
	case c.people && len(owners) == 0 && n.definite && (r.w.has("pairs", n.noun.base) || r.hasNumber(n, "two") || r.lower[n.left] == "both") && len(r.twoPeople(n)) == 2:
		return r.twoPeople(n)
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
	case n.noun.base == "party" && n.definite:
		return one(r.lastParty(n))
	case n.noun.class == "member":
		if !r.acts(n.head()) {
			return nil
		}
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

// capitalBloc is the bloc in the text that a noun calls, in capitals or as it ends the name
// that the text gave: "the Community" of the European Community. -1 for none.
func (r *resolver) capitalBloc(n *nounHit) int {
	if !n.definite || n.left+1 != n.start || n.end != n.start+1 {
		return -1
	}
	for i := range r.w.things {
		t := &r.w.things[i]
		if t.Kind != KindBloc || !r.spoken[t.ID] || !slices.Contains(t.Called, n.noun.base) {
			continue
		}
		if e := r.thingEntity(int32(i)); isCapital(r.plain[n.start]) || r.cast.Entities[e].endsWith(n.noun.base) {
			return e
		}
	}
	return -1
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
		e.Name, e.Code = r.bareName(n), r.placedIn(n)
		if p := r.phrase(n); n.noun.class == "crowd" && !n.plural && r.nounBetween(n) {
			e.Name = p // "the steel industry"
		} else if len(p) > len(e.Name) && n.noun.class != "member" && n.noun.class != "crowd" && (r.numbered(n) || strings.Contains(p, " ")) {
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
	if own.Kind == KindGroup && n.left == n.start {
		e.Name = r.phrase(n) // "people of both communities"
	}
	e.ID = slug(e.Name)
	e.Code = r.codeOf(own)
	if own.Sector == "PTY" {
		e.Sector = "PTY"
	}
	if speaks && !n.former && r.speaksFor(n, owner) || n.noun.sector == "MIL" {
		e.Party = own.Party
		if e.Sector == "" {
			e.Sector = own.Sector
			if own.Kind == KindState {
				e.Sector = "GOV"
			}
		}
	}
	if n.noun.class == "member" && own.Kind != KindState && !n.former && !r.w.has("relational", n.noun.base) { // "ICO producers" are the producers
		if prev := r.sameGroup(n); len(prev) > 0 {
			return prev[0]
		}
		e.Name, e.ID, e.Code = r.bareName(n), slug(r.bareName(n)), ""
		e.Party = record.Ref{}
	}
	return r.entity(e)
}

// placedIn is the code of the state in which a text places those named by n: "rebels
// in northern Uganda"; "" when it does not say.
func (r *resolver) placedIn(n *nounHit) string {
	for _, c := range r.doc.Children(n.head()) {
		if r.toks[c].Dep != "prep" || r.lower[c] != "in" {
			continue
		}
		if o := r.doc.Child(c, "pobj"); o >= 0 && r.hitAt[o] >= 0 {
			return r.code(&r.w.things[r.hits[r.hitAt[o]].thing])
		}
	}
	return ""
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
		same := o.noun.base == n.noun.base || n.definite && strings.HasSuffix(o.noun.base, " "+n.noun.base)
		if !o.plural || !same || o.former != n.former {
			continue
		}
		if !n.definite && r.bareTalk(n) && kept == "" && len(m.Others) == 0 {
			return r.onlyGroup(m.Entity, n)
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

// bareTalk reports whether n is a bare "officials" who say something.
func (r *resolver) bareTalk(n *nounHit) bool {
	t := &r.toks[n.head()]
	return n.left == n.start && n.noun.class == "office" && t.Dep == "nsubj" && r.w.has("saying", r.lemma(t.Head))
}

// onlyGroup is group e, unless another of the same noun was named before n: then it is
// not clear whose officials talk.
func (r *resolver) onlyGroup(e int, n *nounHit) []int {
	for k := range r.cast.Mentions {
		m := &r.cast.Mentions[k]
		if i := r.nnAt[m.Head]; m.Head < n.left && i >= 0 && r.nouns[i].noun.base == n.noun.base && r.nouns[i].plural && (m.Entity != e || len(m.Others) > 0) {
			return nil
		}
	}
	return []int{e}
}

// kept is the part of a plural's modifiers that makes it another party: "smaller"
// of "smaller exporters", "minority" of "minority producers"; with a space behind.
func (r *resolver) kept(n *nounHit) string {
	var b strings.Builder
	for k := n.left; k < n.start; k++ {
		t := &r.toks[k]
		if k+2 < n.start && r.isNegated(k+2) {
			b.WriteString(r.lower[k] + "-" + r.plain[k+2] + " ")
			k += 2
			continue
		}
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
	if (e.Kind == KindState || e.Kind == KindBloc) && len(e.Aliases) > 0 {
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

// phrase is the noun phrase without its article; with its "of" part when short.
func (r *resolver) phrase(n *nounHit) string {
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
	for k := n.end; k < end; k++ {
		if r.plain[k] == "," || r.plain[k] == "(" {
			end = k
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
