package agenda

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/demarche-project/demarche/nlp"
)

var update = flag.Bool("update", false, "rewrite testdata with what the program gives now")

var pipeline = sync.OnceValues(nlp.Load)

// parseMarked parses a text whose point stands in square brackets.
func parseMarked(t *testing.T, marked string) (*nlp.Doc, nlp.Span) {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	open, end := strings.IndexByte(marked, '['), strings.IndexByte(marked, ']')
	if open < 0 || end < open {
		t.Fatalf("no [point] in %q", marked)
	}
	doc := p.Parse(marked[:open] + marked[open+1:end] + marked[end+1:])
	from, to := len([]rune(marked[:open])), len([]rune(marked[:end]))-1
	s := nlp.Span{Start: -1}
	for i, tok := range doc.Tokens {
		if tok.Start >= from && s.Start < 0 {
			s.Start = i
		}
		if tok.Start < to {
			s.End = i + 1
		}
	}
	return doc, s
}

func describe(m Match) string {
	mark := ""
	switch {
	case !m.Known:
		mark = "~"
	case m.FromContext:
		mark = "<"
	}
	return strings.TrimSpace(fmt.Sprintf("%s%s | %s | %s", mark, m.Issue.Name, m.Option, m.Direction))
}

func TestPoints(t *testing.T) {
	const path = "testdata/points.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := Builtin()
	lines := strings.Split(string(data), "\n")
	n := 0
	for i, line := range lines {
		if !strings.Contains(line, "[") || strings.HasPrefix(line, "#") {
			continue
		}
		doc, point := parseMarked(t, line)
		got := describe(a.Match(doc, point, doc.Sent(point.Start)))
		got, want := squeeze(got), squeeze(lines[i+1])
		if diff := cmp.Diff(want, got); diff != "" && !*update {
			t.Errorf("%s:%d: %s\n got  %s\n want %s", path, i+1, line, got, want)
		}
		lines[i+1] = got
		n++
	}
	if n < 100 {
		t.Errorf("only %d points", n)
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
