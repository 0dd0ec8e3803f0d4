package attribution

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/internal/table"
	"github.com/demarche-project/demarche/nlp"
)

// TestLayout checks where quotations are seen: quoted by double marks, spoken by
// any, and which of them stay open at the end of their paragraph.
func TestLayout(t *testing.T) {
	pipeline := loadPipeline(t)
	for _, c := range []struct {
		text, quoted, spoken string
		open                 int
	}{
		{`She said "no way" twice.`, `" no way "`, `" no way "`, 0},
		{"He said “no, never” and left.", "“ no , never ”", "“ no , never ”", 0},
		{"The paper called it ``a mess'' again.", "''", "` ` a mess ''", 0},
		{"“It runs on.\n\n“And on,” he said.", "“ It runs on . “ And on , ”", "“ It runs on . “ And on , ”", 1},
		{"Ministers ‘will act now’, he said.", "‘ will act now ’", "‘ will act now ’", 0},
		{"'It runs on.\n\n'And on,' he said.", "' It runs on . ' And on , '", "' It runs on . ' And on , '", 1},
		{"'It is lost, she said.\n\nHe agreed.", "", "", 0},
		{`She said: "It runs on. "And on." He left.`, `" It runs on . " And on . "`, `" It runs on . " And on . "`, 1},
		{"The members' vote was the council's.", "", "", 0},
		{"\" starts nothing\nThe next line is clean", "\" starts nothing", "\" starts nothing", 1},
	} {
		doc := pipeline.Parse(c.text)
		l := newLayout(doc)
		words := func(marked []bool) string {
			var out []string
			for i := range doc.Tokens {
				if marked[i] && !doc.Tokens[i].IsSpace {
					out = append(out, doc.Tokens[i].Text)
				}
			}
			return strings.Join(out, " ")
		}
		open := 0
		for _, r := range l.runs {
			if r.open {
				open++
			}
		}
		if got := words(l.quoted); got != c.quoted {
			t.Errorf("%q: quoted %q, want %q", c.text, got, c.quoted)
		}
		if got := words(l.spoken); got != c.spoken {
			t.Errorf("%q: spoken %q, want %q", c.text, got, c.spoken)
		}
		if open != c.open {
			t.Errorf("%q: %d open quotations, want %d", c.text, open, c.open)
		}
	}
}

func TestSets(t *testing.T) {
	a, b := []int{1, 2, 5, 9}, []int{2, 3, 9}
	if got := union(a, b); !slices.Equal(got, []int{1, 2, 3, 5, 9}) {
		t.Errorf("union: %v", got)
	}
	if got := without(a, b, []int{5}); !slices.Equal(got, []int{1}) {
		t.Errorf("without: %v", got)
	}
	if got := shared(a, b); got != 2 {
		t.Errorf("shared: %d", got)
	}
}

func TestNumber(t *testing.T) {
	for word, want := range map[string]int{"one": 1, "three": 3, "dozen": 12, "both": 2, "17": 17, "several": 0, "-4": 0, "": 0, "99999": 0} {
		if got := number(word); got != want {
			t.Errorf("number(%q) = %d, want %d", word, got, want)
		}
	}
}

// TestByTree checks the rules that read a document without vectors, and stand
// beside the model.
func TestByTree(t *testing.T) {
	pipeline := loadPipeline(t)
	for _, c := range []struct{ text, want string }{
		{"The minister said that the harbour would open.", "The minister | said | that the harbour would open"},
		{"The harbour will open, the minister said.", "the minister | said | The harbour will open"},
		{"According to the ministry, the harbour will open.", "the ministry | According to | the harbour will open"},
		{"The minister did not say whether the harbour would open.", "The minister | did not say | whether the harbour would open"},
		{"Norland demanded the release of the crew.", "Norland | demanded | the release of the crew"},
		{"Norland is ready to sign the accord.", "Norland | is ready | to sign the accord"},
		{"Norland repeated its call for an inquiry.", "its | call | for an inquiry"},
		{"The fleet has reportedly left.", " | reportedly | The fleet has … left"},
	} {
		doc := pipeline.Parse(c.text)
		var got []string
		for _, p := range byTree(doc, newLayout(doc)) {
			got = append(got, phrase(doc, p.source)+" | "+phrase(doc, p.cue)+" | "+phrase(doc, p.content))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestClosed checks how a content that breaks off is mended; "|" ends what was found.
func TestClosed(t *testing.T) {
	pipeline := loadPipeline(t)
	for _, c := range []struct{ text, want string }{
		{"Orr said the wall was built in the| spring.", "the wall was built in the spring"},
		{"Orr said the wall is safe in spite of| warnings about cracks.", "the wall is safe in spite of warnings about cracks"},
		{"Orr said the wall is| now safe.", "the wall is now safe"},
		{"Orr said the wall is safe| despite the warnings.", "the wall is safe"},
		{"Orr said the wall is safe and| left the hall.", "the wall is safe"},
	} {
		found, _, _ := strings.Cut(c.text, "|")
		doc := pipeline.Parse(strings.Replace(c.text, "|", "", 1))
		p := proposal{source: []int{0}, cue: []int{1}, head: 1}
		for i := 2; i < len(doc.Tokens) && doc.Tokens[i].End <= len(found); i++ {
			p.content = append(p.content, i)
		}
		if got := phrase(doc, closed(doc, newLayout(doc), &p)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func phrase(doc *nlp.Doc, tokens []int) string { return slice(doc, spans(doc, tokens)) }

func TestWordLists(t *testing.T) {
	for name, l := range map[string]table.Classes{"cues": cues(), "sources": kinds()} {
		for w, classes := range l {
			if w != strings.ToLower(w) {
				t.Errorf("%s: %s: %q is not in lower case", name, classes, w)
			}
		}
	}
	for _, text := range []string{"word word", "class:"} {
		if _, err := parseLexicon(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
