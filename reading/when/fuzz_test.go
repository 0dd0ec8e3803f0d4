package when_test

import (
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
)

// FuzzFind reads any text and any date of publication: spans lie in the text,
// hold what they say, do not overlap but for words of order, and bounds are in
// order.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"They met on Friday, March 14, 2025, and again from June 3 to 5.",
		"In the fourth quarter, up from a year ago; Q1 FY2024-25 was 9/31/99.",
		"late mid-1990s '90s 30-day 2 1/2 years the week of May 32",
		"29 February 2023, the 31st, Friday the 13th, 0000-00-00",
	} {
		f.Add(seed, "2025-05-02")
		f.Add(seed, "2024")
		f.Add(seed, "-0001")
	}
	p := pipeline(f)
	f.Fuzz(func(t *testing.T, text, published string) {
		if len(text) > 400 {
			return
		}
		doc := p.Parse(text)
		runes := []rune(doc.Text)
		end := 0
		for _, e := range when.Find(doc, published) {
			if e.Start < 0 || e.Start >= e.End || e.End > len(runes) || string(runes[e.Start:e.End]) != e.Text {
				t.Fatalf("span %d-%d of %q says %q", e.Start, e.End, text, e.Text)
			}
			if e.Order == "" && e.Start < end {
				t.Fatalf("%q begins before %d", e.Text, end)
			}
			if e.Order == "" {
				end = e.End
			}
			r := e.Record()
			first, known := e.Value.Earliest() // not as text: the years before 1 count down
			last, bounded := e.Value.Latest()
			if r.EDTF != nil && (r.Earliest == "" || r.Latest == "" || known && bounded && first > last) {
				t.Fatalf("%q is %s, from %s to %s", e.Text, *r.EDTF, r.Earliest, r.Latest)
			}
		}
	})
}

// TestUnparsedText finds dates in a text that only was tokenised: no tense, so
// weekdays look back.
func TestUnparsedText(t *testing.T) {
	text := "Talks will resume Thursday."
	doc := &nlp.Doc{Text: text}
	for i, w := range []struct {
		text       string
		start, end int
	}{{"Talks", 0, 5}, {"will", 6, 10}, {"resume", 11, 17}, {"Thursday", 18, 26}, {".", 26, 27}} {
		doc.Tokens = append(doc.Tokens, nlp.Token{I: i, Text: w.text, Start: w.start, End: w.end, Head: i})
	}
	doc.Index()
	es := when.Find(doc, "2025-05-02")
	if len(es) != 1 || es[0].Value.String() != "2025-05-01" {
		t.Errorf("found %+v", es)
	}
}
