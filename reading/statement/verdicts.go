package statement

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
	"github.com/demarche-project/demarche/nlp"
)

//go:embed verdicts.txt
var verdictsText string

// verdictWords is verdicts.txt: words by "CLASS POS", phrases by their first word.
type verdictWords struct {
	table.Classes
	phrases map[string][]verdictPhrase
}

type verdictPhrase struct {
	class string
	words []string
}

// verdictTable parses the embedded file once: see tables.
var verdictTable = sync.OnceValue(func() *verdictWords {
	w, err := parseVerdicts(verdictsText)
	if err != nil {
		panic(err)
	}
	return w
})

func parseVerdicts(text string) (*verdictWords, error) {
	w := &verdictWords{table.Classes{}, map[string][]verdictPhrase{}}
	return w, eachLine("verdicts.txt", text, func(line string) error {
		f := strings.Fields(line)
		if len(f) < 3 || len(f[1]) != 1 || !strings.Contains("ANVPW", f[1]) {
			return fmt.Errorf("want CLASS POS words")
		}
		if f[1] != "P" {
			w.Add(f[0]+" "+f[1], f[2:]...)
			return nil
		}
		for _, x := range f[2:] {
			words := strings.Split(x, "_")
			w.phrases[words[0]] = append(w.phrases[words[0]], verdictPhrase{f[0], words})
		}
		return nil
	})
}

// A verdict is what a clause judges somebody or something to be.
type verdict struct {
	class string // of verdicts.txt
	at    int    // the word that judges
	pred  nlp.Span
	of    int // what is judged, -1 where no word of the clause names it
}

// verdicts reads the clauses in which a party judges others, what they do or what they
// propose, where no other act is read from the clause.
func (f *finder) verdicts() {
	for v := range f.Doc.Tokens {
		t := &f.Doc.Tokens[v]
		if t.Pos != "VERB" && t.Pos != "AUX" || t.Dep == "aux" || t.Dep == "auxpass" {
			continue
		}
		e, quoted := f.speaker(v)
		if !quoted {
			e = f.documentVoice()
		}
		if e < 0 || !f.mainClause(v, quoted) || f.anonymous(v) || quoted && !f.uttered(v) {
			continue
		}
		if vd, ok := f.verdict(v, e); ok && !f.acted(v) {
			f.pass(v, e, vd)
		}
	}
}

// acted reports whether an act was read from clause v before.
func (f *finder) acted(v int) bool {
	return slices.ContainsFunc(f.found, func(c candidate) bool {
		return c.act != "assess" && len(c.holders) > 0 && (c.at == v || f.verbOf(c.at) == v || len(c.points) > 0 && c.points[0].head == v)
	})
}

// pass keeps the act of verdict vd of speaker e in clause v, if it is one on others.
func (f *finder) pass(v, e int, vd verdict) {
	act, stance := f.actOf(v, e, vd)
	if act == "" || act != "support" && len(f.within[v]) == 0 { // a speech has its own rules: see accusations
		return
	}
	if f.kindOf(vd.of, e) == pointed {
		stance = '?' // for or against what, another sentence says
	}
	f.keep(candidate{
		act: act, stance: stance, confidence: 0.5, at: vd.at, pred: vd.pred, presumed: true,
		holders: []holder{{e, -1}}, to: f.onWhom(vd.of, e), points: []point{{v, f.phraseSpan(v, true)}},
	})
	f.cues[f.Doc.Tokens[v].Sent] = true
}

// kinds of what is judged.
const (
	ownSide = iota // the speaker's own
	party
	conduct // somebody's, other than an act or a measure ("his judgment"), or people without a name
	act     // what somebody proposes or decides
	doing   // what a clause tells
	pointed // "it", "this"
	market  // what only goes up and down
	other
)

// kindOf is the kind of what e judges at token of.
func (f *finder) kindOf(of, e int) int {
	if of < 0 {
		return other
	}
	d := f.Doc
	t := &d.Tokens[of]
	a := f.actorAt(of)
	poss := d.Child(of, "poss")
	switch {
	case firstPerson(t) || f.sameParty(a, e) || poss >= 0 && (firstPossessive(d.Tokens[poss].Lower) || f.sameParty(f.actorAt(poss), e)):
		return ownSide
	case a >= 0 && t.Pos == "NOUN":
		return conduct // "the banks are weak" tells how they stand, "the banks are corrupt" judges
	case a >= 0 && t.Lower != "it":
		return party
	case t.Pos == "VERB" || t.Pos == "AUX":
		return doing
	case t.Pos == "PRON" && (f.lex.is("third", t.Lower) && t.Lower != "it" || t.Lower == "you" || t.Lower == "who"):
		return party
	case t.Pos == "PRON":
		return pointed
	case verdictTable().Has("market W", t.Lemma):
		return market
	}
	if f.lex.is("act", t.Lemma) || f.lex.is("policy", t.Lemma) || t.Tag == "VBG" {
		return act
	}
	switch {
	case t.Pos == "PROPN":
		return party
	case poss >= 0 && f.actorAt(poss) >= 0:
		return conduct
	}
	return other
}

// judgedOn are the kinds that a class of verdicts is passed on.
var judgedOn = map[string][]int{
	"good": {party, conduct, act, doing, pointed, other}, "bad": {party, conduct, act, doing, pointed, other}, "wrong": {party, conduct, act, doing, pointed, other},
	"plaingood": {party, act, pointed}, "plainbad": {party, act, pointed},
	"virtue": {party}, "vice": {party}, "apt": {act, doing, pointed}, "poor": {act, doing, pointed, conduct},
	"hurt": {act, doing, pointed}, "aid": {act, doing, pointed}, "doubt": {party, conduct, act, doing, pointed, other},
}

// actOf is the act of a verdict in clause v of speaker e, "" for none.
func (f *finder) actOf(v, e int, vd verdict) (name string, stance byte) {
	kind := f.kindOf(vd.of, e)
	if on, ok := judgedOn[vd.class]; ok && !slices.Contains(on, kind) {
		return "", 0
	}
	switch vd.class {
	case "doubt", "feeldoubt":
		return "question", '-'
	case "feelgood":
		return "support", '+'
	case "good", "plaingood", "virtue", "apt", "aid":
		if f.onlyPossible(v) {
			return "", 0
		}
		return "support", '+'
	case "wrong":
		return "accuse", '-'
	}
	if kind == party || kind == conduct {
		return "accuse", '-'
	}
	return "reject", '-'
}

// onlyPossible reports whether clause v says only what may be.
func (f *finder) onlyPossible(v int) bool {
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; t.Tag == "MD" && (f.lex.is("possible", t.Lower) || f.lex.is("should", t.Lower)) {
			return true
		}
	}
	return false
}

// onWhom are the actors that the verdict of e is on.
func (f *finder) onWhom(of, e int) []int {
	if of < 0 {
		return nil
	}
	if p := f.Doc.Child(of, "poss"); p >= 0 && f.actorAt(of) < 0 {
		of = p
	}
	if a := f.actorAt(of); a >= 0 && f.Doc.Tokens[of].Lower != "it" && !f.sameParty(a, e) {
		return []int{a}
	}
	return nil
}
