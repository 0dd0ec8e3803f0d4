package eval

import (
	"regexp"
	"slices"
	"strings"
)

type claimsDoc struct {
	header
	Claims []struct {
		Agent     string `json:"agent"`
		Type      string `json:"type"`
		Utterance string `json:"utterance"`
	} `json:"claims"`
}

// claim is one claim of a system: who and what.
type claim struct {
	Speaker string `json:"speaker"`
	Content string `json:"content"`
}

// The word lists are part of the measure's definition (claims/score.py).
var (
	claimStop = set(`a an the of and or in on at to for by from with that this these those his her their its is are was were be
		been being has have had it he she they we i you as not no will would could can may might do does did s t re ve ll d m our
		your my us them him`)
	claimTitle = set(`mr mrs ms dr sir president prime minister foreign secretary senator professor general spokesperson spokesman
		spokeswoman ministry government officials official`)
	claimFold = map[string]string{"zelensky": "zelenskiy", "zelenskyy": "zelenskiy", "us": "u.s", "uk": "u.k", "american": "u.s",
		"russian": "russia", "ukrainian": "ukraine", "british": "u.k", "britain": "u.k"}
	possessive = regexp.MustCompile(`['’]s(\pL|\pN|_)?`)
)

func claimWords(s string) []string {
	return slices.DeleteFunc(asciiWords(s, ".'’"), func(w string) bool { return claimStop[w] })
}

// claimName is the set of words that a name is compared by: titles aside unless
// nothing else is left.
func claimName(s string) map[string]bool {
	plain := possessive.ReplaceAllStringFunc(s, func(m string) string {
		if m == "'s" || m == "’s" { // and the word ends
			return ""
		}
		return m
	})
	name := map[string]bool{}
	for _, w := range claimWords(plain) {
		if f := fold(w); !claimTitle[f] {
			name[f] = true
		}
	}
	if len(name) == 0 {
		for _, w := range claimWords(s) {
			name[fold(w)] = true
		}
	}
	return name
}

func fold(w string) string {
	if f, ok := claimFold[w]; ok {
		return f
	}
	return w
}

// alike compares two bags of words: their F1, or the share of the smaller that
// the larger holds when it holds .8 and four words of it.
func alike(a, b map[string]int) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n, x, y := shared(a, b), size(a), size(b)
	f := 2 * float64(n) / float64(x+y)
	if c := float64(n) / float64(min(x, y)); c >= .8 && n >= 4 {
		f = max(f, c)
	}
	return f
}

type claimView struct {
	words map[string]int
	name  map[string]bool
	claim claim
}

func viewClaim(c claim) claimView {
	return claimView{bag(claimWords(c.Content)), claimName(c.Speaker), c}
}

func scoreClaims(gold []claimsDoc, system map[string][]claim) Report {
	var log errorLog
	var nGold, nSystem, goldContent, goldAgent, sysContent, sysAgent int
	type count struct{ right, of int }
	byType := map[string]*count{}
	for _, g := range gold {
		var sys []claimView
		for _, c := range system[g.ID] {
			if v := viewClaim(c); len(v.words) > 0 {
				sys = append(sys, v)
			}
		}
		hitContent, hitAgent := make([]bool, len(sys)), make([]bool, len(sys))
		for _, gc := range g.Claims {
			gv := viewClaim(claim{gc.Agent, gc.Utterance})
			content, agent, as := false, false, ""
			for j, s := range sys {
				if alike(gv.words, s.words) < .5 {
					continue
				}
				content, hitContent[j], as = true, true, s.claim.Speaker
				if overlap(gv.name, s.name) {
					agent, hitAgent[j] = true, true
				}
			}
			t := claimType(gc.Type)
			if byType[t] == nil {
				byType[t] = &count{}
			}
			byType[t].of++
			nGold++
			goldContent += b2i(content)
			goldAgent += b2i(agent)
			byType[t].right += b2i(agent)
			switch {
			case !content:
				log.add("missed: "+t, g.ID, "%s: %s", gc.Agent, clip(gc.Utterance, 140))
			case !agent:
				log.add("wrong agent", g.ID, "gold %s, system %s: %s", gc.Agent, as, clip(gc.Utterance, 110))
			}
		}
		nSystem += len(sys)
		for j, s := range sys {
			sysContent += b2i(hitContent[j])
			sysAgent += b2i(hitAgent[j])
			if !hitContent[j] {
				log.add("not in gold", g.ID, "%s: %s", s.claim.Speaker, clip(s.claim.Content, 140))
			}
		}
	}
	r := Report{Documents: len(gold), Errors: log.sorted()}
	r.Scores = []Score{
		{"content", float64(sysContent), float64(nSystem), float64(goldContent), float64(nGold)},
		{"content and agent", float64(sysAgent), float64(nSystem), float64(goldAgent), float64(nGold)},
	}
	r.Rates = []Rate{rate("agent, of contents found", goldAgent, goldContent)}
	for _, t := range sortedKeys(byType) {
		r.Rates = append(r.Rates, rate("recall "+t, byType[t].right, byType[t].of))
	}
	return r
}

func claimType(t string) string {
	if t == "" {
		return "?"
	}
	return strings.NewReplacer("partially direct", "mixed", "partially-direct", "mixed").Replace(t)
}

func overlap(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}
