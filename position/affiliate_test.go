package position

import (
	"testing"

	"github.com/demarche-project/demarche/record"
)

func TestAffiliate(t *testing.T) {
	person, other := record.Ref{ID: "rosa-vega", Name: "Rosa Vega"}, record.Ref{ID: "ana-ruiz", Name: "Ana Ruiz"}
	chile, peru := record.Ref{ID: "CHL", Name: "Chile"}, record.Ref{ID: "PER", Name: "Peru"}
	in := []record.Statement{
		{ID: "1", Party: chile, Speaker: &person},
		{ID: "2", Party: person, Sources: []record.Source{{Name: "Rosa Vega"}}},
		{ID: "3", Party: chile, Speaker: &other},
		{ID: "4", Party: peru, Speaker: &other},
		{ID: "5", Party: other},
		{ID: "6", Party: record.Ref{ID: "nobody", Name: "Nobody"}},
	}
	out := Affiliate(in)
	if out[1].Party != chile || out[1].Speaker == nil || *out[1].Speaker != person {
		t.Errorf("Rosa Vega speaks for Chile in statement 1, and so in 2: %+v", out[1])
	}
	if want := "speaks for Chile in other documents"; out[1].Sources[0].Description != want {
		t.Errorf("the chain says %q, want %q", out[1].Sources[0].Description, want)
	}
	if in[1].Party != person || in[1].Sources[0].Description != "" {
		t.Error("what was handed in has changed")
	}
	if out[4].Party != other {
		t.Error("Ana Ruiz speaks for two parties: nothing says for which in statement 5")
	}
	if out[5].Party.ID != "nobody" {
		t.Error("nothing is known of nobody")
	}
}
