package instrument_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/reading/when"
)

// TestSeedArticles checks the articles that the fifth seed names: the same number
// of two drafts, told apart.
func TestSeedArticles(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/seeds/004_*.txt")
	if len(paths) == 0 {
		t.Skip("no seeds here")
	}
	raw, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc := p.Parse(string(raw))
	m := instrument.Find(doc, when.Find(doc, ""))
	var got []string
	for _, x := range m.Mentions {
		if ref, ok := m.At(x.Tokens); ok && x.Article != "" {
			got = append(got, ref.ID+" "+ref.Article)
		}
	}
	want := "nato-draft-agreement 6, nato-draft-agreement 7, us-draft-agreement 7, north-atlantic-treaty 5"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("articles are %s, want %s", s, want)
	}
}
