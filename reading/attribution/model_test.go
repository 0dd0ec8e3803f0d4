package attribution

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/nlp"
)

// parityTolerance is how far a probability may lie from the training program's:
// the weights here are rounded to eight bits.
const parityTolerance = .04

// TestParity compares the network with the program that trained it, on texts of
// our own (train/parity.py writes the expectations).
func TestParity(t *testing.T) {
	var want []struct {
		Cues         [][3]float64
		Attributions []struct {
			Cue, Source, Content []int
			Probability          float64
		}
	}
	readJSON(t, "testdata/parity.json", &want)
	pipeline := loadPipeline(t)
	for k, text := range texts(t) {
		doc := pipeline.ParseWith(text, nlp.Options{Vectors: true})
		l := newLayout(doc)
		m := trained()
		s := newSheet(m, doc, l, 0, len(doc.Tokens))
		if s == nil || len(s.token) != len(want[k].Cues) {
			t.Fatalf("text %d: tokens differ from the training program's", k)
		}
		s.scratch = new(scratch)
		for r, p := range m.tagCues(s, m.encode(s)) {
			for c := range 3 {
				if got := math.Exp(float64(p[c])); math.Abs(got-want[k].Cues[r][c]) > parityTolerance {
					t.Errorf("text %d, %q: probability %d is %.3f, want %.3f", k, doc.Tokens[s.token[r]].Text, c, got, want[k].Cues[r][c])
				}
			}
		}
		ps, _ := byModel(m, doc, l)
		rows := func(tokens []int) string {
			out := make([]int, len(tokens))
			for i, x := range tokens {
				out[i], _ = slices.BinarySearch(s.token, x)
			}
			return fmt.Sprint(out)
		}
		got := map[string]float64{}
		for i := range ps {
			got[rows(ps[i].cue)+rows(ps[i].source)+rows(ps[i].content)] = ps[i].score
		}
		for i, a := range want[k].Attributions {
			key := fmt.Sprint(a.Cue) + fmt.Sprint(a.Source) + fmt.Sprint(a.Content)
			p, ok := got[key]
			delete(got, key)
			switch near := math.Abs(a.Probability-m.decoder.Threshold) < parityTolerance; {
			case !ok && !near:
				t.Errorf("text %d: attribution %d (%s) is missing", k, i, key)
			case ok && math.Abs(p-a.Probability) > parityTolerance:
				t.Errorf("text %d, attribution %d: probability %.3f, want %.3f", k, i, p, a.Probability)
			}
		}
		for key, p := range got {
			if p > m.decoder.Threshold+parityTolerance {
				t.Errorf("text %d: attribution %s is too many", k, key)
			}
		}
	}
}

// TestSheets reads a text that is too long for one sheet, and finds in it what it
// finds in its parts.
func TestSheets(t *testing.T) {
	const line = "The minister said on Tuesday that the harbour would stay open.\n\n"
	doc := loadPipeline(t).ParseWith(strings.Repeat(line, 1700), nlp.Options{Vectors: true})
	l := newLayout(doc)
	if ends := sheetEnds(l); len(ends) < 2 || ends[len(ends)-1] != len(doc.Tokens) {
		t.Fatalf("%d tokens end at %v", len(doc.Tokens), ends)
	}
	found, ok := byModel(trained(), doc, l)
	if !ok || len(found) != 1700 {
		t.Errorf("%d attributions, want 1700", len(found))
	}
}

func texts(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/texts.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(b), "---\n")
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

func loadPipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := nlp.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBucketIsOddAndMonotonous(t *testing.T) {
	last := -1
	for d := -500; d <= 500; d++ {
		b := bucket(d)
		if b < 0 || b >= buckets || b < last || b+bucket(-d) != 24 {
			t.Fatalf("bucket(%d) = %d", d, b)
		}
		last = b
	}
}

// FuzzModelFile feeds damaged model files to the reader: it must refuse or read
// them, never panic.
func FuzzModelFile(f *testing.F) {
	f.Add([]byte(magic))
	f.Add(append([]byte(magic), 2, 0, 0, 0, '{', '}'))
	f.Add(modelBytes[:4096])
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = decodeModel(b) })
}

func FuzzLexicon(f *testing.F) {
	f.Add(cuesText)
	f.Add("a: b\n: c")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := parseLexicon(s)
		if (l == nil) == (err == nil) {
			t.Fatal("want a lexicon or an error")
		}
	})
}

func TestDamagedModel(t *testing.T) {
	whole := slices.Clone(modelBytes)
	for name, b := range map[string][]byte{
		"empty": nil, "other": []byte("something else"), "cut": whole[:len(whole)-100], "header only": whole[:40],
	} {
		if _, err := decodeModel(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
