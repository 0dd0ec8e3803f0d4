package eval

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
)

type enbDoc struct {
	header
	Doc  string        `json:"doc"`
	Gold []proposition `json:"gold"`
}

// proposition is one position in the form of enb100/score.py.
type proposition struct {
	Actor     string `json:"actor"`
	Stance    string `json:"stance"`
	Predicate string `json:"predicate"`
	Point     string `json:"point"`
}

// The word lists are part of the measure's definition.
var (
	stanceNegative = set(`- oppose opposes reject rejects oppose/reject neg negative refuse object criticize condemn deny withdraw`)
	stancePositive = set(`+ support supports accept accepts agree endorse pos positive`)
	innerNegation  = regexp.MustCompile(`\b(?:not|no|cannot|never|against|without|nor|oppos\w*|reject\w*|delet\w*|remov\w*|exclu\w*|instead|rather)\b|n't`)
	quoteMarks     = regexp.MustCompile("[\"“”‘’`´]|''")
	groupAndChina  = regexp.MustCompile(`^(?:g ?- ?77|group of 77|g77) ?(?:/|and|&) ?china$`)
	groupOf77      = regexp.MustCompile(`^(?:g ?- ?77|g77)$`)
	enbNames       = map[string]string{"us": "united states", "usa": "united states", "eu": "european union", "european community": "european union",
		"uk": "united kingdom", "aosis": "alliance of small island states", "ldcs": "least developed country", "lmdcs": "like minded group",
		"uae": "united arab emirates"}
)

// polarity is '-', '+' or '0' for a stance that takes no side.
func polarity(stance string) byte {
	s := strings.ToLower(strings.TrimSpace(stance))
	switch {
	case stanceNegative[s]:
		return '-'
	case stancePositive[s]:
		return '+'
	}
	return '0'
}

// plain lowers s and takes quotation marks and outer punctuation away.
func plain(s string) string {
	s = strings.NewReplacer("_", " ", "’", "'").Replace(strings.ToLower(s))
	s = strings.Join(strings.Fields(quoteMarks.ReplaceAllString(s, " ")), " ")
	return strings.Trim(s, " .,;:'-")
}

// pointWords is a point as a bag of words without articles.
func pointWords(s string) map[string]int {
	words := slices.DeleteFunc(asciiWords(plain(s), ""), func(w string) bool { return w == "the" || w == "a" || w == "an" || w == "that" })
	return bag(words)
}

func wordF1(a, b map[string]int) float64 {
	n := shared(a, b)
	return ratio(2*float64(n), float64(size(a)+size(b)))
}

// aliases gives actors their names in the gold.
type aliases map[string]string

// readAliases reads the names that each actor goes by.
func readAliases(path string) (aliases, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var lists map[string][]string
	if err := json.Unmarshal(b, &lists); err != nil {
		return nil, &LineError{path, 1, err}
	}
	canon := aliases{}
	for _, name := range keysInFile(b, lists) {
		if _, ok := canon[plain(name)]; !ok {
			canon[plain(name)] = name
		}
		for _, v := range lists[name] {
			canon[strings.TrimPrefix(plain(v), "the ")] = name
		}
	}
	for k, v := range enbNames {
		canon[k] = v
	}
	return canon, nil
}

// keysInFile orders the keys as the file has them: of two actors with one
// alias, the later wins.
func keysInFile(file []byte, lists map[string][]string) []string {
	keys := sortedKeys(lists)
	text := string(file)
	at := func(k string) int {
		q, _ := json.Marshal(k)
		return strings.Index(text, "\n"+string(q)+":")
	}
	slices.SortStableFunc(keys, func(a, b string) int { return at(a) - at(b) })
	return keys
}

func (al aliases) actors(name string) []string {
	a := strings.TrimPrefix(plain(name), "the ")
	switch {
	case groupAndChina.MatchString(a): // the gold counts both
		return []string{"group of 77", "china"}
	case groupOf77.MatchString(a):
		return []string{"group of 77"}
	}
	if c, ok := al[a]; ok {
		return []string{c}
	}
	return []string{a}
}

// position is a proposition ready to compare.
type position struct {
	actor, predicate string
	polarity         byte
	point            string
}

func (p position) String() string {
	return p.actor + " (" + string(p.polarity) + ") " + p.predicate + ": " + clip(p.point, 90)
}

