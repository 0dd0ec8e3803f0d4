package event

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/when"
	"github.com/demarche-project/demarche/record"
)

var update = flag.Bool("update", false, "rewrite testdata/events.txt")

var pipeline = sync.OnceValue(func() *nlp.Pipeline {
	p, err := nlp.Load()
	if err != nil {
		panic(err)
	}
	return p
})

// read finds the events of a text published on 5 March 2019.
func read(text string, all bool) []record.Event { return readAt("2019-03-05", text, all) }

func readAt(published, text string, all bool) []record.Event {
	doc := pipeline().Parse(text)
	meta := record.Document{ID: "t", Text: text, Published: published}
	cast := actor.Resolve(doc, meta, actor.Builtin())
	return Find(Input{Doc: doc, Meta: meta, Cast: cast, Dates: when.Find(doc, meta.Published), All: all})
}

func line(e record.Event) string {
	side := func(cs []string) string {
		if len(cs) == 0 {
			return "-"
		}
		return strings.Join(cs, " ")
	}
	s := fmt.Sprintf("%s %s > %s", e.Event, side(e.Source), side(e.Target))
	if e.Mode != "" {
		s += " " + e.Mode
	}
	return s
}

// testCase is a block of testdata: a sentence and the lines under it.
type testCase struct {
	text  string
	lines []string
}

