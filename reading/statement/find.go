package statement

import (
	"slices"
	"sort"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/reading/attribution"
	"github.com/demarche-project/demarche/record"
)

// Input is everything known about a document before its acts are read.
type Input struct {
	Doc          *nlp.Doc
	Meta         record.Document
	Cast         *actor.Cast
	Attributions []attribution.Attribution
	Agenda       *agenda.Agenda
	// Voice is the entity whose voice the document's own sentences are (the state
	// that gives a speech), -1 for the writer's.
	Voice int
}

// A candidate is one act found at one word, before it is spread over its
// holders and points.
type candidate struct {
	act        string
	stance     byte
	confidence float64
	pred       nlp.Span // the word that carries the act
	at         int      // its head token
	points     []point
	holders    []holder
	to         []int // addressees, as entities
	modality   record.Modality
	conditions []nlp.Span
	returns    []point // what is wanted in exchange
	noun       bool    // a noun with a holder of its own: presupposed, not asserted
	would      bool    // "would" stands with it
	joint      bool    // of several parties: denied, there is none
	yields     bool    // a state: denied, a refusal is a consent ("not opposed to")
	none       bool    // denied by the "no" of its point
	noflip     bool    // denied, it says nothing: "never intended to"
	presumed   bool    // from a rule, not from a word of the file
}

// A holder is an actor of the cast, and the token that names it here.
type holder struct {
	entity int
	tok    int
}

// finder works on one document.
type finder struct {
	Input
	lex       *lexicon
	within    [][]int // for each token the attributions whose content holds it, outermost first
	cues      []bool  // sentences that carry a word of frames.txt
	found     []candidate
	lists     []announced
	asides    []aside
	inAside   map[int]bool    // participles that head an aside
	nameWords map[string]bool // of the actors' names, see onlyNames
	known     bool            // ... and whether the agenda knows its issue
	pointing  bool            // the last point matched only names something said before
	at        int             // the verb whose points are being read, 0 for none
	mouths    map[int]bool    // entities that only report: outlets, people without a name
}

// Find returns the statements of a document in order of their evidence, and the
// sentences with a cue that gave none.
func Find(in Input) ([]record.Statement, []nlp.Span) {
	f := &finder{Input: in, lex: tables()}
	f.indexVoices()
	f.findAsides()
	f.cues = make([]bool, len(in.Doc.Sents()))
	for i := range in.Doc.Tokens {
		f.verb(i)
		f.noun(i)
		f.adjective(i)
		f.phrase(i)
	}
	f.modalClauses()
	f.enumerations()
	f.announcedLists()
	f.accusations()
	f.dropEmbedded()
	return f.finish()
}

// indexVoices lists for each token the attributions whose content covers it.
func (f *finder) indexVoices() {
	f.within = make([][]int, len(f.Doc.Tokens))
	size := make([]int, len(f.Attributions))
	f.mouths = map[int]bool{}
	for a := range f.Attributions {
		if k := f.Attributions[a].Kind; k == record.SourceAnonymous || k == record.SourceOutlet {
			f.mouths[f.Attributions[a].Speaker] = true
		}
		for _, s := range f.Attributions[a].Content {
			size[a] += s.Len()
			for i := s.Start; i < s.End; i++ {
				f.within[i] = append(f.within[i], a)
			}
		}
	}
	for i := range f.within {
		w := f.within[i]
		sort.SliceStable(w, func(x, y int) bool { return size[w[x]] > size[w[y]] })
	}
}

// speaker is the entity in whose own voice token i stands: the source of the
// innermost attribution around it. ok is false in the document's own voice.
func (f *finder) speaker(i int) (entity int, ok bool) {
	w := f.within[i]
	if len(w) == 0 {
		return -1, false
	}
	return f.Attributions[w[len(w)-1]].Speaker, true
}

