package attribution

import (
	"cmp"
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// Attribution is one place where a text says that somebody says or holds
// something. Spans are runs of tokens of the document.
type Attribution struct {
	Source, Cue, Content []nlp.Span

	Kind        string  // record.SourceNamed and its siblings
	Count       int     // people behind the source, 0 when not given
	Description string  // what the text says about an unnamed source: "familiar with the talks"
	Condition   bool    // the source spoke on condition of anonymity
	Manner      string  // record.Said or record.Held
	Direct      bool    // the content stands in quotation marks
	Negated     bool    // "did not say", "declined to comment"
	Parent      int     // index of the attribution whose content holds this one, or -1
	Speaker     int     // entity of the cast who the source is, or -1
	Score       float64 // probability that it is one, 0 to 1; of a rule a fixed number
}

// Find returns the attributions of a document, by position. The cast says who
// the people are that it speaks of; meta's kind and author decide whose voice
// the document's own is. A document without vectors (built from annotations) is
// read by the rules alone.
func Find(doc *nlp.Doc, cast *actor.Cast, meta record.Document) []Attribution {
	l := newLayout(doc)
	ps := propose(doc, l)
	settle(doc, l, ps)
	ps = append(ps, dialogue(doc, l, ps)...)
	ps = blocks(doc, l, runOn(doc, l, ps))
	for k := range ps {
		ps[k].id = k + 1
	}
	ps = relayed(doc, l, quotedAs(doc, l, citing(doc, ps)))
	slices.SortStableFunc(ps, func(a, b proposal) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.cueStart(), b.cueStart()))
	})
	out := make([]Attribution, len(ps))
	for i := range ps {
		out[i] = describe(doc, l, &ps[i])
	}
	resolveSpeakers(doc, l, cast, meta, ps, out)
	nest(ps, out)
	speakInside(doc, ps, out)
	return out
}

// propose finds cue, source and content: by the model, or by the tree where the
// document has no vectors.
func propose(doc *nlp.Doc, l *layout) []proposal {
	if ps, ok := byModel(trained(), doc, l); ok {
		ps = slices.DeleteFunc(ps, func(p proposal) bool {
			return idiom(doc, p.cue) || len(p.source) == 1 && byMeasure(doc, p.cue, p.source[0])
		})
		for k := range ps {
			complete(doc, l, &ps[k])
		}
		return append(ps, nested(doc, l, ps)...)
	}
	return byTree(doc, l)
}

// idiom reports whether a cue is a turn of speech in which nobody speaks but the writer:
// "it is worth noting that".
func idiom(doc *nlp.Doc, cue []int) bool {
	last := cue[len(cue)-1]
	words := ""
	for i := last; i >= 0 && i > last-5 && doc.Tokens[i].Sent == doc.Tokens[last].Sent; i-- {
		if words = doc.Tokens[i].Lower + words; cues().Has("idiom", words) {
			return true
		}
		words = "-" + words
	}
	return false
}

// nested proposes what the tree says plainly and the model left out: "reportedly",
// a main verb that can mean nothing but speech, and inside the content of other proposals, outside quotation marks, a verb of
// saying with a named subject and a clause of its own. The model learned from
// annotators who seldom went down there.
func nested(doc *nlp.Doc, l *layout, ps []proposal) []proposal {
	var out []proposal
	for _, q := range byTree(doc, l) {
		if t := &doc.Tokens[q.head]; (t.Pos == "ADV" || cues().Has("prep", t.Lemma)) && !l.spoken[q.head] && cueTaken(ps, q.head) < 0 {
			complete(doc, l, &q)
			out = append(out, q)
			continue
		}
		if doc.Tokens[q.head].Pos != "VERB" || !said(doc.Tokens[q.head].Lemma) || l.spoken[q.head] || isPronoun(doc, q.source) ||
			doc.Child(q.head, "nsubj") < 0 || doc.Child(q.head, "ccomp") < 0 || cueTaken(ps, q.head) >= 0 {
			continue
		}
		if t := &doc.Tokens[q.head]; (t.Head == q.head || t.Tag == "VBD") && cues().Has("plain", t.Lemma) {
			out = append(out, q)
			continue
		}
		inside := func(p proposal) bool {
			return within(q.cue[0], p.content) && shared(p.content, q.cue) == len(q.cue) && shared(p.content, q.content) == len(q.content)
		}
		if slices.ContainsFunc(ps, inside) || slices.ContainsFunc(out, inside) {
			out = append(out, q)
		}
	}
	return out
}

func (p *proposal) first() int {
	first := p.cueStart()
	for _, s := range [][]int{p.source, p.content} {
		if len(s) > 0 {
			first = min(first, s[0])
		}
	}
	return first
}

// cueStart is the first token of the cue, or of the content where there is no cue.
func (p *proposal) cueStart() int {
	if len(p.cue) > 0 {
		return p.cue[0]
	}
	return p.content[0]
}

// describe fills everything about an attribution that its own words tell.
func describe(doc *nlp.Doc, l *layout, p *proposal) Attribution {
	a := Attribution{
		Source: spans(doc, p.source), Cue: spans(doc, p.cue), Content: spans(doc, p.content),
		Manner: manner(doc, l, p), Direct: direct(doc, l, p), Negated: negated(doc, p),
		Parent: -1, Speaker: -1, Score: p.score,
	}
	if a.Negated && !a.Direct {
		a.Manner = record.Held // no words were uttered
	}
	a.Kind, a.Count, a.Description, a.Condition = sourceKind(doc, p)
	return a
}
