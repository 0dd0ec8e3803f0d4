package instrument

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
)

// description is what a noun phrase says of the instrument it names.
type description struct {
	Instrument
	span     nlp.Span // the phrase, up to the noun or the parties behind it
	definite bool     // the, this, Russia's
	back     bool     // that, said, aforementioned
	made     bool     // something was done with it: it was tabled, signed, leaked
	hypo     bool     // "a potential deal"
	madeOn   string   // date of what was done with it, when made
}

// describe reads the phrase around the noun at token i.
func (t *tracker) describe(i int) description {
	d := description{span: nlp.Span{Start: i, End: i + 1}}
	d.Kind = t.words.class[t.lemma(i)]
	if d.Kind == "any" {
		d.Kind = "text"
	}
	d.plural = strings.HasSuffix(t.doc.Tokens[i].Tag, "S")
	d.proper = t.doc.Tokens[i].Pos == "PROPN" && startsUpper(t.doc.Tokens[i].Text)
	d.Draft = t.in("draft", i)
	for _, c := range t.doc.Children(i) {
		if c < i {
			t.leftOf(&d, i, c)
		} else {
			t.rightOf(&d, i, c)
		}
	}
	t.serial(&d, i)
	t.verbOf(&d, i)
	t.dateOf(&d)
	t.hyphenLeft(&d)
	if d.Kind == "text" {
		d.Kind = t.kindInside(d.span, i)
	}
	d.quals = append(d.quals, d.Parties...)
	if d.Author != "" {
		d.quals = append(d.quals, d.Author)
	}
	if d.Place != "" {
		d.quals = append(d.quals, d.Place)
	}
	for k := range d.quals {
		d.quals[k] = t.oneForm(d.quals[k])
	}
	return d
}

// serial reads the number behind a resolution, directive or protocol, which is its
// name: "Resolution 1701".
func (t *tracker) serial(d *description, i int) {
	if i+1 >= len(t.doc.Tokens) || !t.in("serial", i) {
		return
	}
	if n := t.doc.Tokens[i+1].Text; n[0] >= '0' && n[0] <= '9' || roman(n) > 0 && allCaps(n) {
		d.span.End = i + 2
		d.quals = append(d.quals, n)
		d.proper = true
		d.number = n
	}
}

// hyphenLeft takes a name that is joined to the beginning of the phrase into it:
// "NATO–Russia Founding Act".
func (t *tracker) hyphenLeft(d *description) {
	i := d.span.Start
	if i >= 2 && (t.doc.Tokens[i-1].Text == "-" || t.doc.Tokens[i-1].Text == "–") && t.doc.Tokens[i-2].Pos == "PROPN" && startsUpper(t.doc.Tokens[i].Text) {
		d.Parties = appendNew(d.Parties, t.doc.Tokens[i-2].Text)
		d.span.Start = i - 2
	}
}

// kindInside reads the kind of a draft from the word before it: "draft treaty",
// "agreement draft".
func (t *tracker) kindInside(span nlp.Span, noun int) string {
	for i := span.Start; i < min(span.End, noun); i++ {
		if c := t.words.class[t.lemma(i)]; c != "" && c != "any" {
			return c
		}
	}
	return "text"
}

func (t *tracker) in(set string, i int) bool {
	k := &t.doc.Tokens[i]
	return t.words.sets[set][k.Lower] || t.words.sets[set][strings.ToLower(k.Lemma)]
}

// leftOf reads a word before the noun: article, possessor, name, number.
func (t *tracker) leftOf(d *description, noun, c int) {
	k := &t.doc.Tokens[c]
	if k.Dep == "amod" && !t.adjacent(c, noun) {
		return
	}
	d.span.Start = min(d.span.Start, t.doc.SubtreeSpan(c).Start)
	switch {
	case k.Dep == "det":
		d.definite = d.definite || k.Lower == "the" || k.Lower == "this" || k.Lower == "that" || k.Lower == "these" || k.Lower == "those" || k.Lower == "both"
		d.back = d.back || t.in("back", c)
		d.hypo = d.hypo || t.in("hypothetical", c)
	case k.Dep == "poss":
		d.definite = true
		if k.Pos != "PRON" {
			if d.Kind == "law" {
				d.Parties = appendNew(d.Parties, t.name(c)) // whose it is, not who wrote it
			} else {
				d.Author = t.name(c)
			}
		}
	case t.in("draft", c):
		d.Draft = true
		d.made = d.made || k.Lower == "leaked" || k.Lower == "tabled"
	case t.in("back", c):
		d.back = true
	case t.in("hypothetical", c):
		d.hypo = true
	case k.EntType == "NORP" && k.Dep == "amod":
		d.Author = k.Text
	case k.Dep == "compound" || k.Dep == "nmod" || k.Dep == "amod" || k.Dep == "nummod":
		t.modifier(d, noun, c)
	}
	for _, g := range t.doc.Children(c) {
		if g < c && k.Dep != "poss" && k.Dep != "det" {
			t.leftOf(d, noun, g)
		}
	}
}

