package corpus_test

import (
	"os"
	"testing"

	"github.com/demarche-project/demarche/corpus"
)

// TestReutersStream reads 18,682 dispatches that nobody here wrote; one of them
// has a time of day that does not exist.
func TestReutersStream(t *testing.T) {
	const path = "../../shared/data/cases/reuters-stream.jsonl"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no dispatches to read:", err)
	}
	docs, errs := 0, 0
	for doc, err := range (corpus.Reader{}).Read(path) {
		if err != nil {
			t.Log(err)
			errs++
			continue
		}
		if doc.Outlet != "Reuter" {
			t.Fatalf("outlet of %s: %q", doc.Path, doc.Outlet)
		}
		docs++
	}
	if docs != 18682 || errs != 1 {
		t.Errorf("documents %d, errors %d", docs, errs)
	}
}
