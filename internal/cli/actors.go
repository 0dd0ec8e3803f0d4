package cli

import (
	"context"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/report"
)

type actorsCommand struct {
	List  actorsList  `cmd:"" default:"withargs" help:"List parties and people with what they have on record. The default."`
	Merge actorsMerge `cmd:"" help:"Say that two actors are one."`
	Split actorsSplit `cmd:"" help:"Say that one actor is another one in some documents, or where a person speaks."`
	Undo  actorsUndo  `cmd:"" help:"Take a merge or split back."`
}

func (actorsCommand) Help() string {
	return `Who is who. "holds" counts the statements of a party, "speaks" those that a person makes for one, "addressed" those that are made towards it.

Names that may be one in two spellings are offered and never merged unasked. A merge or split changes no statement: it is an entry with who, when and why, by which statements are read from then on, and undo takes it back.

Examples:
  demarche actors
  demarche actors merge zelenskiy "Volodymyr Zelensky" --why "one man, two spellings"
  demarche actors split "Ministry" --as "Ministry of Mines" --doc 0412-wire --why "another ministry"
  demarche actors undo 2 --why "they are brothers"`
}

type actorsList struct {
	ledgerFlag
	Rows int `default:"40" placeholder:"N" help:"Lines of each list, those with most on record; 0 for all. Default: ${default}."`
}

func (c actorsList) Run(ctx context.Context, env *Env) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	defer d.Close()
	cast, err := d.Cast(ctx)
	if err != nil {
		return err
	}
	layout := env.layout()
	layout.Rows = max(0, c.Rows)
	return report.Actors(env.Stdout, cast, layout)
}

type actorsMerge struct {
	ledgerFlag
	authorFlags
	A string `arg:"" help:"Name or identifier of the actor that is to be read as another."`
	B string `arg:"" help:"Who that is: name or identifier."`
}

func (c actorsMerge) Run(ctx context.Context, env *Env) error {
	return c.identify(c.ledgerFlag, env, func(d *dossier.Dossier, by dossier.Author) ([]dossier.Alias, error) {
		a, err := d.Merge(ctx, c.A, c.B, by)
		return []dossier.Alias{a}, err
	})
}

type actorsSplit struct {
	ledgerFlag
	authorFlags
	Actor   string   `arg:"" help:"Name or identifier of the actor that is two."`
	As      string   `required:"" placeholder:"NAME" help:"Who it is there: an actor on record, or a new one."`
	Doc     []string `placeholder:"ID" help:"Documents in which it is the other one; may be given several times."`
	Speaker string   `placeholder:"NAME" help:"Person who speaks for the other one: a wing of a party, a ministry of a government."`
}

func (c actorsSplit) Run(ctx context.Context, env *Env) error {
	return c.identify(c.ledgerFlag, env, func(d *dossier.Dossier, by dossier.Author) ([]dossier.Alias, error) {
		return d.Split(ctx, c.Actor, c.As, dossier.Part{Docs: c.Doc, Speaker: c.Speaker}, by)
	})
}

type actorsUndo struct {
	ledgerFlag
	authorFlags
	Number number `arg:"" help:"Number of a merge or split, as demarche actors shows it."`
}

func (c actorsUndo) Run(ctx context.Context, env *Env) error {
	return c.identify(c.ledgerFlag, env, func(d *dossier.Dossier, by dossier.Author) ([]dossier.Alias, error) {
		a, err := d.UndoActor(ctx, int64(c.Number), by)
		return []dossier.Alias{a}, err
	})
}

// identify opens a case, decides who is who, and says what was decided.
func (f authorFlags) identify(l ledgerFlag, env *Env, decide func(*dossier.Dossier, dossier.Author) ([]dossier.Alias, error)) error {
	d, err := l.openToWrite()
	if err != nil {
		return err
	}
	defer d.Close()
	by, err := f.author()
	if err != nil {
		return err
	}
	done, err := decide(d, by)
	if err != nil {
		return err
	}
	return report.Identified(env.Stdout, done, env.layout())
}
