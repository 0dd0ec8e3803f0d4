package cli

import (
	"context"

	"github.com/demarche-project/demarche/report"
)

type amountsCommand struct {
	ledgerFlag
	foldFlags
	Format string `enum:"text,json" default:"text" help:"One of ${enum}."`
}

func (amountsCommand) Help() string {
	return `How far apart the parties are in numbers: for each issue and unit on which at least two parties name an amount, who demands, offers or rejects how much, oldest first, each with the identifier that demarche show opens.

Only amounts in one unit stand together; nothing is converted. What is not counted as a position names no amount.

Examples:
  demarche amounts
  demarche amounts --as-of 2024-03-31
  demarche amounts --format json`
}

func (c amountsCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	m, err := d.Matrix(ctx, c.fold())
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return report.AmountsJSON(env.Stdout, m.Scales())
	}
	return report.Amounts(env.Stdout, m.Scales(), env.layout())
}
