package actor

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/internal/table"
)

// load reads the data files into a World.
func load(fsys fs.FS) (*World, error) {
	w := &World{
		byID: map[string]int32{}, names: []*trie{newTrie()}, nouns: newTrie(), offices: newTrie(),
		kinds: map[string]string{}, titles: map[string]byte{}, lists: table.Classes{},
		first: map[string]byte{}, holders: map[string][]holder{},
	}
	for _, f := range []struct {
		name string
		read func(cols []string) error
	}{
		{"words", w.readWords},
		{"states", w.readState},
		{"organisations", w.readOrganisation},
		{"seats", w.readSeat},
		{"history", w.readHistory},
		{"places", w.readPlace},
		{"nouns", w.readNoun},
		{"offices", w.readOffice},
		{"kinds", w.readKind},
		{"titles", w.readTitle},
		{"firstnames", w.readFirst},
		{"leaders", w.readLeader},
	} {
		if err := readTable(fsys, "data/"+f.name+".txt", f.read); err != nil {
			return nil, err
		}
	}
	w.nameHolders()
	for i := range w.senses {
		if s := &w.senses[i]; s.form == formName && len(s.words) == 1 && len(s.words[0]) > 5 && w.things[s.thing].Kind == KindState {
			w.states = append(w.states, int32(i))
		}
	}
	return w, nil
}

// nameHolders lets the full names of office holders be found in a text, whatever the
// tagger of entities makes of them ("Liu He").
func (w *World) nameHolders() {
	for _, key := range slices.Sorted(maps.Keys(w.holders)) {
		for _, h := range w.holders[key] {
			if strings.Contains(h.name, " ") {
				w.addName(h.name, w.addThing(thing{ID: w.personKey(h.name), Name: h.name, Kind: KindPerson}), formPerson, false)
			}
		}
	}
}

