package when

import "github.com/demarche-project/demarche/edtf"

// yearly evaluates what comes once a year: months, days of a month, quarters,
// halves, seasons, holidays. Where the year is not said it is inferred.
func (r *resolver) yearly(t *term) (period, bool) {
	in := func(y int) (period, bool) { return inYear(t, y) }
	if of := t.arg("of"); of != nil {
		p, ok := r.eval(of)
		if !ok {
			return p, false
		}
		y, _, _ := p.from.Date()
		q, ok := in(y)
		q.approx = p.approx
		return q, ok
	}
	if r.ref == nil {
		return r.yearOfContext(in)
	}
	d, _ := r.now()
	y, _, _ := d.Date()
	if n := t.arg("n"); n != nil && (t.op == "lastmonth" || t.op == "season" || t.op == "holiday") {
		return r.which(t, n.n, d)
	}
	if t.op == "quarter" || t.op == "half" {
		p, ok := r.partOfYear(in, d)
		if s := t.arg("shift"); s != nil && ok {
			p = p.yearBefore(s.n)
		}
		return p, ok
	}
	if w := t.arg("w"); w != nil {
		return nearestWeekday(in, d, w.n)
	}
	if s := t.arg("shift"); s != nil {
		p, ok := r.yearly(&term{op: t.op, args: without(t.args, "shift")})
		return p.yearBefore(s.n), ok
	}
	past, pastOK := in(y)
	if past.from > d || !pastOK {
		past, pastOK = in(y - 1)
	}
	next, nextOK := in(y)
	if next.to < d || !nextOK {
		next, nextOK = in(y + 1)
	}
	if past == next { // it covers the day of writing
		return past, pastOK
	}
	ahead, behind := next.from-d, d-past.to
	forward := r.outlook > 0 && (behind > 3*close || ahead < far-2*close)
	forward = forward || r.outlook < 0 && ahead <= close && behind >= far
	if r.outlook == 0 {
		forward = ahead <= reach && ahead < behind
	}
	if forward {
		return next, nextOK
	}
	return past, pastOK
}

// reach is how far ahead, in days, a date without a year is looked for when the
// sentence does not say whether it lies ahead.
const reach = 75

// A date without a year that lies at least far days behind, where the sentence
// looks back, and no more than close days ahead, is meant to lie ahead. The other
// way round, where a sentence about the future names a date in passing ("losses in
// April"), the bounds are wider.
const (
	close = 35
	far   = 300
	soon  = 45 // a quarter that begins within so many days may be meant without a sign
)

func without(args []namedTerm, key string) []namedTerm {
	var out []namedTerm
	for _, a := range args {
		if a.key != key {
			out = append(out, a)
		}
	}
	return out
}

// nearestWeekday chooses the year in which the date falls on weekday w, the
// nearest to d: "Monday, Oct. 26".
func nearestWeekday(in func(int) (period, bool), d edtf.Day, w int) (period, bool) {
	var best period
	found := false
	for y := edtfYear(d) - 3; y <= edtfYear(d)+3; y++ {
		p, ok := in(y)
		if ok && isoWeekday(p.from) == w && (!found || distance(p.from, d) < distance(best.from, d)) {
			best, found = p, true
		}
	}
	if !found {
		return in(edtfYear(d))
	}
	return best, true
}

func distance(a, b edtf.Day) edtf.Day { return max(a-b, b-a) }

// yearOfContext takes the year from a date named before in the same sentence,
// where there is no date of publication.
func (r *resolver) yearOfContext(in func(int) (period, bool)) (period, bool) {
	if len(r.near) == 0 || !r.near[len(r.near)-1].explicit {
		return period{}, false
	}
	c, ok := r.context(func(f *found) bool { return f.to-f.from < 366 })
	if !ok {
		return period{}, false
	}
	return in(edtfYear(c.from))
}

func edtfYear(d edtf.Day) int { y, _, _ := d.Date(); return y }

