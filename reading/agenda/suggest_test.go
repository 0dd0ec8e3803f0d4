package agenda

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSuggest(t *testing.T) {
	points := []Point{
		{"1", "new lighting for the old harbour", "harbour lighting"},
		{"1", "a longer opening of the beach kiosks", "opening of kiosks"},
		{"2", "brighter harbour lighting before the winter", "harbour lighting"},
		{"2", "the colour of the town hall", "colour of town hall"},
		{"3", "lamps along the harbour and better lighting", "harbour lamp"},
		{"3", "kiosks open until midnight", "opening of kiosk"},
		{"4", "a statue of the founder", "statue of founder"},
		{"5", "later closing of the beach kiosks in summer", "closing of kiosks"},
	}
	a := Builtin()
	got := a.Suggest(points)
	var names []string
	for _, p := range got {
		names = append(names, p.Name+": "+strings.Join(p.Phrases, ", "))
	}
	want := []string{
		"harbour lighting: harbour lighting, harbour lamp",
		"opening of kiosks: opening of kiosks, closing of kiosks",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Fatalf("proposals (-want +got):\n%s", diff)
	}
	if got[0].Docs != 3 || got[0].Count != 3 || len(got[0].Examples) != 3 {
		t.Errorf("first proposal: %+v", got[0])
	}

	var out bytes.Buffer
	if err := WriteYAML(&out, "town", got); err != nil {
		t.Fatal(err)
	}
	b, err := a.With(&out, "agenda.yaml")
	if err != nil {
		t.Fatalf("what Suggest writes cannot be read: %v", err)
	}
	doc, point := parseMarked(t, "The council rejected [a plan for harbour lighting].")
	m := b.Match(doc, point, doc.Sent(point.Start))
	if !m.Known || m.Issue.Name != "harbour lighting" {
		t.Errorf("after adding the proposals: %+v", m)
	}
}
