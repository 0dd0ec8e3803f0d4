package agenda

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

const maxNameWords = 4

// own keeps a point that fits no issue on its own head noun phrase: "a permanent
// change of the bylaws" becomes the issue "change of bylaws". The name is made of
// lemmas, so that two documents that use the same noun share the issue.
func (a *Agenda) own(doc *nlp.Doc, t *tree) Match {
	head := a.headNoun(doc, t, t.root, 0)
	name := ""
	if head >= 0 {
		name = a.phraseName(doc, t, head)
	}
	if name == "" {
		name = a.verbName(doc, t)
		head = t.root
	}
	if name == "" {
		return Match{}
	}
	return Match{
		Issue:     record.Ref{ID: Slug(name), Name: name},
		Direction: a.direction(t, head, nil),
		Score:     0.3,
	}
}

// complementDeps are tried in this order when a word leads on to what it is about.
var (
	verbObjects = []string{"dobj", "nsubjpass", "attr", "dative", "oprd"}
	verbClauses = []string{"xcomp", "ccomp"}
)

// headNoun walks from i to the noun that names the point: through verbs to their
// objects and through light nouns ("a ban on", "the idea of") to what they are
// about. It returns -1 when there is none.
func (a *Agenda) headNoun(doc *nlp.Doc, t *tree, i, steps int) int {
	if steps > 8 || !t.span.Contains(i) {
		return -1
	}
	tok := &doc.Tokens[i]
	switch tok.Pos {
	case "NOUN", "PROPN":
		if a.lex.light[lemma(tok)] {
			if n := a.nounComplement(doc, t, i, steps); n >= 0 {
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
	case "ADJ", "ADV", "NUM":
		for _, c := range doc.Children(i) {
			if d := doc.Tokens[c].Dep; d == "prep" || d == "xcomp" || d == "ccomp" {
				if n := a.headNoun(doc, t, c, steps+1); n >= 0 {
					return n
				}
			}
		}
	}
	return -1
}

func (a *Agenda) nounComplement(doc *nlp.Doc, t *tree, i, steps int) int {
	for _, c := range doc.Children(i) {
		if c < i {
			continue
		}
		switch doc.Tokens[c].Dep {
		case "prep", "acl", "ccomp", "xcomp":
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 {
				return n
			}
		}
	}
	return -1
}

func (a *Agenda) verbComplement(doc *nlp.Doc, t *tree, i, steps int) int {
	for _, dep := range verbObjects {
		if c := doc.Child(i, dep); c >= 0 && doc.Tokens[c].Pos != "PRON" {
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 {
				return n
			}
		}
	}
	for _, dep := range verbClauses {
		if c := doc.Child(i, dep); c >= 0 {
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 {
				return n
			}
		}
	}
	for _, c := range doc.Children(i) {
		if d := doc.Tokens[c].Dep; d == "prep" || d == "agent" || d == "acomp" {
			if n := a.headNoun(doc, t, c, steps+1); n >= 0 && doc.Tokens[n].EntType != "DATE" {
				return n
			}
		}
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
	keepNames := a.lex.agreement[l] || a.lex.packages[l] || tok.Pos == "PROPN"
	var parts []string
	named := false
	left := head
	for _, c := range doc.Children(head) {
		if c < head && leftModifier(doc.Tokens[c].Dep) {
			left = min(left, firstOf(doc, c))
		}
	}
	for i := max(left, t.span.Start); i < head; i++ {
		k := &doc.Tokens[i]
		if !a.telling(k, keepNames) {
			continue
		}
		named = named || k.Pos == "PROPN"
		parts = append(parts, wordName(k))
	}
	if place := t.placeOf(head); place != "" && !named && a.lex.agreement[l] {
		return place + " agreement"
	}
	parts = append(parts, a.headName(tok, l, named))
	if len(parts) == 1 {
		if of := a.ofName(doc, t, head); of != "" {
			return parts[0] + " of " + of
		}
	}
	if len(parts) > maxNameWords {
		parts = parts[len(parts)-maxNameWords:]
	}
	return joinHyphens(doc, head, parts)
}

// placeOf is the place where the agreement under head was made, by which such
// things are called: "a draft discussed in Istanbul" is the Istanbul agreement.
func (t *tree) placeOf(head int) string {
	for _, i := range t.doc.Subtree(head) {
		tok := &t.doc.Tokens[i]
		if i > head && t.span.Contains(i) && tok.Dep == "pobj" && tok.EntType == "GPE" && t.doc.Tokens[tok.Head].Lower == "in" {
			return tok.Text
		}
	}
	return ""
}

func leftModifier(dep string) bool {
	switch dep {
	case "compound", "amod", "nmod", "poss":
		return true
	}
	return false
}

// firstOf is the leftmost token of i's subtree.
func firstOf(doc *nlp.Doc, i int) int { return doc.SubtreeSpan(i).Start }

// telling reports whether a modifier says which thing is meant.
func (a *Agenda) telling(k *nlp.Token, keepNames bool) bool {
	if isActor(k) && !keepNames {
		return false
	}
	switch k.EntType {
	case "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL":
		return false
	}
	switch k.Pos {
	case "NOUN", "PROPN", "ADJ":
		return !a.lex.drop[lemma(k)]
	case "VERB": // "proposed", "agreed": when; "enriched", "frozen": which
		return (k.Tag == "VBN" || k.Tag == "VBG") && !a.lex.drop[lemma(k)] && !a.lex.drop[k.Lower]
	}
	return false
}

// ofName is the name of what a bare noun is of: "distribution of shares".
func (a *Agenda) ofName(doc *nlp.Doc, t *tree, head int) string {
	for _, c := range doc.Children(head) {
		if doc.Tokens[c].Lower != "of" || c < head {
			continue
		}
		obj := doc.Child(c, "pobj")
		if obj < 0 || !t.span.Contains(obj) || isActor(&doc.Tokens[obj]) || doc.Tokens[obj].Pos == "PRON" {
			continue
		}
		var parts []string
		for _, m := range doc.Children(obj) {
			if k := &doc.Tokens[m]; m < obj && leftModifier(k.Dep) && a.telling(k, false) {
				parts = append(parts, wordName(k))
			}
		}
		parts = append(parts, a.headName(&doc.Tokens[obj], lemma(&doc.Tokens[obj]), false))
		return strings.Join(parts[max(0, len(parts)-2):], " ")
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

// joinHyphens joins words, with the hyphen of the text where there was one
// ("nuclear-free status").
func joinHyphens(doc *nlp.Doc, head int, parts []string) string {
	name := strings.Join(parts, " ")
	for i := max(1, head-2*maxNameWords); i < head; i++ {
		if doc.Tokens[i].Tag == "HYPH" && i+1 < len(doc.Tokens) {
			l, r := &doc.Tokens[i-1], &doc.Tokens[i+1]
			name = strings.Replace(name, wordName(l)+" "+wordName(r), wordName(l)+"-"+wordName(r), 1)
		}
	}
	return name
}

// verbName names a point without a noun by its verb: "step down".
func (a *Agenda) verbName(doc *nlp.Doc, t *tree) string {
	i := t.root
	for range 4 {
		c := doc.Child(i, "xcomp", "ccomp")
		if doc.Tokens[i].Pos != "AUX" && !a.lex.light[lemma(&doc.Tokens[i])] || c < 0 || !t.span.Contains(c) {
			break
		}
		i = c
	}
	tok := &doc.Tokens[i]
	if tok.Pos == "PUNCT" || tok.IsSpace {
		return ""
	}
	name := lemma(tok)
	if c := doc.Child(i, "prt"); c >= 0 {
		name += " " + doc.Tokens[c].Lower
	}
	return name
}

func lemma(t *nlp.Token) string { return strings.ToLower(t.Lemma) }
