package agenda

import (
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Issue is one row of an agenda: a question that parties can take positions on.
type Issue struct {
	ID         string // path of slugs from the parent down: "territory/donbas"
	Name       string // "NATO membership"; may hold a slot: "{alliance} membership"
	Definition string
	Domain     string // the file it comes from: "peace", "trade"
	Parent     string // ID of the issue above, or ""
	Phrases    []string
	Hints      []string // words that support the issue and never decide alone
	Options    []Option
	Places     bool // a single named place makes an issue below: "territory: Donbas"

	own bool // from the agenda.yaml of the case
}

// Option is one way an issue can be settled.
type Option struct {
	Name    string
	Phrases []string
}

// Match says which issue a point is about.
type Match struct {
	Issue  record.Ref
	Option string // name of an Option, "" when the words name none
	// Told is what the point is about, where it says more than the issue: "softwood
	// lumber duty" of "tariffs and duties".
	Told string
	// Direction is record.For or record.Against when the words of the point say
	// whether the option (the issue, where there is no option) is wanted: "no foreign
	// troops" and "ban on exercises" are against. The act of the statement decides
	// together with it: to reject a ban is to be for what it bans.
	Direction string
	Score     float64 // 0 to 1
	// Alternatives holds up to three issues, best first, when the answer is unsure.
	Alternatives []record.Ref
	// Known is false when the point fits no issue and stays on its own head noun.
	Known bool
	// Hollow is true when that noun names no issue by itself: "alternatives".
	Hollow bool
	// FromContext is true when the point is only a pointer ("the idea") and the
	// issue is that of what it points back to.
	FromContext bool
}

// Agenda is a set of issues ready for matching. It is immutable and safe for
// concurrent use.
type Agenda struct {
	issues []Issue
	lex    *lexicon
	index  index
	ids    set // identifiers of all issues, templates filled in

	tallies map[nlp.Span]tally // see ForDocument
}

//go:embed data/*.yaml
var files embed.FS

// Builtin returns the agenda that comes with the program: peace, arms, trade,
// commodities, climate, debt, labour, companies, migration, energy, government,
// sea and water.
func Builtin() *Agenda { return builtin() }

var builtin = sync.OnceValue(func() *Agenda {
	lex, err := readLexicon("data/lexicon.yaml")
	if err != nil {
		panic(err) // the embedded files are checked by the tests
	}
	entries, err := files.ReadDir("data")
	if err != nil {
		panic(err)
	}
	var all []Issue
	for _, e := range entries {
		if e.Name() == "lexicon.yaml" {
			continue
		}
		data, err := files.ReadFile("data/" + e.Name())
		if err != nil {
			panic(err)
		}
		if all, err = readIssues(data, e.Name(), all, lex, false); err != nil {
			panic(err)
		}
	}
	return compile(all, lex)
})

// With returns a plus the issues of an agenda.yaml. An issue with the name of one
// that exists adds its phrases, hints and options to it; others are new, and win
// over the built-in ones where both fit. Errors name the file, the line and what
// to change; name is used for that only.
func (a *Agenda) With(r io.Reader, name string) (*Agenda, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read agenda %s: %w", name, err)
	}
	all, err := readIssues(data, name, append([]Issue(nil), a.issues...), a.lex, true)
	if err != nil {
		return nil, err
	}
	return compile(all, a.lex), nil
}

// Issues returns the issues in the order of their files. Callers must not change
// what the slices inside hold.
func (a *Agenda) Issues() []Issue { return append([]Issue(nil), a.issues...) }

// Knows reports whether id is an issue of the agenda, a template filled in, or a
// place below an issue.
func (a *Agenda) Knows(id string) bool {
	for ; id != ""; id = Parent(id) {
		if a.ids[id] {
			return true
		}
	}
	return false
}

// Parent returns the identifier of the issue above id, or "". Identifiers are
// paths, so it needs no agenda: Parent("territory/donbas") is "territory". So is that of
// "territory#disputed-province", an issue told in the words of a text.
func Parent(id string) string {
	if i := strings.LastIndexAny(id, "/#"); i >= 0 {
		return id[:i]
	}
	return ""
}

// Slug turns a name into an identifier: lower case, words joined by hyphens.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return b.String()
}

// slot is the name of the slot in a template like "{alliance} membership", or "".
func (is *Issue) slot() string {
	open := strings.IndexByte(is.Name, '{')
	if open < 0 {
		return ""
	}
	name, _, _ := strings.Cut(is.Name[open+1:], "}")
	return name
}

// fill returns the name and identifier of a template with a value in its slot.
func (is *Issue) fill(slot, value string) (name, id string) {
	name = strings.Replace(is.Name, "{"+slot+"}", value, 1)
	id = Slug(name)
	if is.Parent != "" {
		id = is.Parent + "/" + id
	}
	return name, id
}

// addIDs makes the identifiers of is known.
func (a *Agenda) addIDs(is Issue) {
	slot := is.slot()
	if slot == "" {
		a.ids[is.ID] = true
		return
	}
	for _, v := range append([]slotValue{{name: slot}}, a.lex.slots[slot]...) {
		_, id := is.fill(slot, v.name)
		a.ids[id] = true
	}
}
