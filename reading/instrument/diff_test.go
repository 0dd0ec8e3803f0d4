package instrument

import (
	"math/rand"
	"strings"
	"testing"
)

// TestDiffRestoresBoth checks that the edits between two texts spell out both.
func TestDiffRestoresBoth(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	vocabulary := strings.Fields("each Party shall not withdraw its troops from the zone , within 30 days .")
	random := func() string {
		var ws []string
		for range r.Intn(40) {
			ws = append(ws, vocabulary[r.Intn(len(vocabulary))])
		}
		return strings.Join(ws, " ")
	}
	for range 300 {
		a, b := Structure(random()), Structure(random())
		all := func(t *Text) Piece { return Piece{0, t.text.Len()} }
		var wa, wb []string
		for _, e := range diffWords(a, b, all(a), all(b)) {
			if e.Op != Insert {
				wa = append(wa, a.Slice(e.A))
			}
			if e.Op != Delete {
				wb = append(wb, b.Slice(e.B))
			}
		}
		if got, want := strings.Join(wa, " "), a.Slice(all(a)); got != want {
			t.Fatalf("edits spell %q, the text is %q", got, want)
		}
		if got, want := strings.Join(wb, " "), b.Slice(all(b)); got != want {
			t.Fatalf("edits spell %q, the text is %q", got, want)
		}
	}
}

// TestNumbers reads what heads articles.
func TestNumbers(t *testing.T) {
	for s, want := range map[string]int{"7": 7, "XIV": 14, "3bis": 3, "12a": 12, "IV": 4, "A": 1, "XL": 40, "x": 10, "foo": 0, "": 0, "2nd": 0} {
		if got := numberValue(s); got != want {
			t.Errorf("%q is %d, want %d", s, got, want)
		}
	}
}
