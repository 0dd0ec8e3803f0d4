package export

import "github.com/demarche-project/demarche/record"

// statement is record.Statement as other programs read it: unknown strings are
// null, lists are never null.
type statement struct {
	ID          string                `json:"id"`
	Doc         string                `json:"doc"`
	Act         string                `json:"act"`
	Stance      string                `json:"stance"`
	Party       record.Ref            `json:"party"`
	Speaker     *record.Ref           `json:"speaker"`
	Addressees  []record.Ref          `json:"addressees"`
	Issue       *record.Ref           `json:"issue"`
	Option      *string               `json:"option"`
	Point       record.Span           `json:"point"`
	Predicate   record.Span           `json:"predicate"`
	Evidence    record.Span           `json:"evidence"`
	Also        []record.Span         `json:"also"`
	Sources     []record.Source       `json:"sources"`
	Modality    record.Modality       `json:"modality"`
	Conditions  []record.Span         `json:"conditions"`
	Exchange    *string               `json:"exchange"`
	Quantities  []record.Quantity     `json:"quantities"`
	Places      []record.Place        `json:"places"`
	Instrument  *record.InstrumentRef `json:"instrument"`
	When        *string               `json:"when"`
	Deadline    *string               `json:"deadline"`
	Reported    *string               `json:"reported"`
	Family      string                `json:"family"`
	Independent int                   `json:"independent"`
	Grade       record.Grade          `json:"grade"`
	By          string                `json:"by"`
	Confidence  float64               `json:"confidence"`
}

func newStatement(s record.Statement) statement {
	return statement{
		ID: s.ID, Doc: s.Doc, Act: s.Act, Stance: s.Stance, Party: s.Party, Speaker: s.Speaker,
		Addressees: list(s.Addressees), Issue: s.Issue, Option: known(s.Option),
		Point: s.Point, Predicate: s.Predicate, Evidence: s.Evidence, Also: list(s.Also),
		Sources: list(s.Sources), Modality: s.Modality, Conditions: list(s.Conditions), Exchange: known(s.Exchange),
		Quantities: list(s.Quantities), Places: list(s.Places), Instrument: s.Instrument,
		When: known(s.When), Deadline: known(s.Deadline), Reported: known(s.Reported), Family: s.Family, Independent: s.Independent,
		Grade: s.Grade, By: s.By, Confidence: s.Confidence,
	}
}

// attribution is record.Attribution with the document it stands in.
type attribution struct {
	Doc string `json:"doc"`
	record.Attribution
}

// reading is record.Reading as `demarche analyze` writes it. A layer that was
// asked for and is empty is [], one that was not asked for is left out.
type reading struct {
	ID           string               `json:"id"`
	Doc          record.Meta          `json:"doc"`
	Sentences    []record.Sentence    `json:"sentences"`
	Tokens       []record.Token       `json:"tokens,omitzero"`
	Attributions []record.Attribution `json:"attributions,omitzero"`
	Dates        []record.Date        `json:"dates,omitzero"`
	Statements   []statement          `json:"statements,omitzero"`
	Events       []record.Event       `json:"events,omitzero"`
	Uncoded      []record.Span        `json:"uncoded,omitzero"`
	Problems     []record.Problem     `json:"problems"`
	Program      string               `json:"program"`
}

// Layers names the layers of a reading that are to be written.
type Layers struct {
	Tokens, Attributions, Dates, Statements, Events bool
}

func newReading(r record.Reading, l Layers, program string) reading {
	out := reading{
		ID: r.ID, Doc: r.Doc, Sentences: list(r.Sentences), Problems: list(r.Problems), Program: program,
	}
	if l.Tokens {
		out.Tokens = list(r.Tokens)
	}
	if l.Attributions {
		out.Attributions = attributions(r.Attributions)
	}
	if l.Dates {
		out.Dates = list(r.Dates)
	}
	if l.Statements {
		out.Statements = []statement{}
		for _, s := range r.Statements {
			out.Statements = append(out.Statements, newStatement(s))
		}
		out.Uncoded = list(r.Uncoded)
	}
	if l.Events {
		out.Events = events(r.Events)
	}
	return out
}

func attributions(in []record.Attribution) []record.Attribution {
	out := []record.Attribution{}
	for _, a := range in {
		a.Source, a.Cue, a.Content = list(a.Source), list(a.Cue), list(a.Content)
		out = append(out, a)
	}
	return out
}

func events(in []record.Event) []record.Event {
	out := []record.Event{}
	for _, e := range in {
		out = append(out, event(e))
	}
	return out
}

func event(e record.Event) record.Event {
	e.Source, e.Target, e.Context = list(e.Source), list(e.Target), list(e.Context)
	return e
}

// known makes nil of what is not known.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list makes an empty list of no list.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
