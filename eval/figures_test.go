package eval

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading"
)

var update = flag.Bool("update", false, "rewrite testdata/figures.golden")

// TestFigures runs all tasks on the data sets, prints what comes out and
// compares it with the golden file of figures.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	if _, err := os.Stat(dataFolder); err != nil {
		fmt.Printf("skipped: no data sets at %s\n", dataFolder)
		t.Skip("no data")
	}
	reader, err := reading.New(reading.Config{})
	if err != nil {
		t.Fatal(err)
	}
	reports, now, skipped, err := Figures(dataFolder, reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		if err := r.WriteTable(os.Stdout); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range skipped {
		fmt.Println("skipped:", s)
	}
	golden := filepath.Join("testdata", "figures.golden")
	if *update {
		var b bytes.Buffer
		if err := WriteFigures(&b, now); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	before, err := ReadFigures(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, fall := range Fallen(before, now) {
		t.Error(fall)
	}
}

func TestFiguresReadAsWritten(t *testing.T) {
	want := []Figure{{"gsr", "event type", 61.5, false}, {"seeds", "extra statements", 14, true}}
	var b bytes.Buffer
	if err := WriteFigures(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadFigures(&b)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("got %v, %v", got, err)
	}
	worse := []Figure{{"gsr", "event type", 61.4, false}, {"seeds", "extra statements", 15, true}, {"new", "x", 1, false}}
	if fell := Fallen(want, worse); len(fell) != 2 {
		t.Errorf("fallen: %v", fell)
	}
	better := []Figure{{"gsr", "event type", 70, false}, {"seeds", "extra statements", 3, true}}
	if fell := Fallen(want, better); len(fell) != 0 {
		t.Errorf("fallen: %v", fell)
	}
	for _, bad := range []string{"a | b", "a | b | many"} {
		if _, err := ReadFigures(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		} else if line := new(LineError); !errors.As(err, &line) || line.Line != 1 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
