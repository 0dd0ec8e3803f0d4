package instrument

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

//go:embed mentions.txt
var mentionsText string

//go:embed known.txt
var knownText string

// Instrument is a draft, treaty, plan, list, letter, resolution or law that a text
// speaks of, with what the text says of it.
type Instrument struct {
	ID      string
	Name    string // the fullest name that the text gives it
	Kind    string // treaty, plan, list, letter, resolution, law, declaration or text
	Draft   bool
	Author  string   // who wrote or tabled it, as named; "" when not said
	Parties []string // with whom or between whom it is, as named
	Place   string   // where it was made
	Date    string   // EDTF, "" when not said
	Points  string   // "28" of a 28-point plan
	// Articles lists the articles that the text mentions, in order.
	Articles []string
	// Known is set for an instrument that the built-in table names.
	Known bool

	quals  []string // what tells it from others: parties, author, place, in one form
	plural bool
	proper bool   // written as a name
	number string // of a resolution or the like
	last   int    // token of the last mention
}

// Mention is one place that speaks of an instrument, or of an article of one.
type Mention struct {
	Tokens     nlp.Span
	Span       record.Span
	Instrument int    // index into Mentions.Instruments, -1 when it cannot be told
	Article    string // "7", "II"; "" for the instrument as a whole
}

// Mentions is what a text says of instruments.
type Mentions struct {
	Instruments []Instrument
	Mentions    []Mention // in text order
}

// Ref is an instrument, or an article of one, that a piece of text speaks of.
type Ref struct {
	ID, Name, Article string
}

// At returns the instrument that the tokens of span speak of: the first article
// in it, else the first instrument; false when there is none.
func (m Mentions) At(span nlp.Span) (Ref, bool) {
	var whole *Mention
	for i := range m.Mentions {
		x := &m.Mentions[i]
		if x.Tokens.Start >= span.End || span.Start >= x.Tokens.End {
			continue
		}
		if x.Article != "" {
			return m.ref(*x), true
		}
		if whole == nil {
			whole = x
		}
	}
	if whole == nil {
		return Ref{}, false
	}
	return m.ref(*whole), true
}

func (m Mentions) ref(x Mention) Ref {
	if x.Instrument < 0 {
		return Ref{Article: x.Article}
	}
	in := m.Instruments[x.Instrument]
	return Ref{in.ID, in.Name, x.Article}
}

// mentionWords is mentions.txt: class -> words, and noun -> class of instrument.
type mentionWords struct {
	sets   map[string]map[string]bool
	class  map[string]string
	alias  map[string]string
	pieces map[string]bool
}

var theMentionWords = sync.OnceValue(func() mentionWords {
	m := mentionWords{sets: map[string]map[string]bool{}, class: map[string]string{}, alias: map[string]string{}}
	for _, ln := range table.Lines(mentionsText) {
		head, words, ok := strings.Cut(ln, ": ")
		if !ok {
			panic(fmt.Sprintf("instrument: mentions.txt: %q", ln))
		}
		kind, value, _ := strings.Cut(head, " ")
		for _, w := range strings.Fields(words) {
			switch kind {
			case "class":
				m.class[w] = value
			case "alias":
				m.alias[w] = value
			default:
				if m.sets[kind] == nil {
					m.sets[kind] = map[string]bool{}
				}
				m.sets[kind][w] = true
			}
		}
	}
	m.pieces = m.sets["piece"]
	return m
})

// known is a line of known.txt.
type known struct {
	id, name string
	aliases  []string
	articles []string
	cues     []string
}

var theKnown = sync.OnceValue(func() []known {
	var out []known
	for _, ln := range table.Lines(knownText) {
		f := strings.Split(ln, ":")
		if len(f) != 5 {
			panic(fmt.Sprintf("instrument: known.txt: %q", ln))
		}
		list := func(s string) []string {
			var out []string
			for _, p := range strings.Split(s, ",") {
				if p = strings.TrimSpace(p); p != "" {
					out = append(out, p)
				}
			}
			return out
		}
		k := known{id: f[0], name: strings.TrimSpace(f[1]), aliases: list(f[2]), articles: strings.Fields(f[3]), cues: list(f[4])}
		k.aliases = append(k.aliases, strings.ToLower(k.name))
		out = append(out, k)
	}
	return out
})

// tracker goes through a text and keeps the instruments named so far.
type tracker struct {
	doc   *nlp.Doc
	text  *record.Text
	words mentionWords
	dates []when.Expression
	out   Mentions
	used  []bool // tokens that belong to a mention
}

