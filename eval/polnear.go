package eval

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
)

// spans are pieces of a text as [start, end] pairs.
type spans [][2]int

// roles is one attribution in the form of polnear/score.py.
type roles struct {
	Source  spans `json:"source"`
	Cue     spans `json:"cue"`
	Content spans `json:"content"`
}

func (r roles) parts() [3]spans { return [3]spans{r.Source, r.Cue, r.Content} }

type polnearDoc struct {
	header
	Attributions []polnearGold `json:"attributions"`
}

type polnearGold struct {
	roles
	QuoteType string `json:"quote_type"`
	Kind      string `json:"kind"`
	Anonymous bool   `json:"anonymous"`
}

const (
	source = iota
	cue
	content
)

var roleNames = [3]string{"source", "cue", "content"}

var polnearStop = set("the a an of and or in on at to for by from with that this these those his her their its 's ’s")

// tokenSet is a sorted set of token numbers: one role of an attribution.
type tokenSet []int

func (s tokenSet) key() string {
	var b []byte
	for _, t := range s {
		b = strconv.AppendInt(append(b, ' '), int64(t), 10)
	}
	return string(b)
}

func (s tokenSet) shared(t tokenSet) int {
	n, j := 0, 0
	for _, x := range s {
		for j < len(t) && t[j] < x {
			j++
		}
		if j < len(t) && t[j] == x {
			n++
		}
	}
	return n
}

func (s tokenSet) jaccard(t tokenSet) float64 {
	n := s.shared(t)
	return ratio(float64(n), float64(len(s)+len(t)-n))
}

// runs cuts s where a token is missing.
func (s tokenSet) runs() []tokenSet {
	var out []tokenSet
	for i := 0; i < len(s); {
		j := i + 1
		for j < len(s) && s[j] == s[j-1]+1 {
			j++
		}
		out = append(out, s[i:j])
		i = j
	}
	return out
}

