package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/report"
)

type recordCommand struct {
	Sources []string `arg:"" help:"Folders, files (.txt, .md, .jsonl) or - for standard input."`
	Ledger  string   `short:"l" placeholder:"FILE" help:"Ledger to record into. Default: the name of the first source with .ledger, in this folder."`
	sizeFlag
	Jobs int `short:"j" placeholder:"N" help:"Documents to read at a time. Default: one for each core. The record is the same for any number."`
}

func (recordCommand) Help() string {
	return `Reads every document, writes what it says into the ledger, and prints who holds what, what could not be read, and how to go deeper. A second time nothing changes; a changed file takes the place of its earlier text, which is kept.

A text may begin with what is known about it; what is not said stays unknown:

  ---
  title: Envoys meet again
  outlet: Harbour Wire
  published: 2031-04-12
  ---

Example:
  demarche record examples/lake`
}

func (c recordCommand) Run(ctx context.Context, env *Env) error {
	// A misspelt folder must not leave an empty ledger behind.
	for _, source := range c.Sources {
		if _, err := os.Stat(source); source != "-" && err != nil {
			return fmt.Errorf("%s: no such file or folder; check the spelling", source)
		}
	}
	name := caseName(c.Sources)
	path := c.Ledger
	if path == "" {
		path = name + ledgerSuffix
	}
	d, err := dossier.Create(path)
	if err != nil {
		return err
	}
	defer d.Close()
	bar := newProgress(env.Stderr, "reading")
	sum, err := d.Record(ctx, dossier.Sources{Paths: c.Sources, Stdin: env.Stdin, Max: c.bytes()}, dossier.Options{
		Program: Program(), Jobs: jobs(c.Jobs), Started: time.Now(), Progress: bar.step,
	})
	bar.stop()
	if err != nil {
		return err
	}
	m, err := d.Matrix(ctx, dossier.Fold{})
	if err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "%s\n\n", recorded(sum, path))
	layout := env.layout()
	layout.Rows, layout.Pages = 10, 1
	if err := report.Matrix(env.Stdout, m, layout); err != nil {
		return err
	}
	writeUnread(env.Stdout, sum)
	writeDeeper(env.Stdout, m, c.Ledger)
	if len(sum.Failed) > 0 {
		return unread{len(sum.Failed)}
	}
	return nil
}

// sizeFlag says how large a text may be.
type sizeFlag struct {
	MaxSize int64 `placeholder:"MB" default:"8" help:"Largest text to read as one document, in megabytes. Default: ${default}."`
}

func (f sizeFlag) bytes() int64 { return f.MaxSize << 20 }

func jobs(n int) int {
	if n <= 0 {
		return runtime.NumCPU()
	}
	return n
}

// recorded says in one line what a run did.
func recorded(s dossier.Summary, path string) string {
	return fmt.Sprintf("Recorded into %s: %d new, %d changed, %d as before; the case holds %s and %s.",
		path, s.New, s.Changed, s.Same, report.Count(s.Documents, "document"), report.Count(s.Statements, "statement"))
}

// shownErrors is how many faults are listed of each kind; the rest is counted.
const shownErrors = 20

func writeUnread(w io.Writer, s dossier.Summary) {
	for _, part := range []struct {
		title  string
		errors []error
	}{
		{"Could not be read", s.Failed},
		{"Read, but for a part", s.Flawed},
		{"Not documents", s.Skipped},
	} {
		if len(part.errors) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", part.title)
		for _, err := range part.errors[:min(shownErrors, len(part.errors))] {
			fmt.Fprintf(w, "  %s\n", err)
		}
		if n := len(part.errors) - shownErrors; n > 0 {
			fmt.Fprintf(w, "  and %d more\n", n)
		}
	}
}

// writeDeeper says which commands open what was shown, with names of this case.
func writeDeeper(w io.Writer, m *dossier.Matrix, ledger string) {
	if len(m.Parties) == 0 {
		return
	}
	with := ""
	if ledger != "" {
		with = " --ledger " + quote(ledger)
	}
	fmt.Fprintf(w, "\nGo deeper\n")
	for _, line := range [][2]string{
		{"demarche matrix" + with, "the whole matrix; --as-of DATE, --format csv or json"},
		{"demarche positions --party " + quote(m.Parties[0].Name) + with, "what one party holds, with the sentences"},
		{"demarche show " + first(m) + with, "one statement in its article, with the chain of sources"},
		{"demarche documents" + with, "what was read, and how many sentences with a cue gave no record"},
		{"demarche brief -o page.html" + with, "the case as one page, for browser and printer"},
	} {
		fmt.Fprintf(w, "  %s\n      %s\n", line[0], line[1])
	}
}

// first is the identifier of a statement near the head of the matrix.
func first(m *dossier.Matrix) string {
	for c := range m.Asked() {
		if len(c.Counted) > 0 {
			return c.Counted[0].ID
		}
	}
	return "ID"
}
