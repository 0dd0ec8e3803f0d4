package instrument

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
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

// leadOf returns what a clause says before a list of who is obliged, and how
// strongly; the list says to what.
func (t *Text) leadOf(x clauseAt) []Obligation {
	if !strings.HasSuffix(t.Slice(x.piece), ":") {
		return nil
	}
	return t.inClause(t.Articles[x.ref.Article].Clauses[x.ref.Clause])
}

// effects compares the obligations of clause i of a with those of clause j of b.
// Where a clause was split or merged, the obligations of all its pieces are paired,
// and each effect is given with the pieces it lies in.
func (c *comparison) effects(i, j int) []Effect {
	x, y := c.ca[i], c.cb[j]
	whole := c.pairA[i] == j && c.pairB[j] == i
	ba, bb := c.a.bracketed(x.piece.Start, x.piece.End), c.b.bracketed(y.piece.Start, y.piece.End)
	if whole && ba != bb {
		return []Effect{c.bracketEffect(x, y, ba)}
	}
	as, bs := c.family(i, j)
	var oa, ob []Obligation
	var inA, inB []int // the clause of each
	for _, k := range as {
		for _, o := range c.a.obligationsOf(c.ca[k]) {
			oa, inA = append(oa, o), append(inA, k)
		}
	}
	for _, k := range bs {
		for _, o := range c.b.obligationsOf(c.cb[k]) {
			ob, inB = append(ob, o), append(inB, k)
		}
	}
	if len(oa) == 0 && len(ob) == 0 {
		for _, o := range c.a.leadOf(x) {
			oa, inA = append(oa, o), append(inA, i)
		}
		for _, p := range c.b.leadOf(y) {
			ob, inB = append(ob, p), append(inB, j)
		}
	}
	partner := c.pairObligations(oa, ob)
	used := map[int]bool{}
	var out []Effect
	for k, o := range oa {
		l, ok := partner[k]
		switch {
		case ok:
			used[l] = true
			together := c.pairA[inA[k]] == inB[l] || c.pairB[inB[l]] == inA[k]
			if inA[k] == i && inB[l] == j || whole && !together {
				out = append(out, c.pairEffects(o, ob[l])...)
			}
		case inA[k] == i && c.pairA[i] == j:
			out = append(out, Effect{Kind: Lost, Why: o.Kind, From: o.Text, Addressee: o.Addressee})
		}
	}
	for l, p := range ob {
		if !used[l] && inB[l] == j && c.pairB[j] == i {
			out = append(out, Effect{Kind: Added, Why: p.Kind, To: p.Text, Addressee: p.Addressee})
		}
	}
	if len(oa) == 0 && len(ob) == 0 && whole {
		out = c.wordEffects(Obligation{Start: x.piece.Start, End: x.piece.End}, Obligation{Start: y.piece.Start, End: y.piece.End})
		for i := range out {
			out[i].Kind = Altered
		}
	}
	if whole && ba {
		out = append(out, c.openEffect(x, y)...)
	}
	return out
}

// family returns the clauses of both texts that clauses i and j are pieces of, or
// have pieces in.
func (c *comparison) family(i, j int) (as, bs []int) {
	if k := c.pairA[i]; k >= 0 && k != j && c.pairB[k] == i {
		j = k // of the clause that i became, j is a piece that was split off
	} else if k := c.pairB[j]; k >= 0 && k != i && c.pairA[k] == j {
		i = k
	}
	for k := range c.ca {
		if k == i || c.pairA[k] == j {
			as = append(as, k)
		}
	}
	for k := range c.cb {
		if k == j || c.pairB[k] == i {
			bs = append(bs, k)
		}
	}
	return as, bs
}

// openEffect says what became of brackets in a clause that has some before and
// after. What stands in them binds nobody, so it neither weakens nor strengthens.
func (c *comparison) openEffect(x, y clauseAt) []Effect {
	from, n := c.a.bracketsIn(x.piece)
	to, m := c.b.bracketsIn(y.piece)
	if squeeze(from) == squeeze(to) {
		return nil
	}
	e := Effect{Kind: Altered, Why: "still open: " + from + " → " + to, From: from, To: to}
	switch {
	case m < n:
		e.Kind, e.Why = Settled, "in part: "+from+" → "+to
	case m > n:
		e.Kind, e.Why = Reopened, "in part: "+from+" → "+to
	}
	return []Effect{e}
}

// bracketsIn is the brackets in a stretch, as written, and their number.
func (t *Text) bracketsIn(p Piece) (string, int) {
	var out []string
	for _, b := range t.openIn(p) {
		out = append(out, strings.Join(strings.Fields(t.Slice(Piece{max(b.Start, p.Start), min(b.End, p.End)})), " "))
	}
	return strings.Join(out, " "), len(out)
}

