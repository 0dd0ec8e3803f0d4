package when

import (
	"github.com/demarche-project/demarche/edtf"
)

// resolver turns terms into periods. It is made anew for each expression.
type resolver struct {
	ref     *period // day of publication, nil when unknown
	outlook int     // -1 looks back, 1 looks forward, 0 does not say
	near    []*found
	at      edtf.Day // the day counted from, while resolve tries both ends of ref

	usedRef bool
	usedCtx *found
	part    *period // the part of the answer that "early", "late", "end of" leave
}

// found is an expression that was resolved, for those that hang on it.
type found struct {
	period
	sent       int
	start, end int  // code points
	explicit   bool // hangs on no other date
	hanging    bool // hangs on one named before
}

// resolve evaluates t. Where publication is known only to the month or year, the
// answer covers what it may be for any day of it.
func (r *resolver) resolve(t *term) (period, bool) {
	if r.ref == nil {
		return r.eval(t)
	}
	r.at = r.ref.from
	p, ok := r.eval(t)
	if ok && r.usedRef && r.ref.to != r.ref.from {
		r.at = r.ref.to
		q, ok2 := r.eval(t)
		if !ok2 {
			return p, false
		}
		p = p.hull(q)
	}
	return p, ok
}

// now returns the day of publication.
func (r *resolver) now() (edtf.Day, bool) {
	if r.ref == nil {
		return 0, false
	}
	r.usedRef = true
	return r.at, true
}

// context returns the last period named before, in the same sentence or the two
// before it, that accept allows.
func (r *resolver) context(accept func(*found) bool) (*found, bool) {
	for i := len(r.near) - 1; i >= 0; i-- {
		if accept == nil || accept(r.near[i]) {
			r.usedCtx = r.near[i]
			return r.near[i], true
		}
	}
	return nil, false
}

// eval evaluates one term. The operations are those of grammar.txt.
func (r *resolver) eval(t *term) (period, bool) {
	of := t.arg("of")
	switch t.op {
	case "":
		return literal(t)
	case "same":
		return r.eval(of)
	case "year":
		return literal(t.arg("y"))
	case "shortyear":
		return year(fullYear(t.arg("y").n)), true
	case "approx":
		p, ok := r.eval(of)
		p.approx = true
		return p, ok
	case "wordyear":
		return year(of.value()), true
	case "fiscal":
		p, ok := literal(of)
		p.approx = true
		return p, ok
	case "fiscalshort":
		p := year(fullYear(t.arg("y").n))
		p.approx = true
		return p, true
	case "decade":
		return decade(t.arg("y").n), true
	case "century":
		return century((t.arg("n").value() - 1) * 100), true
	case "quarter", "half", "month", "day", "season", "holiday", "holidayweek", "lastmonth":
		return r.yearly(t)
	case "weekdayth", "dayth":
		return r.dayOfMonth(t)
	case "weekday", "weekdayshift", "weekdayweek", "weekdayof", "contextweekday", "weekend":
		return r.weekday(t)
	case "context", "contextonly", "latest", "yearonyear", "sameperiod", "contextago":
		return r.hanging(t)
	case "part", "parts", "edge", "halfpart", "containing", "firstmonths", "lastmonths", "partmonth":
		return r.cut(t)
	case "range", "monthrange", "dayrange", "dayspan", "monthspan":
		return r.between(t)
	}
	return r.counted(t)
}

// value is the number a term stands for.
func (t *term) value() int {
	switch {
	case t == nil:
		return 0
	case t.op == "":
		return t.n
	case t.op == "sum":
		return t.arg("a").value() + t.arg("b").value()
	case t.op == "wordmillennium":
		return 2000 + t.arg("b").n
	case t.op == "same":
		return t.arg("of").value()
	}
	return t.arg("n").value()
}

// literal reads what stands for a period by itself: 1998, 1990s, 1997-98,
// 2025-03-14.
func literal(t *term) (period, bool) {
	switch t.word {
	case "decade":
		return decade(t.n), true
	case "isodate":
		d := edtf.NewDay(t.n/10000, t.n/100%100, t.n%100)
		return day(d), true
	case "yearspan":
		return yearsBetween(t.n/10000, t.n%10000), true
	}
	return year(t.n), t.n > 0
}

// counted evaluates what is counted from the day of writing.
func (r *resolver) counted(t *term) (period, bool) {
	n, unit := t.arg("n").value(), ""
	if u := t.arg("unit"); u != nil {
		unit = u.word
	}
	if t.op == "shiftof" || t.op == "shiftago" {
		p, ok := r.eval(t.arg("of"))
		if t.op == "shiftago" {
			n *= t.arg("sign").n
		}
		_, days := step(unit)
		if days > 0 {
			return day(addUnits(p.from, n, unit)), ok
		}
		return containing(unit, addUnits(p.from, n, unit)), ok && n != 0
	}
	d, ok := r.now()
	if !ok {
		return period{}, false
	}
	sign := -1
	if s := t.arg("sign"); s != nil {
		sign = s.n
	}
	switch t.op {
	case "shift":
		return containing(unit, d).shift(n, unit), true
	case "fiscalshift":
		p := containing(unitYear, d).shift(n, unitYear)
		p.approx = true
		return p, true
	case "sofar":
		p := containing(unit, d)
		return r.partly(p, period{from: p.from, to: d, unit: unitDay})
	case "rest":
		p := containing(unit, d)
		return r.partly(p, period{from: d, to: p.to, unit: unitDay})
	case "ago":
		return ago(d, n*sign, unit)
	case "agotoday":
		return day(addUnits(d, n*sign, unit)), n > 0
	case "span":
		if m, days := step(unit); n == 0 || m+days == 0 {
			return period{}, false
		}
		e := addUnits(d, n*sign, unit)
		return period{from: min(d, e), to: max(d, e), unit: unitDay}, true
	}
	return period{}, false
}

