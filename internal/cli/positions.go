package cli

import (
	"context"

	"github.com/demarche-project/demarche/report"
)

type positionsCommand struct {
	ledgerFlag
	foldFlags
	Party string `placeholder:"NAME" help:"Only parties whose name holds this."`
	Issue string `placeholder:"NAME" help:"Only issues whose name holds this."`
}

func (positionsCommand) Help() string {
	return `For each party and issue: what is held, since when, on whose word, then the sentences, each with the identifier that demarche show opens. What is kept and not counted stands apart.

Examples:
  demarche positions --party Norland
  demarche positions --issue troops --as-of 2025-03`
}

func (c positionsCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	positions, err := d.Positions(ctx, c.fold(), c.Party, c.Issue)
	if err != nil {
		return err
	}
	return report.Positions(env.Stdout, positions, env.layout())
}
