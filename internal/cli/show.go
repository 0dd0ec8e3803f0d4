package cli

import (
	"context"

	"github.com/demarche-project/demarche/report"
)

type showCommand struct {
	ledgerFlag
	ID string `arg:"" help:"Identifier of a statement, or its first characters."`
}

func (showCommand) Help() string {
	return `Prints the paragraph with source, cue and point marked, the chain from the outlet down to the party ("the Kremlin, read as Russia"), and whether the statement counts.

Example:
  demarche show 3f2a9`
}

func (c showCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	shown, err := d.Show(ctx, c.ID)
	if err != nil {
		return err
	}
	return report.Show(env.Stdout, shown, env.layout())
}
