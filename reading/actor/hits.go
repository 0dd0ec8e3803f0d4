package actor

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
)

// hit is a name of the world found in the text.
type hit struct {
	start, end int
	thing      int32
	form       form
	plural     bool
	place      bool  // says where, not who
	inner      bool  // part of a longer name: "Bank of England"
	also       int32 // the second thing of "U.S.-Soviet", -1 for none
}

// scan finds the names the world knows, longest first.
func (r *resolver) scan() {
	r.caseless = r.isCaseless()
	for i := 0; i < len(r.toks); {
		best, n := int32(-1), 0
		for _, t := range r.w.names {
			vals, k := t.longest(i, r.spelled, func(v int32, n int) bool { return r.fits(&r.w.senses[v], i, n) })
			if k > n {
				best, n = vals[0], k
			}
		}
		if n > 0 && r.lower[i] == "the" && r.longerAfter(i, n) || r.isDirection(i, n) {
			n = 0 // "the West Bank", "the West African nation" are not "the West"
		}
		if vals, k := r.w.nouns.longest(i, r.inflected, nil); k > n && (r.isMinisterial(i, i+k, &r.w.nounOf[vals[0]]) || r.w.nounOf[vals[0]].class == "leader") {
			n = 0 // "Labour Minister" is of no party, "Westminster leader" of no government
		}
		if n == 0 || !r.plausible(i, i+n, &r.w.senses[best]) {
			r.scanPair(i)
			i++
			continue
		}
		if k := r.communityEnd(i, n, &r.w.senses[best]); k > 0 {
			i = k
			continue
		}
		s := &r.w.senses[best]
		if s.form == formPerson {
			r.people = append(r.people, name{start: i, end: i + n, label: "PERSON", person: s.thing})
			i += n
			continue
		}
		for k := i; k < i+n; k++ {
			r.hitAt[k] = int32(len(r.hits))
		}
		r.hits = append(r.hits, hit{start: i, end: i + n, thing: s.thing, form: s.form, plural: s.plural, also: -1})
		i += n
	}
	r.settleHome()
}

// communityEnd is where a name made of two peoples ends that is written at tokens i to
// i+n and on ("African-Americans"): those are a part of the second people and not its
// state. 0 where there is none.
func (r *resolver) communityEnd(i, n int, first *sense) int {
	k := i + n + 1
	if k >= len(r.toks) || r.plain[k-1] != "-" || r.toks[k-2].Whitespace || r.toks[k-1].Whitespace || first.form == formPerson {
		return 0
	}
	if t := &r.toks[k]; t.Pos != "NOUN" && t.Tag != "NNPS" {
		return 0 // "African-American talks"
	}
	for _, t := range r.w.names {
		people := func(v int32, n int) bool { return r.w.senses[v].form == formPeople && r.fits(&r.w.senses[v], k, n) }
		if _, m := t.longest(k, r.spelled, people); m > 0 {
			return k + m
		}
	}
	return 0
}

// isCaseless reports whether a text of some length writes hardly any word inside a
// sentence with a capital, as some wires did: there case tells nothing.
func (r *resolver) isCaseless() bool {
	inside, capital := 0, 0
	for i := range r.toks {
		if t := &r.toks[i]; !t.SentStart && hasWord(t.Text) {
			inside++
			if isCapital(t.Text) {
				capital++
			}
		}
	}
	return inside > 60 && capital*100 < inside
}

// scanPair reads a token that the tokenizer leaves whole: "U.S.-led", "U.S.-Soviet".
func (r *resolver) scanPair(i int) {
	a, b, ok := strings.Cut(r.plain[i], "-")
	if !ok || a == "" || b == "" {
		return
	}
	x, y := r.named(a), r.named(b)
	if x < 0 && y < 0 || x < 0 && !strings.Contains(a, ".") {
		return
	}
	if x < 0 {
		x, y = y, -1
	}
	r.hitAt[i] = int32(len(r.hits))
	r.hits = append(r.hits, hit{start: i, end: i + 1, thing: x, form: formAdj, also: y})
}

// named returns the thing that a single word names, -1 for none.
func (r *resolver) named(word string) int32 {
	lower := strings.ToLower(word)
	for _, t := range r.w.names {
		vals, _ := t.longest(0, func(k int) (string, string) {
			if k > 0 {
				return "", ""
			}
			return lower, ""
		}, nil)
		for _, v := range vals {
			if s := &r.w.senses[v]; len(s.words) == 1 && s.words[0] == word {
				return s.thing
			}
		}
	}
	return -1
}

// spelled gives the tokens to a trie of names.
func (r *resolver) spelled(i int) (string, string) {
	if i >= len(r.toks) {
		return "", ""
	}
	return r.lower[i], ""
}

