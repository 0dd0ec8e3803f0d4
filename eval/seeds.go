package eval

import (
	"regexp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// seedRow is one position that an analyst would enter.
type seedRow struct {
	Doc    string   `json:"doc"` // first three digits of the article's name
	Ev     string   `json:"ev"`
	At     int      `json:"at"`
	Party  string   `json:"party"`
	Acts   []string `json:"acts"`
	Issues []string `json:"issues"`
	Kind   string   `json:"kind"` // kinds of source, any of which will do: "document|anonymous"
}

// Names that mean one party, and words left out, as gold/score.py has them.
var (
	seedParties = map[string][]string{
		"us":      {"us", "usa", "united states", "u.s.", "washington", "united states of america", "trump administration", "biden administration"},
		"russia":  {"russia", "russian federation", "moscow", "kremlin"},
		"ukraine": {"ukraine", "kyiv"}, "uk": {"uk", "united kingdom", "britain"}, "france": {"france"}, "nato": {"nato"},
	}
	seedStop = set("of the a and in on to for or")
	seedName = regexp.MustCompile(`(?:^|/)(00[0-9])(?:_|$|\b)`)
)

// seedDoc is the three digits that an identifier or path begins with.
func seedDoc(name string) string {
	if m := seedName.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return ""
}

func seedWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range asciiWords(s, "") {
		if w = strings.TrimRight(w, "s"); !seedStop[w] {
			out[w] = true
		}
	}
	return out
}

func sameSeedParty(gold, sys string) bool {
	gold, sys = strings.ToLower(gold), strings.ToLower(sys)
	if gold == sys {
		return true
	}
	if known, ok := seedParties[gold]; ok {
		return slices.Contains(known, sys)
	}
	return overlap(seedWords(gold), seedWords(sys))
}

// rowFit says how well a statement fits a row; the fields in order of weight.
type rowFit struct{ row, act, issue, source bool }

func (f rowFit) rank() int {
	return 8*b2i(f.row) + 4*b2i(f.act) + 2*b2i(f.issue) + b2i(f.source)
}

func fit(g seedRow, s *record.Statement) rowFit {
	act := slices.Contains(g.Acts, s.Act) || s.Act == "support" && slices.Contains(g.Acts, "accept")
	names := slices.DeleteFunc(slices.Clone(g.Issues), func(n string) bool { return n == "" })
	issue := len(names) == 0
	if s.Issue != nil {
		own := seedWords(s.Issue.Name)
		issue = issue || slices.ContainsFunc(names, func(n string) bool { return overlap(seedWords(n), own) })
	}
	kind := g.Kind == ""
	for _, x := range s.Sources {
		kind = kind || slices.Contains(strings.Split(g.Kind, "|"), x.Kind)
	}
	return rowFit{act && issue, act, issue, kind}
}

func covers(s *record.Statement, g seedRow) bool {
	end := g.At + len([]rune(g.Ev))
	return s.Evidence.Contains(g.At) || s.Evidence.Start < end && end <= s.Evidence.End
}

func scoreSeeds(gold []seedRow, system map[string][]record.Statement) Report {
	var found, act, issue, row, src, srcOf int
	var log errorLog
	used := map[*record.Statement]bool{}
	var docs []string
	for _, g := range gold {
		if !slices.Contains(docs, g.Doc) {
			docs = append(docs, g.Doc)
		}
		var best *rowFit
		for i := range system[g.Doc] {
			s := &system[g.Doc][i]
			if !covers(s, g) {
				continue
			}
			used[s] = true
			if !sameSeedParty(g.Party, s.Party.Name) {
				continue
			}
			if f := fit(g, s); best == nil || f.rank() > best.rank() {
				best = &f
			}
		}
		kind := "no statement"
		if best != nil {
			found++
			act, issue, row = act+b2i(best.act), issue+b2i(best.issue), row+b2i(best.row)
			if g.Kind != "" {
				srcOf++
				src += b2i(best.source)
			}
			if kind = "wrong act"; best.act {
				kind = "wrong issue"
			}
		}
		if best == nil || !best.row {
			log.add(kind, g.Doc, "%s %s [%s]: %s", g.Party, strings.Join(g.Acts, "/"), strings.Join(g.Issues, "/"), g.Ev)
		}
	}
	extra := 0
	for _, d := range docs {
		for i := range system[d] {
			s := &system[d][i]
			if !used[s] && s.Act != "assess" && s.Party.Name != "" {
				extra++
				log.add("extra", d, "%s %s %s: %s", s.Party.Name, s.Act, s.Point.Text, clip(s.Evidence.Text, 120))
			}
		}
	}
	return Report{Documents: len(docs), Errors: log.sorted(), Rates: []Rate{
		rate("rows found", found, len(gold)), rate("rows right", row, len(gold)), rate("act, of found", act, found),
		rate("issue, of found", issue, found), rate("source kind, of found", src, srcOf), {"extra statements", float64(extra), 0},
	}}
}
