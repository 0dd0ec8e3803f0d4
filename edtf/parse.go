package edtf

import (
	"fmt"
	"strconv"
	"strings"
)

// SyntaxError says why a string is not a date, and where.
type SyntaxError struct {
	Input  string
	Offset int    // byte of Input at which reading stopped
	What   string // what is wrong there
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q is not a date (EDTF): %s at character %d", e.Input, e.What, e.Offset+1)
}

// Parse reads an EDTF string. Spaces are not allowed. The error is a
// *SyntaxError.
func Parse(s string) (Date, error) {
	left, right, isInterval := strings.Cut(s, "/")
	if !isInterval {
		p, err := parsePoint(s, 0, s)
		if err != nil {
			return Date{}, err
		}
		return Date{from: end{dated, p}, to: end{dated, p}, written: true}, nil
	}
	from, err := parseEnd(left, 0, s)
	if err != nil {
		return Date{}, err
	}
	to, err := parseEnd(right, len(left)+1, s)
	if err != nil {
		return Date{}, err
	}
	d := Date{from: from, to: to, interval: true, written: true}
	if from.kind != dated && to.kind != dated {
		return Date{}, &SyntaxError{s, 0, "an interval needs a date at one end"}
	}
	if from.kind == dated && to.kind == dated {
		if ends, begins := (Date{to: to, written: true}), (Date{from: from, written: true}); ends.Before(begins) {
			return Date{}, &SyntaxError{s, len(left) + 1, "the interval ends before it begins"}
		}
	}
	return d, nil
}

// MustParse is Parse for dates written in a program; it panics on a wrong one.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parseEnd(s string, at int, whole string) (end, error) {
	switch s {
	case "":
		return end{kind: unknown}, nil
	case "..":
		return end{kind: open}, nil
	}
	p, err := parsePoint(s, at, whole)
	return end{dated, p}, err
}

// scanner reads one point out of a longer string, whose offsets its errors name.
type scanner struct {
	rest  string
	at    int
	whole string
}

func (s *scanner) fail(what string) error { return &SyntaxError{s.whole, s.at, what} }

func (s *scanner) skip(n int) { s.rest, s.at = s.rest[n:], s.at+n }

func (s *scanner) accept(c byte) bool {
	if s.rest == "" || s.rest[0] != c {
		return false
	}
	s.skip(1)
	return true
}

// number reads exactly width digits with a value of lo to hi.
func (s *scanner) number(width, lo, hi int, what string) (int, error) {
	if len(s.rest) < width || countDigits(s.rest[:width]) != width {
		return 0, s.fail(fmt.Sprintf("%s of %d digits expected", what, width))
	}
	n, err := strconv.Atoi(s.rest[:width])
	if err != nil || n < lo || n > hi {
		return 0, s.fail(fmt.Sprintf("no such %s: %s", what, s.rest[:width]))
	}
	s.skip(width)
	return n, nil
}

func countDigits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

func parsePoint(text string, at int, whole string) (point, error) {
	s := &scanner{text, at, whole}
	var p point
	if err := s.year(&p); err != nil {
		return p, err
	}
	// Nothing finer follows a long year ("Y12026") or an unfinished one ("202X").
	if long := p.year > 9999; !long && p.blanks == 0 {
		if err := s.monthAndDay(&p); err != nil {
			return p, err
		}
	}
	if p.day > 0 && s.accept('T') {
		if err := s.clock(&p); err != nil {
			return p, err
		}
	}
	for _, q := range []byte("?~%") {
		if p.clock {
			break // a date-time is not qualified
		}
		if s.accept(q) {
			p.quality = q
			break
		}
	}
	if s.rest != "" {
		return p, s.fail(fmt.Sprintf("unexpected %q", s.rest))
	}
	return p, nil
}

const maxYearDigits = 9

func (s *scanner) year(p *point) error {
	if s.accept('Y') {
		p.minus = s.accept('-')
		n := countDigits(s.rest)
		if n < 5 || n > maxYearDigits || s.rest[0] == '0' {
			return s.fail(fmt.Sprintf("year of 5 to %d digits expected after Y", maxYearDigits))
		}
		year, err := s.number(n, 10000, 999999999, "year")
		p.year = year
		return err
	}
	p.minus = s.accept('-')
	digits := min(countDigits(s.rest), 4)
	width := digits
	for width < min(4, len(s.rest)) && s.rest[width] == 'X' {
		width++
	}
	if digits == 0 || width != 4 {
		return s.fail("year of 4 digits expected")
	}
	p.blanks = width - digits
	year, err := strconv.Atoi(s.rest[:digits] + "000"[:p.blanks])
	if err != nil || (p.minus && year == 0 && p.blanks == 0) {
		return s.fail("no such year")
	}
	p.year = year
	s.skip(4)
	return nil
}

func (s *scanner) monthAndDay(p *point) error {
	if !s.accept('-') {
		return nil
	}
	if strings.HasPrefix(s.rest, "XX") {
		s.skip(2)
		p.month = unspecified
		if strings.HasPrefix(s.rest, "-XX") {
			s.skip(3)
			p.day = unspecified
		}
		return nil
	}
	month, err := s.number(2, 1, 41, "month or season")
	if err != nil {
		return err
	}
	if month > 12 && month < 21 {
		s.at, s.rest = s.at-2, ""
		return s.fail(fmt.Sprintf("no such month or season: %d", month))
	}
	p.month = month
	if month > 12 || !s.accept('-') {
		return nil
	}
	if strings.HasPrefix(s.rest, "XX") {
		s.skip(2)
		p.day = unspecified
		return nil
	}
	year, _ := p.years()
	_, _, last := NewDay(year, month+1, 0).Date()
	p.day, err = s.number(2, 1, last, "day of that month")
	return err
}

func (s *scanner) clock(p *point) error {
	p.clock = true
	hour, err := s.number(2, 0, 23, "hour")
	if err != nil {
		return err
	}
	if !s.accept(':') {
		return s.fail("':' and minutes expected")
	}
	minute, err := s.number(2, 0, 59, "minute")
	if err != nil {
		return err
	}
	p.second = hour*3600 + minute*60
	if s.accept(':') {
		second, err := s.number(2, 0, 59, "second")
		if err != nil {
			return err
		}
		p.second += second
		p.seconds = true
		if s.accept('.') {
			n := countDigits(s.rest)
			if n == 0 {
				return s.fail("digits expected after the point")
			}
			s.skip(n)
		}
	}
	return s.zone(p)
}

func (s *scanner) zone(p *point) error {
	if s.accept('Z') {
		p.zone = true
		return nil
	}
	sign := 0
	switch {
	case s.accept('+'):
		sign = 1
	case s.accept('-'):
		sign = -1
	default:
		return nil
	}
	p.zone = true
	hours, err := s.number(2, 0, 14, "offset from UTC in hours")
	if err != nil {
		return err
	}
	minutes := 0
	if s.rest != "" { // "+0100" is common although EDTF wants "+01:00"
		s.accept(':')
		if minutes, err = s.number(2, 0, 59, "offset from UTC in minutes"); err != nil {
			return err
		}
	}
	p.offset = sign * (hours*60 + minutes)
	return nil
}
