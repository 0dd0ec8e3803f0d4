package when_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/reading/when"
)

type goldTimex struct {
	Start, End        int
	Text, Type, Value string
}

type goldDoc struct {
	ID, Text, Published string
	Timex               []goldTimex
}

// timexDev reads the news texts of TempEval-3 that the figures are measured on.
func timexDev(t testing.TB) []goldDoc {
	t.Helper()
	f, err := os.Open("../../../shared/data/timex/dev.jsonl")
	if err != nil {
		t.Skipf("no timex data here: %v", err)
	}
	defer f.Close()
	var docs []goldDoc
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var d goldDoc
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// TestTimexDev holds the floor under the accuracy on news: of the gold dates that
// stand for one day, month or year, the share found with the right value, and the
// share of our dates on a gold expression that are right. The figures by the
// data set's own scorer (CAL interval) are in testdata/figures.txt; set
// WHEN_SYSTEM to a file name to write the input for it.
func TestTimexDev(t *testing.T) {
	docs := timexDev(t)
	p := pipeline(t)
	right, gold, system := 0, 0, 0
	var enc *json.Encoder
	if path := os.Getenv("WHEN_SYSTEM"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		enc = json.NewEncoder(f)
	}
	for _, d := range docs {
		es := when.Find(p.Parse(d.Text), d.Published)
		rows := []map[string]any{}
		for _, e := range es {
			if r := e.Record(); r.EDTF != nil {
				system++
				rows = append(rows, map[string]any{"start": r.Start, "end": r.End, "edtf": *r.EDTF})
			}
		}
		for _, g := range d.Timex {
			want, err := edtf.Parse(g.Value)
			if g.Type != "DATE" || err != nil || len(g.Value) < 4 {
				continue
			}
			gold++
			for _, e := range es {
				if e.Start < g.End && g.Start < e.End && edtf.Compare(e.Value, want) == 0 {
					right++
					break
				}
			}
		}
		if enc != nil {
			if err := enc.Encode(map[string]any{"id": d.ID, "timex": rows}); err != nil {
				t.Fatal(err)
			}
		}
	}
	recall := float64(right) / float64(gold)
	t.Logf("%d of %d dates right (%.3f), %d dates given", right, gold, recall, system)
	if recall < 0.86 {
		t.Errorf("recall of plain dates is %.3f, was 0.872", recall)
	}
}

// BenchmarkFind measures Find alone, on parsed news; the unit is one text.
func BenchmarkFind(b *testing.B) {
	docs := timexDev(b)
	parsed := pipeline(b).Parse(docs[1].Text)
	for b.Loop() {
		when.Find(parsed, docs[1].Published)
	}
	b.ReportMetric(float64(len(parsed.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
