package actor

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed data/*.txt
var files embed.FS

// World is what a reader brings to a text: names of states, organisations and
// seats, common nouns for actors, holders of offices. It never changes once made;
// With and WithLinks return a richer copy.
type World struct {
	things  []thing
	byID    map[string]int32
	names   []*trie // newest first; values index senses
	senses  []sense
	states  []int32 // senses that are states' names of one long word, for misspellings
	nouns   *trie   // values index nounSenses
	nounOf  []noun
	offices *trie // values index officeOf
	office  []special
	kinds   map[string]string // last word of a name -> kind
	titles  map[string]byte   // form of address -> gender
	lists   table.Classes
	first   map[string]byte // first name -> gender
	holders map[string][]holder
}

// thing is one entry of the world: a state, organisation, place or person.
type thing struct {
	ID, Name string
	Kind     string   // an Entity kind
	Of       string   // the id for whom it speaks, when not itself
	Nation   string   // state to which it belongs
	Members  []string // ids
	Called   []string // "alliance"
	Sector   string
	self     bool // speaks for nobody but itself
}

// form tells how a name leads to its thing.
type form uint8

const (
	formName    form = iota // "Russia", "NATO"
	formAdj                 // "Russian"
	formPeople              // "Briton"
	formCapital             // "Moscow": the government or the town
	formSeat                // "Kremlin"
	formPlace               // "Donbas": a place in the thing
	formPerson              // a person that actors.yaml names
)

// sense is one reading of a name.
type sense struct {
	thing  int32
	form   form
	plural bool     // "Britons"
	words  []string // as written in the file, for checking case
}

// noun is one entry of the common nouns.
type noun struct {
	class  string
	sector string
	base   string // the word that names it, "producer" for "producing country"
}

// special is an office or body whose common name points to one state, or to the first of
// several that the text names.
type special struct{ of []string }

// holder is a person who held an office for a time.
type holder struct {
	name, office, party string
	from, to            int  // months as 198702; 0 and never when open
	female, male        bool // what is known of the person's gender
	former              bool // a link said so
	linked              bool // from a document or actors.yaml, not from the built-in file
}

// Builtin returns the world that is built into the program, read once.
func Builtin() *World { return builtin() }

var builtin = sync.OnceValue(func() *World {
	w, err := load(files)
	if err != nil {
		panic("actor: the embedded data files are broken: " + err.Error()) // a test reads them all
	}
	return w
})

// clone returns a copy that can be extended without touching w.
func (w *World) clone() *World {
	c := *w
	c.things = slices.Clone(w.things)
	c.byID = maps.Clone(w.byID)
	c.senses = slices.Clone(w.senses)
	c.names = append([]*trie{newTrie()}, w.names...)
	c.holders = maps.Clone(w.holders)
	return &c
}

// addThing adds or finds the thing with t's id.
func (w *World) addThing(t thing) int32 {
	if i, ok := w.byID[t.ID]; ok {
		return i
	}
	i := int32(len(w.things))
	w.things = append(w.things, t)
	w.byID[t.ID] = i
	return i
}

// addName lets name lead to thing th in the newest layer of names.
func (w *World) addName(name string, th int32, f form, plural bool) {
	ws := words(name)
	if len(ws) == 0 {
		return
	}
	lower := make([]string, len(ws))
	for i, x := range ws {
		lower[i] = strings.ToLower(x)
	}
	w.senses = append(w.senses, sense{thing: th, form: f, plural: plural, words: ws})
	w.names[0].add(lower, int32(len(w.senses)-1))
}

// has reports whether word is in the closed list.
func (w *World) has(list, word string) bool { return w.lists.Has(list, word) }

// thingName is the name of the thing with the given id, or the id itself.
func (w *World) thingName(id string) string {
	if i, ok := w.byID[id]; ok {
		return w.things[i].Name
	}
	return id
}

// nationOf is the state, bloc or organisation to which the thing with the id belongs.
func (w *World) nationOf(id string) string {
	i, ok := w.byID[id]
	if !ok {
		return id
	}
	if t := &w.things[i]; t.Of != "" {
		return t.Of
	} else if t.Nation != "" {
		return t.Nation
	}
	return id
}

// Link is something a document establishes about a person and that another
// document may take for granted: "Sergei Lavrov" is "foreign minister" of "RUS".
type Link struct {
	Person string `json:"person"`
	Office string `json:"office"`
	Party  string `json:"party"`     // id of the party
	Name   string `json:"partyName"` // its name
	Former bool   `json:"former"`
}

// WithLinks returns a world that knows what other documents have established.
// A link is used where a document does not itself say for whom a person speaks.
func (w *World) WithLinks(links []Link) *World {
	c := w.clone()
	for _, l := range links {
		if c.byID[l.Party] == 0 && !c.knows(l.Party) {
			c.addThing(thing{ID: l.Party, Name: l.Name, Kind: KindOrganisation})
		}
		c.addHolder(holder{name: l.Person, office: l.Office, party: l.Party, to: never, former: l.Former, linked: true})
	}
	return c
}

func (w *World) knows(id string) bool {
	_, ok := w.byID[id]
	return ok
}

// never is later than any month.
const never = 999912

// addHolder files h under the surname.
func (w *World) addHolder(h holder) {
	key := surnameKey(w, strings.Fields(h.name))
	w.holders[key] = append(slices.Clip(w.holders[key]), h)
}

// personKey is the identifier of a person: the name in lower case with its spellings
// folded, so that outlets agree on it.
func (w *World) personKey(name string) string {
	parts := strings.Fields(name)
	for i, p := range parts {
		parts[i] = fold(p)
	}
	return strings.Trim(strings.Join(parts, "-"), "-")
}
