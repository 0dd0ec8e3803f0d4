package reading_test

import (
	"testing"
	"unicode/utf8"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// FuzzRead gives the reader any text: it must not fail, and what it calls
// evidence must stand in the text.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"Chile demanded a pause.", "\"We won't,\" she said.\r\n\r\nArticle 7", "In return for fish, Norway would pay 1.2 mln.", "The fee was opposed by France, on behalf of", "Russian demands, that have", "Russian demands , that have", "»…« ‘’ — \u2028 🇨🇱"} {
		f.Add(s)
	}
	r, err := reader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			t.Skip("the corpus hands over valid UTF-8 only")
		}
		runes := []rune(text)
		for _, s := range r.Read(record.Document{ID: "f", Text: text}, reading.Default).Statements {
			if string(runes[s.Evidence.Start:s.Evidence.End]) != s.Evidence.Text || string(runes[s.Point.Start:s.Point.End]) != s.Point.Text {
				t.Errorf("evidence is not the text: %+v", s)
			}
		}
	})
}
