package agenda

import (
	"slices"

	"github.com/demarche-project/demarche/record"
)

// direction counts the words that turn the point around ("no", "ban on", "give
// up") and govern the matched words; an odd number makes it against. Words of the
// matched phrase itself do not count: in the issue "sanctions relief", "lift" is
// what is wanted.
func (a *Agenda) direction(t *tree, anchor int, matched []int) string {
	odd := false
	var used []int
	for i := t.span.Start; i < t.span.End; i++ {
		if slices.Contains(matched, i) || slices.Contains(used, i) {
			continue
		}
		if t.ofContext && t.doc.Tokens[i].Dep == "neg" {
			continue // what is not done there is still what "the idea" means
		}
		if t.namesKind(i) {
			continue
		}
		tokens, ok := a.turning(t, i)
		if !ok || slices.ContainsFunc(tokens, func(k int) bool { return slices.Contains(matched, k) }) {
			continue
		}
		at := i
		if last := tokens[len(tokens)-1]; t.doc.Tokens[last].Dep == "prep" && last-i < len(tokens) {
			at = last // "free of", "keep out of": only what follows is turned
		}
		if t.governs(at, anchor) || t.modifiesOne(i, matched) {
			odd = !odd
			used = append(used, tokens...)
		}
	}
	if odd {
		return record.Against
	}
	return record.For
}

// namesKind reports whether word i begins a hyphenated word that only says of what
// kind a noun is: "the cut-off date", but not "the phase-out of coal".
func (t *tree) namesKind(i int) bool {
	d := t.doc
	if i+3 >= len(d.Tokens) || d.Tokens[i+1].Text != "-" || d.Tokens[i].Whitespace {
		return false
	}
	return slices.ContainsFunc([]int{i, i + 2}, func(k int) bool { return d.Tokens[k].Head > i+2 && modifies(d.Tokens[k].Dep) })
}

// turning returns the tokens of the longest turning phrase that begins at i.
func (a *Agenda) turning(t *tree, i int) ([]int, bool) {
	var best []int
	f := t.words.form[i-t.span.Start]
	for _, key := range f {
		for _, n := range a.lex.boundAt[key] {
			if _, ok := t.words.at(&a.lex.bounds[n], i); ok {
				return nil, false
			}
		}
	}
	for k, key := range f {
		if slices.Contains(f[:k], key) {
			continue
		}
		for _, n := range a.lex.againstAt[key] {
			if h, ok := t.words.at(&a.lex.against[n], i); ok && len(h.tokens) > len(best) {
				best = h.tokens
			}
		}
	}
	return best, best != nil
}

// modifiesOne reports whether word o is a determiner or the like of a matched word.
func (t *tree) modifiesOne(o int, matched []int) bool {
	tok := &t.doc.Tokens[o]
	return modifies(tok.Dep) && slices.Contains(matched, tok.Head)
}

// governs reports whether word o bears on word m: o stands above m in the tree, or
// is a determiner, negation or the like of m or of a word above it. A coordinated
// clause is not under its neighbour: in "abandon the plan and accept quotas",
// "abandon" does not turn "quotas".
func (t *tree) governs(o, m int) bool {
	doc := t.doc
	for n, steps := m, 0; steps < 40; steps++ {
		for _, c := range doc.Children(n) {
			if c == o && modifies(doc.Tokens[c].Dep) {
				return true
			}
		}
		tok := &doc.Tokens[n]
		up := tok.Head
		if up == n || !t.span.Contains(up) {
			// "a halt to exports": the parser may hang the preposition on the verb
			return tok.Dep == "prep" && n == o+1 && doc.Tokens[o].Pos == "NOUN"
		}
		if asides[tok.Dep] {
			return false
		}
		if tok.Dep == "conj" && (tok.Pos == "VERB" || tok.Pos == "AUX") {
			for tok.Dep == "conj" && up != n && t.span.Contains(up) {
				n, tok = up, &doc.Tokens[up]
				up = tok.Head
			}
			if up == n || !t.span.Contains(up) {
				return false
			}
		}
		if up == o {
			subject := tok.Dep == "nsubj" && doc.Child(up, "dobj") >= 0
			return !subject
		}
		n = up
	}
	return false
}

func modifies(dep string) bool {
	switch dep {
	case "det", "neg", "amod", "advmod", "aux", "preconj", "predet", "compound":
		return true
	}
	return false
}
