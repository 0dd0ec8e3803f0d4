package when

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// isDate reports whether what the grammar read at atoms start to end is an
// expression of time at all: "the 2000 refugees", "Resolution 1998", "6-year-old",
// "Theresa May" and "Bloody Sunday" are not.
func (f *finder) isDate(start, end int, kind string) bool {
	a := f.atoms[start]
	if kind == Duration {
		return !f.isAge(start, end)
	}
	single := end-start == 1
	if single && a.word == "soon" && f.word(start-1) == "as" {
		return false
	}
	if single && a.kind == integer {
		return f.isYear(start)
	}
	if a.word == "'" && !inClass("before-season", f.word(start-1)) && f.word(start-1) != "of" && f.word(start-1) != "the" && end-start == 2 {
		return false // a quotation mark and a number
	}
	if a.kind == plural && end-start == 1 && a.num < 100 && f.word(start-1) != "the" {
		return false
	}
	if a.kind == integer && !f.yearMayStand(start, end) || f.countEnds(start, end) {
		return false
	}
	if single := f.atoms[end-1]; single.kind == ordinal && end-start == 2 && f.word(start) == "the" {
		return (inClass("before-season", f.word(start-1)) || f.word(start-1) == "on") && !f.isNoun(end)
	}
	for i := start; i < end; i++ {
		if !f.wordMayStand(i, end-start == 1) {
			return false
		}
	}
	if last := f.word(end - 1); (last == "before" || last == "after" || last == "earlier") && f.word(end-2) != "-" && end < len(f.atoms) && !f.atoms[end].gap && !inClass("after-adverb", f.word(end)) {
		return false // "the day before authorities issued a warrant"
	}
	if next := f.word(end); next == "of" && f.mentions(start, end, "half", "quarter", "fall", "spring") {
		return false // "the first half of the match"
	}
	return true
}

// wordMayStand checks the names of months, weekdays and the like for what else
// they may be.
func (f *finder) wordMayStand(i int, alone bool) bool {
	a := f.atoms[i]
	if a.kind != word {
		return true
	}
	for _, t := range f.m.tagsAt(i) {
		switch t.class {
		case "MONTH":
			if !a.upper || f.isVerb(a.token) || alone && len(a.word) == 3 && a.word != "may" || alone && f.ambiguous(i) || f.inName(a.token, "PERSON") {
				return false
			}
		case "WEEKDAY":
			if !a.upper || alone && len(a.word) <= 4 {
				return false
			}
			if prev := f.word(i - 1); inClass("named-day", prev) && f.atoms[i-1].upper {
				return false
			}
			if next := f.word(i + 1); next != "'s" && next != "," && f.inName(a.token, "PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "FAC", "PRODUCT") {
				return false
			}
		case "DEICTIC", "SET", "VAGUE":
			if a.upper && alone && i > 0 && (f.atoms[i-1].kind == word || f.atoms[i-1].word == "'s") && !f.atoms[i].gap && !f.doc.Tokens[a.token].SentStart {
				return false // "Radio 4's Today"
			}
			if a.upper && f.inName(a.token, "ORG", "WORK_OF_ART", "PERSON", "PRODUCT") {
				return false
			}
		case "HOLIDAY":
			if !a.upper || f.inName(a.token, "PERSON", "GPE", "LAW") || f.capital(i+t.size) {
				return false
			}
		case "SEASON":
			if f.isVerb(a.token) || f.inName(a.token, "PERSON", "GPE", "LOC", "EVENT") {
				return false
			}
			if next := f.word(i + 1); alone && !inClass("before-season", f.word(i-1)) || a.word == "fall" && (next == "in" || next == "from" || next == "to") {
				return false
			}
		}
	}
	return true
}

// ambiguous reports whether the month at atom i is a word of its own too ("may",
// "march") and nothing before it speaks for the month.
func (f *finder) ambiguous(i int) bool {
	w := f.atoms[i].word
	return (w == "may" || w == "march") && !inClass("before-month", f.word(i-1))
}

// capital reports whether atom i begins with a capital and follows in the same
// phrase: "the Good Friday Agreement".
func (f *finder) capital(i int) bool {
	return i < len(f.atoms) && f.atoms[i].upper && !f.atoms[i].gap && f.doc.Tokens[f.atoms[i].token].Pos == "PROPN" && len(f.tags(i)) == 0
}

func (f *finder) isNoun(i int) bool {
	if i >= len(f.atoms) {
		return false
	}
	p := f.doc.Tokens[f.atoms[i].token].Pos
	return p == "NOUN" || p == "PROPN" || p == "ADJ"
}

func (f *finder) isVerb(token int) bool {
	t := f.doc.Tokens[token].Tag
	return t == "MD" || strings.HasPrefix(t, "VB")
}

// inName reports whether a token is a part, and not the whole, of a named entity
// of one of the labels.
func (f *finder) inName(token int, labels ...string) bool {
	t := &f.doc.Tokens[token]
	named := false
	for _, l := range labels {
		named = named || t.EntType == l
	}
	if !named {
		return false
	}
	before := t.EntIOB == "I"
	after := token+1 < len(f.doc.Tokens) && f.doc.Tokens[token+1].EntIOB == "I"
	return before || after
}

// isYear reports whether a number of four digits standing alone is a year.
func (f *finder) isYear(i int) bool {
	n := f.atoms[i].num
	if n < 1400 || n > 2100 {
		return inClass("since", f.word(i-1)) || f.word(i-1) == "in" && n >= 1000
	}
	return f.yearMayStand(i, i+1)
}

