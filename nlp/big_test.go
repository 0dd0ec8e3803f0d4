package nlp

import (
	"strings"
	"testing"
	"time"
)

// TestLongDocuments parses texts on which a careless step would take quadratic
// time: hours, where these take seconds. Their tokens must give the text again.
func TestLongDocuments(t *testing.T) {
	p := testPipeline(t)
	n := 100_000
	if testing.Short() {
		n = 20_000
	}
	for name, text := range map[string]string{
		"brackets":        strings.Repeat("(", n),
		"dots":            strings.Repeat("a.", n),
		"at signs":        strings.Repeat("a@", n),
		"sigmas":          strings.Repeat("Σ'", n),
		"one word":        strings.Repeat("x", n),
		"white space":     strings.Repeat(" \n", n),
		"slashes":         "http://" + strings.Repeat("a/", n),
		"one sentence":    strings.Repeat("and the old ferry of the island that she saw ", n/10),
		"quotation marks": strings.Repeat(`"'s`, n/3),
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			doc := p.Parse(text)
			var b strings.Builder
			for _, tok := range doc.Tokens {
				b.WriteString(tok.Text)
				if tok.Whitespace {
					b.WriteByte(' ')
				}
			}
			if b.String() != text {
				t.Error("the tokens do not give the text")
			}
			t.Logf("%d tokens in %v", len(doc.Tokens), time.Since(began))
		})
	}
}
