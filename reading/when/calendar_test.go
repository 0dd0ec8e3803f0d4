package when

import (
	"slices"
	"testing"

	"github.com/demarche-project/demarche/edtf"
)

func TestHolidays(t *testing.T) {
	for _, c := range []struct {
		rule string
		year int
		want string
	}{
		{"easter+0", 2000, "2000-04-23"},
		{"easter+0", 2024, "2024-03-31"},
		{"easter+0", 2025, "2025-04-20"},
		{"easter-2", 1998, "1998-04-10"},
		{"nth-11-4-4", 2024, "2024-11-28"},
		{"nth-5-1-last", 2025, "2025-05-26"},
		{"nth-9-1-1", 2025, "2025-09-01"},
		{"election", 2024, "2024-11-05"},
		{"election", 2022, "2022-11-08"},
		{"fixed-12-25", 2031, "2031-12-25"},
	} {
		if got, ok := holiday(c.rule, c.year); !ok || got.String() != c.want {
			t.Errorf("%s in %d is %s, want %s", c.rule, c.year, got, c.want)
		}
	}
}

func TestAddUnits(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		unit string
		want string
	}{
		{"2024-03-31", -1, unitMonth, "2024-02-29"},
		{"2024-02-29", 1, unitYear, "2025-02-28"},
		{"2024-12-31", 1, unitQuarter, "2025-03-31"},
		{"2024-01-15", -13, unitMonth, "2022-12-15"},
		{"2025-03-03", -1, unitWeek, "2025-02-24"},
		{"2025-03-03", 2, "fortnight", "2025-03-31"},
		{"2025-03-03", 1, unitCentury, "2125-03-03"},
	} {
		d, err := edtf.Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := d.Earliest()
		if got := addUnits(first, c.n, c.unit).String(); got != c.want {
			t.Errorf("%s and %d %s is %s, want %s", c.from, c.n, c.unit, got, c.want)
		}
	}
}

// TestThirdsCover checks that the three parts of a period follow one another and
// cover it, for periods of every unit through 28 years.
func TestThirdsCover(t *testing.T) {
	start := edtf.NewDay(1996, 1, 1)
	for _, unit := range []string{unitWeek, unitMonth, unitQuarter, unitHalf, unitYear, unitDecade, unitCentury} {
		for d := start; d < start+28*366; d += 11 {
			p := containing(unit, d)
			if p.from > d || p.to < d {
				t.Fatalf("%s %s-%s does not hold %s", unit, p.from, p.to, d)
			}
			at := p.from
			for k := range 3 {
				part := p.third(k)
				if part.from != at || part.to < part.from {
					t.Fatalf("part %d of %s from %s is %s-%s", k, unit, p.from, part.from, part.to)
				}
				at = part.to + 1
			}
			if at != p.to+1 {
				t.Fatalf("parts of %s from %s end %s, not %s", unit, p.from, at-1, p.to)
			}
			for k := range 3 {
				if e := p.edge(k); e.from < p.from || e.to > p.to || e.from > e.to {
					t.Fatalf("edge %d of %s from %s is %s-%s", k, unit, p.from, e.from, e.to)
				}
			}
		}
	}
}

// TestShiftIsSteady checks that a period moved there and back is itself.
func TestShiftIsSteady(t *testing.T) {
	for _, unit := range []string{unitWeek, unitMonth, unitQuarter, unitYear, unitDecade, unitWeekend} {
		p := containing(unit, edtf.NewDay(2024, 2, 29))
		for n := -30; n <= 30; n++ {
			if q := p.shift(n, unit).shift(-n, unit); q != p {
				t.Errorf("%s moved by %d and back: %v, not %v", unit, n, q, p)
			}
		}
	}
}

// TestTables checks that the grammar compiles and that every class it names is in
// the lexicon or known to the scanner.
func TestTables(t *testing.T) {
	g, err := compile(grammarText)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, c := range []string{"YEAR", "INT", "DAYNUM", "TWODIGIT", "ORDNUM", "DECADE", "ISODATE", "YEARSPAN", "DECIMAL"} {
		have[c] = true
	}
	for _, es := range theLexicon() {
		for _, e := range es {
			have[e.class] = true
		}
	}
	for c := range g.class {
		if !have[c] {
			t.Errorf("grammar.txt names the class %s, which no word has", c)
		}
	}
	plans := 0
	for _, classes := range theContext() {
		if slices.Contains(classes, "plan") {
			plans++
		}
	}
	if plans == 0 {
		t.Error("context.txt has no words of planning")
	}
}
