package attribution

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// minQuote is the number of words from which a quotation that nothing introduces
// is speech and not a name or a phrase set in marks.
const minQuote = 4

// runOn gives the quotations that no proposal claims to whom they belong: the
// lead-in that ends with a colon before them, the name that signs them, the
// attribution that they go on with in their paragraph or from the paragraph
// before. What belongs to nobody that way stays out.
func runOn(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	claimed := make([]bool, len(doc.Tokens))
	for k := range ps {
		own := l.runAt(ps[k].cueStart())
		inside := between(ps[k].content, own)
		if len(inside)*2 >= own.end-own.start {
			inside = nil
		}
		for _, i := range without(ps[k].content, inside) { // what is told inside a quotation does not say whose that is
			claimed[i] = true
		}
	}
	for n, r := range l.runs {
		content := freeTokens(doc, r, claimed)
		if content == nil {
			continue
		}
		if p, ok := signature(doc, l, r, content); ok {
			ps = append(ps, p)
		} else if k := owner(doc, l, ps, n); k >= 0 {
			ps[k].content = union(ps[k].content, content)
		} else if p, ok := leadIn(doc, r, content); ok {
			ps = append(ps, p)
		} else {
			continue
		}
		for _, i := range content {
			claimed[i] = true
		}
	}
	return ps
}

// settle leaves a quotation that several proposals claim, none inside the other, to
// the one whose cue stands nearest to it of those that claim half of it. What goes on with an unclosed quotation
// of its paragraph is nobody's who comes later. A proposal keeps what else it has; one with nothing else keeps its
// claim.
func settle(doc *nlp.Doc, l *layout, ps []proposal) {
	for n, r := range l.runs {
		if r.words(doc) < 2 {
			continue
		}
		goesOn := n > 0 && l.runs[n-1].open && l.para[l.runs[n-1].start] == l.para[r.start]
		best, at := -1, []int(nil)
		for k := range ps {
			p := &ps[k]
			if len(p.content) == 0 || p.content[0] >= r.end || p.content[len(p.content)-1] < r.start || l.spoken[p.cueStart()] {
				continue
			}
			overlap := between(p.content, r)
			if len(overlap) > 0 {
				at = append(at, k)
			}
			if len(overlap)*2 >= r.end-r.start && !(goesOn && p.cueStart() >= r.end) && (best < 0 || p.gap(r) < ps[best].gap(r)) {
				best = k
			}
		}
		for _, k := range at {
			late := goesOn && ps[k].cueStart() >= r.end
			if k == best || !late && (best < 0 || holds(&ps[k], &ps[best]) || holds(&ps[best], &ps[k])) {
				continue
			}
			if rest := without(ps[k].content, between(ps[k].content, r)); len(trim(doc, rest)) > 0 {
				ps[k].content = trim(doc, rest)
			}
		}
	}
}

// between is the part of a set that lies in r.
func between(set []int, r run) []int {
	lo, _ := slices.BinarySearch(set, r.start)
	hi, _ := slices.BinarySearch(set, r.end)
	return set[lo:hi]
}

// gap is the number of tokens between the cue of p and r.
func (p *proposal) gap(r run) int {
	return max(p.cue[0]-r.end, r.start-p.cue[len(p.cue)-1], 0)
}

// freeTokens are the tokens of a quotation that nobody claims, or nil when they
// are too few, less than half of it, or no sentence.
func freeTokens(doc *nlp.Doc, r run, claimed []bool) []int {
	words, free, verb := 0, 0, false
	var out []int
	for i := r.start; i < r.end; i++ {
		t := &doc.Tokens[i]
		if !claimed[i] {
			out = append(out, i)
		}
		if !isWord(t) {
			continue
		}
		words++
		if !claimed[i] {
			free++
		}
		switch t.Tag {
		case "VBZ", "VBP", "VBD", "MD", "VB":
			verb = true
		}
	}
	if free < minQuote || free*2 < words || !verb {
		return nil
	}
	return trim(doc, out)
}

// owner finds the proposal that the n-th quotation goes on with, or -1. A paragraph in
// marks of another kind than those before it is a heading, one after a question may be
// another's answer.
func owner(doc *nlp.Doc, l *layout, ps []proposal, n int) int {
	r := l.runs[n]
	at, best := l.para[r.start], -1
	lead := colonBefore(doc, r)
	opens := l.firstWord(doc, r.start) && (n == 0 || l.runs[n-1].single == r.single && !l.runs[n-1].asks(doc))
	for k := range ps {
		p := &ps[k]
		if l.spoken[p.cueStart()] || len(p.source) == 0 && len(p.cue) == 0 {
			continue
		}
		last := max(p.content[len(p.content)-1], p.cue[len(p.cue)-1])
		fits := false
		switch {
		case lead >= 0:
			fits = doc.Tokens[p.cueStart()].Sent == doc.Tokens[lead].Sent && p.cueStart() <= lead
		case l.para[p.cueStart()] == at && p.cueStart() < r.start:
			fits = true
		case l.para[last] == at && last < r.start: // has run on into this paragraph already
			fits = true
		case opens && l.para[last] == at-1:
			fits = quotedWords(doc, l, p) > minQuote && mostly(doc, l, r) || wholly(doc, l, r) && speaks(doc, l, ps, p)
		}
		if fits && (best < 0 || p.cueStart() > ps[best].cueStart()) {
			best = k
		}
	}
	return best
}

