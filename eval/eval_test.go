package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// fixed is an analyzer that says the same of every document.
type fixed record.Reading

func (f fixed) Read(d record.Document, _ reading.Layers) record.Reading {
	r := record.Reading(f)
	r.ID = d.ID
	return r
}

func writeGold(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRun(t *testing.T) {
	gold := writeGold(t,
		`{"id":"a","text":"Ruritania said the weir must go.","attributions":[{"source":[[0,9]],"cue":[[10,14]],"content":[[15,31]],"quote_type":"indirect"}]}`,
		`{"id":"b","text":"Nobody spoke of the weir.","attributions":[]}`)
	said := []record.Span{{Start: 10, End: 14, Text: "said"}}
	a := fixed{Attributions: []record.Attribution{{Source: []record.Span{{Start: 0, End: 9}}, Cue: said, Content: []record.Span{{Start: 15, End: 31}}}}}
	for _, name := range []string{"polnear", "attribution"} {
		r, err := Run(name, gold, a)
		if err != nil {
			t.Fatal(err)
		}
		s, ok := r.Score("triple soft")
		if !ok || s.P() != .5 || s.R() != 1 || r.Documents != 2 || r.Task != "polnear" {
			t.Errorf("triple soft %v of %v", s, r)
		}
		if len(r.Errors) != 1 || r.Errors[0].Kind != "not in gold" || r.Errors[0].Examples[0].Doc != "b" {
			t.Errorf("errors %v", r.Errors)
		}
		if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "reportverbs.txt") {
			t.Errorf("notes %v: the missing list of verbs is not named", r.Notes)
		}
	}
}

func TestRunErrors(t *testing.T) {
	if _, err := Run("weather", "x", fixed{}); !errors.Is(err, ErrUnknownTask) {
		t.Errorf("unknown task: %v", err)
	}
	if _, err := Run("timex", filepath.Join(t.TempDir(), "none.jsonl"), fixed{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	var line *LineError
	if _, err := Run("timex", writeGold(t, `{"id":"a","text":"x","timex":[]}`, `{"id":`), fixed{}); !errors.As(err, &line) || line.Line != 2 {
		t.Errorf("broken line: %v", err)
	}
	if _, err := Run("spacy", writeGold(t, `{"name":"a","text":"x","tokens":[[0,1]]}`), fixed{}); err == nil {
		t.Error("a token of two columns was read")
	}
}

func TestReportForms(t *testing.T) {
	r := Report{Task: "x", Documents: 1, Scores: []Score{{"half", 1, 2, 1, 4}}, Rates: []Rate{{"share", 1, 4}},
		Errors: []ErrorKind{{"odd", []Example{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}}}}}
	b, err := json.Marshal(r)
	if err != nil || !bytes.Contains(b, []byte(`{"name":"half","p":0.5000,"r":0.2500,"f1":0.3333,"system":2,"gold":4}`)) ||
		!bytes.Contains(b, []byte(`{"name":"share","value":0.2500,"right":1,"of":4}`)) {
		t.Errorf("JSON %s, %v", b, err)
	}
	var table, wrong bytes.Buffer
	if err := r.WriteTable(&table); err != nil || !strings.Contains(table.String(), "50.0   25.0   33.3") {
		t.Errorf("table:\n%s%v", table.String(), err)
	}
	if err := r.WriteErrors(&wrong, 2); err != nil || wrong.String() != "odd: 4\n  a  1\n  c  3\n" {
		t.Errorf("errors:\n%s%v", wrong.String(), err)
	}
}

func TestInterval(t *testing.T) {
	same := [][2]string{
		{"1998-W07", "1998-02-09/1998-02-15"}, {"1998-Q1", "1998-33"}, {"1998-WI", "1998-24"}, {"1998-H2", "1998-41"},
		{"199X", "1990/1999"}, {"19", "19XX"}, {"1998-02-09TNI", "1998-02-09"}, {"{1998,1999}", "1998/1999"}, {"1998-XX", "1998"},
		{"1998-W07-WE", "1998-02-14/1998-02-15"}, {"1998-W07-3", "1998-02-11"}, {"1998-02?", "1998-02"}, {"2XXX", "2000/2999"},
	}
	for _, c := range same {
		a, b := readInterval(c[0]), readInterval(c[1])
		if a.kind != calendar || a != b {
			t.Errorf("%s is %v, %s is %v", c[0], a, c[1], b)
		}
	}
	for v, want := range map[string]intervalKind{"": noValue, "PAST_REF": reference, "P3D": otherValue, "XXXX-05": otherValue,
		"1998-02-30": otherValue, "1998-W60": otherValue, "../..": otherValue, "1999/1998": otherValue, "../1998": calendar, "1998/": calendar} {
		if got := readInterval(v); got.kind != want {
			t.Errorf("%q is %v", v, got)
		}
	}
}

func TestMatchIsLargest(t *testing.T) {
	// greedy pairing would give gold 0 the only partner of gold 1
	edges := map[[2]int]bool{{0, 0}: true, {0, 1}: true, {1, 0}: true}
	m := match(2, 3, func(g, s int) bool { return edges[[2]int{g, s}] })
	if m.pairs != 2 || !m.gold[0] || !m.gold[1] || !m.system[0] || !m.system[1] || m.system[2] {
		t.Errorf("got %v", m)
	}
}

func FuzzDecodeLines(f *testing.F) {
	f.Add([]byte("{\"id\":\"a\",\"gold\":[{\"source\":\"USA\",\"target\":null}]}\n\n{}"))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		gold, err := decodeLines[gsrDoc](bytes.NewReader(data), "fuzz")
		if line := new(LineError); err != nil && !errors.As(err, &line) {
			t.Fatalf("not a LineError: %v", err)
		}
		scoreGSR(gold, nil)
	})
}
