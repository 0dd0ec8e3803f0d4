package instrument

import (
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
)

// Kinds of effect on an obligation.
const (
	Added        = "added"
	Lost         = "dropped"
	Weakened     = "weakened"
	Strengthened = "strengthened"
	Settled      = "settled"  // a bracket went
	Reopened     = "reopened" // a bracket came
	Altered      = "altered"  // something else, for a reader to judge
)

// Effect is what a change of words does to an obligation.
type Effect struct {
	Kind      string `json:"kind"`
	Why       string `json:"why"`  // in words: "shall → should"
	From      string `json:"from"` // the words that went
	To        string `json:"to"`   // the words that came
	Addressee string `json:"addressee"`
}

// whole gives the effect of a clause that came or went as a whole.
func (c *comparison) whole(t *Text, x clauseAt, kind string) []Effect {
	var out []Effect
	for _, o := range t.obligationsOf(x) {
		if o.Kind == Recognises {
			continue
		}
		e := Effect{Kind: kind, Why: o.Kind, Addressee: o.Addressee}
		if kind == Added {
			e.To = o.Text
		} else {
			e.From = o.Text
		}
		out = append(out, e)
	}
	return out
}

// obligationsOf returns the obligations that lie in a clause.
func (t *Text) obligationsOf(x clauseAt) []Obligation {
	var out []Obligation
	for _, o := range t.Obligations(x.ref.Article) {
		if x.piece.Start <= o.Start && o.Start < x.piece.End {
			out = append(out, o)
		}
	}
	return out
}

// effects compares the obligations of a clause before and after.
func (c *comparison) effects(x, y clauseAt) []Effect {
	ba, bb := c.a.bracketed(x.piece.Start, x.piece.End), c.b.bracketed(y.piece.Start, y.piece.End)
	if ba != bb {
		return []Effect{c.bracketEffect(x, y, ba)}
	}
	oa, ob := c.a.obligationsOf(x), c.b.obligationsOf(y)
	partner := c.pairObligations(oa, ob)
	used := map[int]bool{}
	var out []Effect
	for i, o := range oa {
		j, ok := partner[i]
		if !ok {
			out = append(out, Effect{Kind: Lost, Why: o.Kind, From: o.Text, Addressee: o.Addressee})
			continue
		}
		used[j] = true
		out = append(out, c.pairEffects(o, ob[j])...)
	}
	for j, o := range ob {
		if !used[j] {
			out = append(out, Effect{Kind: Added, Why: o.Kind, To: o.Text, Addressee: o.Addressee})
		}
	}
	if len(oa) == 0 && len(ob) == 0 {
		out = c.wordEffects(Obligation{Start: x.piece.Start, End: x.piece.End}, Obligation{Start: y.piece.Start, End: y.piece.End})
		for i := range out {
			out[i].Kind = Altered
		}
	}
	return out
}

// bracketEffect says how a bracket was settled: with whose reading, or another.
func (c *comparison) bracketEffect(x, y clauseAt, before bool) Effect {
	t, p, other := c.a, x.piece, c.b.Slice(y.piece)
	e := Effect{Kind: Settled, From: c.a.Slice(x.piece), To: other}
	if !before {
		t, p, other = c.b, y.piece, c.a.Slice(x.piece)
		e = Effect{Kind: Reopened, From: other, To: c.b.Slice(y.piece)}
	}
	e.Why = "in other words than either side's"
	for _, b := range t.Brackets {
		if b.Start >= p.End || b.End <= p.Start {
			continue
		}
		for _, alt := range b.Alternatives {
			if alt.Text == "" || !strings.Contains(squeeze(other), squeeze(alt.Text)) {
				continue
			}
			if e.Why = "as in the bracket"; alt.By != "" {
				e.Why = "as " + alt.By + " had it"
			}
			return e
		}
	}
	return e
}

// squeeze leaves only the words of s.
func squeeze(s string) string {
	var b strings.Builder
	for _, w := range words(s) {
		b.WriteString(w.lower + " ")
	}
	return strings.Trim(b.String(), " .;")
}

// pairObligations pairs the obligations of two clauses: in order where there are
// equally many, else the most alike.
func (c *comparison) pairObligations(oa, ob []Obligation) map[int]int {
	out := map[int]int{}
	taken := map[int]bool{}
	for i, o := range oa {
		if len(oa) == len(ob) {
			out[i] = i
			continue
		}
		best, most := -1, 0.3
		for j, p := range ob {
			if s := likeness(stems(c.a.Slice(Piece{o.Start, o.End})), stems(c.b.Slice(Piece{p.Start, p.End}))); !taken[j] && s > most {
				best, most = j, s
			}
		}
		if best >= 0 {
			out[i], taken[best] = best, true
		}
	}
	return out
}

