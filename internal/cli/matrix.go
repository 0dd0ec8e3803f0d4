package cli

import (
	"context"
	"fmt"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/report"
)

// foldFlags say which statements count.
type foldFlags struct {
	AsOf date `placeholder:"DATE" help:"Only what can have been said by then: 2025-03-31, 2025-03 or 2025. Undated statements stay, marked as undated."`
	All  bool `help:"Count hypothetical, predicted and second-hand statements too."`
}

func (f foldFlags) fold() dossier.Fold {
	return dossier.Fold{AsOf: string(f.AsOf), Everything: f.All}
}

// What a matrix shows as text unless it is told otherwise.
const (
	matrixParties = 9
	matrixIssues  = 30
)

// extentFlags say how much of a case is wanted.
type extentFlags struct {
	Parties *int `placeholder:"N" help:"Parties to show, those with most on record; 0 for all."`
	Rows    *int `placeholder:"N" help:"Issues to show, those with most on record; 0 for all."`
}

// extent is what the flags ask for, and otherwise e.
func (f extentFlags) extent(e dossier.Extent) dossier.Extent {
	if f.Parties != nil {
		e.Parties = max(0, *f.Parties)
	}
	if f.Rows != nil {
		e.Issues = max(0, *f.Rows)
	}
	return e
}

type matrixCommand struct {
	ledgerFlag
	foldFlags
	Since date `placeholder:"DATE" help:"Mark what moved after this date."`
	extentFlags
	Format string `enum:"text,csv,json" default:"text" help:"One of ${enum}."`
}

func (matrixCommand) Help() string {
	return fmt.Sprintf(`Parties across, issues down. A cell says what the party holds in a few words, on whose word, and since when; it never shows a score.

    for            +
    against        −
    conditional    if
    unclear        ?
    divided        ±    named people of one party differ
    contested      ≠    somebody says otherwise than the party itself
    not counted    ~    possible, predicted, or told by others; --all counts them
    no answer    ( … )  asked, and a sentence says that none was given
    no record      ·    texts that speak of both say nothing
    not asked      /    no text puts the question to this party

A large case has more rows and columns than can be read: the text shows the %d parties and %d issues with most on record and says what it leaves out. Formats csv and json hold everything unless --parties or --rows ask for less.

Examples:
  demarche matrix
  demarche matrix --rows 0 --parties 0
  demarche matrix --as-of 2025-03 --since 2024-06
  demarche matrix --format csv > matrix.csv`, matrixParties, matrixIssues)
}

func (c matrixCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	fold := c.fold()
	fold.Since = string(c.Since)
	m, err := d.Matrix(ctx, fold)
	if err != nil {
		return err
	}
	whole := dossier.Extent{}
	if c.Format == "text" {
		whole = dossier.Extent{Parties: matrixParties, Issues: matrixIssues}
	}
	e := c.extent(whole)
	m = m.Crop(e.Parties, e.Issues, e.Statements)
	switch c.Format {
	case "csv":
		return report.MatrixCSV(env.Stdout, m)
	case "json":
		return report.MatrixJSON(env.Stdout, m)
	}
	return report.Matrix(env.Stdout, m, env.layout())
}
