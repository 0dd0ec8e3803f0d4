package eval

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

type gsrDoc struct {
	header
	Gold []gsrEvent `json:"gold"`
}

// gsrEvent is an event in the form of gsr/score.py.
type gsrEvent struct {
	Source     codes  `json:"source"`
	Target     codes  `json:"target"`
	Event      string `json:"event"`
	Reciprocal bool   `json:"reciprocal"`
}

// codes are actor codes; the form allows a single string, null and "---".
type codes []string

// UnmarshalJSON reads a string, a list of strings or null.
func (c *codes) UnmarshalJSON(b []byte) error {
	var one *string
	if json.Unmarshal(b, &one) == nil {
		*c = codes{""}
		if one != nil {
			*c = codes{*one}
		}
		return nil
	}
	var many []string
	if err := json.Unmarshal(b, &many); err != nil {
		return fmt.Errorf("actor codes: %w", err)
	}
	*c = many
	return nil
}

// The folds of codes are part of the measure's definition: withdrawn country
// codes, CAMEO sectors by their PLOVER names, parts of codes that are no sector.
var (
	countryFold = map[string]string{"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ISM": "IMG", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "SCG": "SRB",
		"YUG": "SRB", "NGO": "IGO", "NGM": "IGO", "UNO": "IGO", "PAL": "PSE", "GER": "DEU", "KSV": "XKX"}
	sectorFold = map[string]string{"INS": "REB", "SEP": "REB", "RAD": "REB", "CIV": "CVL", "PPL": "CVL", "MUS": "MOS", "MSM": "MOS"}
	noSector   = set(`UNO WST NAT OCC EUR EEC AFR ARL HRI HLH IRC AMN OAU ASN IAE GZA WBK HMS PLO FTA PLF ISJ SAF ALQ KRG OSC --- INT`)
	typeFold   = map[string]string{"ACCUSE": "DISAPPROVE", "REQUEST": "DEMAND"}
)

// party is an actor code taken apart: country, sectors in alphabetical order
// (joined), and the sector that came first.
type party struct{ country, sectors, first string }

func readParty(code string) party {
	code = strings.TrimSpace(code)
	for old, now := range map[string]string{"SCGSRB": "SRB", "SCGMNE": "MNE"} {
		if rest, ok := strings.CutPrefix(code, old); ok {
			code = now + rest
		}
	}
	if code == "" || code == "---" || code == "None" {
		return party{}
	}
	country := code[:min(3, len(code))]
	if country == "---" {
		country = ""
	} else if f, ok := countryFold[country]; ok {
		country = f
	}
	var sectors []string
	for i := 3; i < len(code)-2; i += 3 {
		s := code[i : i+3]
		if noSector[s] {
			continue
		}
		if f, ok := sectorFold[s]; ok {
			s = f
		}
		sectors = append(sectors, s)
	}
	p := party{country: country}
	if len(sectors) > 0 {
		p.first = sectors[0]
	}
	slices.Sort(sectors)
	p.sectors = strings.Join(sectors, " ")
	return p
}

// land is the country of p; "?" when only a sector is known.
func (p party) land() string {
	if p.country == "" && p.sectors != "" {
		return "?"
	}
	return p.country
}

func sameLand(a, b party) bool  { return a.land() == b.land() }
func sameParty(a, b party) bool { return sameLand(a, b) && a.sectors == b.sectors }

// sameSector is one-sided: gold without a sector accepts any.
func sameSector(gold, sys party) bool {
	return sameLand(gold, sys) && (gold.first == "" || gold.first == sys.first)
}

// tuple is one event between two parties.
type tuple struct {
	event          string
	source, target party
}

func (t tuple) String() string {
	show := func(p party) string { return p.country + strings.ReplaceAll(p.sectors, " ", "") }
	return t.event + " " + show(t.source) + ">" + show(t.target)
}

