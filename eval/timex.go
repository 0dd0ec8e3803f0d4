package eval

import (
	"regexp"
	"slices"
	"strings"
)

type timexDoc struct {
	header
	Timex []timexGold `json:"timex"`
}

type timexGold struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod"`
}

// timex is one expression of a system.
type timex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	EDTF  string `json:"edtf"`
}

var (
	isDuration = regexp.MustCompile(`^P[\dXT]`)
	isTime     = regexp.MustCompile(`\dT`)
	someDays   = regexp.MustCompile(`-(?:XX|WXX|QX|HX)`)
)

func (t timex) kind() string {
	switch {
	case isDuration.MatchString(t.EDTF):
		return "DURATION"
	case isTime.MatchString(t.EDTF) && !strings.Contains(t.EDTF, "/"):
		return "TIME"
	}
	return "DATE"
}

func sameString(g timexGold, s timex) bool { return g.Value == s.EDTF }

func sameInterval(g timexGold, s timex) bool {
	v := readInterval(g.Value)
	return v.kind != noValue && v == readInterval(s.EDTF)
}

// nearInterval forgives what TIMEX3 and EDTF say differently; the cases are
// explained in timex/score.py.
func nearInterval(g timexGold, s timex) bool {
	a, b := readInterval(g.Value), readInterval(s.EDTF)
	if a == b && a.kind != noValue {
		return true
	}
	if a.kind != calendar || b.kind != calendar {
		return false
	}
	if b.bounded() {
		if someDays.MatchString(g.Value) { // weeks may straddle the year's end
			return 2*(min(b.last, a.last)-max(b.first, a.first)) >= b.last-b.first
		}
		inside := a.first <= b.first && b.last <= a.last
		return inside && (g.Mod == "START" && b.first == a.first && b.last < a.last ||
			g.Mod == "END" && b.last == a.last && b.first > a.first ||
			g.Mod == "MID" && b.first > a.first && b.last < a.last)
	}
	bound := strings.Trim(strings.ReplaceAll(s.EDTF, "..", ""), "/[]{}")
	if first, last, ok := singleDate(bound); ok && first == a.first && last == a.last {
		return true
	}
	switch g.Mod {
	case "BEFORE", "ON_OR_BEFORE":
		return b.first == -open && (b.last == a.first-1 || b.last == a.first || b.last == a.last)
	case "AFTER", "ON_OR_AFTER":
		return b.last == open && (b.first == a.first || b.first == a.last || b.first == a.last+1)
	}
	return false
}

// pairTimex matches expressions one to one: equal spans first, then by length
// shared, then by place.
func pairTimex(gold []timexGold, system []timex) (pairs [][2]int, missed, extra []int) {
	var cands [][6]int
	for i, g := range gold {
		for j, s := range system {
			if o := min(g.End, s.End) - max(g.Start, s.Start); o > 0 {
				cands = append(cands, [6]int{b2i(g.Start != s.Start || g.End != s.End), -o, g.Start, s.Start, i, j})
			}
		}
	}
	slices.SortFunc(cands, func(a, b [6]int) int { return slices.Compare(a[:], b[:]) })
	usedG, usedS := make([]bool, len(gold)), make([]bool, len(system))
	for _, c := range cands {
		if i, j := c[4], c[5]; !usedG[i] && !usedS[j] {
			usedG[i], usedS[j] = true, true
			pairs = append(pairs, [2]int{i, j})
		}
	}
	for i, u := range usedG {
		if !u {
			missed = append(missed, i)
		}
	}
	for j, u := range usedS {
		if !u {
			extra = append(extra, j)
		}
	}
	return pairs, missed, extra
}

// timexRow is one line of the table: the expressions it is about, and when a
// value is right.
type timexRow struct {
	name   string
	member func(timexGold) bool // of the gold, and of what matches it
	alarm  func(timex) bool     // of what matches nothing
	right  func(timexGold, timex) bool
}

func isCalendar(g timexGold) bool { return g.Type == "DATE" && readInterval(g.Value).kind == calendar }

