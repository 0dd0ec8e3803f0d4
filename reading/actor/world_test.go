package actor

import "testing"

func TestBuiltinReads(t *testing.T) {
	w, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.things) < 700 {
		t.Errorf("%d things, want several hundred", len(w.things))
	}
}

func TestFoldJoinsSpellings(t *testing.T) {
	for _, group := range [][]string{
		{"Zelenskiy", "Zelensky", "Zelenskyy", "Zelenskii"},
		{"Sergei", "Sergey"},
		{"Gaddafi", "Gadhafi", "Ghaddafi"},
		{"Orbán", "Orban"},
	} {
		for _, s := range group[1:] {
			if fold(s) != fold(group[0]) {
				t.Errorf("fold(%q) = %q, fold(%q) = %q", s, fold(s), group[0], fold(group[0]))
			}
		}
	}
}
