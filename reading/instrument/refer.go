package instrument

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// noun decides which instrument the noun at token i speaks of: one named before,
// a new one, or (a deal that nobody has made yet) none.
func (t *tracker) noun(i int) {
	d := t.describe(i)
	features := len(d.quals) > 0 || d.Date != "" || d.Points != ""
	if d.hypo && !d.back && d.Date == "" && d.Points == "" {
		return
	}
	if !d.definite && !d.back && !d.made && !d.proper && d.Author == "" && d.Date == "" && d.Points == "" && !t.listOf(i) {
		return // "a peace agreement": any
	}
	if d.plural && !d.definite && d.Date == "" && d.Author == "" {
		return // "new protocols"
	}
	if k := t.antecedent(&d, features); k >= 0 {
		t.merge(k, d)
		t.mention(d.span, k)
		return
	}
	vague := t.words.sets["vague"][t.lemma(i)]
	named := d.proper && (d.span.Len() > 1 || !vague)
	switch {
	case features && (!vague || d.made || d.definite || d.Draft || d.Points != "" || d.proper || d.Date != ""):
	case named && d.span.Len() > 1:
	case d.made && (d.Draft || !vague || t.lemma(i) == "list"):
	case d.Draft && d.definite:
	case t.listOf(i):
	default:
		return
	}
	t.out.Instruments = append(t.out.Instruments, t.create(d))
	t.mention(d.span, len(t.out.Instruments)-1)
}

// listOf reports whether the noun at i is a list or letter of demands and the like.
func (t *tracker) listOf(i int) bool {
	if c := t.words.class[t.lemma(i)]; c != "list" && c != "letter" {
		return false
	}
	for _, c := range t.doc.Children(i) {
		if t.doc.Tokens[c].Lower != "of" {
			continue
		}
		if o := t.doc.Child(c, "pobj"); o >= 0 {
			switch strings.ToLower(t.doc.Tokens[o].Lemma) {
			case "demand", "condition", "term", "proposal", "request":
				return true
			}
		}
	}
	return false
}

// create makes an instrument of a description.
func (t *tracker) create(d description) Instrument {
	in := d.Instrument
	in.Name = t.title(d)
	if in.Date == "" {
		in.Date = d.madeOn
	}
	if in.Author != "" && len(in.Parties) == 0 && in.Points == "" && !d.proper && !strings.Contains(in.Name, in.Author) {
		in.Name = in.Author + "'s " + in.Name
	}
	in.last = d.span.Start
	return in
}

// title is the phrase without its article.
func (t *tracker) title(d description) string {
	s := d.span
	for s.Start < s.End-1 {
		k := &t.doc.Tokens[s.Start]
		if k.Dep != "det" && k.Tag != "PRP$" && !t.words.sets["back"][k.Lower] && !k.IsSpace {
			break
		}
		s.Start++
	}
	return strings.Join(strings.Fields(t.doc.Slice(s)), " ")
}

// antecedent finds the instrument named before that d speaks of, -1 for none.
func (t *tracker) antecedent(d *description, features bool) int {
	best, score, rivals := -1, -1, 0
	for k := range t.out.Instruments {
		in := &t.out.Instruments[k]
		s, ok := t.agrees(in, d)
		if !ok {
			continue
		}
		rivals++
		if s > score || s == score && in.last > t.out.Instruments[best].last {
			best, score = k, s
		}
	}
	switch {
	case best < 0:
		return -1
	case score > 0: // something tells them to be one
		return best
	case !features && (d.definite || d.back):
		return best // "the agreement": the last of its kind
	case features && d.definite && rivals == 1 && d.Date == "" && len(t.out.Instruments[best].quals) == 0:
		return best // "Trump's plan" after "a 28-point plan"
	case features && d.definite && !d.proper && rivals == 1 && t.out.Instruments[best].Kind == d.Kind && !t.sameSlot(&t.out.Instruments[best], d):
		return best
	}
	return -1
}

// agrees reports whether d can be instrument in, and how many things speak for it.
func (t *tracker) agrees(in *Instrument, d *description) (int, bool) {
	if !t.sameClass(in, d) {
		return 0, false
	}
	if in.Points != "" && d.Points != "" && in.Points != d.Points || d.Draft && !in.Draft && in.Kind != "plan" && in.Kind != "list" {
		return 0, false
	}
	score := 0
	if in.Points != "" && in.Points == d.Points {
		score += 2
	}
	if in.Date != "" && d.Date != "" {
		if !sameDate(in.Date, d.Date) {
			return 0, false
		}
		score++
	}
	if len(in.Parties) > 0 && len(d.Parties) > 0 && !t.shareParty(in.Parties, d.Parties) && in.Points == "" {
		return 0, false // the Nato draft and the US draft, though both are Russia's
	}
	if d.number != "" && !slices.Contains(in.quals, d.number) {
		return 0, false
	}
	shared := 0
	for _, q := range d.quals {
		if slices.Contains(in.quals, q) {
			shared++
		}
	}
	if shared == 0 && len(in.quals) > 0 && len(d.quals) > 0 && in.Points == "" && d.Points == "" {
		return 0, false
	}
	score += 2 * shared
	if in.plural != d.plural && (shared == 0 || !strings.EqualFold(in.Place, d.Place) || in.Place == "") {
		return 0, false
	}
	return score, true
}

