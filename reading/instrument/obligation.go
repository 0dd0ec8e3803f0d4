package instrument

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed obliges.txt
var obligesText string

//go:embed changes.txt
var changesText string

// Kinds of what a sentence of a treaty does to its addressee.
const (
	Prohibits  = "prohibition"
	Obliges    = "obligation"
	Effort     = "effort" // should, shall endeavour
	Permits    = "permission"
	Recognises = "recognition"
)

// Obligation is what one sentence asks of, allows or forbids its addressee, on the
// word of the draft's author, or of all parties when it is agreed.
type Obligation struct {
	Start, End int    // the sentence, in code points
	Label      string // of the clause
	Addressee  string // "Each Party"; "" where the sentence names none
	Kind       string
	Strength   int    // 1 (may) to 5 (shall)
	Phrase     string // the words that oblige
	Content    string // what is to be done; in the passive, to what
	Text       string // the sentence, or the part of it that obliges so
	Bracketed  bool   // not agreed

	item bool // of a list: who is obliged, and how strongly, stands before the list
}

// operative is a phrase of obliges.txt.
type operative struct {
	words    []string
	kind     string
	strength int
}

var theOperatives = sync.OnceValue(func() map[string][]operative {
	out := map[string][]operative{}
	for _, ln := range table.Lines(obligesText) {
		head, phrases, ok := strings.Cut(ln, ": ")
		kind, strength, ok2 := strings.Cut(head, " ")
		n, err := strconv.Atoi(strength)
		if !ok || !ok2 || err != nil {
			panic(fmt.Sprintf("instrument: obliges.txt: %q", ln))
		}
		for _, p := range strings.Split(phrases, ",") {
			ws := strings.Fields(p)
			out[ws[0]] = append(out[ws[0]], operative{ws, kind, n})
		}
	}
	return out
})

// phraseClass is a line's worth of phrases of changes.txt.
type phraseClass [][]string

var theChanges = sync.OnceValue(func() map[string][]phraseClass {
	out := map[string][]phraseClass{}
	for _, ln := range table.Lines(changesText) {
		class, phrases, ok := strings.Cut(ln, ": ")
		if !ok {
			panic(fmt.Sprintf("instrument: changes.txt: %q", ln))
		}
		var pc phraseClass
		for _, p := range strings.Split(phrases, ",") {
			pc = append(pc, strings.Fields(p))
		}
		out[class] = append(out[class], pc)
	}
	return out
})

// Obligations returns what article i of t asks, allows and forbids, in order. The
// items of a list take what stands before the list ("Each Party shall:").
func (t *Text) Obligations(i int) []Obligation {
	var out []Obligation
	var lead *Obligation
	leadLabel := ""
	for k, c := range t.Articles[i].Clauses {
		found := t.inClause(c)
		inList := lead != nil && c.Label != leadLabel && strings.HasPrefix(c.Label, leadLabel)
		if len(found) == 0 && inList {
			found = []Obligation{t.item(*lead, c)}
		}
		if !inList {
			lead = nil
		}
		if n := len(found); n > 0 && strings.HasSuffix(found[n-1].Content, ":") && k+1 < len(t.Articles[i].Clauses) {
			o := found[n-1]
			lead, leadLabel, found = &o, c.Label, found[:n-1]
		}
		out = append(out, found...)
	}
	for k := range out {
		out[k].Bracketed = t.bracketed(out[k].Start, out[k].End)
	}
	return out
}

// item is what the list item c makes of the obligation before the list.
func (t *Text) item(lead Obligation, c Clause) Obligation {
	s := strings.Join(strings.Fields(trimEnd(t.Slice(c.Text))), " ")
	lead.item = true
	lead.Start, lead.End, lead.Label = c.Text.Start, c.Text.End, c.Label
	lead.Content = strings.TrimSpace(strings.TrimRight(lead.Content, ": ") + " " + s)
	lead.Text = strings.TrimRight(lead.Text, ": ") + " " + s
	return lead
}

// trimEnd drops the marks and the "and" that end a sentence or item.
func trimEnd(s string) string {
	s = strings.TrimRight(s, " .;,])\n")
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(s, " and"), " or"), " ,;")
}

// bracketed reports whether a bracket covers or lies in the stretch.
func (t *Text) bracketed(start, end int) bool {
	for _, b := range t.Brackets {
		if b.Start < end && start < b.End {
			return true
		}
	}
	return false
}

// inClause reads the sentences of a clause. "shall inspect the Zone and shall
// publish its findings" are two obligations of one addressee.
func (t *Text) inClause(c Clause) []Obligation {
	var out []Obligation
	for _, s := range sentences(t.Slice(c.Text)) {
		ws := words(s.text)
		at, op, ok := findOperative(ws, 1)
		if !ok {
			continue
		}
		subject := subjectOf(ws[:at])
		first := ws[:at]
		from := 0
		for {
			stop := nextOperative(ws, at+len(op.words))
			o := t.obligation(c, s, ws, from, at, stop, op)
			t.addressee(&o, s, ws, first[min(subject, len(first)):], at+len(op.words), stop)
			out = append(out, o)
			if stop == len(ws) {
				break
			}
			from = stop
			at, op, _ = findOperative(ws, stop)
		}
	}
	return out
}

