package record

// Attribution is one place where a text says that somebody says or holds
// something: source ("he"), cue ("said") and content, each possibly in pieces.
type Attribution struct {
	Source      []Span `json:"source"`
	Cue         []Span `json:"cue"`
	Content     []Span `json:"content"`
	Kind        string `json:"kind"`        // kind of source, see SourceNamed and its siblings
	Count       int    `json:"count"`       // people behind an anonymous source, 0 when not given
	Description string `json:"description"` // "familiar with the talks"
	Speaker     *Ref   `json:"speaker"`     // who the source is, resolved within the document
	Manner      string `json:"manner"`      // Said or Held
	Direct      bool   `json:"direct"`      // inside quotation marks
	Negated     bool   `json:"negated"`     // "did not say", "declined to"
	Parent      *int   `json:"parent"`      // index of the attribution whose content holds this one
}

// Manners of an attribution: words uttered or written, and what somebody is told
// to want, believe or fear.
const (
	Said = "said"
	Held = "held"
)

// Date is one expression of time.
type Date struct {
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Text     string  `json:"text"`
	EDTF     *string `json:"edtf"` // nil when it cannot be resolved
	Earliest string  `json:"earliest"`
	Latest   string  `json:"latest"`
	Anchor   any     `json:"anchor"` // "published", a Span of the text, or nil
	Kind     string  `json:"kind"`   // date, duration, set or vague
	// Relation is the preposition that makes the date a bound of what it dates: since,
	// until, by, before, after, from or to.
	Relation string `json:"relation,omitempty"`
	// Duration is an amount of time as ISO 8601 writes it: "P30D".
	Duration string `json:"duration,omitempty"`
}

// Event is a PLOVER event (version 0.5): who did what to whom, in codes.
type Event struct {
	ID         string   `json:"id"`
	Doc        string   `json:"doc"`
	Evidence   Span     `json:"evidence"`
	Source     []string `json:"source"`
	Target     []string `json:"target"`
	Event      string   `json:"event"`
	Mode       string   `json:"mode"`
	Context    []string `json:"context"`
	CAMEO      string   `json:"cameo"`
	Date       string   `json:"date"`
	Modality   Modality `json:"modality"`
	Reciprocal bool     `json:"reciprocal"`
}

// Token is one token of the tokens layer. Head is the index of the head token,
// Sent the index of the sentence.
type Token struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Tag   string `json:"tag"`
	Pos   string `json:"pos"`
	Morph string `json:"morph"`
	Lemma string `json:"lemma"`
	Head  int    `json:"head"`
	Dep   string `json:"dep"`
	Ent   string `json:"ent"`
	Sent  int    `json:"sent"`
}

// Sentence bounds one sentence.
type Sentence struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Problem is something that could not be read, and where.
type Problem struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// Reading is everything one document says: what `demarche analyze` writes. A
// layer that was not asked for is nil and left out.
type Reading struct {
	ID           string        `json:"id"`
	Doc          Meta          `json:"doc"`
	Sentences    []Sentence    `json:"sentences"`
	Tokens       []Token       `json:"tokens,omitempty"`
	Attributions []Attribution `json:"attributions,omitempty"`
	Dates        []Date        `json:"dates,omitempty"`
	Statements   []Statement   `json:"statements,omitempty"`
	Events       []Event       `json:"events,omitempty"`
	// Uncoded lists the sentences that carry a cue of an act but gave no statement.
	Uncoded  []Span    `json:"uncoded,omitempty"`
	Problems []Problem `json:"problems"`
}
