package actor

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// castBody makes the part of a state or organisation that a noun names.
func (r *resolver) castBody(n *nounHit, owners []int) []int {
	base := n.noun.base
	if len(owners) == 0 {
		return one(r.bareBody(n))
	}
	if len(owners) == 1 && owners[0] == r.special(n) && !r.indefinite(n) {
		if prev := r.sameBody(n); prev >= 0 {
			return one(prev)
		}
	}
	var out []int
	for _, o := range owners {
		own := &r.cast.Entities[o]
		if own.Kind == KindPerson && base == "authority" {
			continue // what he may do, no body
		}
		if (own.Kind == KindPerson || own.Kind == KindOffice) && !r.w.has("retinue", base) { // "his army" is his country's
			if p := r.partyEntity(o); p >= 0 {
				own = &r.cast.Entities[p]
			}
		}
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
			if id := r.stateFor(n); own.Sector == "PTY" && id != "" && r.w.has("personal", base) { // "the Labour government" is its country's
				e.Party, e.Code = record.Ref{ID: id, Name: r.w.thingName(id)}, r.codeOfParty(id)
			}
		}
		out = append(out, r.entity(e))
	}
	return out
}

// bareBody is the body of a noun without an owner: one named before, else that of
// the state the document is about where the text says "the".
func (r *resolver) bareBody(n *nounHit) int {
	modified := r.isModified(n) && !(r.w.has("personal", n.noun.base) && n.definite && r.isColoured(n))
	if !r.indefinite(n) && !modified {
		if prev := r.sameBody(n); prev >= 0 {
			return prev
		}
		if first := r.firstOf(n); first >= 0 {
			return first
		}
		if n.noun.base == "opposition" && n.definite && !r.isCompound(n) && r.acts(n.head()) {
			if prev := r.lastParty(n); prev >= 0 {
				return prev
			}
		}
		if n.definite && r.w.has("generic", n.noun.base) {
			if prev := r.lastBody(n); prev >= 0 {
				return prev
			}
		}
		if n.definite {
			if prev := r.lastCalled(n, r.lemma(n.head())); prev >= 0 {
				return prev
			}
		}
	}
	if (r.indefinite(n) || modified) && !r.acts(n.head()) {
		return -1
	}
	if !n.plural && n.left == n.start && !isCapital(r.plain[n.start]) && r.w.has("anybody's", n.noun.base) {
		return -1 // "a term in office"
	}
	base := n.noun.base
	e := Entity{Kind: KindBody, Name: r.phrase(n), Sector: n.noun.sector, Plural: n.plural}
	e.ID = slug(base)
	if modified {
		e.ID, e.Code = slug(e.Name), r.placedIn(n)
	}
	if id := r.stateFor(n); id != "" && !r.indefinite(n) && !modified && (n.definite || !n.plural) {
		e.Code = r.codeOfParty(id)
		if n.noun.class == "body" && n.noun.sector != "" && !r.w.has("anybody's", n.noun.base) {
			e.Party = record.Ref{ID: id, Name: r.w.thingName(id)}
			e.ID = slug(id + " " + base)
		}
	}
	return r.entity(e)
}

// lastBody is the last body named in this sentence or the two before: "the agency"
// after "the Commerce Department".
func (r *resolver) lastBody(n *nounHit) int {
	return r.mostSalient(n.left, 2, func(m *Mention, e *Entity) bool { return m.Form == FormName && e.Kind == KindBody })
}

// isModified reports whether nouns or adjectives stand between article and noun.
func (r *resolver) isModified(n *nounHit) bool {
	for k := n.left; k < n.start; k++ {
		if k+2 < n.start && r.plain[k+1] == "-" && r.w.has("based", r.lower[k+2]) {
			k += 2 // "the Basel-based bank" needs no other
			continue
		}
		switch r.toks[k].Pos {
		case "NOUN", "PROPN", "ADJ", "NUM":
			return true
		}
	}
	return false
}

// isColoured reports whether what stands between article and noun only tells of which
// colour a government is: "the minority centre-left government".
func (r *resolver) isColoured(n *nounHit) bool {
	for k := n.left + 1; k < n.start; k++ {
		if r.plain[k] != "-" && !r.w.has("colours", r.lower[k]) {
			return false
		}
	}
	return true
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

// firstOf is the body of the first of the nouns before n that are the same word, where
// nothing resolved it yet: a text means one ministry by "Foreign Ministry" throughout.
func (r *resolver) firstOf(n *nounHit) int {
	for i := range r.nouns {
		k := &r.nouns[i]
		if k.start >= n.start {
			break
		}
		if k.noun.base == n.noun.base && !k.plural && r.toks[k.head()].Dep == "compound" {
			return r.nounEntity(i)
		}
	}
	return -1
}

// called reports whether the world lists word for e.
func (r *resolver) called(e *Entity, word string) bool {
	i, ok := r.w.byID[e.ID]
	return ok && slices.Contains(r.w.things[i].Called, word) && e.bears(word)
}

// bears reports whether e, if its name ends with word, is named so in the text: who
// reads of the EC does not take "the union" for it.
func (e *Entity) bears(word string) bool {
	if !strings.HasSuffix(strings.ToLower(e.Name), " "+word) || e.endsWith(word) {
		return true
	}
	return slices.ContainsFunc(e.Aliases, func(a string) bool {
		a = strings.ToLower(strings.TrimRight(a, "."))
		return a != "" && a[len(a)-1] == word[0]
	})
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