// pairEffects compares one obligation before and after.
func (c *comparison) pairEffects(o, p Obligation) []Effect {
	var out []Effect
	if o.Kind != p.Kind || o.Strength != p.Strength {
		e := Effect{Kind: Altered, Why: o.Phrase + " → " + p.Phrase, From: o.Phrase, To: p.Phrase, Addressee: p.Addressee}
		switch {
		case o.Kind == Prohibits && p.Kind != Prohibits && p.Strength < o.Strength, o.Kind != Permits && p.Strength < o.Strength:
			e.Kind = Weakened
		case p.Strength > o.Strength && (o.Kind != Permits || p.Kind == Obliges):
			e.Kind = Strengthened
		}
		out = append(out, e)
	}
	if x, y := squeeze(o.Addressee), squeeze(p.Addressee); x != y && x != "" && y != "" {
		if q := quantityEffect(words(o.Addressee), words(p.Addressee)); q == "" {
			out = append(out, Effect{Kind: Altered, Why: "addressee: " + o.Addressee + " → " + p.Addressee, From: o.Addressee, To: p.Addressee, Addressee: p.Addressee})
		}
	}
	if p.Kind == Recognises {
		return out
	}
	return append(out, c.wordEffects(o, p)...)
}

// wordEffects reads what the changed words between two sentences do.
func (c *comparison) wordEffects(o, p Obligation) []Effect {
	pa, pb := Piece{o.Start, o.End}, Piece{p.Start, p.End}
	da, db := datesOf(c.a.Slice(pa), o.Start), datesOf(c.b.Slice(pb), p.Start)
	out := dateEffects(da, db, p)
	edits := diffWords(c.a, c.b, pa, pb)
	wb := words(c.b.Slice(pb))
	for i := 0; i < len(edits); i++ {
		var gone, came []wordAt
		for ; i < len(edits) && edits[i].Op != Equal; i++ {
			if edits[i].Op == Delete {
				gone = append(gone, outside(edits[i].a, da, o.Start)...)
			} else {
				came = append(came, outside(edits[i].b, db, p.Start)...)
			}
		}
		out = append(out, c.groupEffects(gone, came, wb, o, p)...)
	}
	return out
}

// groupEffects reads one replacement: words gone, words come.
func (c *comparison) groupEffects(gone, came, after []wordAt, o, p Obligation) []Effect {
	from, to := text(gone), text(came)
	effect := func(kind, why string) Effect {
		return Effect{Kind: kind, Why: why, From: from, To: to, Addressee: p.Addressee}
	}
	var out []Effect
	if k := quantityEffect(gone, came); k != "" {
		out = append(out, effect(k, from+" → "+to))
	}
	lost, _, lostOK := phraseIn("condition", gone)
	won, _, wonOK := phraseIn("condition", came)
	switch {
	case wonOK && !lostOK:
		out = append(out, effect(Weakened, "condition added: "+won))
	case lostOK && !wonOK:
		out = append(out, effect(Strengthened, "condition dropped: "+lost))
	}
	if e, ok := numberEffect(gone, came, after, o.Kind); ok {
		out = append(out, effect(e[0], e[1]))
	} else if e, ok := boundEffect(gone, came); ok {
		out = append(out, effect(e[0], e[1]))
	}
	return out
}

func text(ws []wordAt) string {
	var out []string
	for _, w := range ws {
		out = append(out, w.text)
	}
	return strings.Join(out, " ")
}

// quantityEffect compares "all" with "most" and "some".
func quantityEffect(gone, came []wordAt) string {
	x, y := rank(gone), rank(came)
	switch {
	case y > 0 && x < y:
		return Weakened // all or nothing said before
	case x > 0 && y < x:
		return Strengthened
	}
	return ""
}

// rank is the line of the quantity that occurs in ws: 0 for all, more for less, -1
// for none.
func rank(ws []wordAt) int {
	for k, pc := range theChanges()["quantity"] {
		for i := range ws {
			for _, p := range pc {
				if matches(ws, i, p) {
					return k
				}
			}
		}
	}
	return -1
}

// phraseIn finds a phrase of a class in ws, and where.
func phraseIn(class string, ws []wordAt) (string, int, bool) {
	for i := range ws {
		for _, pc := range theChanges()[class] {
			for _, p := range pc {
				if matches(ws, i, p) {
					return strings.Join(p, " "), i, true
				}
			}
		}
	}
	return "", 0, false
}

// numberEffect compares a number with the one that replaced it, by what bounds it.
func numberEffect(gone, came, after []wordAt, kind string) ([2]string, bool) {
	x, _, ok1 := firstValue(gone)
	y, at, ok2 := firstValue(came)
	if !ok1 || !ok2 || x == y {
		return [2]string{}, false
	}
	var before []wordAt
	for _, w := range after {
		if w.start < at.start {
			before = append(before, w)
		}
	}
	before = before[max(0, len(before)-4):]
	more, less := Strengthened, Weakened
	why := "amount"
	switch class, _ := boundOf(before); {
	case class == "minimum":
		why = class
	case class == "maximum":
		more, less, why = Weakened, Strengthened, "limit"
	case kind != Obliges:
		more, less = Altered, Altered
	}
	if y > x {
		return [2]string{more, why + " raised"}, true
	}
	return [2]string{less, why + " lowered"}, true
}