func readCases(t testing.TB, name string) (head []string, cases []testCase) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for in.Scan() {
		switch l := in.Text(); {
		case strings.HasPrefix(l, "#"):
			head = append(head, l)
		case strings.TrimSpace(l) == "":
		case strings.HasPrefix(l, "  "):
			cases[len(cases)-1].lines = append(cases[len(cases)-1].lines, strings.TrimSpace(l))
		default:
			cases = append(cases, testCase{text: l})
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return head, cases
}

func TestEvents(t *testing.T) {
	head, cases := readCases(t, "events.txt")
	out := strings.Join(head, "\n") + "\n"
	for _, c := range cases {
		var got []string
		for _, e := range readAt("", c.text, false) {
			got = append(got, line(e))
		}
		if !slices.Equal(got, c.lines) {
			t.Errorf("%s\n  want %s\n  got  %s", c.text, strings.Join(c.lines, "; "), strings.Join(got, "; "))
		}
		out += "\n" + c.text + "\n"
		for _, g := range got {
			out += "  " + g + "\n"
		}
	}
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", "events.txt"), []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNonFacts: what is refused, feared, demanded or only possible is never told
// as done.
func TestNonFacts(t *testing.T) {
	_, cases := readCases(t, "nonfacts.txt")
	for _, c := range cases {
		text, allowed, _ := strings.Cut(c.text, " >")
		for _, e := range read(text, false) {
			if !slices.Contains(strings.Fields(allowed), e.Event) {
				t.Errorf("%s\n  is read as %s", text, line(e))
			}
		}
	}
	if len(cases) < 100 {
		t.Errorf("only %d sentences", len(cases))
	}
}

func TestAllCarriesModality(t *testing.T) {
	for _, c := range []struct {
		text, event string
		want        record.Modality
	}{
		{"Iran could attack the tankers.", "FIGHT", record.Modality{Hypothetical: true}},
		{"Norway did not recognize Kosovo.", "SUPPORT", record.Modality{Negated: true}},
		{"Moscow said that Kyiv would shell the town.", "FIGHT", record.Modality{Future: true, Reported: true}},
	} {
		if got := read(c.text, false); len(got) != 0 {
			t.Errorf("%s: told as %s", c.text, line(got[0]))
		}
		got := read(c.text, true)
		if len(got) != 1 || got[0].Event != c.event || got[0].Modality != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

func TestRecord(t *testing.T) {
	text := "Nobody was surprised. Malta expelled two Libyan diplomats on 12 February 2019, its foreign ministry said."
	got := read(text, false)
	if len(got) != 1 {
		t.Fatalf("%d events", len(got))
	}
	e := got[0]
	if s := record.NewText(text).Slice(e.Evidence.Start, e.Evidence.End); s != e.Evidence.Text || !strings.HasPrefix(s, "Malta") {
		t.Errorf("evidence %q", e.Evidence.Text)
	}
	if e.Date != "2019-02-12" || e.CAMEO != "166" || e.Doc != "t" || !slices.Contains(e.Context, "diplomatic") {
		t.Errorf("date %s, CAMEO %s, doc %s, contexts %v", e.Date, e.CAMEO, e.Doc, e.Context)
	}
	if again := read(text, false); len(again) != 1 || again[0].ID != e.ID {
		t.Error("the identifier changes from run to run")
	}
	if undated := read("Malta expelled two Libyan diplomats.", false); len(undated) != 1 || undated[0].Date != "2019-03-05" {
		t.Errorf("without a date in the text: %v", undated)
	}
}

func TestReciprocal(t *testing.T) {
	for text, want := range map[string]bool{
		"Kenya and Uganda agreed to share the water.":     true,
		"Kenya agreed to share the water with Uganda.":    false,
		"The Kenyan president met the Ugandan president.": true,
		"Kenya condemned Uganda.":                         false,
	} {
		got := read(text, false)
		if len(got) != 1 || got[0].Reciprocal != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

func TestAs2021(t *testing.T) {
	seen := map[string]bool{}
	for _, typ := range Types() {
		seen[As2021(record.Event{Event: typ}).Event] = true
	}
	if len(Types()) != 18 || len(seen) != 16 {
		t.Errorf("%d types, %d in 2021", len(Types()), len(seen))
	}
	if e := As2021(record.Event{Event: "INVESTIGATE"}); e.Event != "ACCUSE" || e.Mode != "investigate" {
		t.Errorf("an inquiry becomes %s %s", e.Event, e.Mode)
	}
}

// FuzzFind: no text is read so that an event lies outside it, and none twice.
func FuzzFind(f *testing.F) {
	f.Add("Ruritania will not hesitate to blockade the port, and neither will Peru; \"we said so,\" said its envoy.")
	f.Add("by by by by Iran Iraq attacked (was) to be going to have been killed when")
	f.Fuzz(func(t *testing.T, text string) {
		doc := pipeline().Parse(text)
		meta := record.Document{ID: "t", Text: doc.Text}
		whole := record.NewText(doc.Text)
		seen := map[string]bool{}
		for _, e := range Find(Input{Doc: doc, Meta: meta, Cast: actor.Resolve(doc, meta, actor.Builtin()), All: true}) {
			if whole.Slice(e.Evidence.Start, e.Evidence.End) != e.Evidence.Text || !known[e.Event] || len(e.Source)+len(e.Target) == 0 {
				t.Errorf("%+v", e)
			}
			if seen[e.ID] {
				t.Errorf("twice: %+v", e)
			}
			seen[e.ID] = true
		}
	})
}

func TestReported(t *testing.T) {
	for text, want := range map[string]bool{
		"Armenia said Azerbaijan had shelled the village.":   true,
		"Armenia said it had shelled the village.":           false,
		"Officials said Azerbaijan had shelled the village.": false,
	} {
		got := read(text, false)
		if len(got) != 1 || got[0].Modality.Reported != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	_, cases := readCases(b, "events.txt")
	var text strings.Builder
	for _, c := range cases {
		text.WriteString(c.text + " ")
	}
	doc := pipeline().Parse(text.String())
	meta := record.Document{ID: "b", Text: doc.Text}
	in := Input{Doc: doc, Meta: meta, Cast: actor.Resolve(doc, meta, actor.Builtin())}
	for b.Loop() {
		Find(in)
	}
	b.ReportMetric(float64(len(doc.Tokens)), "tokens/op")
}
