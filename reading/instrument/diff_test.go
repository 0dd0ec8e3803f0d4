package instrument

import (
	"fmt"
	"math/rand"
	"slices"
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

// TestDiffKeepsChangesWhole checks that one change is not shown as two.
func TestDiffKeepsChangesWhole(t *testing.T) {
	a, b := "In a year of drought the flow may fall .", "In a year of drought declared by the Commission the flow may fall ."
	for _, c := range []struct{ a, b, op, want string }{
		{a, b, Insert, "declared by the Commission"},
		{b, a, Delete, "declared by the Commission"},
	} {
		x, y := Structure(c.a), Structure(c.b)
		var got []string
		for _, e := range diffWords(x, y, Piece{0, x.text.Len()}, Piece{0, y.text.Len()}) {
			if e.Op != Equal {
				got = append(got, e.Op+" "+e.Text)
			}
		}
		if len(got) != 1 || got[0] != c.op+" "+c.want {
			t.Errorf("%q to %q: %q, want to %s %q", c.a, c.b, got, c.op, c.want)
		}
	}
}

// TestDiffOfLongTexts compares texts that are too long to be compared cell by
// cell: by landmarks where there are some, as two blocks where there are none.
func TestDiffOfLongTexts(t *testing.T) {
	var a, b []string
	for i := range 9000 {
		w := fmt.Sprintf("w%d", i)
		a = append(a, w, "and")
		if i%100 == 7 {
			w = "other"
		}
		b = append(b, w, "and")
	}
	kept := 0
	for _, r := range commonRuns(a, b) {
		kept += r.n
		if !slices.Equal(a[r.a:r.a+r.n], b[r.b:r.b+r.n]) {
			t.Fatal("a run differs")
		}
	}
	if want := 18000 - 90; kept != want {
		t.Errorf("%d words kept, want %d", kept, want)
	}
	for i := range a {
		a[i], b[i] = "x", []string{"y", "z"}[i%2]
	}
	if got := commonRuns(a, b); len(got) != 0 {
		t.Errorf("%d runs", len(got))
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
