package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

// matrixJSON is the matrix as other programs read it. Field order is fixed.
type matrixJSON struct {
	AsOf       string         `json:"as_of"`
	Since      string         `json:"since"`
	Articles   int            `json:"articles"`
	Reports    int            `json:"reports"`
	Statements int            `json:"statements"`
	Aside      int            `json:"aside"`
	Review     int            `json:"review"`
	Parties    []dossier.Axis `json:"parties"`
	Others     []dossier.Axis `json:"others"`
	Issues     []dossier.Axis `json:"issues"`
	Cells      []cellJSON     `json:"cells"`
}

type cellJSON struct {
	Party      string        `json:"party"`
	Issue      string        `json:"issue"`
	Kind       string        `json:"kind"`
	Stance     string        `json:"stance"`
	Option     string        `json:"option"`
	Lines      []lineJSON    `json:"lines"`
	Divided    []holderJSON  `json:"divided"`
	Contested  []contestJSON `json:"contested"`
	Since      string        `json:"since"`
	Affirmed   string        `json:"affirmed"`
	Reported   string        `json:"reported"`
	Undated    int           `json:"undated"`
	Moved      string        `json:"moved"`
	Reports    int           `json:"reports"`
	Articles   int           `json:"articles"`
	Statements []string      `json:"statements"`
	Aside      []string      `json:"aside"`
	Declined   []string      `json:"declined"`
}

type lineJSON struct {
	Stance     string        `json:"stance"`
	Option     string        `json:"option"`
	Act        string        `json:"act"`
	Words      string        `json:"words"`
	Voice      dossier.Voice `json:"voice"`
	Reports    int           `json:"reports"`
	Articles   int           `json:"articles"`
	Statements []string      `json:"statements"`
}

type holderJSON struct {
	Name string `json:"name"`
	lineJSON
}

type contestJSON struct {
	By         string   `json:"by"`
	Stance     string   `json:"stance"`
	Words      string   `json:"words"`
	Statements []string `json:"statements"`
}

// MatrixJSON writes the matrix as one indented JSON object: axes, and every cell
// that is not "not asked" with the identifiers of its statements.
func MatrixJSON(w io.Writer, m *dossier.Matrix) error {
	out := matrixJSON{
		AsOf: m.AsOf, Since: m.Since, Articles: m.Articles, Reports: m.Reports,
		Statements: m.Statements, Aside: m.Aside, Review: m.Review,
		Parties: list(m.Parties), Others: list(m.Others), Issues: list(m.Issues), Cells: []cellJSON{},
	}
	for c := range m.Asked() {
		out.Cells = append(out.Cells, newCellJSON(c))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func newCellJSON(c *dossier.Cell) cellJSON {
	out := cellJSON{
		Party: c.Party, Issue: c.Issue, Kind: c.Kind, Stance: c.Stance, Option: c.Option,
		Lines: []lineJSON{}, Divided: []holderJSON{}, Contested: []contestJSON{},
		Since: c.Since, Affirmed: c.Affirmed, Reported: c.Reported, Undated: c.Undated,
		Reports: c.Reports, Articles: c.Articles,
		Statements: ids(c.Counted), Aside: ids(c.Aside), Declined: ids(c.Refused),
	}
	if c.Moved != nil {
		out.Moved = moved(c)
	}
	for _, l := range c.Lines {
		out.Lines = append(out.Lines, newLineJSON(l))
	}
	for _, h := range c.Divided {
		out.Divided = append(out.Divided, holderJSON{h.Name, newLineJSON(h.Line)})
	}
	for _, x := range c.Contested {
		out.Contested = append(out.Contested, contestJSON{x.By, x.Stance, x.Words, ids(x.Statements)})
	}
	return out
}

func newLineJSON(l dossier.Line) lineJSON {
	return lineJSON{l.Stance, l.Option, l.Act, l.Words, l.Voice, l.Reports, l.Articles, ids(l.Statements)}
}

func ids(statements []*record.Statement) []string {
	out := []string{}
	for _, s := range statements {
		out = append(out, s.ID)
	}
	return out
}

// list makes an empty list of no list, so that JSON shows [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// MatrixCSV writes the matrix one cell a line, with a head line. Cells that
// nobody asked about are left out.
func MatrixCSV(w io.Writer, m *dossier.Matrix) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"issue", "party", "kind", "stance", "option", "words", "divided", "contested", "voice",
		"since", "affirmed", "reported", "undated", "moved", "reports", "articles", "statements", "aside"}}
	names := map[string]string{}
	for _, a := range slices.Concat(m.Parties, m.Others) {
		names[a.ID] = a.Name
	}
	issues := map[string]string{}
	for _, i := range m.Issues {
		issues[i.ID] = i.Name
	}
	for c := range m.Asked() {
		rows = append(rows, cellRow(c, issues[c.Issue], names[c.Party]))
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return out.Error()
}

func cellRow(c *dossier.Cell, issue, party string) []string {
	var words, split, contested []string
	for _, l := range c.Lines {
		words = append(words, lineWords(l))
	}
	for _, h := range c.Divided {
		split = append(split, fmt.Sprintf("%s %s: %s", h.Name, h.Line.Stance, lineWords(h.Line)))
	}
	for _, x := range c.Contested {
		contested = append(contested, contest(x))
	}
	by, move, stance := "", "", c.Stance
	if c.Kind == dossier.Held {
		by = voice(c.Voice)
	}
	if c.Divided != nil {
		stance = "divided"
	}
	if c.Moved != nil {
		move = moved(c)
	}
	return []string{issue, party, c.Kind, stance, c.Option, strings.Join(words, "; "), strings.Join(split, "; "), strings.Join(contested, "; "), by,
		c.Since, c.Affirmed, c.Reported, strconv.Itoa(c.Undated), move, strconv.Itoa(c.Reports), strconv.Itoa(c.Articles),
		strings.Join(ids(c.Counted), " "), strings.Join(ids(c.Aside), " ")}
}