func (al aliases) positions(ps []proposition) []position {
	var out []position
	for _, p := range ps {
		for _, a := range al.actors(p.Actor) {
			x := position{a, plain(p.Predicate), polarity(p.Stance), plain(p.Point)}
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// compatible: what takes no side may be read as support, and as opposition
// where the point itself carries a negation.
func compatible(gold, sys position) bool {
	switch gold.polarity {
	case '-':
		return sys.polarity == '-'
	case '+':
		return sys.polarity != '-'
	}
	return sys.polarity != '-' || innerNegation.MatchString(gold.point)
}

func samePolarity(a, b position) bool { return (a.polarity == '-') == (b.polarity == '-') }

func scoreENB(gold []enbDoc, system map[string][]proposition, al aliases) Report {
	names := []string{"exact triple", "strict", "relaxed", "actor+point", "actors", "opposition pairs", "co-position pairs"}
	sums := make([]struct{ right, sys, gold int }, len(names))
	count := func(k, right, sys, gold int) {
		sums[k].right, sums[k].sys, sums[k].gold = sums[k].right+right, sums[k].sys+sys, sums[k].gold+gold
	}
	var log errorLog
	for _, g := range gold {
		gs, ss := al.positions(g.Gold), al.positions(system[g.ID])
		gw, sw := bagsOf(gs), bagsOf(ss)
		akin := func(i, j int) bool { return gs[i].actor == ss[j].actor && wordF1(gw[i], sw[j]) >= .5 }
		equal := func(i, j int) bool { return gs[i].actor == ss[j].actor && gs[i].point == ss[j].point }
		tests := []func(i, j int) bool{
			func(i, j int) bool { return equal(i, j) && gs[i].predicate == ss[j].predicate },
			func(i, j int) bool { return equal(i, j) && samePolarity(gs[i], ss[j]) },
			func(i, j int) bool { return akin(i, j) && compatible(gs[i], ss[j]) },
			akin,
		}
		for k, ok := range tests {
			m := match(len(gs), len(ss), ok)
			count(k, m.pairs, len(ss), len(gs))
			if names[k] == "relaxed" {
				logENB(&log, g.ID, gs, ss, m, akin)
			}
		}
		ga, sa := actorsOf(gs), actorsOf(ss)
		count(4, shared(ga, sa), len(sa), len(ga))
		gOpp, gCo := pairsOf(gs, gw)
		sOpp, sCo := pairsOf(ss, sw)
		count(5, shared(gOpp, sOpp), len(sOpp), len(gOpp))
		count(6, shared(gCo, sCo), len(sCo), len(gCo))
	}
	r := Report{Documents: len(gold), Errors: log.sorted()}
	for k, n := range names {
		r.Scores = append(r.Scores, score(n, sums[k].right, sums[k].sys, sums[k].gold))
	}
	return r
}

func bagsOf(ps []position) []map[string]int {
	out := make([]map[string]int, len(ps))
	for i, p := range ps {
		out[i] = pointWords(p.point)
	}
	return out
}

func actorsOf(ps []position) map[string]int {
	m := map[string]int{}
	for _, p := range ps {
		m[p.actor] = 1
	}
	return m
}

// pairsOf lists who opposes whom, and who sides with whom, by points that are
// nearly the same.
func pairsOf(ps []position, words []map[string]int) (opposition, company map[string]int) {
	opposition, company = map[string]int{}, map[string]int{}
	for i, a := range ps {
		for j := i + 1; j < len(ps); j++ {
			b := ps[j]
			if a.actor == b.actor || wordF1(words[i], words[j]) < .8 {
				continue
			}
			switch {
			case samePolarity(a, b):
				company[min(a.actor, b.actor)+"\x1f"+max(a.actor, b.actor)] = 1
			case a.polarity == '-':
				opposition[a.actor+"\x1f"+b.actor] = 1
			default:
				opposition[b.actor+"\x1f"+a.actor] = 1
			}
		}
	}
	return opposition, company
}

func logENB(log *errorLog, id string, gs, ss []position, m matching, akin func(i, j int) bool) {
	for i, g := range gs {
		if m.gold[i] {
			continue
		}
		kind := "missed: actor found elsewhere"
		if !slices.ContainsFunc(ss, func(s position) bool { return s.actor == g.actor }) {
			kind = "missed: actor"
		}
		for j := range ss {
			if !m.system[j] && akin(i, j) {
				kind = "wrong side"
			}
		}
		log.add(kind, id, "%v", g)
	}
	for j, s := range ss {
		if !m.system[j] {
			log.add("not in gold", id, "%v", s)
		}
	}
}
