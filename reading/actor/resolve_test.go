package actor

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

var update = flag.Bool("update", false, "rewrite the expected part of testdata")

var pipeline = sync.OnceValues(nlp.Load)

func parse(t testing.TB, text string) *nlp.Doc {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	return p.Parse(text)
}

// TestCasts reads testdata/*.txt: cases of the form
//
//	== name published=1987-03
//	text
//	--
//	mention = entity (kind) for party, and marks
//
// go test -run TestCasts -update rewrites what stands below the dashes.
func TestCasts(t *testing.T) {
	for _, file := range []string{"testdata/parties.txt", "testdata/people.txt", "testdata/pronouns.txt", "testdata/places.txt"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for i, block := range strings.Split("\n"+string(raw), "\n== ") {
			if i == 0 {
				out.WriteString(strings.TrimPrefix(block, "\n"))
				if block != "" {
					out.WriteByte('\n')
				}
				continue
			}
			head, rest, _ := strings.Cut(block, "\n")
			text, want, _ := strings.Cut(rest+"\n", "\n--\n")
			name, published, _ := strings.Cut(head, " published=")
			doc := parse(t, text)
			got := render(doc, Resolve(doc, record.Document{Text: text, Published: published}, Builtin()))
			if strings.TrimSpace(got) != strings.TrimSpace(want) && !*update {
				t.Errorf("%s: %s\n%s\ngot\n%s\nwant\n%s", file, name, text, got, want)
			}
			fmt.Fprintf(&out, "== %s\n%s\n--\n%s\n", head, text, got)
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// render writes a cast one mention a line.
func render(doc *nlp.Doc, c *Cast) string {
	var b strings.Builder
	for i := range c.Mentions {
		m := &c.Mentions[i]
		fmt.Fprintf(&b, "%s [%s] =", doc.Slice(nlp.Span{Start: m.Start, End: m.End}), m.Form)
		for k, e := range c.All(m) {
			if k > 0 {
				b.WriteString(" +")
			}
			fmt.Fprintf(&b, " %s (%s", e.Name, e.Kind)
			if e.Former {
				b.WriteString(", former")
			}
			if e.Office != "" {
				fmt.Fprintf(&b, ", %s", e.Office)
			}
			b.WriteString(")")
			if e.Party.ID != e.ID {
				fmt.Fprintf(&b, " for %s", e.Party.Name)
			}
			if e.Known {
				b.WriteString(" known")
			}
		}
		if m.ReadAs != "" {
			fmt.Fprintf(&b, ", read as %s", m.ReadAs)
		}
		if m.Place {
			b.WriteString(", place")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
