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
	ts := f.targets(e, s, own, source)
	if f.lex.sets["mutual"][e.event] && len(source) > 1 && len(ts) == 0 {
		return source, source, true
	}
	if len(source) == 0 {
		source = f.authority(e, ts, s)
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
	}
	if e.top.subj < 0 && !e.top.passive && e.noun < 0 {
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
		case t.Dep == "prep" && (t.Lower == "by" || t.Lower == "of" || t.Lower == "from"):
			if p := d.Child(k, "pobj"); p >= 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// placeOf gives a doer without a country that of the place where it acts:
// "prisoners rioted at a jail in Dili".
func (f *finder) placeOf(e *found, subjects []int) []string {
	if !slices.ContainsFunc(subjects, func(n int) bool { return n >= 0 && f.people(n) }) {
		return nil
	}
	d := f.Doc
	for _, i := range d.Subtree(e.top.head) {
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
			return []string{country(cs[0]) + f.sectorOf(subjects[0])}
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
	if m := f.Cast.At(n); m != nil {
		return true
	}
	words := f.words(n)
	return intersects(words, f.lex.sets["people"]) || intersects(words, f.lex.sets["protester"]) || intersects(words, f.lex.sets["armed"])
}

// authority: who acts where a passive names nobody, "was arrested in Ruritania".
func (f *finder) authority(e *found, targets []string, s nlp.Span) []string {
	if !e.top.passive || !f.lex.sets["authority"][e.event] && e.event != "DISAPPROVE" {
		return nil
	}
	for _, p := range e.top.preps {
		if f.Doc.Tokens[p].Lower != "in" {
			continue
		}
		if o := f.Doc.Child(p, "pobj"); o >= 0 {
			if cs := f.codes(o); len(cs) > 0 {
				return []string{country(cs[0])}
			}
		}
	}
	return nil
}

// candidate is a mention that may be the target, with how far it hangs from the
// event in the tree.
type candidate struct {
	cost  int
	start int
	codes []string
}

// targets takes the actors that hang nearest to the event, the source aside.
func (f *finder) targets(e *found, s nlp.Span, own map[int]bool, source []string) []string {
	var cands []candidate
	domestic := f.lex.sets["domestic"][e.event]
	for i := range f.Cast.Mentions {
		m := &f.Cast.Mentions[i]
		if m.Start < s.Start || m.End > s.End || own[m.Head] {
			continue
		}
		cost, ok := f.cost(e, m.Head)
		if !ok {
			continue
		}
		cs, sec := f.mentioned(m.Head)
		if len(cs) == 0 && sec != "" && len(source) > 0 && domestic { // people of no country are the source's own
			cs = []string{country(source[0]) + sec}
		}
		if f.Cast.At(m.Head) != m || len(cs) == 0 {
			continue
		}
		if m.Place && !f.lex.sets["placed"][e.event] {
			if len(source) > 1 && f.lex.sets["mutual"][e.event] {
				continue
			}
			cost += 3
		}
		cands = append(cands, candidate{cost, m.Start, cs})
	}
	slices.SortStableFunc(cands, func(a, b candidate) int { return cmp.Or(a.cost-b.cost, a.start-b.start) })
	foreign := slices.DeleteFunc(slices.Clone(cands), func(c candidate) bool { return sameCountries(c.codes, source) })
	if len(foreign) == 0 {
		foreign = slices.DeleteFunc(cands, func(c candidate) bool {
			return !domestic || c.cost > 4 || len(c.codes[0]) == 3 || slices.ContainsFunc(c.codes, func(x string) bool { return slices.Contains(source, x) })
		})
	}
	if len(foreign) == 0 {
		return nil
	}
	var out []string
	for _, c := range foreign {
		if c.cost > foreign[0].cost {
			break
		}
		for _, x := range c.codes {
			if !slices.Contains(out, x) && !slices.Contains(source, x) {
				out = append(out, x)
			}
		}
	}
	return out
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
		if t.Dep == "nsubj" && t.Head == e.last.head && e.event == "DEMAND" {
			step = 0
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