// ago is n units from d, as fine as its unit: days give a day, weeks a week,
// years a year.
func ago(d edtf.Day, n int, unit string) (period, bool) {
	if n == 0 {
		return period{}, false
	}
	switch unit {
	case "fortnight":
		unit, n = unitWeek, 2*n
	case unitDecade:
		unit, n = unitYear, 10*n
	case unitCentury:
		unit, n = unitYear, 100*n
	case unitDay, unitWeek, unitMonth, unitQuarter, unitYear, unitWeekend:
	default:
		return period{}, false
	}
	return containing(unit, addUnits(d, n, unit)), true
}

// weekday evaluates the days of the week.
func (r *resolver) weekday(t *term) (period, bool) {
	n := t.arg("n").value()
	w := 0
	if a := t.arg("w"); a != nil {
		w = a.n
	}
	if t.op == "contextweekday" {
		c, ok := r.context(func(f *found) bool { return f.to-f.from < 7 })
		if !ok {
			return period{}, false
		}
		switch n {
		case 1:
			return day(onOrAfter(c.to+1, w)), true
		case -1:
			return day(onOrBefore(c.from-1, w)), true
		}
		return day(onOrBefore(c.to, w)), true
	}
	d, ok := r.now()
	if !ok {
		return period{}, false
	}
	switch t.op {
	case "weekend":
		p := containing(unitWeekend, d)
		if r.outlook <= 0 && d < p.from {
			p = p.shift(-1, unitWeekend)
		}
		return p, true
	case "weekdayweek":
		return day(onOrBefore(d-6, w)), true
	case "weekdayof":
		return day(containing(unitWeek, d).from + edtf.Day(7*n+w-1)), true
	case "weekdayshift":
		switch n {
		case -1:
			return day(onOrBefore(d-1, w)), true
		case 1:
			return day(containing(unitWeek, d).from + edtf.Day(7+w-1)), true
		}
		return day(containing(unitWeek, d).from + edtf.Day(w-1)), true
	}
	if r.outlook > 0 {
		return day(onOrAfter(d, w)), true
	}
	return day(onOrBefore(d, w)), true
}

func onOrBefore(d edtf.Day, w int) edtf.Day { return d - edtf.Day((isoWeekday(d)-w+7)%7) }
func onOrAfter(d edtf.Day, w int) edtf.Day  { return d + edtf.Day((w-isoWeekday(d)+7)%7) }

// cut evaluates parts of periods.
func (r *resolver) cut(t *term) (period, bool) {
	if t.op == "partmonth" {
		p, ok := r.yearly(&term{op: "month", args: t.args})
		if !ok {
			return p, false
		}
		return r.partly(p, p.third(partIndex(t.arg("which").word)))
	}
	p, ok := r.eval(t.arg("of"))
	if !ok {
		return p, false
	}
	y, m, _ := p.from.Date()
	y2, m2, _ := p.to.Date()
	n := t.arg("n").value()
	switch t.op {
	case "part":
		return r.partly(p, p.third(partIndex(t.arg("which").word)))
	case "parts":
		return r.partly(p, p.third(partIndex(t.arg("which").word)).hull(p.third(partIndex(t.arg("b").word))))
	case "edge":
		k := partIndex(t.arg("which").word)
		if e := p.edge(k); of(t) == unitYear && r.outlook < 0 && e.from > r.at {
			p = p.shift(-1, unitYear) // "at year's end", told in February
		}
		return r.partly(p, p.edge(k))
	case "containing":
		unit := t.arg("unit").word
		if unit != unitWeek { // "the quarter ended Sept. 30" ends there, whatever the calendar's quarters
			m, _ := step(unit)
			from := addUnits(p.to+1, -m, unitMonth)
			q := period{from: from, to: p.to, unit: unit}
			return q, true
		}
		return containing(unit, p.from), true
	case "firstmonths":
		return months(y, m, n, unitMonth), n > 0 && n <= 12
	case "lastmonths":
		return months(y2, m2-n+1, n, unitMonth), n > 0 && n <= 12
	}
	// halfpart: the first or second half of a longer or shorter period
	mid := p.from + (p.to-p.from)/2
	if p.unit == unitDecade || p.unit == unitCentury {
		mid = year(y + (y2-y)/2).to
	}
	if n == 2 {
		p.from = mid + 1
	} else {
		p.to = mid
	}
	p.unit = unitDay
	return p, n == 1 || n == 2
}

// of is the unit of the period of the day of writing that t is a part of, "" when
// it is a part of something else.
func of(t *term) string {
	o := t.arg("of")
	if o == nil || o.op != "shift" || o.arg("n").value() != 0 {
		return ""
	}
	return o.arg("unit").word
}

// partly answers with p, of which part is meant.
func (r *resolver) partly(p, part period) (period, bool) {
	if r.part != nil {
		part = r.part.hull(part) // seen from another day of publication
	}
	r.part = &part
	return p, true
}

func partIndex(which string) int {
	switch which {
	case "mid":
		return 1
	case "late", "end":
		return 2
	}
	return 0
}
