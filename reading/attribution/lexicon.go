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

// cues and kinds are read once; they are constants in all but form.
var (
	cues  = sync.OnceValue(func() table.Classes { return mustLexicon(cuesText) })
	kinds = sync.OnceValue(func() table.Classes { return mustLexicon(sourcesText) })
)

// parseLexicon reads "class: word word ..." lines; # starts a comment.
func parseLexicon(text string) (table.Classes, error) {
	out := table.Classes{}
	for n, line := range table.Lines(text) {
		class, words, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(words) == "" {
			return nil, fmt.Errorf("line %d: want \"class: word word ...\", have %q", n, line)
		}
		out.Add(class, strings.Fields(words)...)
	}
	return out, nil
}

// mustLexicon parses an embedded file; a test reads them all.
func mustLexicon(text string) table.Classes {
	l, err := parseLexicon(text)
	if err != nil {
		panic("attribution: embedded word list: " + err.Error())
	}
	return l
}
