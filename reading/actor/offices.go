package actor

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// claim is one thing a document says a person is: "the Russian foreign minister",
// "a former Pentagon official", "senior fellow at ...".
type claim struct {
	noun   int // index in nouns
	former bool
	owners []int
}

// castOffices reads what stands beside people's names and settles for whom they
// speak. Direct statements come first; the world's list of office holders answers
// where the document is silent.
func (r *resolver) castOffices() {
	r.roleOf = map[int][]int{}
	claims := map[int][]claim{}
	var order []int
	note := func(e int, cs []claim) {
		if _, ok := claims[e]; !ok {
			order = append(order, e)
		}
		claims[e] = append(claims[e], cs...)
	}
	for i := range r.names {
		if n := &r.names[i]; n.kind == KindPerson {
			note(n.entity, r.claimsAt(n))
			r.bareDescription(n)
		}
	}
	for _, e := range order { // those whose nouns name no owner that depends on another person
		r.settleOffice(e, claims[e], false)
	}
	for _, e := range order {
		r.known(e)
	}
	for _, e := range order {
		r.settleOffice(e, claims[e], true)
	}
	r.affiliate()
	r.shareParties()
}

// claimsAt collects the nouns that describe the bearer of a name at one place.
func (r *resolver) claimsAt(n *name) []claim {
	var out []claim
	head := r.spanHead(n.start, n.end)
	add := func(noun int, former bool) {
		h := &r.nouns[noun]
		if !classes[h.noun.class].people || h.noun.class == "crowd" {
			return
		}
		if !slices.Contains(r.roleOf[noun], n.entity) {
			r.roleOf[noun] = append(r.roleOf[noun], n.entity)
		}
		if h.plural {
			return // shared by several, see shareParties
		}
		out = append(out, claim{noun: noun, former: former || h.former})
	}
	if k := r.nounBefore(n.start); k >= 0 && r.reaches(k, head) && r.nouns[k].noun.class != "crowd" {
		add(k, false)
	} else if k := r.officeOf(n.start); k >= 0 {
		add(k, false)
	} else if k := r.inCharge(n.start); k >= 0 {
		add(k, false)
	} else if k := r.phraseBefore(n.start, head); k >= 0 {
		add(k, false)
	}
	for _, g := range r.doc.Conjuncts(head) { // "Mr A, Ms B and Mr C, the king's envoys"
		for _, c := range r.doc.Children(g) {
			if r.toks[c].Dep != "appos" || r.nnAt[c] < 0 || r.quoted[c] != r.quoted[g] {
				continue
			}
			if g != head && !r.nouns[r.nnAt[c]].plural {
				continue
			}
			for _, x := range r.doc.Conjuncts(c) { // "a senior fellow and former envoy"
				if r.nnAt[x] >= 0 {
					add(int(r.nnAt[x]), false)
				}
			}
		}
	}
	t := &r.toks[head]
	switch {
	case t.Dep == "appos":
		if k := r.roleAbove(t.Head); k >= 0 {
			add(k, false)
		}
	case t.Dep == "nsubj" && r.lemma(t.Head) == "be":
		if a := r.doc.Child(t.Head, "attr"); a >= 0 && r.nnAt[a] >= 0 && r.nouns[r.nnAt[a]].noun.class != "self" {
			add(int(r.nnAt[a]), r.toks[t.Head].Tag == "VBD")
		}
	}
	return out
}

// roleAbove finds the noun for a person to which a name in apposition belongs: the
// one at h, or the one in whose "of" phrase h stands ("the head of the board, Jane
// Roe", where the name hangs on the board).
func (r *resolver) roleAbove(h int) int {
	for guard := 0; guard < 5; guard++ {
		if k := r.nnAt[h]; k >= 0 && classes[r.nouns[k].noun.class].people {
			if r.nouns[k].plural {
				return -1
			}
			return int(k)
		}
		t := &r.toks[h]
		if t.Head == h || t.Dep != "pobj" && t.Dep != "prep" && t.Dep != "conj" {
			return -1
		}
		h = t.Head
	}
	return -1
}