// inYear is the month, day, quarter ... of t in year y.
func inYear(t *term, y int) (period, bool) {
	switch t.op {
	case "quarter":
		n := t.arg("n").value()
		return months(y, 3*n-2, 3, unitQuarter), n >= 1 && n <= 4
	case "half":
		n := t.arg("n").value()
		return months(y, 6*n-5, 6, unitHalf), n == 1 || n == 2
	case "month", "lastmonth":
		return months(y, t.arg("m").n, 1, unitMonth), true
	case "season":
		return season(y, t.arg("s").n), true
	case "holiday":
		d, ok := holiday(t.arg("h").word, y)
		return day(d), ok
	case "holidayweek":
		d, ok := holiday(t.arg("h").word, y)
		return containing(unitWeek, d), ok
	}
	m, n := t.arg("m").n, t.arg("d").value()
	d := edtf.NewDay(y, m, n)
	_, mm, _ := d.Date()
	return day(d), n > 0 && mm == m
}

// dayOfMonth evaluates "the 15th" and "Friday the 13th": the nearest such day on
// the side where the sentence looks, by default behind.
func (r *resolver) dayOfMonth(t *term) (period, bool) {
	d, ok := r.now()
	if !ok {
		return period{}, false
	}
	dir := edtf.Day(-1)
	if r.outlook > 0 {
		dir = 1
	}
	w := t.arg("w")
	for k := edtf.Day(0); k < 800; k++ {
		x := d + k*dir
		if _, _, dd := x.Date(); dd == t.arg("d").n && (w == nil || isoWeekday(x) == w.n) {
			return day(x), true
		}
	}
	return period{}, false
}

// which evaluates "last", "this" and "next" before a month, season or holiday:
// the last that has ended, the one of this year, the first that has not begun.
func (r *resolver) which(t *term, n int, d edtf.Day) (period, bool) {
	y := edtfYear(d)
	switch {
	case n < 0:
		for k := y; k >= y-2; k-- {
			if p, ok := inYear(t, k); ok && p.to < d {
				return p, true
			}
		}
	case n > 0:
		for k := y - 1; k <= y+2; k++ {
			if p, ok := inYear(t, k); ok && p.from > d {
				return p, true
			}
		}
	default:
		if t.op == "season" { // the one that covers the day, or the nearest
			p, _ := inYear(t, y-1)
			if p.to >= d {
				return p, true
			}
		}
		return inYear(t, y)
	}
	return period{}, false
}

// partOfYear chooses the year of a quarter or half: this year's, unless the
// sentence looks back to one that has not begun, or it lies further ahead than
// last year's lies behind.
func (r *resolver) partOfYear(in func(int) (period, bool), d edtf.Day) (period, bool) {
	y := edtfYear(d)
	this, ok := in(y)
	if !ok {
		return this, false
	}
	if c, found := r.sentenceYear(); found {
		return in(c)
	}
	if this.from <= d {
		if next, _ := in(y + 1); r.outlook > 0 && this.to < d && next.from-d < 100 && next.from-d < d-this.to {
			return next, true
		}
		return this, true
	}
	last, _ := in(y - 1)
	if r.outlook < 0 || r.outlook == 0 && this.from-d > soon {
		return last, true
	}
	return this, true
}

// sentenceYear is the year that a date earlier in the sentence names outright.
func (r *resolver) sentenceYear() (int, bool) {
	if len(r.near) == 0 {
		return 0, false
	}
	last := r.near[len(r.near)-1]
	if last.explicit && (last.unit == unitQuarter || last.unit == unitHalf) {
		r.usedCtx = last
		return edtfYear(last.from), true
	}
	return 0, false
}

