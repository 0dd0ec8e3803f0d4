package event

import (
	"cmp"
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// parties names who did it to whom, as codes, and whether it holds both ways.
func (f *finder) parties(e *found, s nlp.Span) (source, target []string, reciprocal bool) {
	own := map[int]bool{} // tokens of the source phrase
	source = f.source(e, own)
	if e.mode == "third-party" && len(source) < 2 { // one side that travels to talks makes a visit
		e.mode, e.cameo = "visit", "042"
	}
	ts := f.targets(e, s, own, source)
	if f.lex.sets["mutual"][e.event] && len(source) > 1 && len(ts) == 0 {
		return source, source, true
	}
	if len(source) == 0 {
		source = f.authority(e)
	}
	n := e.top.subj
	if len(source) == 0 && len(ts) == 1 && f.lex.sets["internal"][e.event] && len(own) > 0 && n >= 0 && f.people(n) &&
		(e.event != "DEMAND" || f.Doc.Tokens[n].EntType != "PERSON") {
		source = []string{country(ts[0]) + f.sectorOf(n)}
	}
	if len(source)+len(ts) == 0 && n >= 0 && f.people(n) && f.Doc.Tokens[n].Pos != "PRON" {
		if c := f.lone(e, s); c != "" {
			source = []string{c + f.sectorOf(n)}
		}
	}
	if len(ts) == 0 && f.lex.sets["domestic"][e.event] && len(source) > 0 {
		ts = []string{country(source[0])}
		if e.event == "PROTEST" {
			ts[0] += "GOV"
		}
	}
	return source, ts, e.event == "CONSULT" && len(ts) > 0 && e.mode == ""
}

// source: the subject of the outermost clause, the agent of a passive, the
// possessor or "by" of a noun; for what a reporter says of himself, the reporter.
func (f *finder) source(e *found, own map[int]bool) []string {
	try := []int{e.top.subj}
	if e.self {
		try = []int{e.reporter}
	}
	if e.noun >= 0 && e.top.subj < 0 && !e.self {
		try = f.doers(e.noun)
		for _, p := range e.last.preps { // "clashes broke out between"
			if f.Doc.Tokens[p].Lower == "between" {
				try = append(try, f.Doc.Child(p, "pobj"))
			}
		}
	}
	if n := e.top.subj; !e.top.passive && (n < 0 && e.noun < 0 || n >= 0 && f.Doc.Tokens[n].Pos == "PRON") {
		try = append(try, e.reporter)
	}
	for _, n := range try {
		if n < 0 {
			continue
		}
		for _, t := range f.Doc.Subtree(n) {
			own[t] = true
		}
		if cs := f.codes(n); len(cs) > 0 {
			return cs
		}
	}
	return f.placeOf(e, try)
}

// doers are the phrases of a noun that say whose act it is.
func (f *finder) doers(n int) []int {
	d := f.Doc
	var out []int
	for _, k := range d.Children(n) {
		switch t := &d.Tokens[k]; {
		case t.Dep == "poss" || t.Dep == "amod" || t.Dep == "compound" || t.Dep == "nmod":
			if len(f.codes(k)) > 0 {
				out = append(out, k)
			}
		case t.Dep == "prep" && (t.Lower == "by" || t.Lower == "of" || t.Lower == "from" || t.Lower == "between"):
			if p := d.Child(k, "pobj"); p >= 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// lone is the country of a sentence that names only one, the words of those who
// report aside: people of whom no more is told are mostly of it.
func (f *finder) lone(e *found, s nlp.Span) string {
	only := ""
	for i := range f.Cast.Mentions {
		m := &f.Cast.Mentions[i]
		if m.Start < s.Start || m.End > s.End || f.distance(m.Head, e.top.head) >= 1<<20 {
			continue
		}
		for _, ent := range f.Cast.All(m) {
			c := country(f.codeOf(ent))
			if c == "" || c == only {
				continue
			}
			if only != "" {
				return ""
			}
			only = c
		}
	}
	return only
}

// placeOf gives a doer without a country that of the place where it acts:
// "prisoners rioted at a jail in Dili".
func (f *finder) placeOf(e *found, subjects []int) []string {
	if !slices.ContainsFunc(subjects, func(n int) bool { return n >= 0 && f.people(n) }) {
		return nil
	}
	if cs := f.placeIn(e.top); len(cs) > 0 {
		return []string{country(cs[0]) + f.sectorOf(subjects[0])}
	}
	return nil
}

// placeIn gives the codes of the first place where a clause is set.
func (f *finder) placeIn(c *clause) []string {
	d := f.Doc
	for _, i := range d.Subtree(c.head) {
		t := &d.Tokens[i]
		if t.Dep != "prep" || !f.lex.sets["where"][t.Lower] {
			continue
		}
		o := d.Child(i, "pobj")
		if o < 0 {
			continue
		}
		if m := f.Cast.At(o); m == nil || !m.Place {
			continue
		}
		if cs := f.codes(o); len(cs) > 0 {
			return cs
		}
	}
	return nil
}

// sectorOf is the sector of the people at the phrase n, whoever is named in it.
func (f *finder) sectorOf(n int) string {
	for _, i := range f.Doc.Subtree(n) {
		if _, sec := f.mentioned(i); sec != "" {
			return sec
		}
	}
	return ""
}

// people reports whether the phrase at n is of people rather than things.
func (f *finder) people(n int) bool {
	if t := &f.Doc.Tokens[n]; f.Cast.At(n) != nil || t.EntType == "NORP" || t.EntType == "PERSON" ||
		endsIn(t.Lemma, f.lex.agents) && !f.lex.sets["thing"][t.Lemma] {
		return true
	}
	words := f.words(n)
	return intersects(words, f.lex.sets["people"]) || intersects(words, f.lex.sets["troop"]) || intersects(words, f.lex.sets["protester"]) || intersects(words, f.lex.sets["armed"])
}

// authority: who acts where a passive names nobody, "was arrested in Ruritania".
func (f *finder) authority(e *found) []string {
	if !e.top.passive || !f.lex.sets["authority"][e.event] {
		return nil
	}
	if cs := f.placeIn(e.top); len(cs) > 0 {
		return []string{country(cs[0])}
	}
	return nil
}

// farthest is the cost beyond which a mention has no part in an event.
const farthest = 7

// candidate is a mention that may be the target, with how far it hangs from the
// event in the tree.
type candidate struct {
	cost    int
	start   int
	codes   []string
	foreign bool // not of the source's country
	guessed bool // people of no country, taken for the source's own
}

// targets takes the actors that hang nearest to the event, the source aside. An
// actor of the source's own country gives way to a foreign one unless it stands
// much nearer; what a state does with its own army has no target.
func (f *finder) targets(e *found, s nlp.Span, own map[int]bool, source []string) []string {
	cands := f.candidates(e, s, own, source)
	slices.SortStableFunc(cands, func(a, b candidate) int { return cmp.Or(a.cost-b.cost, a.start-b.start) })
	abroad := slices.IndexFunc(cands, func(c candidate) bool { return c.foreign })
	home := slices.IndexFunc(cands, func(c candidate) bool {
		return !c.foreign && len(c.codes[0]) > 3 && !f.lex.sets["outward"][e.event] &&
			!slices.ContainsFunc(c.codes, func(x string) bool { return slices.Contains(source, x) })
	})
	best := abroad
	switch {
	case home < 0:
	case abroad < 0 && cands[home].cost <= 4, abroad >= 0 && !cands[home].guessed && cands[home].cost+3 <= cands[abroad].cost:
		best = home
	}
	if best < 0 {
		return nil
	}
	var out []string
	for _, c := range cands {
		if c.cost != cands[best].cost || c.foreign != cands[best].foreign {
			continue
		}
		for _, x := range c.codes {
			if !slices.Contains(source, x) && !slices.ContainsFunc(out, func(y string) bool { return country(x) == country(y) && (len(x) == 3 || x == y) }) {
				out = append(out, x)
			}
		}
	}
	return out
}

// candidates prices the mentions of a sentence that may be the target.
func (f *finder) candidates(e *found, s nlp.Span, own map[int]bool, source []string) []candidate {
	doers := map[int]bool{}
	for t := range own {
		if m := f.Cast.At(t); m != nil {
			doers[m.Entity] = true
		}
	}
	var out []candidate
	for i := range f.Cast.Mentions {
		m := &f.Cast.Mentions[i]
		if m.Start < s.Start || m.End > s.End || own[m.Head] || f.Cast.At(m.Head) != m || f.belongs(m.Head, doers) {
			continue
		}
		cost, ok := f.cost(e, m.Head)
		if !ok {
			continue
		}
		cs, sec := f.mentioned(m.Head)
		guessed := len(cs) == 0 && sec != "" && len(source) > 0
		if guessed {
			cs = []string{country(source[0]) + sec}
		}
		if m.Place && !f.lex.sets["placed"][e.event] && e.mode != "visit" {
			if len(source) > 1 && f.lex.sets["mutual"][e.event] {
				continue
			}
			cost += 3
		}
		if len(cs) == 0 || cost > farthest {
			continue
		}
		foreign := !sameCountries(cs, source) || country(cs[0]) == "IGO" && !doers[m.Entity]
		out = append(out, candidate{cost, m.Start, cs, foreign, guessed})
	}
	return out
}

// belongs reports whether the phrase at n is told as the doer's: "its advisers".
func (f *finder) belongs(n int, doers map[int]bool) bool {
	p := f.Doc.Child(n, "poss")
	if p < 0 {
		return false
	}
	m := f.Cast.At(p)
	return m != nil && m.Head == p && doers[m.Entity]
}

func sameCountries(a, b []string) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y string) bool { return country(x) == country(y) }) {
			return false
		}
	}
	return len(b) > 0
}

