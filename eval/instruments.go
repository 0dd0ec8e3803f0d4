package eval

import (
	"regexp"
	"slices"
	"strings"
)

// article is one article of a draft or treaty, in code points.
type article struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Number string `json:"number"`
	Title  string `json:"title"`
}

type articlesDoc struct {
	header
	Articles []article `json:"articles"`
}

type pairDoc struct {
	ID    string   `json:"id"`
	A     string   `json:"a"`
	B     string   `json:"b"`
	ArtsA [][2]int `json:"a_articles"`
	ArtsB [][2]int `json:"b_articles"`
	Gold  [][2]int `json:"gold"` // article numbers of a and b that answer each other
}

// link joins a span of one text to a span of another.
type link [2][2]int

var articleWord = regexp.MustCompile(`(?i)^\s*(?:article|art\.?)\s*`)

// letters is s without case, spaces and punctuation.
func letters(s string) string { return strings.Join(asciiWords(s, ""), "") }

func scoreArticles(gold []articlesDoc, system map[string][]article) Report {
	var nGold, nSys, hit, exact, number, title int
	var log errorLog
	for _, g := range gold {
		text := []rune(g.Text)
		free := slices.Clone(system[g.ID])
		nGold += len(g.Articles)
		nSys += len(free)
		for _, a := range g.Articles {
			i := slices.IndexFunc(free, func(x article) bool { return near(x.Start, a.Start) })
			if i < 0 {
				log.add("missed", g.ID, "article %s: %s", a.Number, cut(text, a.Start, a.Start+80))
				continue
			}
			m := free[i]
			free = slices.Delete(free, i, i+1)
			written := len([]rune(strings.TrimRight(cut(text, 0, a.End), " \t\r\n\v\f\u00a0")))
			endOK := near(m.End, written) || near(m.End, a.End)
			numberOK := letters(articleWord.ReplaceAllString(m.Number, "")) == letters(articleWord.ReplaceAllString(a.Number, ""))
			titleOK := letters(m.Title) == letters(a.Title)
			hit++
			exact, number, title = exact+b2i(endOK), number+b2i(numberOK), title+b2i(titleOK)
			switch {
			case !numberOK:
				log.add("wrong number", g.ID, "gold %s, system %s", a.Number, m.Number)
			case !titleOK:
				log.add("wrong title", g.ID, "gold %q, system %q", a.Title, m.Title)
			case !endOK:
				log.add("wrong end", g.ID, "article %s: gold %d, system %d", a.Number, a.End, m.End)
			}
		}
		for _, x := range free {
			log.add("not in gold", g.ID, "%s", cut(text, x.Start, x.Start+80))
		}
	}
	return Report{Documents: len(gold), Errors: log.sorted(),
		Scores: []Score{score("articles", hit, nSys, nGold)},
		Rates:  []Rate{rate("extent, of all", exact, nGold), rate("number, of found", number, hit), rate("title, of found", title, hit)},
	}
}

func near(a, b int) bool { return -2 <= a-b && a-b <= 2 }

func scoreAlignment(gold []pairDoc, system map[string][]link) Report {
	var nGold, nSys, hit int
	var log errorLog
	for _, g := range gold {
		nGold += len(g.Gold)
		hasGoldA, hasGoldB := map[int]bool{}, map[int]bool{}
		for _, w := range g.Gold {
			hasGoldA[w[0]], hasGoldB[w[1]] = true, true
		}
		a, b := []rune(g.A), []rune(g.B)
		var got [][2]int
		for _, l := range system[g.ID] {
			x := [2]int{articleAt(g.ArtsA, l[0]), articleAt(g.ArtsB, l[1])}
			if x[0] >= 0 && x[1] >= 0 && (hasGoldA[x[0]] || hasGoldB[x[1]]) && !slices.Contains(got, x) {
				got = append(got, x)
			}
		}
		nSys += len(got)
		show := func(x [2]int) string {
			p, q := g.ArtsA[x[0]], g.ArtsB[x[1]]
			return cut(a, p[0], min(p[1], p[0]+90)) + " || " + cut(b, q[0], min(q[1], q[0]+90))
		}
		for _, w := range g.Gold {
			if slices.Contains(got, w) {
				hit++
			} else {
				log.add("missed", g.ID, "%s", show(w))
			}
		}
		for _, x := range got {
			if !slices.Contains(g.Gold, x) {
				log.add("not in gold", g.ID, "%s", show(x))
			}
		}
	}
	return Report{Documents: len(gold), Errors: log.sorted(), Scores: []Score{score("links", hit, nSys, nGold)}}
}

// articleAt is the number of the article that holds the middle of a span, or -1.
func articleAt(arts [][2]int, s [2]int) int {
	return slices.IndexFunc(arts, func(a [2]int) bool { return 2*a[0] <= s[0]+s[1] && s[0]+s[1] < 2*a[1] })
}
