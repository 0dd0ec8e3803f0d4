package edtf_test

import (
	"errors"
	"testing"
	"time"

	"github.com/demarche-project/demarche/edtf"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in, earliest, latest string // "-" for no bound
	}{
		// level 0
		{"2022", "2022-01-01", "2022-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2023-02", "2023-02-01", "2023-02-28"},
		{"2022-02-24", "2022-02-24", "2022-02-24"},
		{"0000", "0000-01-01", "0000-12-31"},
		{"1987-02-26T15:49:27", "1987-02-26", "1987-02-26"},
		{"1987-02-26T15:49:27Z", "1987-02-26", "1987-02-26"},
		{"1987-02-26T23:49:27-05:00", "1987-02-26", "1987-02-26"},
		{"1998-12-05T09:42", "1998-12-05", "1998-12-05"},
		{"1964/2008", "1964-01-01", "2008-12-31"},
		{"2004-06/2006-08", "2004-06-01", "2006-08-31"},
		{"2004-02-01/2005", "2004-02-01", "2005-12-31"},
		{"2022-05/2022", "2022-05-01", "2022-12-31"},
		// level 1: long and negative years
		{"Y12026", "Y12026 (01-01)", "Y12026 (12-31)"},
		{"Y-170000002", "Y-170000002 (01-01)", "Y-170000002 (12-31)"},
		{"-1985", "-1985-01-01", "-1985-12-31"},
		{"-1985-04-12", "-1985-04-12", "-1985-04-12"},
		// seasons, and the groupings of level 2
		{"2021-21", "2021-03-01", "2021-05-31"},
		{"2021-22", "2021-06-01", "2021-08-31"},
		{"2021-23", "2021-09-01", "2021-11-30"},
		{"2021-24", "2021-12-01", "2022-02-28"},
		{"2023-28", "2023-12-01", "2024-02-29"},
		{"2021-29", "2021-09-01", "2021-11-30"},
		{"2021-31", "2021-03-01", "2021-05-31"},
		{"1989-33", "1989-01-01", "1989-03-31"},
		{"1989-36", "1989-10-01", "1989-12-31"},
		{"1989-38", "1989-05-01", "1989-08-31"},
		{"1989-40", "1989-01-01", "1989-06-30"},
		{"1989-41", "1989-07-01", "1989-12-31"},
		// qualification
		{"1984?", "1984-01-01", "1984-12-31"},
		{"2004-06~", "2004-06-01", "2004-06-30"},
		{"2004-06-11%", "2004-06-11", "2004-06-11"},
		{"2021-23~", "2021-09-01", "2021-11-30"},
		// unspecified digits
		{"202X", "2020-01-01", "2029-12-31"},
		{"20XX", "2000-01-01", "2099-12-31"},
		{"1XXX", "1000-01-01", "1999-12-31"},
		{"-12XX", "-1299-01-01", "-1200-12-31"},
		{"-0XXX", "-0999-01-01", "0000-12-31"},
		{"2021-XX", "2021-01-01", "2021-12-31"},
		{"2021-04-XX", "2021-04-01", "2021-04-30"},
		{"2021-XX-XX", "2021-01-01", "2021-12-31"},
		{"199X~", "1990-01-01", "1999-12-31"},
		// open and unknown ends
		{"1985-04-12/..", "1985-04-12", "-"},
		{"1985/", "1985-01-01", "-"},
		{"../1985-04", "-", "1985-04-30"},
		{"/1985", "-", "1985-12-31"},
		{"1984~/2004-06%", "1984-01-01", "2004-06-30"},
		{"2025-02-01T10:00/2025-02-01T12:00", "2025-02-01", "2025-02-01"},
	}
	for _, tt := range tests {
		d, err := edtf.Parse(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if got := d.String(); got != tt.in {
			t.Errorf("%s: printed as %s", tt.in, got)
		}
		if got := bound(d.Earliest()); got != tt.earliest {
			t.Errorf("%s: earliest %s, want %s", tt.in, got, tt.earliest)
		}
		if got := bound(d.Latest()); got != tt.latest {
			t.Errorf("%s: latest %s, want %s", tt.in, got, tt.latest)
		}
	}
}

func bound(d edtf.Day, ok bool) string {
	if !ok {
		return "-"
	}
	return d.String()
}

func TestParseNormalises(t *testing.T) {
	for in, want := range map[string]string{
		"2025-03-01T12:00:00.123Z":  "2025-03-01T12:00:00Z",
		"2025-03-01T12:00:00+00:00": "2025-03-01T12:00:00Z",
		"2025-03-01T12:00:00+0530":  "2025-03-01T12:00:00+05:30",
		"2025-03-01T12:00:00-05":    "2025-03-01T12:00:00-05:00",
	} {
		if got := edtf.MustParse(in).String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		in     string
		offset int
	}{
		{"", 0}, {"March 2022", 0}, {"22", 0}, {"202", 0}, {"XXXX", 0}, {"20X2", 0}, {"-0000", 1},
		{"2022-13", 5}, {"2022-20", 5}, {"2022-42", 5}, {"2022-00", 5}, {"2022-1", 5},
		{"2022-02-30", 8}, {"2023-02-29", 8}, {"2022-02-24 ", 10}, {" 2022", 0},
		{"2022-21-03", 7}, {"202X-05", 4}, {"2022-XX-03", 7}, {"2022?~", 5},
		{"1987-03-31T605:12:19", 11}, {"1987-03-31T24:00:00", 11}, {"1987-03-31T10", 13},
		{"1987-03T10:00:00", 7}, {"1987-03-31T10:00:00?", 19}, {"1987-03-31T10:00:00+24:00", 20},
		{"/", 0}, {"../..", 0}, {"../", 0}, {"2023/2022", 5}, {"2022/2023/2024", 9}, {"2022//2023", 5},
		{"2025-02-01T12:00/2025-02-01T10:00", 17},
		{"Y2022", 1}, {"Y02022", 1}, {"Y1234567890", 1}, {"Y12026-05", 6},
		{"２０２２", 0},
	}
	for _, tt := range tests {
		d, err := edtf.Parse(tt.in)
		var se *edtf.SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("%q: read as %s, want an error (got %v)", tt.in, d, err)
			continue
		}
		if !d.IsZero() {
			t.Errorf("%q: a date comes with the error: %s", tt.in, d)
		}
		if se.Offset != tt.offset {
			t.Errorf("%q: error at %d, want %d (%v)", tt.in, se.Offset, tt.offset, err)
		}
	}
}

