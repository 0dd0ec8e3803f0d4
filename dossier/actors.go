package dossier

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// Actor is a party or a person on record.
type Actor struct {
	record.Ref
	For                      record.Ref // for whom a person speaks most often, if for anybody
	Holds, Speaks, Addressed int        // statements in each of the three places
	Documents                int
}

// Office is a source that is named by its office only.
type Office struct {
	Name       string
	For        record.Ref
	Statements int
}

// Cast is who is who in a case.
type Cast struct {
	Actors  []Actor         // by what they have on record
	Offices []Office        // by number of statements
	Perhaps [][2]record.Ref // pairs that may be one actor in two spellings; nothing is merged unasked
	Entries []Alias         // what analysts decided, oldest first
}

// Cast lists who is who, as analysts see it.
func (d *Dossier) Cast(ctx context.Context) (Cast, error) {
	all, err := d.Statements(ctx)
	if err != nil {
		return Cast{}, err
	}
	c := Cast{Actors: actors(all), Offices: offices(all)}
	c.Perhaps = likely(c.Actors)
	c.Entries, err = d.ledger.Aliases(ctx)
	return c, err
}

func actors(all []record.Statement) []Actor {
	type tally struct {
		Actor
		docs map[string]bool
		of   map[record.Ref]int
	}
	by := map[string]*tally{}
	at := func(r record.Ref, doc string) *tally {
		t := by[r.ID]
		if t == nil {
			t = &tally{Actor{Ref: r}, map[string]bool{}, map[record.Ref]int{}}
			by[r.ID] = t
		}
		t.docs[doc] = true
		return t
	}
	for i := range all {
		s := &all[i]
		if s.Party.ID != "" {
			at(s.Party, s.Doc).Holds++
		}
		if s.Speaker != nil && s.Speaker.ID != s.Party.ID {
			t := at(*s.Speaker, s.Doc)
			t.Speaks++
			t.of[record.Ref{ID: s.Party.ID, Name: s.Party.Name}]++
		}
		for _, a := range s.Addressees {
			at(a, s.Doc).Addressed++
		}
	}
	out := make([]Actor, 0, len(by))
	for _, t := range by {
		t.Documents = len(t.docs)
		most := 0
		for r, n := range t.of {
			if n > most || n == most && r.ID < t.For.ID {
				t.For, most = r, n
			}
		}
		out = append(out, t.Actor)
	}
	slices.SortFunc(out, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Holds+b.Speaks, a.Holds+a.Speaks), cmp.Compare(b.Addressed, a.Addressed),
			strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return out
}

func offices(all []record.Statement) []Office {
	by := map[Office]int{}
	for i := range all {
		for _, src := range all[i].Sources {
			if src.Kind == record.SourceOffice {
				by[Office{Name: src.Name, For: record.Ref{ID: all[i].Party.ID, Name: all[i].Party.Name}}]++
			}
		}
	}
	out := make([]Office, 0, len(by))
	for o, n := range by {
		o.Statements = n
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Office) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), strings.Compare(a.Name, b.Name), strings.Compare(a.For.ID, b.For.ID))
	})
	return out
}

// identities are the entries of who is who that are in force, oldest first.
type identities []Alias

func (d *Dossier) identities(ctx context.Context) (identities, error) {
	all, err := d.ledger.Aliases(ctx)
	return slices.DeleteFunc(all, func(a Alias) bool { return a.Undone || a.Undoes != 0 }), err
}

// apply reads the actors of s as those that analysts say they are. Each entry
// sees what the entries before it made. The lists of s are changed in place.
func (ids identities) apply(s *record.Statement) {
	for _, a := range ids {
		if a.Doc != "" && a.Doc != s.Doc {
			continue
		}
		if a.Speaker != "" && (s.Speaker == nil || s.Speaker.ID != a.Speaker) {
			continue
		}
		if s.Party.ID == a.Actor {
			rename(s.Sources, s.Party.Name, a.Is.Name)
			s.Party = a.Is
		}
		if a.Speaker != "" {
			continue
		}
		if s.Speaker != nil && s.Speaker.ID == a.Actor {
			rename(s.Sources, s.Speaker.Name, a.Is.Name)
			is := a.Is
			s.Speaker = &is
		}
		for i := range s.Addressees {
			if s.Addressees[i].ID == a.Actor {
				s.Addressees[i] = a.Is
			}
		}
	}
}

