package nlp_test

import (
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
)

func TestParseParts(t *testing.T) {
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	text := "Old claims — ‘naïve’\nExperts say the river is low.\nNew claims\nNobody knows why.\n"
	cuts := []int{strings.Index(text, "Experts"), strings.Index(text, "New claims"), strings.Index(text, "Nobody")}
	d := p.ParseParts(text, cuts, nlp.Options{Vectors: true})
	runes := []rune(text)
	for i, tok := range d.Tokens {
		if tok.I != i || string(runes[tok.Start:tok.End]) != tok.Text {
			t.Fatalf("token %d: %q at %d-%d", i, tok.Text, tok.Start, tok.End)
		}
		if h := d.Tokens[tok.Head]; h.Sent != tok.Sent {
			t.Errorf("the head of %q is %q, in another sentence", tok.Text, h.Text)
		}
		if m, n := d.Vectors(i); len(m) != nlp.VectorWidth || len(n) != nlp.VectorWidth {
			t.Fatalf("no vectors for token %d", i)
		}
	}
	if got := len(d.Sents()); got != 4 {
		t.Errorf("%d sentences, want 4", got)
	}
	broken := p.ParseParts("Bad \xff byte.\nNext line", []int{12}, nlp.Options{})
	if last := broken.Tokens[len(broken.Tokens)-1]; broken.Text != "Bad \ufffd byte.\nNext line" || last.Text != "line" || last.Start != 17 {
		t.Errorf("bytes that are no UTF-8: %q, last token %+v", broken.Text, last)
	}
	if s := p.ParseParts(text, nil, nlp.Options{}); len(s.Tokens) != len(p.Parse(text).Tokens) {
		t.Error("without cuts it must be the plain parse")
	}
}
