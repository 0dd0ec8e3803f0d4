package agenda

import (
	"fmt"
	"strings"
)

// lexicon is the general language of points, the same for every domain: see the
// comments in data/lexicon.yaml.
type lexicon struct {
	against   []phrase
	againstAt map[string][]int // first word -> indexes of against
	bounds    []phrase         // "no less than": turn nothing
	boundAt   map[string][]int
	idioms    []phrase
	idiomAt   map[string][]int // by first word
	light     set
	anaphors  set
	performs  map[string]set // noun of an act -> verbs: proposal -> propose
	pronouns  set
	packages  set
	generic   set
	hollow    set // nouns that make no issue by themselves
	void      set // nouns that add nothing to the issue they stand under
	drop      set
	plural    set
	agreement set // heads that all mean "agreement" after a name
	meetings  set // talks: held in a place, not called by it
	units     set // "dlrs", "pct": never what a point is about
	empty     set // verbs that name nothing alone
	function  set // words of grammar, for Suggest
	regions   set // words that make a name before or after them a place below a state
	parting   set // words whose object is a place that changes hands
	about     set // prepositions of content: "talks on"
	adjuncts  set // prepositions that lead away from what a noun is about
	times     set // nouns that only say when
	agents    set // people who act in the sentences of a text
	settings  set // prepositions behind a verb that tell when or in spite of what
	linking   set // prepositions that may stand in a name
	lemmas    map[string]string
	slots     map[string][]slotValue
	slotForms map[string]map[string][]slotForm // slot -> first word -> forms
}

// slotValue is one value of a slot with the word sequences that name it.
type slotValue struct {
	name  string
	words [][]string
}

// slotForm is one of the word sequences of a slot: the words after the first, and its
// place in the list of all, for the first that fits is the one that counts.
type slotForm struct {
	name  string
	rest  []string
	place int
}

type set map[string]bool

type lexiconFile struct {
	Against   []string                       `yaml:"against"`
	Bounds    []string                       `yaml:"bounds"`
	Idioms    []string                       `yaml:"idioms"`
	Light     []string                       `yaml:"light"`
	Anaphors  []string                       `yaml:"anaphors"`
	Performs  map[string][]string            `yaml:"performs"`
	Pronouns  []string                       `yaml:"pronouns"`
	Packages  []string                       `yaml:"packages"`
	Generic   []string                       `yaml:"generic"`
	Hollow    []string                       `yaml:"hollow"`
	Void      []string                       `yaml:"void"`
	Drop      []string                       `yaml:"drop"`
	Plural    []string                       `yaml:"plural"`
	Agreement []string                       `yaml:"agreement"`
	About     []string                       `yaml:"about"`
	Adjuncts  []string                       `yaml:"adjuncts"`
	Times     []string                       `yaml:"times"`
	Agents    []string                       `yaml:"agents"`
	Settings  []string                       `yaml:"settings"`
	Linking   []string                       `yaml:"linking"`
	Lemmas    map[string]string              `yaml:"lemmas"`
	Meetings  []string                       `yaml:"meetings"`
	Units     []string                       `yaml:"units"`
	Empty     []string                       `yaml:"empty"`
	Function  []string                       `yaml:"function"`
	Regions   []string                       `yaml:"regions"`
	Parting   []string                       `yaml:"parting"`
	Slots     map[string]map[string][]string `yaml:"slots"`
}

func readLexicon(path string) (*lexicon, error) {
	data, err := files.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f lexiconFile
	if err := decode(data, path, &f); err != nil {
		return nil, err
	}
	lex := &lexicon{
		light: toSet(f.Light), anaphors: toSet(f.Anaphors), pronouns: toSet(f.Pronouns), packages: toSet(f.Packages), generic: toSet(f.Generic), hollow: toSet(f.Hollow), void: toSet(f.Void),
		drop: toSet(f.Drop), plural: toSet(f.Plural), agreement: toSet(f.Agreement),
		about: toSet(f.About), linking: toSet(f.Linking), adjuncts: toSet(f.Adjuncts), settings: toSet(f.Settings), agents: toSet(f.Agents), times: toSet(f.Times), lemmas: f.Lemmas, units: toSet(f.Units), meetings: toSet(f.Meetings), empty: toSet(f.Empty), function: toSet(f.Function), regions: toSet(f.Regions), parting: toSet(f.Parting),
		performs: map[string]set{}, againstAt: map[string][]int{}, boundAt: map[string][]int{}, idiomAt: map[string][]int{}, slots: map[string][]slotValue{},
		slotForms: map[string]map[string][]slotForm{},
	}
	for noun, verbs := range f.Performs {
		lex.performs[noun] = toSet(verbs)
	}
	for slot, values := range f.Slots {
		forms, place := map[string][]slotForm{}, 0
		lex.slotForms[slot] = forms
		for _, name := range sortedKeys(values) {
			v := slotValue{name: name}
			for _, form := range append([]string{name}, values[name]...) {
				seq := splitWords(form)
				v.words = append(v.words, seq)
				forms[seq[0]] = append(forms[seq[0]], slotForm{name, seq[1:], place})
				place++
			}
			lex.slots[slot] = append(lex.slots[slot], v)
		}
	}
	if lex.against, err = parseList(f.Against, lex, lex.againstAt); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if lex.bounds, err = parseList(f.Bounds, lex, lex.boundAt); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if lex.idioms, err = parseList(f.Idioms, lex, lex.idiomAt); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return lex, nil
}

// parseList parses phrases and notes in at under which first word each stands.
func parseList(list []string, lex *lexicon, at map[string][]int) ([]phrase, error) {
	var out []phrase
	for _, s := range list {
		p, err := parsePhrase(s, lex)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", s, err)
		}
		first := p.elems[0].word
		at[first] = append(at[first], len(out))
		out = append(out, p)
	}
	return out, nil
}

func toSet(words []string) set {
	s := make(set, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// splitWords lower-cases and splits at spaces and hyphens, as the tokenizer does.
func splitWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '–' })
}
