package report

import (
	"fmt"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Marks of a cell. Each is always followed by a word.
const (
	markDivided   = "±"
	markContested = "≠"
	markAside     = "~"
	markMoved     = "◂"
)

// stanceMark is the mark of a stance.
func stanceMark(stance string) string {
	switch stance {
	case record.For:
		return "+"
	case record.Against:
		return "−"
	case record.Conditional:
		return "if"
	}
	return "?"
}

// lineWords is a line in words, after the option that it is on.
func lineWords(l dossier.Line) string {
	if l.Option == "" {
		return l.Words
	}
	return l.Option + ": " + l.Words
}

// blank is how an empty cell looks: three facts, three looks.
func blank(kind string) string {
	switch kind {
	case dossier.Declined:
		return "( … ) asked, no answer"
	case dossier.NoRecord:
		return "· no record"
	}
	return "/"
}

// voice says in words on whose word something stands.
func voice(v dossier.Voice) string {
	switch v.Kind {
	case dossier.VoiceNamed, dossier.VoiceOffice:
		if v.Name != "" {
			return v.Name
		}
		return v.Kind
	case dossier.VoiceDocument:
		if v.Name != "" {
			return "document: " + v.Name
		}
		return "document"
	case dossier.VoiceAnonymous:
		text := "unnamed, no count"
		if v.Count > 0 {
			text = fmt.Sprintf("%d unnamed", v.Count)
		}
		if v.Description != "" {
			text += ", “" + v.Description + "”"
		}
		return text
	case dossier.VoiceOther:
		if v.Name == "" {
			return "told by others"
		}
		return "told by " + v.Name
	}
	return "outlet’s own words"
}

// shortVoice is voice without description.
func shortVoice(v dossier.Voice) string {
	v.Description = ""
	if v.Kind == dossier.VoiceDocument {
		v.Name = ""
	}
	return voice(v)
}

// reports says how many independent reports, and how many articles if more.
func reports(n, articles int) string {
	text := Count(n, "report")
	if articles > n {
		text += ", " + Count(articles, "article")
	}
	return text
}

// Count is a number of things: "1 report", "2 reports".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// held says since when, in the words of the record.
func held(c *dossier.Cell) string {
	since, last := dateWords(c.Since), dateWords(c.Affirmed)
	switch {
	case since == "" && c.Undated > 0:
		return "undated"
	case since == "":
		return ""
	case last != "" && last != since:
		return "since " + since + ", last " + last
	}
	return "on record " + since
}

// dateWords writes an EDTF date for a reader: "by 2024-06", "from 2019", "2019 to
// 2021".
func dateWords(edtf string) string {
	from, to, interval := strings.Cut(edtf, "/")
	switch {
	case !interval:
		return edtf
	case from == "" || from == "..":
		return "by " + to
	case to == "" || to == "..":
		return "from " + from
	}
	return from + " to " + to
}

// aside says what is kept beside a cell and not counted.
func aside(statements []*record.Statement) string {
	var maybe, told, judged int
	for _, s := range statements {
		switch {
		case s.Modality.Reported:
			told++
		case s.Modality.Hypothetical || s.Modality.Future:
			maybe++
		default:
			judged++
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{told, "told by others"}, {maybe, "possible or predicted"}, {judged, "judged"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// capital writes the first letter large.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// also picks the further lines of a cell that are worth a place in the table: those
// that take a side on something, another than the first. All lines stand where the
// cell opens.
func also(c *dossier.Cell) []dossier.Line {
	var out []dossier.Line
	for _, l := range c.Lines[1:] {
		if l.Act != "accuse" && (l.Stance != c.Stance || l.Option != "") && tells(l) {
			out = append(out, l)
		}
	}
	return out
}

// tells reports whether l takes a side, on a point of more than one word ("it").
func tells(l dossier.Line) bool {
	return l.Stance != record.Unclear && len(strings.Fields(l.Statements[0].Point.Text)) > 1
}
