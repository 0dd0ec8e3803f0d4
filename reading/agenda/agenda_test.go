package agenda

import (
	"strings"
	"testing"
)

// TestTaxonomy checks the built-in files: every issue says what it is and how it
// is named, and no phrase decides for two issues of one domain.
func TestTaxonomy(t *testing.T) {
	a := Builtin()
	if n := len(a.Issues()); n < 150 {
		t.Fatalf("only %d issues", n)
	}
	ids := map[string]string{}
	phrases := map[string]string{}
	for _, is := range a.Issues() {
		if prev, ok := ids[is.ID]; ok {
			t.Errorf("%s: identifier of %q and %q", is.ID, prev, is.Name)
		}
		ids[is.ID] = is.Name
		if is.Domain == "" || is.Definition == "" || !strings.HasSuffix(is.Definition, ".") {
			t.Errorf("%s: domain %q, definition %q: want both, as a sentence", is.Name, is.Domain, is.Definition)
		}
		if len(is.Phrases) < 3 {
			t.Errorf("%s: %d phrases, want at least three", is.Name, len(is.Phrases))
		}
		if len(strings.Fields(is.Name)) > 6 {
			t.Errorf("%s: a name has at most six words", is.Name)
		}
		own := map[string]bool{}
		for _, p := range is.Phrases {
			p = strings.ToLower(p)
			if own[p] {
				t.Errorf("%s: phrase %q twice", is.Name, p)
			}
			own[p] = true
			key := is.Domain + "\x00" + p
			if prev, ok := phrases[key]; ok {
				t.Errorf("%s: phrase %q also belongs to %q", is.Name, p, prev)
			}
			phrases[key] = is.Name
		}
	}
}
