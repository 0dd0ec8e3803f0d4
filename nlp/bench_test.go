package nlp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// benchText is the news articles that lie beside the repository, about 22,000
// words, or else the golden sentences.
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

func reportWords(b *testing.B, texts []string) {
	n := 0
	for _, t := range texts {
		n += len(strings.Fields(t))
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for _, k := range kernel.All() {
		b.Run(k.String(), func(b *testing.B) {
			for b.Loop() {
				pipelineWith(b, k).Parse("Ready.")
			}
		})
	}
}

// BenchmarkPipeline runs everything, with the caches empty at first (cold) or full
// of the same texts (warm).
func BenchmarkPipeline(b *testing.B) {
	texts := benchText(b)
	for _, k := range kernel.All() {
		for _, c := range []struct {
			name string
			opts Options
			warm bool
		}{{"cold", Options{}, false}, {"warm", Options{}, true}, {"warm without entities", Options{NoEntities: true}, true}} {
			b.Run(k.String()+"/"+c.name, func(b *testing.B) {
				p := pipelineWith(b, k)
				for b.Loop() {
					if !c.warm {
						b.StopTimer()
						p.lexicons = newLexicons(p.tokenizer)
						b.StartTimer()
					}
					for _, t := range texts {
						p.ParseWith(t, c.opts)
					}
				}
				reportWords(b, texts)
			})
		}
	}
}

// BenchmarkStage runs the steps of a parse one by one, on warm caches.
func BenchmarkStage(b *testing.B) {
	texts := benchText(b)
	for _, k := range kernel.All() {
		p := pipelineWith(b, k)
		lex := p.lexicons.acquire()
		stage := func(name string, prepare, run func(w *worker, doc *Doc)) {
			b.Run(k.String()+"/"+name, func(b *testing.B) {
				var workers []*worker
				var docs []*Doc
				for _, t := range texts {
					w := p.workers.New().(*worker)
					w.tokens = p.tokenizer.tokenize(nil, t, lex)
					doc := &Doc{Text: t}
					doc.add(t, 0, w.tokens)
					docs, workers = append(docs, doc), append(workers, w)
					prepare(w, docs[len(docs)-1])
				}
				for b.Loop() {
					for i, w := range workers {
						run(w, docs[i])
					}
				}
				reportWords(b, texts)
			})
		}
		nothing := func(*worker, *Doc) {}
		mainRows := func(w *worker, _ *Doc) {
			w.main.vectors(grow(&w.rows.out, len(w.tokens)*width), w.tokens, lex, &w.rows)
		}
		nerRows := func(w *worker, _ *Doc) {
			w.entities.vectors(grow(&w.rows.out, len(w.tokens)*width), w.tokens, lex, &w.rows)
		}
		rows := func(w *worker) []float32 { return w.rows.out[:len(w.tokens)*width] }
		parse := func(w *worker, _ *Doc) {
			w.parser.parse(w.parser.scorer(rows(w), &w.pages), &w.state, len(w.tokens), nil)
			w.tree.finish(w.parser, &w.state, w.tokens)
		}
		tag := func(w *worker, _ *Doc) { w.tag(rows(w), len(w.tokens)) }
		stage("tokenizer", nothing, func(w *worker, doc *Doc) {
			w.tokens = w.tokenizer.tokenize(w.tokens[:0], doc.Text, lex)
		})
		stage("tok2vec", mainRows, mainRows)
		stage("tagger", mainRows, tag)
		stage("parser", mainRows, parse)
		stage("rules and lemmas", func(w *worker, doc *Doc) {
			mainRows(w, doc)
			tag(w, doc)
			parse(w, doc)
		}, func(w *worker, doc *Doc) { w.annotate(doc, 0) })
		stage("tok2vec of entities", nerRows, nerRows)
		stage("entities", func(w *worker, doc *Doc) {
			mainRows(w, doc)
			parse(w, doc)
			nerRows(w, doc)
		}, func(w *worker, _ *Doc) {
			w.recogniser.find(rows(w), w.tokens, w.tree.start, &w.ner, nil)
		})
		p.lexicons.release(lex)
	}
}
