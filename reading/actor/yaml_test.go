package actor

import (
	"errors"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

const caseYAML = `parties:
  - name: Lake League
    id: LL
    kind: bloc
    aliases: [the League, LkL]
    members: [KEN, UGA, Tanzania]
    called: [league]
  - name: Nile Sugar
    kind: company
    of: EGY
people:
  - name: Asha Otieno
    aliases: [Mama Lake]
    gender: f
    offices:
      - {office: trade minister, of: KEN, from: 1987-02, to: 1988}
      - {office: secretary, of: Lake League, from: 1990}
metonyms:
  - {name: Harbour House, of: KEN}
`

func withCase(t *testing.T) *World {
	t.Helper()
	w, err := Builtin().With(strings.NewReader(caseYAML), "actors.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func partyOf(t *testing.T, w *World, text, published, mention string) *Entity {
	t.Helper()
	doc := parse(t, text)
	c := Resolve(doc, record.Document{Text: text, Published: published}, w)
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if doc.Tokens[m.Head].Text == mention {
			return c.Entity(m)
		}
	}
	t.Fatalf("%q: no mention of %q", text, mention)
	return nil
}

func TestCaseFile(t *testing.T) {
	w := withCase(t)
	for _, c := range []struct{ text, published, mention, id, party string }{
		{"The League rejected the plan.", "", "League", "LL", "LL"},
		{"Nile Sugar offered a loan.", "", "Sugar", "nile-sugar", "EGY"},
		{"Harbour House said nothing.", "", "House", "harbour-house", "KEN"},
		{"Otieno opposed the quota.", "1987-03-02", "Otieno", w.personKey("Asha Otieno"), "KEN"},
		{"Otieno opposed the quota.", "1991-03-02", "Otieno", w.personKey("Asha Otieno"), "LL"},
		{"Otieno opposed the quota.", "1989-03-02", "Otieno", w.personKey("Asha Otieno"), w.personKey("Asha Otieno")},
		{"Mama Lake opposed the quota.", "1988-10", "Lake", w.personKey("Asha Otieno"), "KEN"},
	} {
		e := partyOf(t, w, c.text, c.published, c.mention)
		if e.ID != c.id || e.Party.ID != c.party {
			t.Errorf("%q (%s): %s for %s, want %s for %s", c.text, c.published, e.ID, e.Party.ID, c.id, c.party)
		}
	}
	if got := partyOf(t, Builtin(), "Otieno opposed the quota.", "", "Otieno"); got.Party.ID != got.ID {
		t.Errorf("the built-in world learned from a case file: %+v", got)
	}
}

func TestCaseFileFaults(t *testing.T) {
	for _, c := range []struct {
		yaml, what string
		line       int
	}{
		{"parties:\n  - name: X\n    kind: planet\n", "unknown kind", 3},
		{"parties:\n  - kind: bloc\n", "no name", 2},
		{"parties:\n  - name: X\n    members: [BRA, Atlantis]\n", "Atlantis", 3},
		{"people:\n  - name: X\n    offices:\n      - office: king\n        of: Atlantis\n", "Atlantis", 5},
		{"people:\n  - name: X\n    offices:\n      - {office: king, of: BRA, from: soon}\n", "soon", 4},
		{"metonyms:\n  - {name: X}\n", "of whom", 2},
		{"partys:\n  - name: X\n", "unknown field", 1},
		{"parties: [\n", "", 1},
	} {
		_, err := Builtin().With(strings.NewReader(c.yaml), "actors.yaml")
		var fe *FileError
		if !errors.As(err, &fe) {
			t.Errorf("%q: error %v, want a *FileError", c.yaml, err)
			continue
		}
		if !strings.Contains(fe.Error(), c.what) || fe.Line != c.line || fe.File != "actors.yaml" {
			t.Errorf("%q: %v (line %d), want %q at line %d", c.yaml, fe, fe.Line, c.what, c.line)
		}
	}
	if _, err := Builtin().With(strings.NewReader(""), "actors.yaml"); err != nil {
		t.Errorf("an empty file: %v", err)
	}
}

func TestLinksCarryOver(t *testing.T) {
	text := "Croatian Foreign Minister Ivan Petrak refused. Tom Hale, a former Pentagon official, agreed."
	c := Resolve(parse(t, text), record.Document{Text: text}, Builtin())
	links := c.Links()
	if len(links) != 2 || links[0].Party != "HRV" || links[0].Office != "Foreign Minister" || !links[1].Former {
		t.Fatalf("links %+v", links)
	}
	w := Builtin().WithLinks(links)
	if e := partyOf(t, w, "Petrak will not come.", "", "Petrak"); e.Party.ID != "HRV" || !e.Known {
		t.Errorf("Petrak: %+v", e)
	}
	if e := partyOf(t, w, "Tom Hale was pleased.", "", "Hale"); e.Party.ID != e.ID || !e.Former {
		t.Errorf("Hale: %+v", e)
	}
}

func FuzzWith(f *testing.F) {
	f.Add(caseYAML)
	f.Add("parties:\n  - name: \"\"\n")
	f.Add("people: [{name: X, offices: [{of: BRA, from: 1999-13}]}]")
	f.Fuzz(func(t *testing.T, s string) {
		w, err := Builtin().With(strings.NewReader(s), "actors.yaml")
		if (w == nil) == (err == nil) {
			t.Errorf("world %v, error %v", w, err)
		}
	})
}

func FuzzResolve(f *testing.F) {
	f.Add("Russian President Vladimir Putin said he would go. \"It (the plan) is dead,\" the US-led alliance's 3 envoys told them.")
	f.Add("G-77/China, for AOSIS, on behalf of the EU; their president's president's president")
	f.Add("’s 's ( ) \" the the the")
	f.Fuzz(func(t *testing.T, s string) {
		doc := parse(t, s)
		c := Resolve(doc, record.Document{Text: s}, Builtin())
		for i := range c.Mentions {
			m := &c.Mentions[i]
			if m.Start < 0 || m.End <= m.Start || m.End > len(doc.Tokens) || m.Head < m.Start || m.Head >= m.End {
				t.Fatalf("mention %+v of %d tokens", m, len(doc.Tokens))
			}
			for _, e := range c.All(m) {
				if e.ID == "" || e.Name == "" || e.Party.ID == "" {
					t.Fatalf("entity %+v", e)
				}
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	text := strings.Repeat("Russian President Vladimir Putin told US officials that Moscow would not give up its demands. "+
		"Kyiv rejected them, and the ministry said it wanted guarantees from NATO. \"We want peace,\" he said.\n", 12)
	doc := parse(b, text)
	w := Builtin()
	b.ReportAllocs()
	for b.Loop() {
		Resolve(doc, record.Document{Text: text}, w)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
