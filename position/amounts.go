package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// Scale is what the parties ask and offer on one issue in one unit, so that one sees
// how far apart they are and who moved. A rate of time and the bare unit stand
// together: "3,000 tonnes a year" and "5,000 tonnes" are of one quota, "27 dollars a
// share" and "3 billion dollars" of two prices.
type Scale struct {
	Issue Axis
	Unit  string // "t", also for "t/year"
	Rows  []ScaleRow
}

// ScaleRow is what one party named on a scale, oldest first.
type ScaleRow struct {
	Party   Axis
	Amounts []Amount
}

// Amount is one amount that a party named. The same amount, named again in the same
// act, is not repeated.
type Amount struct {
	Value     string // a number ("320") or an interval ("5/", "/1500", "17/18")
	Unit      string
	When      string // EDTF, empty when undated
	Statement *record.Statement
}

// Scales returns the scales on which at least two parties stand, by issue and unit;
// parties as in the matrix. What does not count as a position, and what only accuses
// or denies, names no amount.
func (m *Matrix) Scales() []Scale {
	var out []Scale
	for _, issue := range m.Issues {
		units := map[string][]ScaleRow{}
		for _, party := range slices.Concat(m.Parties, m.Others) {
			c := m.cells[key{party.ID, issue.ID}]
			if c == nil {
				continue
			}
			for _, s := range c.Counted {
				if s.Act == "accuse" || s.Act == "deny" {
					continue
				}
				for _, q := range s.Quantities {
					unit := timeless(q.Unit)
					units[unit] = addAmount(units[unit], party, Amount{q.Value, q.Unit, day(date(s)), s})
				}
			}
		}
		var scales []Scale
		for unit, rows := range units {
			if len(rows) > 1 {
				scales = append(scales, Scale{issue, unit, rows})
			}
		}
		slices.SortFunc(scales, func(a, b Scale) int {
			return cmp.Or(cmp.Compare(len(b.Rows), len(a.Rows)), strings.Compare(a.Unit, b.Unit))
		})
		out = append(out, scales...)
	}
	return out
}

// timeless is a unit without the time that it is told for: "t" for "t/year".
func timeless(unit string) string {
	bare, per, _ := strings.Cut(unit, "/")
	switch per {
	case "s", "minute", "h", "day", "week", "month", "quarter", "year":
		return bare
	}
	return unit
}

// addAmount puts a into the row of party, which is the last one if it is there.
func addAmount(rows []ScaleRow, party Axis, a Amount) []ScaleRow {
	if n := len(rows); n == 0 || rows[n-1].Party.ID != party.ID {
		return append(rows, ScaleRow{party, []Amount{a}})
	}
	row := &rows[len(rows)-1]
	if !slices.ContainsFunc(row.Amounts, func(b Amount) bool { return b.Value == a.Value && b.Statement.Act == a.Statement.Act }) {
		row.Amounts = append(row.Amounts, a)
	}
	return rows
}