// obligation reads words from to stop of a sentence, with the operative phrase at
// word at.
func (t *Text) obligation(c Clause, s sentence, ws []wordAt, from, at, stop int, op operative) Obligation {
	begin := c.Text.Start + s.start
	o := Obligation{Start: begin + ws[from].start, End: begin + ws[stop-1].end, Label: c.Label, Kind: op.kind, Strength: op.strength}
	o.Phrase = strings.Join(op.words, " ")
	o.Text = trimEnd(joinWords(s.text, ws, from, stop))
	o.Content = trimEnd(joinWords(s.text, ws, at+len(op.words), stop))
	return o
}

// addressee fills in who is obliged: the subject, or behind a passive the agent.
func (t *Text) addressee(o *Obligation, s sentence, ws, subject []wordAt, end, stop int) {
	o.Addressee = joinWords(s.text, subject, 0, len(subject))
	if len(subject) > 0 && startsClass("negative", subject) && (o.Kind == Obliges || o.Kind == Permits) {
		o.Kind, o.Strength = Prohibits, 5
	}
	if isPassive(ws[:stop], end) {
		o.Content = strings.TrimSpace(o.Addressee + " " + o.Content)
		o.Addressee = agent(s.text, ws[:stop], end)
	}
}

// nextOperative returns where a second obligation of the same subject begins ("and
// shall publish"), or the end of the sentence.
func nextOperative(ws []wordAt, i int) int {
	for k := i; k+1 < len(ws); k++ {
		if w := ws[k].lower; w != "and" && w != "but" && w != "or" {
			continue
		}
		if at, op, ok := findOperative(ws, k+1); ok && at == k+1 && op.kind != Recognises {
			return k + 1
		}
	}
	return len(ws)
}

// findOperative finds the first phrase that obliges from word first on.
func findOperative(ws []wordAt, first int) (int, operative, bool) {
	table := theOperatives()
	for i := first; i < len(ws); i++ {
		w := ws[i]
		best := operative{}
		for _, op := range table[w.lower] {
			if len(op.words) > len(best.words) && matches(ws, i, op.words) {
				best = op
			}
		}
		if best.kind != "" {
			return i, best, true
		}
	}
	return 0, operative{}, false
}

func matches(ws []wordAt, i int, phrase []string) bool {
	if i+len(phrase) > len(ws) {
		return false
	}
	for k, p := range phrase {
		if ws[i+k].lower != p {
			return false
		}
	}
	return true
}

// subjectOf returns where the subject begins: behind the circumstances that stand
// before it, up to their comma.
func subjectOf(ws []wordAt) int {
	start := 0
	for start < len(ws) && startsClass("opening", ws[start:]) {
		comma := -1
		for i := start; i < len(ws); i++ {
			if ws[i].lower == "," {
				comma = i
			}
		}
		if comma < 0 {
			return start
		}
		start = comma + 1
	}
	for start < len(ws) && !unicode.IsLetter([]rune(ws[start].lower)[0]) {
		start++
	}
	return start
}

func startsClass(class string, ws []wordAt) bool {
	for _, pc := range theChanges()[class] {
		for _, p := range pc {
			if matches(ws, 0, p) {
				return true
			}
		}
	}
	return false
}

// isPassive reports whether the verb behind the operative phrase is passive.
func isPassive(ws []wordAt, i int) bool {
	if i+1 >= len(ws) || ws[i].lower != "be" {
		return false
	}
	for _, w := range ws[i+1 : min(i+4, len(ws))] {
		if strings.HasSuffix(w.lower, "ed") || strings.HasSuffix(w.lower, "en") || strings.HasSuffix(w.lower, "wn") || w.lower == "made" || w.lower == "held" || w.lower == "set" || w.lower == "paid" {
			return true
		}
	}
	return false
}

// agent is what follows "by" in a passive sentence, up to the next mark.
func agent(s string, ws []wordAt, i int) string {
	for k := i; k < len(ws)-1; k++ {
		if ws[k].lower != "by" || !unicode.IsUpper([]rune(ws[k+1].text)[0]) && ws[k+1].lower != "the" && ws[k+1].lower != "each" && ws[k+1].lower != "both" {
			continue
		}
		end := k + 1
		for end < len(ws) && end < k+6 && unicode.IsLetter([]rune(ws[end].lower)[0]) && !slices.Contains([]string{"within", "in", "on", "to", "at", "from", "after", "before"}, ws[end].lower) {
			end++
		}
		return joinWords(s, ws, k+1, end)
	}
	return ""
}