// verb reads the act of a verb.
func (f *finder) verb(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "VERB" && t.Pos != "AUX" && t.Tag != "VBN" && t.Tag != "VBG" || f.inAside[i] {
		return
	}
	f.at = i
	defer func() { f.at = 0 }()
	for _, fr := range f.lex.verbs[t.Lemma] {
		if !f.fits(i, fr) {
			continue
		}
		part := -1
		if fr.part != "" {
			if part = f.partner(i, fr.part); part < 0 {
				continue
			}
		}
		heads, slot := f.slot(i, part, fr.slots)
		if len(heads) == 0 || !f.objectFits(heads[0], fr.object) {
			continue
		}
		if fr.deontic && !f.deontic(heads[0]) || fr.would && !f.wishes(i) || slot == "that" && f.openQuestion(heads[0]) && fr.act != "question" {
			continue
		}
		if slot == "inf" && fr.act == "demand" && slices.Contains(fr.to, "obj") && !f.bidsAny(i, heads[0]) {
			continue // "asked not to be named" asks nobody
		}
		if fr.act == "reject" && f.lex.is("silence", f.Doc.Tokens[heads[0]].Lemma) {
			continue // "refused to comment" is silence
		}
		f.cues[t.Sent] = true
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: f.predicate(i, part)}
		c.holders, c.noflip, c.joint = f.subjects(i), fr.noflip, fr.joint
		if slot == "self" {
			heads = []int{i}
		}
		if fr.act == "decline" {
			if !f.silent(i, fr, &c) {
				continue
			}
			if slot != "self" {
				c.points = f.points(heads)
			}
		} else {
			if len(c.holders) == 0 && deliberate[fr.act] && fr.confidence >= 0.7 {
				c.holders = f.unnamed(f.subjectToken(i))
			}
			if fr.joint {
				c.holders = append(c.holders, f.partners(i, heads[0])...)
				if !f.several(c.holders) {
					continue
				}
			}
			if fr.act == "@view" {
				if !f.view(i, part, heads, &c) {
					continue
				}
			}
			if o := f.Doc.Child(i, "dobj"); slot == "prep" && o > heads[0] && f.Doc.Tokens[f.Doc.SubtreeSpan(o).Start-1].Text == "," {
				heads = append(heads, o) // "called for X, Y and Z", with Y hung on the verb
			}
			c.points = f.points(heads)
			if slot == "that" || slot == "inf" || slot == "forto" {
				c.points = append(c.points, f.strayClauses(i, heads[0])...)
			}
			f.addressee(i, fr, heads, &c)
			f.toBlame(i, &c)
		}
		f.qualify(i, &c)
		c.none = slot == "obj" && f.none(heads[0])
		c.modality.Negated = c.modality.Negated || c.none && giving[c.act]
		if fr.act == "decline" {
			c.modality.Negated = false
			c.modality.Hypothetical = c.modality.Hypothetical && !fr.unreached // "could not be reached"
		}
		f.keep(c)
		return
	}
}

// deliberate are the acts that only somebody can do.
var deliberate = map[string]bool{"demand": true, "reject": true, "offer": true, "threaten": true, "accuse": true, "commit": true, "accept": true, "agree": true, "propose": true}

// partners are those with whom one agrees or signs: "struck a deal with the union".
func (f *finder) partners(i, object int) []holder {
	d := f.Doc
	for _, k := range []int{i, object} {
		for _, c := range d.Children(k) {
			if t := &d.Tokens[c]; t.Dep == "prep" && (t.Lower == "with" || t.Lower == "between") {
				if o := d.Child(c, "pobj"); o >= 0 {
					if hs := f.listed(o); len(hs) > 0 {
						return hs
					}
					return f.unnamed(o)
				}
			}
		}
	}
	return nil
}

// giving are the acts that "no" in their object denies: "offered no guarantees".
var giving = map[string]bool{"accept": true, "support": true, "offer": true, "commit": true, "agree": true, "propose": true, "concede": true}

// none reports whether the noun at i is denied by its determiner.
func (f *finder) none(i int) bool {
	for _, k := range f.Doc.Children(i) {
		if t := &f.Doc.Tokens[k]; t.Dep == "det" && f.lex.is("nobody", t.Lower) {
			return true
		}
	}
	return false
}

