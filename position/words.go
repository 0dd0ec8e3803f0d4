package position

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/demarche-project/demarche/record"
)

//go:embed acts.txt
var actsFile string

type verb struct{ base, present, past string }

// verbs reads acts.txt once.
var verbs = sync.OnceValue(func() map[string]verb {
	out := map[string]verb{}
	for line := range strings.Lines(actsFile) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, ";")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		out[f[0]] = verb{f[1], f[2], f[3]}
	}
	return out
})

const maxPointWords = 16

// Words says in a few words what s has the party do: the act in our words, the
// point in the document's, in quotation marks, shortened with an ellipsis.
func Words(s record.Statement) string {
	v, ok := verbs()[s.Act]
	if !ok {
		v = verb{s.Act, s.Act, s.Act}
	}
	var b strings.Builder
	switch {
	case s.Modality.Hypothetical:
		b.WriteString("might " + v.base)
	case s.Modality.Future:
		b.WriteString("is to " + v.base)
	case s.Modality.Past:
		b.WriteString(v.past)
	default:
		b.WriteString(v.present)
	}
	if point := Short(s.Point.Text, maxPointWords); point != "" {
		b.WriteString(" “" + point + "”")
	}
	for _, c := range s.Conditions {
		if text := Short(c.Text, maxPointWords/2); text != "" {
			b.WriteString(", on condition “" + text + "”")
			break
		}
	}
	return b.String()
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
