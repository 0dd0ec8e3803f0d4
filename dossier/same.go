package dossier

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/demarche-project/demarche/internal/table"
	"github.com/demarche-project/demarche/record"
)

//go:embed spelling.txt
var spellingFile string

// spelling replaces what spelling.txt lists, line by line.
var spelling = sync.OnceValue(func() [][2]string {
	var out [][2]string
	for _, line := range table.Lines(spellingFile) {
		f := strings.Fields(line)
		out = append(out, [2]string{f[0], strings.TrimPrefix(f[1], "-")})
	}
	return out
})

// spellingKey is equal for spellings of one word that differ only as romanisations
// do: Zelenskiy, Zelensky and Zelenskyy have one key.
func spellingKey(word string) string {
	key := strings.ToLower(word)
	for _, s := range spelling() {
		key = strings.ReplaceAll(key, s[0], s[1])
	}
	return string(slices.Compact([]rune(key)))
}

// nameKeys are the keys of the words of a name.
func nameKeys(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '.' || r == ',' }) {
		if k := spellingKey(w); k != "" {
			out = append(out, k)
		}
	}
	return out
}

// maybeSame reports whether two names may be one: for people equal last words, and
// first words that are equal, or of which one is missing or an initial; for
// everything else equal words.
func maybeSame(a, b []string, person bool) bool {
	if !person {
		return slices.Equal(a, b)
	}
	if len(a) == 0 || len(b) == 0 || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	first, second := a[0], b[0]
	return first == second || len(first) == 1 && strings.HasPrefix(second, first) || len(second) == 1 && strings.HasPrefix(first, second)
}

// likely finds pairs of actors that may be one, the one with more on record second.
// A last name alone that fits several people is offered for none, nor is what is
// no name but a description ("a dealer at one bank"). Actors come in
// the order of what they have on record.
func likely(actors []Actor) [][2]record.Ref {
	byKey := map[string][]int{}
	keys := make([][]string, len(actors))
	var order []string
	for i, a := range actors {
		keys[i] = nameKeys(a.Name)
		if len(keys[i]) == 0 || a.Kind == record.KindPerson && !properName(a.Name) {
			continue
		}
		k := "other " + strings.Join(keys[i], " ")
		if a.Kind == record.KindPerson {
			k = "person " + keys[i][len(keys[i])-1]
		}
		if byKey[k] == nil {
			order = append(order, k)
		}
		byKey[k] = append(byKey[k], i)
	}
	var out [][2]record.Ref
	for _, k := range order {
		for n, i := range byKey[k] {
			if j := match(keys, byKey[k], n, actors[i].Kind == record.KindPerson); j >= 0 {
				out = append(out, [2]record.Ref{actors[i].Ref, actors[j].Ref})
			}
		}
	}
	return out
}

// match finds the one of members that member number n may be, or -1: for a full name an
// earlier full name; for a last name alone the one person who bears it, else the
// same last name earlier.
func match(keys [][]string, members []int, n int, person bool) int {
	own, alone := keys[members[n]], person && len(keys[members[n]]) == 1
	found := -1
	for m, j := range members {
		full := !person || len(keys[j]) > 1
		switch {
		case m == n || !alone && (m > n || !full), !maybeSame(own, keys[j], person):
		case found < 0 && (full || m < n):
			found = j
		case found >= 0 && alone && full && len(keys[found]) == 1:
			found = j
		case found >= 0 && alone && full && !maybeSame(keys[found], keys[j], person):
			return -1
		}
	}
	return found
}

// properName reports whether every word of a name begins with a capital letter, but
// for the small ones of two or three letters between ("de", "van").
func properName(name string) bool {
	words := strings.Fields(name)
	for i, w := range words {
		r := []rune(w)
		if !unicode.IsUpper(r[0]) && (i == 0 || i == len(words)-1 || len(r) > 3) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 4
}
