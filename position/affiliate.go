package position

import "github.com/demarche-project/demarche/record"

// Affiliate gives a person whom one document leaves without a party the party for
// which the other documents say that this person speaks: an article that only says
// "Dauster" is read in the light of those that say "Brazilian Coffee Institute
// president Jorio Dauster". It does so only where they all agree, and only for the
// same identifier; the statement stored stays as it is. The chain of sources says
// so: the last source carries "speaks for X in other documents".
func Affiliate(statements []record.Statement) []record.Statement {
	party := map[string]record.Ref{}
	torn := map[string]bool{}
	for _, s := range statements {
		if s.Speaker == nil || s.Speaker.ID == s.Party.ID {
			continue
		}
		if p, ok := party[s.Speaker.ID]; ok && p.ID != s.Party.ID {
			torn[s.Speaker.ID] = true
		}
		party[s.Speaker.ID] = s.Party
	}
	out := make([]record.Statement, len(statements))
	for i, s := range statements {
		out[i] = s
		p, ok := party[s.Party.ID]
		if s.Speaker != nil || !ok || torn[s.Party.ID] {
			continue
		}
		person := s.Party
		out[i].Party, out[i].Speaker = p, &person
		if n := len(s.Sources); n > 0 {
			out[i].Sources = append([]record.Source(nil), s.Sources...)
			out[i].Sources[n-1].Description = "speaks for " + p.Name + " in other documents"
		}
	}
	return out
}
