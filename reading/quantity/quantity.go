package quantity

import (
	"math"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

// Amount is one amount: a number with its unit.
type Amount struct {
	Tokens nlp.Span
	Span   record.Span

	// Low and High bound the amount; they are equal for a plain number. NaN is an
	// end that the text leaves open ("at least", "up to").
	Low, High float64
	// Approximate is set by "about", "nearly" and the like.
	Approximate bool
	// Unit is a unit of measure in one form ("%", "USD", "km"), or the lemma of the
	// noun that is counted ("troop"); "m³/s" for a rate;
	// "more t" for what is to be added.
	Unit string
	// Of is what it is an amount of: "the Donbas" for "88 % of the Donbas",
	// "Ukrainian troops" for "600,000 Ukrainian troops"; "" when the unit says all.
	Of string
}

// Value is the amount as a number ("88") or an interval ("20/", "/600000",
// "20/25").
func (a Amount) Value() string {
	if a.Low == a.High {
		return number(a.Low)
	}
	s := "/"
	if !math.IsNaN(a.Low) {
		s = number(a.Low) + s
	}
	if !math.IsNaN(a.High) {
		s += number(a.High)
	}
	return s
}

// Record returns a in the form of the record.
func (a Amount) Record() record.Quantity {
	return record.Quantity{Span: a.Span, Value: a.Value(), Unit: a.Unit, Of: a.Of}
}

func number(v float64) string {
	return strconv.FormatFloat(roundTo(v), 'f', -1, 64)
}

// roundTo drops what floating-point multiplication left behind the twelfth digit.
func roundTo(v float64) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// finder goes through the tokens of one text.
type finder struct {
	doc  *nlp.Doc
	text *record.Text
	lex  lexicon
	busy []bool // tokens that belong to a date
}

// Find returns the amounts in doc, in text order. dates are the expressions of
// time in it (when.Find): their numbers are no amounts, but lengths of time are
// ("a 30-day truce").
func Find(doc *nlp.Doc, dates []when.Expression) []Amount {
	f := &finder{doc: doc, text: record.NewText(doc.Text), lex: theLexicon(), busy: make([]bool, len(doc.Tokens))}
	for _, d := range dates {
		if d.Kind == when.Date || d.Kind == when.Set || d.Order != "" {
			for i := d.Tokens.Start; i < d.Tokens.End; i++ {
				f.busy[i] = true
			}
		}
	}
	var out []Amount
	for i := 0; i < len(doc.Tokens); {
		n, ok := f.number(i)
		if !ok || f.isName(i) {
			i++
			continue
		}
		a := f.amount(i, n)
		if a.Unit == "" || f.lower(i) == "one" && f.lower(i+1) == "of" {
			i = n.end
			continue
		}
		a.Span = f.text.Span(doc.Tokens[a.Tokens.Start].Start, doc.Tokens[a.Tokens.End-1].End)
		out = append(out, a)
		i = max(n.end, a.Tokens.End)
	}
	return out
}

// isName reports whether the number at token i is part of a name ("Article 7",
// "F-16") or of a date.
func (f *finder) isName(i int) bool {
	t := &f.doc.Tokens[i]
	if f.busy[i] || f.inEntity(i) {
		return true
	}
	if i > 0 {
		_, named := f.lex["named"][f.lower(i-1)]
		if named || f.lower(i-1) == "." && f.lower(i-2) == "no" {
			return true
		}
		for _, h := range []int{i - 1, i - 2} { // "Articles 6 and 7"
			if h > 0 && (f.lower(h) == "and" || f.lower(h) == "to" || f.lower(h) == ",") {
				if _, named := f.lex["named"][f.lower(h-2)]; named && f.isDigits(h-1) {
					return true
				}
			}
		}
	}
	return t.Tag == "JJ" && !f.isDigits(i) && t.EntType == "ORDINAL"
}

// inEntity reports whether token i is part of a name of several words, which its
// number belongs to.
func (f *finder) inEntity(i int) bool {
	t := &f.doc.Tokens[i]
	switch t.EntType {
	case "PERSON", "PRODUCT", "FAC", "LAW", "ORG", "WORK_OF_ART":
		return t.EntIOB == "I" || i+1 < len(f.doc.Tokens) && f.doc.Tokens[i+1].EntIOB == "I" || !f.isDigits(i)
	}
	return false
}

func (f *finder) isDigits(i int) bool {
	return i >= 0 && i < len(f.doc.Tokens) && f.doc.Tokens[i].Text[0] >= '0' && f.doc.Tokens[i].Text[0] <= '9'
}

// lower returns token i in lower case, "" outside the text.
func (f *finder) lower(i int) string {
	if i < 0 || i >= len(f.doc.Tokens) {
		return ""
	}
	return f.doc.Tokens[i].Lower
}

// amount completes the number n that begins at token i: bounds before it, a second
// number behind it, the unit, and what it is of.
func (f *finder) amount(i int, n numeral) Amount {
	a := Amount{Low: n.low, High: n.high, Tokens: nlp.Span{Start: i, End: n.end}}
	if n.share {
		a.Unit = "%"
	}
	if f.isAge(a.Tokens.End) {
		a.Unit = ""
		return a
	}
	f.currency(&a)
	if a.Unit == "" || a.Unit == "%" && !n.share {
		f.unit(&a)
	}
	f.rangeEnd(&a, n)
	f.bounds(&a)
	if a.Unit == "" {
		f.counted(&a)
	}
	f.of(&a)
	f.rate(&a)
	if f.lex["added"][f.lower(a.Tokens.Start-1)] != "" && a.Unit != "" {
		a.Unit = "more " + a.Unit
		a.Tokens.Start--
	}
	return a
}

// rate reads what the amount is a rate for: "320 cubic metres a second", "71 dlrs per
// share".
func (f *finder) rate(a *Amount) {
	i := a.Tokens.End
	dated := i+2 < len(f.busy) && f.busy[i+2] // "12 talks a week ago"
	if u := f.lex["per"][f.lower(i+1)]; f.lex["rate"][f.lower(i)] != "" && u != "" && u != a.Unit && !dated {
		a.Unit += "/" + u
		a.Tokens.End = i + 2
	}
}

// currency reads a sign or code before the number ("$", "US$", "EUR 3 million").
func (f *finder) currency(a *Amount) {
	w := f.lower(a.Tokens.Start - 1)
	u, ok := f.lex["unit"][w]
	if !ok || len(u) != 3 || strings.ToUpper(u) != u {
		return
	}
	a.Unit = u
	a.Tokens.Start--
}

// isAge reports whether "years old" or "-year-old" follows the number.
func (f *finder) isAge(i int) bool {
	for range 4 {
		switch w := f.lower(i); {
		case w == "old":
			return true
		case w == "-", strings.HasPrefix(w, "year"), strings.HasPrefix(w, "month"):
			i++
		default:
			return false
		}
	}
	return false
}

// unit reads a unit of measure behind the number: "88 %", "30-day", "5 sq km".
func (f *finder) unit(a *Amount) {
	i := a.Tokens.End
	power := ""
	for ; ; i++ {
		if p, ok := f.lex["power"][f.lower(i)]; ok {
			power = p
		} else if f.lex["beforeunit"][f.lower(i)] == "" && !(f.lower(i) == "per" && f.lower(i+1) == "cent") {
			break
		}
	}
	w := f.lower(i)
	u, ok := f.lex["unit"][w]
	switch {
	case w == "cent" && f.lower(i-1) == "per":
		a.Unit = "%"
	case w == "percentage" && strings.HasPrefix(f.lower(i+1), "point"):
		a.Unit = "point"
		i++
	case ok:
		a.Unit = u + power
	default:
		return
	}
	a.Tokens.End = i + 1
}

// rangeEnd reads the second number of "20 to 25 percent" and "between 20 and 25".
func (f *finder) rangeEnd(a *Amount, n numeral) {
	i := a.Tokens.End
	sep := f.lower(i)
	between := f.lower(a.Tokens.Start-1) == "between" && sep == "and"
	if sep != "to" && sep != "-" && sep != "–" && sep != "or" && !between {
		return
	}
	if sep == "to" && f.lower(a.Tokens.Start-1) == "from" {
		return // "from 20 to 25" tells a change
	}
	j := i + 1
	if u := f.lex["unit"][f.lower(j)]; u != "" && u == a.Unit {
		j++ // "$20 to $25"
	}
	m, ok := f.number(j)
	if !ok || f.busy[j] || m.low != m.high || n.low != n.high {
		return
	}
	b := Amount{Low: m.low, High: m.high, Unit: a.Unit, Tokens: nlp.Span{Start: a.Tokens.Start, End: m.end}}
	if b.Unit == "" {
		f.unit(&b)
	}
	if m.factor > 1 && n.factor == 1 && a.Low < m.low/m.factor {
		a.Low *= m.factor // "20 to 30 million"
	}
	if a.Low >= m.low {
		return
	}
	a.High, a.Unit, a.Tokens.End = m.high, b.Unit, b.Tokens.End
	if between {
		a.Tokens.Start--
	}
}

// bounds reads "at least", "up to", "about" before the amount and "or more"
// behind it.
func (f *finder) bounds(a *Amount) {
	for size := 3; size > 0; size-- {
		start := a.Tokens.Start - size
		if start < 0 {
			continue
		}
		var words []string
		for k := start; k < a.Tokens.Start; k++ {
			words = append(words, f.doc.Tokens[k].Lower)
		}
		kind, ok := f.lex["bound"][strings.Join(words, " ")]
		if !ok {
			continue
		}
		a.Tokens.Start = start
		switch kind {
		case "least":
			a.High = math.NaN()
		case "most":
			a.Low = math.NaN()
		default:
			a.Approximate = true
		}
		return
	}
	if f.lower(a.Tokens.End) == "or" {
		switch f.lower(a.Tokens.End + 1) {
		case "more":
			a.High = math.NaN()
		case "less", "fewer":
			a.Low = math.NaN()
		}
	}
}

// counted takes the noun that the number counts as its unit.
func (f *finder) counted(a *Amount) {
	head := -1
	for i := a.Tokens.Start; i < a.Tokens.End; i++ {
		t := &f.doc.Tokens[i]
		if h := &f.doc.Tokens[t.Head]; t.Dep == "nummod" && t.Head >= a.Tokens.End && t.Head < a.Tokens.End+8 && (h.Pos == "NOUN" || h.Pos == "PROPN") {
			head = t.Head
		}
	}
	if head < 0 { // "tens of thousands of troops", "four of the regions"
		if p := f.lower(a.Tokens.End); p == "of" {
			for _, c := range f.doc.Children(a.Tokens.End) {
				if t := &f.doc.Tokens[c]; t.Dep == "pobj" && t.Pos == "NOUN" {
					a.Unit = t.Lemma
				}
			}
			return
		}
		if f.lower(a.Tokens.End) == "-" && f.doc.Tokens[min(a.Tokens.End+1, len(f.doc.Tokens)-1)].Pos == "NOUN" {
			head = a.Tokens.End + 1
		}
	}
	if head < 0 {
		return
	}
	if _, no := f.lex["notcounted"][f.lower(head)]; no {
		return
	}
	if f.doc.Tokens[head].Sent != f.doc.Tokens[a.Tokens.Start].Sent || f.lineBetween(a.Tokens.End, head) {
		return
	}
	if phrase := f.doc.Slice(nlp.Span{Start: a.Tokens.End, End: head + 1}); head > a.Tokens.End && f.lower(a.Tokens.End) != "-" {
		a.Of = phrase
	}
	a.Unit = f.doc.Tokens[head].Lemma
	a.Tokens.End = head + 1
}

// lineBetween reports whether a line ends between tokens i and j.
func (f *finder) lineBetween(i, j int) bool {
	for k := i; k < j; k++ {
		if f.doc.Tokens[k].IsSpace {
			return true
		}
	}
	return false
}

// of reads what follows "of": "88 % of the Donbas", "5,000 bags of coffee".
func (f *finder) of(a *Amount) {
	i := a.Tokens.End
	if f.lower(i) != "of" && !(a.Unit == "%" && f.isNounPhrase(i)) {
		return
	}
	start := i
	if f.lower(i) == "of" {
		start++
	}
	end := f.phraseEnd(start)
	if end > start {
		if end < len(f.doc.Tokens)-1 && f.lower(end) == "and" && f.doc.Tokens[end-1].Pos == "PROPN" && f.doc.Tokens[end+1].Dep == "conj" && f.doc.Tokens[end+1].Head == end-1 {
			end += 2 // "73 % of Zaporizhzhia and Kherson"
		}
		a.Of = f.doc.Slice(nlp.Span{Start: start, End: end})
		a.Tokens.End = end
	}
}

// isNounPhrase reports whether "half the ..." goes on at token i.
func (f *finder) isNounPhrase(i int) bool {
	w := f.lower(i)
	return w == "the" || w == "its" || w == "their" || w == "his" || w == "her" || w == "all"
}

// phraseEnd returns the end of the base noun phrase that begins at token i.
func (f *finder) phraseEnd(i int) int {
	end := i
	for j := i; j < len(f.doc.Tokens) && j < i+8; j++ {
		switch t := &f.doc.Tokens[j]; t.Pos {
		case "NOUN", "PROPN", "PRON":
			end = j + 1
			if next := f.lower(j + 1); t.Dep != "compound" && t.Dep != "poss" && t.Dep != "nmod" && next != "'s" && next != "’s" {
				return end
			}
		case "DET", "ADJ", "NUM", "PART", "ADV":
		default:
			if t.Text != "-" {
				return end
			}
		}
	}
	return end
}
