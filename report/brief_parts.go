package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

type statementView struct {
	Anchor, When, WhenNote, Voice string
	Stance                        stanceView
	Who, Verb, To                 string
	Out                           string // why it does not count
	Tag                           string
	Pieces                        []pieceView
	Chain                         []string
	Place, PlaceText, Act         string
	Grade                         record.Grade
	Notes                         []string
}

type pieceView struct {
	Text                       string
	Source, Cue, Point, Around bool
}

type noteView struct {
	Anchor, Voice    string
	Stance           stanceView
	Who, Verb, Issue string
	Out              bool
}

// party shows all that the party number i has on record.
func (b *builder) party(i int, a dossier.Axis) partyView {
	v := partyView{linkView: linkView{a.Name, partyAnchor(i)}}
	for k, issue := range b.matrix.Issues {
		if c := b.matrix.Cell(a.ID, issue.ID); opens(c) {
			v.Cells = append(v.Cells, b.position(c, issue, cellAnchor(i, k)))
		}
	}
	return v
}

func (b *builder) position(c *dossier.Cell, issue dossier.Axis, anchor string) positionView {
	v := positionView{Anchor: anchor, Issue: capital(issue.Name), Stance: stanceOf(c), Contests: len(c.Contested) > 0}
	if c.Moved != nil {
		v.Moved = moved(c)
	}
	for _, f := range []fact{{"held since", c.Since}, {"last affirmed", c.Affirmed}, {"last reported", c.Reported}} {
		if f.Value != "" {
			f.Value = dateWords(f.Value)
			v.Facts = append(v.Facts, f)
		}
	}
	earlier := map[string]bool{}
	for _, s := range replaced(c) {
		earlier[s.ID] = true
	}
	for _, s := range slices.Concat(c.Counted, c.Refused, c.Aside) {
		sv := b.statement(s)
		if earlier[s.ID] {
			sv.Tag = "replaced by a later word"
		}
		if slices.ContainsFunc(c.Aside, func(o *record.Statement) bool { return o.ID == s.ID }) && sv.Out == "" {
			sv.Out = "a judgement"
		}
		v.Statements = append(v.Statements, sv)
	}
	if c.Left > 0 {
		v.Left = plural(c.Left, "more statement is", "more statements are") + " on record here, most of them earlier."
	}
	return v
}

func (b *builder) statement(s *record.Statement) statementView {
	v := statementView{
		Anchor: "s-" + s.ID, Voice: voiceClass(dossier.VoiceOf(s)), Stance: stanceClass(s.Stance, s.Option),
		Who: s.Party.Name, Verb: dossier.Verb(s), Out: notCounted(s), Chain: chain(s), Act: s.Act, Grade: s.Grade,
	}
	if v.Out != "" {
		v.Stance = stanceView{Class: "hyp", Sign: "~"}
	}
	v.When, v.WhenNote = when(s)
	var to []string
	for _, a := range s.Addressees {
		to = append(to, a.Name)
	}
	v.To = strings.Join(to, ", ")
	t, known := b.texts[s.Doc]
	if !known {
		t = record.NewText("")
	}
	line := lineAt(t, s.Evidence.Start)
	v.Place = lineAnchor(b.letters[s.Doc], line)
	v.PlaceText = fmt.Sprintf("%s, line %d", b.letters[s.Doc], line)
	from, upTo := paragraph(t, s.Evidence)
	v.Pieces = pieces(cut(t, from, upTo, []*record.Statement{s}))
	if s.Option != "" {
		v.Notes = append(v.Notes, "option: "+s.Option)
	}
	for _, a := range s.Also {
		v.Notes = append(v.Notes, fmt.Sprintf("said again in line %d", lineAt(t, a.Start)))
	}
	for _, c := range s.Conditions {
		v.Notes = append(v.Notes, "condition: “"+oneLine(c.Text)+"”")
	}
	if s.Deadline != "" {
		v.Notes = append(v.Notes, "by "+s.Deadline)
	}
	if s.Exchange != "" {
		v.Notes = append(v.Notes, "in exchange")
	}
	if s.Instrument != nil {
		v.Notes = append(v.Notes, instrument(s.Instrument))
	}
	return v
}

