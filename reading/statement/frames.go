package statement

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed acts.txt
var actsText string

//go:embed frames.txt
var framesText string

//go:embed nouns.txt
var nounsText string

//go:embed voice.txt
var voiceText string

// Act is one member of the closed list of acts.
type Act struct {
	Name, Definition, Example string
}

// Acts returns the closed list of acts with definition and example.
func Acts() []Act { return append([]Act(nil), tables().acts...) }

// A frame says which act a word carries and where its roles stand.
type frame struct {
	word, part string // lemma, and the particle or preposition it needs
	pos        byte   // V, N, A or P
	act        string
	stance     byte // + - ?
	slots      []string
	to         []string // where the addressee stands
	object     string   // class the point's head must be of: actor, thing, act
	confidence float64
	own        bool // the point is an act of the holder
	role       bool // a noun for people: they are the holder
	joint      bool // several parties must be the subject
	passive    bool // only as a participle after "be"
	negated    bool // only when negated
	noflip     bool // denied, it says nothing
	defers     bool // gives way to an act in its point: "voted to reject the offer"
	would      bool // only with "would"
	deontic    bool // the clause must say what should be
	hortative  bool // ... or what might be done
	modal      bool // the clause must say what may or would be
	unreached  bool // "could not be reached"
	adjunct    bool // a phrase beside a verb that tells something else
	judges     bool // the subject is judged by whoever says so
	text       bool // the subject is a text
	excess     bool // only with "too": "goes too far"
}

// A voiceRule reads a modal clause in a party's own voice.
type voiceRule struct {
	who        string
	act        string
	stance     byte
	confidence float64
}

// lexicon holds the four data files.
type lexicon struct {
	acts    []Act
	verbs   map[string][]*frame
	nouns   map[string][]*frame
	adjs    map[string][]*frame
	phrases map[string][]phraseFrame // by first word
	class   table.Classes
	voice   map[string][]voiceRule
}

type phraseFrame struct {
	words []string
	frame *frame
}

// tables parses the embedded files once. They are part of the program: an error
// in them is a defect that the package's tests find.
var tables = sync.OnceValue(func() *lexicon {
	l, err := parseTables(actsText, framesText, nounsText, voiceText)
	if err != nil {
		panic(err)
	}
	return l
})

func parseTables(acts, frames, nouns, voice string) (*lexicon, error) {
	l := &lexicon{
		verbs: map[string][]*frame{}, nouns: map[string][]*frame{}, adjs: map[string][]*frame{},
		phrases: map[string][]phraseFrame{}, class: table.Classes{}, voice: map[string][]voiceRule{},
	}
	known := map[string]bool{"@view": true}
	if err := eachLine("acts.txt", acts, func(line string) error {
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			return fmt.Errorf("want act | definition | example")
		}
		l.acts = append(l.acts, Act{strings.TrimSpace(f[0]), f[1], f[2]})
		known[strings.TrimSpace(f[0])] = true
		return nil
	}); err != nil {
		return nil, err
	}
	if err := eachLine("frames.txt", frames, func(line string) error {
		f, err := parseFrame(strings.Fields(line))
		if err != nil {
			return err
		}
		if !known[f.act] {
			return fmt.Errorf("unknown act %q", f.act)
		}
		l.add(f)
		return nil
	}); err != nil {
		return nil, err
	}
	if err := eachLine("nouns.txt", nouns, func(line string) error {
		f := strings.Fields(line)
		l.class.Add(f[0], f[1:]...)
		return nil
	}); err != nil {
		return nil, err
	}
	return l, eachLine("voice.txt", voice, func(line string) error {
		f := strings.Fields(line)
		if len(f) != 5 || !known[f[2]] {
			return fmt.Errorf("want cue who act stance confidence")
		}
		c, err := strconv.ParseFloat(f[4], 64)
		if err != nil {
			return err
		}
		l.voice[f[0]] = append(l.voice[f[0]], voiceRule{f[1], f[2], f[3][0], c})
		return nil
	})
}

func (l *lexicon) add(f *frame) {
	switch f.pos {
	case 'V':
		l.verbs[f.word] = append(l.verbs[f.word], f)
	case 'N':
		l.nouns[f.word] = append(l.nouns[f.word], f)
	case 'A':
		l.adjs[f.word] = append(l.adjs[f.word], f)
	case 'P':
		words := strings.Split(f.word, "_")
		l.phrases[words[0]] = append(l.phrases[words[0]], phraseFrame{words, f})
	}
}

// is reports whether lemma is of the class in nouns.txt.
func (l *lexicon) is(class, lemma string) bool { return l.class.Has(class, lemma) }

func parseFrame(f []string) (*frame, error) {
	if len(f) < 5 || len(f[1]) != 1 || !strings.Contains("VNAP", f[1]) || len(f[3]) != 1 || !strings.Contains("+-?", f[3]) {
		return nil, fmt.Errorf("want WORD POS ACT STANCE SLOTS [options]")
	}
	fr := &frame{pos: f[1][0], act: f[2], stance: f[3][0], slots: strings.Split(f[4], ","), confidence: 0.8}
	fr.word, fr.part, _ = strings.Cut(f[0], "+")
	for _, o := range f[5:] {
		key, value, _ := strings.Cut(o, "=")
		switch key {
		case "to":
			fr.to = strings.Split(value, ",")
		case "obj":
			fr.object = value
		case "c":
			c, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return nil, err
			}
			fr.confidence = c
		case "role":
			fr.role = true
		case "own":
			fr.own = true
		case "joint":
			fr.joint = true
		case "passive":
			fr.passive = true
		case "negated":
			fr.negated = true
		case "would":
			fr.would = true
		case "hortative":
			fr.hortative = true
		case "modal":
			fr.modal = true
		case "deontic":
			fr.deontic = true
		case "noflip":
			fr.noflip = true
		case "defers":
			fr.defers = true
		case "adjunct":
			fr.adjunct = true
		case "judges":
			fr.judges = true
		case "text":
			fr.text = true
		case "excess":
			fr.excess = true
		case "unreached":
			fr.unreached = true
		default:
			return nil, fmt.Errorf("unknown option %q", o)
		}
	}
	return fr, nil
}

// eachLine calls fn for every line of text that is neither blank nor a comment.
func eachLine(name, text string, fn func(string) error) error {
	for n, line := range table.Lines(text) {
		if err := fn(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}
