package instrument_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

// TestEffects compares one clause before and after.
func TestEffects(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Norland shall withdraw its troops.", "Norland should withdraw its troops.", "weakened: shall → should"},
		{"Norland may withdraw its troops.", "Norland shall withdraw its troops.", "strengthened: may → shall"},
		{"Norland shall not mine the river.", "Norland may mine the river.", "weakened: shall not → may"},
		{"Norland shall endeavour to mine coal.", "Norland undertakes to mine coal.", "strengthened: shall endeavour to → undertakes to"},
		{"The Parties shall free all prisoners.", "The Parties shall free some prisoners.", "weakened: all → some"},
		{"The Parties shall free certain prisoners.", "The Parties shall free all prisoners.", "strengthened: certain → all"},
		{"The Parties shall open the port.", "The Parties shall, where appropriate, open the port.", "weakened: condition added: where appropriate"},
		{"If the sea is calm, the Parties shall open the port.", "The Parties shall open the port.", "strengthened: condition dropped: If the sea is calm"},
		{"Sudria shall pay by 1 May 2031.", "Sudria shall pay by 1 June 2031.", "weakened: date moved back: 1 May 2031 → 1 June 2031"},
		{"Sudria shall pay within two months.", "Sudria shall pay within 30 days.", "strengthened: date moved forward: two months → 30 days"},
		{"Sudria shall pay.", "Sudria shall pay by 1 May 2031.", "strengthened: deadline added: by 1 May 2031"},
		{"Sudria shall pay within 30 days.", "Sudria shall pay.", "weakened: deadline dropped: within 30 days"},
		{"Sudria should pay.", "Sudria should pay by 1 May 2031.", "strengthened: deadline added: by 1 May 2031"},
		{"Sudria may close the port.", "Sudria may close the port before 1 May 2031.", "altered: deadline added: before 1 May 2031"},
		{"Sudria shall pay by 1 May 2031.", "Sudria shall pay by 1 May 2031 and by 1 May 2032.", "strengthened: deadline added: by 1 May 2032"},
		{"Sudria shall guard the bridge for 20 years.", "Sudria shall guard the bridge for ten years.", "weakened: for a shorter time: 20 years → ten years"},
		{"Sudria shall pay 500 crowns.", "Sudria shall pay 300 crowns.", "weakened: amount lowered: 500 → 300"},
		{"Sudria shall keep at least 5 ships in port.", "Sudria shall keep at least 8 ships in port.", "strengthened: minimum raised: 5 → 8"},
		{"Sudria shall keep no more than 5 ships.", "Sudria shall keep no more than 8 ships.", "weakened: limit raised: 5 → 8"},
		{"Sudria shall admit twelve observers.", "Sudria shall admit up to twelve observers.", "weakened: up to added"},
		{"Each Party shall report to the Council.", "Norland shall report to the Council.", "altered: addressee: Each Party → Norland"},
		{"Norland shall open the port.", "Norland shall open the port and shall repair the quay.", "added: obligation"},
		{"Norland shall open the port. Sudria shall open the bridge.", "Norland shall open the port.", "dropped: obligation"},
		{"[Norland: The port shall open.] [Sudria: The port shall close.]", "The port shall close.", "settled: as Sudria had it"},
		{"The port shall close.", "[Norland: The port shall open.] [Sudria: The port shall close.]", "reopened: as Sudria had it"},
		{"The port shall [close].", "The port shall close.", "settled: as in the bracket: close"},
		{"Norland shall keep [four] [nine] ships in port.", "Norland shall keep [five] [seven] ships in port.", "altered: still open: [four] [nine] → [five] [seven]"},
		{"Norland shall keep [four] [nine] ships in [the] port.", "Norland shall keep six ships in [the] port.", "settled: in part: [four] [nine] [the] → [the]"},
		{"Norland shall keep [four] [nine] ships in port.", "Norland shall keep six ships in port.", "settled: between the figures in brackets: six"},
		{"Norland shall keep [four] [nine] ships in port.", "Norland should keep [four] [nine] ships in port.", "weakened: shall → should"},
		{"Norland shall keep ships of 5 or 9 guns.", "Norland shall keep ships of 7 guns.", ""},
		{"Inspectors may enter the dam at any time.", "Inspectors may enter the dam after a notice of two days.", "weakened: condition added: after a notice of two days"},
		{"Norland shall:\n\n(a) open the port;\n\n(b) publish the figures each day.", "Norland should:\n\n(a) open the port;\n\n(b) publish the figures each day.", "weakened: shall → should"},
		{"Norland shall open the port. Sudria shall mend the bridge.", "Sudria shall mend the bridge. Norland shall open the port.", ""},
		{"The Parties recognise the border.", "The Parties recognise the old border.", ""},
		{"Norland shall open the port.", "Norland shall open the harbour.", ""},
	} {
		a := instrument.Structure("Article 1\n\n" + c.a + "\n\nArticle 2\n\nThe Parties shall meet.")
		b := instrument.Structure("Article 1\n\n" + c.b + "\n\nArticle 2\n\nThe Parties shall meet.")
		var got []string
		for _, ch := range instrument.Compare(a, b) {
			for _, cl := range ch.Clauses {
				for _, e := range cl.Effects {
					got = append(got, fmt.Sprintf("%s: %s", e.Kind, e.Why))
				}
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s → %s\n got %q\nwant %q", c.a, c.b, s, c.want)
		}
	}
}
