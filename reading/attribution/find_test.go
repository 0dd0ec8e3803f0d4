package attribution

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

var update = flag.Bool("update", false, "rewrite testdata/find.txt")

// TestFind reads the texts of testdata/find.txt and compares what is found.
func TestFind(t *testing.T) {
	const path = "testdata/find.txt"
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pipeline := loadPipeline(t)
	head, rest, _ := strings.Cut(string(file), "== ")
	var out strings.Builder
	out.WriteString(head)
	for _, c := range strings.Split(rest, "\n== ") {
		name, body, _ := strings.Cut(c, "\n")
		text, want, _ := strings.Cut(body, "----\n")
		doc := pipeline.ParseWith(strings.TrimSuffix(text, "\n"), nlp.Options{Vectors: true})
		cast := actor.Resolve(doc, record.Document{}, actor.Builtin())
		got := ""
		for _, a := range Find(doc, cast, record.Document{}) {
			got += show(doc, cast, &a) + "\n"
		}
		fmt.Fprintf(&out, "== %s\n%s----\n%s\n", name, text, got)
		if strings.TrimSpace(got) != strings.TrimSpace(want) && !*update {
			t.Errorf("%s\ngot\n%swant\n%s", name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// show writes an attribution as the head of testdata/find.txt explains.
func show(doc *nlp.Doc, cast *actor.Cast, a *Attribution) string {
	var b strings.Builder
	b.WriteString(a.Kind)
	if a.Count > 0 {
		fmt.Fprintf(&b, " x%d", a.Count)
	}
	if a.Condition {
		b.WriteString(" anonymity")
	}
	name := "-"
	if a.Speaker >= 0 {
		name = cast.Entities[a.Speaker].Name
	}
	fmt.Fprintf(&b, " [%s] %s", name, a.Manner)
	for _, flag := range []struct {
		on   bool
		text string
	}{{a.Direct, " direct"}, {a.Negated, " negated"}, {a.Parent >= 0, fmt.Sprintf(" <%d", a.Parent)}} {
		if flag.on {
			b.WriteString(flag.text)
		}
	}
	fmt.Fprintf(&b, ": %s | %s | %s", slice(doc, a.Source), slice(doc, a.Cue), slice(doc, a.Content))
	if a.Description != "" {
		fmt.Fprintf(&b, "   (%s)", a.Description)
	}
	return b.String()
}

func slice(doc *nlp.Doc, s []nlp.Span) string {
	var parts []string
	for _, x := range s {
		parts = append(parts, strings.Join(strings.Fields(doc.Slice(x)), " "))
	}
	return strings.Join(parts, " … ")
}

// TestFindHoldsItsPromises checks on every text of ours: order, spans within the
// document, parents that exist and hold their children.
func TestFindHoldsItsPromises(t *testing.T) {
	pipeline := loadPipeline(t)
	for _, opts := range []nlp.Options{{Vectors: true}, {}} {
		for _, text := range texts(t) {
			doc := pipeline.ParseWith(text, opts)
			cast := actor.Resolve(doc, record.Document{}, actor.Builtin())
			found := Find(doc, cast, record.Document{})
			if len(found) == 0 {
				t.Errorf("nothing found in %q (vectors: %v)", text, opts.Vectors)
			}
			last := 0
			for i, a := range found {
				if len(a.Cue) == 0 || len(a.Content) == 0 || start(&a) < last || a.Parent >= len(found) || a.Parent == i {
					t.Errorf("attribution %d is out of order or incomplete: %+v", i, a)
				}
				last = start(&a)
				for _, s := range [][]nlp.Span{a.Source, a.Cue, a.Content} {
					for k, x := range s {
						if x.Start < 0 || x.End > len(doc.Tokens) || x.Len() <= 0 || k > 0 && s[k-1].End >= x.Start {
							t.Errorf("attribution %d: spans %v", i, s)
						}
					}
				}
			}
		}
	}
}

func TestFindNothing(t *testing.T) {
	pipeline := loadPipeline(t)
	for _, text := range []string{"", " \n ", "\"", "Q:", "\"\n\n\"", "said"} {
		doc := pipeline.ParseWith(text, nlp.Options{Vectors: true})
		Find(doc, actor.Resolve(doc, record.Document{}, actor.Builtin()), record.Document{})
		Find(doc, nil, record.Document{})
	}
}

// FuzzFind reads arbitrary text: nothing in it may bring the rules to panic, and
// what is found stays within the text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"\"A b,\" she said. \"C", "Q: a\nA: b\nQ:", "'' x ``", "X, citing Y, said: \"a b c d is\" — Z", "According to\n\n\"", "I said \"you said 'we say'\""} {
		f.Add(s)
	}
	pipeline := loadPipeline(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := pipeline.ParseWith(text, nlp.Options{Vectors: true})
		for _, a := range Find(doc, actor.Resolve(doc, record.Document{}, actor.Builtin()), record.Document{}) {
			for _, s := range [][]nlp.Span{a.Source, a.Cue, a.Content} {
				for _, x := range s {
					if x.Start < 0 || x.End > len(doc.Tokens) || x.Len() <= 0 {
						t.Fatalf("span %v of %d tokens", x, len(doc.Tokens))
					}
				}
			}
		}
	})
}

// start is the first token that belongs to a.
func start(a *Attribution) int {
	first := a.Cue[0].Start
	for _, s := range [][]nlp.Span{a.Source, a.Content} {
		if len(s) > 0 {
			first = min(first, s[0].Start)
		}
	}
	return first
}
