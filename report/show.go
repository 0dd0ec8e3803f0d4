package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Show writes one statement: what it is read as, its sentence within the
// paragraph with source, cue and point marked, and the chain of sources.
func Show(w io.Writer, shown dossier.Shown, l Layout) error {
	var b strings.Builder
	s := &shown.Statement
	fmt.Fprintf(&b, "%s  %s\n", s.ID, l.paint(bold, headline(s)))
	b.WriteString(l.paint(dim, place(shown)) + "\n\n")
	marked := markPassage(passage(shown))
	for _, line := range strings.Split(marked, "\n") {
		for _, part := range wrap(line, l.width()-4, 0) {
			b.WriteString("    " + part + "\n")
		}
	}
	b.WriteString("\n" + l.paint(dim, "    ‹source› *cue* [point]") + "\n\n")
	for _, f := range facts(shown) {
		for i, part := range wrap(f[1], l.width()-16, 0) {
			label := f[0]
			if i > 0 {
				label = ""
			}
			b.WriteString(l.paint(dim, fmt.Sprintf("%-14s", label)) + "  " + part + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// headline is the statement in one line.
func headline(s *record.Statement) string {
	issue := "no issue named"
	if s.Issue != nil {
		issue = s.Issue.Name
	}
	return fmt.Sprintf("%s %s · %s: %s %s", s.Party.Name, dossier.Words(s), issue, stanceMark(s.Stance), s.Stance)
}

// place says where the statement stands.
func place(shown dossier.Shown) string {
	d, s := shown.Document, shown.Statement
	line := lineAt(record.NewText(d.Text), s.Evidence.Start)
	parts := []string{title(d)}
	for _, p := range []string{d.Outlet, d.Published} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if d.Published == "" {
		parts = append(parts, "undated")
	}
	return strings.Join(parts, " · ") + fmt.Sprintf(" · line %d, characters %d to %d", line, s.Evidence.Start, s.Evidence.End)
}

// title names a document for a reader.
func title(d record.Document) string {
	for _, s := range []string{d.Title, d.Path} {
		if s != "" {
			return s
		}
	}
	return d.ID
}

// facts lists what is known of a statement, label and value.
func facts(shown dossier.Shown) [][2]string {
	s := &shown.Statement
	out := [][2]string{{"on whose word", strings.Join(chain(s), " › ")}}
	add := func(label, value string) {
		if value != "" {
			out = append(out, [2]string{label, value})
		}
	}
	add("read as", s.Act+", "+s.Stance)
	add("option", s.Option)
	add("counted", counted(s))
	if shown.Superseded {
		add("replaced", "the document was recorded anew and no longer gives this statement")
	}
	for _, a := range shown.Identities {
		add("who is who", identity(a))
	}
	var to []string
	for _, a := range s.Addressees {
		to = append(to, a.Name)
	}
	add("towards", strings.Join(to, ", "))
	for _, c := range s.Conditions {
		add("condition", "“"+oneLine(c.Text)+"”")
	}
	if shown.Return != nil {
		add("in return for", shown.Return.ID+"  "+shown.Return.Party.Name+" "+dossier.Words(shown.Return))
	}
	for _, q := range s.Quantities {
		add("amount", "“"+oneLine(q.Span.Text)+"” = "+strings.TrimSpace(q.Value+" "+q.Unit))
	}
	for _, p := range s.Places {
		if len(p.Within) > 0 {
			add("place", "“"+oneLine(p.Span.Text)+"” in "+strings.Join(p.Within, ", "))
		}
	}
	add("deadline", s.Deadline)
	if s.Instrument != nil {
		add("instrument", instrument(s.Instrument))
	}
	add("happened", orUnknown(s.When))
	add("reported", orUnknown(s.Reported))
	add("grade", "source "+s.Grade.Source+", information "+s.Grade.Information)
	for _, a := range s.Also {
		add("said again", fmt.Sprintf("line %d: %s", lineAt(record.NewText(shown.Document.Text), a.Start), oneLine(a.Text)))
	}
	for _, c := range shown.Copies {
		add("also in", c.Doc+"  "+c.ID)
	}
	return out
}

func orUnknown(date string) string {
	if date == "" {
		return "not known"
	}
	return date
}

// counted says whether a statement is the party's own position.
func counted(s *record.Statement) string {
	switch why := notCounted(s); {
	case why != "":
		return "no: " + why + ", not the party’s own word"
	case s.Act == "decline":
		return "no answer is no refusal"
	case !dossier.Counts(s):
		return "no: a judgement that takes no side, or not by the party"
	}
	return "yes"
}

// chain is the way the words took, outlet first, holder last. A name that stands
// for the party is resolved visibly: "the Kremlin, read as Russia".
func chain(s *record.Statement) []string {
	var out []string
	add := func(text string) {
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	if !slices.ContainsFunc(s.Sources, func(src record.Source) bool { return src.Kind == record.SourceOutlet }) {
		add("outlet unknown")
	}
	resolved := false
	for _, src := range s.Sources {
		if src.Span != nil && strings.HasPrefix(src.Description, "read as ") {
			add(oneLine(src.Span.Text) + ", " + src.Description)
			resolved = resolved || src.Description == "read as "+s.Party.Name
			continue
		}
		add(link(src))
	}
	if s.Speaker != nil && s.Speaker.ID != s.Party.ID && !resolved {
		add(s.Speaker.Name)
	}
	switch {
	case s.Modality.Reported:
		add("about " + s.Party.Name)
	case !resolved:
		add(s.Party.Name)
	}
	return out
}

func link(src record.Source) string {
	switch src.Kind {
	case record.SourceAnonymous:
		return voice(dossier.Voice{Kind: dossier.VoiceAnonymous, Count: src.Count, Description: src.Description})
	case record.SourceAuthor:
		return "the author"
	case record.SourceOutlet:
		if src.Name == "" {
			return "outlet unknown"
		}
	}
	return src.Name
}

// instrument names a draft or treaty, with the article where one is meant.
func instrument(a *record.InstrumentRef) string {
	if a.Article == "" {
		return a.ID
	}
	return a.ID + ", article " + a.Article
}
