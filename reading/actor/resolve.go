package actor

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Resolve finds the actors of a parsed document and every mention of them. meta
// gives the date of publication, which helps to tell who held an office then; an
// unknown date is no obstacle. Resolve changes nothing and is safe to call at once
// from many goroutines.
func Resolve(doc *nlp.Doc, meta record.Document, w *World) *Cast {
	r := newResolver(doc, meta, w)
	r.scan()         // names the world knows (hits.go)
	r.findNames()    // other names: people, companies, places (names.go)
	r.findNouns()    // common nouns for actors (nouns.go)
	r.settlePlaces() // capitals and seats: government or town (places.go)
	r.castNames()    // entities for names, variants of one name joined (people.go)
	r.castOffices()  // what is said of people beside their names (offices.go)
	r.prepareSpeakers()
	r.castRest() // "US officials", "the ministry"; he, she, it, who (groups.go, pronouns.go)
	r.behalf()   // "Tuvalu, for AOSIS" (affiliation.go)
	r.finish()
	return r.cast
}

// resolver holds one document's state while its passes run.
type resolver struct {
	doc   *nlp.Doc
	w     *World
	cast  *Cast
	month int // of publication as 198702, 0 when unknown

	toks   []nlp.Token
	plain  []string // token text with plain apostrophes
	lower  []string
	lemmas []string // see lemma; "" where nobody asked
	hits   []hit
	hitAt  []int32 // token -> index in hits, -1
	names  []name
	people []name  // those of actors.yaml, found by their names
	nmAt   []int32 // token -> index in names, -1
	nouns  []nounHit
	nnAt   []int32 // last token of a common noun -> index in nouns, -1

	byID     map[string]int  // entity id -> index
	byHead   map[int]int     // token -> mention in cast.Mentions
	spoken   map[string]bool // ids of the states and organisations that the text names
	sure     bool            // home is named often
	states   int             // how many different states it names
	home     string          // the state a document is about, "" when several compete
	town     bool            // all that points to home is a town named once
	dateline string          // the state it is written from, "" when it does not tell
	headline string          // the state its title names first, "" for none
	busy     map[int]bool    // common nouns being resolved
	quoted   []bool          // token stands inside quotation marks
	caseless bool
	small    map[string]bool // see common
	speech   []speech        // verbs of saying that have a subject, in order
	roleOf   map[int][]int   // common noun -> the person it describes
	nounEnt  map[int]int     // common noun -> entity, -1 for none
	selfish  map[int]bool    // people who speak for themselves only
	folds    map[string]string
}

func newResolver(doc *nlp.Doc, meta record.Document, w *World) *resolver {
	n := len(doc.Tokens)
	r := &resolver{
		doc: doc, w: w, cast: &Cast{}, toks: doc.Tokens, month: monthOf(meta.Published), headline: w.headlineState(meta.Title),
		plain: make([]string, n), lower: make([]string, n), lemmas: make([]string, n),
		hitAt: filled(n), nmAt: filled(n), nnAt: filled(n),
		byID: map[string]int{}, byHead: map[int]int{}, busy: map[int]bool{},
		quoted: make([]bool, n), nounEnt: map[int]int{}, selfish: map[int]bool{}, spoken: map[string]bool{}, folds: map[string]string{},
	}
	inside := false
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		r.plain[i] = straight(t.Text)
		r.lower[i] = strings.ToLower(r.plain[i])
		switch {
		case t.Text == "“":
			inside = true
		case t.Text == "”":
			inside = false
		case t.Text == `"` || t.Text == "``" || t.Text == "''":
			inside = !inside
		case t.IsSpace && strings.Contains(t.Text, "\n"):
			inside = false // a quotation does not run on unmarked over a paragraph
		}
		r.quoted[i] = inside
	}
	return r
}

