package dossier

import (
	"testing"

	"github.com/demarche-project/demarche/record"
)

func TestSpellingKey(t *testing.T) {
	for _, same := range [][]string{
		{"Zelenskiy", "Zelensky", "Zelenskyy", "Zelenskij"},
		{"Kovalevskaya", "Kovalevskaja", "Kovalevskaia"},
		{"Romanov", "Romanoff", "Romanow"},
		{"Zhukov", "Jukov"},
		{"Kharitonov", "Haritonow"},
		{"Müller", "Muller"},
		{"Tschaikin", "Chaikin", "Chaykin"},
		{"Yusuf", "Jusuf", "Yousouf"},
	} {
		for _, s := range same[1:] {
			if a, b := spellingKey(same[0]), spellingKey(s); a != b {
				t.Errorf("%s is %s, %s is %s", same[0], a, s, b)
			}
		}
	}
	for _, other := range [][2]string{{"Ivanov", "Ivanova"}, {"Petrov", "Petrovic"}, {"Mann", "Mohn"}, {"Marin", "Martin"}} {
		if spellingKey(other[0]) == spellingKey(other[1]) {
			t.Errorf("%s and %s have one key", other[0], other[1])
		}
	}
}

func TestLikely(t *testing.T) {
	person := func(name string) Actor {
		return Actor{Ref: record.Ref{ID: name, Name: name, Kind: record.KindPerson}}
	}
	got := map[string]string{}
	for _, pair := range likely([]Actor{
		person("Anna Kovalevskaya"), person("Kovalevskaja"), person("A. Kovalevskaia"), person("Boris Kovalevskaya"),
		person("Ilya Romanov"), person("I. Romanoff"), person("Romanow"),
		person("Paul Bank"), person("dealer at a bank"), person("Ada Holt"), person("Eve Holt"), person("Holt"),
		{Ref: record.Ref{ID: "k1", Name: "Kharkiv Council"}}, {Ref: record.Ref{ID: "k2", Name: "Harkiv Council"}}, {Ref: record.Ref{ID: "k3", Name: "Council"}},
	}) {
		got[pair[0].Name] = pair[1].Name
	}
	for name, want := range map[string]string{
		"A. Kovalevskaia": "Anna Kovalevskaya", "Boris Kovalevskaya": "", "Kovalevskaja": "",
		"I. Romanoff": "Ilya Romanov", "dealer at a bank": "", "Holt": "", "Eve Holt": "", "Harkiv Council": "Kharkiv Council", "Council": "",
	} {
		if got[name] != want {
			t.Errorf("%s is offered as %q, want %q", name, got[name], want)
		}
	}
}
