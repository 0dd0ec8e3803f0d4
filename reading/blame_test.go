package reading_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// What TestBlame holds: as many as these of the blaming utterances of
// testdata/blame.txt are found, with the one whom they blame, and none is found
// where nobody is blamed.
const (
	blameFound = 49
	blameRight = 41
)

// TestBlame reads each utterance of testdata/blame.txt and looks for accusations.
func TestBlame(t *testing.T) {
	data, err := os.ReadFile("testdata/blame.txt")
	if err != nil {
		t.Fatal(err)
	}
	var blames, named, found, right, extra int
	for l := range strings.Lines(string(data)) {
		f := strings.SplitN(strings.TrimSpace(l), " | ", 3)
		if strings.HasPrefix(l, "#") || len(f) != 3 {
			continue
		}
		d := record.Document{ID: "t", Text: f[2]}
		if f[0] != "report" {
			d.Kind, d.Author = record.KindSpeech, "Representative of "+f[0]
		}
		var to []string
		accuses := false
		for _, s := range read(t, d, reading.Statements).Statements {
			if s.Act == "accuse" && s.Modality.Fact() {
				accuses = true
				for _, a := range s.Addressees {
					to = append(to, a.Name)
				}
			}
		}
		if f[1] == "none" {
			if accuses {
				extra++
				t.Errorf("accuses %v: %s", to, f[2])
			}
			continue
		}
		blames++
		found += b2i(accuses)
		if f[1] != "-" {
			named++
			right += b2i(slices.Contains(to, f[1]))
		}
		if !accuses || f[1] != "-" && !slices.Contains(to, f[1]) {
			t.Logf("of %s: %v %v: %s", f[1], accuses, to, f[2])
		}
	}
	fmt.Printf("blame: %d of %d found, %d of %d with the one blamed, %d where there is none\n", found, blames, right, named, extra)
	if found < blameFound || right < blameRight {
		t.Errorf("found %d, right %d; want %d, %d", found, right, blameFound, blameRight)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestTowards wants every act directed at those whom the words name: the party, and
// the person who stands for it, also where no list knows the name.
func TestTowards(t *testing.T) {
	for text, want := range map[string][]string{
		"Kenya accused Zorbex of hiding the accounts.":                {"Zorbex"},
		"Chile blamed the shortage on Peru.":                          {"Peru"},
		"Ann Lee criticised President Emmanuel Macron for the delay.": {"France", "Emmanuel Macron"},
		"Ann Lee, a fierce critic of Zorbex, resigned.":               {"Zorbex"},
		"Kenya has been critical of Uganda's plan.":                   {"Uganda"},
		"Kenya blamed the city police for the deaths.":                {"city police"},
		"Kenya criticised the pace of the talks.":                     nil,
	} {
		var got []string
		for _, s := range read(t, record.Document{ID: "t", Text: text}, reading.Statements).Statements {
			if s.Act == "accuse" {
				for _, a := range s.Addressees {
					got = append(got, a.Name)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n  towards %q, want %q", text, got, want)
		}
	}
}
