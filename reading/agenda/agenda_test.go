package agenda

import (
	"bytes"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
)

// TestTaxonomy checks the built-in files: every issue says what it is and how it
// is named, and no phrase decides for two issues of one domain.
func TestTaxonomy(t *testing.T) {
	a := Builtin()
	if n := len(a.Issues()); n < 150 {
		t.Fatalf("only %d issues", n)
	}
	ids := map[string]string{}
	phrases := map[string]string{}
	for _, is := range a.Issues() {
		if prev, ok := ids[is.ID]; ok {
			t.Errorf("%s: identifier of %q and %q", is.ID, prev, is.Name)
		}
		ids[is.ID] = is.Name
		if is.Domain == "" || is.Definition == "" || !strings.HasSuffix(is.Definition, ".") {
			t.Errorf("%s: domain %q, definition %q: want both, as a sentence", is.Name, is.Domain, is.Definition)
		}
		if len(is.Phrases) < 3 {
			t.Errorf("%s: %d phrases, want at least three", is.Name, len(is.Phrases))
		}
		if len(strings.Fields(is.Name)) > 6 {
			t.Errorf("%s: a name has at most six words", is.Name)
		}
		own := map[string]bool{}
		for _, p := range is.Phrases {
			p = strings.ToLower(p)
			if own[p] {
				t.Errorf("%s: phrase %q twice", is.Name, p)
			}
			own[p] = true
			key := is.Domain + "\x00" + p
			if prev, ok := phrases[key]; ok {
				t.Errorf("%s: phrase %q also belongs to %q", is.Name, p, prev)
			}
			phrases[key] = is.Name
		}
	}
}

func TestWith(t *testing.T) {
	const own = `
domain: harbour
issues:
- name: berth fees
  definition: What a ship pays.
  phrases: [berth fee, harbour due]
  options:
  - {name: flat fee, phrases: [flat fee]}
- name: fees for tugs
  parent: berth fees
  phrases: [tug fee]
- name: dividend   # built in: one phrase more
  phrases: [harbour bonus]
`
	a, err := Builtin().With(strings.NewReader(own), "agenda.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"The skippers demand [a flat fee for every ship].", "berth fees | flat fee | for"},
		{"The skippers reject [higher tug fees].", "fees for tugs | | for"},
		{"The skippers reject [the winter tug fees].", "fees for tugs | | for"},
		{"The city promised [a harbour bonus].", "dividend | | for"},
	} {
		doc, point := parseMarked(t, c.text)
		m := a.Match(doc, point, doc.Sent(point.Start))
		if got := squeeze(describe(m)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
		if m.Told != "" {
			t.Errorf("%s: told as %s, but the analyst named the rows", c.text, m.Told)
		}
		if !a.Knows(m.Issue.ID) || !a.Knows(m.Issue.Told("in words", "in-words").ID) {
			t.Errorf("%s: agenda does not know %s", c.text, m.Issue.ID)
		}
	}
	if !a.Knows("berth-fees/fees-for-tugs") || a.Knows("berth") || !a.Knows("nato-membership") || !a.Knows("territory/donbas") {
		t.Error("Knows is wrong about an identifier")
	}
	if Builtin().Knows("berth-fees") {
		t.Error("With changed the built-in agenda")
	}
}

func TestWithErrors(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"issues: []\n", "a.yaml: no issues"},
		{"issues:\n- definition: lost\n  phrases: [a b]\n", "a.yaml:2: an issue without a name"},
		{"issues:\n- name: x\n", `a.yaml:2: issue "x" has no phrases`},
		{"issues:\n- name: x\n  phrases: [ab*]\n", `a.yaml:3: phrase "ab*": at least four letters`},
		{"issues:\n- name: x\n  phrases: [join {club}]\n", "a.yaml:3"},
		{"issues:\n- name: x\n  phrases: [\"join {club}\"]\n", `a.yaml:3: phrase "join {club}": unknown slot`},
		{"issues:\n- name: x\n  phrases: [one]\n- name: X\n  phrases: [two]\n", `a.yaml:4: "X" is already an issue on line 2`},
		{"issues:\n- name: x\n  parent: none\n  phrases: [one]\n", `a.yaml:3: there is no issue "none"`},
		{"issues:\n- name: x\n  phrase: [one]\n", `a.yaml:3: unknown field "phrase"`},
		{"issues:\n- name: x\n  phrases: [one\n", "a.yaml:3"},
		{"issues:\n- name: x\n  phrases: one\n", "a.yaml:3"},
		{"issues:\n- name: x\n  phrases: !!str one\n", "a.yaml:3: a tag"},
		{"issues:\n- name: x\n  phrases: [*one]\n", "a.yaml:3: a tag"},
	} {
		_, err := Builtin().With(strings.NewReader(c.yaml), "a.yaml")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q:\n got  %v\n want %s ...", c.yaml, err, c.want)
			continue
		}
		if !strings.Contains(err.Error(), "(") {
			t.Errorf("%q: no hint in %v", c.yaml, err)
		}
	}
}

func FuzzWith(f *testing.F) {
	f.Add([]byte("issues:\n- name: x\n  phrases: [one, two .. three, four + five, \"{alliance} six ?\", seven/n]\n"))
	f.Add([]byte("domain: 1\nissues:\n- {name: [], phrases: {}}\n"))
	f.Add([]byte("issues: &a [*a]"))
	base := compile(nil, Builtin().lex) // an empty agenda is quicker to extend
	doc, point := &nlp.Doc{}, nlp.Span{}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := base.With(bytes.NewReader(data), "a.yaml")
		if err != nil {
			return
		}
		if len(a.Issues()) < len(base.Issues()) {
			t.Fatal("issues were lost")
		}
		a.Match(doc, point, point)
	})
}

func BenchmarkMatch(b *testing.B) {
	p, err := pipeline()
	if err != nil {
		b.Fatal(err)
	}
	a := Builtin()
	doc := p.Parse("The ministers demanded that export quotas be shared by a new formula, and they rejected any ban on the sale of stocks before the council meets in September.")
	point := nlp.Span{Start: 3, End: 13}
	for b.Loop() {
		a.Match(doc, point, doc.Sent(0))
	}
}
