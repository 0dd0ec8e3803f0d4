package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/report"
)

// Exit codes.
const (
	ExitOK     = 0
	ExitError  = 1 // the job could not be done
	ExitUsage  = 2 // the command line makes no sense
	ExitUnread = 3 // done, but some documents could not be read
)

// Env is what a command works with.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
}

// unread is the error of a job that was done but for some documents. The
// documents have been named already.
type unread struct{ n int }

func (u unread) Error() string {
	return report.Count(u.n, "document") + " could not be read"
}

// commands is the command line.
type commands struct {
	Record     recordCommand     `cmd:"" help:"Read articles into the record of a case and show who holds what."`
	Matrix     matrixCommand     `cmd:"" help:"Show parties by issues: who holds what, in words."`
	Positions  positionsCommand  `cmd:"" help:"Show what a party holds, with the sentences it stands on."`
	Amounts    amountsCommand    `cmd:"" help:"Show how far apart the parties are in numbers."`
	Show       showCommand       `cmd:"" help:"Open one statement: its sentence, its article, the chain of sources."`
	Documents  documentsCommand  `cmd:"" help:"List what was read, and what gave no record."`
	Correct    correctCommand    `cmd:"" help:"Correct one statement: what it says, about what, whose it is."`
	Undo       undoCommand       `cmd:"" help:"Take a correction back."`
	History    historyCommand    `cmd:"" help:"Show what was read, what was corrected, by whom and why."`
	Actors     actorsCommand     `cmd:"" help:"List who is who; merge and split, reversibly."`
	Agenda     agendaCommand     `cmd:"" help:"List the issues on record; propose an agenda from the texts."`
	Brief      briefCommand      `cmd:"" help:"Write the case as one page for browser and printer."`
	Export     exportCommand     `cmd:"" help:"Write the record as JSON lines for other programs."`
	Analyze    analyzeCommand    `cmd:"" help:"Read documents and write what each says, without a ledger."`
	Drafts     draftsCommand     `cmd:"" help:"Take draft agreements apart and compare them, article by article."`
	Eval       evalCommand       `cmd:"" help:"Score this build against gold data."`
	Completion completionCommand `cmd:"" help:"Print a completion script for bash, zsh or fish."`
	Version    versionCommand    `cmd:"" help:"Print version and language model."`
}

const description = `Reads articles about a negotiation and keeps a sourced record of it: who demands, offers, accepts or rejects what, when, and on whose word.

Start here:
  demarche record FOLDER       read a folder of articles, print who holds what
  demarche positions           what each party holds, with the sentences
  demarche show ID             one statement in its article
  demarche brief -o page.html  the whole case as one page

Nothing leaves this machine: no command uses the network.

Exit codes: 0 done · 1 could not be done · 2 wrong use · 3 done, but some documents could not be read`

// Run does what args ask for and returns the exit code.
func Run(ctx context.Context, args []string, env Env) int {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("demarche"),
		kong.Description(description),
		kong.Writers(env.Stdout, env.Stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&env),
	)
	if err != nil {
		return env.fail(err, ExitError)
	}
	// Help is printed while the line is parsed; what follows it does not count.
	chosen, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		code := env.fail(err, ExitUsage)
		fmt.Fprintf(env.Stderr, "Try: demarche%s --help\n", commandOf(parser, args))
		return code
	}
	chosen.Bind(parser)
	err = chosen.Run()
	var u unread
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &u):
		return env.fail(err, ExitUnread)
	case errors.Is(err, context.Canceled):
		return env.fail(errors.New("stopped; what was recorded so far is kept"), ExitError)
	}
	return env.fail(err, ExitError)
}

func (e *Env) fail(err error, code int) int {
	fmt.Fprintf(e.Stderr, "demarche: %s\n", err)
	return code
}

// commandOf is the command that args begin with (" drafts compare"), for a hint.
func commandOf(parser *kong.Kong, args []string) string {
	name, at := "", parser.Model.Node
	for _, arg := range args {
		k := slices.IndexFunc(at.Children, func(n *kong.Node) bool { return n.Type == kong.CommandNode && n.Name == arg })
		if k < 0 {
			break
		}
		name, at = name+" "+arg, at.Children[k]
	}
	return name
}

// layout is what standard output can take.
func (e *Env) layout() report.Layout {
	f, ok := e.Stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return report.Layout{}
	}
	l := report.Layout{Color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil {
		l.Width = w
	}
	return l
}

// date is a flag with an EDTF date.
type date string

// UnmarshalText checks the date.
func (d *date) UnmarshalText(text []byte) error {
	parsed, err := edtf.Parse(strings.TrimSpace(string(text)))
	if err != nil {
		return fmt.Errorf("%w; write 2025-03-31, 2025-03 or 2025", err)
	}
	*d = date(parsed.String())
	return nil
}