// Find returns the instruments that doc speaks of and where, with the articles
// tied to them. dates are the expressions of time in doc (when.Find).
func Find(doc *nlp.Doc, dates []when.Expression) Mentions {
	t := &tracker{doc: doc, text: record.NewText(doc.Text), words: theMentionWords(), dates: dates, used: make([]bool, len(doc.Tokens))}
	t.known()
	for i := range doc.Tokens {
		if !t.used[i] && t.isHead(i) {
			t.noun(i)
		}
	}
	slices.SortStableFunc(t.out.Mentions, func(x, y Mention) int { return x.Tokens.Start - y.Tokens.Start })
	t.articles()
	slices.SortStableFunc(t.out.Mentions, func(x, y Mention) int { return x.Tokens.Start - y.Tokens.Start })
	t.names()
	return t.out
}

// known finds the instruments of known.txt by their names.
func (t *tracker) known() {
	begins, at := knownBegins(), map[string][]int{}
	for i := range t.doc.Tokens {
		if w := t.doc.Tokens[i].Lower; begins[w] {
			at[w] = append(at[w], i)
		}
	}
	for _, k := range theKnown() {
		for _, name := range k.aliases {
			first, _, _ := strings.Cut(name, " ")
			for _, i := range at[first] {
				ws := strings.Fields(name)
				if i+len(ws) <= len(t.doc.Tokens) && t.spells(i, ws) && !t.used[i] {
					t.mention(nlp.Span{Start: i, End: i + len(ws)}, t.knownInstrument(k))
				}
			}
		}
	}
}

// knownBegins holds the first words of the names in known.txt.
var knownBegins = sync.OnceValue(func() map[string]bool {
	begins := map[string]bool{}
	for _, k := range theKnown() {
		for _, name := range k.aliases {
			first, _, _ := strings.Cut(name, " ")
			begins[first] = true
		}
	}
	return begins
})

// spells reports whether the tokens from i on are the words ws.
func (t *tracker) spells(i int, ws []string) bool {
	for k, w := range ws {
		if t.doc.Tokens[i+k].Lower != w {
			return false
		}
	}
	return true
}

// knownInstrument returns the index of a known instrument, adding it when new.
func (t *tracker) knownInstrument(k known) int {
	for i := range t.out.Instruments {
		if t.out.Instruments[i].ID == k.id {
			return i
		}
	}
	t.out.Instruments = append(t.out.Instruments, Instrument{ID: k.id, Name: k.name, Kind: t.kindOf(k.name), Known: true})
	return len(t.out.Instruments) - 1
}

func (t *tracker) kindOf(name string) string {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if c := t.words.class[strings.TrimSuffix(w, "s")]; c != "" && c != "any" {
			return c
		}
	}
	return "treaty"
}

// mention records a place that speaks of instrument i.
func (t *tracker) mention(span nlp.Span, i int) {
	for k := span.Start; k < span.End; k++ {
		t.used[k] = true
	}
	t.out.Mentions = append(t.out.Mentions, Mention{Tokens: span, Span: t.span(span), Instrument: i})
	if i >= 0 {
		t.out.Instruments[i].last = max(t.out.Instruments[i].last, span.Start)
	}
}

func (t *tracker) span(s nlp.Span) record.Span {
	return t.text.Span(t.doc.Tokens[s.Start].Start, t.doc.Tokens[s.End-1].End)
}

// isHead reports whether token i is a noun that names an instrument and the head
// of its phrase ("draft" in "draft treaty" is not).
func (t *tracker) isHead(i int) bool {
	k := &t.doc.Tokens[i]
	if k.Pos != "NOUN" && k.Pos != "PROPN" || t.words.class[t.lemma(i)] == "" {
		return false
	}
	if k.Dep == "compound" && k.Head > i && k.Head <= i+3 && t.words.class[t.lemma(k.Head)] != "" {
		return false
	}
	return k.Dep != "compound" || k.Head < i || k.Head > i+3
}

// lemma is the lemma of token i in lower case; proper nouns lose a plural s.
func (t *tracker) lemma(i int) string {
	k := &t.doc.Tokens[i]
	l := strings.ToLower(k.Lemma)
	if k.Pos == "PROPN" && t.words.class[l] == "" {
		l = strings.TrimSuffix(l, "s")
	}
	return l
}
