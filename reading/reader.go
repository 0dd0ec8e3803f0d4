package reading

import (
	"fmt"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/reading/attribution"
	"github.com/demarche-project/demarche/reading/event"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/reading/quantity"
	"github.com/demarche-project/demarche/reading/statement"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

// Layers says what a reading is to hold. What nobody asked for is not computed.
type Layers uint8

// The layers, named as in `demarche analyze --emit`.
const (
	Tokens Layers = 1 << iota
	Attributions
	Dates
	Statements
	Events
)

// Default is every layer but the tokens.
const Default = Attributions | Dates | Statements | Events

// names of the layers, in the order of their bits.
var names = []string{"tokens", "attributions", "dates", "statements", "events"}

// ParseLayers reads names of layers. The error names the wrong one and the
// right ones.
func ParseLayers(list []string) (Layers, error) {
	var l Layers
next:
	for _, n := range list {
		for i, known := range names {
			if n == known {
				l |= 1 << i
				continue next
			}
		}
		return 0, fmt.Errorf("unknown layer %q; the layers are %v", n, names)
	}
	return l, nil
}

// Config is what a reader brings to a text. A nil field means what comes with
// the program.
type Config struct {
	World  *actor.World
	Agenda *agenda.Agenda
}

// Reader reads documents. It is immutable and safe for concurrent use.
type Reader struct {
	pipeline *nlp.Pipeline
	world    *actor.World
	agenda   *agenda.Agenda
}

// New loads the language pipeline and returns a reader.
func New(c Config) (*Reader, error) {
	p, err := nlp.Load()
	if err != nil {
		return nil, fmt.Errorf("loading the language model: %w", err)
	}
	r := &Reader{pipeline: p, world: c.World, agenda: c.Agenda}
	if r.world == nil {
		r.world = actor.Builtin()
	}
	if r.agenda == nil {
		r.agenda = agenda.Builtin()
	}
	return r, nil
}

// Read says everything that document d says, as far as the layers ask for it. It
// is a pure function of d, the reader's configuration and the layers.
func (r *Reader) Read(d record.Document, want Layers) record.Reading {
	out := record.Reading{ID: d.ID, Sentences: []record.Sentence{}, Problems: []record.Problem{}}
	if d.Kind == "" {
		d.Kind = kindOf(d)
	}
	out.Doc = d.Meta()
	layers := want &^ (Tokens | Dates)
	opts := nlp.Options{Vectors: layers != 0, NoEntities: want&^Dates == 0}
	plainText := uncapped(straightened(d.Text))
	doc := r.pipeline.ParseParts(plainText, cuts(plainText), opts)
	if plainText != d.Text {
		doc.Text = d.Text
	}
	defer doc.Release()
	text := record.NewText(d.Text)
	if want&Tokens != 0 {
		// the tokens layer is the model's own, of the whole text at once
		plain := doc
		if len(cuts(plainText)) > 0 || plainText != d.Text {
			plain = r.pipeline.Parse(d.Text)
		}
		out.Tokens = tokens(plain)
	}
	for _, s := range doc.Sents() {
		out.Sentences = append(out.Sentences, record.Sentence{Start: doc.Tokens[s.Start].Start, End: doc.Tokens[s.End-1].End})
	}
	var dates []when.Expression
	if want&(Dates|Statements|Events) != 0 {
		dates = when.Find(doc, d.Published)
	}
	if want&Dates != 0 {
		out.Dates = dateRecords(dates)
	}
	if want&(Attributions|Statements|Events) == 0 {
		return out
	}
	cast := actor.Resolve(doc, d, r.world)
	said := attribution.Find(doc, cast, d)
	if want&Attributions != 0 {
		out.Attributions = attributionRecords(doc, cast, said, text, d)
	}
	if want&Statements != 0 {
		voice := r.voice(d, cast)
		in := statement.Input{Doc: doc, Meta: d, Cast: cast, Attributions: said, Agenda: r.agenda, Voice: voice}
		in.Headline = func() *nlp.Doc { return r.headline(d.Title, doc) }
		found, uncoded := statement.Find(in)
		if d.Kind == record.KindDraft {
			if asked := r.draft(d, doc, cast, voice, text); len(asked) > 0 {
				found = asked
			}
		}
		cite(found, doc, instrument.Find(doc, dates))
		date(doc, found, dates)
		measure(found, quantity.Find(doc, dates), quantity.Places(doc))
		out.Statements = statement.Gather(found)
		for _, u := range uncoded {
			out.Uncoded = append(out.Uncoded, text.Span(doc.Tokens[u.Start].Start, doc.Tokens[u.End-1].End))
		}
	}
	if want&Events != 0 {
		out.Events = event.Find(event.Input{Doc: doc, Meta: d, Cast: cast, Dates: dates})
	}
	return out
}

func tokens(doc *nlp.Doc) []record.Token {
	out := make([]record.Token, len(doc.Tokens))
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		ent := ""
		if t.EntType != "" {
			ent = t.EntIOB + "-" + t.EntType
		}
		out[i] = record.Token{Start: t.Start, End: t.End, Tag: t.Tag, Pos: t.Pos, Morph: t.Morph, Lemma: t.Lemma, Head: t.Head, Dep: t.Dep, Ent: ent, Sent: t.Sent}
	}
	return out
}