// toBlame turns "X is to blame for Y" round: X is accused by the one who says so.
func (f *finder) toBlame(i int, c *candidate) {
	d := f.Doc
	t := &d.Tokens[i]
	if c.act != "accuse" || !f.hasTo(i) || t.Head == i || d.Tokens[t.Head].Lemma != "be" {
		return
	}
	for _, h := range c.holders {
		c.to = append(c.to, h.entity)
	}
	c.holders = f.voices(i)
}

// strayClauses are the clauses that continue the point of verb i, but which the
// parser coordinated with i itself: "is demanding that X cede Y, abandon Z".
func (f *finder) strayClauses(i, clause int) []point {
	d := f.Doc
	var out []point
	if t := &d.Tokens[i]; t.Tag == "VB" || t.Tag == "VBP" {
		return nil
	}
	var add func(v int)
	add = func(v int) {
		for _, c := range d.Children(v) {
			t := &d.Tokens[c]
			if t.Dep == "conj" && c > clause && (t.Tag == "VB" || t.Tag == "VBP") && d.Child(c, "nsubj", "aux") < 0 {
				out = append(out, point{c, f.phraseSpan(c, true)})
				add(c)
			}
		}
	}
	add(i)
	return out
}

// fits checks what a frame asks of the verb's form.
func (f *finder) fits(i int, fr *frame) bool {
	passive := f.Doc.Child(i, "auxpass") >= 0
	if fr.passive && !passive {
		return false
	}
	if fr.unreached && !(passive && f.negated(i)) {
		return false
	}
	if fr.negated && !f.negated(i) && !f.silenceNoun(i) && !f.refused(i) {
		return false
	}
	return true
}

// deontic reports whether clause v says what should or must be.
func (f *finder) deontic(v int) bool {
	if l := f.Doc.Tokens[v].Lemma; l == "need" || l == "have" && f.Doc.Child(v, "xcomp") >= 0 {
		return true
	}
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; t.Tag == "MD" && f.lex.is("should", t.Lower) {
			return true
		}
	}
	return false
}

// wishes reports whether verb i stands with "would": "would like".
func (f *finder) wishes(i int) bool {
	for _, c := range f.Doc.Children(i) {
		if f.lex.is("would", f.Doc.Tokens[c].Lower) {
			return true
		}
	}
	return false
}

// openQuestion reports whether clause v asks: "whether S", "how S".
func (f *finder) openQuestion(v int) bool {
	for _, c := range f.Doc.Children(v) {
		if t := &f.Doc.Tokens[c]; c < v && (t.Tag == "WRB" || t.Dep == "mark" && f.lex.is("if", t.Lower)) {
			return true
		}
	}
	return false
}

// refused reports whether i is what a verb of refusing governs: "declined to
// comment".
func (f *finder) refused(i int) bool {
	t := &f.Doc.Tokens[i]
	return t.Dep == "xcomp" && f.lex.is("negator", f.Doc.Tokens[t.Head].Lemma)
}

// partner finds the particle, preposition or fixed object that a frame needs.
func (f *finder) partner(i int, word string) int {
	for _, c := range f.Doc.Children(i) {
		t := &f.Doc.Tokens[c]
		if c > i && (t.Lower == word || t.Lemma == word) && t.Dep != "conj" {
			return c
		}
	}
	return -1
}

// predicate is the span of the verb with its particle when they are adjacent.
func (f *finder) predicate(i, part int) nlp.Span {
	if part == i+1 {
		return nlp.Span{Start: i, End: part + 1}
	}
	return nlp.Span{Start: i, End: i + 1}
}

// keep adds a candidate. One without a holder gives no statement, but what stands
// inside its point is still not asserted.
func (f *finder) keep(c candidate) {
	c.points = slices.DeleteFunc(c.points, func(p point) bool { // "what he was willing to put on the table"
		o := f.Doc.Child(p.head, "dobj")
		return o >= 0 && f.Doc.Tokens[o].Tag == "WP"
	})
	if len(c.points) > 0 || c.act == "decline" {
		against := f.join(&c)
		f.found = append(f.found, c)
		if against != nil {
			f.found = append(f.found, *against)
		}
	}
}