func looksCalendar(s timex) bool {
	v := readInterval(s.EDTF)
	return s.kind() == "DATE" && v.kind != reference && !(v.kind == otherValue && strings.HasPrefix(v.name, "XXXX"))
}

func timexRows() []timexRow {
	of := func(t string) func(timexGold) bool { return func(g timexGold) bool { return g.Type == t } }
	sys := func(t string) func(timex) bool { return func(s timex) bool { return s.kind() == t } }
	rows := []timexRow{{"ALL string", func(timexGold) bool { return true }, func(timex) bool { return true }, sameString}}
	for _, t := range []string{"DATE", "TIME", "DURATION", "SET"} {
		rows = append(rows, timexRow{t + " string", of(t), sys(t), sameString})
	}
	return append(rows,
		timexRow{"DATE interval", of("DATE"), sys("DATE"), sameInterval},
		timexRow{"DATE lenient", of("DATE"), sys("DATE"), nearInterval},
		timexRow{"CAL interval", isCalendar, looksCalendar, sameInterval},
		timexRow{"CAL lenient", isCalendar, looksCalendar, nearInterval})
}

func scoreTimex(gold []timexDoc, system map[string][]timex) Report {
	rows := timexRows()
	type counts struct{ gold, system, found, strict, right int }
	n := make([]counts, len(rows))
	iou, bounded := 0.0, 0
	var log errorLog
	for _, g := range gold {
		sys := system[g.ID]
		text := []rune(g.Text)
		pairs, missed, extra := pairTimex(g.Timex, sys)
		for k, row := range rows {
			c := &n[k]
			for _, p := range pairs {
				x, y := g.Timex[p[0]], sys[p[1]]
				if !row.member(x) {
					continue
				}
				c.gold, c.system, c.found = c.gold+1, c.system+1, c.found+1
				c.strict += b2i(x.Start == y.Start && x.End == y.End)
				c.right += b2i(row.right(x, y))
			}
			for _, i := range missed {
				c.gold += b2i(row.member(g.Timex[i]))
			}
			for _, j := range extra {
				c.system += b2i(row.alarm(sys[j]))
			}
		}
		for _, p := range pairs {
			x, y := g.Timex[p[0]], sys[p[1]]
			a, b := readInterval(x.Value), readInterval(y.EDTF)
			if isCalendar(x) && b.kind == calendar && b.bounded() {
				o := max(0, min(a.last, b.last)-max(a.first, b.first)+1)
				iou += float64(o) / float64(a.last-a.first+b.last-b.first+2-o)
				bounded++
			}
			if isCalendar(x) && !sameInterval(x, y) {
				log.add("wrong value", g.ID, "gold %s %s, system %s: %s", x.Value, x.Mod, y.EDTF, around(text, x.Start, x.End))
			}
		}
		for _, i := range missed {
			log.add("missed "+g.Timex[i].Type, g.ID, "%s: %s", g.Timex[i].Value, around(text, g.Timex[i].Start, g.Timex[i].End))
		}
		for _, j := range extra {
			log.add("not in gold", g.ID, "%s: %s", sys[j].EDTF, around(text, sys[j].Start, sys[j].End))
		}
	}
	r := Report{Documents: len(gold), Errors: log.sorted()}
	for k, row := range rows {
		c := n[k]
		if row.name == "ALL string" || row.name == "CAL interval" {
			scope := strings.Fields(row.name)[0]
			r.Scores = append(r.Scores, score(scope+" found", c.found, c.system, c.gold), score(scope+" found, exact span", c.strict, c.system, c.gold))
		}
		r.Scores = append(r.Scores, score(row.name, c.right, c.system, c.gold))
	}
	r.Rates = []Rate{{"CAL days shared of days in either", iou, float64(bounded)}}
	return r
}

// around shows a span in its context.
func around(text []rune, a, b int) string {
	return cut(text, a-50, a) + "[" + cut(text, a, b) + "]" + cut(text, b, b+40)
}
