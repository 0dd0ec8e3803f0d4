package statement

import (
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

func TestGather(t *testing.T) {
	said := func(at int, point string, change func(*record.Statement)) record.Statement {
		s := record.Statement{
			ID: point, Act: "demand", Stance: record.For, Party: record.Ref{ID: "NOR"}, Issue: &record.Ref{ID: "water"},
			Point: record.Span{Text: point}, Evidence: record.Span{Start: at, End: at + 9}, Confidence: 0.7,
		}
		if change != nil {
			change(&s)
		}
		return s
	}
	person := func(id string) func(*record.Statement) {
		return func(s *record.Statement) { s.Speaker = &record.Ref{ID: id} }
	}
	amount := func(v string) func(*record.Statement) {
		return func(s *record.Statement) { s.Quantities = []record.Quantity{{Value: v, Unit: "m3/s"}} }
	}
	place := func(id string) func(*record.Statement) {
		return func(s *record.Statement) { s.Places = []record.Place{{ID: id}} }
	}
	issue := func(id string) func(*record.Statement) {
		return func(s *record.Statement) { s.Issue = &record.Ref{ID: id} }
	}
	for _, c := range []struct {
		name string
		in   []record.Statement
		want string // points that stand, each with the number of its other places
	}{
		{"lead and body", []record.Statement{said(0, "more winter water", nil), said(50, "more winter water for the valley", nil)}, "more winter water for the valley+1"},
		{"three times", []record.Statement{said(0, "winter water for the valley", nil), said(50, "winter water", nil), said(90, "the winter water", person("ada"))}, "the winter water+2"},
		{"two people", []record.Statement{said(0, "winter water", person("ada")), said(50, "winter water", person("ben"))}, "winter water+0, winter water+0"},
		{"another matter", []record.Statement{said(0, "winter water", nil), said(50, "winter ferries", nil)}, "winter water+0, winter ferries+0"},
		{"another amount", []record.Statement{said(0, "a minimum flow", amount("320")), said(50, "a minimum flow", amount("280"))}, "a minimum flow+0, a minimum flow+0"},
		{"another place", []record.Statement{said(0, "winter water", place("A")), said(50, "winter water", place("B"))}, "winter water+0, winter water+0"},
		{"another issue", []record.Statement{said(0, "the proposal", nil), said(50, "the proposal", issue("ports"))}, "the proposal+0, the proposal+0"},
		{"one sentence, word for word, wherever its issue was found", []record.Statement{said(0, "to see it ended soon", nil), said(50, "To see it ended soon", issue("ports"))}, "to see it ended soon+1"},
		{"an issue told in other words", []record.Statement{said(0, "the proposal", nil), said(50, "the proposal", issue("water#winter-water"))}, "the proposal+1"},
		{"another act", []record.Statement{said(0, "winter water", nil), said(50, "winter water", func(s *record.Statement) { s.Act = "offer" })}, "winter water+0, winter water+0"},
		{"a clause of an exchange", []record.Statement{said(0, "winter water", nil), said(50, "winter water", func(s *record.Statement) { s.Exchange = "x" })}, "winter water+0, winter water+0"},
		{"told by another", []record.Statement{said(0, "winter water", nil), said(50, "winter water", func(s *record.Statement) { s.Modality.Reported = true })}, "winter water+0, winter water+0"},
	} {
		var got []string
		for _, s := range Gather(c.in) {
			got = append(got, s.Point.Text+"+"+string(rune('0'+len(s.Also))))
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s: %s, want %s", c.name, g, c.want)
		}
	}
}
