package statement

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed wrongs.txt
var wrongsText string

// A wrong is what wrongs.txt knows of a word.
type wrong struct {
	class string // grave, harm, judge, band, omit, answer, pledge, lapse, against, cause, root or bar
	pos   byte   // V, N, D, A or P
}

// wrongWords are the words of wrongs.txt: those for wrongs by part of speech, and
// those of the other classes.
type wrongWords struct {
	verbs, nouns, adjs map[string]wrong
	phrases            map[string][]wrongPhrase // by first word
	class              table.Classes
}

// A wrongPhrase is a phrase for a wrong.
type wrongPhrase struct {
	wrong
	words []string
}

// wrongs parses wrongs.txt once. It is part of the program: an error in it is a
// defect that the package's tests find.
var wrongs = sync.OnceValue(func() *wrongWords {
	w, err := parseWrongs(wrongsText)
	if err != nil {
		panic(err)
	}
	return w
})

func parseWrongs(text string) (*wrongWords, error) {
	w := &wrongWords{verbs: map[string]wrong{}, nouns: map[string]wrong{}, adjs: map[string]wrong{}, phrases: map[string][]wrongPhrase{}, class: table.Classes{}}
	graded := []string{"grave", "harm", "judge", "band", "omit", "answer", "pledge", "lapse", "against", "cause", "root", "bar"}
	return w, eachLine("wrongs.txt", text, func(line string) error {
		f := strings.Fields(line)
		if len(f) < 3 || len(f[1]) != 1 {
			return fmt.Errorf("want CLASS POS words")
		}
		class, pos, words := f[0], f[1][0], f[2:]
		if !slices.Contains(graded, class) {
			w.class.Add(class, words...)
			return nil
		}
		into := map[byte]map[string]wrong{'V': w.verbs, 'N': w.nouns, 'D': w.nouns, 'A': w.adjs}[pos]
		for _, x := range words {
			switch {
			case pos == 'P':
				p := strings.Split(x, "_")
				w.phrases[p[0]] = append(w.phrases[p[0]], wrongPhrase{wrong{class, pos}, p})
			case into == nil:
				return fmt.Errorf("unknown part of speech %q", pos)
			default:
				into[x] = wrong{class, pos}
			}
		}
		return nil
	})
}

// is reports whether a word is in a class that is not one of wrongs.
func (w *wrongWords) is(class, word string) bool { return w.class.Has(class, word) }

// wrong is what the word at i is a word for; n is how many tokens it takes. ok is
// false for all other words.
func (f *finder) wrong(i int) (w wrong, n int, ok bool) {
	t := &f.Doc.Tokens[i]
	for _, first := range []string{t.Lower, t.Lemma} {
		for _, p := range wrongs().phrases[first] {
			if n := f.phraseAt(i, p.words); n > 0 {
				return p.wrong, n, true
			}
		}
	}
	if f.turned(i) {
		return w, 1, false
	}
	switch t.Pos {
	case "VERB":
		w, ok = wrongs().verbs[t.Lemma]
		if a, is := wrongs().adjs[t.Lower]; !ok && is { // "destabilizing" may be tagged a verb
			w, ok = a, true
		}
	case "NOUN":
		w, ok = wrongs().nouns[t.Lemma]
	case "ADJ", "ADV":
		w, ok = wrongs().adjs[t.Lower]
	}
	return w, 1, ok
}

// phraseAt is how many tokens from i on say the words of a phrase, 0 when they do not:
// an adjective may stand after the first ("in flagrant breach of").
func (f *finder) phraseAt(i int, words []string) int {
	d := f.Doc
	switch {
	case f.matches(i, words):
		return len(words)
	case i+2 < len(d.Tokens) && d.Tokens[i+1].Pos == "ADJ" && f.matches(i, words[:1]) && f.matches(i+2, words[1:]):
		return len(words) + 1
	}
	return 0
}

// turned reports whether a first part turns the word at i round: "de-escalation".
func (f *finder) turned(i int) bool {
	return i > 1 && f.Doc.Tokens[i-1].Text == "-" && wrongs().is("prefix", f.Doc.Tokens[i-2].Lower)
}