// inflected gives the tokens to a trie of common nouns: as written, then the lemma.
func (r *resolver) inflected(i int) (string, string) {
	if i >= len(r.toks) || r.toks[i].IsSpace {
		return "", ""
	}
	return r.lower[i], r.lemma(i)
}

// longerAfter reports whether a name that begins one token later ends later too.
func (r *resolver) longerAfter(i, n int) bool {
	for _, t := range r.w.names {
		if _, k := t.longest(i+1, r.spelled, func(v int32, n int) bool { return r.fits(&r.w.senses[v], i+1, n) }); k >= n {
			return true
		}
	}
	return false
}

// isDirection reports whether the n tokens at i end in what only says which part of the
// people named next is meant: "West African".
func (r *resolver) isDirection(i, n int) bool {
	if n == 0 || i+n >= len(r.toks) || !r.w.has("directions", r.lower[i+n-1]) {
		return false
	}
	adjective := func(v int32, k int) bool { return r.w.senses[v].form == formAdj && r.fits(&r.w.senses[v], i+n, k) }
	for _, t := range r.w.names {
		if _, k := t.longest(i+n, r.spelled, adjective); k > 0 {
			return true
		}
	}
	return false
}

// fits checks the case of n tokens at i against a name: as in the file, all upper
// case, or an abbreviation of four letters or more written as a word.
func (r *resolver) fits(s *sense, i, n int) bool {
	for k := range n {
		text, want := r.plain[i+k], s.words[k]
		switch {
		case text == want, k == 0 && n > 1 && text == "the" && want == "The":
		case want == strings.ToLower(want):
		case isUpper(text) && (len(want) > 3 || n > 1):
		case k > 0 && text == strings.ToLower(want) && s.words[0] != "the" && len(s.words[0]) > 2 && isCapital(r.plain[i]):
		case r.caseless && len(want) > 3 && text == strings.ToLower(want):
		case isUpper(want) && len(want) > 3 && text == want[:1]+strings.ToLower(want[1:]):
		default:
			return false
		}
	}
	return true
}

func isUpper(s string) bool {
	letters := false
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		letters = letters || unicode.IsUpper(c)
	}
	return letters
}

func isCapital(s string) bool {
	for _, c := range s {
		return unicode.IsUpper(c)
	}
	return false
}

// plausible rejects a hit that is a part of somebody's name or another word class.
func (r *resolver) plausible(start, end int, s *sense) bool {
	t := &r.toks[start]
	if end-start == 1 {
		switch t.Pos {
		case "VERB", "AUX", "ADV", "PRON", "DET", "ADP", "INTJ":
			if !isUpper(s.words[0]) || t.Pos == "PRON" {
				return false
			}
		}
	}
	ents := r.doc.Ents()
	from, _ := slices.BinarySearchFunc(ents, start, func(e nlp.Span, at int) int { return cmp.Compare(e.End, at+1) })
	if from < len(ents) {
		e := ents[from]
		inside := e.Start <= start && e.End >= end && e.Len() > end-start && e.Label == "PERSON"
		if inside && s.form == formAdj && e.Start < start && e.End == end && r.w.first[fold(r.plain[e.Start])] != 0 {
			return false // "Tom German"
		}
		if inside && (s.form == formAdj || s.form == formSeat || e.Start < start && r.isRoleWord(e.Start)) {
			return true // the tagger took in a word too many: "Russian Vladimir ..."
		}
		if inside && s.form == formName && e.End == end && start == e.Start+3 && r.lower[start-1] == "of" {
			return true // "Ada Roe of Norland"
		}
		if inside {
			return false
		}
	}
	if s.form == formPlace || s.form == formName || s.form == formCapital || s.form == formAdj && t.Tag == "NNP" {
		if end-start == 1 && t.Dep == "nsubj" && r.w.has("saying", r.lemma(t.Head)) && r.isSurname(r.plain[start]) {
			return false // "Jordan said", of Ann Jordan
		}
		// "Jordan Smith", "Mr Jordan"
		if start > 0 && r.w.titles[r.lower[start-1]] != 0 && r.lower[start-1] != "st" && !r.isRoleWord(start-1) {
			return false
		}
	}
	return true
}

// isSurname reports whether the tagger of entities marks a person whose name ends with
// word.
func (r *resolver) isSurname(word string) bool {
	for _, e := range r.doc.Ents() {
		if e.Label == "PERSON" && e.Len() > 1 && r.plain[e.End-1] == word {
			return true
		}
	}
	return false
}

// isRoleWord reports whether a single common noun for people stands at i.
func (r *resolver) isRoleWord(i int) bool {
	vals, n := r.w.nouns.longest(i, r.inflected, nil)
	return n == 1 && len(vals) > 0 && classes[r.w.nounOf[vals[0]].class].people
}
