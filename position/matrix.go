package position

import "github.com/demarche-project/demarche/record"

// Options say which statements are folded, and as of when.
type Options struct {
	// AsOf is an EDTF date: statements that can only be later are left out.
	// Empty: all.
	AsOf string
	// Since is an EDTF date to compare with: cells that changed after it are
	// marked as moved. Empty: no comparison.
	Since string
	// Everything counts hypothetical, predicted and second-hand statements too.
	Everything bool
	// Floor is the confidence below which a machine's statement waits for
	// review instead of entering the matrix.
	Floor float64
}

// Kinds of cell.
const (
	Held     = "held"      // the party holds something
	Declined = "declined"  // asked, no answer: a sentence says so
	NoRecord = "no record" // texts that speak of both were read, nothing was found
	NotAsked = "not asked" // no text puts the question to this party
)

// Kinds of voice, strongest first: on whose word a position stands.
const (
	VoiceNamed     = "named"     // the party or its people, by name
	VoiceOffice    = "office"    // a spokesman, officials, a collective
	VoiceDocument  = "document"  // a paper: leaked, published, seen
	VoiceAnonymous = "anonymous" // people who are not named, with their count
	VoiceOutlet    = "outlet"    // the outlet's own words, no source given
	VoiceOther     = "other"     // somebody else about the party
)

// Voice says on whose word something stands.
type Voice struct {
	Kind        string `json:"kind"`
	Name        string `json:"name"`
	Count       int    `json:"count"` // people behind an anonymous voice, 0 when not given
	Description string `json:"description"`
}

// Axis is one party (a column) or one issue (a row). Statements counts what it
// has on record, copies of one report once.
type Axis struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Statements int    `json:"statements"`
}

// Line is one thing that a party holds on an issue, with the statements that say
// so, the most telling first.
type Line struct {
	Stance     string
	Option     string // of the issue that the stance is on, empty where no option is named
	Act        string
	Words      string // "demands “a veto over actions”"
	Voice      Voice
	Reports    int // independent reports that carry it
	Articles   int
	Statements []*record.Statement
}

// Holder is one named person of a divided party and what that person holds.
type Holder struct {
	Name string
	Line Line
}

// Contest is somebody's word against the party's own, or against another's word
// about it.
type Contest struct {
	By         string // who says otherwise
	Stance     string
	Words      string
	Statements []*record.Statement
}

// Move says how a cell differs from the comparison date.
type Move struct {
	Kind string // "new", "stance" or "option"
	Was  string // the stance before, with its option; empty for a new cell
}

// Cell is what one party holds on one issue.
type Cell struct {
	Party, Issue string // identifiers
	Kind         string // Held and its siblings
	Stance       string // of the first line; empty when divided or blank
	Option       string // of the first line
	Lines        []Line // what is held now, best attested first; each stance and option on a line of its own
	Divided      []Holder
	Contested    []Contest
	Voice        Voice // the strongest behind the first line

	Since    string // EDTF: on record since
	Affirmed string // EDTF: last affirmed
	Reported string // EDTF: last reported
	Undated  int    // statements of the cell without any date
	Moved    *Move

	Reports  int // independent reports behind all counted statements
	Articles int

	Counted []*record.Statement // oldest first, undated last
	Aside   []*record.Statement // kept, not counted: hypothetical, predicted, second-hand
	Refused []*record.Statement // places where the party declined to answer

	Left int // statements that Crop took from the three lists
}

// Matrix is parties by issues.
type Matrix struct {
	AsOf    string
	Since   string
	Parties []Axis // by number of statements
	Others  []Axis // people and groups with no party behind them
	Issues  []Axis // by number of statements

	Articles   int // documents that gave a statement
	Reports    int // of which independent
	Statements int // counted
	Aside      int // kept, not counted
	Review     int // below the floor

	// LeftParties, LeftOthers and LeftIssues count what Crop left out.
	LeftParties, LeftOthers, LeftIssues int

	cells         map[key]*Cell
	speaks, about map[string]map[string]bool // party or issue, then document
}

// Cell returns the cell of a party (or other) and an issue. It is never nil. A
// party that speaks or is addressed in an article which also speaks of the issue
// could have been on record there; nobody put the question to any other.
func (m *Matrix) Cell(party, issue string) *Cell {
	if c := m.cells[key{party, issue}]; c != nil {
		return c
	}
	c := &Cell{Party: party, Issue: issue, Kind: NotAsked}
	for doc := range m.speaks[party] {
		if m.about[issue][doc] {
			c.Kind = NoRecord
			break
		}
	}
	return c
}
