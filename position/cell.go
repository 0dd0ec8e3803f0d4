package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

// Days within which two people of one party who differ count as a party divided.
// Beyond it the later word is a change of mind.
const divisionWindow = 365

// foldCell folds the statements of one party on one issue, which come oldest
// first, undated last.
func foldCell(k key, group []dated, everything bool) *Cell {
	c := &Cell{Party: k.party, Issue: k.issue, Kind: NoRecord}
	var counted, aside []dated
	for _, s := range group {
		switch {
		case s.Act == "decline":
			c.Refused = append(c.Refused, s.Statement)
		case Counts(s.Statement) || everything && s.Act != "assess":
			counted = append(counted, s)
			c.Counted = append(c.Counted, s.Statement)
			if s.at.IsZero() {
				c.Undated++
			}
		default:
			aside = append(aside, s)
			c.Aside = append(c.Aside, s.Statement)
		}
	}
	if len(counted) == 0 {
		if len(c.Refused) > 0 {
			c.Kind = Declined
			c.Reports, c.Articles = spread(c.Refused)
		}
		c.Contested = contests(nil, aside)
		return c
	}
	c.Kind = Held
	c.Reports, c.Articles = spread(c.Counted)
	now := current(counted)
	c.Lines = lines(now)
	c.Voice = c.Lines[0].Voice
	if c.Divided = divided(now); c.Divided == nil {
		c.Stance, c.Option = c.Lines[0].Stance, c.Lines[0].Option
	}
	c.Contested = contests(now, aside)
	c.dates(counted, now)
	return c
}

// Counts reports whether s is the party's own position: not hypothetical,
// predicted or told by another. A judgement counts only where it takes a side and
// the party or one of its people makes it.
func Counts(s *record.Statement) bool {
	if !s.Modality.Fact() {
		return false
	}
	own := isParty(s.Party) && (speaker(s) != "" || VoiceOf(s).Kind == VoiceNamed)
	return s.Act != "assess" || own && s.Stance != record.Unclear
}

// spread counts reports and articles behind statements.
func spread(statements []*record.Statement) (reports, articles int) {
	r, a := map[string]bool{}, map[string]bool{}
	for _, s := range statements {
		r[family(s)], a[s.Doc] = true, true
	}
	return len(r), len(a)
}

// current drops the statements that a later one replaces.
func current(counted []dated) []dated {
	var now []dated
	for i, s := range counted {
		if !slices.ContainsFunc(counted[i+1:], func(t dated) bool { return replaces(t, s) }) {
			now = append(now, s)
		}
	}
	return now
}

// replaces reports whether t is a later and different word than s on the same
// option. Where the options are not named, a word against an earlier one, or against an
// offer with its condition, must be about the same matter: who asks for one thing and
// then refuses another still does both. Two named
// people of one party do not speak for each other, unless long apart; a word that
// nobody can place replaces none.
func replaces(t, s dated) bool {
	if t.Stance == s.Stance || t.Stance == record.Unclear || !sameOption(s.Statement, t.Statement) || !s.at.Before(t.at) {
		return false
	}
	if (s.Option == "" || t.Option == "") && (opposite(s.Stance, t.Stance) || s.Stance == record.Conditional) && !sameMatter(s.Statement, t.Statement) {
		return false
	}
	a, b := speaker(s.Statement), speaker(t.Statement)
	if a == "" || b == "" || a == b {
		return true
	}
	last, _ := s.at.Latest()
	first, _ := t.at.Earliest()
	return first-last > divisionWindow
}

// speaker names the person whose words carry s, empty when the party as such
// holds it.
func speaker(s *record.Statement) string {
	if s.Speaker == nil || s.Speaker.ID == s.Party.ID {
		return ""
	}
	return s.Speaker.ID
}

func opposite(a, b string) bool {
	return a == record.For && b == record.Against || a == record.Against && b == record.For
}

// sameOption reports whether a and b can be about one option.
func sameOption(a, b *record.Statement) bool {
	return a.Option == "" || b.Option == "" || a.Option == b.Option
}

// side is one answer to an issue: a stance, on one of its options or on none in
// particular.
type side struct{ stance, option string }

