package statement

import (
	"slices"

	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/record"
)

// accusations reads what a party says, in its own voice and as a fact, of the
// wrongs of another: the gravest of each sentence that has no accusation yet. In a
// speech, whose every sentence is its speaker's, a grave wrong accuses without a
// doer too: whoever was accused by name before still is.
func (f *finder) accusations() {
	best := map[int]charge{} // by sentence
	for i := range f.Doc.Tokens {
		ch, ok := f.charge(i)
		if !ok {
			ch, ok = f.leftUndone(i)
		}
		if s := f.Doc.Tokens[i].Sent; ok && ch.weight() > best[s].weight() {
			best[s] = ch
		}
	}
	for _, ch := range f.stopped() {
		if s := f.Doc.Tokens[ch.at].Sent; ch.weight() > best[s].weight() {
			best[s] = ch
		}
	}
	chief, named := f.chief(best)
	for i := range f.found {
		c := &f.found[i]
		s := f.Doc.Tokens[c.at].Sent
		by := func(h holder) bool { return f.sameParty(h.entity, best[s].accuser) }
		if c.act == "accuse" && !c.modality.Negated && slices.ContainsFunc(c.holders, by) {
			delete(best, s)
		}
	}
	run := -runLength - 1 // the last sentence that accused
	for s := range f.Doc.Sents() {
		ch, ok := best[s]
		reach := runLength
		if f.suffered(ch) {
			reach = suffering
		}
		if !ok || ch.faint() && s-run > reach {
			continue
		}
		run = s
		c := f.accusation(ch)
		if !ch.quoted && s > named && chief != none && f.stateOf(c.to) == none && !f.sameParty(chief, ch.accuser) {
			c.to = append(c.to, chief) // "those acts": still theirs
		}
		f.keep(c)
	}
}

// chief is the party that the document's own voice charges most, by name, and the first
// sentence that does: from there on it is the one meant where nobody is named. It is
// none where no party is charged.
func (f *finder) chief(charges map[int]charge) (chief, named int) {
	counts, first := map[int]int{}, map[int]int{}
	chief = none
	for s := range f.Doc.Sents() {
		ch := charges[s]
		if ch.quoted {
			continue
		}
		if e := f.stateOf(entitiesOf(ch.doers)); e != none {
			if counts[e]++; counts[e] == 1 {
				first[e] = s
			}
			if chief == none || counts[e] > counts[chief] {
				chief = e
			}
		}
	}
	return chief, first[chief]
}

// runLength is how many sentences on a speech still lists the wrongs of the one it
// accused: there a harm that nobody is said to have done is put down to them; longer
// where it was done to somebody ("the bridge was blocked"), which somebody did.
const (
	runLength = 2
	suffering = 8
)

// suffered reports whether a charge tells in a passive what was done.
func (f *finder) suffered(ch charge) bool {
	return f.Doc.Tokens[ch.at].Pos == "VERB" && f.Doc.Child(ch.at, "auxpass") >= 0
}

// accusation is the act of a charge.
func (f *finder) accusation(ch charge) candidate {
	c := candidate{act: "accuse", stance: '-', confidence: 0.55, at: ch.at, pred: ch.pred, presumed: true, presupposed: ch.noun || f.instead(ch.at), holders: []holder{{ch.accuser, -1}}}
	for _, h := range ch.doers {
		c.to = append(c.to, h.entity)
	}
	c.points = []point{{ch.head, f.phraseSpan(ch.head, true)}}
	c.modality = record.Modality{Past: ch.past}
	return c
}

// stateOf is the first party behind one of the entities: the state that it speaks for
// or belongs to, else an organisation. It is none for people who are nobody's.
func (f *finder) stateOf(entities []int) int {
	for _, e := range entities {
		ent := &f.Cast.Entities[e]
		for k := range f.Cast.Entities {
			if id := f.Cast.Entities[k].ID; id == ent.Party.ID || id == ent.Code {
				if f.Cast.Entities[k].Kind == actor.KindState {
					return k
				}
			}
		}
		switch ent.Kind {
		case actor.KindState, actor.KindBloc, actor.KindOrganisation, actor.KindCompany:
			return e
		}
	}
	return none
}