func filled(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// monthOf reads the month of an EDTF date as 198702, 0 when there is none; of a year
// alone it takes the middle.
func monthOf(edtf string) int {
	if len(edtf) < 4 {
		return 0
	}
	if len(edtf) >= 7 {
		if m, err := month(edtf[:7], 6, 0); err == nil {
			return m
		}
	}
	m, err := month(edtf[:4], 6, 0)
	if err != nil {
		return 0
	}
	return m
}

// entity adds e, or returns the entity that already has its id.
func (r *resolver) entity(e Entity) int {
	if i, ok := r.byID[e.ID]; ok {
		return i
	}
	if e.Party.ID == "" {
		e.Party = record.Ref{ID: e.ID, Name: e.Name}
	}
	r.cast.Entities = append(r.cast.Entities, e)
	i := len(r.cast.Entities) - 1
	r.byID[e.ID] = i
	return i
}

// mention adds m unless its head already carries one, and returns its index.
func (r *resolver) mention(m Mention) int {
	if i, ok := r.byHead[m.Head]; ok {
		return i
	}
	r.cast.Mentions = append(r.cast.Mentions, m)
	i := len(r.cast.Mentions) - 1
	r.byHead[m.Head] = i
	e := &r.cast.Entities[m.Entity]
	if m.Form != FormPronoun {
		e.alias(r.text(m.Start, m.End))
	}
	return i
}

func (e *Entity) alias(s string) {
	for _, a := range e.Aliases {
		if a == s {
			return
		}
	}
	e.Aliases = append(e.Aliases, s)
}

func (r *resolver) text(start, end int) string {
	return r.doc.Slice(nlp.Span{Start: start, End: end})
}

// at returns the mention whose head is token t.
func (r *resolver) at(t int) (*Mention, bool) {
	i, ok := r.byHead[t]
	if !ok {
		return nil, false
	}
	return &r.cast.Mentions[i], true
}

// thingEntity returns the entity of a thing of the world.
func (r *resolver) thingEntity(th int32) int {
	t := &r.w.things[th]
	e := Entity{ID: t.ID, Name: t.Name, Kind: t.Kind, Members: t.Members, Sector: t.Sector, Code: r.code(t)}
	if t.Of != "" && t.Of != t.ID {
		e.Party = record.Ref{ID: t.Of, Name: r.w.thingName(t.Of)}
	}
	return r.entity(e)
}

// code is the ISO code of the state to which t belongs.
func (r *resolver) code(t *thing) string {
	id := t.Nation
	if id == "" && t.Kind != KindBloc && t.Kind != KindOrganisation {
		id = t.Of
	}
	if i, ok := r.w.byID[id]; ok && id != t.ID && r.w.things[i].Nation != "" {
		id = r.w.things[i].Nation
	}
	if len(id) > 3 && id[3] == '-' {
		id = id[:3]
	}
	if t.Sector == "PTY" && !r.spoken[id] && r.states > 0 {
		return "" // "Conservatives" where the text is about other states
	}
	if len(id) != 3 || r.w.things[r.w.byID[id]].Kind != KindState {
		return ""
	}
	return id
}

// finish orders the mentions and drops the entities that nothing mentions.
func (r *resolver) finish() {
	used := make([]bool, len(r.cast.Entities))
	for i := range r.cast.Mentions {
		m := &r.cast.Mentions[i]
		used[m.Entity] = true
		for _, o := range m.Others {
			used[o] = true
		}
	}
	to := make([]int, len(used))
	kept := r.cast.Entities[:0:0]
	for i, e := range r.cast.Entities {
		if used[i] {
			to[i] = len(kept)
			kept = append(kept, e)
		}
	}
	r.cast.Entities = kept
	for i := range r.cast.Mentions {
		m := &r.cast.Mentions[i]
		m.Entity = to[m.Entity]
		for k := range m.Others {
			m.Others[k] = to[m.Others[k]]
		}
	}
	r.cast.index(len(r.toks))
}