// objectFits checks the class of the point's head.
func (f *finder) objectFits(head int, class string) bool {
	if class == "" {
		return true
	}
	lemma := f.Doc.Tokens[head].Lemma
	isActor := f.actorAt(head) >= 0
	switch class {
	case "actor":
		return isActor
	case "thing":
		return !isActor
	case "impose", "quiet", "silence":
		return f.lex.is(class, lemma)
	case "act":
		if f.lex.is("act", lemma) {
			return true
		}
		for _, c := range f.Doc.Children(head) { // "a set of demands"
			if f.lex.is("measure", lemma) && f.Doc.Tokens[c].Lower == "of" {
				if o := f.Doc.Child(c, "pobj"); o >= 0 {
					return f.lex.is("act", f.Doc.Tokens[o].Lemma)
				}
			}
		}
		return f.lex.is("pronoun", f.Doc.Tokens[head].Lower) && !isActor
	}
	return false
}

// several reports whether more than one party stands behind the holders, or one
// that is several by its nature ("the two sides").
func (f *finder) several(hs []holder) bool {
	if len(hs) > 1 {
		return true
	}
	return len(hs) == 1 && hs[0].tok >= 0 && f.Doc.Tokens[hs[0].tok].Tag != "NNP" && plural(&f.Doc.Tokens[hs[0].tok]) && f.Cast.Entities[hs[0].entity].Kind == actor.KindGroup
}

func plural(t *nlp.Token) bool {
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Lower == "they" || t.Lower == "both"
}

// noun reads the act of a noun: "Russia's demand that S", "made an offer to V".
func (f *finder) noun(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "NOUN" {
		return
	}
	for _, fr := range f.lex.nouns[t.Lemma] {
		heads, slot := f.content(i, fr.slots)
		if len(heads) == 0 {
			continue
		}
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: nlp.Span{Start: i, End: i + 1}, noun: true}
		if fr.act == "decline" {
			v := f.Doc.Tokens[i].Head
			if !f.silenceNoun(i) {
				continue
			}
			c.holders, c.noun = f.subjects(v), false
			f.cues[t.Sent] = true
			f.keep(c)
			return
		}
		f.cues[t.Sent] = true
		if slot == "subj" {
			c.holders = f.judges(i, c.pred, c.act)
		} else {
			c.holders = f.nounHolders(i)
		}
		c.points = f.points(heads)
		f.addressee(i, fr, heads, &c)
		f.qualify(i, &c)
		c.modality.Negated = c.modality.Negated || f.none(i)
		c.modality.Hypothetical = c.modality.Hypothetical || f.imagined(i)
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		if v := f.lightVerb(i); v >= 0 {
			f.qualify(v, &c)
			c.noun = false
		}
		f.keep(c)
		return
	}
}

// imagined reports whether noun i is indefinite and its clause modal: "a refusal by
// Norland would end the talks".
func (f *finder) imagined(i int) bool {
	if d := f.Doc.Child(i, "det"); d < 0 || !f.lex.is("indefinite", f.Doc.Tokens[d].Lower) {
		return false
	}
	for h := range f.Doc.Ancestors(i) {
		if p := f.Doc.Tokens[h].Pos; p == "VERB" || p == "AUX" {
			for _, k := range f.Doc.Children(h) {
				if f.Doc.Tokens[k].Tag == "MD" {
					return true
				}
			}
			return false
		}
	}
	return false
}

// content is the first slot of a noun that holds more than an actor: of "demands of
// Norland for fish" it is the fish.
func (f *finder) content(i int, slots []string) ([]int, string) {
	for _, s := range slots {
		if heads := f.fill(i, -1, s); len(heads) > 0 && (s == "subj" || f.actorAt(heads[0]) < 0) {
			return heads, s
		}
	}
	if slices.Contains(slots, "that") && f.beside(i, "from", "by") >= 0 { // its clause hangs on the verb too
		if heads := f.clauses(f.Doc.Tokens[i].Head, false); len(heads) > 0 {
			return heads, "that"
		}
	}
	return nil, ""
}

