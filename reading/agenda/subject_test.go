package agenda_test

import (
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/agenda"
)

func TestSubject(t *testing.T) {
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Builtin().ForDocument()
	for _, c := range []struct{ title, text, want string }{
		{"Harbour bell may go", "The harbour bell is loud. Some want the harbour bell gone. Others like the bell. The mayor is silent.", "The harbour bell"},
		{"", "The mayor spoke. The council met. It rained.", ""},
		{"Clock tower vote", "The market was full. The market closed at noon. The clock tower is old. A vote on the clock tower is due.", "The clock tower"}, // the title decides
		{"", "Two pct is little. Two pct is two pct. The day was long and the day was hot. The thing is a thing.", ""},                                       // amounts, times and things are no subject
	} {
		doc := p.Parse(c.text)
		s, ok := a.Subject(doc, c.title, func(i int) bool { return doc.Tokens[i].Lower == "mayor" })
		if got := doc.Slice(s); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s\n got %q %v, want %q", c.text, got, ok, c.want)
		}
	}
}

func TestNoun(t *testing.T) {
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := agenda.Builtin().ForDocument()
	for text, want := range map[string]string{
		"to reject the takeover offer": "takeover offer",
		"the proposal":                 "proposal",
		"the thing":                    "",
		"20 dlrs":                      "",
		"it":                           "",
	} {
		doc := p.Parse(text)
		if got, _ := a.Noun(doc, nlp.Span{End: len(doc.Tokens)}); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