// asks reports whether a closed quotation ends with a question.
func (r run) asks(doc *nlp.Doc) bool {
	return !r.open && r.end-r.start > 2 && doc.Tokens[r.end-2].Text == "?"
}

// colonBefore is the colon right before a quotation, white space and a paragraph's
// end aside, or -1.
func colonBefore(doc *nlp.Doc, r run) int {
	i := r.start - 1
	for i >= 0 && doc.Tokens[i].IsSpace {
		i--
	}
	if i >= 0 && doc.Tokens[i].Text == ":" {
		return i
	}
	return -1
}

// mostly reports whether quotations make up most of the paragraph of r.
func mostly(doc *nlp.Doc, l *layout, r run) bool {
	start, end := l.paragraph(r.start)
	words, quoted := 0, 0
	for i := start; i < end; i++ {
		if isWord(&doc.Tokens[i]) {
			words++
			if l.spoken[i] {
				quoted++
			}
		}
	}
	return quoted*3 >= words*2
}

// wholly reports whether the paragraph of r has no words outside quotation marks.
func wholly(doc *nlp.Doc, l *layout, r run) bool {
	start, end := l.paragraph(r.start)
	for i := start; i < end; i++ {
		if isWord(&doc.Tokens[i]) && !l.spoken[i] {
			return false
		}
	}
	return true
}

// speaks reports whether p is somebody's words on the writer's own account.
func speaks(doc *nlp.Doc, l *layout, ps []proposal, p *proposal) bool {
	if d := doc.Tokens[p.head].Dep; len(p.source) == 0 || d == "acl" || d == "relcl" || manner(doc, l, p) != record.Said || negated(doc, p) {
		return false
	}
	return !slices.ContainsFunc(ps, func(q proposal) bool { return holds(&q, p) })
}

// leadIn makes an attribution of the sentence that ends with the colon before a
// quotation: its main verb is the cue.
func leadIn(doc *nlp.Doc, r run, content []int) (proposal, bool) {
	colon := colonBefore(doc, r)
	if colon < 0 {
		return proposal{}, false
	}
	s := doc.Sent(colon)
	for v := s.Start; v < colon; v++ {
		if t := &doc.Tokens[v]; t.Head == v && (t.Pos == "VERB" || t.Pos == "AUX") {
			p := proposal{cue: verbGroup(doc, v), source: subjectOf(doc, v), content: content, head: v, score: .7}
			return p, len(p.source) > 0
		}
	}
	return proposal{}, false
}

// blocks gives a paragraph without marks, after one that ends with somebody's verb of saying
// and a colon, to whoever says it.
func blocks(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	for i := range doc.Tokens {
		colon := i - 1
		for colon >= 0 && doc.Tokens[colon].IsSpace {
			colon--
		}
		if doc.Tokens[i].IsSpace || colon < 0 || l.para[colon] == l.para[i] || doc.Tokens[colon].Text != ":" || l.spoken[i] || l.spoken[colon] {
			continue
		}
		_, end := l.paragraph(i)
		var content []int
		for k := i; k < end; k++ {
			content = append(content, k)
		}
		p, ok := leadIn(doc, run{start: i}, trim(doc, content))
		if !ok || len(p.content) < minQuote || !said(doc.Tokens[p.head].Lemma) || l.para[p.head] != l.para[colon] {
			continue
		}
		if k := cueTaken(ps, p.head); k < 0 {
			ps = append(ps, p)
		} else if last := ps[k].content[len(ps[k].content)-1]; last <= colon {
			ps[k].content = union(ps[k].content, p.content)
		}
	}
	return ps
}

// signature reads the name that stands after a quotation behind a dash, to the end
// of the line.
func signature(doc *nlp.Doc, l *layout, r run, content []int) (proposal, bool) {
	i := r.end
	for i < len(doc.Tokens) && doc.Tokens[i].IsSpace {
		i++
	}
	if i >= len(doc.Tokens) || !isDash(doc.Tokens[i].Text) {
		return proposal{}, false
	}
	p := proposal{cue: []int{i}, content: content, head: i, score: .8}
	for k := i + 1; k < len(doc.Tokens) && l.para[k] == l.para[i] && !doc.Tokens[k].IsSpace; k++ {
		p.source = append(p.source, k)
	}
	p.source = trim(doc, p.source)
	return p, len(p.source) > 0 && len(p.source) <= 12 && isUpper(doc.Tokens[p.source[0]].Text)
}

func isDash(w string) bool { return w == "--" || w != "" && strings.Trim(w, "-–—―") == "" }