// bracketEffect says how a bracket was settled: with whose reading, or another.
func (c *comparison) bracketEffect(x, y clauseAt, before bool) Effect {
	t, p, other := c.a, x.piece, c.b.Slice(y.piece)
	e := Effect{Kind: Settled, From: c.a.Slice(x.piece), To: other}
	if !before {
		t, p, other = c.b, y.piece, c.a.Slice(x.piece)
		e = Effect{Kind: Reopened, From: other, To: c.b.Slice(y.piece)}
	}
	e.Why = "in words that no bracket has"
	var figures []float64
	for _, b := range t.Brackets {
		if b.Start >= p.End || b.End <= p.Start {
			continue
		}
		for _, alt := range b.Alternatives {
			if v := valuesOf(words(alt.Text)); len(v) == 1 {
				figures = append(figures, v[0])
			}
			if alt.Text == "" || !strings.Contains(squeeze(other), squeeze(alt.Text)) {
				continue
			}
			switch ws := words(alt.Text); {
			case alt.By != "":
				e.Why = "as " + alt.By + " had it"
			case len(ws) <= 5:
				e.Why = "as in the bracket: " + text(ws)
			default:
				e.Why = "as in the bracket"
			}
			return e
		}
	}
	if len(figures) > 1 && before {
		var came []wordAt
		for _, d := range diffWords(c.a, c.b, x.piece, y.piece) {
			if d.Op == Insert {
				came = append(came, d.b...)
			}
		}
		if v, at, ok := firstValue(came); ok && slices.Min(figures) < v && v < slices.Max(figures) {
			e.Why = "between the figures in brackets: " + at.text
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

// pairObligations pairs the obligations of two clauses, the most alike first.
func (c *comparison) pairObligations(oa, ob []Obligation) map[int]int {
	keys := func(t *Text, os []Obligation) [][]string {
		var out [][]string
		for _, o := range os {
			out = append(out, stems(t.Slice(Piece{o.Start, o.End})))
		}
		return out
	}
	ka, kb := keys(c.a, oa), keys(c.b, ob)
	out, taken := map[int]int{}, map[int]bool{}
	same := map[string][]int{} // of b, by their stems
	for j := range kb {
		s := strings.Join(kb[j], " ")
		same[s] = append(same[s], j)
	}
	for i := range ka {
		if s := strings.Join(ka[i], " "); len(same[s]) > 0 {
			out[i], taken[same[s][0]] = same[s][0], true
			same[s] = same[s][1:]
		}
	}
	type candidate struct {
		i, j  int
		score float64
	}
	var all []candidate
	for i := range ka {
		if _, done := out[i]; done {
			continue
		}
		for j := range kb {
			if taken[j] {
				continue
			}
			if s := likeness(ka[i], kb[j]); s > 0.3 {
				all = append(all, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	for _, k := range all {
		if _, done := out[k.i]; !done && !taken[k.j] {
			out[k.i], taken[k.j] = k.j, true
		}
	}
	return out
}

// pairEffects compares one obligation before and after.
func (c *comparison) pairEffects(o, p Obligation) []Effect {
	var out []Effect
	if o.item && p.item { // the clause before the list has it
		return c.wordEffects(o, p)
	}
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
	var openA, openB []Piece
	if c.a.bracketed(o.Start, o.End) && c.b.bracketed(p.Start, p.End) {
		openA, openB = c.a.openIn(pa), c.b.openIn(pb)
		da, db = outsideDates(da, openA), outsideDates(db, openB)
	}
	apartA, apartB := append(stretches(da), openA...), append(stretches(db), openB...) // not compared word by word
	out := dateEffects(da, db, p)
	before, after := outside(words(c.a.Slice(pa)), stretches(da), o.Start), outside(words(c.b.Slice(pb)), stretches(db), p.Start)
	edits := diffWords(c.a, c.b, pa, pb)
	var all replacement
	for i := 0; i < len(edits); i++ {
		r := replacement{before: before, after: after}
		for ; i < len(edits) && edits[i].Op != Equal; i++ {
			gone, came := outside(edits[i].a, openA, o.Start), outside(edits[i].b, openB, p.Start)
			all.gone, all.came = append(all.gone, gone...), append(all.came, came...)
			r.gone = append(r.gone, outside(gone, apartA, o.Start)...)
			r.came = append(r.came, outside(came, apartB, p.Start)...)
		}
		out = append(out, r.amountEffects(o, p)...)
	}
	return append(out, all.conditionEffects(p)...)
}

// replacement is words that went and words that came in their place, with the
// sentences they stand in.
type replacement struct {
	gone, came    []wordAt
	before, after []wordAt
}

func (r replacement) effect(kind, why string, p Obligation) Effect {
	return Effect{Kind: kind, Why: why, From: text(r.gone), To: text(r.came), Addressee: p.Addressee}
}

// amountEffects reads how much or how many is asked for.
func (r replacement) amountEffects(o, p Obligation) []Effect {
	var out []Effect
	if k := quantityEffect(r.gone, r.came); k != "" {
		out = append(out, r.effect(k, clip(r.gone)+" → "+clip(r.came), p))
	}
	if e, ok := r.numberEffect(o.Kind); ok {
		out = append(out, r.effect(e[0], e[1], p))
	} else if e, ok := r.boundEffect(); ok {
		out = append(out, r.effect(e[0], e[1], p))
	}
	return out
}

// conditionEffects reads what the obligation came to depend on, or no longer does.
func (r replacement) conditionEffects(p Obligation) []Effect {
	_, lost, lostOK := phraseIn("condition", r.gone)
	_, won, wonOK := phraseIn("condition", r.came)
	switch {
	case wonOK && !lostOK:
		return []Effect{r.effect(Weakened, "condition added: "+clip(r.came[won:]), p)}
	case lostOK && !wonOK:
		return []Effect{r.effect(Strengthened, "condition dropped: "+clip(r.gone[lost:]), p)}
	case lostOK && wonOK:
		return []Effect{r.effect(Altered, "condition reworded: "+clip(r.gone[lost:])+" → "+clip(r.came[won:]), p)}
	}
	return nil
}

// clip is the beginning of ws, without the mark that ends it.
func clip(ws []wordAt) string {
	const most = 16
	more := ""
	if len(ws) > most {
		ws, more = ws[:most], " …"
	}
	out := strings.NewReplacer(" ,", ",", " .", ".", " ;", ";", " )", ")", "( ", "(").Replace(text(ws))
	return trimEnd(out) + more
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
func (r replacement) numberEffect(kind string) ([2]string, bool) {
	x, was, ok1 := firstValue(r.gone)
	y, is, ok2 := firstValue(r.came)
	if !ok1 || !ok2 || x == y || len(valuesOf(r.gone)) != len(valuesOf(r.came)) || isReference(r.before, was) || isReference(r.after, is) {
		return [2]string{}, false
	}
	more, less := Strengthened, Weakened
	why := "amount"
	switch class, _ := boundOf(wordsBefore(r.after, is, 4)); {
	case class == "minimum":
		why = class
	case class == "maximum":
		more, less, why = Weakened, Strengthened, "limit"
	case kind != Obliges:
		more, less = Altered, Altered
	}
	figures := ": " + was.text + " → " + is.text
	if y > x {
		return [2]string{more, why + " raised" + figures}, true
	}
	return [2]string{less, why + " lowered" + figures}, true
}

// wordsBefore returns the last n words before w.
func wordsBefore(ws []wordAt, w wordAt, n int) []wordAt {
	k := 0
	for k < len(ws) && ws[k].start < w.start {
		k++
	}
	return ws[max(0, k-n):k]
}

// isReference reports whether the number w is that of an article, paragraph or
// annex, which is not an amount of anything.
func isReference(ws []wordAt, w wordAt) bool {
	for _, b := range wordsBefore(ws, w, 1) {
		word := strings.TrimSuffix(b.lower, "s")
		for _, class := range [...]string{"article", "article-else", "part", "annex"} {
			if inClass(class, word) {
				return true
			}
		}
	}
	return false
}

// boundEffect reads "at least" and "up to" that came or went before the same
// number.
func (r replacement) boundEffect() ([2]string, bool) {
	if _, _, ok := firstValue(r.gone); ok {
		return [2]string{}, false
	}
	if _, _, ok := firstValue(r.came); ok {
		return [2]string{}, false
	}
	effect := map[string][2]string{"minimum": {Strengthened, Weakened}, "maximum": {Weakened, Strengthened}}
	if class, w := boundOf(r.came); class != "" && numberFollows(r.after, r.came) {
		return [2]string{effect[class][0], w + " added"}, true
	}
	if class, w := boundOf(r.gone); class != "" && numberFollows(r.before, r.gone) {
		return [2]string{effect[class][1], w + " dropped"}, true
	}
	return [2]string{}, false
}

// numberFollows reports whether the word behind the last of some is a number.
func numberFollows(ws, some []wordAt) bool {
	for _, w := range ws {
		if w.start > some[len(some)-1].start {
			_, ok := value(w)
			return ok
		}
	}
	return false
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
		if v, ok := value(w); ok {
			return v, w, true
		}
	}
	return 0, wordAt{}, false
}

func valuesOf(ws []wordAt) []float64 {
	var out []float64
	for _, w := range ws {
		if v, ok := value(w); ok {
			out = append(out, v)
		}
	}
	return out
}

func value(w wordAt) (float64, bool) {
	if v, err := strconv.ParseFloat(strings.ReplaceAll(w.lower, ",", ""), 64); err == nil && w.lower[0] >= '0' && w.lower[0] <= '9' {
		return v, true
	}
	for _, pc := range theChanges()["number"] {
		for k, p := range pc {
			if w.lower == p[0] {
				return float64(k + 1), true
			}
		}
	}
	return 0, false
}