// adjacent reports whether only words of the same phrase stand between c and the
// noun.
func (t *tracker) adjacent(c, noun int) bool {
	for i := c; i < noun; i++ {
		if t.doc.Tokens[i].Pos == "VERB" && t.doc.Tokens[i].Dep == "ROOT" {
			return false
		}
	}
	return true
}

// modifier reads a noun or name before the noun: a party, a place, "28-point".
func (t *tracker) modifier(d *description, noun, c int) {
	k := &t.doc.Tokens[c]
	if k.Lower == "point" && c > 0 {
		for j := c - 1; j >= max(0, c-2); j-- {
			if n := t.doc.Tokens[j].Text; n != "-" {
				if numberValue(n) > 0 && n[0] >= '0' && n[0] <= '9' || t.doc.Tokens[j].Pos == "NUM" {
					d.Points = strings.ToLower(n)
					d.span.Start = min(d.span.Start, j)
				}
				break
			}
		}
		return
	}
	if before, ok := strings.CutSuffix(k.Lower, "-point"); ok && before != "" {
		d.Points = before
		return
	}
	if k.Pos != "PROPN" || !startsUpper(k.Text) {
		return
	}
	switch {
	case k.EntType == "GPE" && !allCaps(k.Text) && t.words.sets["placed"][t.lemma(noun)] && !t.hyphenated(c):
		d.Place = k.Text
	case k.EntType == "GPE" || k.EntType == "NORP" || k.EntType == "LOC" || k.EntType == "ORG" && t.doc.Tokens[noun].EntType != "ORG" || t.words.alias[k.Lower] != "" || t.isParty(k.Lower):
		d.Parties = appendNew(d.Parties, k.Text)
	case k.EntType == "PERSON":
		d.Author = t.name(c)
	default:
		if t.words.class[t.lemma(c)] == "" {
			d.proper = true
			d.quals = append(d.quals, k.Text)
		}
	}
}

// isParty reports whether a word is one form of a party of the alias table.
func (t *tracker) isParty(w string) bool {
	for _, v := range t.words.alias {
		if v == w {
			return true
		}
	}
	return false
}

// hyphenated reports whether token i is joined to another name ("NATO–Russia").
func (t *tracker) hyphenated(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(t.doc.Tokens) {
			if s := t.doc.Tokens[j].Text; s == "-" || s == "–" {
				return true
			}
		}
	}
	return false
}

// rightOf reads what follows the noun: with whom, between whom, tabled by whom.
func (t *tracker) rightOf(d *description, noun, c int) {
	k := &t.doc.Tokens[c]
	switch {
	case k.Dep == "prep":
		t.preposition(d, c)
	case k.Dep == "acl" || k.Dep == "relcl":
		d.made = d.made || t.in("made", c)
		for _, g := range t.doc.Children(c) {
			if a := &t.doc.Tokens[g]; a.Lower == "by" && (a.Dep == "agent" || a.Dep == "prep") {
				if o := t.doc.Child(g, "pobj"); o >= 0 {
					t.by(d, c, o)
				}
			} else if a.Dep == "prep" && a.Lower == "in" {
				t.preposition(d, g)
			}
		}
	}
}

// by reads "tabled by Russia" (the author) and "discussed by Washington and Kyiv"
// (the parties).
func (t *tracker) by(d *description, verb, o int) {
	if t.in("authored", verb) {
		d.Author = t.name(o)
		return
	}
	if !t.in("joint", verb) {
		return
	}
	for _, j := range t.doc.Conjuncts(o) {
		if t.doc.Tokens[j].EntType != "" {
			d.Parties = appendNew(d.Parties, t.name(j))
		}
	}
}

