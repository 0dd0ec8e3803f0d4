package nlp

import (
	"fmt"
	"slices"
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
	lexicons   *lexicons
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
func Load() (*Pipeline, error) { return LoadWith(kernel.Best()) }

// LoadWith is [Load] with a kernel other than the fastest, for comparisons.
func LoadWith(k *kernel.Kernel) (*Pipeline, error) {
	m, err := model.Load()
	if err != nil {
		return nil, err
	}
	rules, err := newRuler(m.Rules, m.Tags)
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	v := newVocab(&m.Tables)
	p := &Pipeline{
		tokenizer:  newTokenizer(v, rules, &m.Tables),
		rules:      rules,
		main:       newTok2vec(k, m.Main, mainNetwork),
		tagger:     kernel.PackDense(m.Tagger.W, m.Tagger.B, m.Tagger.Out, m.Tagger.In),
		tags:       m.Tags,
		parser:     newParser(newNetwork(k, m.Parser), m.ParserMoves),
		lemmas:     newLemmatizer(v.chars, m.Lemmas),
		entities:   newTok2vec(k, m.Entities, nerNetwork),
		recogniser: newRecogniser(k, m.NER, m.NERMoves),
	}
	p.lexicons = newLexicons(p.tokenizer)
	p.workers.New = func() any { return &worker{Pipeline: p} }
	return p, nil
}

// Parse runs the whole pipeline on a text of any length. Bytes that are not UTF-8
// become U+FFFD, one for each, so offsets count the same code points as ranging over
// text does; [Doc.Text] holds the result.
func (p *Pipeline) Parse(text string) *Doc { return p.ParseWith(text, Options{}) }

// ParseWith is [Pipeline.Parse] with options.
func (p *Pipeline) ParseWith(text string, opts Options) *Doc {
	return p.ParseParts(text, nil, opts)
}

// maxKeptTokens is the length of document up to which its working memory is kept
// for the next one.
const maxKeptTokens = 1 << 15

// worker has the memory for one document at a time.
type worker struct {
	*Pipeline
	tokens []token
	rows   rowScratch
	pages  pageScratch
	ner    nerScratch
	state  parseState
	tree   tree
	tagIDs []int
	scores []float32
	trace  traceFunc
}

// parse adds the tokens of a text, which is valid UTF-8, to doc. It begins at code
// point offset there.
func (w *worker) parse(doc *Doc, text string, offset int, opts Options) {
	lex := w.lexicons.acquire()
	defer w.lexicons.release(lex)
	w.tokens = w.tokenizer.tokenize(w.tokens[:0], text, lex)
	n := len(w.tokens)
	if n == 0 {
		return
	}
	base := len(doc.Tokens)
	doc.add(text, offset, w.tokens)
	rows := w.room(&doc.mainRows, n, opts)
	w.main.vectors(rows, w.tokens, lex, &w.rows)
	w.tag(rows, n)
	w.parser.parse(w.parser.scorer(rows, &w.pages), &w.state, n, w.trace)
	w.tree.finish(w.parser, &w.state, w.tokens)
	w.annotate(doc, base)
	if !opts.NoEntities {
		rows = w.room(&doc.nerRows, n, opts)
		w.entities.vectors(rows, w.tokens, lex, &w.rows)
		w.mark(doc.Tokens[base:], w.recogniser.find(rows, w.tokens, w.tree.start, &w.ner, w.trace))
	}
}

// room is where the vectors of n tokens go: at the end of kept, or into w's memory
// where nobody keeps them.
func (w *worker) room(kept *[]float32, n int, opts Options) []float32 {
	if !opts.Vectors {
		return grow(&w.rows.out, n*width)
	}
	if *kept == nil {
		*kept = takeRows(n)
	}
	at := len(*kept)
	*kept = slices.Grow(*kept, n*width)[:at+n*width]
	return (*kept)[at:]
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

// add appends the bare tokens of a text that begins at code point offset.
func (d *Doc) add(text string, offset int, tokens []token) {
	base, at := len(d.Tokens), 0 // bytes
	d.Tokens = slices.Grow(d.Tokens, len(tokens))[:base+len(tokens)]
	for i, t := range tokens {
		if t.start > at { // swallowed spaces, one byte each
			offset += t.start - at
		}
		end := t.start + len(t.lex.text)
		d.Tokens[base+i] = Token{
			I: base + i, Text: text[t.start:end], Start: offset, End: offset + t.lex.runes, Whitespace: t.spacy,
			Lower: t.lex.lower, IsSpace: t.lex.space, EntIOB: "O",
		}
		at, offset = end, offset+t.lex.runes
	}
}

// tag sets the worker's tag numbers.
func (w *worker) tag(rows []float32, n int) {
	size := w.tagger.Width()
	scores := grow(&w.scores, pageTokens*size)
	w.tagIDs = resize(w.tagIDs, n)
	for from := 0; from < n; from += pageTokens {
		count := min(pageTokens, n-from)
		w.main.kernel.Dense(scores, size, rows[from*width:], width, count, w.tagger)
		for i := range count {
			row := scores[i*size:][:w.tagger.Out]
			tag := best(row, 0, len(row))
			w.tagIDs[from+i] = tag
			if w.trace != nil {
				w.trace("tagger", from+i, margin(row, row[tag]))
			}
		}
	}
}

// annotate writes tags, tree, parts of speech and lemmas into doc, from token base on.
func (w *worker) annotate(doc *Doc, base int) {
	for i := range w.tokens {
		t := w.ruled(i)
		a := w.rules.analyse(t, w.lemmas)
		if w.inPair(i) {
			a = w.analysePair(i, t)
		}
		out := &doc.Tokens[base+i]
		out.Tag, out.Pos, out.Morph, out.Lemma, out.Dep = a.tag, a.pos, a.morph, a.lemma, a.dep
		out.Head, out.SentStart = base+w.tree.head[i], w.tree.start[i] || base > 0 && i == 0
	}
}

func (w *worker) ruled(i int) ruled {
	return ruled{lex: w.tokens[i].lex, tag: w.tags[w.tagIDs[i]], dep: w.tree.dep[i]}
}

// inPair reports whether token i and one of its neighbours look like a two-token
// rule.
func (w *worker) inPair(i int) bool {
	role := func(i int) pairRole { return w.tokens[i].lex.pair }
	return i > 0 && role(i)&pairSecond != 0 && role(i-1)&pairFirst != 0 ||
		i+1 < len(w.tokens) && role(i+1)&pairSecond != 0 && role(i)&pairFirst != 0
}

func (w *worker) analysePair(i int, t ruled) *analysis {
	var before, after *ruled
	if i > 0 {
		b := w.ruled(i - 1)
		before = &b
	}
	if i+1 < len(w.tokens) {
		a := w.ruled(i + 1)
		after = &a
	}
	out := &analysis{tag: t.tag, dep: t.dep}
	out.decide(w.rules.pairs(w.rules.matches(nil, t), before, t, after), t.lex, w.lemmas)
	return out
}

// mark writes entities into their tokens.
func (w *worker) mark(tokens []Token, entities []Span) {
	for _, e := range entities {
		for i := e.Start; i < e.End; i++ {
			tokens[i].EntIOB, tokens[i].EntType = "I", e.Label
		}
		tokens[e.Start].EntIOB = "B"
	}
}
