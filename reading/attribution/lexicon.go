package attribution

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed data/cues.txt
var cuesText string

//go:embed data/sources.txt
var sourcesText string

// A lexicon maps a class to its set of lemmas.
type lexicon map[string]map[string]bool

func (l lexicon) has(class, lemma string) bool { return l[class][lemma] }

// cues and kinds are read once; they are constants in all but form.
var (
	cues  = sync.OnceValue(func() lexicon { return mustLexicon(cuesText) })
	kinds = sync.OnceValue(func() lexicon { return mustLexicon(sourcesText) })
)

// parseLexicon reads "class: word word ..." lines; # starts a comment.
func parseLexicon(text string) (lexicon, error) {
	out := lexicon{}
	for n, line := range table.Lines(text) {
		class, words, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(words) == "" {
			return nil, fmt.Errorf("line %d: want \"class: word word ...\", have %q", n, line)
		}
		if out[class] == nil {
			out[class] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(words) {
			out[class][w] = true
		}
	}
	return out, nil
}

// mustLexicon parses an embedded file; a test reads them all.
func mustLexicon(text string) lexicon {
	l, err := parseLexicon(text)
	if err != nil {
		panic("attribution: embedded word list: " + err.Error())
	}
	return l
}
