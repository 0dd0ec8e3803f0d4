package position

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/internal/table"
	"github.com/demarche-project/demarche/record"
)

//go:embed acts.txt
var actsFile string

type verb struct {
	base, present, past string
	settles             bool // by it a party takes or refuses what is on the table
}

// verbs reads acts.txt once.
var verbs = sync.OnceValue(func() map[string]verb {
	out := map[string]verb{}
	for _, line := range table.Lines(actsFile) {
		f := table.Cells(line, ";")
		out[f[0]] = verb{f[1], f[2], f[3], len(f) > 4 && f[4] == "settles"}
	}
	return out
})

// maxPointWords is how much of a point a cell can show.
const maxPointWords = 16

// Words says in a few words what s has the party do: the act in our words, the
// point in the document's, in quotation marks, shortened with an ellipsis.
func Words(s *record.Statement) string {
	text := Verb(s)
	if point := Point(s); point != "" {
		text += " “" + point + "”"
	}
	if c := Condition(s); c != "" {
		text += ", on condition “" + c + "”"
	}
	return text
}

// Side is a stance, on an option if one is named, in words: "for unchanged shares".
func Side(stance, option string) string {
	switch {
	case option == "":
		return stance
	case stance == record.For || stance == record.Against:
		return stance + " " + option
	}
	return stance + ", " + option
}

// Verb is the act of s in our words, in the tense and mood of s: "might demand".
func Verb(s *record.Statement) string {
	v, ok := verbs()[s.Act]
	switch {
	case !ok:
		return s.Act
	case s.Modality.Negated && s.Stance == record.Unclear:
		return "does not " + v.base
	case s.Modality.Hypothetical:
		return "might " + v.base
	case s.Modality.Future:
		return "is to " + v.base
	case s.Modality.Past:
		return v.past
	}
	return v.present
}

// Point is the point of s in the document's words, shortened.
func Point(s *record.Statement) string { return Short(s.Point.Text, maxPointWords) }

// Condition is the first condition of s in the document's words, shortened.
func Condition(s *record.Statement) string {
	if len(s.Conditions) == 0 {
		return ""
	}
	return Short(s.Conditions[0].Text, maxPointWords/2)
}

// Short collapses white space in text and keeps at most n words, with an
// ellipsis when some were left out.
func Short(text string, n int) string {
	f := strings.Fields(text)
	if len(f) <= n {
		return strings.Join(f, " ")
	}
	return strings.TrimRight(strings.Join(f[:n], " "), ",;:.") + " …"
}