// readTable calls read with the columns of each line of a data file.
func readTable(fsys fs.FS, name string, read func([]string) error) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	for n, line := range table.Lines(string(text)) {
		if err := read(table.Cells(line, "|")); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func items(list string) []string {
	var out []string
	for _, x := range strings.Split(list, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func want(cols []string, n int) error {
	if len(cols) != n {
		return fmt.Errorf("%d columns, want %d", len(cols), n)
	}
	return nil
}

// code | name | adjectives | people | capital | other names
func (w *World) readState(cols []string) error {
	if err := want(cols, 6); err != nil {
		return err
	}
	id, name := cols[0], cols[1]
	nation, _, _ := strings.Cut(id, "-")
	th := w.addThing(thing{ID: id, Name: name, Kind: KindState, Nation: nation})
	w.addName(name, th, formName, false)
	for _, x := range items(cols[5]) {
		w.addName(x, th, formName, false)
	}
	for _, x := range items(cols[2]) {
		w.addName(x, th, formAdj, false)
		if strings.HasSuffix(x, "an") || strings.HasSuffix(x, "i") {
			w.addName(x+"s", th, formPeople, true)
		}
	}
	for _, x := range items(cols[3]) {
		plural := strings.HasSuffix(x, "s") && !strings.HasSuffix(x, "ss") || strings.HasSuffix(x, "men")
		w.addName(x, th, formPeople, plural)
	}
	for _, x := range items(cols[4]) {
		w.addName(x, th, formCapital, false)
	}
	return nil
}

// id | name | kind | other names | members | called
func (w *World) readOrganisation(cols []string) error {
	if err := want(cols, 6); err != nil {
		return err
	}
	name, hidden := strings.CutPrefix(cols[1], "=")
	t := thing{ID: cols[0], Name: name, Kind: cols[2], Members: strings.Fields(cols[4]), Called: items(cols[5])}
	switch t.Kind {
	case KindBloc:
	case KindOrganisation:
		if len(t.Members) == 1 {
			t.Nation, t.Members = t.Members[0], nil
		}
	case KindBody:
		if len(t.Members) == 0 {
			return fmt.Errorf("a body needs the one for whom it speaks in the members column")
		}
		t.Of, t.Members = t.Members[0], nil
	case "thinktank", "media":
		t.Kind, t.self = KindOrganisation, true
		t.Sector = map[string]string{"thinktank": "EDU", "media": "MED"}[cols[2]]
	default:
		return fmt.Errorf("unknown kind %q", t.Kind)
	}
	th := w.addThing(t)
	if !hidden {
		w.addName(name, th, formName, false)
	}
	for _, x := range items(cols[3]) {
		if adj, ok := strings.CutPrefix(x, "~"); ok {
			w.addName(adj, th, formAdj, false)
		} else {
			w.addName(x, th, formName, false)
		}
	}
	return nil
}

// name, other names | of | kind | called
func (w *World) readSeat(cols []string) error {
	if err := want(cols, 4); err != nil {
		return err
	}
	names, of, kind := items(cols[0]), cols[1], cols[2]
	if kind == "seat" {
		if !w.knows(of) {
			return fmt.Errorf("unknown state or organisation %q", of)
		}
		t := thing{ID: slug(names[0]), Name: names[0], Kind: KindBody, Nation: of, Of: of, Sector: "GOV"}
		th := w.addThing(t)
		for _, x := range names {
			w.addName(x, th, formSeat, false)
		}
		return nil
	}
	t := thing{ID: slug(names[0]), Name: names[0], Kind: KindBody, Called: items(cols[3]), Nation: of, Of: of}
	switch kind {
	case "body":
		t.Sector = "GOV"
	case "parliament":
		t.Of, t.Sector = "", "LEG"
	case "court":
		t.Of, t.Sector = "", "JUD"
	case "party":
		t.Of, t.Kind, t.Sector = "", KindOrganisation, "PTY"
	case "company":
		t.Of, t.Kind, t.Sector = "", KindCompany, "BUS"
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	th := w.addThing(t)
	for _, x := range names {
		w.addName(x, th, formName, false)
	}
	return nil
}

// code | successor | until
func (w *World) readHistory(cols []string) error {
	if err := want(cols, 3); err != nil {
		return err
	}
	th, ok := w.byID[cols[0]]
	if !ok {
		return fmt.Errorf("unknown state %q", cols[0])
	}
	if !w.knows(cols[1]) {
		return fmt.Errorf("unknown state %q", cols[1])
	}
	w.things[th].Nation = cols[1]
	return nil
}

// state | places
func (w *World) readPlace(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	of := cols[0]
	if of == "-" {
		of = ""
	} else if !w.knows(of) {
		return fmt.Errorf("unknown state %q", of)
	}
	for _, x := range items(cols[1]) {
		th := w.addThing(thing{ID: slug(x), Name: x, Kind: KindPlace, Nation: of})
		w.addName(x, th, formPlace, false)
	}
	return nil
}

// class | sector | words
func (w *World) readNoun(cols []string) error {
	if err := want(cols, 3); err != nil {
		return err
	}
	if _, ok := classes[cols[0]]; !ok {
		return fmt.Errorf("unknown class %q", cols[0])
	}
	for _, x := range items(cols[2]) {
		name, base, ok := strings.Cut(x, ">")
		if !ok {
			base = name
		}
		w.nounOf = append(w.nounOf, noun{class: cols[0], sector: cols[1], base: base})
		w.nouns.add(words(name), int32(len(w.nounOf)-1))
	}
	return nil
}

// words | of
func (w *World) readOffice(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	of := strings.Fields(cols[1])
	for _, id := range of {
		if !w.knows(id) {
			return fmt.Errorf("unknown state or organisation %q", id)
		}
	}
	w.office = append(w.office, special{of: of})
	for _, x := range items(cols[0]) {
		w.offices.add(words(x), int32(len(w.office)-1))
	}
	return nil
}

// kind | words
func (w *World) readKind(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	for _, x := range items(cols[1]) {
		if _, ok := w.kinds[x]; !ok {
			w.kinds[x] = cols[0]
		}
	}
	return nil
}

// gender | words
func (w *World) readTitle(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	for _, x := range items(cols[1]) {
		w.titles[x] = cols[0][0]
	}
	return nil
}

// gender | first names
func (w *World) readFirst(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	for _, x := range items(cols[1]) {
		if k := fold(x); w.first[k] == 0 {
			w.first[k] = cols[0][0]
		}
	}
	return nil
}

// name | words
func (w *World) readWords(cols []string) error {
	if err := want(cols, 2); err != nil {
		return err
	}
	w.lists.Add(cols[0], items(cols[1])...)
	return nil
}

// party | office | name, from-to; name, from-to ...   (a name with * is a woman)
func (w *World) readLeader(cols []string) error {
	if err := want(cols, 3); err != nil {
		return err
	}
	if !w.knows(cols[0]) {
		return fmt.Errorf("unknown state or organisation %q", cols[0])
	}
	for _, x := range strings.Split(cols[2], ";") {
		name, terms, ok := strings.Cut(strings.TrimSpace(x), ",")
		if !ok {
			return fmt.Errorf("%q has no term; write \"Name, 1990-1994\"", x)
		}
		name, female := strings.CutSuffix(strings.TrimSpace(name), "*")
		for _, term := range strings.Split(terms, "+") {
			first, last, dash := strings.Cut(strings.TrimSpace(term), "-")
			from, err := month(first, 1, 0)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if !dash {
				last = first
			}
			to, err := month(last, 12, never)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if to < from {
				return fmt.Errorf("%s: %s ends before it begins", name, term)
			}
			w.addHolder(holder{name: name, office: cols[1], party: cols[0], from: from, to: to, female: female, male: !female})
		}
	}
	return nil
}

// month reads "1987" or "1987-02" as 198702; a year alone is given the month def,
// and an empty string is open.
func month(s string, def, open int) (int, error) {
	if s == "" {
		return open, nil
	}
	y, m, ok := strings.Cut(s, "-")
	year, err := strconv.Atoi(y)
	if err != nil || year < 1 || year > 9999 {
		return 0, fmt.Errorf("%q is no year", s)
	}
	if !ok {
		return year*100 + def, nil
	}
	m, _, _ = strings.Cut(m, "-")
	mon, err := strconv.Atoi(m)
	if err != nil || mon < 1 || mon > 12 {
		return 0, fmt.Errorf("%q has no month", s)
	}
	return year*100 + mon, nil
}
