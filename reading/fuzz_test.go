package reading_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// FuzzRead gives the reader any text: it must not fail, and what it calls
// evidence must stand in the text.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"Chile demanded a pause.", "\"We won't,\" she said.\r\n\r\nArticle 7", "In return for fish, Norway would pay 1.2 mln.", "The fee was opposed by France, on behalf of", "Russian demands, that have", "Russian demands , that have", "»…« ‘’ — \u2028 🇨🇱"} {
		f.Add(s)
	}
	r, err := reader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			t.Skip("the corpus hands over valid UTF-8 only")
		}
		runes := []rune(text)
		for _, s := range r.Read(record.Document{ID: "f", Text: text}, reading.Default).Statements {
			if string(runes[s.Evidence.Start:s.Evidence.End]) != s.Evidence.Text || string(runes[s.Point.Start:s.Point.End]) != s.Point.Text {
				t.Errorf("evidence is not the text: %+v", s)
			}
		}
	})
}

// TestMangled reads pieces of the texts of the tests and examples with words left out and
// put in, the same ones each time: what no grammar foresees must not stop the reading.
func TestMangled(t *testing.T) {
	var texts [][]string
	for _, pattern := range []string{"testdata/*.txt", "../examples/*/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, block := range strings.Split(string(data), "\n\n") {
				if words := strings.Fields(block); len(words) > 3 {
					texts = append(texts, words)
				}
			}
		}
	}
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	put := []string{",", "and", "on behalf of", "by", "with", "(", "\"", "for", "that", "\n\n", "- ", "as well as", "not", ":"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 8000 {
		words := texts[rng.IntN(len(texts))]
		from := rng.IntN(len(words) - 2)
		var kept []string
		for _, w := range words[from:min(len(words), from+3+rng.IntN(60))] {
			if rng.Float64() > 0.12 {
				kept = append(kept, w)
			}
			if rng.Float64() < 0.05 {
				kept = append(kept, put[rng.IntN(len(put))])
			}
		}
		text := strings.Join(kept, " ")
		runes := []rune(text)
		for _, s := range r.Read(record.Document{ID: "m", Text: text, Published: "2024-03-01"}, reading.Default).Statements {
			if string(runes[s.Evidence.Start:s.Evidence.End]) != s.Evidence.Text || string(runes[s.Point.Start:s.Point.End]) != s.Point.Text {
				t.Errorf("evidence is not the text of %q: %+v", text, s)
			}
		}
	}
}
