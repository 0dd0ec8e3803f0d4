package edtf

import (
	"fmt"
	"strings"
	"time"
)

// point is one date without a slash: a year, month, season, day or date-time.
type point struct {
	year    int // with the unspecified digits as 0
	blanks  int // number of unspecified digits at the right of the year: 2 in "20XX"
	month   int // 1-12, 21-41 for a season or its like, unspecified, or 0 when not written
	day     int // 1-31, unspecified, or 0 when not written
	minus   bool
	clock   bool // a time of day is written
	second  int  // of the day
	seconds bool // seconds are written
	zone    bool // an offset from UTC is written
	offset  int  // minutes east of UTC
	quality byte // '?', '~', '%' or 0
}

const unspecified = -1

// groups gives the first month, counted from January of the year, and the number
// of months of the sub-year groupings 21 to 41.
var groups = map[int][2]int{
	21: {3, 3}, 22: {6, 3}, 23: {9, 3}, 24: {12, 3}, // spring, summer, autumn, winter
	25: {3, 3}, 26: {6, 3}, 27: {9, 3}, 28: {12, 3}, // the same, northern
	29: {9, 3}, 30: {12, 3}, 31: {3, 3}, 32: {6, 3}, // the same, southern
	33: {1, 3}, 34: {4, 3}, 35: {7, 3}, 36: {10, 3}, // quarters
	37: {1, 4}, 38: {5, 4}, 39: {9, 4}, // quadrimesters
	40: {1, 6}, 41: {7, 6}, // halves
}

// days returns the first and the last day that p may mean.
func (p point) days() (first, last Day) {
	lo, hi := p.years()
	switch {
	case p.month == 0 || p.month == unspecified:
		return NewDay(lo, 1, 1), NewDay(hi, 12, 31)
	case p.month > 12:
		g := groups[p.month]
		return NewDay(lo, g[0], 1), NewDay(hi, g[0]+g[1], 0)
	case p.day == 0 || p.day == unspecified:
		return NewDay(lo, p.month, 1), NewDay(hi, p.month+1, 0)
	}
	d := NewDay(lo, p.month, p.day)
	return d, d
}

// years returns the first and the last year that p may mean.
func (p point) years() (lo, hi int) {
	step := 1
	for range p.blanks {
		step *= 10
	}
	lo, hi = p.year, p.year+step-1
	if p.minus {
		lo, hi = -hi, -lo
	}
	return lo, hi
}

// instants returns the first and the last second that p may mean; without an
// offset the time is taken as UTC.
func (p point) instants() (first, last time.Time) {
	from, to := p.days()
	if !p.clock {
		return from.Time(), (to + 1).Time().Add(-time.Second)
	}
	first = from.Time().Add(time.Duration(p.second)*time.Second - time.Duration(p.offset)*time.Minute)
	last = first
	if !p.seconds {
		last = first.Add(59 * time.Second)
	}
	return first, last
}

func (p point) String() string {
	var b strings.Builder
	p.writeYear(&b)
	for _, part := range [2]int{p.month, p.day} {
		switch part {
		case 0:
		case unspecified:
			b.WriteString("-XX")
		default:
			fmt.Fprintf(&b, "-%02d", part)
		}
	}
	if p.clock {
		fmt.Fprintf(&b, "T%02d:%02d", p.second/3600, p.second/60%60)
		if p.seconds {
			fmt.Fprintf(&b, ":%02d", p.second%60)
		}
		p.writeZone(&b)
	}
	if p.quality != 0 {
		b.WriteByte(p.quality)
	}
	return b.String()
}

func (p point) writeYear(b *strings.Builder) {
	if p.year > 9999 {
		b.WriteByte('Y')
	}
	if p.minus {
		b.WriteByte('-')
	}
	s := fmt.Sprintf("%04d", p.year)
	b.WriteString(s[:len(s)-p.blanks])
	b.WriteString("XXXX"[:p.blanks])
}

func (p point) writeZone(b *strings.Builder) {
	switch {
	case !p.zone:
	case p.offset == 0:
		b.WriteByte('Z')
	default:
		sign, o := '+', p.offset
		if o < 0 {
			sign, o = '-', -o
		}
		fmt.Fprintf(b, "%c%02d:%02d", sign, o/60, o%60)
	}
}
