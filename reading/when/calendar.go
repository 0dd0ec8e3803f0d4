package when

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/edtf"
)

// Units of time. Those from Day up number the calendar.
const (
	unitDay     = "day"
	unitWeek    = "week"
	unitWeekend = "weekend"
	unitMonth   = "month"
	unitQuarter = "quarter"
	unitSeason  = "season"
	unitHalf    = "half"
	unitYear    = "year"
	unitDecade  = "decade"
	unitCentury = "century"
)

// period is a stretch of days with the unit it was named by.
type period struct {
	from, to edtf.Day
	unit     string
	approx   bool // fiscal years, "around 2014"
}

// date returns p in its shortest form.
func (p period) date() edtf.Date {
	d := edtf.Between(p.from, p.to)
	y, m, _ := p.from.Date()
	s := ""
	switch {
	case p.unit == unitDecade && p == decade(y):
		s = fmt.Sprintf("%03dX", y/10)
	case p.unit == unitCentury && p == century(y):
		s = fmt.Sprintf("%02dXX", y/100)
	case p.unit == unitSeason:
		s = fmt.Sprintf("%04d-%d", y, 20+m/3)
	case p.approx && !d.IsInterval():
		s = d.String()
	}
	if s == "" {
		return d
	}
	if p.approx {
		s += "~"
	}
	if e, err := edtf.Parse(s); err == nil {
		return e
	}
	return d
}

// hull is the shortest period that holds p and q, of the unit of p.
func (p period) hull(q period) period {
	p.from, p.to = min(p.from, q.from), max(p.to, q.to)
	p.approx = p.approx || q.approx
	return p
}

func day(d edtf.Day) period { return period{from: d, to: d, unit: unitDay} }

// months is the period of n months from the first of month m.
func months(y, m, n int, unit string) period {
	return period{from: edtf.NewDay(y, m, 1), to: edtf.NewDay(y, m+n, 0), unit: unit}
}

func year(y int) period    { return months(y, 1, 12, unitYear) }
func decade(y int) period  { return months(y/10*10, 1, 120, unitDecade) }
func century(y int) period { return months(y/100*100, 1, 1200, unitCentury) }

// season is the season of EDTF's number s that begins in year y.
func season(y, s int) period { return months(y, 3*(s-20), 3, unitSeason) }

// containing returns the period of the calendar that holds day d.
func containing(unit string, d edtf.Day) period {
	y, m, _ := d.Date()
	switch unit {
	case unitWeek:
		mon := d - edtf.Day(isoWeekday(d)-1)
		return period{from: mon, to: mon + 6, unit: unitWeek}
	case unitWeekend:
		w := containing(unitWeek, d)
		return period{from: w.from + 5, to: w.to, unit: unitWeekend}
	case unitMonth:
		return months(y, m, 1, unitMonth)
	case unitQuarter:
		return months(y, (m-1)/3*3+1, 3, unitQuarter)
	case unitHalf:
		return months(y, (m-1)/6*6+1, 6, unitHalf)
	case unitYear:
		return year(y)
	case unitDecade:
		return decade(y)
	case unitCentury:
		return century(y)
	}
	return day(d)
}

