package actor

import "strings"

// isFirm reports whether a name of several words, or of one in a wire's marks, is a firm's
// whatever the tagger says: it stands in angle brackets or before the sign of an exchange
// ("<Gruppo Osk>", "Osk Ltd <OSK.L>"), begins with a word for a firm ("Banco Osk") or is
// followed by one that the tagger cut off ("Osk Mulini | SpA").
func (r *resolver) isFirm(n *name) bool {
	if n.title != 0 || n.person >= 0 {
		return false
	}
	k := n.end
	if k+2 < len(r.toks) && r.plain[k] == "<" && isUpper(r.plain[k+1]) && r.plain[k+2] == ">" {
		return true
	}
	if n.start > 0 && r.plain[n.start-1] == "<" && k < len(r.toks) && r.plain[k] == ">" && !isUpper(r.plain[n.start]) {
		return true
	}
	if k < len(r.toks) && r.w.has("incorporated", r.lower[k]) && isCapital(r.plain[k]) {
		return true
	}
	return n.end-n.start > 1 && r.w.has("firms first", r.lower[n.start])
}

// firmWord is the one word that names a firm, without the words that only say that it is
// one: "Osk" of "Osk Ltd" and of "Gruppo Osk"; "" where there are more.
func (r *resolver) firmWord(n *name) string {
	word := ""
	for k := n.start; k < n.end; k++ {
		if r.w.has("incorporated", r.lower[k]) || k == n.start && r.w.has("firms first", r.lower[k]) || r.toks[k].Pos == "PUNCT" {
			continue
		}
		if word != "" {
			return ""
		}
		word = r.plain[k]
	}
	return word
}

// firmWords are the words by which the document may call its firms alone.
func (r *resolver) firmWords() map[string]bool {
	out := map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		if r.isFirm(n) || n.end-n.start > 1 && n.label != "PERSON" && r.w.has("incorporated", r.lower[n.end-1]) {
			if w := r.firmWord(n); w != "" {
				out[w] = true
			}
		}
	}
	return out
}

// thingsInShort are the abbreviations that the text explains in common words, none of
// which names a body: "liquefied petroleum gas (LPG)".
func (r *resolver) thingsInShort() map[string]bool {
	out := map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		word := r.plain[n.start]
		if n.end-n.start > 1 || n.start == 0 || r.plain[n.start-1] != "(" || !isUpper(word) || len(word) < 3 || len(word) > 5 {
			continue
		}
		k, fits := n.start-1, true
		for at := len(word) - 1; at >= 0 && fits; at-- {
			k--
			fits = k >= 0 && isLowerWord(r.plain[k]) && strings.HasPrefix(r.plain[k], strings.ToLower(word[at:at+1])) && r.nnAt[k] < 0
		}
		if fits {
			out[word] = true
		}
	}
	return out
}