// flatten spells events out as tuples without repetition; a reciprocal event
// holds between any two of its parties.
func flatten(events []gsrEvent) []tuple {
	var out []tuple
	for _, e := range events {
		t := strings.ToUpper(strings.TrimSpace(e.Event))
		if f, ok := typeFold[t]; ok {
			t = f
		}
		if t == "" {
			continue
		}
		ss, ts := partiesOf(e.Source), partiesOf(e.Target)
		for _, p := range dyads(ss, ts, e.Reciprocal) {
			if x := (tuple{t, p[0], p[1]}); !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

func partiesOf(cs codes) []party {
	if len(cs) == 0 {
		cs = codes{""}
	}
	out := make([]party, len(cs))
	for i, c := range cs {
		out[i] = readParty(c)
	}
	return out
}

func dyads(ss, ts []party, reciprocal bool) [][2]party {
	var out [][2]party
	if !reciprocal {
		for _, s := range ss {
			for _, t := range ts {
				out = append(out, [2]party{s, t})
			}
		}
		return out
	}
	all := slices.Clone(ss)
	if slices.ContainsFunc(ts, func(p party) bool { return p.land() != "" }) {
		for _, t := range ts {
			if !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
	}
	for _, a := range all {
		for _, b := range all {
			if a != b {
				out = append(out, [2]party{a, b})
			}
		}
	}
	if len(out) == 0 {
		for _, a := range all {
			out = append(out, [2]party{a, {}})
		}
	}
	return out
}

// gsrMeasure projects tuples, drops repetitions of the projection and counts
// one-to-one equals.
type gsrMeasure struct {
	name  string
	key   func(tuple) tuple
	keep  func(tuple) bool
	equal func(gold, sys tuple) bool
}

func gsrMeasures() []gsrMeasure {
	all := func(tuple) bool { return true }
	land := func(p party) party { return party{country: p.land()} }
	hasSource := func(t tuple) bool { return t.source.land() != "" }
	hasTarget := func(t tuple) bool { return t.target.land() != "" }
	both := func(event bool, s, t func(a, b party) bool) func(g, p tuple) bool {
		return func(g, p tuple) bool {
			return (!event || g.event == p.event) && (s == nil || s(g.source, p.source)) && (t == nil || t(g.target, p.target))
		}
	}
	return []gsrMeasure{
		{"event type", func(t tuple) tuple { return tuple{event: t.event} }, all, both(true, nil, nil)},
		{"source country", func(t tuple) tuple { return tuple{source: land(t.source)} }, hasSource, both(false, sameLand, nil)},
		{"target country", func(t tuple) tuple { return tuple{target: land(t.target)} }, hasTarget, both(false, nil, sameLand)},
		{"source strict", func(t tuple) tuple { return tuple{source: t.source} }, hasSource, both(false, sameParty, nil)},
		{"target strict", func(t tuple) tuple { return tuple{target: t.target} }, hasTarget, both(false, nil, sameParty)},
		{"event+source country", func(t tuple) tuple { return tuple{event: t.event, source: land(t.source)} }, all, both(true, sameLand, nil)},
		{"event+source sector", func(t tuple) tuple { return tuple{event: t.event, source: t.source} }, all, both(true, sameSector, nil)},
		{"event+source strict", func(t tuple) tuple { return tuple{event: t.event, source: t.source} }, all, both(true, sameParty, nil)},
		{"dyad country (no event)", func(t tuple) tuple { return tuple{source: land(t.source), target: land(t.target)} }, all, both(false, sameLand, sameLand)},
		{"full tuple country", func(t tuple) tuple { return tuple{t.event, land(t.source), land(t.target)} }, all, both(true, sameLand, sameLand)},
		{"full tuple sector", func(t tuple) tuple { return t }, all, both(true, sameSector, sameSector)},
		{"full tuple strict", func(t tuple) tuple { return t }, all, both(true, sameParty, sameParty)},
	}
}

// project keeps the first tuple of each projection.
func (m gsrMeasure) project(ts []tuple) []tuple {
	var out []tuple
	seen := map[tuple]bool{}
	for _, t := range ts {
		if k := m.key(t); m.keep(t) && !seen[k] {
			seen[k] = true
			out = append(out, t)
		}
	}
	return out
}

func (m gsrMeasure) hits(gold, sys []tuple) int {
	used := make([]bool, len(sys))
	n := 0
	for _, g := range gold {
		for i, s := range sys {
			if !used[i] && m.equal(g, s) {
				used[i] = true
				n++
				break
			}
		}
	}
	return n
}

// scoreGSR counts events in the scheme of eighteen types.
func scoreGSR(gold []gsrDoc, system map[string][]gsrEvent) Report {
	r := Report{Documents: len(gold)}
	for _, m := range gsrMeasures() {
		right, ns, ng := 0, 0, 0
		for _, g := range gold {
			gs, ss := m.project(flatten(g.Gold)), m.project(flatten(system[g.ID]))
			right, ns, ng = right+m.hits(gs, ss), ns+len(ss), ng+len(gs)
		}
		r.Scores = append(r.Scores, score(m.name, right, ns, ng))
	}
	var log errorLog
	covered, records := 0, 0
	var best [4]int // event, source, target, all three
	for _, g := range gold {
		sys := flatten(system[g.ID])
		covered += b2i(len(sys) > 0)
		for _, e := range g.Gold {
			records++
			got := nearest(flatten([]gsrEvent{e}), sys)
			for k, ok := range got {
				best[k] += b2i(ok)
			}
			if !got[3] {
				log.add(gsrKind(got, len(sys) > 0, e.Event), g.ID, "gold %v, system %v: %s", flatten([]gsrEvent{e}), sys, clip(g.Text, 260))
			}
		}
	}
	r.Rates = []Rate{rate("texts with an event", covered, len(gold)), rate("gold event, type right", best[0], records),
		rate("gold event, source right", best[1], records), rate("gold event, target right", best[2], records), rate("gold event, all right", best[3], records)}
	r.Errors = log.sorted()
	return r
}

func gsrKind(got [4]bool, found bool, event string) string {
	switch {
	case !found:
		return "no event, gold " + event
	case !got[0]:
		return "wrong type, gold " + event
	case !got[1] && !got[2]:
		return "wrong source and target"
	case !got[1]:
		return "wrong source"
	}
	return "wrong target"
}

// nearest compares the gold record with the system's tuple that shares most
// with it: event, source country, target country, all three.
func nearest(gold, sys []tuple) [4]bool {
	var best [4]bool
	top := -1
	for _, p := range sys {
		for _, q := range gold {
			e, s, t := p.event == q.event, sameLand(q.source, p.source), sameLand(q.target, p.target)
			if like := 2*(b2i(e)+b2i(s)+b2i(t)) + b2i(e); like > top {
				top, best = like, [4]bool{e, s, t, e && s && t}
			}
		}
	}
	return best
}
