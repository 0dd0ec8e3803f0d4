package agenda

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

const maxNameWords = 4

// own keeps a point that fits no issue on its own head noun phrase: "a permanent
// change of the bylaws" becomes the issue "change of bylaws". The name is made of
// lemmas, so that two documents that use the same noun share the issue.
func (a *Agenda) own(doc *nlp.Doc, t *tree) Match {
	head := a.headNoun(doc, t, t.root, 0)
	name, score, bare := "", 0.3, false
	if head >= 0 {
		switch tok := &doc.Tokens[head]; {
		case isAmount(tok):
			head = -1
		case tok.EntType == "PERSON":
			name, score = a.personName(doc, head), 0.15
		default:
			if name = a.phraseName(doc, t, head); isActor(tok) {
				score = 0.15 // for or against somebody, not about something
			}
		}
	}
	if o := doc.Child(t.root, "nsubjpass", "dobj"); name == "" || a.Hollow(name) && o >= 0 && isActor(&doc.Tokens[o]) { // "to be barred from the country"
		if verb := a.verbName(doc, t); verb != "" || name == "" {
			name, head, score, bare = verb, t.root, 0.15, true
		}
	}
	if name == "" {
		return Match{}
	}
	return Match{
		Issue:     record.Ref{ID: Slug(name), Name: name},
		Direction: a.direction(t, head, nil),
		Score:     score,
		Hollow:    bare || a.Hollow(name),
	}
}

// Noun is the noun phrase that heads the point, whether or not it names an issue by
// itself ("offer" of "the offer is to the board"), and its head token; "" for an actor,
// an amount, a time, a pronoun and for what says nothing ("thing").
func (a *Agenda) Noun(doc *nlp.Doc, point nlp.Span) (name string, head int) {
	point = clip(doc, point)
	if point.Len() == 0 {
		return "", -1
	}
	t := a.newTree(doc, point)
	head = a.headNoun(doc, t, t.root, 0)
	if head < 0 {
		return "", -1
	}
	tok := &doc.Tokens[head]
	if l := lemma(tok); isActor(tok) || isAmount(tok) || a.when(tok) || a.lex.units[l] || a.lex.void[l] || a.lex.agents[l] {
		return "", -1
	}
	return a.phraseName(doc, t, head), head
}

// Hollow reports whether a name holds no word that tells what it is about: "part of
// proposal", "alternatives".
func (a *Agenda) Hollow(name string) bool {
	for _, w := range strings.Fields(name) {
		if !a.lex.linking[w] && !a.lex.hollow[w] && !a.lex.hollow[singular(w)] {
			return false
		}
	}
	return true
}

// Tried in this order when a verb leads on to what the point is about.
var (
	verbObjects = []string{"dobj", "nsubjpass", "attr", "dative", "oprd"}
	verbClauses = []string{"xcomp", "ccomp"}
)

// headNoun walks from i to the noun that names the point: through verbs to their
// objects and through light nouns ("a ban on", "the idea of") to what they are
// about. It returns -1 when there is none.
func (a *Agenda) headNoun(doc *nlp.Doc, t *tree, i, steps int) int {
	if steps > 8 || !t.span.Contains(i) || t.words.blocked[i] {
		return -1
	}
	tok := &doc.Tokens[i]
	switch tok.Pos {
	case "NOUN", "PROPN":
		if l := lemma(tok); a.lex.agreement[l] && t.placeOf(i) != "" {
			return i
		} else if t.isLight(tok) {
			if n := a.nounComplement(doc, t, i, steps); n >= 0 || a.lex.units[l] {
				return n
			}
		}
		return i
	case "VERB", "AUX":
		return a.verbComplement(doc, t, i, steps)
	case "ADP", "SCONJ", "PART":
		for _, c := range doc.Children(i) {
			if d := doc.Tokens[c].Dep; d == "pobj" || d == "pcomp" {
				return a.headNoun(doc, t, c, steps+1)
			}
		}
	case "ADJ", "ADV", "NUM", "DET", "PRON":
		for _, c := range doc.Children(i) {
			if d := doc.Tokens[c].Dep; d == "dobj" || d == "prep" || d == "xcomp" || d == "ccomp" {
				if n := a.headNoun(doc, t, c, steps+1); n >= 0 {
					return n
				}
			}
		}
	}
	return -1
}

