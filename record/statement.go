package record

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Stances on an option.
const (
	For         = "for"
	Against     = "against"
	Conditional = "conditional"
	Unclear     = "unclear"
)

// Who made a record.
const (
	Machine = "machine"
	Analyst = "analyst"
)

// Kinds of source, from the outlet down to the holder.
const (
	SourceNamed      = "named"      // a person or party by name
	SourceOffice     = "office"     // "a government spokesman"
	SourceCollective = "collective" // "US and Russian officials", "experts"
	SourceAnonymous  = "anonymous"  // "three sources", with Count when given
	SourceDocument   = "document"   // leaked, published, reviewed by
	SourceOutlet     = "outlet"     // a newspaper or agency
	SourceAuthor     = "author"     // the writer's own voice
)

// Source is one link of the chain on whose word a statement stands.
type Source struct {
	Kind        string `json:"kind"`
	Name        string `json:"name"`
	Count       int    `json:"count,omitempty"`       // number of people, 0 when not given
	Description string `json:"description,omitempty"` // "familiar with top-level Kremlin thinking"
	Span        *Span  `json:"span"`                  // nil for the outlet that carries the document
}

// Modality says how far a statement is from a plain fact. A hypothetical, future
// or reported statement never counts as the party's own position.
type Modality struct {
	Negated      bool `json:"negated"`
	Hypothetical bool `json:"hypothetical"` // "could make support conditional on"
	Future       bool `json:"future"`       // "will demand"
	Past         bool `json:"past"`         // an earlier state of things: "had demanded"
	Reported     bool `json:"reported"`     // somebody else says so about the party
}

// Fact reports whether the act was performed by the party itself: neither
// hypothetical, nor predicted, nor only said by another about it.
func (m Modality) Fact() bool { return !m.Hypothetical && !m.Future && !m.Reported }

// Quantity is an amount in a statement: "88 % of the Donbas".
type Quantity struct {
	Span  Span   `json:"span"`
	Value string `json:"value"` // a number ("88") or an interval ("20/", "1.2/1.5")
	Unit  string `json:"unit"`
	Of    string `json:"of"`
}

// Place is a place named in a statement, and what it lies in, from the nearest
// outwards: the Donbas in Ukraine.
type Place struct {
	Span   Span     `json:"span"`
	ID     string   `json:"id"`
	Within []string `json:"within"`
}

// InstrumentRef points to an article of a draft, treaty or list.
type InstrumentRef struct {
	ID      string `json:"id"`
	Article string `json:"article"`
}

// Grade is the Admiralty grade: reliability of the source A-F, credibility of
// the information 1-6. The two are never combined.
type Grade struct {
	Source      string `json:"source"`
	Information string `json:"information"`
}

// Statement is evidence: one thing that one place in one document says a party
// demands, offers, accepts, rejects, and on whose word.
type Statement struct {
	ID     string `json:"id"`
	Doc    string `json:"doc"`
	Act    string `json:"act"` // one of statement.Acts
	Stance string `json:"stance"`

	Party      Ref   `json:"party"`      // who holds it
	Speaker    *Ref  `json:"speaker"`    // the person or body whose words carry it
	Addressees []Ref `json:"addressees"` // towards whom

	Issue  *Ref   `json:"issue"`
	Option string `json:"option"`

	Point     Span `json:"point"`     // what is demanded, offered, rejected
	Predicate Span `json:"predicate"` // the word that carries the act
	Evidence  Span `json:"evidence"`  // the sentence

	Also []Span `json:"also"` // other sentences of the document that say the same

	Sources    []Source `json:"sources"` // outlet first, holder last
	Modality   Modality `json:"modality"`
	Conditions []Span   `json:"conditions"`
	Exchange   string   `json:"exchange"` // the statement given in return, or ""

	Quantities []Quantity     `json:"quantities"`
	Places     []Place        `json:"places"`
	Instrument *InstrumentRef `json:"instrument"`

	When     string `json:"when"`     // when the act happened, EDTF, "" when unknown
	Deadline string `json:"deadline"` // the last day on which the point can be met, EDTF, "" when it names none
	Reported string `json:"reported"` // when it was reported, EDTF, "" when unknown

	Family      string `json:"family"`      // the report this is a copy of; itself until lineage says otherwise
	Independent int    `json:"independent"` // number of independent lineages

	Grade      Grade   `json:"grade"`
	By         string  `json:"by"`
	Confidence float64 `json:"confidence"` // 0 to 1; below the floor it goes to review, not to the matrix
}

// ID makes a short identifier from content: the same parts always give the same
// twelve hexadecimal digits.
func ID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:6])
}
