package actor

import (
	"slices"
	"strings"
)

// sides resolves "both sides", "the two sides", "neither side": the two parties that the
// text named last, those of one clause first.
func (r *resolver) sides(n *nounHit) []int {
	if !n.plural && !r.w.has("of two", r.lower[n.left]) {
		return nil
	}
	if n.noun.base == "capital" && !r.numbered(n) || n.plural && !n.definite && !r.numbered(n) {
		return nil
	}
	pair := r.lastPair(n.left)
	if len(pair) == 2 {
		return pair
	}
	return nil
}

// isTwosome reports "both governments", "the two neighbours": two parties named before.
func (r *resolver) isTwosome(n *nounHit) bool {
	return n.plural && r.w.has("twosome", n.noun.base) && (r.lower[n.left] == "both" || r.hasNumber(n, "two"))
}

// lastPair returns the two parties last named together ("A and B", "A accused B", "A's
// dispute with B") before token limit, else the last two named.
func (r *resolver) lastPair(limit int) []int {
	var last []int
	for h := limit - 1; h >= 0 && r.toks[limit].Sent-r.toks[h].Sent <= 8; h-- {
		m, ok := r.at(h)
		if !ok || m.Place || m.Form == FormPronoun || r.isSource(m) {
			continue
		}
		pair := r.parties(append([]int{m.Entity}, m.Others...))
		if len(pair) < 2 && r.toks[h].Dep != "conj" {
			pair = r.parties(r.coordinated(h, limit))
		}
		if len(pair) < 2 {
			pair = r.opposed(h, m)
		}
		if len(pair) == 2 {
			return pair
		}
		if r.toks[limit].Sent-r.toks[h].Sent > 4 || len(last) == 2 {
			continue
		}
		last = r.parties(append(last, m.Entity))
	}
	if len(last) == 2 {
		slices.Sort(last)
		return last
	}
	return nil
}

// opposed is the party at token h with the one that acts on it or deals with it, nil
// where there is none.
func (r *resolver) opposed(h int, m *Mention) []int {
	up := r.toks[h].Head
	other := -1
	switch t := &r.toks[h]; {
	case t.Dep == "dobj" && r.toks[up].Pos == "VERB":
		other = r.doc.Child(up, "nsubj")
	case t.Dep == "pobj" && (r.lower[up] == "with" || r.lower[up] == "against"):
		if n := r.toks[up].Head; r.toks[n].Pos == "VERB" {
			other = r.doc.Child(n, "nsubj")
		} else {
			other = r.doc.Child(n, "poss")
		}
	}
	if other < 0 {
		return nil
	}
	o, ok := r.at(other)
	if !ok || o.Place || r.isSource(o) {
		return nil
	}
	pair := r.parties([]int{o.Entity, m.Entity})
	if len(pair) < 2 {
		return nil
	}
	return pair
}

