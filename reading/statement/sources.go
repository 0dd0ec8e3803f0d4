package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/attribution"
	"github.com/demarche-project/demarche/record"
)

// chain sets the sources from the outlet down to the holder, and whether
// somebody else says it about the party.
func (f *finder) chain(s *record.Statement, c *candidate, h holder, text *record.Text) {
	s.Sources = []record.Source{}
	if f.Meta.Outlet != "" {
		s.Sources = append(s.Sources, record.Source{Kind: record.SourceOutlet, Name: f.Meta.Outlet})
	}
	last := ""
	within := f.within[c.at]
	for _, a := range within {
		at := &f.Attributions[a]
		if len(at.Source) == 0 && at.Speaker < 0 {
			continue
		}
		src := record.Source{Kind: at.Kind, Count: at.Count, Description: at.Description}
		if len(at.Source) > 0 {
			sp := f.span(text, at.Source[0])
			src.Span, src.Name = &sp, sp.Text
		}
		if at.Speaker >= 0 {
			src.Name = f.Cast.Entities[at.Speaker].Name
			last = f.Cast.Entities[at.Speaker].ID
		}
		s.Sources = append(s.Sources, src)
	}
	if h.entity == author {
		s.Sources = append(s.Sources, record.Source{Kind: record.SourceAuthor, Name: s.Party.Name})
		return
	}
	for i, a := range within {
		at := &f.Attributions[a]
		switch inner := i == len(within)-1; {
		case c.presumed && c.act == "accuse" && h.entity >= 0 && h.entity == f.documentVoice(): // its own word for what others say
		case at.Speaker < 0, f.besideSpeaker(h, at.Speaker), f.amongSources(at, h):
		case at.Manner == record.Held && (f.setOff(c.at) || c.noun && !f.ownNoun(c)): // the writer tells it: "Osk likes Norland's offer"
		case !f.sameParty(at.Speaker, h.entity):
			if (at.Kind == record.SourceNamed || at.Kind == record.SourceOffice) && !f.mouth(at.Speaker) && !f.anonymous(c.at) {
				s.Modality.Reported = true
			}
		case inner && c.act != "demand" && at.Manner == record.Said:
			s.Modality.Future = false // what a party says it will do, it announces
		}
	}
	if c.would && !f.ownWord(c, h) {
		s.Modality.Future = true // what others say a party would do is foretold
	}
	ent := &f.Cast.Entities[h.entity]
	if ent.ID == last {
		return
	}
	src := record.Source{Kind: holderKind(ent), Name: ent.Name}
	if h.tok >= 0 {
		if m := f.Cast.At(h.tok); m != nil {
			sp := f.span(text, nlp.Span{Start: m.Start, End: m.End})
			src.Span = &sp
			if m.ReadAs != "" {
				src.Description = "read as " + m.ReadAs
			}
		}
	}
	s.Sources = append(s.Sources, src)
}

// amongSources reports whether h is one of several whose words an attribution holds.
func (f *finder) amongSources(at *attribution.Attribution, h holder) bool {
	for _, s := range at.Source {
		for i := s.Start; i < s.End; i++ {
			if f.Doc.Tokens[i].Dep == "conj" && slices.Contains(f.entitiesAt(i), h.entity) {
				return true
			}
		}
	}
	return false
}

func holderKind(e *actor.Entity) string {
	switch e.Kind {
	case actor.KindOffice:
		return record.SourceOffice
	case actor.KindGroup:
		return record.SourceCollective
	}
	return record.SourceNamed
}

// ownWord reports whether the act at c stands in the holder's own voice, or in that of
// somebody who only passes it on.
func (f *finder) ownWord(c *candidate, h holder) bool {
	w := f.within[c.at]
	if len(w) == 0 {
		return h.entity == f.documentVoice()
	}
	sp := f.Attributions[w[len(w)-1]].Speaker
	return f.anonymous(c.at) || sp >= 0 && f.sameParty(sp, h.entity)
}