// shareParty reports whether two lists name one party in common.
func (t *tracker) shareParty(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if t.oneForm(x) == t.oneForm(y) {
				return true
			}
		}
	}
	return false
}

// sameSlot reports whether both name the same kind of thing, an author or a party:
// then they name two of them.
func (t *tracker) sameSlot(in *Instrument, d *description) bool {
	return in.Author != "" && d.Author != "" || len(in.Parties) > 0 && len(d.Parties) > 0 || in.Known
}

func (t *tracker) sameClass(in *Instrument, d *description) bool {
	if in.Kind == d.Kind {
		return true
	}
	neutral := func(kind string) bool { return kind == "text" }
	switch {
	case in.Place != "" && strings.EqualFold(in.Place, d.Place) && d.definite:
		return true // "the Istanbul framework", "the Istanbul agreement"
	case neutral(d.Kind):
		return d.definite || d.back || len(d.quals) > 0
	case neutral(in.Kind):
		return in.Draft || d.Draft
	}
	return false
}

// sameDate reports whether one date lies in the other as far as their strings
// tell: "2021" and "2021-12".
func sameDate(a, b string) bool {
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// merge adds to instrument k what d says more.
func (t *tracker) merge(k int, d description) {
	in := &t.out.Instruments[k]
	if in.Known {
		return
	}
	if in.Kind == "text" {
		in.Kind = d.Kind
	}
	in.Draft = in.Draft || d.Draft
	if d.number != "" {
		in.number = d.number
	}
	for _, p := range d.Parties {
		in.Parties = appendNew(in.Parties, p)
	}
	for _, q := range d.quals {
		in.quals = appendNew(in.quals, q)
	}
	if in.Author == "" {
		in.Author = d.Author
	}
	if in.Place == "" {
		in.Place = d.Place
	}
	if in.Date == "" {
		in.Date = d.Date
	}
	if in.Points == "" {
		in.Points = d.Points
	}
	if name := t.title(d); telling(name, in) > telling(in.Name, in) {
		in.Name = name
	}
}

// telling counts what a name tells of the instrument.
func telling(name string, in *Instrument) int {
	n := 0
	for _, s := range append([]string{in.Points, in.Place, in.Author}, in.Parties...) {
		if s != "" && strings.Contains(name, s) {
			n++
		}
	}
	return n
}

// names gives each instrument its identifier.
func (t *tracker) names() {
	seen := map[string]int{}
	for k := range t.out.Instruments {
		in := &t.out.Instruments[k]
		if !in.Known {
			in.ID = t.identifier(in)
		}
		if n := seen[in.ID]; n > 0 {
			in.ID += "-" + string(rune('a'+n%26))
		}
		seen[in.ID]++
	}
	for _, m := range t.out.Mentions {
		if m.Instrument >= 0 && m.Article != "" {
			in := &t.out.Instruments[m.Instrument]
			in.Articles = appendNew(in.Articles, m.Article)
		}
	}
}

// identifier is made of what tells an instrument from others, the surest first, so
// that texts which name it differently come to the same: its number, its points,
// its place, its name, its parties, its author.
func (t *tracker) identifier(in *Instrument) string {
	kind := in.Kind
	if kind == "treaty" {
		kind = "agreement"
	}
	if in.Draft && (in.Kind == "treaty" || in.Kind == "text") && in.Place == "" {
		kind = "draft " + kind
	}
	parties := make([]string, 0, len(in.Parties))
	for _, p := range in.Parties {
		parties = appendNew(parties, t.oneForm(p))
	}
	slices.Sort(parties)
	id := ""
	switch {
	case in.number != "":
		return slug(in.Kind + " " + in.number)
	case in.Points != "":
		return slug(in.Points + " point " + kind)
	case in.Place != "":
		id = in.Place + " " + kind
	case in.proper:
		id = in.Name
	case in.Author != "" && (in.Kind == "list" || in.Kind == "letter"):
		id = t.oneForm(in.Author) + " " + kind
	case len(parties) > 0:
		id = strings.Join(parties, " ") + " " + kind
	case in.Author != "":
		id = t.oneForm(in.Author) + " " + kind
	default:
		id = in.Name
	}
	if len(in.Date) >= 4 && !strings.Contains(id, in.Date[:4]) {
		id += " " + in.Date[:4]
	}
	return slug(id)
}

// articles finds the numbered pieces that the text speaks of and ties each to an
// instrument.
func (t *tracker) articles() {
	var found []Mention
	for i := 0; i < len(t.doc.Tokens)-1; i++ {
		if !t.words.pieces[t.doc.Tokens[i].Lower] || t.used[i] {
			continue
		}
		nums := t.numbersAfter(i + 1)
		if len(nums) == 0 || !t.isPiece(i) {
			continue
		}
		span := nlp.Span{Start: i, End: nums[len(nums)-1] + 1}
		in := t.owner(span)
		for k, n := range nums {
			m := Mention{Tokens: nlp.Span{Start: n, End: n + 1}, Instrument: in, Article: t.doc.Tokens[n].Text}
			if k == 0 {
				m.Tokens.Start = i
			}
			m.Span = t.span(m.Tokens)
			found = append(found, m)
		}
	}
	t.out.Mentions = append(t.out.Mentions, found...)
}

// isPiece keeps articles, and other pieces only where their name is written large
// ("Chapter VII") or an instrument stands beside them.
func (t *tracker) isPiece(i int) bool {
	w := t.doc.Tokens[i].Lower
	if strings.HasPrefix(w, "art") {
		return startsUpper(t.doc.Tokens[i].Text)
	}
	if startsUpper(t.doc.Tokens[i].Text) && !t.doc.Tokens[i].SentStart {
		return true
	}
	return t.beside(nlp.Span{Start: i, End: i + 2}) >= 0
}

// numbersAfter returns the tokens of the numbers from i on: "7", "6 and 7", "II".
func (t *tracker) numbersAfter(i int) []int {
	var out []int
	for i < len(t.doc.Tokens) {
		w := t.doc.Tokens[i].Text
		if numberValue(w) == 0 || w == "I" && i+1 < len(t.doc.Tokens) && t.doc.Tokens[i+1].Pos == "VERB" {
			break
		}
		out = append(out, i)
		if i+2 >= len(t.doc.Tokens) || t.doc.Tokens[i+1].Lower != "and" && t.doc.Tokens[i+1].Text != "," && t.doc.Tokens[i+1].Lower != "or" {
			break
		}
		if numberValue(t.doc.Tokens[i+2].Text) == 0 {
			break
		}
		i += 2
	}
	return out
}

// owner finds the instrument that an article belongs to: the one beside it ("of
// the treaty", "the treaty's"), the one a known article number speaks of, the one
// of which the text named this article before, the last one in the sentence or
// the sentence before; -1 when none.
func (t *tracker) owner(span nlp.Span) int {
	if k := t.beside(span); k >= 0 {
		return k
	}
	number := t.doc.Tokens[span.End-1].Text
	if k := t.knownArticle(span, number); k >= 0 {
		return k
	}
	sent := t.doc.Tokens[span.Start].Sent
	best := -1
	for _, m := range t.out.Mentions {
		if m.Instrument < 0 || m.Tokens.Start > span.Start {
			continue
		}
		if s := t.doc.Tokens[m.Tokens.Start].Sent; s >= sent-1 && t.hasArticles(m.Instrument) {
			best = m.Instrument
		}
	}
	return best
}

// hasArticles reports whether an instrument is of a kind that has articles.
func (t *tracker) hasArticles(k int) bool {
	switch t.out.Instruments[k].Kind {
	case "treaty", "law", "declaration", "text", "plan", "resolution":
		return !t.out.Instruments[k].plural
	}
	return false
}

// beside finds an instrument right behind "of", "from", "in" or right before "'s".
func (t *tracker) beside(span nlp.Span) int {
	i := span.End
	for i < len(t.doc.Tokens) && i < span.End+2 && strings.ContainsAny(t.doc.Tokens[i].Text, "(),") {
		i++
	}
	after := i < len(t.doc.Tokens) && slices.Contains([]string{"of", "from", "in", "under", "to"}, t.doc.Tokens[i].Lower)
	for _, m := range t.out.Mentions {
		if m.Article != "" || m.Instrument < 0 {
			continue
		}
		if after && (m.Tokens.Start == i+1 || m.Tokens.Start == i+2 && t.doc.Tokens[i+1].Dep == "det") {
			return m.Instrument
		}
		if gap := span.Start - m.Tokens.End; gap >= 0 && gap <= 1 && (gap == 0 || t.doc.Tokens[m.Tokens.End].Tag == "POS") {
			return m.Instrument
		}
	}
	return -1
}

// knownArticle reads a number alone as that of a known instrument when the words
// around speak for it.
func (t *tracker) knownArticle(span nlp.Span, number string) int {
	sent := t.doc.Tokens[span.Start].Sent
	for _, k := range theKnown() {
		if !slices.Contains(k.articles, number) {
			continue
		}
		for _, cue := range k.cues {
			ws := strings.Fields(cue)
			for i := range t.doc.Tokens {
				s := t.doc.Tokens[i].Sent
				if i+len(ws) <= len(t.doc.Tokens) && (s == sent || s == sent-1) && t.spells(i, ws) {
					return t.knownInstrument(k)
				}
			}
		}
	}
	return -1
}