// yearMayStand checks what stands around a number that would be a year.
func (f *finder) yearMayStand(start, end int) bool {
	prev, next := f.word(start-1), f.word(end)
	if strings.ContainsAny(prev, "$£€¥#") && prev != "" || inClass("numbered", f.lemma(start-1)) || inClass("numbered", prev) {
		return false
	}
	if prev == "." && inClass("numbered", f.word(start-2)) {
		return false
	}
	if end-start > 1 {
		return true
	}
	if next == "%" || f.glued(start) || f.glued(end) && next != "-" && next != "'s" && next != "'" && next != "," && next != "." {
		return !f.glued(start) && (next == ")" || next == "]" || next == ":" || next == ";" || next == "\"" || next == "'" || next == "?" || next == "!" || next == "/" || next == "”" || next == "—")
	}
	if inClass("counter", prev) && !inClass("before-season", f.word(start-2)) {
		return false
	}
	for _, t := range f.tags(end) {
		if t.class == "ZONE" {
			return false
		}
	}
	if f.counts(end) {
		return prev == "the" && !f.plural(end) || prev == "'s"
	}
	return true
}

// countEnds reports whether the reading ends in a number of four digits that counts
// the noun behind it: "between 1500 and 2000 soldiers".
func (f *finder) countEnds(start, end int) bool {
	last := f.atoms[end-1]
	return end-start > 1 && last.kind == integer && len(last.word) == 4 && f.counts(end) && f.plural(end)
}

// counts reports whether the noun at atom i is one that is counted.
func (f *finder) counts(i int) bool {
	if f.word(i) == "-" {
		i++
	}
	return inClass("counted", f.lemma(i)) || inClass("counted", f.word(i))
}

func (f *finder) plural(i int) bool {
	return i < len(f.atoms) && strings.HasSuffix(f.doc.Tokens[f.atoms[i].token].Tag, "S")
}

// glued reports whether atom i follows the one before without a space, and the
// one before is more than an opening mark.
func (f *finder) glued(i int) bool {
	if i <= 0 || i >= len(f.atoms) || f.atoms[i].start != f.atoms[i-1].end {
		return false
	}
	switch f.atoms[i-1].word {
	case "(", "[", "'", "\"", "“", "—", "-", "/":
		return false
	}
	return true
}

// isAge reports whether an amount of time is somebody's age.
func (f *finder) isAge(start, end int) bool {
	for i := end; i < end+2; i++ {
		if w := f.word(i); w == "old" || w == "olds" {
			return true
		} else if w != "-" && w != "'" {
			break
		}
	}
	if f.word(end) == "of" && f.word(end+1) == "age" {
		return true
	}
	last := f.word(end - 1)
	return last == "old" || inAge(f.word(start-1))
}

func inAge(w string) bool { return w == "aged" || w == "age" || w == "ages" }

// mentions reports whether one of the words stands at atoms start to end.
func (f *finder) mentions(start, end int, words ...string) bool {
	for i := start; i < end; i++ {
		for _, w := range words {
			if f.atoms[i].word == w {
				return true
			}
		}
	}
	return false
}

// word returns the word of atom i, "" outside the text.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return f.atoms[i].word
}

func (f *finder) tags(i int) []tag {
	if i < 0 || i >= len(f.atoms) {
		return nil
	}
	return f.m.tagsAt(i)
}

func (f *finder) lemma(i int) string {
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return f.doc.Tokens[f.atoms[i].token].Lemma
}

// relationAt names the preposition before atom i that makes the date a bound.
func (f *finder) relationAt(i int) string {
	for k := 1; k <= 2; k++ {
		w := f.word(i - k)
		if w == "the" {
			continue
		}
		for _, rel := range []string{since, until, by, before, after, from, to} {
			if inClass(rel, w) {
				return rel
			}
		}
		if w == "than" && f.word(i-k-1) == "later" {
			return by
		}
		if w == "to" && f.word(i-k-1) == "prior" {
			return before
		}
		return ""
	}
	return ""
}

// bound reads what stands before an amount: "at least", "up to".
func (f *finder) bound(i int) (mod string, start int) {
	for size := 3; size > 0; size-- {
		if i-size < 0 {
			continue
		}
		var words []string
		for k := i - size; k < i; k++ {
			words = append(words, f.atoms[k].word)
		}
		phrase := strings.Join(words, " ")
		for _, m := range []string{AtLeast, AtMost, MoreThan, LessThan, About} {
			if inClass(m, phrase) {
				return m, i - size
			}
		}
	}
	return "", i
}

// sequence finds the words that order drafts and demands in time: "previous
// demands", "the new proposal".
func sequence(doc *nlp.Doc) []Expression {
	var out []Expression
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		order := ""
		switch {
		case inClass("sequence-earlier", t.Lower):
			order = Earlier
		case inClass("sequence-later", t.Lower):
			order = Later
		default:
			continue
		}
		noun := -1
		if t.Dep == "amod" {
			noun = t.Head
		} else if t.Dep == "" && i+1 < len(doc.Tokens) {
			noun = i + 1
		}
		if noun < 0 || !inClass("sequenced", doc.Tokens[noun].Lemma) && !inClass("sequenced", strings.TrimSuffix(doc.Tokens[noun].Lower, "s")) {
			continue
		}
		out = append(out, Expression{Start: t.Start, End: t.End, Tokens: nlp.Span{Start: i, End: i + 1}, Text: t.Text, Kind: Vague, Order: order})
	}
	return out
}
