package cli

import (
	"context"
	"fmt"
	"os/user"
	"strconv"
	"strings"
	"time"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/report"
)

// authorFlags say who corrects, and why. Both stand in the audit trail.
type authorFlags struct {
	Why string `required:"" placeholder:"TEXT" help:"The reason; it is kept with the correction."`
	By  string `placeholder:"NAME" help:"Who corrects. Default: the user of this machine."`
}

func (f authorFlags) author() (dossier.Author, error) {
	by := dossier.Author{Who: strings.TrimSpace(f.By), Why: f.Why, At: time.Now()}
	if by.Who != "" {
		return by, nil
	}
	u, err := user.Current()
	if err != nil || u.Username == "" {
		return by, fmt.Errorf("it is not known who you are; say so with --by NAME")
	}
	by.Who = u.Username
	return by, nil
}

type correctCommand struct {
	ledgerFlag
	authorFlags
	ID      string `arg:"" help:"Identifier of a statement, or its first characters."`
	Act     string `placeholder:"ACT" help:"What the party does: demand, offer, accept, reject, ..."`
	Stance  string `placeholder:"STANCE" help:"On the point: for, against, conditional or unclear."`
	Issue   string `placeholder:"NAME" help:"What it is about: an issue on record or of the agenda."`
	Option  string `placeholder:"NAME" help:"Which way of settling the issue it takes."`
	Party   string `placeholder:"NAME" help:"Who holds it: an actor on record."`
	New     bool   `help:"Make the party or issue named when it is not on record yet."`
	Confirm bool   `help:"It is right as it stands: it counts from now on however unsure the reading was."`
	Drop    bool   `help:"It is no statement: it is kept and counts nowhere."`
}

func (correctCommand) Help() string {
	return `What the program read is never overwritten: a correction is an entry of its own with who, when and why, and demarche undo takes it back. It stays in force when the document is read again, as long as the statement is found again.

Acts: ` + strings.Join(dossier.Acts(), ", ") + `.

Examples:
  demarche correct 3f2a9 --act reject --stance against --why "the sentence says so"
  demarche correct 3f2a9 --drop --why "a headline, not a statement"`
}

func (c correctCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.openToWrite()
	if err != nil {
		return err
	}
	defer d.Close()
	by, err := c.author()
	if err != nil {
		return err
	}
	done, err := d.Correct(ctx, c.ID, dossier.Edit{
		Act: c.Act, Stance: c.Stance, Party: c.Party, Issue: c.Issue, Option: c.Option, New: c.New, Confirm: c.Confirm, Drop: c.Drop,
	}, by)
	if err != nil {
		return err
	}
	return report.Corrected(env.Stdout, done, env.layout())
}

type undoCommand struct {
	ledgerFlag
	authorFlags
	Number number `arg:"" help:"Number of a correction, as demarche history shows it."`
}

// number is the number of something that was done and can be undone.
type number int64

// UnmarshalText reads it. Identifiers are a likely mistake.
func (n *number) UnmarshalText(text []byte) error {
	parsed, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return fmt.Errorf("%q is no number; what can be undone is numbered from 1 on", text)
	}
	*n = number(parsed)
	return nil
}

func (undoCommand) Help() string {
	return `Takes one correction back, by an entry of its own. Other corrections of the same statement stay.

Example:
  demarche undo 3 --why "the second report bears the machine out"`
}

func (c undoCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.openToWrite()
	if err != nil {
		return err
	}
	defer d.Close()
	by, err := c.author()
	if err != nil {
		return err
	}
	done, err := d.Undo(ctx, int64(c.Number), by)
	if err != nil {
		return err
	}
	return report.Corrected(env.Stdout, done, env.layout())
}

type historyCommand struct {
	ledgerFlag
	ID string `arg:"" optional:"" help:"Identifier of a statement, or its first characters. Default: the corrections of the whole case."`
}

func (historyCommand) Help() string {
	return `For one statement: every time that it was read, every correction with who, when and why, and how it stands. Without an identifier: all corrections of the case; one whose statement is no longer found says so.

Example:
  demarche history 3f2a9`
}

func (c historyCommand) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	if c.ID == "" {
		all, orphans, err := d.Trail(ctx)
		if err != nil {
			return err
		}
		return report.Trail(env.Stdout, all, orphans, env.layout())
	}
	h, err := d.History(ctx, c.ID)
	if err != nil {
		return err
	}
	return report.History(env.Stdout, h, env.layout())
}
