package nlp

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// golden is a document as the reference annotated it: one line of its fixtures.
type golden struct {
	Name   string            `json:"name"`
	Text   string            `json:"text"`
	Tokens []json.RawMessage `json:"tokens"`
}

// row gives a token in the form of the fixtures.
func row(t *Token) string {
	out, _ := json.Marshal([]any{t.Start, t.End, t.Tag, t.Pos, t.Morph, t.Lemma, t.Head, t.Dep, t.EntIOB, t.EntType, t.SentStart})
	return string(out)
}

func canonical(t testing.TB, raw json.RawMessage) string {
	var v []any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	out, _ := json.Marshal(v)
	return string(out)
}

// difference describes the first token where doc and the reference differ, or "".
func difference(t testing.TB, doc *Doc, want golden) string {
	for i, raw := range want.Tokens {
		if i >= len(doc.Tokens) {
			break
		}
		if got, want := row(&doc.Tokens[i]), canonical(t, raw); got != want {
			return fmt.Sprintf("token %d %q\n got %s\nwant %s", i, doc.Tokens[i].Text, got, want)
		}
	}
	if len(doc.Tokens) != len(want.Tokens) {
		return fmt.Sprintf("%d tokens, want %d", len(doc.Tokens), len(want.Tokens))
	}
	return ""
}

// nearTie is the margin under which a decision is noise of the summation order.
const nearTie = 1e-5

// smallestMargin is the closest decision of any network in a document.
func smallestMargin(p *Pipeline, text string) (margin float32, where string) {
	margin = 1e30
	w := p.workers.New().(*worker)
	w.trace = func(stage string, token int, m float32) {
		if m < margin {
			margin, where = m, fmt.Sprintf("%s at token %d", stage, token)
		}
	}
	w.parse(&Doc{}, validUTF8(text), 0, Options{})
	return margin, where
}

func readGolden(t testing.TB, path string) []golden {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []golden
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var g golden
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// checkParity compares every document of a fixture file in every field. A document
// may differ only if one of its decisions is a near-tie; it is then named.
func checkParity(t *testing.T, p *Pipeline, path string) {
	tokens := 0
	docs := readGolden(t, path)
	for _, g := range docs {
		tokens += len(g.Tokens)
		diff := difference(t, p.Parse(g.Text), g)
		if diff == "" {
			continue
		}
		if m, where := smallestMargin(p, g.Text); m < nearTie {
			t.Logf("%s: differs after a near-tie (%s, margin %.1e): %s", g.Name, where, m, diff)
			continue
		}
		t.Errorf("%s: %s", g.Name, diff)
	}
	t.Logf("%d documents, %d tokens compared", len(docs), tokens)
}

// TestGolden compares with the reference on sentences of our own.
func TestGolden(t *testing.T) {
	for _, k := range kernel.All() {
		t.Run(k.String(), func(t *testing.T) { checkParity(t, pipelineWith(t, k), "testdata/golden.jsonl") })
	}
}

var fixtures = flag.String("fixtures", "", "more fixture files (a glob pattern) for TestParity; see testdata/golden.py for the form")

// TestParity compares with the reference on documents that lie beside the
// repository, where they do. In a short run plain Go has
// the edge cases alone.
func TestParity(t *testing.T) {
	more, err := filepath.Glob(*fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kernel.All() {
		p := pipelineWith(t, k)
		for _, path := range append(fixturePaths("edge", "news", "hostile"), more...) {
			t.Run(k.String()+"/"+filepath.Base(path), func(t *testing.T) {
				if k.String() == kernel.Plain().String() && testing.Short() && !strings.Contains(path, "edge") {
					t.Skip("plain Go takes its time")
				}
				checkParity(t, p, path)
			})
		}
	}
}

func fixturePaths(names ...string) []string {
	for i, name := range names {
		names[i] = filepath.Join("..", "..", "shared", "data", "spacy", name+"-dev.jsonl")
	}
	return names
}

func pipelineWith(t testing.TB, k *kernel.Kernel) *Pipeline {
	p, err := LoadWith(k)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
