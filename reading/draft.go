package reading

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/record"
)

// draft reads a draft as what its author proposes: one statement for each sentence
// of an article that obliges or forbids, tied to the article. Text in square
// brackets is not agreed, so it stays a possibility. voice is the author in the
// cast; without an author a draft proposes in nobody's name and gives nothing.
func (r *Reader) draft(d record.Document, doc *nlp.Doc, cast *actor.Cast, voice int, text *record.Text) []record.Statement {
	if voice < 0 {
		return nil
	}
	author := cast.Entities[voice].Party
	t := instrument.Structure(d.Text)
	var out []record.Statement
	for i := range t.Articles {
		for _, o := range t.Obligations(i) {
			if o.Kind != instrument.Obliges && o.Kind != instrument.Prohibits && o.Kind != instrument.Effort {
				continue
			}
			s := record.Statement{
				Doc: d.ID, Act: "propose", Party: author, Addressees: addressees(cast, doc, o, author),
				Point: text.Span(o.Start, o.End), Predicate: phrase(text, o), Evidence: text.Span(o.Start, o.End),
				Sources:    []record.Source{{Kind: record.SourceDocument, Name: draftName(d, t)}},
				Modality:   record.Modality{Hypothetical: o.Bracketed},
				Conditions: []record.Span{}, Quantities: []record.Quantity{}, Places: []record.Place{},
				Instrument: &record.InstrumentRef{ID: d.ID, Article: t.Articles[i].Number},
				Reported:   d.Published, Family: d.ID, Independent: 1,
				Grade: record.Grade{Source: "F", Information: "6"}, By: record.Machine, Confidence: 0.8,
			}
			span := nlp.Span{Start: tokenAt(doc, o.Start), End: tokenAt(doc, o.End-1) + 1}
			m := r.agenda.Match(doc, span, span)
			s.Stance = record.For
			if m.Direction == record.Against {
				s.Stance = record.Against
			}
			if m.Known {
				s.Issue, s.Option = &record.Ref{ID: m.Issue.ID, Name: m.Issue.Name}, m.Option
			} else if title := t.Articles[i].Title; title != "" {
				s.Issue = &record.Ref{ID: agenda.Slug(title), Name: strings.ToLower(title)}
			}
			s.ID = record.ID(s.Doc, s.Act, author.ID, s.Instrument.Article, s.Evidence.Text)
			out = append(out, s)
		}
	}
	return out
}

func draftName(d record.Document, t *instrument.Text) string {
	switch {
	case d.Title != "":
		return d.Title
	case t.Title != "":
		return t.Title
	}
	return d.ID
}

// phrase is the words that oblige, inside the sentence.
func phrase(text *record.Text, o instrument.Obligation) record.Span {
	sentence := text.Slice(o.Start, o.End)
	if at := strings.Index(strings.ToLower(sentence), strings.ToLower(o.Phrase)); at >= 0 && o.Phrase != "" {
		start := o.Start + len([]rune(sentence[:at]))
		return text.Span(start, start+len([]rune(o.Phrase)))
	}
	return text.Span(o.Start, o.End)
}

// addressees are the parties that the sentence obliges by name.
func addressees(cast *actor.Cast, doc *nlp.Doc, o instrument.Obligation, author record.Ref) []record.Ref {
	out := []record.Ref{}
	for i := range cast.Mentions {
		m := &cast.Mentions[i]
		at := doc.Tokens[m.Start].Start
		e := cast.Entity(m)
		if m.Place || at < o.Start || at >= o.Start+len([]rune(o.Addressee)) || e.Kind == actor.KindPlace || e.Party.ID == author.ID {
			continue
		}
		known := false
		for _, r := range out {
			known = known || r.ID == e.Party.ID
		}
		if !known {
			out = append(out, e.Party)
		}
	}
	return out
}

// cite ties statements to the instrument or article that their point names, or that
// their sentence names by article.
func cite(found []record.Statement, doc *nlp.Doc, m instrument.Mentions) {
	for i := range found {
		s := &found[i]
		if s.Instrument != nil {
			continue
		}
		at := func(sp record.Span) (instrument.Ref, bool) {
			return m.At(nlp.Span{Start: tokenAt(doc, sp.Start), End: tokenAt(doc, sp.End-1) + 1})
		}
		ref, ok := at(s.Point)
		if !ok {
			if ref, ok = at(s.Evidence); ok && ref.Article == "" {
				continue
			}
		}
		if ok {
			s.Instrument = &record.InstrumentRef{ID: ref.ID, Article: ref.Article}
		}
	}
}
