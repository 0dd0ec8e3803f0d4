package event

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed sets.txt verbs.txt nouns.txt actors.txt contexts.txt
var data embed.FS

// How a frame's verb is read when it names no event type of its own.
const (
	report = "REPORT" // others' words
	aspect = "ASPECT" // begins, goes on: what depends is the event
	light  = "LIGHT"  // the object noun names the event
	intend = "INTEND" // commitment to whatever depends
	plan   = "PLAN"   // commitment, told only where the act is known
	warn   = "WARN"   // a threat, where harm is said to come
	stop   = "STOP"   // ends what depends
	skip   = "SKIP"   // nothing is asserted
)

// frame is one way to read a word.
type frame struct {
	particle string // second word of the trigger, or ""
	conds    []condition
	event    string // a PLOVER type or one of the ways above
	cameo    string
	mode     string
	not      bool // the negation belongs to the frame: "will not hesitate to"
}

// condition asks for one of several slots, each filled by one of some words.
type condition struct {
	absent bool // none of the slots may be there
	slots  []slot
}

type slot struct {
	name  string          // obj, subj, comp, any, actor, oprd or a preposition
	words map[string]bool // nil for any filler
	actor bool            // an actor will do as filler
	state bool            // a state or its government will do
	place bool            // a named place will do
	typ   string          // of a complement: the event type of its verb
}

// lexicon holds the frames by lemma, the sets, and the codes of known actors.
type lexicon struct {
	sets       map[string]map[string]bool
	verbs      map[string][]frame
	nouns      map[string][]frame
	actors     map[string]string
	contexts   []string         // in the order of the file
	contextsOf map[string][]int // a word tells these
	endings    []string         // of nouns that do not act
	agents     []string         // endings of nouns for people
}

// builtin reads the embedded files once. A mistake in them is a mistake in the
// program: it panics with the file and line.
var builtin = sync.OnceValue(func() *lexicon {
	l := &lexicon{sets: map[string]map[string]bool{}, verbs: map[string][]frame{}, nouns: map[string][]frame{}, actors: map[string]string{}, contextsOf: map[string][]int{}}
	each("sets.txt", "=", l.readSet)
	each("verbs.txt", "|", func(cols []string) error { return l.readFrame(l.verbs, cols, l.condition) })
	each("nouns.txt", "|", func(cols []string) error { return l.readFrame(l.nouns, cols, l.nounCondition) })
	l.agents = slices.Sorted(maps.Keys(l.sets["agentive"]))
	l.endings = slices.Sorted(maps.Keys(l.sets["abstract"]))
	each("actors.txt", "|", l.readActor)
	each("contexts.txt", "|", l.readContext)
	return l
})

// each calls read with the columns of every line of an embedded file.
func each(name, separator string, read func(cols []string) error) {
	text, err := data.ReadFile(name)
	if err != nil {
		panic(err)
	}
	for n, line := range table.Lines(string(text)) {
		if err := read(table.Cells(line, separator)); err != nil {
			panic(fmt.Sprintf("%s:%d: %v", name, n, err))
		}
	}
}

func list(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func (l *lexicon) readSet(cols []string) error {
	if len(cols) != 2 {
		return fmt.Errorf("%d columns, not 2", len(cols))
	}
	set := l.sets[cols[0]]
	if set == nil {
		set = map[string]bool{}
		l.sets[cols[0]] = set
	}
	for _, w := range list(cols[1]) {
		set[w] = true
	}
	return nil
}

func (l *lexicon) readActor(cols []string) error {
	if len(cols) != 2 {
		return fmt.Errorf("%d columns, not 2", len(cols))
	}
	for _, id := range list(cols[0]) {
		l.actors[id] = cols[1]
	}
	return nil
}

func (l *lexicon) readFrame(into map[string][]frame, cols []string, conditions func(string) ([]condition, error)) error {
	if len(cols) != 5 {
		return fmt.Errorf("%d columns, not 5", len(cols))
	}
	conds, err := conditions(cols[1])
	if err != nil {
		return err
	}
	if !known[cols[2]] {
		return fmt.Errorf("no type %q", cols[2])
	}
	for _, trigger := range list(cols[0]) {
		word, particle, _ := strings.Cut(trigger, " ")
		not := slices.ContainsFunc(conds, func(c condition) bool { return c.slots[0].name == "not" })
		into[word] = append(into[word], frame{particle, conds, cols[2], cols[3], cols[4], not})
	}
	return nil
}

// known names the types and ways that a frame may have.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range append(Types(), report, aspect, light, intend, plan, warn, stop, skip) {
		m[t] = true
	}
	return m
}()

// condition reads "obj:@envoy,actor; -with; to,over".
func (l *lexicon) condition(s string) ([]condition, error) {
	var out []condition
	for _, part := range strings.Split(s, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		var c condition
		part, c.absent = strings.CutPrefix(part, "-")
		names, words, filled := strings.Cut(part, ":")
		for _, n := range list(names) {
			sl := slot{name: n}
			if filled {
				if err := l.fill(&sl, words); err != nil {
					return nil, err
				}
			}
			c.slots = append(c.slots, sl)
		}
		out = append(out, c)
	}
	return out, nil
}

func (l *lexicon) fill(sl *slot, words string) error {
	sl.words = map[string]bool{}
	for _, w := range list(words) {
		switch {
		case w == "actor":
			sl.actor = true
		case w == "government":
			sl.state = true
		case w == "place":
			sl.place = true
		case known[w]:
			sl.typ = w
		case w[0] == '@':
			set, ok := l.sets[w[1:]]
			if !ok {
				return fmt.Errorf("no set %s", w)
			}
			for x := range set {
				sl.words[x] = true
			}
		default:
			sl.words[w] = true
		}
	}
	return nil
}

// nounCondition reads words or sets that must stand in the noun's own phrase.
func (l *lexicon) nounCondition(s string) ([]condition, error) {
	if s == "" {
		return nil, nil
	}
	sl := slot{name: "phrase"}
	if err := l.fill(&sl, s); err != nil {
		return nil, err
	}
	return []condition{{slots: []slot{sl}}}, nil
}