// bareDescription reads what no list of nouns knows: "Labour's Jane Roe" is of
// Labour, "ecologist Jane Roe" an ecologist who speaks for herself.
func (r *resolver) bareDescription(n *name) {
	k := n.start - 1
	for k > 0 && r.nnAt[k] < 0 && r.w.titles[r.lower[k]] != 0 {
		k--
	}
	if k < 1 || r.nnAt[k] >= 0 || r.hitAt[k] >= 0 || r.nmAt[k] >= 0 {
		return
	}
	e := &r.cast.Entities[n.entity]
	t := &r.toks[k]
	switch {
	case t.Tag == "POS":
		if o := r.entityEndingAt(k - 1); o >= 0 && e.Party.ID == e.ID {
			own := &r.cast.Entities[o]
			e = &r.cast.Entities[n.entity]
			switch own.Kind {
			case KindState, KindBloc, KindOrganisation, KindBody, KindCompany:
				if own.Sector != "EDU" && own.Sector != "MED" {
					e.Party, e.Code, e.Sector = own.Party, r.codeOf(own), own.Sector
				}
			}
		}
	case t.Pos == "NOUN" && t.Tag == "NN" && t.Dep == "compound" && e.Office == "" && isLowerWord(r.plain[k]):
		e.Office = r.plain[k]
	}
}