// boundEffect reads "at least" and "up to" that came or went before the same
// number.
func boundEffect(gone, came []wordAt) ([2]string, bool) {
	if _, _, ok := firstValue(gone); ok {
		return [2]string{}, false
	}
	if _, _, ok := firstValue(came); ok {
		return [2]string{}, false
	}
	effect := map[string][2]string{"minimum": {Strengthened, Weakened}, "maximum": {Weakened, Strengthened}}
	if class, w := boundOf(came); class != "" {
		return [2]string{effect[class][0], w + " added"}, true
	}
	if class, w := boundOf(gone); class != "" {
		return [2]string{effect[class][1], w + " dropped"}, true
	}
	return [2]string{}, false
}

// boundOf finds the longest phrase in ws that bounds a number, and on which side:
// "no more than" is a maximum, though "more than" is a minimum.
func boundOf(ws []wordAt) (class, phrase string) {
	longest := 0
	for _, c := range [...]string{"minimum", "maximum"} {
		for _, pc := range theChanges()[c] {
			for _, p := range pc {
				for i := range ws {
					if len(p) > longest && matches(ws, i, p) {
						class, phrase, longest = c, strings.Join(p, " "), len(p)
					}
				}
			}
		}
	}
	return class, phrase
}

// firstValue reads the first number of ws, in digits or words.
func firstValue(ws []wordAt) (float64, wordAt, bool) {
	for _, w := range ws {
		if v, err := strconv.ParseFloat(strings.ReplaceAll(w.lower, ",", ""), 64); err == nil && w.lower[0] >= '0' && w.lower[0] <= '9' {
			return v, w, true
		}
		for _, pc := range theChanges()["number"] {
			for k, p := range pc {
				if w.lower == p[0] {
					return float64(k + 1), w, true
				}
			}
		}
	}
	return 0, wordAt{}, false
}

// dated is a date or length of time in a sentence.
type dated struct {
	start, end int // code points of the text
	text       string
	day        edtf.Day // of a date
	length     float64  // of an amount of time, in days
	deadline   bool     // within, by, before stand before it
	isDate     bool
}

// datesOf finds the dates and lengths of time in a sentence that begins at base.
func datesOf(s string, base int) []dated {
	doc := &nlp.Doc{Text: s}
	ws := words(s)
	for i, w := range ws {
		doc.Tokens = append(doc.Tokens, nlp.Token{I: i, Text: w.text, Lower: w.lower, Start: w.start, End: w.end, Head: i})
	}
	if len(ws) == 0 {
		return nil
	}
	doc.Index()
	var out []dated
	for _, e := range when.Find(doc, "") {
		d := dated{start: base + e.Start, end: base + e.End, text: e.Text}
		_, _, d.deadline = phraseIn("maximum", ws[max(0, e.Tokens.Start-3):e.Tokens.Start])
		switch last, ok := e.Value.Latest(); {
		case ok:
			d.day, d.isDate = last, true
		case e.Kind == when.Duration && e.Period != "":
			d.length = days(e.Period)
		default:
			continue
		}
		out = append(out, d)
	}
	return out
}

// days is the length of an ISO 8601 duration of one unit.
func days(period string) float64 {
	n, err := strconv.ParseFloat(strings.Trim(period, "PTHMDWYS"), 64)
	if err != nil {
		return 0
	}
	unit := map[byte]float64{'D': 1, 'W': 7, 'M': 30, 'Y': 365}[period[len(period)-1]]
	if strings.Contains(period, "T") {
		unit = 1.0 / 24
	}
	return n * unit
}

// dateEffects compares the dates of a sentence before and after, in order.
func dateEffects(da, db []dated, p Obligation) []Effect {
	if len(da) != len(db) {
		return nil
	}
	var out []Effect
	for i, x := range da {
		y := db[i]
		if x.isDate != y.isDate || x.day == y.day && x.length == y.length {
			continue
		}
		e := Effect{From: x.text, To: y.text, Addressee: p.Addressee}
		later := y.day > x.day || y.length > x.length
		switch {
		case x.isDate && later, y.deadline && later:
			e.Kind, e.Why = Weakened, "date moved back: "+x.text+" → "+y.text
		case x.isDate, y.deadline:
			e.Kind, e.Why = Strengthened, "date moved forward: "+x.text+" → "+y.text
		case later:
			e.Kind, e.Why = Strengthened, "for longer: "+x.text+" → "+y.text
		default:
			e.Kind, e.Why = Weakened, "for a shorter time: "+x.text+" → "+y.text
		}
		out = append(out, e)
	}
	return out
}

// outside leaves out the words that lie in a date, for dates are compared as such.
func outside(ws []wordAt, ds []dated, base int) []wordAt {
	var out []wordAt
	for _, w := range ws {
		in := false
		for _, d := range ds {
			in = in || d.start <= base+w.start && base+w.start < d.end
		}
		if !in {
			out = append(out, w)
		}
	}
	return out
}