// rename gives links of a chain another name, visibly: "Zelenskiy, read as ...".
func rename(sources []record.Source, from, to string) {
	for i := range sources {
		if src := &sources[i]; src.Name == from && src.Kind != record.SourceOutlet {
			src.Name = to
			if src.Span != nil && src.Span.Text != to {
				src.Description = "read as " + to
			}
		}
	}
}

// of says which entries change s.
func (ids identities) of(s record.Statement) []Alias {
	s.Sources, s.Addressees = slices.Clone(s.Sources), slices.Clone(s.Addressees)
	var out []Alias
	for _, a := range ids {
		if before := identityOf(s); before != "" {
			identities{a}.apply(&s)
			if identityOf(s) != before {
				out = append(out, a)
			}
		}
	}
	return out
}

// identityOf names the actors of s.
func identityOf(s record.Statement) string {
	parts := []string{s.Party.ID}
	if s.Speaker != nil {
		parts = append(parts, s.Speaker.ID)
	}
	for _, a := range s.Addressees {
		parts = append(parts, a.ID)
	}
	return strings.Join(parts, "\x1f")
}

// Merge says that actor a is actor b, from now on and everywhere; both are named by
// name or identifier. No statement is changed.
func (d *Dossier) Merge(ctx context.Context, a, b string, by Author) (Alias, error) {
	from, err := d.actor(ctx, a, false)
	if err != nil {
		return Alias{}, err
	}
	to, err := d.actor(ctx, b, false)
	if err != nil {
		return Alias{}, err
	}
	ids, err := d.identities(ctx)
	if err != nil {
		return Alias{}, err
	}
	for _, e := range ids {
		if e.Doc == "" && e.Speaker == "" && e.Actor == from.ID {
			return Alias{}, fmt.Errorf("%s is already read as %s (entry %d); merge %s, or take the entry back first", from.Name, e.Is.Name, e.Seq, e.Is.Name)
		}
	}
	if to = ids.standsFor(to); to.ID == from.ID {
		return Alias{}, fmt.Errorf("%s and %s are one already", a, b)
	}
	return d.ledger.AddAlias(ctx, Alias{Actor: from.ID, Is: to}, by)
}

// standsFor is who r is everywhere.
func (ids identities) standsFor(r record.Ref) record.Ref {
	for _, e := range ids {
		if e.Doc == "" && e.Speaker == "" && e.Actor == r.ID {
			r = e.Is
		}
	}
	return r
}

// Part says where an actor is another one: in these documents, or as the party for
// which this person speaks.
type Part struct {
	Docs    []string
	Speaker string // name or identifier
}

// Split says that an actor is another one, called as, in part of the record. As
// may be an actor on record or a new one. It makes one entry for each document.
func (d *Dossier) Split(ctx context.Context, name, as string, part Part, by Author) ([]Alias, error) {
	from, err := d.actor(ctx, name, false)
	if err != nil {
		return nil, err
	}
	to, err := d.actor(ctx, as, true)
	if err != nil {
		return nil, err
	}
	if to.ID == from.ID {
		return nil, fmt.Errorf("%s needs another name to be told from %s", as, name)
	}
	if to.Kind == "" {
		to.Kind = from.Kind
	}
	entry := Alias{Actor: from.ID, Is: to}
	if part.Speaker != "" {
		speaker, err := d.actor(ctx, part.Speaker, false)
		if err != nil {
			return nil, err
		}
		entry.Speaker = speaker.ID
	}
	docs := part.Docs
	if len(docs) == 0 {
		if part.Speaker == "" {
			return nil, fmt.Errorf("say where %s is %s: in which documents, or as whose party; everywhere is a merge", name, as)
		}
		docs = []string{""}
	}
	for _, doc := range docs {
		if doc == "" {
			continue
		}
		if _, err := d.ledger.Document(ctx, doc); err != nil {
			return nil, err
		}
	}
	var out []Alias
	for _, doc := range docs {
		entry.Doc = doc
		added, err := d.ledger.AddAlias(ctx, entry, by)
		if err != nil {
			return out, err
		}
		out = append(out, added)
	}
	return out, nil
}

// UndoActor takes an entry of who is who back.
func (d *Dossier) UndoActor(ctx context.Context, seq int64, by Author) (Alias, error) {
	return d.ledger.UndoAlias(ctx, seq, by)
}
