package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// Amounts writes what the parties ask and offer, issue by issue and unit by unit. The
// identifier behind an amount opens its sentence (demarche show).
func Amounts(w io.Writer, scales []dossier.Scale, l Layout) error {
	var b strings.Builder
	if len(scales) == 0 {
		b.WriteString("No two parties name amounts in one unit on one issue.\n")
	}
	name, act := 0, 0
	for _, s := range scales {
		for _, row := range s.Rows {
			name = max(name, columns.StringWidth(row.Party.Name))
			for _, a := range row.Amounts {
				act = max(act, columns.StringWidth(amountLine(a)))
			}
		}
	}
	name = min(name, l.width()/3)
	for i, s := range scales {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(l.paint(bold, s.Issue.Name+", "+unitWords(s.Unit)) + "\n")
		for _, row := range s.Rows {
			label := fit(row.Party.Name, name)
			for _, a := range row.Amounts {
				fmt.Fprintf(&b, "  %s  %s  %s\n", pad(label, name), pad(amountLine(a), act), l.paint(dim, pad(amountDay(a), 12)+"  "+a.Statement.ID))
				label = ""
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// amountLine is an amount with its act: "+ demands 320 m³/s".
func amountLine(a dossier.Amount) string {
	return stanceMark(amountStance(a)) + " " + dossier.Verb(a.Statement) + " " + amountWords(a.Value, a.Unit)
}

// amountStance is the stance on the amount: who rejects a cut of 30 % is against that,
// though for the shares as they are.
func amountStance(a dossier.Amount) string {
	if a.Statement.Act == "reject" && !a.Statement.Modality.Negated {
		return record.Against
	}
	return a.Statement.Stance
}

func amountDay(a dossier.Amount) string {
	if a.When == "" {
		return "undated"
	}
	return dateWords(a.When)
}

// amountWords writes a number or an interval for a reader: "3,000 t", "at least 5
// years".
func amountWords(value, unit string) string {
	low, high, interval := strings.Cut(value, "/")
	if cmp.Or(high, low) != "1" { // "at least 1 year"
		unit = unitWords(unit)
	}
	unit = " " + unit
	switch {
	case !interval:
		return grouped(value) + unit
	case high == "":
		return "at least " + grouped(low) + unit
	case low == "":
		return "at most " + grouped(high) + unit
	}
	return grouped(low) + " to " + grouped(high) + unit
}

// unitWords writes a unit that is a word in the plural: "years", "more bags/year", but
// "t".
func unitWords(unit string) string {
	if added, ok := strings.CutPrefix(unit, "more "); ok {
		return "more " + unitWords(added)
	}
	unit, rate, _ := strings.Cut(unit, "/")
	if len(unit) > 2 && strings.ToLower(unit) == unit && !strings.HasSuffix(unit, "s") && !strings.ContainsFunc(unit, func(r rune) bool { return r > unicode.MaxASCII }) {
		unit += "s"
	}
	if rate != "" {
		unit += "/" + rate
	}
	return unit
}

// grouped puts commas between the thousands of a number.
func grouped(n string) string {
	whole, rest, _ := strings.Cut(n, ".")
	sign, out := "", ""
	if minus, ok := strings.CutPrefix(whole, "-"); ok {
		sign, whole = "-", minus
	}
	for len(whole) > 3 {
		whole, out = whole[:len(whole)-3], ","+whole[len(whole)-3:]+out
	}
	if out = sign + whole + out; rest != "" {
		out += "." + rest
	}
	return out
}

type scaleJSON struct {
	Issue dossier.Axis   `json:"issue"`
	Unit  string         `json:"unit"`
	Rows  []scaleRowJSON `json:"rows"`
}

type scaleRowJSON struct {
	Party   dossier.Axis `json:"party"`
	Amounts []amountJSON `json:"amounts"`
}

type amountJSON struct {
	Value     string `json:"value"`
	Unit      string `json:"unit"`
	Act       string `json:"act"`
	Stance    string `json:"stance"`
	When      string `json:"when"`
	Statement string `json:"statement"`
}

// AmountsJSON writes the same as one indented JSON list.
func AmountsJSON(w io.Writer, scales []dossier.Scale) error {
	out := []scaleJSON{}
	for _, s := range scales {
		j := scaleJSON{Issue: s.Issue, Unit: s.Unit}
		for _, row := range s.Rows {
			r := scaleRowJSON{Party: row.Party}
			for _, a := range row.Amounts {
				r.Amounts = append(r.Amounts, amountJSON{a.Value, a.Unit, a.Statement.Act, a.Statement.Stance, a.When, a.Statement.ID})
			}
			j.Rows = append(j.Rows, r)
		}
		out = append(out, j)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
