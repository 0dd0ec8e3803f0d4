package when

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed lexicon.txt
var lexiconText string

//go:embed context.txt
var contextText string

// entry is one reading of a word: its class and value, with the words that must
// follow for a name of several words.
type entry struct {
	class string
	value string
	n     int      // value as a number, 0 when it is none
	rest  []string // words after the first
}

// lexicon maps the first word of each entry to the readings, in file order.
type lexicon map[string][]entry

func (l lexicon) has(w string) bool { return len(l[w]) > 0 }

// prefix reports whether w may be written onto a year.
func (l lexicon) prefix(w string) bool { return l.has(w) && l[w][0].class == "PREFIX" }

var theLexicon = sync.OnceValue(func() lexicon {
	l := lexicon{}
	for _, ln := range table.Lines(lexiconText) {
		head, words, ok := strings.Cut(ln, ": ")
		class, value, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 {
			panic(fmt.Sprintf("when: lexicon.txt: %q", ln))
		}
		n, _ := strconv.Atoi(value)
		for _, w := range strings.Fields(words) {
			parts := strings.Split(w, "-")
			l[parts[0]] = append(l[parts[0]], entry{class, value, n, parts[1:]})
		}
	}
	return l
})

// theContext has the classes of context.txt.
var theContext = sync.OnceValue(func() table.Classes {
	c := table.Classes{}
	for _, ln := range table.Lines(contextText) {
		class, words, ok := strings.Cut(ln, ": ")
		if !ok {
			panic(fmt.Sprintf("when: context.txt: %q", ln))
		}
		for _, w := range strings.Fields(words) {
			c.Add(class, strings.ReplaceAll(w, "-", " "))
		}
	}
	return c
})
