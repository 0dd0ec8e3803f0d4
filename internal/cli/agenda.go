package cli

import (
	"bufio"
	"context"

	"github.com/demarche-project/demarche/report"
)

type agendaCommand struct {
	List    agendaList    `cmd:"" default:"withargs" help:"List the issues on record. The default."`
	Suggest agendaSuggest `cmd:"" help:"Propose an agenda.yaml from the points that fit no issue."`
}

func (agendaCommand) Help() string {
	return `The issues on record: those of the agenda with the options that statements take, then the points that fit no issue and stand on their own words, each with the issues it may be ("near"), at most three. Nothing unsure is guessed.

demarche agenda suggest groups those points into issues with names and phrases and writes them as an agenda.yaml, each with examples. It is a proposal to edit.

Examples:
  demarche agenda
  demarche agenda suggest > lake/agenda.yaml`
}

// agendaFlag names the agenda of the case.
type agendaFlag struct {
	Agenda []string `placeholder:"FILE" help:"An agenda.yaml whose issues are known. The issues that come with the program always are."`
}

type agendaList struct {
	ledgerFlag
	agendaFlag
	Rows int `default:"40" placeholder:"N" help:"Lines of each list, those with most statements; 0 for all. Default: ${default}."`
}

func (c agendaList) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	rows := max(0, c.Rows)
	near := rows
	if rows == 0 {
		near = -1 // all
	}
	uses, err := d.Agenda(ctx, c.Agenda, near)
	if err != nil {
		return err
	}
	layout := env.layout()
	layout.Rows = rows
	return report.Agenda(env.Stdout, uses, layout)
}

type agendaSuggest struct {
	ledgerFlag
	agendaFlag
	Rows int `default:"30" placeholder:"N" help:"Issues to propose, those of most documents; 0 for all. Default: ${default}."`
}

func (c agendaSuggest) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	w := bufio.NewWriter(env.Stdout)
	if err := d.SuggestAgenda(ctx, w, c.Agenda, max(0, c.Rows)); err != nil {
		return err
	}
	return w.Flush()
}
