package instrument_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/reading/when"
)

func TestMentions(t *testing.T) {
	const path = "testdata/mentions.txt"
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
		if !strings.HasPrefix(block, "#") {
			text, _, _ := strings.Cut(block, "\n")
			block = text + "\n" + strings.Join(describeMentions(p.Parse(text)), "\n")
		}
		out = append(out, strings.TrimSpace(block))
	}
	golden(t, path, strings.Join(out, "\n\n")+"\n")
}

func describeMentions(doc *nlp.Doc) []string {
	var out []string
	m := instrument.Find(doc, when.Find(doc, ""))
	for _, in := range m.Instruments {
		line := fmt.Sprintf("  = %s | %s | %s", in.ID, in.Name, in.Kind)
		if in.Draft {
			line += " draft"
		}
		for _, f := range []struct{ name, value string }{{"by", in.Author}, {"parties", strings.Join(in.Parties, ", ")}, {"at", in.Place}, {"on", in.Date}, {"points", in.Points}, {"articles", strings.Join(in.Articles, ", ")}} {
			if f.value != "" {
				line += " | " + f.name + " " + f.value
			}
		}
		out = append(out, line)
	}
	for _, x := range m.Mentions {
		ref, _ := m.At(x.Tokens)
		out = append(out, strings.TrimRight(fmt.Sprintf("  %s → %s %s", x.Span.Text, ref.ID, ref.Article), " "))
	}
	return out
}

// FuzzFind reads any text; mentions must lie in it.
func FuzzFind(f *testing.F) {
	f.Add("Article 7 of the US draft treaty and Articles 1, 2 and III of the 28-point plan.")
	f.Add("Resolution 1701's text, the Act of 1990 by X with Y between Z.")
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
		m := instrument.Find(doc, when.Find(doc, ""))
		for _, x := range m.Mentions {
			if x.Span.Start >= x.Span.End || x.Span.End > len(runes) || string(runes[x.Span.Start:x.Span.End]) != x.Span.Text || x.Instrument >= len(m.Instruments) {
				t.Fatalf("mention %+v in %q", x, text)
			}
		}
	})
}

// FuzzStructure takes any text apart and compares it with itself: all is the same.
func FuzzStructure(f *testing.F) {
	f.Add("Article 1\nScope\n\n1. Each Party shall (a) do this;\n(b) do that.\n\nArticle 2\n\n[A: x] [B: y]\n\nAnnex I")
	f.Add("CHAPTER I\n\nArt. 3bis - Title\n\nText.\n\nIN WITNESS WHEREOF")
	f.Add("1. First point\n2. Second point shall not\n3) x")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		s := instrument.Structure(text)
		n := len([]rune(text))
		for i, a := range s.Articles {
			if a.Start < 0 || a.End > n || a.Start > a.End || i > 0 && a.Start < s.Articles[i-1].Start {
				t.Fatalf("article %+v of %q", a, text)
			}
			for _, c := range a.Clauses {
				if c.Start < a.Start || c.End > n || c.Start > c.Text.Start || c.Text.Start > c.Text.End {
					t.Fatalf("clause %+v of %q", c, text)
				}
			}
			s.Obligations(i)
		}
		for _, b := range s.Brackets {
			if b.Start >= b.End || b.End > n || len(b.Alternatives) == 0 {
				t.Fatalf("bracket %+v of %q", b, text)
			}
		}
		instrument.Compare(s, instrument.Structure(text))
	})
}

// BenchmarkFind measures Find alone on a parsed text.
func BenchmarkFind(b *testing.B) {
	p, err := nlp.Load()
	if err != nil {
		b.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/mentions.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc := p.Parse(string(raw))
	dates := when.Find(doc, "")
	for b.Loop() {
		instrument.Find(doc, dates)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
