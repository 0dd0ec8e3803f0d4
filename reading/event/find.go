package event

import (
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

// Input is what the events of a document are read from.
type Input struct {
	Doc   *nlp.Doc
	Meta  record.Document
	Cast  *actor.Cast
	Dates []when.Expression // of the document, for the dates of events; may be nil
	// All keeps events that are negated, hypothetical or still to come; they then
	// carry their modality.
	All bool
}

// Find returns the events that a document reports, in text order. An event that
// somebody of another side vouches for ("Ruritania said Syldavia had closed the
// port") is told with modality Reported.
func Find(in Input) []record.Event {
	f := &finder{Input: in, lex: builtin(), text: record.NewText(in.Doc.Text)}
	f.countries = f.stateCodes()
	out := []record.Event{}
	for _, s := range in.Doc.Sents() {
		f.found = f.found[:0]
		f.sentence(s)
		here := len(out)
		for i := range f.found {
			e := &f.found[i]
			if m := e.modality; !in.All && (m.Negated || m.Hypothetical || m.Future) {
				continue
			}
			r := f.record(e, s)
			if len(r.Source)+len(r.Target) == 0 || f.thing(e, r.Source) || told(out[here:], r) {
				continue
			}
			out = append(out, r)
		}
	}
	return out
}

// thing reports whether the event lacks an actor because a thing is its subject
// ("the plan would allow"), or somebody the text does not name. Violence is told
// of bombs too.
func (f *finder) thing(e *found, source []string) bool {
	n := e.top.subj
	if n < 0 && e.noun < 0 && !e.top.passive { // an imperative, an infinitive on its own
		return true
	}
	if n >= 0 && !e.top.passive && f.Doc.Tokens[n].Pos == "PRON" {
		return len(source) == 0
	}
	if e.top.passive && n < 0 && len(source) == 0 && f.lex.sets["verbal"][e.event] { // "warnings were issued"
		return true
	}
	if n < 0 || e.top.passive || e.event == "ASSAULT" || e.event == "FIGHT" {
		return false
	}
	return !f.people(n) && (f.lex.sets["thing"][f.Doc.Tokens[n].Lemma] || f.abstract(n))
}

// abstract reports whether the word at n has an ending of nouns for deeds and
// qualities ("decision", "agreement"); bodies that end so are in the cast.
func (f *finder) abstract(n int) bool {
	return endsIn(f.Doc.Tokens[n].Lemma, f.lex.endings)
}

func endsIn(word string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(word, e) })
}

// told reports whether an event of the same sentence says as much ("shot and
// wounded" is one).
func told(out []record.Event, r record.Event) bool {
	violent := func(e record.Event) bool { return e.Event == "ASSAULT" || e.Event == "FIGHT" }
	return slices.ContainsFunc(out, func(o record.Event) bool {
		return (o.Event == r.Event || violent(o) && violent(r)) && slices.Equal(o.Source, r.Source) && (slices.Equal(o.Target, r.Target) || len(r.Target) == 0)
	})
}

// finder walks one document.
type finder struct {
	Input
	lex       *lexicon
	text      *record.Text
	countries map[string]string // party id -> country code
	found     []found           // events of the sentence at hand
}

// found is an event with the places of the tree it was read from.
type found struct {
	event, cameo, mode string
	modality           record.Modality
	head               int     // the word that names the event
	top                *clause // whose subject did it
	last               *clause // on what, to whom: the innermost clause
	reporter           int     // subject of the reporting verb that vouches for it, or -1
	self               bool    // the reporter is the source ("said it would", "said X must")
	noun               int     // the noun that names the event, or -1
}

// record turns a found event into its form on paper.
func (f *finder) record(e *found, s nlp.Span) record.Event {
	r := record.Event{Doc: f.Meta.ID, Event: e.event, Modality: e.modality, Date: f.dateOf(e, s)}
	for s.Start < s.End-1 && f.Doc.Tokens[s.Start].IsSpace {
		s.Start++
	}
	for s.End-1 > s.Start && f.Doc.Tokens[s.End-1].IsSpace {
		s.End--
	}
	r.Evidence = f.text.Span(f.Doc.Tokens[s.Start].Start, f.Doc.Tokens[s.End-1].End)
	r.Source, r.Target, r.Reciprocal = f.parties(e, s)
	r.CAMEO, r.Mode = e.cameo, e.mode
	if r.Source == nil {
		r.Source = []string{}
	}
	if r.Target == nil {
		r.Target = []string{}
	}
	r.Context = f.contexts(e)
	r.ID = record.ID("event", f.Meta.ID, strconv.Itoa(r.Evidence.Start), r.Evidence.Text, f.Doc.Tokens[e.head].Lower, r.Event, strings.Join(r.Source, " "), strings.Join(r.Target, " "))
	return r
}

// dateOf is the date expression that stands nearest in the event's own clause,
// else when the text was published.
func (f *finder) dateOf(e *found, s nlp.Span) string {
	best, date := 1<<30, ""
	for _, x := range f.Dates {
		if x.Tokens.Start < s.Start || x.Tokens.End > s.End || x.Kind != when.Date || x.Value.String() == "" {
			continue
		}
		if far := f.distance(x.Tokens.Start, e.head); far < best {
			best, date = far, x.Value.String()
		}
	}
	if date == "" {
		return f.Meta.Published
	}
	return date
}

// distance counts the steps in the tree from a token up to an ancestor, or far
// where it is none.
func (f *finder) distance(tok, ancestor int) int {
	n := 0
	if tok == ancestor {
		return 0
	}
	for a := range f.Doc.Ancestors(tok) {
		n++
		if a == ancestor {
			return n
		}
	}
	return 1 << 20
}

func (l *lexicon) readContext(cols []string) error {
	for _, w := range list(cols[len(cols)-1]) {
		l.contextsOf[w] = append(l.contextsOf[w], len(l.contexts))
	}
	l.contexts = append(l.contexts, cols[0])
	return nil
}

// contexts lists what the event's clause is about, in the order of the file.
func (f *finder) contexts(e *found) []string {
	out := []string{}
	words := f.allWords(e.top)
	for _, i := range f.Doc.Subtree(e.last.head) {
		words = append(words, f.Doc.Tokens[i].Lemma, f.Doc.Tokens[i].Lower)
	}
	holds := make([]bool, len(f.lex.contexts))
	for _, w := range words {
		for _, k := range f.lex.contextsOf[w] {
			holds[k] = true
		}
	}
	for k, name := range f.lex.contexts {
		if holds[k] {
			out = append(out, name)
		}
	}
	return out
}