// hanging evaluates what is counted from a date named before: "the following
// day", "that year", "a year earlier" beside a quarter.
func (r *resolver) hanging(t *term) (period, bool) {
	n := t.arg("n").value()
	switch t.op {
	case "yearonyear":
		return r.yearOnYear(t)
	case "sameperiod":
		y, ok := r.eval(t.arg("of"))
		if !ok {
			return y, false
		}
		c, ok := r.context(partOfYear)
		if !ok {
			return y, true
		}
		return c.period.yearBefore(edtfYear(y.from) - edtfYear(c.from)), true
	case "latest":
		unit := t.arg("unit").word
		if c, ok := r.context(func(f *found) bool { return f.unit == unit }); ok {
			return c.period, true
		}
		d, ok := r.now()
		if !ok {
			return period{}, false
		}
		return containing(unit, d).shift(-1, unit), true
	case "contextago":
		unit := t.arg("unit").word
		c, ok := r.context(nil)
		if !ok || n == 0 {
			return period{}, false
		}
		return ago(c.from, n*t.arg("sign").n, unit)
	}
	unit := t.arg("unit").word
	if t.op == "contextonly" {
		if c, ok := r.context(func(f *found) bool { return f.unit == unit }); ok {
			return c.period, true
		}
		d, ok := r.now()
		if !ok {
			return period{}, false
		}
		return containing(unit, d), true
	}
	c, ok := r.context(func(f *found) bool { return f.to-f.from <= longest(unit) })
	if !ok {
		if d, ok := r.now(); ok && n == -1 && unit != unitDay {
			return containing(unit, d).shift(-1, unit), true // "the previous quarter"
		}
		return period{}, false
	}
	return containing(unit, c.from).shift(n, unit), true
}

// longest is how long a period, in days, may be to lie in one of the unit.
func longest(unit string) edtf.Day {
	m, d := step(unit)
	return edtf.Day(m*31 + d)
}

// partOfYear reports whether f is a quarter, half or month named in its own right.
func partOfYear(f *found) bool {
	return !f.hanging && (f.unit == unitQuarter || f.unit == unitHalf || f.unit == unitMonth)
}

// yearOnYear evaluates "a year ago", "year-earlier": beside a quarter or half the
// same part of the year before, else the year before.
func (r *resolver) yearOnYear(t *term) (period, bool) {
	n := t.arg("n").n
	if c, ok := r.context(func(f *found) bool { return !f.hanging && (f.unit == unitQuarter || f.unit == unitHalf) }); ok {
		return c.period.yearBefore(n), true
	}
	if t.arg("loose") == nil {
		if c, ok := r.context(partOfYear); ok {
			return c.period.yearBefore(n), true
		}
	}
	if t.arg("from") != nil {
		if c, ok := r.context(nil); ok && c.explicit {
			if c.unit == unitYear {
				return c.period.yearBefore(n), true
			}
			return ago(c.to, n, unitYear)
		}
	}
	d, ok := r.now()
	if !ok {
		return period{}, false
	}
	return containing(unitYear, d).shift(n, unitYear), true
}

// between evaluates ranges written as one expression.
func (r *resolver) between(t *term) (period, bool) {
	a, b := t.arg("a"), t.arg("b")
	month := func(m int, extra ...namedTerm) *term {
		return &term{op: "month", args: append(extra, namedTerm{"m", &term{n: m}})}
	}
	var of []namedTerm
	if y := t.arg("of"); y != nil {
		of = []namedTerm{{"of", y}}
	}
	var first, last period
	var ok1, ok2 bool
	switch t.op {
	case "range":
		first, ok1 = r.eval(a)
		last, ok2 = r.eval(b)
	case "monthrange":
		last, ok2 = r.eval(month(b.n, of...))
		first, ok1 = monthBefore(last, a.n), ok2
	case "monthspan":
		first, ok1 = months(t.arg("y").n, a.n, 1, unitMonth), true
		last, ok2 = months(t.arg("z").n, b.n, 1, unitMonth), true
	case "dayrange", "dayspan":
		endMonth := t.arg("m").n
		if t.op == "dayspan" {
			endMonth = t.arg("n").n
		}
		end := &term{op: "day", args: append([]namedTerm{{"m", &term{n: endMonth}}, {"d", b}}, of...)}
		last, ok2 = r.eval(end)
		y := edtfYear(last.from)
		if t.arg("m").n > endMonth {
			y--
		}
		first, ok1 = inYear(&term{op: "day", args: []namedTerm{{"m", t.arg("m")}, {"d", a}}}, y)
	}
	if !ok1 || !ok2 || first.from > last.to {
		return period{}, false
	}
	first.unit = unitDay
	return first.hull(last), true
}

// monthBefore is the last month m that does not lie after p.
func monthBefore(p period, m int) period {
	y := edtfYear(p.from)
	q := months(y, m, 1, unitMonth)
	if q.from > p.from {
		q = months(y-1, m, 1, unitMonth)
	}
	return q
}
