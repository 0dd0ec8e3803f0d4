package quantity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed words.txt
var wordsText string

//go:embed places.txt
var placesText string

// lexicon is words.txt: class -> word -> value.
type lexicon map[string]map[string]string

var theLexicon = sync.OnceValue(func() lexicon {
	l := lexicon{}
	for _, ln := range table.Lines(wordsText) {
		head, words, ok := strings.Cut(ln, ": ")
		class, value, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 {
			panic(fmt.Sprintf("quantity: words.txt: %q", ln))
		}
		if l[class] == nil {
			l[class] = map[string]string{}
		}
		for _, w := range strings.Fields(words) {
			if class == "bound" {
				w = strings.ReplaceAll(w, "-", " ")
			}
			l[class][w] = value
		}
	}
	return l
})

func (l lexicon) value(class, w string) (float64, bool) {
	s, ok := l[class][w]
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// gazetteer is places.txt: the container of each place, and its one name by all
// its names.
type gazetteer struct {
	within map[string]string
	name   map[string]string
}

var theGazetteer = sync.OnceValue(func() gazetteer {
	g := gazetteer{map[string]string{}, map[string]string{}}
	for _, ln := range table.Lines(placesText) {
		f := strings.Split(ln, ":")
		if len(f) != 3 {
			panic(fmt.Sprintf("quantity: places.txt: %q", ln))
		}
		g.within[f[0]] = strings.TrimSpace(f[1])
		g.name[f[0]] = f[0]
		for _, other := range strings.Fields(f[2]) {
			g.name[other] = f[0]
		}
	}
	return g
})