// isoWeekday numbers Monday 1 to Sunday 7.
func isoWeekday(d edtf.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// step gives a unit in months or, where it has none, in days.
func step(unit string) (m, d int) {
	switch unit {
	case unitWeek, unitWeekend:
		return 0, 7
	case "fortnight":
		return 0, 14
	case unitMonth:
		return 1, 0
	case unitQuarter, unitSeason:
		return 3, 0
	case unitHalf:
		return 6, 0
	case unitYear:
		return 12, 0
	case unitDecade:
		return 120, 0
	case unitCentury:
		return 1200, 0
	case unitDay:
		return 0, 1
	}
	return 0, 0 // hours, minutes, seconds
}

// addUnits moves day d by n units; the day of the month is kept where the month
// has it, else it is the last.
func addUnits(d edtf.Day, n int, unit string) edtf.Day {
	m, days := step(unit)
	if m == 0 {
		return d + edtf.Day(n*days)
	}
	y, mm, dd := d.Date()
	last := edtf.NewDay(y, mm+n*m+1, 0)
	_, _, lastDay := last.Date()
	return last - edtf.Day(lastDay-min(dd, lastDay))
}

// shift moves p, a period of the calendar, by n of its units.
func (p period) shift(n int, unit string) period {
	return containing(unit, addUnits(p.from, n, unit))
}

// yearBefore is the same part of another year.
func (p period) yearBefore(n int) period {
	q := p
	q.from = addUnits(p.from, 12*n, unitMonth)
	q.to = addUnits(p.to+1, 12*n, unitMonth) - 1
	return q
}

// third returns the first, second or last third (k 0, 1, 2) of p: in whole years
// for decades and centuries, whole months where they can be divided, else days.
func (p period) third(k int) period {
	y1, m1, _ := p.from.Date()
	switch p.unit {
	case unitCentury:
		return yearsBetween(y1+[3]int{0, 34, 67}[k], y1+[3]int{33, 66, 99}[k])
	case unitDecade:
		return yearsBetween(y1+[3]int{0, 4, 7}[k], y1+[3]int{3, 6, 9}[k])
	case unitYear:
		return months(y1, m1+4*k, 4, unitMonth)
	case unitHalf:
		return months(y1, m1+2*k, 2, unitMonth)
	case unitQuarter, unitSeason:
		return months(y1, m1+k, 1, unitMonth)
	}
	n := int(p.to-p.from) + 1
	cut := [4]int{0, (n + 2) / 3, n - (n+2)/3, n}
	if n >= 28 && n <= 31 {
		cut = [4]int{0, 10, 20, n}
	}
	return period{from: p.from + edtf.Day(cut[k]), to: p.from + edtf.Day(cut[k+1]-1), unit: unitDay, approx: p.approx}
}

func yearsBetween(a, b int) period { return year(a).hull(year(b)) }

// edge returns the beginning, middle or end (k 0, 1, 2) of p, about a quarter of it.
func (p period) edge(k int) period {
	if k == 1 {
		return p.third(1)
	}
	y1, m1, _ := p.from.Date()
	y2, m2, _ := p.to.Date()
	pick := func(n int) period {
		if k == 0 {
			return months(y1, m1, n, unitMonth)
		}
		return months(y2, m2-n+1, n, unitMonth)
	}
	switch p.unit {
	case unitCentury:
		return pick(300)
	case unitDecade:
		return pick(24)
	case unitYear:
		return pick(3)
	case unitHalf:
		return pick(2)
	case unitQuarter, unitSeason:
		return pick(1)
	}
	n := edtf.Day(2)
	if p.to-p.from > 20 {
		n = 7
	}
	n = min(n, p.to-p.from+1)
	if k == 0 {
		return period{from: p.from, to: p.from + n - 1, unit: unitDay}
	}
	return period{from: p.to - n + 1, to: p.to, unit: unitDay}
}

// easter is Easter Sunday of the western churches (Butcher's algorithm, 1876).
func easter(y int) edtf.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return edtf.NewDay(y, month, (h+l-7*m+33*month+19)%32)
}

// holiday returns the day of a holiday, by its rule in lexicon.txt, in year y.
func holiday(rule string, y int) (edtf.Day, bool) {
	switch {
	case strings.HasPrefix(rule, "fixed-"):
		m, _ := strconv.Atoi(rule[6:8])
		d, _ := strconv.Atoi(rule[9:])
		return edtf.NewDay(y, m, d), true
	case strings.HasPrefix(rule, "easter"):
		n, _ := strconv.Atoi(strings.TrimPrefix(rule, "easter"))
		return easter(y) + edtf.Day(n), true
	case strings.HasPrefix(rule, "nth-"):
		f := strings.Split(rule, "-")
		m, _ := strconv.Atoi(f[1])
		w, _ := strconv.Atoi(f[2])
		if f[3] == "last" {
			last := edtf.NewDay(y, m+1, 0)
			return last - edtf.Day((isoWeekday(last)-w+7)%7), true
		}
		n, _ := strconv.Atoi(f[3])
		first := edtf.NewDay(y, m, 1)
		return first + edtf.Day((w-isoWeekday(first)+7)%7+7*(n-1)), true
	case rule == "election": // the Tuesday after the first Monday of November
		first := edtf.NewDay(y, 11, 1)
		return first + edtf.Day((8-isoWeekday(first))%7) + 1, true
	}
	return 0, false
}
