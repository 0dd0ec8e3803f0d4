package eval

import "strings"

type dseDoc struct {
	header
	P     entity `json:"p"`
	Q     entity `json:"q"`
	Label int    `json:"label"`
}

type entity struct {
	Text string `json:"text"`
}

// attitude is what a system says one entity holds about another: the first that
// concerns the two entities of a sentence counts.
type attitude struct {
	Actor  string `json:"actor"`
	Stance string `json:"stance"`
	Target string `json:"target"`
}

var dseLabels = [5]string{"neutral", "for, p to q", "for, q to p", "against, p to q", "against, q to p"}

// contains reports whether one of two names holds the other.
func contains(name, entity string) bool {
	a, b := plain(name), plain(entity)
	return a != "" && (strings.Contains(b, a) || strings.Contains(a, b))
}

func dseLabel(g dseDoc, sys []attitude) int {
	for _, t := range sys {
		against := 2 * b2i(polarity(t.Stance) == '-')
		switch {
		case contains(t.Actor, g.P.Text) && contains(t.Target, g.Q.Text):
			return 1 + against
		case contains(t.Actor, g.Q.Text) && contains(t.Target, g.P.Text):
			return 2 + against
		}
	}
	return 0
}

func scoreDSE(gold []dseDoc, system map[string][]attitude) Report {
	var c [5][5]int // gold, system
	var log errorLog
	for _, g := range gold {
		got := dseLabel(g, system[g.ID])
		c[g.Label][got]++
		if got != g.Label {
			log.add("gold "+dseLabels[g.Label]+", system "+dseLabels[got], g.ID, "%s ... %s: %s", g.P.Text, g.Q.Text, clip(g.Text, 200))
		}
	}
	var right, bothSigned, sysSigned, goldSigned int
	var ofSystem, ofGold [5]int
	for i := range c {
		for j, n := range c[i] {
			ofGold[i] += n
			ofSystem[j] += n
			if i > 0 && j > 0 {
				bothSigned += n
			}
			goldSigned += n * b2i(i > 0)
			sysSigned += n * b2i(j > 0)
		}
		right += c[i][i]
	}
	r := Report{Documents: len(gold), Errors: log.sorted()}
	r.Scores = append(r.Scores,
		score("relation strict", right-c[0][0], sysSigned, goldSigned),
		score("relation relaxed", bothSigned, sysSigned, goldSigned))
	macro := 0.0
	for i, name := range dseLabels {
		s := score(name, c[i][i], ofSystem[i], ofGold[i])
		macro += s.F1()
		r.Scores = append(r.Scores, s)
	}
	r.Rates = []Rate{rate("accuracy", right, len(gold)), {"macro-F1", macro, 5}}
	return r
}
