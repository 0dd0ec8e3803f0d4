package cli

import (
	"bufio"
	"context"

	"github.com/demarche-project/demarche/export"
)

type exportCommand struct {
	Statements   exportStatements   `cmd:"" help:"Every statement with its evidence, one object a line."`
	Events       exportEvents       `cmd:"" help:"Every event in PLOVER and CAMEO codes, one object a line."`
	Attributions exportAttributions `cmd:"" help:"Every place where somebody is said to say or hold something."`
}

type exportStatements struct {
	ledgerFlag
}

func (exportStatements) Help() string {
	return `Offsets are Unicode code points into the document's text, half open, and the text of every span equals the document at its offsets. What is not known is null.

Example:
  demarche export statements > statements.jsonl`
}

func (c exportStatements) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	statements, err := d.Statements(ctx)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(env.Stdout)
	if err := export.Statements(w, statements); err != nil {
		return err
	}
	return w.Flush()
}

type exportAttributions struct {
	ledgerFlag
}

func (c exportAttributions) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	w := bufio.NewWriter(env.Stdout)
	for doc, err := range d.Attributions(ctx) {
		if err != nil {
			return err
		}
		if err := export.Attributions(w, doc.Doc, doc.Attributions); err != nil {
			return err
		}
	}
	return w.Flush()
}

type exportEvents struct {
	ledgerFlag
}

func (exportEvents) Help() string {
	return `Who did what to whom, in codes: types are the eighteen of PLOVER 0.5; a code of a source or target is a country of three letters or a kind of organisation, then sectors of three letters ("USAGOV", "IGO"). Only what a sentence asserts is an event: what is denied, demanded, threatened or only possible is none, or is the event of saying so.

Example:
  demarche export events > events.jsonl`
}

func (c exportEvents) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	w := bufio.NewWriter(env.Stdout)
	if err := export.Events(w, d.Events(ctx)); err != nil {
		return err
	}
	return w.Flush()
}
