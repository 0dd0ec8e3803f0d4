package statement

import (
	"slices"
	"sort"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/reading/attribution"
	"github.com/demarche-project/demarche/record"
)

// Input is everything known about a document before its acts are read.
type Input struct {
	Doc          *nlp.Doc
	Meta         record.Document
	Cast         *actor.Cast
	Attributions []attribution.Attribution
	Agenda       *agenda.Agenda
	// Voice is the entity whose voice the document's own sentences are (the state
	// that gives a speech), -1 for the writer's.
	Voice int
	// Headline parses the title of the document, cased as its text; nil where it has none.
	Headline func() *nlp.Doc
}

// A candidate is one act found at one word, before it is spread over its
// holders and points.
type candidate struct {
	act         string
	stance      byte
	confidence  float64
	pred        nlp.Span // the word that carries the act
	at          int      // its head token
	points      []point
	holders     []holder
	to          []int // addressees, as entities
	modality    record.Modality
	conditions  []nlp.Span
	returns     []point // what is wanted in exchange
	noun        bool    // a noun with a holder of its own: presupposed, not asserted
	would       bool    // "would" stands with it
	joint       bool    // of several parties: denied, there is none
	yields      bool    // a state: denied, a refusal is a consent ("not opposed to")
	none        bool    // denied by the "no" of its point
	noflip      bool    // denied, it says nothing: "never intended to"
	defers      bool    // gives way to an act that heads its point
	presumed    bool    // from a rule, not from a word of the file
	presupposed bool    // taken for a fact by its words, whatever act it stands in
}

// A holder is an actor of the cast, and the token that names it here.
type holder struct {
	entity int
	tok    int
}

// finder works on one document.
type finder struct {
	Input
	lex       *lexicon
	within    [][]int // for each token the attributions whose content holds it, outermost first
	cues      []bool  // sentences that carry a word of frames.txt
	found     []candidate
	lists     []announced
	asides    []aside
	inAside   map[int]bool    // participles that head an aside
	nameWords map[string]bool // of the actors' names, see onlyNames
	named     naming          // the last point
	at        int             // the verb whose points are being read, 0 for none
	mouths    map[int]bool    // entities that only report: outlets, people without a name
	asked     map[int]bool    // nouns whose holders are being looked for
}

// Find returns the statements of a document in order of their evidence, and the
// sentences with a cue that gave none.
func Find(in Input) ([]record.Statement, []nlp.Span) { return read(in).finish() }

// read finds the acts of a document.
func read(in Input) *finder {
	in.Agenda = in.Agenda.ForDocument()
	f := &finder{Input: in, lex: tables(), asked: map[int]bool{}}
	f.indexVoices()
	f.findAsides()
	f.cues = make([]bool, len(in.Doc.Sents()))
	for i := range in.Doc.Tokens {
		f.verb(i)
		f.noun(i)
		f.adjective(i)
		f.phrase(i)
	}
	f.modalClauses()
	f.imperatives()
	f.enumerations()
	f.announcedLists()
	f.accusations()
	f.verdicts()
	f.joinAsides()
	f.dropEmbedded()
	return f
}

// indexVoices lists for each token the attributions whose content covers it.
func (f *finder) indexVoices() {
	f.within = make([][]int, len(f.Doc.Tokens))
	size := make([]int, len(f.Attributions))
	f.mouths = map[int]bool{}
	for a := range f.Attributions {
		if _, seen := f.mouths[f.Attributions[a].Speaker]; !seen { // what a text first calls somebody tells
			k := f.Attributions[a].Kind
			f.mouths[f.Attributions[a].Speaker] = k == record.SourceAnonymous || k == record.SourceOutlet
		}
		for _, s := range f.Attributions[a].Content {
			size[a] += s.Len()
			for i := s.Start; i < s.End; i++ {
				f.within[i] = append(f.within[i], a)
			}
		}
	}
	for i := range f.within {
		w := f.within[i]
		sort.SliceStable(w, func(x, y int) bool { return size[w[x]] > size[w[y]] })
	}
}

// speaker is the entity in whose own voice token i stands: the source of the
// innermost attribution around it. ok is false in the document's own voice.
func (f *finder) speaker(i int) (entity int, ok bool) {
	w := f.within[i]
	if len(w) == 0 {
		return -1, false
	}
	return f.Attributions[w[len(w)-1]].Speaker, true
}

// keep adds a candidate. One without a holder gives no statement, but what stands
// inside its point is still not asserted.
func (f *finder) keep(c candidate) {
	c.points = slices.DeleteFunc(c.points, func(p point) bool { // "what he was willing to put on the table"
		o := f.Doc.Child(p.head, "dobj")
		return o >= 0 && f.Doc.Tokens[o].Tag == "WP"
	})
	if f.menaces(&c) {
		return
	}
	if len(c.points) > 0 || c.act == "decline" {
		f.found = append(f.found, c)
	}
}
