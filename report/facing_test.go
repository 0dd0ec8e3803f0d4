package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// words makes the words of a clause: those between bars are of this draft only.
func words(s string) []Words {
	var out []Words
	for i, w := range strings.Split(s, "|") {
		if w != "" {
			out = append(out, Words{Text: w, Only: i%2 == 1})
		}
	}
	return out
}

func clause(label, s string) *Clause { return &Clause{Label: label, Words: words(s)} }

// lakeDrafts is two drafts in which most of what can happen to an article happens,
// with one that means harm.
func lakeDrafts() Comparison {
	article := func(n, title string) Heading { return Heading{Name: "Article " + n, Title: title} }
	return Comparison{
		A: Draft{Name: "Treaty on Lake Merrow, first draft", Facts: "first.txt · 2031-04-12", Articles: 7},
		B: Draft{Name: "Treaty on Lake Merrow, second draft", Facts: "second.txt", Articles: 7},
		Changes: []ArticleChange{
			{Kind: "same", A: []Heading{{Name: "Preamble"}}, B: []Heading{{Name: "Preamble"}}, Clauses: []ClauseChange{
				{Kind: "same", A: clause("", "Norland and Southmark,"), B: clause("", "Norland and Southmark,")},
			}},
			{Kind: "reworded", A: []Heading{article("1", "Sluices")}, B: []Heading{article("1", "Sluices")}, Clauses: []ClauseChange{
				{Kind: "reworded", A: clause("1", "Norland |shall| open |all| sluices."), B: clause("1", "Norland |should| open |some| sluices."), Effects: []Effect{
					{Kind: "weakened", Why: "shall → should", Addressee: "Norland"}, {Kind: "weakened", Why: "all → some", Addressee: "Norland"},
				}},
				{Kind: "same", A: clause("2", "The gauges are public."), B: clause("2", "The gauges are public.")},
				{Kind: "new", B: clause("3", "|Southmark shall pay.|"), Effects: []Effect{{Kind: "added", Why: "obligation", Addressee: "Southmark", Words: "Southmark shall pay"}}},
			}},
			{Kind: "split", A: []Heading{{Name: "Article 2", Title: "Patrols", Part: "Chapter I"}}, B: []Heading{article("2", "Patrols"), article("3", "Wells")}, Clauses: []ClauseChange{
				{Kind: "same", A: clause("1", "Patrols are joint."), B: clause("Article 2", "Patrols are joint.")},
				{Kind: "split", A: &Clause{Note: "part of Article 2, 1"}, B: clause("Article 3", "No |new| wells.")},
			}},
			{Kind: "same", Also: []string{"moved", "renumbered"}, A: []Heading{article("6", "Tolls")}, B: []Heading{article("4", "Tolls")}, Clauses: []ClauseChange{
				{Kind: "same", A: clause("", "Barges pay no toll."), B: clause("", "Barges pay no toll.")},
			}},
			{Kind: "dropped", A: []Heading{article("3", "Disputes")}, Clauses: []ClauseChange{
				{Kind: "dropped", A: clause("", "|Disputes shall go to the Commission.|"), Effects: []Effect{{Kind: "dropped", Why: "obligation", Words: "Disputes shall go to the Commission"}}},
			}},
			{Kind: "reworded", A: []Heading{article("4", `<script>alert("x")</script>`)}, B: []Heading{article("4", `"><img src=x onerror=y>`)}, Clauses: []ClauseChange{
				{Kind: "reworded", A: clause("1", "a < b |&amp;| </td>"), B: clause("1", "a < b |<b>| </td>"), Effects: []Effect{{Kind: "altered", Why: "<i>", Addressee: "</style>"}}},
			}},
		},
	}
}

func facingPageOf(t *testing.T, c Comparison) string {
	t.Helper()
	var b bytes.Buffer
	if err := Facing(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every link leads somewhere on the page, no text becomes markup, and nothing is
// fetched.
func TestFacing(t *testing.T) {
	got := facingPageOf(t, lakeDrafts())
	golden(t, "facing.html", got)
	targets := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(got, -1) {
		if targets[m[1]] {
			t.Errorf("two places are called %s", m[1])
		}
		targets[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(got, -1) {
		if !targets[m[1]] {
			t.Errorf("link to #%s leads nowhere", m[1])
		}
	}
	for _, want := range []string{"old-preamble", "new-article-2", "new-article-3", "old-article-6", "new-article-4", "new-article-4-2"} {
		if !targets[want] {
			t.Errorf("no place is called %s", want)
		}
	}
	for _, bad := range []string{"<script", "<img", "http:", "https:", "ZgotmplZ", "</style>\"", "a < b"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{
		"Weakened in 2 places, 1 obligation or right dropped, 1 obligation or right added.",
		"Norland <del>shall</del> open <del>all</del> sluices.",
		"Norland <ins>should</ins> open <ins>some</ins> sluices.",
		"7 articles before, 7 articles after. 2 have kept their words and are folded.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestFacingFinding(t *testing.T) {
	one := []ArticleChange{{Kind: "same", A: []Heading{{Name: "Article 1"}}, B: []Heading{{Name: "Article 1"}}}}
	for _, c := range []struct {
		before, after int
		changes       []ArticleChange
		want          string
	}{
		{0, 0, nil, "Neither text has articles."},
		{0, 1, []ArticleChange{{Kind: "new", B: []Heading{{Name: "Article 1"}}}}, "The earlier text has no articles to compare."},
		{1, 0, []ArticleChange{{Kind: "dropped", A: []Heading{{Name: "Article 1"}}}}, "The later text has no articles to compare."},
		{1, 1, one, "The articles have not changed."},
		{1, 1, []ArticleChange{{Kind: "reworded"}}, "No obligation is weaker or stronger than before."},
	} {
		got := facingPageOf(t, Comparison{A: Draft{Articles: c.before}, B: Draft{Articles: c.after}, Changes: c.changes})
		if !strings.Contains(got, "<h1>"+c.want+"</h1>") {
			t.Errorf("%d and %d articles: the page lacks %q", c.before, c.after, c.want)
		}
	}
}

// A summary of much shows some and folds the rest.
func TestFacingSummaryFolds(t *testing.T) {
	var c Comparison
	for range 12 {
		effects := make([]Effect, 5)
		for i := range effects {
			effects[i] = Effect{Kind: "added", Why: "obligation", Words: strings.Repeat("long words ", 40)}
		}
		c.Changes = append(c.Changes, ArticleChange{Kind: "new", B: []Heading{{Name: "Article 1"}}, Clauses: []ClauseChange{{Kind: "new", B: clause("", "|x|"), Effects: effects}}})
	}
	got := facingPageOf(t, c)
	for _, want := range []string{"<summary>4 more articles</summary>", "and 3 more", "words long …</q>"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The summary has a line for whatever can happen to an article.
func TestFacingKinds(t *testing.T) {
	for _, kind := range []string{"same", "reworded", "split", "merged", "regrouped", "moved", "renumbered", "retitled", "dropped", "new"} {
		c := ArticleChange{Kind: kind, A: []Heading{{Name: "Article 1"}}, B: []Heading{{Name: "Article 2"}}}
		if kind == "moved" || kind == "renumbered" || kind == "retitled" {
			c.Kind, c.Also = "reworded", []string{kind}
		}
		if got := facingPageOf(t, Comparison{A: Draft{Articles: 1}, B: Draft{Articles: 1}, Changes: []ArticleChange{c}}); !strings.Contains(got, "<dt>"+kind+" ") {
			t.Errorf("the summary lacks %s", kind)
		}
	}
}
