package when_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expected parts of testdata")

func pipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestGolden checks every block of testdata/expressions.txt.
func TestGolden(t *testing.T) {
	const path = "testdata/expressions.txt"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := pipeline(t)
	var out []string
	for _, block := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		lines := strings.Split(block, "\n")
		if strings.HasPrefix(block, "#") {
			out = append(out, block)
			continue
		}
		published := strings.TrimPrefix(lines[0], "published ")
		text := lines[1]
		var got []string
		for _, line := range describe(when.Find(p.Parse(text), strings.Trim(published, "?"))) {
			got = append(got, "  "+line)
		}
		if want := lines[2:]; !*rewrite && strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("published %s: %s\n got:\n%s\nwant:\n%s", published, text, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		out = append(out, strings.Join(append(lines[:2:2], got...), "\n"))
	}
	if *rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// describe prints expressions as testdata has them.
func describe(es []when.Expression) []string {
	var out []string
	for _, e := range es {
		value, interval, anchor := "-", "", ""
		if !e.Value.IsZero() {
			value = e.Value.String()
			if s := e.Interval(es).String(); s != value {
				interval = s
			}
		}
		if e.Published {
			anchor = "published"
		}
		if e.Anchor != nil {
			anchor = strings.TrimSpace(fmt.Sprintf("%s %q", anchor, e.Anchor.Text))
		}
		more := strings.TrimSpace(strings.Join([]string{e.Period, e.Bound, e.Order}, " "))
		out = append(out, strings.TrimRight(fmt.Sprintf("%s | %s | %s | %s | %s | %s", e.Text, e.Kind, value, interval, anchor, more), " |"))
	}
	return out
}
