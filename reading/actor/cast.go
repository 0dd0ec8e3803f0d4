package actor

import (
	"cmp"
	"slices"

	"github.com/demarche-project/demarche/record"
)

// Kinds of entity.
const (
	KindState        = "state"
	KindBloc         = "bloc"
	KindOrganisation = "organisation"
	KindBody         = "body" // part of a state or organisation: ministry, parliament, administration
	KindCompany      = "company"
	KindPerson       = "person"
	KindOffice       = "office" // whoever holds it: "the Russian president"
	KindGroup        = "group"  // people together: "producers", "US officials", "three sources"
	KindPlace        = "place"
)

// Forms of mention.
const (
	FormName        = "name"
	FormShort       = "short"       // a surname or abbreviation of a longer name
	FormMetonym     = "metonym"     // "Moscow", "the Kremlin", read as Russia
	FormDemonym     = "demonym"     // "Russian", "the Russians"
	FormPronoun     = "pronoun"     // "he", "who", "which"
	FormRole        = "role"        // "the minister", "Ukraine's president"
	FormDescription = "description" // "the alliance", "three sources"
)

// Entity is an actor of the document, or a place.
type Entity struct {
	// ID is stable across documents for what the world file knows (RUS, NATO) and
	// made from the name for everything else ("angela-stent", "producers").
	ID   string
	Name string // fullest form
	Kind string
	// Party is for whom it speaks: the state, organisation or bloc behind a
	// person, office, body or metonym; itself where it speaks for itself.
	Party  record.Ref
	Office string // "foreign minister", with the words of the document
	Former bool   // the office is no longer held
	// Code is the ISO 3166-1 alpha-3 code (XKX for Kosovo) of the state, or of the
	// state to which a body, person or group belongs, whether or not it speaks for
	// that state; "" when the text does not say.
	Code    string
	Sector  string   // CAMEO role: GOV, MIL, LEG, OPP, REB, BUS ... or ""
	Members []string // ids of those it consists of, where known
	Aliases []string // forms found in the document, in order of first use
	Gender  string   // "m", "f" or ""
	Plural  bool     // several people or parties together
	// Known says that the party does not stand in the document but comes from the
	// world file's list of office holders or from another document's links.
	Known bool
}

// Mention is one place that leads to an entity.
type Mention struct {
	Start, End int // tokens, half open
	Head       int // the token that carries it in the tree
	Entity     int // index in Cast.Entities
	// Others are further entities of the same mention: "the leaders of Britain,
	// France and Germany", "both sides", "Finland, on behalf of the EU".
	Others []int
	Form   string
	// ReadAs is, for a metonym, the name of what it is read as. A capital leads to
	// the state itself; a seat ("the Kremlin") to a body whose Party is the state.
	ReadAs string
	Place  bool // says where, not who: "in Moscow", "visited Ukraine"
}

// Cast is who is who in one document.
type Cast struct {
	Entities []Entity
	Mentions []Mention // by Start, longer first

	byHead []int32 // token -> mention, -1 for none
	cover  []int32
}

// At returns the innermost mention whose head is token tok, else the innermost
// that covers it, else nil.
func (c *Cast) At(tok int) *Mention {
	if tok < 0 || tok >= len(c.byHead) {
		return nil
	}
	if m := c.byHead[tok]; m >= 0 {
		return &c.Mentions[m]
	}
	if m := c.cover[tok]; m >= 0 {
		return &c.Mentions[m]
	}
	return nil
}

// Entity returns the entity of m, or nil for a nil mention.
func (c *Cast) Entity(m *Mention) *Entity {
	if m == nil {
		return nil
	}
	return &c.Entities[m.Entity]
}

// All returns every entity of m: the one in Entity and those in Others.
func (c *Cast) All(m *Mention) []*Entity {
	if m == nil {
		return nil
	}
	out := []*Entity{&c.Entities[m.Entity]}
	for _, o := range m.Others {
		out = append(out, &c.Entities[o])
	}
	return out
}

// Links returns what the document itself establishes about people and the
// parties for which they speak, in order of first mention.
func (c *Cast) Links() []Link {
	var out []Link
	for i := range c.Entities {
		e := &c.Entities[i]
		if e.Kind != KindPerson || e.Office == "" || e.Known || !e.Former && e.Party.ID == e.ID {
			continue
		}
		out = append(out, Link{Person: e.Name, Office: e.Office, Party: e.Party.ID, Name: e.Party.Name, Former: e.Former})
	}
	return out
}

// index sorts the mentions and prepares At for a document of n tokens.
func (c *Cast) index(n int) {
	slices.SortStableFunc(c.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Head, b.Head))
	})
	c.byHead, c.cover = make([]int32, n), make([]int32, n)
	for i := range n {
		c.byHead[i], c.cover[i] = -1, -1
	}
	length := func(i int32) int { return c.Mentions[i].End - c.Mentions[i].Start }
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if b := c.byHead[m.Head]; b < 0 || m.End-m.Start < length(b) {
			c.byHead[m.Head] = int32(i)
		}
		for t := m.Start; t < m.End; t++ {
			if b := c.cover[t]; b < 0 || m.End-m.Start < length(b) {
				c.cover[t] = int32(i)
			}
		}
	}
}