// preposition reads "with the US", "between X and Y", "in Istanbul", "from Russia".
func (t *tracker) preposition(d *description, c int) {
	o := t.doc.Child(c, "pobj")
	if o < 0 {
		return
	}
	switch t.doc.Tokens[c].Lower {
	case "with", "between", "among", "to":
		for _, j := range t.doc.Conjuncts(o) {
			if e := t.doc.Tokens[j].EntType; e == "GPE" || e == "ORG" || e == "NORP" || e == "PERSON" || e == "LOC" || t.words.alias[t.doc.Tokens[j].Lower] != "" {
				d.Parties = appendNew(d.Parties, t.name(j))
				if end := j + 1; end-d.span.End < 8 {
					d.span.End = max(d.span.End, end)
				}
			}
		}
	case "in", "at":
		if t.doc.Tokens[o].EntType == "GPE" && t.doc.Tokens[o].Head == c && d.Place == "" {
			d.Place = t.name(o)
		}
	case "from", "by":
		if e := t.doc.Tokens[o].EntType; (e == "GPE" || e == "ORG" || e == "PERSON") && d.Author == "" {
			d.Author = t.name(o)
		}
	}
}

// verbOf reads what is done with the instrument: "a list was issued", "tabled its
// draft".
func (t *tracker) verbOf(d *description, i int) {
	if c := t.doc.Conjuncts(i); len(c) > 0 {
		i = c[0] // "tabled a draft agreement with X and a draft treaty with Y"
	}
	k := &t.doc.Tokens[i]
	h := k.Head
	if h == i {
		return
	}
	if (k.Dep == "dobj" || k.Dep == "nsubjpass") && t.in("made", h) {
		d.made = true
		if k.Dep == "dobj" && d.Author == "" {
			if s := t.doc.Child(h, "nsubj"); s >= 0 && t.in("authored", h) && t.doc.Tokens[s].EntType != "" {
				d.Author = t.name(s)
			}
		}
		if k.Dep == "nsubjpass" && d.Author == "" {
			if a := t.doc.Child(h, "agent"); a >= 0 {
				if o := t.doc.Child(a, "pobj"); o >= 0 {
					d.Author = t.name(o)
				}
			}
		}
	}
}

// dateOf gives the instrument the date inside its phrase or right behind it.
func (t *tracker) dateOf(d *description) {
	end := d.span.End
	for _, e := range t.dates {
		if e.Kind != when.Date || e.Value.IsZero() {
			continue
		}
		inside := e.Tokens.Start >= d.span.Start && e.Tokens.End <= end
		behind := e.Tokens.Start >= end && e.Tokens.Start <= end+1 && (end >= len(t.doc.Tokens) || slices.Contains([]string{"from", "of", "in"}, t.doc.Tokens[end].Lower))
		if inside || behind {
			d.Date = e.Value.String()
			return
		}
	}
	if d.made {
		d.madeOn = t.dateOfSentence(d.span.Start)
	}
}

// dateOfSentence is the date of what is done with an instrument: the only date of
// the sentence, when it has one.
func (t *tracker) dateOfSentence(i int) string {
	date := ""
	for _, e := range t.dates {
		if e.Kind != when.Date || e.Value.IsZero() || t.doc.Tokens[e.Tokens.Start].Sent != t.doc.Tokens[i].Sent {
			continue
		}
		if date != "" {
			return ""
		}
		date = e.Value.String()
	}
	return date
}

// name is the entity that token i is the head of, or its own text.
func (t *tracker) name(i int) string {
	for _, e := range t.doc.Ents() {
		if e.Contains(i) {
			s := e
			for s.Start < s.End-1 && t.doc.Tokens[s.Start].Lower == "the" {
				s.Start++
			}
			for s.End-1 > s.Start && t.doc.Tokens[s.End-1].Tag == "POS" {
				s.End--
			}
			return t.doc.Slice(s)
		}
	}
	return t.doc.Tokens[i].Text
}

// oneForm brings the names of a party into one form.
func (t *tracker) oneForm(name string) string {
	s := strings.Join(strings.Fields(strings.ToLower(name)), "-")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "-'s"), "-’s")
	if a := t.words.alias[s]; a != "" {
		return a
	}
	return s
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// slug writes a name as an identifier.
func slug(s string) string {
	var b strings.Builder
	dash := false
	s = strings.NewReplacer("'s", "", "’s", "").Replace(strings.ToLower(s))
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
	}
	return b.String()
}