// tokensIn lists the tokens of which at least half lies in one of the spans.
func tokensIn(tokens []offset, sp spans) tokenSet {
	var out tokenSet
	for _, x := range sp {
		for i, t := range tokens {
			if t.start >= x[1] {
				break
			}
			if t.end > x[0] && 2*(min(t.end, x[1])-max(t.start, x[0])) >= t.end-t.start {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// attributionSets is an attribution as three token sets.
type attributionSets struct {
	part [3]tokenSet
	gold *polnearGold
}

func (a attributionSets) empty() bool {
	return len(a.part[source])+len(a.part[cue])+len(a.part[content]) == 0
}

// attributionCounts are the sums that all measures are made of.
type attributionCounts struct {
	gold, system int
	role         [3]struct {
		gold, system, exact                int
		goldRuns, systemRuns, runs         int
		softSystem, softGold               float64
		goldTokens, systemTokens, bothToks int
	}
	cueHit, sourceHit, half, exact, soft, halfSource int
	byType                                           map[string]*[3]int // gold, half, soft
}

// scorePolnear counts attributions as polnear/score.py does. With words, only
// attributions whose cue holds one of them are kept on both sides.
func scorePolnear(gold []polnearDoc, system map[string][]roles, keep map[string]bool) Report {
	c := &attributionCounts{byType: map[string]*[3]int{}}
	var log errorLog
	for _, g := range gold {
		text := []rune(g.Text)
		tokens := scanWords(g.Text, isWord, "'’.,&-")
		var gs, ss []attributionSets
		for i := range g.Attributions {
			a := &g.Attributions[i]
			if keep == nil || cueIn(text, a.roles, keep) {
				gs = append(gs, setsOf(tokens, a.roles, a))
			}
		}
		for _, a := range system[g.ID] {
			if keep == nil || cueIn(text, a, keep) {
				ss = append(ss, setsOf(tokens, a, nil))
			}
		}
		gs = slices.DeleteFunc(gs, attributionSets.empty)
		ss = slices.DeleteFunc(ss, attributionSets.empty)
		c.roles(gs, ss)
		c.aligned(gs, ss, tokens, &errorPlace{&log, g.ID, text, tokens})
	}
	r := c.report()
	r.Documents, r.Errors = len(gold), log.sorted()
	return r
}

func setsOf(tokens []offset, r roles, g *polnearGold) attributionSets {
	a := attributionSets{gold: g}
	for i, sp := range r.parts() {
		a.part[i] = tokensIn(tokens, sp)
	}
	return a
}

// cueIn reports whether a word of the cue is among the words.
func cueIn(text []rune, r roles, words map[string]bool) bool {
	var parts []string
	for _, x := range r.Cue {
		parts = append(parts, cut(text, x[0], x[1]))
	}
	isCue := func(c rune) bool { return isWord(c) || c == '\'' }
	for _, w := range scanWords(strings.Join(parts, " "), isCue, "") {
		if words[w.word] {
			return true
		}
	}
	return false
}

// roles counts what does not depend on which attributions belong together.
func (c *attributionCounts) roles(gs, ss []attributionSets) {
	c.gold += len(gs)
	c.system += len(ss)
	for r := range roleNames {
		n := &c.role[r]
		g, s := partsOf(gs, r), partsOf(ss, r)
		n.gold += len(g)
		n.system += len(s)
		n.exact += shared(keys(g), keys(s))
		gr, sr := runsOf(g), runsOf(s)
		n.goldRuns += len(gr)
		n.systemRuns += len(sr)
		n.runs += shared(keys(gr), keys(sr))
		n.softSystem += coverage(s, g)
		n.softGold += coverage(g, s)
		gu, su := union(g), union(s)
		n.goldTokens += len(gu)
		n.systemTokens += len(su)
		n.bothToks += gu.shared(su)
	}
}

func partsOf(as []attributionSets, role int) []tokenSet {
	var out []tokenSet
	for _, a := range as {
		if len(a.part[role]) > 0 {
			out = append(out, a.part[role])
		}
	}
	return out
}

func runsOf(xs []tokenSet) []tokenSet {
	var out []tokenSet
	for _, x := range xs {
		out = append(out, x.runs()...)
	}
	return out
}

func keys(xs []tokenSet) map[string]int {
	m := map[string]int{}
	for _, x := range xs {
		m[x.key()]++
	}
	return m
}

// coverage sums, over a, the largest share of it that one of b holds.
func coverage(a, b []tokenSet) float64 {
	sum := 0.0
	for _, x := range a {
		best := 0
		for _, y := range b {
			best = max(best, x.shared(y))
		}
		sum += float64(best) / float64(len(x))
	}
	return sum
}

func union(xs []tokenSet) tokenSet {
	var out tokenSet
	for _, x := range xs {
		out = append(out, x...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// align pairs gold and system one to one, greedily by likeness.
func align(gs, ss []attributionSets) map[int]int {
	type cand struct {
		like float64
		g, s int
	}
	var cands []cand
	for i, a := range gs {
		for j, b := range ss {
			if a.part[content].shared(b.part[content]) > 0 || a.part[cue].shared(b.part[cue]) > 0 {
				cands = append(cands, cand{a.part[content].jaccard(b.part[content]) + a.part[cue].jaccard(b.part[cue]) +
					0.5*a.part[source].jaccard(b.part[source]), i, j})
			}
		}
	}
	slices.SortStableFunc(cands, func(a, b cand) int { // ties: earlier gold first, then earlier system
		switch {
		case a.like > b.like:
			return -1
		case a.like < b.like:
			return 1
		}
		return 0
	})
	pairs, used := map[int]int{}, map[int]bool{}
	for _, x := range cands {
		if _, taken := pairs[x.g]; !taken && !used[x.s] {
			pairs[x.g], used[x.s] = x.s, true
		}
	}
	return pairs
}

func (c *attributionCounts) aligned(gs, ss []attributionSets, tokens []offset, at *errorPlace) {
	telling := func(s tokenSet) tokenSet {
		var out tokenSet
		for _, t := range s {
			if !polnearStop[tokens[t].word] {
				out = append(out, t)
			}
		}
		if len(out) == 0 {
			return s
		}
		return out
	}
	pairs := align(gs, ss)
	used := map[int]bool{}
	for i, a := range gs {
		types := typesOf(a.gold)
		for _, t := range types {
			if c.byType[t] == nil {
				c.byType[t] = &[3]int{}
			}
			c.byType[t][0]++
		}
		j, ok := pairs[i]
		if !ok {
			at.missed(a)
			continue
		}
		used[j] = true
		b := ss[j]
		sourceHit := telling(a.part[source]).shared(telling(b.part[source])) > 0
		sourceOK := sourceHit || len(a.part[source])+len(b.part[source]) == 0
		cueHit := a.part[cue].shared(b.part[cue]) > 0
		half := a.part[content].jaccard(b.part[content]) >= .5
		soft := half && sourceOK && (cueHit || len(a.part[cue])+len(b.part[cue]) == 0)
		c.cueHit += b2i(cueHit)
		c.sourceHit += b2i(sourceHit)
		c.half += b2i(half)
		c.halfSource += b2i(half && sourceOK)
		c.soft += b2i(soft)
		c.exact += b2i(slices.Equal(a.part[0], b.part[0]) && slices.Equal(a.part[1], b.part[1]) && slices.Equal(a.part[2], b.part[2]))
		for _, t := range types {
			c.byType[t][1] += b2i(half)
			c.byType[t][2] += b2i(soft)
		}
		switch {
		case !half:
			at.compare("content differs", a, b)
		case !sourceOK:
			at.compare("source differs", a, b)
		case !soft:
			at.compare("cue differs", a, b)
		}
	}
	for j, b := range ss {
		if !used[j] {
			at.log.add("not in gold", at.doc, "%s", at.show(b))
		}
	}
}

func typesOf(g *polnearGold) []string {
	t := []string{"all", g.QuoteType, "kind:" + g.Kind}
	if g.QuoteType == "" {
		t[1] = "?"
	}
	if g.Kind == "" {
		t[2] = "kind:?"
	}
	if g.Anonymous {
		t = append(t, "anonymous")
	}
	return t
}

func (c *attributionCounts) report() Report {
	var r Report
	for i, name := range roleNames {
		n := c.role[i]
		r.Scores = append(r.Scores,
			score(name+" exact", n.exact, n.system, n.gold),
			score(name+" piece", n.runs, n.systemRuns, n.goldRuns),
			Score{name + " soft", n.softSystem, float64(n.system), n.softGold, float64(n.gold)},
			score(name+" token", n.bothToks, n.systemTokens, n.goldTokens))
	}
	r.Scores = append(r.Scores,
		score("cue hit", c.cueHit, c.role[cue].system, c.role[cue].gold),
		score("source hit", c.sourceHit, c.role[source].system, c.role[source].gold),
		score("content half", c.half, c.system, c.gold),
		score("triple exact", c.exact, c.system, c.gold),
		score("triple soft", c.soft, c.system, c.gold))
	r.Rates = append(r.Rates, rate("source, of contents found", c.halfSource, c.half))
	for _, t := range sortedKeys(c.byType) {
		r.Rates = append(r.Rates, rate("recall "+t, c.byType[t][2], c.byType[t][0]))
	}
	return r
}

// errorPlace writes disagreements of one document to the log.
type errorPlace struct {
	log    *errorLog
	doc    string
	text   []rune
	tokens []offset
}

func (p *errorPlace) words(s tokenSet) string {
	var parts []string
	for _, r := range s.runs() {
		parts = append(parts, cut(p.text, p.tokens[r[0]].start, p.tokens[r[len(r)-1]].end))
	}
	return clip(strings.Join(parts, " … "), 100)
}

func (p *errorPlace) show(a attributionSets) string {
	return "[" + p.words(a.part[source]) + "] " + p.words(a.part[cue]) + " | " + p.words(a.part[content])
}

func (p *errorPlace) missed(a attributionSets) {
	kind := "missed: other cue"
	switch {
	case len(a.part[cue]) == 0:
		kind = "missed: no cue"
	case len(a.part[source]) == 0:
		kind = "missed: no source"
	case a.gold.QuoteType != "" && a.gold.QuoteType != "indirect":
		kind = "missed: " + a.gold.QuoteType
	}
	p.log.add(kind, p.doc, "%s", p.show(a))
}

func (p *errorPlace) compare(kind string, g, s attributionSets) {
	p.log.add(kind, p.doc, "gold %s || system %s", p.show(g), p.show(s))
}

// readWords reads a list of words; a missing file is an error.
func readWords(path string) (map[string]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	words := map[string]bool{"according": true}
	in := bufio.NewScanner(f)
	in.Split(bufio.ScanWords)
	for in.Scan() {
		words[in.Text()] = true
	}
	return words, in.Err()
}