// adjective reads "ready to V", "X is unacceptable".
func (f *finder) adjective(i int) {
	t := &f.Doc.Tokens[i]
	if t.Pos != "ADJ" && t.Tag != "VBN" || t.Dep == "amod" && i < t.Head {
		return
	}
	for _, fr := range f.lex.adjs[t.Lower] {
		heads, slot := f.slot(i, -1, fr.slots)
		if len(heads) == 0 {
			continue
		}
		f.cues[t.Sent] = true
		c := candidate{act: fr.act, stance: fr.stance, confidence: fr.confidence, at: i, pred: nlp.Span{Start: i, End: i + 1}, yields: true}
		if slot == "subj" {
			c.holders = f.judges(i, c.pred, c.act)
		} else if c.holders = f.subjects(i); len(c.holders) == 0 && fr.confidence >= 0.8 {
			c.holders = f.unnamed(f.subjectToken(i))
		}
		c.points = f.points(heads)
		if v := f.caused(i); v >= 0 && slot != "subj" {
			c.holders = f.subjects(v)
			f.qualify(v, &c)
		}
		f.qualify(i, &c)
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		f.keep(c)
		return
	}
}

// saidOf widens a point that is only a pronoun to what is said of it: "they could be
// a guidepost".
func (f *finder) saidOf(slot string, c *candidate) {
	if slot != "subj" || len(c.points) != 1 || f.Doc.Tokens[c.points[0].head].Pos != "PRON" {
		return
	}
	h := c.points[0].head
	if end := f.Doc.SubtreeSpan(c.at).End; end > h && f.Doc.Tokens[h].Sent == f.Doc.Tokens[c.at].Sent {
		c.points[0].span = f.trim(nlp.Span{Start: h, End: end})
	}
}

// hedge lets "could be unacceptable", said by the one who judges, stand: the
// modal softens the judgement, it does not suppose it.
func (f *finder) hedge(slot string, c *candidate) {
	if slot == "subj" && len(c.holders) > 0 && !f.question(f.Doc.Sent(c.at)) {
		c.modality.Hypothetical = false
	}
}

// caused is the verb of "made X conditional" when adjective i is what X is made,
// or -1.
func (f *finder) caused(i int) int {
	if f.copula(i) >= 0 {
		return -1
	}
	for h := range f.Doc.Ancestors(i) { // the parser may hang it deep in the object
		if t := &f.Doc.Tokens[h]; t.Pos == "VERB" {
			if f.lex.is("causative", t.Lemma) {
				return h
			}
			if t.Tag != "VBG" {
				return -1
			}
		}
	}
	return -1
}

// phrase reads fixed phrases: "red line", "in favour of".
func (f *finder) phrase(i int) {
	for _, p := range f.lex.phrases[f.Doc.Tokens[i].Lower] {
		n := len(p.words)
		if i+n > len(f.Doc.Tokens) {
			continue
		}
		match := true
		for k, w := range p.words {
			if t := &f.Doc.Tokens[i+k]; t.Lower != w && t.Lemma != w {
				match = false
				break
			}
		}
		if !match {
			continue
		}
		head := i
		for k := i; k < i+n; k++ {
			if h := f.Doc.Tokens[k].Head; h < i || h >= i+n || h == k {
				head = k
				break
			}
		}
		last := i + n - 1
		heads, slot := f.slot(head, last, p.frame.slots)
		if len(heads) == 0 {
			continue
		}
		f.cues[f.Doc.Tokens[i].Sent] = true
		c := candidate{act: p.frame.act, stance: p.frame.stance, confidence: p.frame.confidence, at: head, pred: nlp.Span{Start: i, End: i + n}}
		if slot == "subj" {
			c.holders = f.judges(head, c.pred, c.act)
		} else {
			if cop := f.copula(head); cop < 0 {
				continue // "against" as an adjunct is no act
			}
			if c.holders = f.subjects(head); len(c.holders) == 0 {
				c.holders = f.unnamed(f.subjectToken(head))
			}
		}
		c.points = f.points(heads)
		f.qualify(head, &c)
		f.hedge(slot, &c)
		f.saidOf(slot, &c)
		if p.words[0] == "not" {
			c.modality.Negated = false
		}
		f.keep(c)
		return
	}
}
