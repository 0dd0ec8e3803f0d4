package quantity_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/quantity"
	"github.com/demarche-project/demarche/reading/when"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expected parts of testdata")

func TestGolden(t *testing.T) {
	const path = "testdata/amounts.txt"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, block := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		if strings.HasPrefix(block, "#") {
			out = append(out, block)
			continue
		}
		text, want, _ := strings.Cut(block, "\n")
		got := strings.Join(describe(p.Parse(text)), "\n")
		if !*rewrite && got != want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", text, got, want)
		}
		out = append(out, strings.TrimSpace(text+"\n"+got))
	}
	if *rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func describe(doc *nlp.Doc) []string {
	var out []string
	for _, a := range quantity.Find(doc, when.Find(doc, "")) {
		about := ""
		if a.Approximate {
			about = "~"
		}
		r := a.Record()
		out = append(out, strings.TrimRight(fmt.Sprintf("  %s | %s%s | %s | %s", r.Span.Text, about, r.Value, r.Unit, r.Of), " |"))
	}
	for _, p := range quantity.Places(doc) {
		out = append(out, strings.TrimRight(fmt.Sprintf("  %s @ %s < %s", p.Span.Text, p.ID, strings.Join(p.Within, " < ")), " <"))
	}
	return out
}

// FuzzFind reads any text; spans must lie in it and hold what they say.
func FuzzFind(f *testing.F) {
	f.Add("up to 20-25 % of the 3bn, a fifth of its half a million $ 1,,2")
	f.Add("between two and three hundred thousand of one")
	p, err := nlp.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		doc := p.Parse(text)
		runes := []rune(doc.Text)
		for _, a := range quantity.Find(doc, nil) {
			if s := a.Span; s.Start >= s.End || s.End > len(runes) || string(runes[s.Start:s.End]) != s.Text {
				t.Fatalf("span %+v in %q", s, text)
			}
		}
		quantity.Places(doc)
	})
}
