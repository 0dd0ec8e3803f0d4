package eval

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Figure is one measure of one task that is watched: what a change may raise
// but not lower.
type Figure struct {
	Task    string
	Measure string
	Value   float64 // in hundredths, to one decimal; a plain count for what should be few
	Fewer   bool    // less is better
}

// Figures runs every task whose gold lies in the folder of data sets and returns
// the reports and what is watched of them. Tasks without gold are named in skipped.
func Figures(data string, a Analyzer) (reports []Report, figures []Figure, skipped []string, err error) {
	for _, t := range Tasks() {
		r, err := t.score(filepath.Join(data, t.Gold), a)
		if errors.Is(err, fs.ErrNotExist) {
			skipped = append(skipped, err.Error())
			continue
		}
		if err != nil {
			return nil, nil, nil, err
		}
		reports = append(reports, r)
		figures = append(figures, r.watched(t)...)
	}
	return reports, figures, skipped, nil
}

func (r Report) watched(t Task) []Figure {
	var out []Figure
	for _, name := range append(slices.Clone(t.Watch), t.Few...) {
		f := Figure{Task: t.Name, Measure: name, Fewer: slices.Contains(t.Few, name)}
		if s, ok := r.Score(name); ok {
			f.Value = tenth(100 * s.F1())
		}
		for _, x := range r.Rates {
			switch {
			case x.Name != name:
			case f.Fewer:
				f.Value = x.Right
			default:
				f.Value = tenth(100 * x.Value())
			}
		}
		out = append(out, f)
	}
	return out
}

func tenth(x float64) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 1, 64), 64)
	return v
}

const figuresHead = `# Accuracy on the data sets, F1 or share in hundredths ("at most": a count that should fall).
# A change may raise a figure. One that lowers it must say why and rewrite this file:
#   go test ./eval -run TestFigures -update
`

// WriteFigures writes figures, one a line, in the order given.
func WriteFigures(w io.Writer, figures []Figure) error {
	var b strings.Builder
	b.WriteString(figuresHead)
	for _, f := range figures {
		atMost := ""
		if f.Fewer {
			atMost = "at most "
		}
		fmt.Fprintf(&b, "%-12s | %-30s | %s%s\n", f.Task, f.Measure, atMost, strconv.FormatFloat(f.Value, 'f', -1, 64))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ReadFigures reads what WriteFigures wrote. Errors are *LineError.
func ReadFigures(r io.Reader) ([]Figure, error) {
	var out []Figure
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "|")
		if len(cols) != 3 {
			return nil, &LineError{"figures", n, fmt.Errorf("%d columns, not 3", len(cols))}
		}
		value, fewer := strings.CutPrefix(strings.TrimSpace(cols[2]), "at most ")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, &LineError{"figures", n, err}
		}
		out = append(out, Figure{strings.TrimSpace(cols[0]), strings.TrimSpace(cols[1]), v, fewer})
	}
	return out, in.Err()
}

// Fallen lists, in words, the figures that are worse than before. A figure that
// either side lacks is no fall.
func Fallen(before, now []Figure) []string {
	var out []string
	for _, f := range now {
		i := slices.IndexFunc(before, func(b Figure) bool { return b.Task == f.Task && b.Measure == f.Measure })
		if i < 0 {
			continue
		}
		b := before[i]
		if !f.Fewer && f.Value < b.Value || f.Fewer && f.Value > b.Value {
			out = append(out, fmt.Sprintf("%s, %s: %v before, %v now", f.Task, f.Measure, b.Value, f.Value))
		}
	}
	return out
}
