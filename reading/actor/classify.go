package actor

import (
	"strings"
)

// classify decides for each name what kind of thing it names. Evidence is summed
// over all names with the same last word, so that one clear place ("Mr Putin")
// settles the others.
func (r *resolver) classify() {
	person, other, firm := map[string]int{}, map[string]int{}, map[string]bool{}
	firms, things := r.firmWords(), r.thingsInShort()
	fullPerson, firstOf := map[string]bool{}, map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		key := r.fold(r.plain[n.end-1])
		switch r.ownWord(n) {
		case "its":
			other[key] += 3
		case "his", "her":
			person[key] += 2
		}
		if r.trades(n) {
			firm[key] = true
		}
		switch {
		case n.title != 0, r.roleBefore(n.start), r.officeOf(n.start) >= 0, r.isCalledPerson(n):
			person[key] += 3
		case n.label == "PERSON":
			person[key]++
		case n.label != "":
			other[key]++
		}
		if n.end-n.start > 1 && !r.isFirm(n) && (n.label == "PERSON" || r.w.first[r.fold(r.plain[n.start])] != 0) {
			fullPerson[key] = true
			firstOf[r.fold(r.plain[n.start])] = true
		}
	}
	bodies := map[string]bool{} // initials that the tagger takes for an organisation somewhere
	for i := range r.names {
		if n := &r.names[i]; n.label == "ORG" && n.end-n.start == 1 && isUpper(r.plain[n.start]) {
			bodies[r.plain[n.start]] = true
		}
	}
	for i := range r.names { // "Kari Moen", whom the tagger takes for a firm, is the Moen of later
		n := &r.names[i]
		key := r.fold(r.plain[n.end-1])
		if k := n.end - n.start; k > 1 && k < 4 && !r.isFirm(n) && person[key] > other[key]+1 && r.w.kinds[r.plain[n.end-1]] == "" {
			fullPerson[key] = true
			firstOf[r.fold(r.plain[n.start])] = true
		}
	}
	for i := range r.names {
		n := &r.names[i]
		key, last := r.fold(r.plain[n.end-1]), r.plain[n.end-1]
		single := n.end-n.start == 1
		kind := r.w.kinds[last]
		ofKind := r.kindBeforeOf(n)
		switch {
		case single && things[last]:
			n.kind = "thing"
		case r.isFirm(n), single && n.title == 0 && !fullPerson[key] && (firms[last] || n.label == "GPE" && firm[key]):
			n.kind = KindCompany
		case n.title != 0, r.roleBefore(n.start), r.officeOf(n.start) >= 0, n.person >= 0:
			n.kind = KindPerson
		case single && (r.beforeThing(n) || r.behindThing(n) || n.label == "PERSON" && r.isInitialism(n)):
			n.kind = KindOrganisation
		case r.isCalledPerson(n):
			n.kind = KindPerson
		case single && (fullPerson[key] || firstOf[key]), !single && fullPerson[key] && kind == "":
			n.kind = KindPerson
		case !single && (n.label == "PERSON" || isInitial(r.plain[n.start]) || kind == "" && r.hasOffice(n)) && r.hasRole(n):
			n.kind = KindPerson
		case ofKind != "":
			n.kind = ofKind
		case kind != "" && !(n.label == "PERSON" && r.w.first[r.fold(r.plain[n.start])] != 0):
			n.kind = kind
		case !single && r.w.first[r.fold(r.plain[n.start])] != 0 && n.label != "ORG":
			n.kind = KindPerson
		case n.label == "PERSON" && (!single || person[key] >= other[key]):
			n.kind = KindPerson
		case single && (person[key] > other[key] || r.knownHolder(n)):
			n.kind = KindPerson
		case n.label == "GPE", n.label == "LOC", n.label == "FAC", single && r.amongPlaces(n):
			n.kind = KindPlace
		case n.label == "NORP" && r.toks[n.end-1].Tag == "NNPS":
			n.kind = KindGroup
		case n.label == "ORG", n.label == "NORP", n.label == "PERSON":
			n.kind = KindOrganisation
		case n.label == "" && !single && r.w.first[r.fold(r.plain[n.start])] != 0:
			n.kind = KindPerson
		case n.label == "" && single && bodies[last]:
			n.kind = KindOrganisation
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

// surnames makes people of the single words that are the last names of people.
func (r *resolver) surnames() {
	last := map[string]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.kind == KindPerson && n.end-n.start > 1 {
			last[r.fold(r.plain[n.end-1])] = true
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.start == 1 && last[r.fold(r.plain[n.start])] {
			n.kind = KindPerson
		}
	}
}

// ownWord is the possessive that points back to a single name that is the subject of
// its clause: "Acme raised its offer" is about no person.
func (r *resolver) ownWord(n *name) string {
	if n.end-n.start > 1 || r.toks[n.start].Dep != "nsubj" {
		return ""
	}
	for k := n.end; k < min(n.end+12, r.doc.Sent(n.start).End); k++ {
		switch {
		case r.toks[k].Dep == "nsubj" || r.toks[k].Dep == "nsubjpass":
			return ""
		case r.toks[k].Tag == "PRP$":
			return r.lower[k]
		}
	}
	return ""
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

// trades reports whether the text tells of what only a firm has or does where it names
// one word: "Acme executives", "Acme's shareholders", "Acme said in a statement".
func (r *resolver) trades(n *name) bool {
	if n.end-n.start > 1 || n.end >= len(r.toks) {
		return false
	}
	next := n.end
	if r.toks[next].Tag == "POS" {
		next++
	}
	if next < len(r.toks) && r.w.has("of a firm", r.lemma(next)) {
		return true
	}
	t := &r.toks[n.start]
	if t.Dep != "nsubj" {
		return false
	}
	for _, c := range r.doc.Children(t.Head) {
		if r.lower[c] == "in" && r.w.has("saying", r.lemma(t.Head)) {
			if o := r.doc.Child(c, "pobj"); o >= 0 && r.lemma(o) == "statement" {
				return true
			}
		}
	}
	return r.w.has("by a firm", r.lemma(t.Head))
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

// hasOffice reports whether a noun for one person stands in apposition to the name.
func (r *resolver) hasOffice(n *name) bool {
	c := r.doc.Child(r.spanHead(n.start, n.end), "appos")
	if c < 0 || r.nnAt[c] < 0 || n.end-n.start > 3 {
		return false
	}
	k := &r.nouns[r.nnAt[c]]
	return !k.plural && classes[k.noun.class].people && k.noun.class != "crowd"
}

// isInitial reports "J." and "A.R.".
func isInitial(s string) bool { return len(s) < 6 && strings.HasSuffix(s, ".") && isUpper(s) }

// beforeThing reports "Zenit" of "the Zenit news agency".
func (r *resolver) beforeThing(n *name) bool {
	if n.end >= len(r.toks) || r.nnAt[n.end] < 0 {
		return false
	}
	k := &r.nouns[r.nnAt[n.end]]
	return k.start == n.end && classes[k.noun.class].things && r.doc.IsAncestor(k.head(), n.end-1)
}

// behindThing reports "Aslef" of "the train drivers' union Aslef".
func (r *resolver) behindThing(n *name) bool {
	if n.start == 0 || r.nnAt[n.start-1] < 0 {
		return false
	}
	k := &r.nouns[r.nnAt[n.start-1]]
	return k.end == n.start && !k.plural && classes[k.noun.class].things && r.reaches(int(r.nnAt[n.start-1]), n.start)
}

// isInitialism reports whether a word is written in capitals in a text that writes names
// as words.
func (r *resolver) isInitialism(n *name) bool {
	w := r.plain[n.start]
	if !isUpper(w) || len(w) < 3 || strings.HasSuffix(w, ".") {
		return false
	}
	for i := range r.names {
		if o := &r.names[i]; o.label == "PERSON" && o.end-o.start > 1 && fold(r.plain[o.end-1]) == fold(w) {
			return false // the surname of somebody
		}
	}
	return !r.caseless
}

// guess decides on a name that the tagger of entities did not mark: only one that
// acts, or that a noun calls one, is taken for an organisation.
func (r *resolver) guess(n *name) string {
	h := r.spanHead(n.start, n.end)
	if r.toks[h].Dep == "nsubj" && r.w.has("agentive", r.lemma(r.toks[h].Head)) {
		return KindOrganisation
	}
	if k := r.nnAt[r.toks[h].Head]; r.toks[h].Dep == "appos" && k >= 0 && classes[r.nouns[k].noun.class].things {
		return KindOrganisation // "the union, Aslef"
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
