package instrument

import (
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/when"
)

// dated is a date or length of time in a sentence.
type dated struct {
	Piece
	text   string
	day    edtf.Day // of a date
	length float64  // of an amount of time, in days
	bound  string   // "within", "by", "before" in front of a deadline
	isDate bool
}

// datesOf finds the dates and lengths of time in a sentence that begins at base.
func datesOf(s string, base int) []dated {
	doc := &nlp.Doc{Text: s}
	ws := words(s)
	for i, w := range ws {
		doc.Tokens = append(doc.Tokens, nlp.Token{I: i, Text: w.text, Lower: w.lower, Start: w.start, End: w.end, Head: i})
	}
	if len(ws) == 0 {
		return nil
	}
	doc.Index()
	var out []dated
	for _, e := range when.Find(doc, "") {
		d := dated{Piece: Piece{base + e.Start, base + e.End}, text: e.Text}
		d.bound, _, _ = phraseIn("maximum", ws[max(0, e.Tokens.Start-3):e.Tokens.Start])
		switch last, ok := e.Value.Latest(); {
		case ok:
			d.day, d.isDate = last, true
		case e.Kind == when.Duration && e.Period != "":
			d.length = days(e.Period)
		default:
			continue
		}
		out = append(out, d)
	}
	return out
}

// days is the length of an ISO 8601 duration of one unit.
func days(period string) float64 {
	n, err := strconv.ParseFloat(strings.Trim(period, "PTHMDWYS"), 64)
	if err != nil {
		return 0
	}
	unit := map[byte]float64{'D': 1, 'W': 7, 'M': 30, 'Y': 365}[period[len(period)-1]]
	if strings.Contains(period, "T") {
		unit = 1.0 / 24
	}
	return n * unit
}

// dateEffects compares the dates of a sentence before and after, in order. Where one
// side has more, the deadlines that only it has came or went.
func dateEffects(da, db []dated, p Obligation) []Effect {
	if len(da) != len(db) {
		return deadlineEffects(da, db, p)
	}
	var out []Effect
	for i, x := range da {
		y := db[i]
		if x.isDate != y.isDate || x.day == y.day && x.length == y.length {
			continue
		}
		e := Effect{From: x.text, To: y.text, Addressee: p.Addressee}
		later := y.day > x.day || y.length > x.length
		switch {
		case x.isDate && later, y.bound != "" && later:
			e.Kind, e.Why = Weakened, "date moved back: "+x.text+" → "+y.text
		case x.isDate, y.bound != "":
			e.Kind, e.Why = Strengthened, "date moved forward: "+x.text+" → "+y.text
		case later:
			e.Kind, e.Why = Strengthened, "for longer: "+x.text+" → "+y.text
		default:
			e.Kind, e.Why = Weakened, "for a shorter time: "+x.text+" → "+y.text
		}
		out = append(out, e)
	}
	return out
}

// deadlineEffects reads the deadlines that came to a sentence, or went. They press
// on who has to do something; what they do to a ban or a right a reader must judge.
func deadlineEffects(da, db []dated, p Obligation) []Effect {
	gone, came := without(da, db), without(db, da)
	more, less := Strengthened, Weakened
	if p.Kind != Obliges && p.Kind != Effort {
		more, less = Altered, Altered
	}
	var out []Effect
	if len(gone) == 0 {
		for _, y := range came {
			out = append(out, Effect{Kind: more, Why: "deadline added: " + y.said(), To: y.said(), Addressee: p.Addressee})
		}
	} else if len(came) == 0 {
		for _, x := range gone {
			out = append(out, Effect{Kind: less, Why: "deadline dropped: " + x.said(), From: x.said(), Addressee: p.Addressee})
		}
	}
	return out
}

// without are the deadlines of ds that are not among others.
func without(ds, others []dated) []dated {
	var out []dated
	for _, d := range ds {
		same := func(o dated) bool { return o.isDate == d.isDate && o.day == d.day && o.length == d.length }
		if d.bound != "" && !slices.ContainsFunc(others, same) {
			out = append(out, d)
		}
	}
	return out
}

// said is a date with what bounds it: "by 1 June 2030".
func (d dated) said() string { return strings.TrimSpace(d.bound + " " + d.text) }

func stretches(ds []dated) []Piece {
	var out []Piece
	for _, d := range ds {
		out = append(out, d.Piece)
	}
	return out
}

// openIn returns the brackets that touch a stretch.
func (t *Text) openIn(p Piece) []Piece {
	var out []Piece
	for _, b := range t.Brackets {
		if b.Start < p.End && p.Start < b.End {
			out = append(out, Piece{b.Start, b.End})
		}
	}
	return out
}

// outside leaves out the words that lie in one of the stretches. The words count
// from base.
func outside(ws []wordAt, apart []Piece, base int) []wordAt {
	var out []wordAt
	for _, w := range ws {
		if !inside(base+w.start, apart) {
			out = append(out, w)
		}
	}
	return out
}

func outsideDates(ds []dated, apart []Piece) []dated {
	var out []dated
	for _, d := range ds {
		if !inside(d.Start, apart) {
			out = append(out, d)
		}
	}
	return out
}

func inside(at int, apart []Piece) bool {
	return slices.ContainsFunc(apart, func(p Piece) bool { return p.Start <= at && at < p.End })
}