// nounComplement is what light noun i leads to, things before actors: "a request to
// Peru to suspend flights" is about the flights.
func (a *Agenda) nounComplement(doc *nlp.Doc, t *tree, i, steps int) int {
	best := -1
	for _, c := range doc.Children(i) {
		if c < i {
			continue
		}
		switch doc.Tokens[c].Dep {
		case "prep", "acl", "ccomp", "xcomp", "relcl":
			if a.lex.adjuncts[doc.Tokens[c].Lower] || doc.Tokens[c].Dep == "relcl" && doc.Tokens[c].Tag != "VB" {
				continue
			}
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 && !t.isLight(&doc.Tokens[n]) && !a.when(&doc.Tokens[n]) { // "a list of that kind" is a list, "talks in the past" are talks
				if !isActor(&doc.Tokens[n]) {
					return n
				}
				if best < 0 {
					best = n
				}
			}
		}
	}
	return best
}

// when reports whether a noun only says when: "next year", "the past".
func (a *Agenda) when(t *nlp.Token) bool { return t.EntType == "DATE" || a.lex.times[lemma(t)] }

// verbComplement is what verb i leads to: its object, the clause under it, what stands
// behind a preposition, its subject; things before actors: "to rid Peru of its farm
// surpluses" is about the surpluses.
func (a *Agenda) verbComplement(doc *nlp.Doc, t *tree, i, steps int) int {
	actors := -1
	try := func(c int) (int, bool) {
		n := a.headNoun(doc, t, c, steps+1)
		if n >= 0 && isActor(&doc.Tokens[n]) {
			if actors < 0 {
				actors = n
			}
			n = a.nounComplement(doc, t, n, steps+1) // hung on the actor, it belongs to the verb
			return n, n >= 0 && !isActor(&doc.Tokens[n])
		}
		return n, n >= 0
	}
	for _, dep := range verbObjects {
		if c := doc.Child(i, dep); c >= 0 && doc.Tokens[c].Pos != "PRON" {
			if n, ok := try(c); ok {
				return n
			}
		}
	}
	for _, dep := range verbClauses {
		if c := doc.Child(i, dep); c >= 0 {
			if n, ok := try(c); ok {
				return n
			}
		}
	}
	for _, c := range doc.Children(i) {
		if d := doc.Tokens[c].Dep; d == "prep" || d == "acomp" || d == "advmod" {
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 && doc.Tokens[n].EntType != "DATE" && !isActor(&doc.Tokens[n]) {
				return n
			}
		}
	}
	if actors >= 0 {
		return actors
	}
	if c := doc.Child(i, "nsubj"); c >= 0 && t.span.Contains(c) && !isActor(&doc.Tokens[c]) {
		return a.headNoun(doc, t, c, steps+1)
	}
	return -1
}

// phraseName is the noun with the modifiers that say which one: compounds and
// adjectives, without determiners, numbers, evaluations and names of actors.
func (a *Agenda) phraseName(doc *nlp.Doc, t *tree, head int) string {
	tok := &doc.Tokens[head]
	l := lemma(tok)
	if fixed := a.lex.lemmas[l]; fixed != "" {
		l = fixed
	}
	keepNames := a.lex.agreement[l] || a.lex.packages[l] || tok.Pos == "PROPN"
	if len(l) < 3 {
		return "" // a scrap: "re" of "re-introduction"
	}
	parts, named := a.modifiers(doc, t, head, keepNames)
	if place := t.placeOf(head); place != "" && !named && a.lex.agreement[l] {
		return place + " agreement"
	}
	parts = append(parts, a.headName(tok, l, named))
	if len(parts) == 1 {
		if of := a.ofName(doc, t, head); of != "" {
			return parts[0] + " " + of
		}
	}
	return strings.Join(parts[max(0, len(parts)-maxNameWords):], " ")
}

