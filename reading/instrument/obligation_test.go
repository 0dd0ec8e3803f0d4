package instrument_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

func TestObligations(t *testing.T) {
	text := `Article 1

1. Each Party shall open its ports, and shall not levy duties on grain.

2. Within ten days, Norland undertakes to publish:

(a) the list of prisoners;

(b) the maps of the mines.

3. Heavy guns shall be withdrawn by the Kingdom of Sudria. No Party may lay mines.

4. The Commission should meet twice a year; it may invite experts.

5. The Parties recognise the border of 2019.

6. [Sudria shall endeavour to reduce its army.]

Article 2

The Parties shall consult.`
	s := instrument.Structure(text)
	var got []string
	for i := range s.Articles {
		for _, o := range s.Obligations(i) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s.%s %s %d | %s | %s | %s %v", s.Articles[i].Number, o.Label, o.Kind, o.Strength, o.Addressee, o.Phrase, o.Content, o.Bracketed)))
		}
	}
	want := []string{
		"1.1 obligation 5 | Each Party | shall | open its ports false",
		"1.1 prohibition 5 | Each Party | shall not | levy duties on grain false",
		"1.2(a) obligation 5 | Norland | undertakes to | publish the list of prisoners false",
		"1.2(b) obligation 5 | Norland | undertakes to | publish the maps of the mines false",
		"1.3 obligation 5 | the Kingdom of Sudria | shall | Heavy guns be withdrawn by the Kingdom of Sudria false",
		"1.3 prohibition 5 | No Party | may | lay mines false",
		"1.4 effort 2 | The Commission | should | meet twice a year false",
		"1.4 permission 1 | it | may | invite experts false",
		"1.5 recognition 1 | The Parties | recognise | the border of 2019 false",
		"1.6 effort 3 | Sudria | shall endeavour to | reduce its army true",
		"2. obligation 5 | The Parties | shall | consult false",
	}
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("obligation %d\n got %s\nwant %s", i, g, w)
		}
	}
}
