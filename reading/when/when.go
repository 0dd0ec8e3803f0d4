package when

import (
	"slices"
	"strconv"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Kinds of expression.
const (
	Date     = "date"
	Duration = "duration"
	Set      = "set"
	Vague    = "vague"
)

// kinds are the nonterminals that are expressions.
var kinds = [...]string{Date, Set, Duration, Vague}

// Relations of a date to what it dates: the preposition that makes it a bound.
const (
	since  = "since"
	until  = "until"
	by     = "by"
	before = "before"
	after  = "after"
	from   = "from"
	to     = "to"
)

// How an amount of time is bounded.
const (
	AtLeast  = "at-least"
	AtMost   = "at-most"
	MoreThan = "more-than"
	LessThan = "less-than"
	About    = "about"
)

// Orders of the words that put one text before or after another.
const (
	Earlier = "earlier"
	Later   = "later"
)

// Expression is one expression of time in a text.
type Expression struct {
	Start, End int // code points
	Tokens     nlp.Span
	Text       string
	Kind       string // Date, Duration, Set or Vague

	// Value is what the words denote, the zero Date when that hangs on a date that
	// is not known, or is no date.
	Value edtf.Date
	// Part is the part of Value that "early", "mid", "late", "end of" or "earlier
	// this" leave, the zero Date without such a word: "late 2021" has the value 2021
	// and the part 2021-09/2021-12.
	Part edtf.Date
	// Unit is the unit the date was named by ("day", "month", "quarter" ...).
	Unit string
	// Published is set when Value was counted from the date of publication.
	Published bool
	// Anchor is the expression that Value was counted from ("the following day").
	Anchor *record.Span

	// Relation is the preposition that makes the date a bound: since, until, by,
	// before, after, from or to. See Interval.
	Relation string
	// Through is the index of the date that ends a range begun here ("from 2010
	// to 2015"), or -1.
	Through int

	// Period is an amount of time as ISO 8601 has it ("P30D"); "" when the text
	// gives no number.
	Period string
	// Bound says how the amount is bounded: AtLeast, AtMost ... or "".
	Bound string

	// Order is Earlier or Later for words that order texts ("previous demands").
	Order string
}

// Interval is the stretch of time that the expression delimits: its value, or
// the open interval that "since", "by", "until" make of it, or the range that it
// begins. all is the list that e stands in.
func (e Expression) Interval(all []Expression) edtf.Date {
	v := e.narrow()
	first, ok1 := v.Earliest()
	last, ok2 := v.Latest()
	if !ok1 || !ok2 {
		return v
	}
	s := ""
	switch e.Relation {
	case since:
		s = first.String() + "/.."
	case after:
		s = (last + 1).String() + "/.."
	case until, by:
		s = "../" + last.String()
	case before:
		s = "../" + (first - 1).String()
	}
	if e.Through >= 0 && e.Through < len(all) {
		if end, ok := all[e.Through].narrow().Latest(); ok && end >= first {
			return edtf.Between(first, end)
		}
	}
	if s == "" {
		return v
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return v
	}
	return d
}

// Deadline is the last day that the expression leaves ("by August 6", "until Friday",
// "before June"), as EDTF; empty for any other. all is the list that e stands in.
func (e Expression) Deadline(all []Expression) string {
	switch e.Relation {
	case until, by, before:
		within := e.Interval(all)
		if e.Relation == before && !e.Part.IsZero() {
			within = e.narrow() // the end of the year is over when the year is
		}
		if last, ok := within.Latest(); ok {
			return last.String()
		}
	}
	return ""
}

// narrow is the part that is meant, else the whole.
func (e Expression) narrow() edtf.Date {
	if !e.Part.IsZero() {
		return e.Part
	}
	return e.Value
}

// Record returns e in the form of the reading. Earliest and latest bound the part
// that is meant, where the words name a part of the date.
func (e Expression) Record() record.Date {
	d := record.Date{Start: e.Start, End: e.End, Text: e.Text, Kind: e.Kind, Relation: e.Relation, Duration: e.Period}
	if !e.Value.IsZero() {
		s := e.Value.String()
		d.EDTF = &s
		if day, ok := e.narrow().Earliest(); ok {
			d.Earliest = day.String()
		}
		if day, ok := e.narrow().Latest(); ok {
			d.Latest = day.String()
		}
		switch {
		case e.Anchor != nil:
			d.Anchor = *e.Anchor
		case e.Published:
			d.Anchor = "published"
		}
	}
	return d
}

// finder holds what Find needs while it goes through a text.
type finder struct {
	doc   *nlp.Doc
	text  *record.Text
	atoms []atom
	m     *matcher
	ref   *period
	near  []*found
	out   []Expression
}

// Find returns the expressions of time in doc, in text order. published is the
// date of the document in EDTF, "" when unknown: then what hangs on it has no
// value.
func Find(doc *nlp.Doc, published string) []Expression {
	if len(doc.Tokens) == 0 {
		return nil
	}
	f := &finder{doc: doc, text: record.NewText(doc.Text), atoms: scan(doc)}
	f.m = newMatcher(theGrammar(), f.atoms)
	if d, err := edtf.Parse(published); err == nil {
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if ok1 && ok2 {
			f.ref = &period{from: first, to: last, unit: unitDay}
		}
	}
	for i := 0; i < len(f.atoms); {
		i = f.step(i)
	}
	f.out = append(f.out, sequence(doc)...)
	return f.finish()
}

// step reads the expression that begins at atom i, if any, and returns where to
// go on.
func (f *finder) step(i int) int {
	kind, r := f.longest(i)
	if kind == "" {
		return i + 1
	}
	if !f.isDate(i, r.end, kind) {
		if kind == Duration || f.countEnds(i, r.end) {
			return r.end
		}
		return i + 1
	}
	switch kind {
	case Date:
		f.dates(r)
	case Duration:
		f.duration(r)
	default:
		f.add(Expression{Kind: kind, Period: period8601(r.term)}, i, r.end)
	}
	return r.end
}

// longest returns the longest reading at atom i; a date wins over a repetition,
// that over an amount, that over a vague word.
func (f *finder) longest(i int) (string, reading) {
	var best reading
	kind := ""
	for n, k := range kinds {
		if r, ok := f.m.best(f.m.g.kinds[n], i); ok && r.end > best.end {
			best, kind = r, k
		}
	}
	return kind, best
}

// dates resolves a date, or the two dates of a pair, and adds them.
func (f *finder) dates(r reading) {
	t := r.term
	for t.op == "same" {
		t = t.arg("of")
	}
	switch t.op {
	case "fromto", "monthlist", "daylist", "quarterlist":
		f.pair(t, r.end)
	default:
		start := f.trim(r)
		f.date(r.term, start, r.end)
	}
}

// trim leaves a preposition that the grammar needed out of the expression.
func (f *finder) trim(r reading) int {
	i := r.start
	switch w := f.word(i); w {
	case "in", "during", "over", "through", "throughout", "since", "until", "by", "before", "after", "from", "between", "of", "for", "within":
		if w != "in" || f.word(r.end-1) != "time" {
			i++
		}
	}
	return i
}

// date resolves one term and adds it as an expression.
func (f *finder) date(t *term, start, end int) {
	e := Expression{Kind: Date, Relation: f.relationAt(start), Through: -1}
	sent := f.doc.Tokens[f.atoms[start].token].Sent
	res := &resolver{ref: f.ref, near: f.within(sent)}
	if f.ref != nil {
		res.outlook = outlook(f.doc, f.tokens(start, end), e.Relation)
	}
	p, ok := res.resolve(t)
	if ok {
		e.Value, e.Unit = p.date(), p.unit
		e.Published = res.usedRef
		if res.part != nil {
			e.Part = res.part.date()
		}
		if c := res.usedCtx; c != nil {
			s := f.text.Span(c.start, c.end)
			e.Anchor = &s
		}
		f.near = append(f.near, &found{period: p, sent: sent, start: f.atoms[start].start, end: f.atoms[end-1].end, explicit: !res.usedRef && res.usedCtx == nil, hanging: res.usedCtx != nil})
	}
	f.add(e, start, end)
}

// pair adds two dates that the grammar read as one: "between 1998 and 2000",
// "April 24 and 25".
func (f *finder) pair(t *term, end int) {
	a, b := t.arg("a"), t.arg("b")
	first, second := a, b
	extra := []namedTerm{}
	if y := t.arg("of"); y != nil {
		extra = append(extra, namedTerm{"of", y})
	}
	start := f.trim(reading{end, t})
	switch t.op {
	case "monthlist":
		first = &term{op: "month", args: append([]namedTerm{{"m", a}}, extra...)}
		second = &term{op: "month", args: append([]namedTerm{{"m", b}}, extra...)}
	case "quarterlist":
		first = &term{op: "quarter", args: []namedTerm{{"n", a}}}
		second = &term{op: "quarter", args: []namedTerm{{"n", b}}}
	case "daylist":
		first = &term{op: "day", args: append([]namedTerm{{"m", t.arg("m")}, {"d", a}}, extra...)}
		second = &term{op: "day", args: append([]namedTerm{{"m", t.arg("m")}, {"d", b}}, extra...)}
	}
	f.date(first, start, a.end)
	f.date(second, b.start, end)
	if n := len(f.out); t.op == "fromto" {
		f.out[n-2].Relation, f.out[n-1].Relation = from, to
		f.out[n-2].Through = n - 1
	}
}

// within returns the dates named in sentence sent and the two before it.
func (f *finder) within(sent int) []*found {
	i := len(f.near)
	for i > 0 && f.near[i-1].sent >= sent-2 {
		i--
	}
	return f.near[i:]
}

// duration adds an amount of time, with its place in the calendar where it has
// one ("over the past three weeks").
func (f *finder) duration(r reading) {
	e := Expression{Kind: Duration, Through: -1}
	t := r.term
	for t.op == "same" {
		t = t.arg("of")
	}
	e.Period = period8601(t)
	start := f.trim(r)
	if t.op == "span" {
		res := &resolver{ref: f.ref}
		if p, ok := res.resolve(t); ok {
			e.Value, e.Unit, e.Published = p.date(), p.unit, true
		}
	} else {
		e.Bound, _ = f.bound(start)
		if f.isRate(start) {
			e.Kind = Set
		}
	}
	f.add(e, start, r.end)
}

// isRate reports whether "a year" at atom i follows a number or noun: "$3 billion
// a year".
func (f *finder) isRate(i int) bool {
	if w := f.word(i); w != "a" && w != "an" || i == 0 {
		return false
	}
	switch f.doc.Tokens[f.atoms[i-1].token].Pos {
	case "NUM", "NOUN", "SYM":
		return true
	}
	return false
}

func (f *finder) tokens(start, end int) nlp.Span {
	return nlp.Span{Start: f.atoms[start].token, End: f.atoms[end-1].token + 1}
}

func (f *finder) add(e Expression, start, end int) {
	for end-1 > start && f.atoms[end-1].word == "," {
		end--
	}
	s := f.text.Span(f.atoms[start].start, f.atoms[end-1].end)
	e.Start, e.End, e.Text = s.Start, s.End, s.Text
	e.Tokens = f.tokens(start, end)
	if e.Kind != Date {
		e.Through = -1
	}
	f.out = append(f.out, e)
}

// finish links ranges whose ends were found apart ("from Monday to Friday") and
// puts all in text order.
func (f *finder) finish() []Expression {
	for i := range f.out {
		if f.out[i].Order != "" {
			f.out[i].Through = -1
		}
	}
	through := map[int]int{} // start of a range -> start of its end
	for _, e := range f.out {
		if e.Kind == Date && e.Through >= 0 {
			through[e.Start] = f.out[e.Through].Start
		}
	}
	slices.SortStableFunc(f.out, func(a, b Expression) int { return a.Start - b.Start })
	for i := range f.out {
		e := &f.out[i]
		e.Through = -1
		if s, ok := through[e.Start]; ok && e.Kind == Date {
			e.Through = slices.IndexFunc(f.out, func(x Expression) bool { return x.Start == s && x.Kind == Date })
			continue
		}
		if e.Kind == Date && e.Relation == from && i+1 < len(f.out) && f.out[i+1].Kind == Date &&
			(f.out[i+1].Relation == to || f.out[i+1].Relation == until) && f.out[i+1].Start-e.End < 12 {
			e.Through = i + 1
		}
	}
	return f.out
}

// period8601 writes an amount of time as ISO 8601 does, "" without a number.
func period8601(t *term) string {
	n, unit := t.arg("n"), t.arg("unit")
	if n == nil || unit == nil {
		return ""
	}
	factor := 1
	letter := ""
	time := ""
	switch unit.word {
	case unitDay, "night":
		letter = "D"
	case unitWeekend:
		letter, factor = "D", 2
	case unitWeek:
		letter = "W"
	case "fortnight":
		letter, factor = "W", 2
	case unitMonth:
		letter = "M"
	case unitQuarter:
		letter, factor = "M", 3
	case unitYear:
		letter = "Y"
	case unitDecade:
		letter, factor = "Y", 10
	case unitCentury:
		letter, factor = "Y", 100
	case "hour":
		letter, time = "H", "T"
	case "minute":
		letter, time = "M", "T"
	case "second":
		letter, time = "S", "T"
	default:
		return ""
	}
	if n.value() == 0 {
		if n.op != "" || n.word == "" || n.word[0] < '1' || n.word[0] > '9' || factor > 1 {
			return ""
		}
		return "P" + time + n.word + letter // "2.5 years"
	}
	num := strconv.Itoa(n.value() * factor)
	if t.arg("half") != nil && factor == 1 {
		num += ".5"
	}
	return "P" + time + num + letter
}