// personName is the name around token i, without titles and offices before it.
func (a *Agenda) personName(doc *nlp.Doc, i int) string {
	from, to := i, i+1
	for from > 0 && doc.Tokens[from-1].EntType == "PERSON" && doc.Tokens[from].EntIOB == "I" {
		from--
	}
	for to < len(doc.Tokens) && doc.Tokens[to].EntType == "PERSON" && doc.Tokens[to].EntIOB == "I" && doc.Tokens[to].Tag != "POS" {
		to++
	}
	return doc.Slice(nlp.Span{Start: from, End: to})
}

// modifiers returns the words before head that belong to its name, hyphenated
// ones as one word, and whether a proper name is among them. An owner counts only
// where owners are kept ("Brazil's position"): "the country's farmers" are farmers.
func (a *Agenda) modifiers(doc *nlp.Doc, t *tree, head int, keepNames bool) (parts []string, named bool) {
	last := -1 // where the last part ends
	for i := max(t.span.Start, firstOf(doc, head)); i < head; i++ {
		if t.words.blocked[i] || !a.belongs(doc, i, head, keepNames) {
			continue
		}
		end := i + 1 // past the hyphens of a word like "long-range"
		for end+1 < head && isHyphen(&doc.Tokens[end]) {
			end += 2
		}
		word, telling := "", true
		for k := i; k < end; k++ {
			tok := &doc.Tokens[k]
			word += wordName(tok)
			telling = telling && !a.lex.units[tok.Lower] && (isHyphen(tok) || a.telling(tok, keepNames) || end-i > 1 && !a.lex.drop[tok.Lower] && !isActor(tok))
			named = named || tok.Pos == "PROPN" && telling && strings.ToUpper(tok.Text) != tok.Text // "ICO talks" are talks
		}
		if doc.Tokens[i].Dep == "poss" {
			word += "'s"
		}
		if telling && strings.ContainsFunc(word, unicode.IsLetter) {
			if last == i && isActor(&doc.Tokens[i]) && doc.Tokens[i].EntIOB == "I" { // a name is one word
				parts[len(parts)-1] += " " + word
			} else {
				parts = append(parts, word)
			}
			last = end
		}
		i = end - 1
	}
	return parts, named
}

// belongs reports whether token i before head is part of the name of head: linked
// to it by modifiers only.
func (a *Agenda) belongs(doc *nlp.Doc, i, head int, keepOwner bool) bool {
	for steps := 0; i != head && steps < 8; steps++ {
		switch doc.Tokens[i].Dep {
		case "compound", "amod", "nmod", "punct", "npadvmod", "advmod", "prep", "pcomp", "dep":
		case "poss":
			if !keepOwner || !isActor(&doc.Tokens[i]) {
				return false
			}
		default:
			return false
		}
		i = doc.Tokens[i].Head
	}
	return i == head
}

// placeOf is the place where the agreement under head was made, by which such
// things are called: "a draft discussed in Istanbul" is the Istanbul agreement.
func (t *tree) placeOf(head int) string {
	if t.lex.meetings[lemma(&t.doc.Tokens[head])] {
		return "" // talks in London are held there, not called so
	}
	for _, i := range t.doc.Subtree(head) {
		tok := &t.doc.Tokens[i]
		if i > head && t.span.Contains(i) && tok.Dep == "pobj" && tok.EntType == "GPE" && t.doc.Tokens[tok.Head].Lower == "in" {
			return tok.Text
		}
	}
	return ""
}

// firstOf is the leftmost token of i's subtree.
func firstOf(doc *nlp.Doc, i int) int { return doc.SubtreeSpan(i).Start }

// telling reports whether a modifier says which thing is meant.
func (a *Agenda) telling(k *nlp.Token, keepNames bool) bool {
	if isActor(k) && !keepNames {
		return false
	}
	if isAmount(k) || k.EntType == "ORDINAL" || a.lex.units[k.Lower] {
		return false
	}
	switch k.Pos {
	case "NOUN", "PROPN", "ADJ", "X":
		return !a.lex.drop[lemma(k)]
	case "VERB": // "proposed", "agreed": when; "enriched", "frozen": which
		return (k.Tag == "VBN" || k.Tag == "VBG") && !a.lex.drop[lemma(k)] && !a.lex.drop[k.Lower]
	}
	return false
}