// when says on which day a statement lies, and how that is known.
func when(s *record.Statement) (day, note string) {
	switch {
	case s.When != "" && s.Reported != "" && s.When != s.Reported:
		return dateWords(s.When), "reported " + dateOnly(s.Reported)
	case s.When != "":
		return dateWords(s.When), ""
	case s.Reported != "" && s.Modality.Past:
		return "before " + dateOnly(s.Reported), "day of the report"
	case s.Reported != "":
		return dateOnly(s.Reported), "day of the report"
	}
	return "undated", ""
}

// dateOnly leaves the time of day out.
func dateOnly(edtf string) string {
	day, _, _ := strings.Cut(edtf, "T")
	return dateWords(day)
}

func pieces(in []piece) []pieceView {
	var out []pieceView
	for _, p := range in {
		out = append(out, pieceView{p.text, p.source, p.cue, p.point, !p.evidence})
	}
	return out
}

func lineAt(t *record.Text, offset int) int {
	return 1 + strings.Count(t.Slice(0, offset), "\n")
}

func lineAnchor(letter string, line int) string { return fmt.Sprintf("%s-%d", letter, line) }

// article shows a document line by line with its records in the margin.
func (b *builder) article(e dossier.Entry) articleView {
	d := e.Document
	l := b.letters[d.ID]
	v := articleView{Anchor: l, Letter: l, Title: oneLine(title(d)), SHA: d.SHA256}
	outlet, published := d.Outlet, dateOnly(d.Published)
	if outlet == "" {
		outlet = "outlet unknown"
	}
	if published == "" {
		published = "undated"
	}
	v.Facts = strings.Join([]string{outlet, published, Count(len(b.by[d.ID]), "statement")}, " · ")
	if n := len(e.Uncoded); n > 0 {
		v.Facts += fmt.Sprintf(" · %d with a cue and no record", n)
	}
	for _, p := range e.Problems {
		v.Problems = append(v.Problems, p.Where+": "+p.What)
	}
	t := b.texts[d.ID]
	at := 0
	for n, text := range strings.Split(d.Text, "\n") {
		end := at + len([]rune(text))
		if strings.TrimSpace(text) != "" {
			v.Lines = append(v.Lines, b.line(t, l, n+1, at, end, e))
		}
		at = end + 1
	}
	return v
}

func (b *builder) line(t *record.Text, letter string, number, from, to int, e dossier.Entry) lineView {
	v := lineView{Anchor: lineAnchor(letter, number), Number: number}
	var here, noted []*record.Statement
	in := func(s record.Span) bool { return from <= s.Start && s.Start < to }
	for _, s := range b.by[e.Document.ID] {
		if in(s.Evidence) {
			here = append(here, s)
		}
		if in(s.Evidence) || slices.ContainsFunc(s.Also, in) {
			noted = append(noted, s)
		}
	}
	for _, p := range cut(t, from, to, here) {
		v.Pieces = append(v.Pieces, pieceView{p.text, p.source, p.cue, p.point, false})
	}
	for _, s := range noted {
		n := noteView{"s-" + s.ID, voiceClass(dossier.VoiceOf(s)), stanceClass(s.Stance, s.Option), s.Party.Name, dossier.Verb(s), "", notCounted(s) != ""}
		if s.Issue != nil {
			n.Issue = s.Issue.Name
		}
		if n.Out {
			n.Stance = stanceView{Class: "hyp", Sign: "~"}
		}
		v.Notes = append(v.Notes, n)
	}
	for _, u := range e.Uncoded {
		if from <= u.Start && u.Start < to {
			v.Uncoded = append(v.Uncoded, dossier.Short(u.Text, 12))
		}
	}
	return v
}
