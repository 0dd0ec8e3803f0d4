package eval

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// interval is what a time value denotes: whole days from first to last, a class
// such as PAST_REF, a string that is no calendar time, or nothing.
type interval struct {
	kind        intervalKind
	first, last int    // day numbers, 1 January of year 1 is 1
	name        string // of a class or string
}

type intervalKind int

const (
	noValue intervalKind = iota
	calendar
	reference
	otherValue
)

// open is farther than any day.
const open = 10_000_000

func (v interval) bounded() bool { return v.first > -open && v.last < open }

// dayOf numbers a day; ok is false where the calendar has no such day.
func dayOf(y, m, d int) (int, bool) {
	if y < 1 || y > 9999 {
		return 0, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return 0, false
	}
	return number(t), true
}

func number(t time.Time) int {
	return int((t.Unix()-time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix())/86400) + 1
}

// months gives the days of n months from month m of year y.
func months(y, m, n int) (int, int, bool) {
	first, ok := dayOf(y, m, 1)
	if !ok {
		return 0, 0, false
	}
	return first, number(time.Date(y, time.Month(m+n), 1, 0, 0, 0, 0, time.UTC)) - 1, true
}

func years(a, b int) (int, int, bool) {
	first, ok := dayOf(max(a, 1), 1, 1)
	last, ok2 := dayOf(b, 12, 31)
	return first, last, ok && ok2
}

// isoWeek gives the Monday of ISO week w of year y.
func isoWeek(y, w int) (int, bool) {
	jan4 := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
	if iy, iw := monday.ISOWeek(); iy != y || iw != w || y < 1 {
		return 0, false
	}
	return number(monday), true
}

var (
	qualifier   = regexp.MustCompile(`[?~%]`)
	timeOfDay   = regexp.MustCompile(`T.*`)
	century     = regexp.MustCompile(`^(\d\d)(?:XX)?$`)
	decade      = regexp.MustCompile(`^(\d{3})X?$`)
	millennium  = regexp.MustCompile(`^(\d)XXX$`)
	someYears   = regexp.MustCompile(`^(\d{2,3}X{1,2})(?:-XX){1,2}$`)
	yearAndRest = regexp.MustCompile(`^(\d{4})(?:-(.+))?$`)
	someOfYear  = regexp.MustCompile(`^(?:XX(?:-XX)?|WXX(?:-.*)?|QX|HX)$`)
	weekOfYear  = regexp.MustCompile(`^W(\d\d?)(?:-(\d|WE|XX?))?$`)
	quarter     = regexp.MustCompile(`^Q([1-4])$`)
	half        = regexp.MustCompile(`^H([12])$`)
	monthDay    = regexp.MustCompile(`^(\d\d)(?:-(\d\d|XX))?$`)
)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// singleDate reads one TIMEX3 or EDTF date as first and last day.
func singleDate(v string) (int, int, bool) {
	v = timeOfDay.ReplaceAllString(qualifier.ReplaceAllString(v, ""), "")
	if m := century.FindStringSubmatch(v); m != nil {
		c := atoi(m[1])
		return years(c*100, c*100+99)
	}
	if m := decade.FindStringSubmatch(v); m != nil {
		d := atoi(m[1])
		return years(d*10, d*10+9)
	}
	if m := millennium.FindStringSubmatch(v); m != nil {
		k := atoi(m[1])
		return years(k*1000, k*1000+999)
	}
	if m := someYears.FindStringSubmatch(v); m != nil {
		return singleDate(m[1])
	}
	m := yearAndRest.FindStringSubmatch(v)
	if m == nil {
		return 0, 0, false
	}
	return withinYear(atoi(m[1]), m[2])
}

// withinYear reads what follows the year: nothing, a week, a season, a month ...
func withinYear(y int, rest string) (int, int, bool) {
	if rest == "" || someOfYear.MatchString(rest) {
		return years(y, y)
	}
	if m := weekOfYear.FindStringSubmatch(rest); m != nil {
		monday, ok := isoWeek(y, atoi(m[1]))
		switch {
		case m[2] == "WE":
			return monday + 5, monday + 6, ok
		case m[2] != "" && m[2] != "X" && m[2] != "XX":
			d := atoi(m[2])
			return monday + d - 1, monday + d - 1, ok && 1 <= d && d <= 7
		}
		return monday, monday + 6, ok
	}
	if m := quarter.FindStringSubmatch(rest); m != nil {
		return months(y, 3*atoi(m[1])-2, 3)
	}
	if m := half.FindStringSubmatch(rest); m != nil {
		return months(y, 6*atoi(m[1])-5, 6)
	}
	if i := strings.Index("SP SU FA WI", rest); i >= 0 && len(rest) == 2 {
		return months(y, i+3, 3) // March, June, September, December
	}
	m := monthDay.FindStringSubmatch(rest)
	if m == nil {
		return 0, 0, false
	}
	mm := atoi(m[1])
	switch {
	case 21 <= mm && mm <= 28 && m[2] == "":
		return months(y, 3*((mm-21)%4)+3, 3)
	case 33 <= mm && mm <= 36 && m[2] == "":
		return months(y, 3*(mm-33)+1, 3)
	case 37 <= mm && mm <= 39 && m[2] == "":
		return months(y, 4*(mm-37)+1, 4)
	case 40 <= mm && mm <= 41 && m[2] == "":
		return months(y, 6*(mm-40)+1, 6)
	case mm < 1 || mm > 12:
		return 0, 0, false
	case m[2] == "" || m[2] == "XX":
		return months(y, mm, 1)
	}
	d, ok := dayOf(y, mm, atoi(m[2]))
	return d, d, ok
}

// readInterval reads a TIMEX3 or EDTF value.
func readInterval(v string) interval {
	v = strings.TrimSpace(v)
	other := interval{kind: otherValue, name: v}
	switch {
	case v == "":
		return interval{}
	case v == "PAST_REF" || v == "PRESENT_REF" || v == "FUTURE_REF":
		return interval{kind: reference, name: v}
	case strings.ContainsRune("[{", rune(v[0])) && strings.ContainsRune("]}", rune(v[len(v)-1])):
		return hull(v[1:len(v)-1], other)
	case strings.Count(v, "/") == 1 && v[0] != 'P' && v[0] != 'R':
		a, b, _ := strings.Cut(v, "/")
		first, _, ok := end(a, -open)
		_, last, ok2 := end(b, open)
		if ok && ok2 && first <= last && (first > -open || last < open) {
			return interval{kind: calendar, first: first, last: last}
		}
		return other
	case v[0] == 'P':
		return other
	}
	if first, last, ok := singleDate(v); ok {
		return interval{kind: calendar, first: first, last: last}
	}
	return other
}

// end reads one side of a/b; nothing or ".." is open.
func end(s string, far int) (int, int, bool) {
	if s = strings.TrimSpace(s); s == "" || s == ".." {
		return far, far, true
	}
	return singleDate(s)
}

// hull reads an EDTF set as everything from its first day to its last.
func hull(list string, other interval) interval {
	first, last := open, -open
	for part := range strings.SplitSeq(list, ",") {
		ends := strings.Split(strings.TrimSpace(part), "..")
		a, b := ends[0], ends[len(ends)-1]
		lo, _, ok := -open, 0, true
		if a != "" {
			lo, _, ok = singleDate(a)
		}
		_, hi, ok2 := 0, open, true
		if b != "" {
			_, hi, ok2 = singleDate(b)
		}
		if !ok || !ok2 {
			return other
		}
		first, last = min(first, lo), max(last, hi)
	}
	if first > last {
		return other
	}
	return interval{kind: calendar, first: first, last: last}
}
