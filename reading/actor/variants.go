package actor

import (
	"strings"
)

// castPerson gives a person's name its entity: the one that fits a longer form
// anywhere in the document, or a new one.
func (r *resolver) castPerson(n *name, full map[string][]int) {
	parts := r.plain[r.given(n):n.end]
	key := surnameKey(r.w, parts)
	if n.person >= 0 {
		t := &r.w.things[n.person]
		n.entity = r.entity(Entity{ID: t.ID, Name: t.Name, Kind: KindPerson})
	} else if len(parts) == 1 {
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
		if g := r.w.first[fold(parts[0])]; g == 'm' || g == 'f' {
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

// given is where a name begins, particles at its front aside: "Van" of "Van Horick".
func (r *resolver) given(n *name) int {
	start := n.start
	for start < n.end-1 && r.w.has("particles", r.lower[start]) {
		start++
	}
	return start
}

// bearer finds whose surname (or first name) a single word is. Of several who share it, it
// is the last one named before, else the first; a title leaves those of its gender only,
// and somebody new where nobody has it: "Mrs Karr" beside "Ivo Karr" is his wife.
func (r *resolver) bearer(n *name, key string, full map[string][]int) int {
	best := -1
	for _, i := range full[key] {
		c := &r.names[i]
		if g := r.genderOf(c); (n.title == 'm' || n.title == 'f') && g != 0 && g != n.title {
			continue
		}
		if best < 0 || c.start < n.start {
			best = i
		}
	}
	if best >= 0 {
		if p := r.names[best].person; p >= 0 {
			return r.entity(Entity{ID: r.w.things[p].ID, Name: r.w.things[p].Name, Kind: KindPerson})
		}
		return r.personEntity(r.plain[r.names[best].start:r.names[best].end])
	}
	if len(full[key]) > 0 {
		who := r.text(n.start-1, n.end)
		return r.entity(Entity{ID: slug(who), Name: who, Kind: KindPerson})
	}
	for i := range r.names { // a first name alone, or one of two surnames
		if c := &r.names[i]; c.start < n.start && c.kind == KindPerson && c.end-c.start > 1 && (r.plain[c.start] == r.plain[n.start] || c.end-c.start > 2 && r.plain[c.end-2] == r.plain[n.start]) {
			return r.personEntity(r.plain[c.start:c.end])
		}
	}
	return r.personEntity(r.plain[n.start:n.end])
}

// genderOf is the gender that a name tells by its title, the list of office holders or its
// first name: 'm', 'f' or 0.
func (r *resolver) genderOf(n *name) byte {
	if n.title == 'm' || n.title == 'f' {
		return n.title
	}
	parts := r.plain[r.given(n):n.end]
	if h := r.holderOf(parts); h != nil && len(parts) > 1 && h.female {
		return 'f'
	}
	if g := r.w.first[fold(parts[0])]; len(parts) > 1 && (g == 'm' || g == 'f') {
		return g
	}
	return 0
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
		if sameFirst(parts, r.plain[c.start:c.end]) || holds(r.plain[c.start:c.end], parts) || holds(parts, r.plain[c.start:c.end]) {
			return r.personEntity(r.plain[c.start:c.end])
		}
	}
	for i := range r.names { // "Alejandro Martinez" of "Alejandro Martinez Cuenca"
		if c := &r.names[i]; c.start < n.start && c.kind == KindPerson && c.end-c.start > len(parts) && holds(r.plain[c.start:c.end], parts) {
			return r.personEntity(r.plain[c.start:c.end])
		}
	}
	return r.personEntity(parts)
}

// holds reports whether the name a contains the words of b one after the other.
func holds(a, b []string) bool {
	for i := 0; i+len(b) <= len(a); i++ {
		k := 0
		for k < len(b) && fold(a[i+k]) == fold(b[k]) {
			k++
		}
		if k == len(b) {
			return true
		}
	}
	return false
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