// steps prices the way up the tree from a mention to the event. What is not
// listed costs 3.
var steps = map[string]int{
	"dobj": 0, "dative": 0, "nsubjpass": 0, "attr": 0, "oprd": 1, "pobj": 0, "conj": 0, "appos": 0, "prt": 0, "pcomp": 0,
	"xcomp": 1, "ccomp": 1, "nsubj": 1, "agent": 2, "prep": 1, "poss": 1, "amod": 1, "compound": 1, "nmod": 1, "acl": 2, "acomp": 0,
	"advcl": 4, "relcl": 4, "npadvmod": 3, "advmod": 3,
}

// towards are prepositions that lead to whom an act is done.
var towards = map[string]int{
	"against": -1, "with": 0, "to": 0, "on": 0, "upon": 0, "from": 0, "at": 0, "toward": 0, "towards": 0, "between": 0, "over": 1, "for": 1, "of": 0, "by": 0,
	"into": 0, "in": 1, "near": 1, "inside": 1, "after": 4, "before": 4, "since": 4, "during": 4, "despite": 4, "under": 3, "as": 2, "amid": 4, "following": 4, "along": 3,
}

// cost of the way from token n up to the event; false when it does not lead there.
func (f *finder) cost(e *found, n int) (int, bool) {
	d := f.Doc
	sum := 0
	for i := n; ; i = d.Tokens[i].Head {
		if i == e.top.head || i == e.last.head || i == e.noun {
			return sum, true
		}
		t := &d.Tokens[i]
		if t.Head == i {
			return 0, false
		}
		step, ok := steps[t.Dep]
		if !ok {
			step = 3
		}
		if t.Dep == "prep" || t.Dep == "dative" && t.Pos == "ADP" {
			if p, ok := towards[t.Lower]; ok {
				step += p
			} else {
				step += 2
			}
		}
		switch {
		case t.Dep == "nsubj" && e.event == "DEMAND": // who is to do it
			step = -1
		case t.Lower == "to" && t.Dep == "prep" && e.cameo == "114": // to whom, not of whom
			step += 3
		}
		sum += step
	}
}

// others lists the actors of a clause besides its subject.
func (f *finder) others(c *clause) []string {
	var out []string
	subject := f.codes(c.subj)
	add := func(n int) {
		for _, x := range f.codes(n) {
			if !slices.Contains(subject, x) {
				out = append(out, x)
			}
		}
	}
	if len(subject) > 1 {
		out = append(out, subject[1:]...)
	}
	for _, n := range []int{c.obj, c.iobj} {
		add(n)
	}
	for _, p := range c.preps {
		add(f.Doc.Child(p, "pobj"))
	}
	for _, k := range c.comps {
		add(f.Doc.Child(k, "nsubj"))
		add(f.Doc.Child(k, "dobj"))
	}
	return out
}
