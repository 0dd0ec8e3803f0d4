package actor

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// equated finds what a noun is said to be: "Colombia, the second largest exporter",
// "Brazil is the largest producer".
func (r *resolver) equated(n *nounHit) []int {
	t := &r.toks[n.head()]
	of := -1
	if a := r.doc.Child(n.head(), "appos"); a >= 0 && !n.plural && !classes[n.noun.class].people && (r.nmAt[a] >= 0 || r.hitAt[a] >= 0) {
		of = a // "the union, BALPA"
	}
	if a := r.nameBehind(n); a >= 0 {
		of = a
	}
	if a := r.identifiedAs(n); a >= 0 {
		of = a
	}
	switch t.Dep {
	case "appos":
		if r.quoted[n.head()] == r.quoted[t.Head] {
			of = t.Head
		}
	case "attr":
		if l := r.lemma(t.Head); l == "be" || l == "remain" || l == "become" || r.toks[t.Head].Pos == "AUX" {
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
	e.alias(r.text(n.start, n.end))
	return append([]int{m.Entity}, m.Others...)
}

// nameBehind is the name between commas or brackets behind a noun for an organisation that
// the parser takes for the next of a list: "the country's main union, Aslef (Associated
// ...)". -1 for none.
func (r *resolver) nameBehind(n *nounHit) int {
	if n.plural || !classes[n.noun.class].things || n.end+1 >= len(r.toks) || r.plain[n.end] != "," || r.nmAt[n.end+1] < 0 {
		return -1
	}
	nm := &r.names[r.nmAt[n.end+1]]
	h := r.spanHead(nm.start, nm.end)
	if nm.end >= len(r.toks) || r.plain[nm.end] != "," && r.plain[nm.end] != "(" || r.toks[h].Head != n.head() ||
		r.doc.Child(n.head(), "cc") >= 0 || r.doc.Child(h, "cc") >= 0 {
		return -1
	}
	return h
}

// identifiedAs is the name by which a participle identifies a noun: "a bank, identified
// as Northbank", -1 for none.
func (r *resolver) identifiedAs(n *nounHit) int {
	v := r.doc.Child(n.head(), "acl")
	if v < 0 || n.plural || !r.w.has("identify", r.lemma(v)) {
		return -1
	}
	as := r.doc.Child(v, "prep")
	if as < 0 || r.lower[as] != "as" {
		return -1
	}
	if a := r.doc.Child(as, "pobj"); a >= 0 && (r.nmAt[a] >= 0 || r.hitAt[a] >= 0) {
		return a
	}
	return -1
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
		if e := r.epithet(n, owners); e >= 0 {
			return e
		}
	}
	if n.noun.base == "head" && party != "" && r.possessed(n) {
		return -1 // "a gun to the country's head"
	}
	if d := r.lower[n.left]; d == "neither" || d == "no" || d == "each" || d == "every" {
		return -1
	}
	if n.noun.class == "self" && !indefinite && len(owners) == 0 && !r.acts(n.head()) {
		return -1
	}
	e := Entity{Kind: KindOffice, Office: r.text(n.start, n.end), Sector: n.noun.sector, Former: n.former, Gender: r.nounGender(n)}
	e.Name = r.inFull(r.phrase(n), owners)
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
	} else if n.noun.class == "office" && n.noun.sector == "GOV" && !n.former && n.definite {
		if id := r.stateFor(n); id != "" {
			e.Party, e.Code = record.Ref{ID: id, Name: r.w.thingName(id)}, r.codeOfParty(id)
		}
	}
	return r.entity(e)
}

// inFull writes the name of a role with that of the body or organisation in full whose
// initials it begins with.
func (r *resolver) inFull(name string, owners []int) string {
	if len(owners) != 1 {
		return name
	}
	own := &r.cast.Entities[owners[0]]
	if own.Kind == KindState || own.Kind == KindBloc {
		return name
	}
	for _, a := range own.Aliases {
		if rest, ok := strings.CutPrefix(name, a+" "); ok && isUpper(a) && len(a) < len(own.Name) {
			return own.Name + " " + rest
		}
	}
	return name
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
	if n.noun.sector == "GOV" { // whoever governs is called so before
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
			if v := r.toks[t.Head].Head; r.toks[t.Head].Dep == "conj" && r.isSubject(m.Entity, v) {
				return r.objectOf(v, m.Entity) // who goes on is not called anew
			}
			return m.Entity
		}
	}
	return -1
}

// isSubject reports whether entity e is the subject of verb v.
func (r *resolver) isSubject(e, v int) bool {
	m, ok := r.at(r.doc.Child(v, "nsubj"))
	return ok && m.Entity == e
}

// objectOf is the person other than e whom the clause of verb v names after it, -1 for none.
func (r *resolver) objectOf(v, e int) int {
	for _, k := range r.doc.Subtree(v) {
		if m, ok := r.at(k); ok && k > v && m.Entity != e && m.Form == FormName && r.cast.Entities[m.Entity].Kind == KindPerson {
			return m.Entity
		}
	}
	return -1
}

// possessed reports whether a possessor stands in the phrase.
func (r *resolver) possessed(n *nounHit) bool {
	for k := n.left; k < n.start; k++ {
		if r.toks[k].Tag == "POS" || r.toks[k].Tag == "PRP$" {
			return true
		}
	}
	return false
}

// indefinite reports "a minister", "another official".
func (r *resolver) indefinite(n *nounHit) bool {
	if r.isCompound(n) { // the article is that of a longer phrase
		return false
	}
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
	other := ""
	if party == "" {
		other = r.actedOn(n)
	}
	before, after := -1, -1
	bestBefore, bestAfter := -1, len(r.toks)
	for k := range r.cast.Mentions {
		m := &r.cast.Mentions[k]
		e := &r.cast.Entities[m.Entity]
		if e.Kind != KindPerson && e.Kind != KindOffice || e.Office == "" || e.Former != n.former {
			continue
		}
		if party != "" && e.Party.ID != party || other != "" && e.Party.ID == other || !r.sameRole(role, strings.ToLower(e.Office)) {
			continue
		}
		if m.Head < n.left && m.Head > bestBefore {
			before, bestBefore = m.Entity, m.Head
		}
		if m.Head > n.head() && m.Head < bestAfter {
			after, bestAfter = m.Entity, m.Head
		}
	}
	if before >= 0 && party == "" && r.sure && n.noun.class == "office" && r.cast.Entities[before].Party.ID != r.home {
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
	return strings.ReplaceAll(b.String(), " - ", "-")
}

// sameRole reports whether role may name the holder of office: equal, or the last
// word of it ("the minister" for "foreign minister") or its first ("the secretary" of state), or a listed synonym.
func (r *resolver) sameRole(role, office string) bool {
	if role == office || strings.HasSuffix(office, " "+role) || strings.HasPrefix(office, role+" of ") {
		return true
	}
	last := office[strings.LastIndexByte(office, ' ')+1:]
	return r.w.has("role "+role, office) || r.w.has("role "+role, last)
}
