package edtf

import (
	"cmp"
	"strings"
	"time"
)

// Date is a date as precise as it is known: a day, a month, a season, a year, a
// decade, or an interval whose ends may be open or unknown. The zero Date is "no
// date at all"; it covers no day and String gives "". Dates compare with == by
// what is written; see [Date.Before] and [Compare] for what they mean.
type Date struct {
	from, to end
	interval bool
	written  bool // false for the zero Date
}

// end is one end of an interval.
type end struct {
	kind kind
	point
}

type kind byte

const (
	dated   kind = iota
	open         // "..": there is no such end
	unknown      // "": there is one, nobody says when
)

// Between returns the interval of all days from first to last in its shortest
// form: a whole year as "2022", a whole month as "2022-05", one day as
// "2022-05-04". It returns the zero Date when first is after last or a year is
// beyond four digits.
func Between(first, last Day) Date {
	y1, m1, d1 := first.Date()
	y2, m2, d2 := last.Date()
	if first > last || y1 < -9999 || y2 > 9999 {
		return Date{}
	}
	_, _, endOfMonth := NewDay(y2, m2+1, 0).Date()
	from, to := newPoint(y1, m1, d1), newPoint(y2, m2, d2)
	if d1 == 1 && d2 == endOfMonth {
		from, to = newPoint(y1, m1, 0), newPoint(y2, m2, 0)
		if m1 == 1 && m2 == 12 {
			from, to = newPoint(y1, 0, 0), newPoint(y2, 0, 0)
		}
	}
	return Date{from: end{dated, from}, to: end{dated, to}, interval: from != to, written: true}
}

func newPoint(year, month, day int) point {
	if year < 0 {
		return point{year: -year, minus: true, month: month, day: day}
	}
	return point{year: year, month: month, day: day}
}

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return !d.written }

// String returns d in EDTF; Parse reads it back to an equal Date.
func (d Date) String() string {
	switch {
	case !d.written:
		return ""
	case d.interval:
		return d.from.String() + "/" + d.to.String()
	}
	return d.from.String()
}

func (e end) String() string {
	switch e.kind {
	case open:
		return ".."
	case unknown:
		return ""
	}
	return e.point.String()
}

// Earliest returns the first day d may mean, as its writer's calendar had it. It
// is false when there is none: an open or unknown beginning, or the zero Date.
func (d Date) Earliest() (Day, bool) {
	if !d.written || d.from.kind != dated {
		return 0, false
	}
	first, _ := d.from.days()
	return first, true
}

// Latest returns the last day d may mean. It is false when there is none: an
// open or unknown end, or the zero Date.
func (d Date) Latest() (Day, bool) {
	if !d.written || d.to.kind != dated {
		return 0, false
	}
	_, last := d.to.days()
	return last, true
}

// First returns the first second d may mean, in UTC: the time of day where one
// is written, else midnight. A time without an offset is taken as UTC.
func (d Date) First() (time.Time, bool) {
	if !d.written || d.from.kind != dated {
		return time.Time{}, false
	}
	first, _ := d.from.instants()
	return first, true
}

// Last returns the last second d may mean, in UTC.
func (d Date) Last() (time.Time, bool) {
	if !d.written || d.to.kind != dated {
		return time.Time{}, false
	}
	_, last := d.to.instants()
	return last, true
}

// OpenStart reports whether d has no beginning ("../2022").
func (d Date) OpenStart() bool { return d.written && d.from.kind == open }

// OpenEnd reports whether d goes on ("2022/..").
func (d Date) OpenEnd() bool { return d.written && d.to.kind == open }

// IsInterval reports whether d is written with a slash.
func (d Date) IsInterval() bool { return d.interval }

// HasTime reports whether d is, or begins or ends with, a time of day.
func (d Date) HasTime() bool { return d.from.clock || d.to.clock }

// Uncertain reports whether d or an end of it is marked "?" or "%": the source
// may be wrong.
func (d Date) Uncertain() bool { return d.marked('?') }

// Approximate reports whether d or an end of it is marked "~" or "%": the date
// is an estimate.
func (d Date) Approximate() bool { return d.marked('~') }

func (d Date) marked(q byte) bool {
	for _, e := range [2]end{d.from, d.to} {
		if e.quality == q || e.quality == '%' {
			return true
		}
	}
	return false
}

// Before reports whether d certainly ends before e begins. Two times of day are
// compared to the second and across time zones, anything else by calendar day.
// It is false where the day to compare is open, unknown or missing.
func (d Date) Before(e Date) bool {
	last, ok1 := d.Latest()
	first, ok2 := e.Earliest()
	if !ok1 || !ok2 {
		return false
	}
	if d.to.clock && e.from.clock {
		_, l := d.to.instants()
		f, _ := e.from.instants()
		return l.Before(f)
	}
	return last < first
}

// After reports whether d certainly begins after e ends.
func (d Date) After(e Date) bool { return e.Before(d) }

// Overlaps reports whether d and e may share a moment: neither is certainly
// before the other. The zero Date overlaps nothing.
func (d Date) Overlaps(e Date) bool {
	return d.written && e.written && !d.Before(e) && !e.Before(d)
}

// Covers reports whether d may mean day: it lies neither before Earliest nor
// after Latest.
func (d Date) Covers(day Day) bool {
	if !d.written {
		return false
	}
	first, bounded := d.Earliest()
	if bounded && day < first {
		return false
	}
	last, bounded := d.Latest()
	return !bounded || day <= last
}

// Compare orders dates for sorting: by first day, then last day, then time of
// day, then as written. No date comes first of all, a date without a beginning
// before those with one, a date without an end after those with one.
func Compare(a, b Date) int {
	if a.written != b.written {
		if b.written {
			return -1
		}
		return 1
	}
	af, aok := a.Earliest()
	bf, bok := b.Earliest()
	if c := compareBound(int64(af), aok, int64(bf), bok, -1); c != 0 {
		return c
	}
	al, aok := a.Latest()
	bl, bok := b.Latest()
	if c := compareBound(int64(al), aok, int64(bl), bok, 1); c != 0 {
		return c
	}
	at, aok := a.First()
	bt, bok := b.First()
	if c := compareBound(at.Unix(), aok, bt.Unix(), bok, -1); c != 0 {
		return c
	}
	return strings.Compare(a.String(), b.String())
}

// compareBound compares two bounds, of which a missing one stands at the side
// missing: -1 before all others, 1 after them.
func compareBound(a int64, aok bool, b int64, bok bool, missing int) int {
	switch {
	case aok && bok:
		return cmp.Compare(a, b)
	case aok == bok:
		return 0
	case aok:
		return -missing
	}
	return missing
}
