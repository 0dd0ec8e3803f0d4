package reading

import (
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/attribution"
	"github.com/demarche-project/demarche/record"
)

func spans(doc *nlp.Doc, text *record.Text, in []nlp.Span) []record.Span {
	out := make([]record.Span, 0, len(in))
	for _, s := range in {
		out = append(out, text.Span(doc.Tokens[s.Start].Start, doc.Tokens[s.End-1].End))
	}
	return out
}

// ownI reports whether the writer speaks of what the writer says: "I asked him".
func ownI(doc *nlp.Doc, a *attribution.Attribution) bool {
	return a.Kind == record.SourceAuthor && len(a.Source) == 1 && a.Source[0].Len() == 1 && doc.Tokens[a.Source[0].Start].Lower == "i"
}

// othersSpeak reports whether a text tells more of what others say than of what its own
// "I" and "we" do: then these are a reporter's, else those of some speaker unknown.
func othersSpeak(in []attribution.Attribution) bool {
	own, others := 0, 0
	for i := range in {
		switch a := &in[i]; {
		case a.Speaker >= 0:
			others++
		case a.Kind == record.SourceAuthor && len(a.Source) > 0:
			own++
		}
	}
	return others > own
}

// attributionRecords turns attributions over tokens into records over code points.
func attributionRecords(doc *nlp.Doc, cast *actor.Cast, in []attribution.Attribution, text *record.Text, d record.Document) []record.Attribution {
	out := make([]record.Attribution, 0, len(in))
	reporter := othersSpeak(in)
	for i := range in {
		a := &in[i]
		r := record.Attribution{
			Source: spans(doc, text, a.Source), Cue: spans(doc, text, a.Cue), Content: spans(doc, text, a.Content),
			Kind: a.Kind, Count: a.Count, Description: a.Description, Manner: a.Manner, Direct: a.Direct, Negated: a.Negated,
		}
		if a.Parent >= 0 {
			parent := a.Parent
			r.Parent = &parent
		}
		if a.Speaker >= 0 {
			e := &cast.Entities[a.Speaker]
			r.Speaker = &record.Ref{ID: e.ID, Name: e.Name}
		} else if reporter && ownI(doc, a) {
			writer := d.Writer()
			r.Speaker = &record.Ref{ID: writer.ID, Name: writer.Name}
		}
		out = append(out, r)
	}
	return out
}
