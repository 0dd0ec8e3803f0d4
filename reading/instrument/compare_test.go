package instrument_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expected parts of testdata")

// TestSuccessiveDrafts compares three drafts of one invented treaty; every change
// that was made between them, and no other, stands in changes.txt.
func TestSuccessiveDrafts(t *testing.T) {
	var drafts []*instrument.Text
	for i := 1; i <= 3; i++ {
		raw, err := os.ReadFile(fmt.Sprintf("testdata/merin/draft%d.txt", i))
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, instrument.Structure(string(raw)))
	}
	var b strings.Builder
	for i := 0; i < 2; i++ {
		fmt.Fprintf(&b, "# draft %d → draft %d\n\n", i+1, i+2)
		for _, c := range instrument.Compare(drafts[i], drafts[i+1]) {
			b.WriteString(describe(drafts[i], drafts[i+1], c))
		}
		b.WriteString("\n")
	}
	golden(t, "testdata/merin/changes.txt", b.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; got:\n%s", path, got)
	}
}

func describe(a, b *instrument.Text, c instrument.Change) string {
	var out strings.Builder
	number := func(t *instrument.Text, is []int) string {
		var ns []string
		for _, i := range is {
			ns = append(ns, t.Articles[i].Number)
		}
		if len(ns) == 0 {
			return "-"
		}
		return strings.Join(ns, "+")
	}
	flags := ""
	if c.Moved {
		flags += " moved"
	}
	if c.Renumbered {
		flags += " renumbered"
	}
	if c.Retitled {
		flags += " retitled"
	}
	fmt.Fprintf(&out, "%s → %s: %s%s\n", number(a, c.A), number(b, c.B), c.Kind, flags)
	for _, cl := range c.Clauses {
		if cl.Kind == instrument.Same && !cl.Moved {
			continue
		}
		fmt.Fprintf(&out, "  %s → %s %s", clauseName(a, cl.A), clauseName(b, cl.B), cl.Kind)
		if cl.Moved {
			out.WriteString(" moved")
		}
		for _, e := range cl.Edits {
			switch e.Op {
			case instrument.Delete:
				fmt.Fprintf(&out, " [-%s-]", e.Text)
			case instrument.Insert:
				fmt.Fprintf(&out, " [+%s+]", e.Text)
			}
		}
		out.WriteString("\n")
		for _, e := range cl.Effects {
			fmt.Fprintf(&out, "    %s (%s) for %q: %q → %q\n", e.Kind, e.Why, e.Addressee, e.From, e.To)
		}
	}
	return out.String()
}

func clauseName(t *instrument.Text, r *instrument.ClauseRef) string {
	if r == nil {
		return "-"
	}
	a := t.Articles[r.Article]
	return strings.TrimSuffix(a.Number+"."+a.Clauses[r.Clause].Label, ".")
}
