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

// attributionRecords turns attributions over tokens into records over code points.
func attributionRecords(doc *nlp.Doc, cast *actor.Cast, in []attribution.Attribution, text *record.Text, d record.Document) []record.Attribution {
	out := make([]record.Attribution, 0, len(in))
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
		} else if a.Kind == record.SourceAuthor && len(a.Source) > 0 { // "I asked him"
			writer := d.Writer()
			r.Speaker = &record.Ref{ID: writer.ID, Name: writer.Name}
		}
		out = append(out, r)
	}
	return out
}