// lines groups what is held now by stance and option. The best attested stance comes
// first, and of its lines those that name an option: two parties for one issue can be
// for different things.
func lines(now []dated) []Line {
	by := map[side][]dated{}
	stances := map[string][]*record.Statement{}
	for _, s := range now {
		k := side{s.Stance, s.Option}
		by[k] = append(by[k], s)
		stances[s.Stance] = append(stances[s.Stance], s.Statement)
	}
	var out []Line
	attested, latest := map[string]int{}, map[side]dated{}
	for stance, all := range stances {
		attested[stance], _ = spread(all)
	}
	for k, group := range by {
		out = append(out, newLine(group))
		latest[k] = group[len(group)-1]
	}
	slices.SortFunc(out, func(a, b Line) int {
		return cmp.Or(
			cmp.Compare(vague(a), vague(b)),
			cmp.Compare(attested[b.Stance], attested[a.Stance]),
			cmp.Compare(len(stances[b.Stance]), len(stances[a.Stance])),
			compareBool(a.Stance == record.Conditional, b.Stance == record.Conditional),
			cmp.Compare(bare(a.Statements[0]), bare(b.Statements[0])),
			compareBool(a.Option == "", b.Option == ""),
			cmp.Compare(b.Reports, a.Reports),
			cmp.Compare(len(b.Statements), len(a.Statements)),
			compareRecent(latest[side{a.Stance, a.Option}], latest[side{b.Stance, b.Option}]),
			cmp.Compare(rank(a.Voice), rank(b.Voice)),
			strings.Compare(a.Stance, b.Stance),
			strings.Compare(a.Option, b.Option))
	})
	return out
}

// vague puts what nobody can tell, and what only blames, after what says what is
// wanted.
func vague(l Line) int {
	if l.Stance == record.Unclear || l.Act == "accuse" {
		return 1
	}
	return 0
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// newLine makes a line of statements of one side. The most telling one, which
// gives the words, comes first: a point of some length, latest, on the strongest
// word.
func newLine(group []dated) Line {
	ranked := slices.Clone(group)
	slices.SortStableFunc(ranked, func(a, b dated) int {
		return cmp.Or(
			cmp.Compare(bare(a.Statement), bare(b.Statement)),
			compareRecent(a, b),
			cmp.Compare(rank(VoiceOf(a.Statement)), rank(VoiceOf(b.Statement))))
	})
	l := Line{Stance: ranked[0].Stance, Option: ranked[0].Option, Act: ranked[0].Act, Words: Words(ranked[0].Statement)}
	for i, s := range ranked {
		l.Statements = append(l.Statements, s.Statement)
		if v := VoiceOf(s.Statement); i == 0 || rank(v) < rank(l.Voice) || v.Kind == l.Voice.Kind && v.Count > l.Voice.Count {
			l.Voice = v
		}
	}
	l.Reports, l.Articles = spread(l.Statements)
	return l
}

// bare is how little a point says by itself: 2 for one word ("it") or a noun with a
// short word that only points ("the idea", "that plan"), 1 for other points of two
// words, 0 for longer ones.
func bare(s *record.Statement) int {
	const short = 4 // letters of a word that only points
	switch words := strings.Fields(s.Point.Text); {
	case len(words) < 2 || len(words) == 2 && len(words[0]) <= short:
		return 2
	case len(words) == 2:
		return 1
	}
	return 0
}

// compareRecent puts the later first and the undated last.
func compareRecent(a, b dated) int {
	if a.at.IsZero() || b.at.IsZero() {
		return compareLatest(a.at, b.at)
	}
	return compareLatest(b.at, a.at)
}

// dates fills since when the first line is held, when it was last affirmed and
// when last reported. An opposite word that was replaced since is a lapse; one that
// still holds is about another matter.
func (c *Cell) dates(counted, now []dated) {
	stance, option := c.Lines[0].Stance, c.Lines[0].Option
	blames := c.Lines[0].Act == "accuse"
	for i := len(counted) - 1; i >= 0; i-- {
		s := counted[i]
		if s.at.IsZero() || (s.Act == "accuse") != blames || s.Option != "" && option != "" && s.Option != option {
			continue
		}
		if opposite(s.Stance, stance) && c.Divided == nil {
			if c.Since != "" && !slices.Contains(now, s) {
				break
			}
			continue
		}
		if s.Stance != stance {
			continue
		}
		if c.Affirmed == "" {
			c.Affirmed = day(s.at)
		}
		c.Since = day(s.at)
	}
	var last edtf.Date
	for _, s := range counted {
		if at := parse(s.Reported); last.IsZero() || !at.IsZero() && compareLatest(last, at) < 0 {
			last = at
		}
	}
	c.Reported = day(last)
}

// day writes a date without a time of day.
func day(d edtf.Date) string {
	first, ok1 := d.Earliest()
	last, ok2 := d.Latest()
	switch {
	case !d.HasTime():
	case ok1 && ok2:
		return edtf.Between(first, last).String()
	case ok2:
		return "../" + last.String()
	case ok1:
		return first.String() + "/.."
	}
	return d.String()
}

// where says in words where a cell stands: "for unchanged shares", "divided".
func (c *Cell) where() string {
	if c.Divided != nil {
		return "divided"
	}
	return Side(c.Stance, c.Option)
}
