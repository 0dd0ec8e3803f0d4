package cli

import (
	"context"

	"github.com/demarche-project/demarche/report"
)

type documentsCommand struct {
	ledgerFlag
	Uncoded bool `help:"List the sentences that carry a cue of an act and gave no statement."`
}

func (documentsCommand) Help() string {
	return `Lists every document with outlet and date, the number of statements it gave, and the number of sentences that carry a cue and gave none. An unknown date or outlet stays unknown; a corpus.yaml beside the files can give it:

  0412-wire.txt:
    outlet: Harbour Wire
    published: 2031-04-12

What the reading passed over is as much part of the record as what it found: --uncoded lists those sentences, each with document and place, to be read by eye.`
}

func (c documentsCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	entries, err := d.Documents(ctx)
	if err != nil {
		return err
	}
	if c.Uncoded {
		return report.Uncoded(env.Stdout, entries, env.layout())
	}
	return report.Documents(env.Stdout, entries, env.layout())
}
