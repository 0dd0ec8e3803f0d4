package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/report"
)

// What a brief shows unless it is told otherwise.
const (
	briefParties = 20
	briefIssues  = 60
)

type briefCommand struct {
	ledgerFlag
	foldFlags
	extentFlags
	Statements int    `default:"12" placeholder:"N" help:"Statements to list under each position, the latest; 0 for all. Default: ${default}."`
	Since      date   `placeholder:"DATE" help:"Mark what moved after this date."`
	Output     string `short:"o" default:"brief.html" placeholder:"FILE" help:"File to write; - for standard output. Default: ${default}."`
}

func (briefCommand) Help() string {
	return fmt.Sprintf(`One self-contained page: the matrix, what each party holds, and every article. Each cell leads to its sentences, each sentence to its line in the article. It needs no network and no script, reads on a telephone, in the dark and on paper.

A browser can not hold a whole archive: of a large case the page shows the %d parties and %d issues with most on record and the articles behind them, and says what it leaves out. With --parties 0 --rows 0 --statements 0 it leaves out nothing.

Example:
  demarche brief -o lake.html --as-of 2025-03`, briefParties, briefIssues)
}

func (c briefCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	fold := c.fold()
	fold.Since = string(c.Since)
	extent := c.extent(dossier.Extent{Parties: briefParties, Issues: briefIssues, Statements: max(0, c.Statements)})
	all, err := d.Case(ctx, fold, extent)
	if err != nil {
		return err
	}
	if c.Output == "-" {
		return report.Brief(env.Stdout, all)
	}
	if err := writeFile(c.Output, func(w io.Writer) error { return report.Brief(w, all) }); err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "Wrote %s.\n", c.Output)
	return nil
}

// writeFile writes a file as a whole or not at all: beside it first, then over it.
func writeFile(path string, write func(io.Writer) error) error {
	temp := path + ".part"
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
