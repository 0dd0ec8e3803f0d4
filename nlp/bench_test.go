package nlp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// benchText is about 20,000 words of the news articles that lie beside the
// repository, or else the golden sentences.
func benchText(b *testing.B) []string {
	path := filepath.Join("..", "..", "shared", "data", "spacy", "news-dev.jsonl")
	if _, err := os.Stat(path); err != nil {
		path = "testdata/golden.jsonl"
	}
	var out []string
	for _, g := range readGolden(b, path) {
		out = append(out, g.Text)
	}
	return out
}

func words(texts []string) int {
	n := 0
	for _, t := range texts {
		n += len(strings.Fields(t))
	}
	return n
}

func BenchmarkPipeline(b *testing.B) {
	texts := benchText(b)
	for _, k := range kernel.All() {
		for _, c := range []struct {
			name string
			opts Options
			warm bool
		}{{"cold", Options{}, false}, {"warm", Options{}, true}, {"warm, no entities", Options{NoEntities: true}, true}} {
			b.Run(k.String()+"/"+c.name, func(b *testing.B) {
				p := pipelineWith(b, k)
				for b.Loop() {
					if !c.warm {
						b.StopTimer()
						p = pipelineWith(b, k)
						b.StartTimer()
					}
					for _, t := range texts {
						p.ParseWith(t, c.opts)
					}
				}
				b.ReportMetric(float64(b.N*words(texts))/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}
