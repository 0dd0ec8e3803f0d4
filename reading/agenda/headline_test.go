package agenda_test

import (
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/agenda"
)

func TestHeadline(t *testing.T) {
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Builtin().ForDocument()
	text := p.Parse("The ferry timetable was drawn up last year. The union wants the contract changed. Mr. Bell called the rescue of the lighthouse a duty.")
	for headline, want := range map[string]string{
		"Norland rejects the new Ostmark ferry timetable": "Ostmark ferry timetable", // names belong to it, what only dates it does not
		"Bell urges rescue of the lighthouse":             "rescue of lighthouse",    // a noun alone is told by what it is about
		"Canada meets France":                             "",                        // states are no matter
		"Five pct in two years":                           "",                        // nor amounts and times
		"Contract refused":                                "contract",
	} {
		if got, _ := a.Headline(p.Parse(headline), text); got != want {
			t.Errorf("%s: got %q, want %q", headline, got, want)
		}
	}
	if _, m := a.Headline(p.Parse("Norland opposes a rate cut"), text); m.Issue.Name != "interest rates" {
		t.Errorf("a rate cut is an issue of the agenda, got %q", m.Issue.Name)
	}
}
