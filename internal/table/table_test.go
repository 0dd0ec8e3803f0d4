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

func TestClasses(t *testing.T) {
	c := table.Classes{}
	c.Add("fruit", "apple", "plum", "apple")
	c.Add("colour", "plum")
	for _, q := range []struct {
		class, word string
		want        bool
	}{{"fruit", "apple", true}, {"fruit", "plum", true}, {"colour", "plum", true}, {"colour", "apple", false}, {"fruit", "pear", false}} {
		if got := c.Has(q.class, q.word); got != q.want {
			t.Errorf("%s is in %s: got %v", q.word, q.class, got)
		}
	}
	if n := len(c["apple"]); n != 1 {
		t.Errorf("a word is in a class %d times", n)
	}
}
