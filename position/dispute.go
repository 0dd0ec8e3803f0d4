package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// divided names the people of one party who hold opposite things on one option.
// Precision first: a point that only points back, a denial, an accusation, and
// speakers who are no persons (a ministry, "officials") make no split.
func divided(now []dated) []Holder {
	by := map[string][]dated{}
	var people []string
	for _, s := range now {
		id := speaker(s.Statement)
		if id == "" || s.Speaker.Kind != record.KindPerson || bare(s.Statement) > 0 || s.Act == "deny" || s.Act == "accuse" || s.Stance != record.For && s.Stance != record.Against {
			continue
		}
		if by[id] == nil {
			people = append(people, id)
		}
		by[id] = append(by[id], s)
	}
	split := false
	for i, a := range people {
		for _, b := range people[i+1:] {
			split = split || differ(by[a], by[b])
		}
	}
	if !split {
		return nil
	}
	var out []Holder
	for _, id := range people {
		held := lines(by[id])
		// Of two stances of one person, the one that the others do not share tells
		// them apart.
		own := slices.IndexFunc(held, func(l Line) bool { return !shared(by, id, l.Stance) })
		out = append(out, Holder{by[id][0].Speaker.Name, held[max(0, own)]})
	}
	slices.SortStableFunc(out, func(a, b Holder) int {
		return cmp.Or(strings.Compare(b.Line.Stance, a.Line.Stance), strings.Compare(a.Name, b.Name))
	})
	return out
}

// differ reports whether one of two people holds a stance on an option that is
// opposite to one of the other, and that the other does not hold as well.
func differ(a, b []dated) bool {
	opposed := func(s dated, others []dated) bool {
		same, against := false, false
		for _, o := range others {
			if sameOption(s.Statement, o.Statement) {
				same = same || o.Stance == s.Stance
				against = against || opposite(o.Stance, s.Stance)
			}
		}
		return against && !same
	}
	return slices.ContainsFunc(a, func(s dated) bool { return opposed(s, b) }) ||
		slices.ContainsFunc(b, func(s dated) bool { return opposed(s, a) })
}

// shared reports whether somebody else than id holds stance.
func shared(by map[string][]dated, id, stance string) bool {
	for other, group := range by {
		if other != id && slices.ContainsFunc(group, func(s dated) bool { return s.Stance == stance }) {
			return true
		}
	}
	return false
}

// contests finds words of others about the party that go against its own, or
// against each other: "X says that Y agreed", and Y says no.
func contests(now, aside []dated) []Contest {
	var told []dated
	for _, s := range aside {
		if s.Modality.Reported && !s.Modality.Hypothetical && !s.Modality.Future && verbs()[s.Act].settles {
			told = append(told, s)
		}
	}
	var out []Contest
	for _, s := range told {
		against := slices.ContainsFunc(now, func(t dated) bool { return contradicts(s.Statement, t.Statement) }) ||
			slices.ContainsFunc(told, func(t dated) bool { return contradicts(s.Statement, t.Statement) })
		if !against {
			continue
		}
		by := VoiceOf(s.Statement).Name
		i := slices.IndexFunc(out, func(c Contest) bool { return c.By == by && c.Stance == s.Stance })
		if i < 0 {
			out = append(out, Contest{By: by, Stance: s.Stance, Words: Words(s.Statement)})
			i = len(out) - 1
		}
		out[i].Statements = append(out[i].Statements, s.Statement)
	}
	return out
}

// contradicts reports whether s and t cannot both be what the party holds: they
// are opposite, or t denies, and they speak of one matter.
func contradicts(s, t *record.Statement) bool {
	return s.ID != t.ID && sameOption(s, t) && (opposite(s.Stance, t.Stance) || t.Act == "deny") && sameMatter(s, t)
}

// sameMatter reports whether two statements on one issue are about one thing: their
// points, amounts aside, share a third of the words of the shorter one, or one of them
// only points back ("the idea") within the same article.
func sameMatter(s, t *record.Statement) bool {
	if s.Doc == t.Doc && bare(s)+bare(t) > 0 {
		return true
	}
	a, b := stems(s), stems(t)
	shared := 0
	for stem := range a {
		if b[stem] {
			shared++
		}
	}
	return shared > 0 && 3*shared >= min(len(a), len(b))
}

// stems are those of the point without its amounts: two offers in cubic metres need not
// be about one thing.
func stems(s *record.Statement) map[string]bool {
	text := s.Point.Text
	for _, q := range s.Quantities {
		text = strings.ReplaceAll(text, q.Span.Text, " ")
	}
	return record.Stems(text)
}
