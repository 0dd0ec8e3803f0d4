package attribution

import (
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// A turn is a paragraph of dialogue that begins with the name of who speaks:
// "Q:", "MS. DOE:", "President Smith:".
type turn struct {
	label      []int // the name, without the colon
	start, end int   // what is said, up to the next turn
}

// turns finds the labelled turns of an interview or transcript: a label is at
// most six capitalised tokens at the start of a paragraph and a colon. One label
// alone is no dialogue; two turns by one label or by Q and A are.
func turns(doc *nlp.Doc, l *layout) []turn {
	var out []turn
	seen := map[string]int{}
	for i := 0; i < len(doc.Tokens); {
		start, end := l.paragraph(i)
		i = end
		label := labelAt(doc, start, end)
		if label == nil {
			continue
		}
		out = append(out, turn{label: label, start: label[len(label)-1] + 2, end: end})
		seen[compact(doc, label)]++
	}
	repeated := false
	for _, n := range seen {
		repeated = repeated || n > 1
	}
	if len(out) < 2 || !repeated && (seen["q"] == 0 || seen["a"] == 0) {
		return nil
	}
	for k := range out {
		if k+1 < len(out) {
			out[k].end, _ = l.paragraph(out[k+1].label[0])
		} else {
			_, out[k].end = l.paragraph(out[k].start)
		}
	}
	return out
}

func labelAt(doc *nlp.Doc, start, end int) []int {
	var label []int
	for i := start; i < end && len(label) <= 6; i++ {
		t := &doc.Tokens[i]
		switch {
		case (t.IsSpace || t.Text == "“" || t.Text == `"`) && len(label) == 0:
			continue // some papers open each turn of a transcript with a mark
		case t.Text == ":" && len(label) > 0 && i+1 < end:
			if verb := &doc.Tokens[label[0]]; len(label) == 1 && verb.Pos == "VERB" {
				return nil // "Pictured: the minister on Sunday"
			}
			return label
		case t.Pos == "PUNCT" && t.Text != "." && t.Text != ",":
			return nil
		case isWord(t) && !isUpper(t.Text) && t.Lower != "of" && t.Lower != "the":
			return nil
		}
		label = append(label, i)
	}
	return nil
}

func isUpper(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' || w != "" && w[0] >= 0x80 }

// dialogue proposes one attribution for each turn that no proposal covers yet:
// the label is the source, the colon the cue.
func dialogue(doc *nlp.Doc, l *layout, known []proposal) []proposal {
	var out []proposal
	for _, t := range turns(doc, l) {
		covered := false
		for _, p := range known {
			covered = covered || shared(p.source, t.label) > 0 && p.cueStart() < t.start
		}
		if covered || t.start >= t.end {
			continue
		}
		p := proposal{cue: []int{t.start - 1}, source: t.label, head: t.start - 1, score: .8}
		for i := t.start; i < t.end; i++ {
			p.content = append(p.content, i)
		}
		if p.content = trim(doc, p.content); len(p.content) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// citing reads the sources that a newspaper's report names: in "Reuters, citing three
// sources, reports that ..." the content is also on the word of the sources, inside
// what Reuters reports. Where a proposal has what is cited as content it becomes
// that attribution; else a new one is made. Ids must be set.
func citing(doc *nlp.Doc, ps []proposal) []proposal {
	for k := range ps {
		p := ps[k]
		if kind, _, _, _ := sourceKind(doc, &p); kind != record.SourceOutlet {
			continue // others cite evidence for what they say themselves
		}
		for i := range doc.Tokens {
			t := &doc.Tokens[i]
			if t.Tag != "VBG" || !kinds().Has("citing", t.Lemma) || !belongs(doc, &p, i) || shared(p.content, []int{i}) > 0 {
				continue
			}
			o := doc.Child(i, "dobj")
			if o < 0 {
				continue
			}
			q := proposal{cue: []int{i}, source: trim(doc, doc.Subtree(o)), content: p.content, head: i, score: p.score, id: len(ps) + 1, inside: p.id}
			if at := cueTaken(ps, i); at < 0 {
				ps = append(ps, q)
			} else if at != k && shared(ps[at].content, []int{o}) > 0 {
				q.id = ps[at].id
				ps[at] = q
			}
		}
	}
	return ps
}

// belongs reports whether the participle i hangs on p's cue or source.
func belongs(doc *nlp.Doc, p *proposal, i int) bool {
	h := []int{doc.Tokens[i].Head}
	return shared(p.cue, h) > 0 || shared(p.source, h) > 0
}

// cueTaken is the proposal whose cue holds token i, or -1.
func cueTaken(ps []proposal, i int) int {
	for k := range ps {
		if shared(ps[k].cue, []int{i}) > 0 {
			return k
		}
	}
	return -1
}
