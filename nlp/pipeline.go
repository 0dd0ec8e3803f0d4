package nlp

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

// Pipeline parses English text. It is made by [Load] and may be used from many
// goroutines at once.
type Pipeline struct {
	tokenizer  *tokenizer
	main       *tok2vec // vectors for tagger and parser
	tagger     *kernel.Dense
	tags       []string
	parser     *parser
	rules      *ruler
	lemmas     *lemmatizer
	entities   *tok2vec // vectors for the recogniser
	recogniser *recogniser
	workers    sync.Pool
}

// Options leave work out or keep more than usual; the zero value is the whole
// pipeline.
type Options struct {
	NoEntities bool // no named entities; about half the work
	Vectors    bool // keep the token vectors, see [Doc.Vectors]
}

// Load reads the model in the binary and makes a pipeline of it. It fails only
// when the binary was built with a damaged model file.
func Load() (*Pipeline, error) { return load(kernel.Best()) }

func load(k *kernel.Kernel) (*Pipeline, error) {
	m, err := model.Load()
	if err != nil {
		return nil, err
	}
	v := newVocab(&m.Tables)
	p := &Pipeline{
		tokenizer:  newTokenizer(v, &m.Tables),
		main:       newTok2vec(k, m.Main),
		tagger:     kernel.PackDense(m.Tagger.W, m.Tagger.B, m.Tagger.Out, m.Tagger.In),
		tags:       m.Tags,
		parser:     newParser(newNetwork(k, m.Parser), m.ParserMoves),
		lemmas:     newLemmatizer(v.chars, m.Lemmas),
		entities:   newTok2vec(k, m.Entities),
		recogniser: newRecogniser(newNetwork(k, m.NER), m.NERMoves),
	}
	if p.rules, err = newRuler(m.Rules); err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	p.workers.New = func() any { return &worker{Pipeline: p, lexicon: newLexicon(p.tokenizer)} }
	return p, nil
}

// Parse runs the whole pipeline on a text of any length. Bytes that are not UTF-8
// become U+FFFD, one for each, so offsets count the same code points as ranging over
// text does; [Doc.Text] holds the result.
func (p *Pipeline) Parse(text string) *Doc { return p.ParseWith(text, Options{}) }

// ParseWith is [Pipeline.Parse] with options.
func (p *Pipeline) ParseWith(text string, opts Options) *Doc {
	w := p.workers.Get().(*worker)
	defer p.workers.Put(w)
	return w.parse(text, opts)
}

// worker has the memory for one document at a time.
type worker struct {
	*Pipeline
	lexicon *lexicon
	tokens  []token
	rows    rowScratch
	net     netScratch
	state   parseState
	tree    tree
	tagIDs  []int
	scores  []float32
	trace   traceFunc
}

func (w *worker) parse(text string, opts Options) *Doc {
	text = validUTF8(text)
	w.tokens = w.tokenizer.tokenize(w.tokens[:0], text, w.lexicon)
	doc := newDoc(text, w.tokens)
	n := len(w.tokens)
	if n == 0 {
		doc.Index()
		return doc
	}
	rows := w.main.vectors(w.tokens, &w.rows)
	if opts.Vectors {
		doc.mainRows = append([]float32(nil), rows...)
	}
	w.tag(rows, n)
	w.parser.parse(w.parser.scorer(rows, n, &w.net), &w.state, n, w.trace)
	w.tree.finish(w.parser, &w.state, w.tokens)
	w.annotate(doc)
	if !opts.NoEntities {
		rows = w.entities.vectors(w.tokens, &w.rows)
		if opts.Vectors {
			doc.nerRows = append([]float32(nil), rows...)
		}
		w.mark(doc, w.recogniser.find(w.recogniser.scorer(rows, n, &w.net), w.tokens, w.tree.start, w.trace))
	}
	doc.Index()
	return doc
}

func validUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

func newDoc(text string, tokens []token) *Doc {
	doc := &Doc{Text: text, Tokens: make([]Token, len(tokens))}
	at, offset := 0, 0 // bytes and code points
	for i, t := range tokens {
		if t.start > at { // swallowed spaces, one byte each
			offset += t.start - at
		}
		end := t.start + len(t.lex.text)
		doc.Tokens[i] = Token{
			I: i, Text: text[t.start:end], Start: offset, End: offset + t.lex.runes, Whitespace: t.spacy,
			Lower: t.lex.lower, IsSpace: t.lex.space, EntIOB: "O",
		}
		at, offset = end, offset+t.lex.runes
	}
	return doc
}

// tag sets the worker's tag numbers.
func (w *worker) tag(rows []float32, n int) {
	size := w.tagger.Width()
	scores := grow(&w.scores, n*size)
	w.main.kernel.Dense(scores, size, rows, width, n, w.tagger)
	w.tagIDs = resize(w.tagIDs, n)
	for i := range n {
		row := scores[i*size:][:w.tagger.Out]
		w.tagIDs[i] = best(row, 0, len(row))
		if w.trace != nil {
			w.trace("tagger", i, margin(row, row[w.tagIDs[i]]))
		}
	}
}

// annotate writes tags, tree, parts of speech and lemmas into doc.
func (w *worker) annotate(doc *Doc) {
	at := func(i int) ruled {
		return ruled{lex: w.tokens[i].lex, tag: w.tags[w.tagIDs[i]], dep: w.tree.dep[i]}
	}
	var rules []*rule
	var before, after *ruled
	for i := range doc.Tokens {
		t := at(i)
		after = nil
		if i+1 < len(doc.Tokens) {
			next := at(i + 1)
			after = &next
		}
		a := analysis{tag: t.tag, dep: t.dep}
		rules = w.rules.pairs(w.rules.matches(rules[:0], t), before, t, after)
		apply(&a, rules)
		if a.lemma == "" {
			a.lemma = w.lemmas.lemma(t.lex, a.pos, a.morph)
		}
		out := &doc.Tokens[i]
		out.Tag, out.Pos, out.Morph, out.Lemma, out.Dep = a.tag, a.pos, a.morph, a.lemma, a.dep
		out.Head, out.SentStart = w.tree.head[i], w.tree.start[i]
		before = &t
	}
}

// mark writes entities into doc.
func (w *worker) mark(doc *Doc, entities []Span) {
	for _, e := range entities {
		for i := e.Start; i < e.End; i++ {
			doc.Tokens[i].EntIOB, doc.Tokens[i].EntType = "I", e.Label
		}
		doc.Tokens[e.Start].EntIOB = "B"
	}
}