// parties are the different parties for which the entities speak.
func (r *resolver) parties(es []int) []int {
	var out []int
	for _, e := range es {
		if p := r.partyEntity(e); p >= 0 && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// isSource reports whether a mention is of people who only report: delegates,
// officials of nobody, analysts.
func (r *resolver) isSource(m *Mention) bool {
	k := r.nnAt[m.Head]
	if k < 0 || !classes[r.nouns[k].noun.class].people || r.nouns[k].noun.class == "crowd" {
		return false
	}
	e := &r.cast.Entities[m.Entity]
	return e.Party.ID == e.ID
}

// partyEntity is the state, bloc, organisation, firm or group for which e speaks, -1 for
// none.
func (r *resolver) partyEntity(e int) int {
	ent := &r.cast.Entities[e]
	if ent.Party.ID != ent.ID {
		i, ok := r.byID[ent.Party.ID]
		if !ok {
			if th, known := r.w.byID[ent.Party.ID]; known {
				return r.thingEntity(th)
			}
			return -1
		}
		ent = &r.cast.Entities[i]
		e = i
	}
	switch ent.Kind {
	case KindState, KindGroup, KindCompany:
		return e
	case KindOrganisation, KindBloc:
		if ent.Sector == "MED" || ent.Sector == "EDU" {
			return -1
		}
		return e
	}
	return -1
}

// twoPeople resolves "the two leaders", "the two ministers": the last two people
// whose office fits.
func (r *resolver) twoPeople(n *nounHit) []int {
	role := r.role(n)
	var out []int
	for h := n.left - 1; h >= 0 && len(out) < 2 && r.toks[n.left].Sent-r.toks[h].Sent <= 4; h-- {
		m, ok := r.at(h)
		if !ok || slices.Contains(out, m.Entity) {
			continue
		}
		e := &r.cast.Entities[m.Entity]
		if e.Kind != KindPerson || n.noun.class != "self" && (e.Former || !r.sameRole(role, strings.ToLower(e.Office))) {
			continue
		}
		out = append(out, m.Entity)
	}
	slices.Sort(out)
	return out
}

// country resolves "the country" and "the two countries"; "a country" is nobody.
func (r *resolver) country(n *nounHit, owners []int) []int {
	switch r.lower[n.left] {
	case "no", "any", "every", "each", "some", "a", "an", "another":
		return nil
	}
	if c := r.doc.Child(n.head(), "prep"); c == n.end && r.lower[c] == "of" {
		return nil // "the state of Ohio"
	}
	if len(owners) > 0 && !r.possessed(n) && r.cast.Entities[owners[0]].Kind == KindBloc && n.definite && !n.plural {
		owners = nil // "the African nation" is one of them
	}
	if len(owners) > 0 {
		if n.plural || n.noun.base == "neighbour" || n.noun.base == "neighbor" {
			return nil
		}
		if p := r.partyEntity(owners[0]); p >= 0 && r.cast.Entities[p].Kind != KindCompany {
			return []int{p} // "his country"
		}
		return nil
	}
	if r.indefinite(n) || !n.definite && !r.numbered(n) {
		if n.plural && r.acts(n.head()) && n.noun.base != "power" {
			return []int{r.group(n, -1)}
		}
		return nil
	}
	if n.plural {
		if r.lower[n.left] != "both" && !r.hasNumber(n, "two") {
			return nil
		}
		pair := r.lastPair(n.left)
		if slices.ContainsFunc(pair, func(e int) bool { return r.cast.Entities[e].Kind == KindCompany }) {
			return nil
		}
		return pair
	}
	return one(r.mostSalient(n.left, 3, func(m *Mention, e *Entity) bool {
		return e.Kind == KindState && len(m.Others) == 0 && (n.noun.base != "island" || m.Form == FormName)
	}))
}

// mostSalient is the entity, of those accepted, in the most prominent place of the
// nearest sentence before token limit that has one; -1 for none within the given
// number of sentences.
func (r *resolver) mostSalient(limit, sents int, accept func(*Mention, *Entity) bool) int {
	best, weight, sent := -1, 0.0, -1
	for h := limit - 1; h >= 0 && r.toks[limit].Sent-r.toks[h].Sent <= sents; h-- {
		if best >= 0 && r.toks[h].Sent != sent {
			break
		}
		m, ok := r.at(h)
		if !ok || !accept(m, &r.cast.Entities[m.Entity]) {
			continue
		}
		w := r.position(h, limit)
		if m.Place {
			w -= 50
		}
		if best < 0 || w > weight {
			best, weight, sent = m.Entity, w, r.toks[h].Sent
		}
	}
	return best
}

// lastParty is the political party named last: "the party said".
func (r *resolver) lastParty(n *nounHit) int {
	return r.mostSalient(n.left, 3, func(_ *Mention, e *Entity) bool { return e.Sector == "PTY" && e.Kind == KindOrganisation })
}

func (r *resolver) hasNumber(n *nounHit, word string) bool {
	for k := n.left; k < n.start; k++ {
		if r.lower[k] == word {
			return true
		}
	}
	return false
}

// castThing resolves "the company", "the alliance", "the union": an organisation
// named before that the world calls so or whose kind fits, else one of its own.
func (r *resolver) castThing(n *nounHit, owners []int) int {
	e := r.thing(n, owners)
	if e >= 0 && n.noun.class == "company" { // what is called a company is one
		if ent := &r.cast.Entities[e]; ent.Kind == KindOrganisation && ent.Sector == "" {
			ent.Kind, ent.Sector = KindCompany, "BUS"
		}
	}
	return e
}

func (r *resolver) thing(n *nounHit, owners []int) int {
	head := r.lemma(n.head())
	for _, o := range owners { // "the Notimex news agency" is Notimex
		if e := &r.cast.Entities[o]; (e.Kind == KindOrganisation || e.Kind == KindCompany) && r.isNameBefore(n, o) {
			return o
		}
	}
	if n.definite && len(owners) == 1 && r.cast.Entities[owners[0]].Kind == KindState && !n.plural && !r.possessed(n) { // "the Chinese company"
		code := r.cast.Entities[owners[0]].Code
		e := r.mostSalient(n.left, 4, func(_ *Mention, e *Entity) bool {
			return r.isBodyLike(e) && r.fitsKind(n.noun.class, e) && (e.Code == "" || e.Code == code)
		})
		if e >= 0 {
			return e
		}
	}
	if n.definite && len(owners) == 0 || n.noun.class == "bloc" && !r.indefinite(n) && !n.plural {
		if e := r.lastCalled(n, head); e >= 0 {
			return e
		}
	}
	if !r.acts(n.head()) && len(owners) == 0 && !(n.plural && n.noun.class == "company") {
		return -1
	}
	if r.indefinite(n) && n.noun.class == "state" {
		return -1
	}
	e := Entity{Kind: KindOrganisation, Name: r.phrase(n), Sector: n.noun.sector, Plural: n.plural}
	switch n.noun.class {
	case "company":
		e.Kind = KindCompany
	case "bloc":
		e.Kind = KindBloc
	}
	if n.plural || r.ofMembers(n) {
		e.Kind = KindGroup
	}
	if len(owners) > 0 {
		own := &r.cast.Entities[owners[0]]
		e.Code = r.codeOf(own)
		if i, ok := r.byID[own.Party.ID]; ok && i != owners[0] && r.possessed(n) && n.start == n.left+1 && !n.plural && r.fitsKind(n.noun.class, &r.cast.Entities[i]) {
			return i // "her group" is that for which she speaks
		}
		if own.Kind == KindPerson && len(owners) == 1 && r.possessed(n) { // "Ms Roe's campaign" is the Roe campaign
			e.Name = own.Name[strings.LastIndexByte(own.Name, ' ')+1:] + " " + r.ownedPhrase(n)
		}
	}
	e.ID = slug(e.Name)
	return r.entity(e)
}

// ownedPhrase is the noun with the modifiers between it and its possessor that tell which
// one it is.
func (r *resolver) ownedPhrase(n *nounHit) string {
	var out []string
	for k := n.start - 1; k >= n.left && r.toks[k].Tag != "POS" && r.toks[k].Tag != "PRP$"; k-- {
		if !r.w.has("vague", r.lower[k]) {
			out = append(out, r.plain[k])
		}
	}
	slices.Reverse(out)
	return strings.Join(append(out, r.text(n.start, n.end)), " ")
}

// ofMembers reports "the producer group", "a group of exporters".
func (r *resolver) ofMembers(n *nounHit) bool {
	switch n.noun.base {
	case "group", "bloc", "alliance", "grouping", "coalition":
	default:
		return false
	}
	for k := n.left; k < n.start; k++ {
		if i := r.nnAt[k]; i >= 0 && (r.nouns[i].noun.class == "member" || r.nouns[i].noun.class == "crowd") {
			return true
		}
	}
	if p := r.doc.Child(n.head(), "prep"); p >= 0 && r.lower[p] == "of" {
		if o := r.doc.Child(p, "pobj"); o >= 0 && r.nnAt[o] >= 0 {
			of := &r.nouns[r.nnAt[o]]
			return of.noun.class == "member" || of.noun.class == "crowd" || of.noun.class == "company" && of.plural
		}
	}
	return false
}

// isNameBefore reports whether the name of entity e stands directly before n.
func (r *resolver) isNameBefore(n *nounHit, e int) bool {
	if n.start == 0 || n.plural || strings.HasSuffix(n.noun.base, "maker") {
		return false
	}
	i := r.nmAt[n.start-1]
	return i >= 0 && r.names[i].entity == e
}

// lastCalled finds the last organisation before n that may be called word.
func (r *resolver) lastCalled(n *nounHit, word string) int {
	phrase := r.role(n)
	modified := r.isModified(n)
	if e := r.firmOfSpeaker(n); e >= 0 && !modified {
		return e
	}
	byWord := r.mostSalient(n.left, 300, func(_ *Mention, e *Entity) bool {
		if !r.isBodyLike(e) || n.plural && !e.Plural || modified && !r.called(e, phrase) && r.nounBetween(n) {
			return false
		}
		return r.called(e, phrase) || r.called(e, word) || e.endsWith(word)
	})
	if byWord >= 0 || modified || r.w.has("arrangements", n.noun.base) {
		return byWord
	}
	if n.noun.sector == "LAB" {
		return r.lastUnion(n)
	}
	return r.mostSalient(n.left, 4, func(_ *Mention, e *Entity) bool {
		return r.isBodyLike(e) && r.fitsKind(n.noun.class, e) && (!n.plural || e.Plural)
	})
}

// firmOfSpeaker is the organisation for which speaks whose words n stands in, where n may
// stand for it: "Ivo Karr of Osk said the company would". -1 for none.
func (r *resolver) firmOfSpeaker(n *nounHit) int {
	if n.plural || r.lower[n.left] != "the" || n.noun.class != "company" && n.noun.base != "group" && n.noun.sector != "LAB" {
		return -1
	}
	for v := range r.doc.Ancestors(n.head()) {
		if !r.w.has("saying", r.lemma(v)) {
			continue
		}
		m, ok := r.at(r.doc.Child(v, "nsubj"))
		if !ok || m.Head == n.head() || r.doc.IsAncestor(m.Head, n.head()) {
			continue
		}
		if e := &r.cast.Entities[m.Entity]; e.Party.ID != e.ID {
			if i, ok := r.byID[e.Party.ID]; ok && r.isBodyLike(&r.cast.Entities[i]) && r.fitsKind(n.noun.class, &r.cast.Entities[i]) {
				return i
			}
		}
	}
	return -1
}

// lastUnion is the organisation of workers named last before "the union": one whose name
// says that it is one, else one of which nothing is known. No firm is its own union.
func (r *resolver) lastUnion(n *nounHit) int {
	e := r.mostSalient(n.left, 20, func(_ *Mention, e *Entity) bool { return r.isUnion(e) })
	if e >= 0 {
		return e
	}
	for k := range r.nouns {
		if o := &r.nouns[k]; o.start < n.start && o.definite && !r.isCompound(o) && o.noun.sector == "LAB" && o.noun.base == n.noun.base && r.nounEnt[k] < 0 {
			return -1 // spoken of before, and nobody's name
		}
	}
	verb := r.toks[n.head()].Head
	return r.mostSalient(n.left, 4, func(m *Mention, e *Entity) bool {
		return e.Kind == KindOrganisation && e.Sector == "" && !r.w.knows(e.ID) && r.toks[m.Head].Head != verb // "Osk met the union"
	})
}

// isUnion reports whether e is an organisation of workers.
func (r *resolver) isUnion(e *Entity) bool {
	return e.Kind == KindOrganisation && (e.Sector == "LAB" || slices.ContainsFunc(strings.Fields(strings.ToLower(e.Name)), func(w string) bool { return r.w.has("workers", w) }))
}

// onlyUnion is the one union that the document names, -1 for none or several.
func (r *resolver) onlyUnion() int {
	only := -1
	for i := range r.cast.Entities {
		if r.isUnion(&r.cast.Entities[i]) {
			if only >= 0 {
				return -1
			}
			only = i
		}
	}
	return only
}

// isBodyLike reports whether e is no person, state or place.
func (r *resolver) isBodyLike(e *Entity) bool {
	switch e.Kind {
	case KindPerson, KindState, KindPlace, KindOffice:
		return false
	}
	return true
}

// endsWith reports whether a name under which e was mentioned is word or ends in it.
func (e *Entity) endsWith(word string) bool {
	return slices.ContainsFunc(e.Aliases, func(a string) bool {
		a = strings.ToLower(a)
		return a == word || strings.HasSuffix(a, " "+word)
	})
}

// nounBetween reports whether a noun modifies n: "the producer group".
func (r *resolver) nounBetween(n *nounHit) bool {
	for k := n.left; k < n.start; k++ {
		if p := r.toks[k].Pos; (p == "NOUN" || p == "PROPN") && r.hitAt[k] < 0 {
			return true
		}
	}
	return false
}

// fitsKind reports whether a common noun of the class may stand for e.
func (r *resolver) fitsKind(class string, e *Entity) bool {
	_, listed := r.w.byID[e.ID]
	switch class {
	case "company":
		return e.Kind == KindCompany || e.Kind == KindOrganisation && !listed && e.Sector == ""
	case "organisation":
		return (e.Kind == KindOrganisation || e.Kind == KindCompany) && e.Sector != "MED"
	case "media":
		return e.Sector == "MED"
	case "thinktank":
		return e.Sector == "EDU"
	case "bloc":
		return e.Kind == KindBloc
	}
	return false
}