// ofName is what a bare noun is of, on or to: "of shares" for "distribution of
// quota shares".
func (a *Agenda) ofName(doc *nlp.Doc, t *tree, head int) string {
	preps := doc.Children(head)
	if doc.Tokens[head].Dep == "dobj" { // "impose a duty on lumber": the parser may hang it on the verb
		for _, c := range doc.Children(doc.Tokens[head].Head) {
			if c > head && doc.Tokens[c].Lower == "on" {
				preps = append(slices.Clip(preps), c)
			}
		}
	}
	for _, c := range preps {
		if !a.lex.linking[doc.Tokens[c].Lower] || c < head {
			continue
		}
		obj := doc.Child(c, "pobj")
		if obj < 0 || !t.span.Contains(obj) || isActor(&doc.Tokens[obj]) || isAmount(&doc.Tokens[obj]) || !commonNoun(&doc.Tokens[obj]) || t.words.blocked[obj] || a.lex.units[lemma(&doc.Tokens[obj])] {
			continue
		}
		parts, _ := a.modifiers(doc, t, obj, false)
		parts = append(parts, strings.ToLower(doc.Tokens[obj].Text))
		return doc.Tokens[c].Lower + " " + strings.Join(parts[max(0, len(parts)-2):], " ")
	}
	return ""
}

// headName is the lemma, or the plural where the word is used in the plural
// ("talks"); generic words for an agreement with a name before them become one.
func (a *Agenda) headName(tok *nlp.Token, l string, named bool) string {
	switch {
	case tok.Pos == "PROPN" && !a.lex.agreement[l]:
		return tok.Text
	case named && a.lex.agreement[l]:
		return "agreement"
	case a.lex.plural[l]:
		return plural(l)
	}
	return l
}

func plural(l string) string {
	switch {
	case strings.HasSuffix(l, "y") && len(l) > 2 && !strings.ContainsRune("aeiou", rune(l[len(l)-2])):
		return l[:len(l)-1] + "ies"
	case strings.HasSuffix(l, "s"), strings.HasSuffix(l, "x"), strings.HasSuffix(l, "ch"), strings.HasSuffix(l, "sh"):
		return l + "es"
	}
	return l + "s"
}

// wordName is how a modifier stands in a name.
func wordName(k *nlp.Token) string {
	if k.Pos == "PROPN" {
		return k.Text
	}
	return k.Lower
}

// verbName names a point without a noun by its verb: "step down". It is empty for
// a verb that says nothing alone.
func (a *Agenda) verbName(doc *nlp.Doc, t *tree) string {
	i := t.root
	for range 4 {
		c := doc.Child(i, "xcomp", "ccomp")
		if c < 0 || !t.span.Contains(c) || doc.Tokens[i].Pos == "VERB" && !a.lex.light[lemma(&doc.Tokens[i])] {
			break
		}
		i = c
	}
	tok := &doc.Tokens[i]
	if tok.Pos != "VERB" || t.words.blocked[i] || a.lex.light[lemma(tok)] || a.lex.empty[lemma(tok)] {
		return ""
	}
	name := lemma(tok)
	if noun := a.lex.lemmas[name]; noun != "" {
		return noun
	}
	if c := doc.Child(i, "prt"); c >= 0 {
		name += " " + doc.Tokens[c].Lower
	}
	return name
}

func lemma(t *nlp.Token) string { return strings.ToLower(t.Lemma) }

// isHyphen reports whether t is the hyphen of a word, whatever the tagger takes it for.
func isHyphen(t *nlp.Token) bool { return t.Tag == "HYPH" || t.Text == "-" && !t.Whitespace }

// commonNoun reports whether t is a noun and no name. The model takes a rare one at the
// end of a sentence for a name: lower case tells.
func commonNoun(t *nlp.Token) bool {
	return t.Pos == "NOUN" || t.Pos == "PROPN" && t.Text == t.Lower
}
