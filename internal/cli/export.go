package cli

import (
	"bufio"
	"context"
	"iter"

	"github.com/demarche-project/demarche/export"
	"github.com/demarche-project/demarche/reading/event"
	"github.com/demarche-project/demarche/record"
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
	Plover string `enum:"0.5,2021" default:"0.5" help:"Types of events: the eighteen of PLOVER 0.5, or the sixteen of 2021 (${enum})."`
}

func (exportEvents) Help() string {
	return `Who did what to whom, in codes: types are those of PLOVER; a code of a source or target is a country of three letters or a kind of organisation, then sectors of three letters ("USAGOV", "IGO"). Only what a sentence asserts is an event: what is denied, demanded, threatened or only possible is none, or is the event of saying so.

Example:
  demarche export events > events.jsonl
  demarche export events --plover 2021 > events.jsonl`
}

func (c exportEvents) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	w := bufio.NewWriter(env.Stdout)
	if err := export.Events(w, c.typed(d.Events(ctx))); err != nil {
		return err
	}
	return w.Flush()
}

// typed gives events the types asked for.
func (c exportEvents) typed(all iter.Seq2[record.Event, error]) iter.Seq2[record.Event, error] {
	if c.Plover != "2021" {
		return all
	}
	return func(yield func(record.Event, error) bool) {
		for e, err := range all {
			if !yield(event.As2021(e), err) {
				return
			}
		}
	}
}
