package reading

import (
	"testing"

	"github.com/demarche-project/demarche/nlp"
)

func TestCased(t *testing.T) {
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc := p.Parse("Norland's wage talks with GenSteel failed. The wage offer of Mr. Bell was refused in the U.S. and in Norland.")
	for title, want := range map[string]string{
		"NORLAND'S WAGE TALKS WITH GENSTEEL <GNS> FAIL - MINISTER": "Norland's wage talks with GenSteel fail",
		"Wage Offer Refused In The U.S.":                           "Wage offer refused in the U.S.",
		"TALKING POINT/GENSTEEL <GNS>":                             "GenSteel",
		"Bell walks out":                                           "Bell walks out",
		"Update: wage offer":                                       "Wage offer",
		"":                                                         "",
		" - ":                                                      "",
	} {
		if got := cased(title, doc); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}
