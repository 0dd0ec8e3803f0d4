package nlp

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

var shared = sync.OnceValues(Load)

func testPipeline(t testing.TB) *Pipeline {
	p, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkDoc checks what holds for every document: tokens are the text at their
// offsets, in order, with nothing but single spaces between; heads lead to a root
// in their sentence; sentences cover all tokens.
func checkDoc(t testing.TB, doc *Doc) {
	runes := []rune(doc.Text)
	at := 0
	for i, tok := range doc.Tokens {
		if tok.I != i || tok.Start < at || tok.End > len(runes) || string(runes[tok.Start:tok.End]) != tok.Text {
			t.Fatalf("token %d %q at %d:%d is not the text there", i, tok.Text, tok.Start, tok.End)
		}
		if gap := string(runes[at:tok.Start]); strings.Trim(gap, " ") != "" || len(gap) > 1 {
			t.Fatalf("text %q before token %d belongs to no token", gap, i)
		}
		at = tok.End
		if tok.Head < 0 || tok.Head >= len(doc.Tokens) || tok.Tag == "" || tok.Pos == "" || tok.Dep == "" {
			t.Fatalf("token %d is not annotated: %+v", i, tok)
		}
		steps := 0
		for range doc.Ancestors(i) {
			if steps++; steps > len(doc.Tokens) {
				t.Fatalf("token %d has no root", i)
			}
		}
	}
	if rest := string(runes[at:]); rest != "" && rest != " " {
		t.Fatalf("text %q at the end belongs to no token", rest)
	}
	next := 0
	for _, s := range doc.Sents() {
		if s.Start != next || s.Len() == 0 {
			t.Fatalf("sentence %v does not begin at token %d", s, next)
		}
		next = s.End
	}
	if next != len(doc.Tokens) {
		t.Fatalf("sentences cover %d of %d tokens", next, len(doc.Tokens))
	}
	for _, e := range doc.Ents() {
		if e.Label == "" || doc.Tokens[e.Start].EntIOB != "B" || doc.Sent(e.Start) != doc.Sent(e.End-1) {
			t.Fatalf("entity %v is broken", e)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, g := range readGolden(f, "testdata/golden.jsonl") {
		f.Add(g.Text)
	}
	for _, s := range []string{"", " ", "\n", "\xff\xfe", "a\xc3", "x\x00y", "http://", "a@b.", "'", "''s", strings.Repeat("ab", 70), "İΣ", "1.2.3.4:99/"} {
		f.Add(s)
	}
	p := testPipeline(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := p.Parse(text)
		checkDoc(t, doc)
		if got := utf8.RuneCountInString(doc.Text); got != len([]rune(text)) {
			t.Fatalf("%d code points became %d", len([]rune(text)), got)
		}
	})
}

// TestConcurrent parses the same documents in many goroutines; all must agree.
func TestConcurrent(t *testing.T) {
	p := testPipeline(t)
	docs := readGolden(t, "testdata/golden.jsonl")
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for i := range docs {
				g := docs[(i+worker*3)%len(docs)]
				if diff := difference(t, p.Parse(g.Text), g); diff != "" {
					t.Errorf("worker %d, %s: %s", worker, g.Name, diff)
				}
			}
		})
	}
	wg.Wait()
}

func TestOptions(t *testing.T) {
	p := testPipeline(t)
	text := "Peru and Chile met in Quito."
	whole := p.Parse(text)
	if m, n := whole.Vectors(0); m != nil || n != nil {
		t.Error("vectors are kept without being asked for")
	}
	lean := p.ParseWith(text, Options{NoEntities: true, Vectors: true})
	if len(whole.Ents()) != 3 || len(lean.Ents()) != 0 {
		t.Errorf("%d entities and %d without, want 3 and 0", len(whole.Ents()), len(lean.Ents()))
	}
	full := p.ParseWith(text, Options{Vectors: true})
	for i := range whole.Tokens {
		if lean.Tokens[i].Dep != whole.Tokens[i].Dep || lean.Tokens[i].Lemma != whole.Tokens[i].Lemma {
			t.Errorf("token %d depends on the options", i)
		}
		m, n := lean.Vectors(i)
		fm, fn := full.Vectors(i)
		if len(m) != VectorWidth || n != nil || len(fn) != VectorWidth {
			t.Fatalf("token %d has vectors of %d and %d floats", i, len(m), len(n))
		}
		if fmt.Sprint(m) != fmt.Sprint(fm) {
			t.Errorf("main vector of token %d depends on the options", i)
		}
	}
	// A document's vectors are its own: the next document must not change them.
	before, _ := full.Vectors(2)
	kept := fmt.Sprint(before)
	p.ParseWith("Something else entirely, and longer than the text before it.", Options{Vectors: true})
	if after, _ := full.Vectors(2); fmt.Sprint(after) != kept {
		t.Error("vectors change with the next document")
	}
}

func TestInvalidUTF8(t *testing.T) {
	doc := testPipeline(t).Parse("caf\xe9 is \xff\xfe open")
	if want := "caf\ufffd is \ufffd\ufffd open"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	checkDoc(t, doc)
}

// TestHashes checks against ids that the reference printed.
func TestHashes(t *testing.T) {
	v := testPipeline(t).tokenizer.vocab
	for s, want := range map[string]uint64{
		"": 0, "X": 101, "mark": 423, "PERSON": 380,
		"apple": 8566208034543834098, "Straße": 982213701778560299, "the quick brown": 3198938697035034802,
	} {
		if got := v.id(s); got != want {
			t.Errorf("id(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestLexeme(t *testing.T) {
	v := testPipeline(t).tokenizer.vocab
	for _, c := range []struct{ text, lower, shape string }{
		{"Apple", "apple", "Xxxxx"},
		{"McDonaldsville", "mcdonaldsville", "XxXxxxx"},
		{"1,234.56", "1,234.56", "d,ddd.dd"},
		{"ΟΔΥΣΣΕΥΣ", "οδυσσευς", "XXXX"},
		{"ΑΣ'", "ας'", "XX'"},
		{"Σ", "σ", "X"},
		{"İ", "i̇", "X"},
		{"x²", "x²", "xd"},
		{strings.Repeat("Q", 100), strings.Repeat("q", 100), "LONG"},
	} {
		l := v.lexeme(c.text, "")
		if l.lower != c.lower || l.shape != v.id(c.shape) {
			t.Errorf("%q: lower %q, shape is %q: %v", c.text, l.lower, c.shape, l.shape == v.id(c.shape))
		}
	}
}
