package reading_test

import (
	"testing"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// TestWireCapitals holds that what an old wire wrote large behind "U.S." is read as what
// it is, names stay names, and the evidence is as written.
func TestWireCapitals(t *testing.T) {
	for _, c := range []struct{ text, party, act, evidence string }{
		{"The U.S. Insists that Norway lift the levy.", "United States", "insist", "The U.S. Insists that Norway lift the levy."},
		{"Kenya said the U.S. And Peru must open their ports.", "Kenya", "demand", "Kenya said the U.S. And Peru must open their ports."},
		{"U.S. Pressure on Peru to lower its tariff is growing.", "United States", "demand", "U.S. Pressure on Peru to lower its tariff is growing."},
		{"The U.S. Congress rejected the treaty.", "Congress", "reject", "The U.S. Congress rejected the treaty."},
	} {
		found := read(t, record.Document{ID: "t", Text: c.text}, reading.Statements).Statements
		if len(found) != 1 || found[0].Party.Name != c.party || found[0].Act != c.act || found[0].Evidence.Text != c.evidence {
			t.Errorf("%s: %+v", c.text, found)
		}
	}
}
