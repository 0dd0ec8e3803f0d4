package edtf_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/demarche-project/demarche/edtf"
)

func anyDay() *rapid.Generator[edtf.Day] {
	return rapid.Custom(func(t *rapid.T) edtf.Day {
		return edtf.Day(rapid.IntRange(int(edtf.NewDay(-9999, 1, 1)), int(edtf.NewDay(9999, 12, 31))).Draw(t, "day"))
	})
}

// anyPoint writes dates of every form that Parse knows, in canonical form.
func anyPoint() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		y := rapid.IntRange(0, 9999).Draw(t, "year")
		s := fmt.Sprintf("%04d", y)
		switch rapid.IntRange(0, 8).Draw(t, "form") {
		case 0:
			digits := rapid.IntRange(1, 3).Draw(t, "digits")
			s = s[:digits] + "XXX"[digits-1:]
		case 1:
			s += fmt.Sprintf("-%02d", rapid.IntRange(1, 12).Draw(t, "month"))
		case 2:
			s += fmt.Sprintf("-%02d", rapid.IntRange(21, 41).Draw(t, "season"))
		case 3:
			s = anyDay().Draw(t, "day").String()
		case 4:
			return anyDay().Draw(t, "day").String() + fmt.Sprintf("T%02d:%02d:%02d",
				rapid.IntRange(0, 23).Draw(t, "h"), rapid.IntRange(0, 59).Draw(t, "m"), rapid.IntRange(0, 59).Draw(t, "s")) +
				rapid.SampledFrom([]string{"", "Z", "+05:30", "-08:00"}).Draw(t, "zone")
		case 5:
			s += "-XX"
		case 6:
			s += fmt.Sprintf("-%02d-XX", rapid.IntRange(1, 12).Draw(t, "month"))
		case 7:
			s = fmt.Sprintf("Y%d", rapid.IntRange(10000, 999999999).Draw(t, "long year"))
		}
		return s + rapid.SampledFrom([]string{"", "?", "~", "%"}).Draw(t, "quality")
	})
}

func anyDate() *rapid.Generator[edtf.Date] {
	return rapid.Custom(func(t *rapid.T) edtf.Date {
		s := anyPoint().Draw(t, "from")
		switch rapid.IntRange(0, 5).Draw(t, "interval") {
		case 0:
			s += "/.."
		case 1:
			s = "/" + s
		case 2:
			other := anyPoint().Draw(t, "to")
			if d, err := edtf.Parse(s + "/" + other); err == nil {
				return d
			}
			s = other + "/" + s
			if d, err := edtf.Parse(s); err == nil {
				return d
			}
			t.Skip("neither order is an interval")
		}
		d, err := edtf.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	})
}

func TestPrintedReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		back, err := edtf.Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
	})
}

func TestBoundsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if !ok1 && !ok2 {
			t.Fatalf("%s has no bound", d)
		}
		if ok1 && ok2 && first > last {
			// only two times of day in different zones may look so
			if !d.HasTime() {
				t.Fatalf("%s: %s after %s", d, first, last)
			}
			return
		}
		if ok1 && (!d.Covers(first) || d.Covers(first-1)) {
			t.Fatalf("%s does not begin on %s", d, first)
		}
		if ok2 && (!d.Covers(last) || d.Covers(last+1)) {
			t.Fatalf("%s does not end on %s", d, last)
		}
	})
}

func TestBetweenCoversExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDay().Draw(t, "a"), anyDay().Draw(t, "b")
		a, b = min(a, b), max(a, b)
		d := edtf.Between(a, b)
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if !ok1 || !ok2 || first != a || last != b {
			t.Fatalf("%s to %s became %s", a, b, d)
		}
		if back, err := edtf.Parse(d.String()); err != nil || back != d {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
	})
}

func TestRelationsExcludeEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate().Draw(t, "a"), anyDate().Draw(t, "b")
		n := 0
		for _, holds := range []bool{a.Before(b), a.After(b), a.Overlaps(b)} {
			if holds {
				n++
			}
		}
		if n != 1 {
			t.Fatalf("%s and %s: before %v, after %v, overlaps %v", a, b, a.Before(b), a.After(b), a.Overlaps(b))
		}
		if a.Overlaps(b) != b.Overlaps(a) {
			t.Fatalf("%s and %s: overlap in one direction only", a, b)
		}
	})
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := rapid.SliceOfN(anyDate(), 3, 8).Draw(t, "dates")
		slices.SortFunc(ds, edtf.Compare)
		for i := range ds {
			for j := range ds {
				if c := edtf.Compare(ds[i], ds[j]); (i < j && c > 0) || (i > j && c < 0) || (c == 0) != (ds[i] == ds[j]) {
					t.Fatalf("Compare(%s, %s) = %d at %d, %d", ds[i], ds[j], c, i, j)
				}
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2022", "2021-23", "202X", "2024-06~", "2022-02-24/..", "/1985", "Y12026",
		"1987-02-26T15:49:27Z", "-1985-04-12%", "2025-03-01T12:00:00.5+0530", "2021-XX-XX", "20XX/2022?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := edtf.Parse(s)
		if err != nil {
			return
		}
		back, err := edtf.Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%q prints as %q, which reads as %q, %v", s, d, back, err)
		}
		if !d.Overlaps(d) {
			t.Fatalf("%q does not overlap itself", s)
		}
	})
}
