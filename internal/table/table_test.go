package table_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/demarche-project/demarche/internal/table"
)

func TestLines(t *testing.T) {
	var got []string
	for n, line := range table.Lines("# what it holds\n\n  a b \r\n#c\nd # e\nf") {
		got = append(got, fmt.Sprint(n, " ", line))
	}
	if want := []string{"3 a b", "5 d # e", "6 f"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range table.Lines("a\nb") {
		break
	}
}

func TestCells(t *testing.T) {
	if got, want := table.Cells(" a | |b c", "|"), []string{"a", "", "b c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