func TestInstants(t *testing.T) {
	tests := []struct{ in, first, last string }{
		{"2022-02-24", "2022-02-24T00:00:00Z", "2022-02-24T23:59:59Z"},
		{"2022-02-24T05:30", "2022-02-24T05:30:00Z", "2022-02-24T05:30:59Z"},
		{"2022-02-24T05:30:15+02:00", "2022-02-24T03:30:15Z", "2022-02-24T03:30:15Z"},
		{"2022", "2022-01-01T00:00:00Z", "2022-12-31T23:59:59Z"},
	}
	for _, tt := range tests {
		d := edtf.MustParse(tt.in)
		first, _ := d.First()
		last, _ := d.Last()
		if f, l := first.Format(time.RFC3339), last.Format(time.RFC3339); f != tt.first || l != tt.last {
			t.Errorf("%s: %s to %s, want %s to %s", tt.in, f, l, tt.first, tt.last)
		}
	}
	if _, ok := edtf.MustParse("2022/..").Last(); ok {
		t.Error("an open end has a last second")
	}
}

func TestRelations(t *testing.T) {
	tests := []struct {
		a, b   string
		before bool // a before b
		meets  bool // a overlaps b
	}{
		{"2021", "2022", true, false},
		{"2022-02", "2022", false, true},
		{"2022-02-23", "2022-02-24", true, false},
		{"2022-02-24", "2022-02-24", false, true},
		{"../2021", "2022", true, false},
		{"2021/..", "2022", false, true},
		{"2021/", "2022", false, true},
		{"2021", "2022/..", true, false},
		{"../2023", "2022/..", false, true},
		{"2022-02-24T05:00:00", "2022-02-24T06:00:00", true, false},
		{"2022-02-24T23:00:00-05:00", "2022-02-25T01:00:00Z", false, false}, // b is first: 04:00Z is later
		{"2022-02-24T05:00:00", "2022-02-24", false, true},
		{"2022-24", "2022-21", false, false},
	}
	for _, tt := range tests {
		a, b := edtf.MustParse(tt.a), edtf.MustParse(tt.b)
		if got := a.Before(b); got != tt.before {
			t.Errorf("%s before %s: %v", a, b, got)
		}
		if got := b.After(a); got != tt.before {
			t.Errorf("%s after %s: %v", b, a, got)
		}
		if got := a.Overlaps(b); got != tt.meets {
			t.Errorf("%s overlaps %s: %v", a, b, got)
		}
	}
}

func TestQualification(t *testing.T) {
	for in, want := range map[string][2]bool{
		"2022": {false, false}, "2022?": {true, false}, "2022~": {false, true}, "2022%": {true, true},
		"2022/2023~": {false, true}, "2022?/..": {true, false},
	} {
		d := edtf.MustParse(in)
		if got := [2]bool{d.Uncertain(), d.Approximate()}; got != want {
			t.Errorf("%s: uncertain, approximate = %v, want %v", in, got, want)
		}
	}
}

func TestZero(t *testing.T) {
	var d edtf.Date
	if _, ok := d.Earliest(); ok || d.String() != "" || !d.IsZero() || d.Overlaps(d) || d.Covers(0) || d.OpenEnd() {
		t.Error("the zero Date covers something")
	}
}

func TestBetween(t *testing.T) {
	for want, days := range map[string][2]edtf.Day{
		"2022":                  {edtf.NewDay(2022, 1, 1), edtf.NewDay(2022, 12, 31)},
		"2022-02":               {edtf.NewDay(2022, 2, 1), edtf.NewDay(2022, 2, 28)},
		"2022-02-24":            {edtf.NewDay(2022, 2, 24), edtf.NewDay(2022, 2, 24)},
		"2022-02-21/2022-02-27": {edtf.NewDay(2022, 2, 21), edtf.NewDay(2022, 2, 27)},
		"2020/2023":             {edtf.NewDay(2020, 1, 1), edtf.NewDay(2023, 12, 31)},
		"2021-12/2022-02":       {edtf.NewDay(2021, 12, 1), edtf.NewDay(2022, 2, 28)},
		"":                      {edtf.NewDay(2022, 2, 2), edtf.NewDay(2022, 2, 1)},
	} {
		if got := edtf.Between(days[0], days[1]).String(); got != want {
			t.Errorf("%s to %s: %q, want %q", days[0], days[1], got, want)
		}
	}
}

func TestDay(t *testing.T) {
	d := edtf.NewDay(2024, 3, 0)
	if d.String() != "2024-02-29" || d.Weekday() != time.Thursday || (d+1).String() != "2024-03-01" {
		t.Errorf("the day before 1 March 2024 is %s, %s", d, d.Weekday())
	}
	if got := edtf.NewDay(1969, 12, 31); got != -1 || got.String() != "1969-12-31" {
		t.Errorf("the day before the epoch is %d, %s", int(got), got)
	}
}
