package position

import (
	"fmt"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

func TestScales(t *testing.T) {
	in := statements(t, `
		N demand for water when=2024-01
		N offer for water when=2024-02
		N offer for water when=2024-03
		S offer conditional water when=2024-02
		S accuse against water when=2024-02
		S offer for dams when=2024-02
		N demand for dams hyp
		N offer for price
		S demand for price`)
	for i, q := range []string{"320 m³/s", "320 m³/s", "320 m³/s", "240 m³", "999 m³", "5/ year", "7 year", "27 USD/share", "3000000 USD"} {
		value, unit, _ := strings.Cut(q, " ")
		in[i].Quantities = []record.Quantity{{Value: value, Unit: unit}}
	}
	var got []string
	for _, s := range Fold(in, Options{}).Scales() {
		got = append(got, s.Issue.Name+" "+s.Unit)
		for _, row := range s.Rows {
			for _, a := range row.Amounts {
				got = append(got, fmt.Sprintf("%s %s %s %s %s", row.Party.Name, a.Statement.Act, a.Value, a.Unit, a.When))
			}
		}
	}
	want := []string{
		"water m³",
		"N demand 320 m³/s 2024-01",
		"N offer 320 m³/s 2024-02",
		"S offer 240 m³ 2024-02",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
