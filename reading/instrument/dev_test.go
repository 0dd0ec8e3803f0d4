package instrument_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

// Inputs for the data set's own scorer are written where these variables say:
//
//	INSTRUMENT_ARTICLES=a.jsonl INSTRUMENT_LINKS=l.jsonl go test ./reading/instrument -run Dev
type goldText struct {
	ID, Text string
	Articles []struct {
		Start, End    int
		Number, Title string
	}
}

func readJSONL[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no instruments data here: %v", err)
	}
	defer f.Close()
	var out []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func encoder(t testing.TB, variable string) *json.Encoder {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return json.NewEncoder(f)
}

func TestStructureDev(t *testing.T) {
	enc := encoder(t, "INSTRUMENT_ARTICLES")
	found, gold, system := 0, 0, 0
	for _, g := range readJSONL[goldText](t, "../../../shared/data/instruments/dev.articles.jsonl") {
		s := instrument.Structure(g.Text)
		gold += len(g.Articles)
		system += len(s.Articles)
		starts := map[int]bool{}
		for _, a := range s.Articles {
			starts[a.Start] = true
		}
		for _, a := range g.Articles {
			if starts[a.Start] {
				found++
			}
		}
		if enc != nil {
			if err := enc.Encode(map[string]any{"id": g.ID, "articles": s.Articles}); err != nil {
				t.Fatal(err)
			}
		}
	}
	f1 := 2 * float64(found) / float64(gold+system)
	t.Logf("%d articles, %d found, %d given: F1 %.3f", gold, found, system, f1)
	if f1 < 0.99 {
		t.Errorf("F1 of article boundaries is %.3f", f1)
	}
}

type goldPair struct {
	ID        string
	A, B      string
	AArticles [][2]int `json:"a_articles"`
	BArticles [][2]int `json:"b_articles"`
	Gold      [][2]int
}

// TestUntitledDev takes the texts of the pairs apart, from which titles were cut.
func TestUntitledDev(t *testing.T) {
	found, gold, system := 0, 0, 0
	check := func(text string, want [][2]int) {
		starts := map[int]bool{}
		for _, a := range instrument.Structure(text).Articles {
			starts[a.Start] = true
			system++
		}
		gold += len(want)
		for _, w := range want {
			if starts[w[0]] {
				found++
			} else if testing.Verbose() {
				t.Logf("missed %q", string([]rune(text)[w[0]:min(w[0]+60, w[1])]))
			}
		}
	}
	for _, g := range readJSONL[goldPair](t, "../../../shared/data/instruments/dev.pairs.jsonl") {
		check(g.A, g.AArticles)
		check(g.B, g.BArticles)
	}
	f1 := 2 * float64(found) / float64(gold+system)
	t.Logf("%d articles, %d found, %d given: F1 %.3f", gold, found, system, f1)
	if f1 < 0.99 {
		t.Errorf("F1 of article boundaries without titles is %.3f", f1)
	}
}

// TestAlignDev counts links as the data set's scorer does: those between articles
// of which neither has a partner in the gold are left out.
func TestAlignDev(t *testing.T) {
	enc := encoder(t, "INSTRUMENT_LINKS")
	right, given, gold := 0, 0, 0
	for _, g := range readJSONL[goldPair](t, "../../../shared/data/instruments/dev.pairs.jsonl") {
		a, b := instrument.Structure(g.A), instrument.Structure(g.B)
		links := instrument.Align(a, b)
		want := map[[2]int]bool{}
		left, right2 := map[int]bool{}, map[int]bool{}
		for _, w := range g.Gold {
			want[w] = true
			left[w[0]], right2[w[1]] = true, true
		}
		gold += len(want)
		for _, l := range links {
			pair := [2]int{index(g.AArticles, a.Articles[l.A]), index(g.BArticles, b.Articles[l.B])}
			if !left[pair[0]] && !right2[pair[1]] {
				continue
			}
			given++
			if want[pair] {
				right++
			}
		}
		if enc != nil {
			if err := enc.Encode(map[string]any{"id": g.ID, "links": instrument.Spans(a, b, links)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	f1 := 2 * float64(right) / float64(gold+given)
	t.Logf("%d links, %d given, %d right: F1 %.3f", gold, given, right, f1)
	if f1 < 0.9 {
		t.Errorf("F1 of links is %.3f", f1)
	}
}

// index finds the gold article in the middle of a.
func index(articles [][2]int, a instrument.Article) int {
	middle := (a.Start + a.End) / 2
	for i, x := range articles {
		if x[0] <= middle && middle < x[1] {
			return i
		}
	}
	return -1
}
