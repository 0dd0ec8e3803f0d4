package report

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/position"
	"github.com/demarche-project/demarche/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata, or rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it):\n%s", name, got)
	}
}

// The case of the tests: two states and a lake, in three articles of which two
// are one report.
var texts = []record.Document{
	{
		ID: "wire-0412", Title: "Talks on Lake Merrow resume", Outlet: "Harbour Wire", Published: "2031-04-12", Path: "wire-0412.txt",
		Text: "Envoys met again at the inn above the lake on Friday.\n" +
			"Norland demanded that the northern sluices stay under its own engineers, three officials familiar with the talks said. " +
			"Southmark rejected the idea.\n" +
			"“We back joint patrols on the water,” said Ilse Brandt, the Norland minister for water. Her colleague Tom Auer told a radio station that joint patrols are out of the question.\n" +
			"Brandt said that Southmark had agreed to a freeze on new wells. Southmark’s envoy Paula Rey denied any such freeze.\n" +
			"Southmark offered to share its gauges if Norland lifts the toll on barges.\n" +
			"The Lake Commission declined to comment.",
	},
	{
		ID: "echo-0413", Title: "Lake talks: who wants what", Outlet: "The Echo", Published: "2031-04-13", Path: "echo-0413.txt",
		Text: "Norland wants the northern sluices kept under its own engineers, officials say.\n" +
			"Southmark will probably demand a higher share of the winter water.",
	},
	{
		ID: "memo", Path: "memo.txt",
		Text: "The sluices question, wrote the economist Vera Holt, should go to the Lake Commission.",
	},
}

// build makes a statement whose spans are found by their words.
func build(t *testing.T, doc int, evidence, predicate, point string, change func(*record.Statement)) record.Statement {
	t.Helper()
	d := texts[doc]
	span := func(words string, from int) record.Span {
		i := strings.Index(d.Text[from:], words)
		if words == "" || i < 0 {
			t.Fatalf("%q is not in %s", words, d.ID)
		}
		start := len([]rune(d.Text[:from+i]))
		return record.Span{Start: start, End: start + len([]rune(words)), Text: words}
	}
	s := record.Statement{Doc: d.ID, By: record.Machine, Confidence: 0.8, Reported: d.Published, Family: "lake", Grade: record.Grade{Source: "F", Information: "6"}}
	if doc == 2 {
		s.Family = d.ID
	}
	s.Evidence = span(evidence, 0)
	from := strings.Index(d.Text, evidence)
	s.Predicate, s.Point = span(predicate, from), span(point, from)
	s.Sources = []record.Source{{Kind: record.SourceOutlet, Name: d.Outlet}}
	change(&s)
	for i := range s.Sources {
		if words := s.Sources[i].Description; strings.HasPrefix(words, "@") {
			sp := span(words[1:], from)
			s.Sources[i].Span, s.Sources[i].Description = &sp, ""
		}
	}
	s.ID = record.ID(s.Doc, s.Party.ID, s.Act, s.Point.Text)
	return s
}

func lakeCase(t *testing.T) []record.Statement {
	t.Helper()
	ref := func(id, name string) record.Ref { return record.Ref{ID: id, Name: name} }
	person := func(id, name string) record.Ref { return record.Ref{ID: id, Name: name, Kind: record.KindPerson} }
	var (
		norland, southmark, commission = ref("NOR", "Norland"), ref("SOU", "Southmark"), ref("COM", "Lake Commission")
		sluices, patrols, wells        = ref("sluices", "Northern sluices"), ref("patrols", "Joint patrols"), ref("wells", "New wells")
		gauges, water                  = ref("gauges", "Gauges"), ref("water", "Winter water")
		brandt, auer, rey              = person("p:brandt", "Ilse Brandt"), person("p:auer", "Tom Auer"), person("p:rey", "Paula Rey")
	)
	named := func(r record.Ref, words string) record.Source {
		return record.Source{Kind: record.SourceNamed, Name: r.Name, Description: "@" + words}
	}
	return []record.Statement{
		build(t, 0, "Norland demanded that the northern sluices stay under its own engineers, three officials familiar with the talks said.", "demanded", "the northern sluices stay under its own engineers", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "demand", record.For, norland, &sluices
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceAnonymous, Count: 3, Name: "three officials", Description: "familiar with the talks"}, named(norland, "Norland"))
			s.Addressees = []record.Ref{southmark}
		}),
		build(t, 1, "Norland wants the northern sluices kept under its own engineers, officials say.", "wants", "the northern sluices kept under its own engineers", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "demand", record.For, norland, &sluices
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceCollective, Name: "officials", Description: "@officials"}, named(norland, "Norland"))
		}),
		build(t, 0, "Southmark rejected the idea.", "rejected", "the idea", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "reject", record.Against, southmark, &sluices
			s.Sources = append(s.Sources, named(southmark, "Southmark"))
		}),
		build(t, 0, "“We back joint patrols on the water,” said Ilse Brandt, the Norland minister for water.", "back", "joint patrols on the water", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue, s.Speaker = "support", record.For, norland, &patrols, &brandt
			s.Sources = append(s.Sources, named(brandt, "Ilse Brandt"))
		}),
		build(t, 0, "Her colleague Tom Auer told a radio station that joint patrols are out of the question.", "out of the question", "joint patrols", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue, s.Speaker = "reject", record.Against, norland, &patrols, &auer
			s.Sources = append(s.Sources, named(auer, "Tom Auer"))
		}),
		build(t, 0, "Brandt said that Southmark had agreed to a freeze on new wells.", "agreed", "a freeze on new wells", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue, s.Speaker = "accept", record.For, southmark, &wells, &brandt
			s.Modality.Reported, s.Modality.Past = true, true
			s.Sources = append(s.Sources, named(brandt, "Brandt"))
		}),
		build(t, 0, "Southmark’s envoy Paula Rey denied any such freeze.", "denied", "any such freeze", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue, s.Speaker = "deny", record.Against, southmark, &wells, &rey
			s.Sources = append(s.Sources, named(rey, "Paula Rey"))
		}),
		build(t, 0, "Southmark offered to share its gauges if Norland lifts the toll on barges.", "offered", "to share its gauges", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "offer", record.Conditional, southmark, &gauges
			s.Conditions = []record.Span{{Text: "if Norland lifts the toll on barges"}}
			s.Sources = append(s.Sources, named(southmark, "Southmark"))
		}),
		build(t, 0, "The Lake Commission declined to comment.", "declined", "comment", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "decline", record.Unclear, commission, &sluices
			s.Sources = append(s.Sources, named(commission, "Lake Commission"))
		}),
		build(t, 1, "Southmark will probably demand a higher share of the winter water.", "demand", "a higher share of the winter water", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "demand", record.For, southmark, &water
			s.Modality.Future = true
		}),
		build(t, 2, "The sluices question, wrote the economist Vera Holt, should go to the Lake Commission.", "should", "go to the Lake Commission", func(s *record.Statement) {
			s.Act, s.Stance, s.Party, s.Issue = "propose", record.For, record.Ref{ID: "vera-holt", Name: "Vera Holt", Kind: record.KindPerson}, &sluices
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceNamed, Name: "Vera Holt", Description: "@Vera Holt"})
		}),
	}
}

func lakeMatrix(t *testing.T) *dossier.Matrix {
	return position.Fold(lakeCase(t), position.Options{})
}
