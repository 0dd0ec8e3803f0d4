package edtf

import (
	"fmt"
	"time"
)

// Day is a calendar day of the proleptic Gregorian calendar, counted from
// 1 January 1970. Days compare with < and differ with -.
type Day int

// NewDay returns a day; months and days beyond their range carry over as with
// time.Date, so NewDay(2024, 3, 0) is 29 February 2024.
func NewDay(year, month, day int) Day {
	return floorDay(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix())
}

const secondsPerDay = 24 * 60 * 60

func floorDay(seconds int64) Day {
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day--
	}
	return Day(day)
}

// Time returns midnight UTC at the beginning of d.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Date returns year, month (1-12) and day of the month.
func (d Day) Date() (year, month, day int) {
	y, m, dd := d.Time().Date()
	return y, int(m), dd
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// String returns d in EDTF: "2025-02-03".
func (d Day) String() string {
	y, m, dd := d.Date()
	if y < -9999 || y > 9999 {
		return fmt.Sprintf("%s (%02d-%02d)", yearString(y), m, dd) // EDTF has no such day
	}
	return fmt.Sprintf("%s-%02d-%02d", yearString(y), m, dd)
}

func yearString(y int) string {
	sign := ""
	if y < 0 {
		sign, y = "-", -y
	}
	if y > 9999 {
		return fmt.Sprintf("Y%s%d", sign, y)
	}
	return fmt.Sprintf("%s%04d", sign, y)
}