func isLowerWord(s string) bool {
	for _, c := range s {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// nounBefore is the common noun directly before token i, past titles.
func (r *resolver) nounBefore(i int) int {
	for k := i - 1; k >= 0; k-- {
		if r.nnAt[k] >= 0 {
			if r.nouns[r.nnAt[k]].end == k+1 {
				return int(r.nnAt[k])
			}
			return -1
		}
		if r.w.titles[r.lower[k]] == 0 {
			return -1
		}
	}
	return -1
}

// phraseBefore is the noun of a phrase that ends with a comma before token i:
// "President of the institute, Jane Roe".
func (r *resolver) phraseBefore(i, head int) int {
	if i < 2 || r.plain[i-1] != "," && r.plain[i-1] != ")" && r.nmAt[i-1] < 0 && r.hitAt[i-1] < 0 {
		return -1
	}
	for k := i - 2; k >= 0 && i-k < 14 && r.toks[k].Sent == r.toks[i].Sent; k-- {
		j := r.nnAt[k]
		if j < 0 {
			continue
		}
		n := &r.nouns[j]
		if n.plural || !classes[n.noun.class].people || r.doc.SubtreeSpan(n.head()).Len() > 30 {
			return -1
		}
		h := n.head()
		after := n.end == i-1 || r.lower[n.end] == "of" || r.lower[n.end] == "for" || r.lower[n.end] == "at" || r.lower[n.end] == "to"
		starts := n.left == r.doc.Sent(i).Start || r.plain[n.left-1] == ","
		joined := r.toks[h].Head == head || r.toks[head].Head == h || r.toks[h].Head == r.toks[head].Head || r.isFlat(n.end+1, i-1)
		if after && starts && joined && (n.end < i-1 || r.plain[i-1] == ",") {
			return int(j)
		}
		if after {
			return -1
		}
	}
	return -1
}

// officeOf is the noun of an office whose body stands between it and token i, where a
// person's name begins: "ambassador to UNESCO | Jane Roe"; -1 for none.
func (r *resolver) officeOf(i int) int {
	if i < 3 || r.hitAt[i-1] < 0 && r.nmAt[i-1] < 0 {
		return -1
	}
	k := i - 1
	if h := r.hitAt[k]; h >= 0 {
		k = r.hits[h].start - 1
	} else {
		k = r.names[r.nmAt[k]].start - 1
	}
	if k > 0 && r.lower[k] == "the" {
		k--
	}
	if k < 1 || r.toks[k].Sent != r.toks[i].Sent || r.nnAt[k-1] < 0 || !r.w.has("of office", r.lower[k]) {
		return -1
	}
	if n := &r.nouns[r.nnAt[k-1]]; n.end == k && !n.plural && classes[n.noun.class].people && n.noun.class != "crowd" {
		return int(r.nnAt[k-1])
	}
	return -1
}

// inCharge is the office before token i with what it is in charge of between: "Secretary of
// Trade and Industry | Ivo Karr"; -1 for none.
func (r *resolver) inCharge(i int) int {
	k := i - 1
	for ; k > 1 && i-k < 7 && (r.nmAt[k] < 0 || r.names[r.nmAt[k]].kind != KindPerson) && r.hitAt[k] < 0; k-- {
		if r.lower[k] == "of" || r.lower[k] == "for" {
			break
		}
		switch r.toks[k].Pos {
		case "NOUN", "ADJ", "PROPN", "CCONJ":
		default:
			return -1
		}
	}
	if k > 3 && r.nnAt[k-1] < 0 { // "of finance for foreign affairs"
		return r.inCharge(k)
	}
	if k < 1 || k == i-1 || r.lower[k] != "of" && r.lower[k] != "for" || r.nnAt[k-1] < 0 || !r.w.has("ministerial", r.lower[k-1]) {
		return -1
	}
	if n := &r.nouns[r.nnAt[k-1]]; n.plural {
		return -1
	}
	return int(r.nnAt[k-1])
}

// isFlat reports whether tokens start to end hold nothing but names and nouns.
func (r *resolver) isFlat(start, end int) bool {
	for k := start; k < end; k++ {
		switch r.toks[k].Pos {
		case "NOUN", "PROPN", "ADJ", "DET", "PUNCT", "CCONJ":
		default:
			return false
		}
	}
	return true
}

// reaches reports whether a noun before a name belongs to the same phrase.
func (r *resolver) reaches(noun, head int) bool {
	h := r.nouns[noun].head()
	beside := r.nouns[noun].end == r.doc.SubtreeSpan(head).Start && r.toks[h].Head == r.toks[head].Head && r.toks[h].Dep == r.toks[head].Dep
	return beside || r.toks[h].Head == head || r.doc.IsAncestor(head, h) || r.toks[head].Head == h || r.doc.IsAncestor(h, head)
}

// settleOffice chooses among a person's claims. A present office with an owner
// wins; then a noun of people who speak for themselves; then a former office.
func (r *resolver) settleOffice(e int, cs []claim, last bool) {
	ent := &r.cast.Entities[e]
	if ent.Party.ID != ent.ID && !ent.Known {
		return
	}
	var self, former, bare *claim
	for i := range cs {
		c := &cs[i]
		n := &r.nouns[c.noun]
		if ent.Gender == "" {
			ent.Gender = r.nounGender(n)
		}
		if c.owners == nil && (last || !r.dependent(c.noun)) {
			c.owners = r.ownersOf(c.noun)
		}
		switch {
		case c.former:
			former = first(former, c)
		case n.noun.class == "self":
			self = first(self, c)
		case len(c.owners) > 0 && r.speaksFor(n, c.owners[0]):
			if r.special(n) == c.owners[0] { // a guess from the office alone: who holds it may be known better
				if r.known(e); r.cast.Entities[e].Known {
					r.cast.Entities[e].Office = r.text(n.start, n.end)
					return
				}
				if r.heldByAnother(n.noun.base, r.cast.Entities[c.owners[0]].ID, ent.Name) { // a province's secretary of state
					self = first(self, c)
					continue
				}
			}
			r.grant(e, n, c.owners[0])
			return
		case len(c.owners) > 0 && n.noun.class != "leader":
			self = first(self, c)
		case n.noun.class != "leader" || len(c.owners) == 0:
			bare = first(bare, c)
		}
	}
	if self != nil && r.saysNothing(&r.nouns[self.noun]) {
		if r.known(e); bare != nil && r.nouns[bare.noun].noun.class == "office" {
			self = nil
		}
	}
	ent = &r.cast.Entities[e]
	if ent.Known {
		return
	}
	switch {
	case self != nil:
		n := &r.nouns[self.noun]
		ent.Office, ent.Sector = r.text(n.start, n.end), n.noun.sector
		r.selfish[e] = true
	case bare != nil:
		n := &r.nouns[bare.noun]
		if ent.Office == "" {
			ent.Office, ent.Sector = r.text(n.start, n.end), n.noun.sector
		}
		if last && n.noun.class == "office" && n.noun.sector == "GOV" && !r.possessed(n) && !r.besideThing(n) && !r.town && !r.ofProvince(n) {
			if id := r.stateFor(n); id != "" {
				ent.Party, ent.Code = record.Ref{ID: id, Name: r.w.thingName(id)}, r.codeOfParty(id)
			}
		}
	case former != nil:
		n := &r.nouns[former.noun]
		ent.Office, ent.Former = r.text(n.start, n.end), true
		r.selfish[e] = true
		if len(former.owners) > 0 {
			ent.Code = r.codeOf(&r.cast.Entities[former.owners[0]])
		} else if h := r.holderOf(strings.Fields(ent.Name)); h != nil {
			ent.Code = r.codeOfParty(h.party)
		}
	}
}

// ofProvince reports whether the office n is one of a province that is named beside it:
// "New Jersey governor", "governor of New Jersey".
func (r *resolver) ofProvince(n *nounHit) bool {
	place := func(k int) bool {
		return k >= 0 && k < len(r.toks) && (r.hitAt[k] >= 0 && r.w.things[r.hits[r.hitAt[k]].thing].Kind == KindPlace || r.toks[k].EntType == "GPE" && r.hitAt[k] < 0)
	}
	return place(n.start-1) || n.end+1 < len(r.toks) && r.lower[n.end] == "of" && place(n.end+1)
}

// heldByAnother reports whether the list of office holders has somebody of another name in
// an office of party in the month of the document.
func (r *resolver) heldByAnother(office, party, name string) bool {
	namesake := func(h holder) bool { return h.party == party }
	if r.month == 0 || slices.ContainsFunc(r.w.holders[surnameKey(r.w, strings.Fields(name))], namesake) {
		return false
	}
	for _, hs := range r.w.holders {
		if slices.ContainsFunc(hs, func(h holder) bool {
			return h.party == party && strings.EqualFold(h.office, office) && !h.linked && cover(&h, r.month)
		}) {
			return true
		}
	}
	return false
}

// saysNothing reports whether a noun for people who speak for themselves tells nothing of
// what they are ("a man"), so that they may hold any office. Who stands for one holds none.
func (r *resolver) saysNothing(n *nounHit) bool {
	return n.noun.sector == "" && !r.w.has("standing", n.noun.base)
}

// firmFor is the firm of which a text just spoke, where it names an office of one
// without saying whose.
func (r *resolver) firmFor(n *nounHit) int {
	return r.mostSalient(n.left, 2, func(m *Mention, e *Entity) bool {
		return !m.Place && (e.Kind == KindCompany || e.Kind == KindOrganisation && e.Sector == "" && !r.w.knows(e.ID) && !e.endsWith("union"))
	})
}

func first(a, b *claim) *claim {
	if a != nil {
		return a
	}
	return b
}

// dependent reports whether a noun's owner is itself a role ("the president's envoy").
func (r *resolver) dependent(noun int) bool {
	n := &r.nouns[noun]
	for k := n.left; k < n.start; k++ {
		if r.toks[k].Tag == "POS" && k > 0 && r.nnAt[k-1] >= 0 && classes[r.nouns[r.nnAt[k-1]].noun.class].people {
			return true
		}
		if r.toks[k].Tag == "POS" && k > 0 && r.nmAt[k-1] >= 0 && r.names[r.nmAt[k-1]].kind == KindPerson {
			return true
		}
	}
	return false
}

// speaksFor reports whether holding the office n of owner is speaking for it.
func (r *resolver) speaksFor(n *nounHit, owner int) bool {
	own := &r.cast.Entities[owner]
	switch {
	case own.Kind == KindState, own.Kind == KindPlace:
		return n.noun.class != "leader" && !r.w.has("relational", n.noun.base) // a state's allies are others
	case own.Kind == KindBloc && n.plural && r.w.has("diplomats", n.noun.base): // some of many, who speak for none of them
		return false
	case own.Kind == KindOrganisation && r.w.has("attends", n.noun.base) && !r.isSentBy(n): // a delegate at a conference is not its voice
		return false
	case own.Sector == "LEG" && n.noun.class == "leader": // who leads a majority in a chamber is not the chamber
		return false
	case own.Sector == "EDU", own.Sector == "MED": // scholars and editors speak for themselves
		return strings.HasPrefix(n.noun.base, "spokes") || own.Sector == "MED" && r.w.has("publishing", n.noun.base) && n.start > 0 && r.toks[n.start-1].Pos != "PUNCT" // not "(Wire) - President Roe"
	}
	return true
}

// isSentBy reports whether n is the one representative of its owner: "the World Bank's
// representative in Peru".
func (r *resolver) isSentBy(n *nounHit) bool {
	return !n.plural && r.w.has("sent", n.noun.base) && !r.indefinite(n) && (r.possessed(n) || n.end < len(r.toks) && r.lower[n.end] == "of")
}

// grant makes person e the holder of office n of owner.
func (r *resolver) grant(e int, n *nounHit, owner int) {
	ent, own := &r.cast.Entities[e], &r.cast.Entities[owner]
	ent.Office = r.text(n.start, n.end)
	ent.Party, ent.Known = own.Party, own.Known
	ent.Sector = n.noun.sector
	if ent.Sector == "" {
		ent.Sector = own.Sector
		if own.Kind == KindState || own.Kind == KindPerson && own.Sector == "" {
			ent.Sector = "GOV"
		}
	}
	ent.Code = r.codeOf(own)
}

// codeOf is the code of an entity or of the party it speaks for.
func (r *resolver) codeOf(e *Entity) string {
	if e.Code != "" {
		return e.Code
	}
	if i, ok := r.w.byID[e.Party.ID]; ok {
		return r.code(&r.w.things[i])
	}
	return ""
}

// nounGender is the gender that a noun for a person tells.
func (r *resolver) nounGender(n *nounHit) string {
	w := r.lower[n.head()]
	switch {
	case r.w.has("female", w), strings.HasSuffix(w, "woman"):
		return "f"
	case r.w.has("male", w), strings.HasSuffix(w, "man") && w != "spokesman" && w != "chairman":
		return "m"
	case w == "spokesman" || w == "chairman":
		return "m"
	}
	return ""
}

// known asks the world who e is, where the document does not say.
func (r *resolver) known(e int) {
	ent := &r.cast.Entities[e]
	if ent.Party.ID != ent.ID || r.selfish[e] {
		return
	}
	h := r.holderOf(strings.Fields(ent.Name))
	if h == nil {
		return
	}
	if ent.Gender == "" {
		switch {
		case h.female:
			ent.Gender = "f"
		case h.male:
			ent.Gender = "m"
		}
	}
	if h.former || r.month != 0 && !cover(h, r.month) {
		if ent.Office == "" {
			ent.Office, ent.Former = h.office, true
		}
		ent.Known, ent.Code = true, r.codeOfParty(h.party)
		return
	}
	if ent.Office == "" {
		ent.Office = h.office
	}
	th, ok := r.w.byID[h.party]
	if !ok {
		return
	}
	t := &r.w.things[th]
	p := record.Ref{ID: t.ID, Name: t.Name}
	if t.Of != "" {
		p = record.Ref{ID: t.Of, Name: r.w.thingName(t.Of)}
	}
	ent.Party, ent.Known, ent.Code, ent.Sector = p, true, r.code(t), "GOV"
	if t.Sector != "" {
		ent.Sector = t.Sector
	}
	if given := strings.Fields(h.name); len(given) > 1 && !strings.Contains(ent.Name, " ") {
		ent.Name = strings.Join(given[:len(given)-1], " ") + " " + ent.Name
	}
}

// shareParties gives the party of one person to those named with the same plural
// noun: "Mr Witkoff, Marco Rubio and Mike Waltz, the president's negotiators".
func (r *resolver) shareParties() {
	for i := range r.names {
		n := &r.names[i]
		if n.kind != KindPerson {
			continue
		}
		head := r.spanHead(n.start, n.end)
		c := r.doc.Child(head, "appos")
		if c < 0 || r.nnAt[c] < 0 || !r.nouns[r.nnAt[c]].plural || r.nouns[r.nnAt[c]].noun.class == "self" {
			continue
		}
		var party *Entity
		group := r.doc.Conjuncts(head)
		for _, g := range group {
			if m, ok := r.at(g); ok {
				if e := &r.cast.Entities[m.Entity]; e.Kind == KindPerson && e.Party.ID != e.ID {
					party = e
					break
				}
			}
		}
		if party == nil {
			owners := r.ownersOf(int(r.nnAt[c]))
			if len(owners) == 0 || !r.speaksFor(&r.nouns[r.nnAt[c]], owners[0]) {
				continue
			}
			party = &r.cast.Entities[owners[0]]
		}
		for _, g := range group {
			if m, ok := r.at(g); ok {
				if e := &r.cast.Entities[m.Entity]; e.Kind == KindPerson && e.Party.ID == e.ID && !r.selfish[m.Entity] {
					e.Party, e.Code, e.Sector = party.Party, party.Code, party.Sector
					if e.Office == "" {
						e.Office = r.nouns[r.nnAt[c]].noun.base
					}
				}
			}
		}
	}
}
