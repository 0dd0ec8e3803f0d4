package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// contextSize is how many characters of its paragraph are shown on each side of
// a sentence.
const contextSize = 280

// piece is a run of text with one look. A source, cue or point may lie within
// another; each piece names all it belongs to.
type piece struct {
	text               string
	evidence           bool
	source, cue, point bool
}

// passage cuts the paragraph around the sentence of a statement into pieces.
func passage(shown dossier.Shown) []piece {
	s := &shown.Statement
	t := record.NewText(shown.Document.Text)
	if t.Slice(s.Evidence.Start, s.Evidence.End) != s.Evidence.Text {
		return []piece{{text: s.Evidence.Text, evidence: true}} // the document is another one now
	}
	from, to := paragraph(t, s.Evidence)
	return cut(t, from, to, []*record.Statement{s})
}

// paragraph bounds the paragraph of a sentence, clipped to contextSize on each
// side at a space.
func paragraph(t *record.Text, e record.Span) (from, to int) {
	before := t.Slice(max(0, e.Start-contextSize), e.Start)
	if i := strings.LastIndex(before, "\n"); i >= 0 {
		before = before[i+1:]
	} else if e.Start > contextSize {
		before = before[strings.Index(before, " ")+1:]
	}
	after := t.Slice(e.End, e.End+contextSize)
	if i := strings.Index(after, "\n"); i >= 0 {
		after = after[:i]
	} else if e.End+contextSize < t.Len() {
		after = after[:max(0, strings.LastIndex(after, " "))]
	}
	return e.Start - len([]rune(before)), e.End + len([]rune(after))
}

// cut divides text from to to at the borders of evidence, sources, cues and
// points of the statements.
func cut(t *record.Text, from, to int, statements []*record.Statement) []piece {
	var evidence, sources, cues, points []record.Span
	for _, s := range statements {
		evidence = append(evidence, s.Evidence)
		points = append(points, s.Point)
		cues = append(cues, s.Predicate)
		for _, src := range s.Sources {
			if src.Span != nil {
				sources = append(sources, *src.Span)
			}
		}
	}
	borders := []int{from, to}
	for _, spans := range [][]record.Span{evidence, sources, cues, points} {
		for _, sp := range spans {
			for _, at := range []int{sp.Start, sp.End} {
				if from < at && at < to {
					borders = append(borders, at)
				}
			}
		}
	}
	slices.SortFunc(borders, cmp.Compare[int])
	borders = slices.Compact(borders)
	var out []piece
	for i := 1; i < len(borders); i++ {
		at := borders[i-1]
		out = append(out, piece{
			text:     t.Slice(at, borders[i]),
			evidence: within(evidence, at),
			source:   within(sources, at),
			cue:      within(cues, at),
			point:    within(points, at),
		})
	}
	return out
}

func within(spans []record.Span, at int) bool {
	return slices.ContainsFunc(spans, func(s record.Span) bool { return s.Contains(at) })
}

// markPassage writes pieces as plain text: ‹source› *cue* [point].
func markPassage(pieces []piece) string {
	var b strings.Builder
	var open piece
	marks := []struct {
		on, off string
		in      func(piece) bool
	}{
		{"[", "]", func(p piece) bool { return p.point }},
		{"‹", "›", func(p piece) bool { return p.source }},
		{"*", "*", func(p piece) bool { return p.cue }},
	}
	step := func(next piece) {
		for i := len(marks) - 1; i >= 0; i-- {
			if m := marks[i]; m.in(open) && !m.in(next) {
				b.WriteString(m.off)
			}
		}
		for _, m := range marks {
			if !m.in(open) && m.in(next) {
				b.WriteString(m.on)
			}
		}
		open = next
	}
	for _, p := range pieces {
		step(p)
		b.WriteString(p.text)
	}
	step(piece{})
	return b.String()
}
