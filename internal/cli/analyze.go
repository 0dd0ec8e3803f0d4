package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"

	"github.com/demarche-project/demarche/corpus"
	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/export"
	"github.com/demarche-project/demarche/reading"
)

type analyzeCommand struct {
	Paths []string `arg:"" optional:"" help:"Folders, files, or - for standard input. Default: standard input."`
	Emit  []string `placeholder:"LAYER,..." help:"Layers to write: tokens, attributions, statements, events, dates. Default: all but tokens."`
	sizeFlag
	Jobs    int  `short:"j" placeholder:"N" help:"Documents to read at a time. Default: one for each core. The output is the same for any number."`
	SkipBad bool `help:"Go on after a document that cannot be read, and count such."`
}

func (analyzeCommand) Help() string {
	return `A filter: one JSON object a line in ("id", "text" and, where known, "title", "outlet", "author", "published", "url", "lang", "kind"), one a line out, in the same order. It keeps nothing and asks nothing, so a cluster can run it. What is not asked for is not computed.

It stops at the first line that cannot be read, with exit code 3; --skip-bad names such a line on standard error, goes on and ends with 0.

Examples:
  demarche analyze --emit statements < articles.jsonl > readings.jsonl
  demarche analyze --emit tokens,dates examples/lake`
}

// Validate checks the layers while the line is parsed.
func (c analyzeCommand) Validate() error {
	_, err := c.layers()
	return err
}

func (c analyzeCommand) Run(ctx context.Context, env *Env) error {
	layers, err := c.layers()
	if err != nil {
		return err
	}
	reader, err := dossier.NewReader(c.Paths)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(env.Stdout)
	bad := 0
	for r := range dossier.Analyze(reader, dossier.Sources{Paths: c.Paths, Stdin: env.Stdin, Max: c.bytes()}, layers, jobs(c.Jobs)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.Err != nil {
			if skipped(r.Err) {
				continue
			}
			if !c.SkipBad {
				return errors.Join(w.Flush(), unreadAt{r.Err})
			}
			bad++
			fmt.Fprintf(env.Stderr, "demarche: %s\n", r.Err)
			continue
		}
		if err := export.Reading(w, r.Reading, written(layers), Program()); err != nil {
			return err
		}
	}
	if bad > 0 {
		fmt.Fprintf(env.Stderr, "demarche: %s, skipped\n", unread{bad})
	}
	return w.Flush()
}

// unreadAt stops a filter at a document.
type unreadAt struct{ error }

func (u unreadAt) Unwrap() []error { return []error{u.error, unread{1}} }

// skipped reports whether err is about a file that is none of the documents.
func skipped(err error) bool {
	var ce *corpus.Error
	return errors.As(err, &ce) && ce.Severity == corpus.Skipped
}

func (c analyzeCommand) layers() (reading.Layers, error) {
	if len(c.Emit) == 0 {
		return reading.Default, nil
	}
	return reading.ParseLayers(c.Emit)
}

func written(l reading.Layers) export.Layers {
	return export.Layers{
		Tokens:       l&reading.Tokens != 0,
		Attributions: l&reading.Attributions != 0,
		Dates:        l&reading.Dates != 0,
		Statements:   l&reading.Statements != 0,
		Events:       l&reading.Events != 0,
	}
}
