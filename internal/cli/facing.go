package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/record"
	"github.com/demarche-project/demarche/report"
)

// facing puts the changes between two drafts into the words of the page.
func facing(a, b record.Document, ta, tb *instrument.Text, changes []instrument.Change) report.Comparison {
	out := report.Comparison{A: draftOf(a, ta), B: draftOf(b, tb)}
	kept := keptPieces(changes)
	for _, c := range changes {
		out.Changes = append(out.Changes, articleChange(ta, tb, c, headings(ta, c.A), headings(tb, c.B), kept))
	}
	for _, p := range instrument.Passages(ta, tb) {
		var from, to []report.Heading
		if p.A != nil {
			from = []report.Heading{{Name: p.Name, Title: p.A.Articles[0].Title}}
		}
		if p.B != nil {
			to = []report.Heading{{Name: p.Name, Title: p.B.Articles[0].Title}}
		}
		change := articleChange(p.A, p.B, p.Change, from, to, keptPieces([]instrument.Change{p.Change}))
		if p.Name == instrument.Preamble {
			out.Changes = slices.Insert(out.Changes, 0, change)
		} else {
			out.Changes = append(out.Changes, change)
		}
	}
	return out
}

func articleChange(a, b *instrument.Text, c instrument.Change, from, to []report.Heading, kept [2]pieces) report.ArticleChange {
	out := report.ArticleChange{Kind: c.Kind, Also: also(c), A: from, B: to}
	for _, k := range c.Clauses {
		out.Clauses = append(out.Clauses, clauseView(a, b, c, k, kept))
	}
	return out
}

func draftOf(d record.Document, t *instrument.Text) report.Draft {
	file := filepath.Base(d.Path)
	out := report.Draft{Name: d.Title, Facts: file, Articles: len(t.Articles)}
	if out.Name == "" {
		out.Name, out.Facts = file, ""
	}
	if d.Published != "" {
		out.Facts = strings.TrimPrefix(out.Facts+" · "+d.Published, " · ")
	}
	return out
}

func headings(t *instrument.Text, at []int) []report.Heading {
	var out []report.Heading
	for _, i := range at {
		a := t.Articles[i]
		h := report.Heading{Name: "Article " + a.Number, Title: strings.Join(strings.Fields(a.Title), " ")}
		if a.Parent != nil {
			h.Part = *a.Parent
		}
		out = append(out, h)
	}
	return out
}

// pieces are the words that a clause shares with the other draft.
type pieces map[instrument.ClauseRef][]instrument.Piece

// shared is the least number of words in a row that make a clause a piece of
// another: fewer are there by chance.
const shared = 3

// keptPieces finds, for the clauses of both drafts, what the other draft has of
// them. What a clause gave to several others counts as kept.
func keptPieces(changes []instrument.Change) (out [2]pieces) {
	out = [2]pieces{{}, {}}
	for _, c := range changes {
		for _, k := range c.Clauses {
			for _, e := range k.Edits {
				whole := k.Kind == instrument.Split || k.Kind == instrument.Merged
				if e.Op == instrument.Equal && (!whole || len(strings.Fields(e.Text)) >= shared) {
					out[0][*k.A] = append(out[0][*k.A], e.A)
					out[1][*k.B] = append(out[1][*k.B], e.B)
				}
			}
		}
	}
	return out
}

func clauseView(a, b *instrument.Text, c instrument.Change, k instrument.ClauseChange, kept [2]pieces) report.ClauseChange {
	out := report.ClauseChange{Kind: k.Kind, Moved: k.Moved}
	if k.A != nil {
		out.A = &report.Clause{Label: clauseName(a, c.A, *k.A), Words: clauseWords(a, *k.A, kept[0])}
	}
	if k.B != nil {
		out.B = &report.Clause{Label: clauseName(b, c.B, *k.B), Words: clauseWords(b, *k.B, kept[1])}
	}
	// What is compared in another row shows its words there.
	switch {
	case k.Kind == instrument.Split:
		out.A = &report.Clause{Note: "part of " + clausePlace(a, *k.A)}
	case k.Kind == instrument.Merged:
		out.B = &report.Clause{Note: "now part of " + clausePlace(b, *k.B)}
	case k.Moved && len(k.Edits) == 0:
		out.B = &report.Clause{Note: "now " + clausePlace(b, *k.B)}
	}
	for _, e := range k.Effects {
		words := ""
		switch e.Kind {
		case instrument.Added:
			words = e.To
		case instrument.Lost:
			words = e.From
		}
		out.Effects = append(out.Effects, report.Effect{Kind: e.Kind, Why: e.Why, Addressee: e.Addressee, Words: words})
	}
	return out
}

// clauseName is the label of a clause, with its article where that is not the
// only one in question.
func clauseName(t *instrument.Text, articles []int, r instrument.ClauseRef) string {
	if len(articles) == 1 && articles[0] == r.Article {
		return t.Articles[r.Article].Clauses[r.Clause].Label
	}
	return clausePlace(t, r)
}

// clauseWords cuts a clause into what the other draft has too and what only this
// one has.
func clauseWords(t *instrument.Text, r instrument.ClauseRef, kept pieces) []report.Words {
	clause := t.Articles[r.Article].Clauses[r.Clause].Text
	both := make([]bool, clause.End-clause.Start)
	for _, p := range kept[r] {
		for i := p.Start; i < p.End; i++ {
			both[i-clause.Start] = true
		}
	}
	// White space belongs to what changed only where it lies between such words.
	text := []rune(t.Slice(clause))
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && unicode.IsSpace(text[end]) {
			end++
		}
		for j := i; j < end; j++ {
			both[j] = i == 0 || end == len(text) || both[i-1] || both[end]
		}
		i = end + 1
	}
	var out []report.Words
	for i, from := 0, 0; i < len(text); i++ {
		if i+1 == len(text) || both[i+1] != both[i] {
			out = append(out, report.Words{Text: string(text[from : i+1]), Only: !both[i]})
			from = i + 1
		}
	}
	return out
}
