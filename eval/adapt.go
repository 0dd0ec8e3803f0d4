package eval

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// header is what a gold file says of a document apart from the gold.
type header struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Author    string `json:"author"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Kind      string `json:"kind"`
	Text      string `json:"text"`
}

func (h header) document() record.Document {
	return record.Document{ID: h.ID, Title: h.Title, Outlet: h.Outlet, Author: h.Author, Published: h.Published, URL: h.URL, Kind: h.Kind, Text: h.Text}
}

// What follows puts readings into the form that each scorer takes, as adapt.py
// beside the data does.

func pairs(ss []record.Span) spans {
	out := spans{}
	for _, s := range ss {
		out = append(out, [2]int{s.Start, s.End})
	}
	return out
}

func joined(ss []record.Span) string {
	parts := make([]string, len(ss))
	for i, s := range ss {
		parts[i] = s.Text
	}
	return strings.Join(parts, " ")
}

func toRoles(r record.Reading) []roles {
	out := []roles{}
	for _, a := range r.Attributions {
		out = append(out, roles{pairs(a.Source), pairs(a.Cue), pairs(a.Content)})
	}
	return out
}

// toClaims keeps what is said, not what is held, under the name of the speaker.
func toClaims(r record.Reading) []claim {
	out := []claim{}
	for _, a := range r.Attributions {
		if a.Manner != record.Said {
			continue
		}
		name := joined(a.Source)
		if a.Speaker != nil && a.Speaker.Name != "" {
			name = a.Speaker.Name
		}
		out = append(out, claim{name, joined(a.Content)})
	}
	return out
}

// toTimex keeps the expressions that have a value.
func toTimex(r record.Reading) []timex {
	out := []timex{}
	for _, d := range r.Dates {
		if d.EDTF != nil && *d.EDTF != "" {
			out = append(out, timex{d.Start, d.End, *d.EDTF})
		}
	}
	return out
}

func toEvents(r record.Reading) []gsrEvent {
	out := []gsrEvent{}
	for _, e := range r.Events {
		out = append(out, gsrEvent{orNone(e.Source), orNone(e.Target), e.Event, e.Reciprocal})
	}
	return out
}

func orNone(cs []string) codes {
	if len(cs) == 0 {
		return codes{""}
	}
	return cs
}

var opposing = set(`reject oppose deny question accuse`)

// side is the stance of a statement on its point as the scorers of positions
// have it: support, oppose, or report for what takes no side.
func side(s record.Statement) string {
	switch {
	case s.Modality.Negated || s.Stance == record.Against || opposing[s.Act]:
		return "oppose"
	case s.Act == "accept" || s.Act == "agree" || s.Act == "support" || s.Stance == record.For && s.Act == "assess":
		return "support"
	}
	return "report"
}

func toPropositions(r record.Reading) []proposition {
	out := []proposition{}
	for _, s := range r.Statements {
		pred := s.Predicate.Text
		if s.Modality.Negated {
			pred = "not " + pred
		}
		out = append(out, proposition{s.Party.Name, side(s), pred, s.Point.Text})
	}
	return out
}

// regard is how the party of a statement stands to those whom it concerns: by its act,
// whatever it says of the option. It is empty for what takes no side.
func regard(s record.Statement) string {
	switch s.Act {
	case "accept", "agree", "support":
		if s.Modality.Negated {
			return "oppose"
		}
		return "support"
	case "threaten":
		if !s.Modality.Negated && len(s.Addressees) > 0 {
			return "oppose"
		}
	case "reject", "question", "accuse":
		if !s.Modality.Negated {
			return "oppose"
		}
	case "deny":
	default:
		if st := side(s); st != "report" {
			return st
		}
	}
	return ""
}

// between is what stands between the predicate of a statement and its point: whom it is
// directed at, by the name that the text gives.
func between(s record.Statement) string {
	from, to := s.Predicate.End-s.Evidence.Start, s.Point.Start-s.Evidence.Start
	if from < 0 || to <= from {
		return ""
	}
	return cut([]rune(s.Evidence.Text), from, to)
}

// toAttitudes reads statements that take a side as attitudes: of the party or
// the speaker, towards those addressed or named in the point. What is only supposed is
// nobody's attitude, and who denies a report is not against those whom it names.
func toAttitudes(r record.Reading) []attitude {
	out := []attitude{}
	for _, s := range r.Statements {
		stance := regard(s)
		if stance == "" || s.Modality.Hypothetical {
			continue
		}
		actors := []string{s.Party.Name}
		if s.Speaker != nil {
			actors = append(actors, s.Speaker.Name)
		}
		for _, x := range s.Sources {
			if x.Span != nil {
				actors = append(actors, x.Span.Text)
			}
		}
		targets := []string{s.Point.Text, between(s)}
		for _, a := range s.Addressees {
			targets = append(targets, a.Name)
		}
		for _, a := range actors {
			for _, t := range targets {
				out = append(out, attitude{a, stance, t}, attitude{"the " + a, stance, t})
			}
		}
	}
	return out
}
