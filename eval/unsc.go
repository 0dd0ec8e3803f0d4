package eval

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

type unscDoc struct {
	header
	Speaker   string `json:"speaker"`
	Sentences []struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Blame  string `json:"blame"`
		Target string `json:"target"`
	} `json:"sentences"`
}

// Acts that blame, and names that mean one state, as unsc/score.py has them.
var (
	blameActs  = set(`accuse deny question reject threaten`)
	stateNames = map[string]string{"russian federation": "russia", "united states of america": "united states", "us": "united states",
		"u.s.": "united states", "uk": "united kingdom", "moscow": "russia", "kyiv": "ukraine", "kiev": "ukraine", "republic of korea": "south korea"}
)

func stateName(s string) string {
	s = strings.TrimPrefix(strings.TrimSpace(strings.ToLower(s)), "the ")
	if n, ok := stateNames[s]; ok {
		return n
	}
	return s
}

func scoreUNSC(gold []unscDoc, system map[string][]record.Statement) Report {
	var nGold, nSys, hit, direct, directHit, target, targetHit, sentences int
	var log errorLog
	for _, g := range gold {
		text := []rune(g.Text)
		var blames []record.Statement
		for _, s := range system[g.ID] {
			if blameActs[s.Act] && stateName(s.Party.Name) == stateName(g.Speaker) {
				blames = append(blames, s)
			}
		}
		for _, x := range g.Sentences {
			sentences++
			var here []record.Statement
			for _, s := range blames {
				if s.Evidence.Contains((x.Start + x.End) / 2) {
					here = append(here, s)
				}
			}
			is, found := x.Blame != "", len(here) > 0
			nGold += b2i(is)
			nSys += b2i(found)
			hit += b2i(is && found)
			direct += b2i(x.Blame == "direct")
			directHit += b2i(x.Blame == "direct" && found)
			says := clip(cut(text, x.Start, x.End), 200)
			switch {
			case is && !found:
				log.add("missed: "+x.Blame, g.ID, "%s: %s", x.Target, says)
			case found && !is:
				log.add("not in gold: "+here[0].Act, g.ID, "%s: %s", here[0].Predicate.Text, says)
			case is && found && x.Target != "":
				ok := slices.ContainsFunc(here, func(s record.Statement) bool { return names(s, x.Target) })
				target++
				targetHit += b2i(ok)
				if !ok {
					log.add("wrong target", g.ID, "gold %s: %s", x.Target, says)
				}
			}
		}
	}
	return Report{Documents: len(gold), Errors: log.sorted(),
		Scores: []Score{score("blame", hit, nSys, nGold)},
		Rates:  []Rate{rate("recall of direct blame", directHit, direct), rate("target, of blame found", targetHit, target)},
	}
}

// names reports whether s is addressed to the state, or its point names it.
func names(s record.Statement, state string) bool {
	want := stateName(state)
	return strings.Contains(strings.ToLower(s.Point.Text), want) ||
		slices.ContainsFunc(s.Addressees, func(a record.Ref) bool { return stateName(a.Name) == want })
}
