package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/demarche-project/demarche/corpus"
	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/record"
	"github.com/demarche-project/demarche/report"
)

type draftsCommand struct {
	Structure draftsStructure `cmd:"" help:"Articles and clauses of each draft, one JSON object a line."`
	Align     draftsAlign     `cmd:"" help:"Which article of one text answers which of another, pair by pair."`
	Compare   draftsCompare   `cmd:"" help:"What became of each article from one draft to the next, for people."`
}

type draftsStructure struct {
	Paths []string `arg:"" optional:"" help:"Folders, files, or - for standard input. Default: JSON lines from standard input."`
}

func (draftsStructure) Help() string {
	return `An article runs from its heading to the end of its text; offsets are Unicode code points, half open.

Example:
  demarche drafts structure treaty.txt`
}

// structure is one line of the output.
type structure struct {
	ID string `json:"id"`
	*instrument.Text
}

func (c draftsStructure) Run(ctx context.Context, env *Env) error {
	w := bufio.NewWriter(env.Stdout)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for doc, err := range (dossier.Sources{Paths: c.Paths, Stdin: env.Stdin}).Documents() {
		var ce *corpus.Error
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &ce) && ce.Severity != corpus.Failed:
			continue
		case err != nil:
			return errors.Join(w.Flush(), unreadAt{err})
		}
		if err := enc.Encode(structure{doc.ID, emptyLists(instrument.Structure(doc.Text))}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// emptyLists makes empty lists of no lists, so that JSON shows [] and not null.
func emptyLists(t *instrument.Text) *instrument.Text {
	if t.Articles == nil {
		t.Articles = []instrument.Article{}
	}
	for i := range t.Articles {
		if t.Articles[i].Clauses == nil {
			t.Articles[i].Clauses = []instrument.Clause{}
		}
	}
	for _, parts := range []*[]instrument.Part{&t.Parts, &t.Annexes} {
		if *parts == nil {
			*parts = []instrument.Part{}
		}
	}
	if t.Definitions == nil {
		t.Definitions = []instrument.Definition{}
	}
	if t.Brackets == nil {
		t.Brackets = []instrument.Bracket{}
	}
	return t
}

type draftsAlign struct{}

func (draftsAlign) Help() string {
	return `Reads {"id","a","b"} with the two texts, one object a line, and writes {"id","links":[[[a_start,a_end],[b_start,b_end]],...]} over articles.

Example:
  demarche drafts align < pairs.jsonl > links.jsonl`
}

type pair struct {
	ID string `json:"id"`
	A  string `json:"a"`
	B  string `json:"b"`
}

func (c draftsAlign) Run(ctx context.Context, env *Env) error {
	w := bufio.NewWriter(env.Stdout)
	enc := json.NewEncoder(w)
	for p, err := range pairs(env.Stdin) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return errors.Join(w.Flush(), unreadAt{err})
		}
		a, b := instrument.Structure(p.A), instrument.Structure(p.B)
		line := struct {
			ID    string      `json:"id"`
			Links [][2][2]int `json:"links"`
		}{p.ID, instrument.Spans(a, b, instrument.Align(a, b))}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// pairs reads one pair of texts a line. The error names the line.
func pairs(in io.Reader) iter.Seq2[pair, error] {
	return func(yield func(pair, error) bool) {
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, 2*dossier.MaxDocument)
		number := 0
		for lines.Scan() {
			number++
			var p pair
			if len(lines.Bytes()) == 0 {
				continue
			}
			err := json.Unmarshal(lines.Bytes(), &p)
			if err == nil && (p.A == "" || p.B == "") {
				err = errors.New(`a pair needs "a" and "b", two texts`)
			}
			if err != nil {
				err = fmt.Errorf("standard input:%d: %w", number, err)
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(pair{}, fmt.Errorf("standard input:%d: %w", number+1, err))
		}
	}
}

type draftsCompare struct {
	A      string `arg:"" help:"The earlier draft."`
	B      string `arg:"" help:"The later draft."`
	JSON   bool   `xor:"form" help:"Write the changes as JSON."`
	HTML   bool   `xor:"form" help:"Write a page with the two drafts face to face."`
	Output string `short:"o" placeholder:"FILE" help:"File to write. Default: standard output."`
}

func (draftsCompare) Help() string {
	return `Says of each article whether it is the same, reworded, split, merged, moved, renumbered, dropped or new, shows the words that went [-like this-] and came {+like this+}, and what that does to what the text asks for: weakened, strengthened, settled.

With --html it writes a self-contained page: the earlier draft on the left, the later on the right, between them what changed and what that does; what weakens or strengthens stands first. It needs no network and no script, reads on a telephone, in the dark and on paper.

Examples:
  demarche drafts compare draft1.txt draft2.txt
  demarche drafts compare draft1.txt draft2.txt --html -o changes.html`
}

func (c draftsCompare) Run(env *Env) error {
	a, err := readDraft(c.A, env.Stdin)
	if err != nil {
		return err
	}
	b, err := readDraft(c.B, env.Stdin)
	if err != nil {
		return err
	}
	ta, tb := instrument.Structure(a.Text), instrument.Structure(b.Text)
	changes := instrument.Compare(ta, tb)
	write := func(w io.Writer) error {
		switch {
		case c.JSON:
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(changes)
		case c.HTML:
			return report.Facing(w, facing(a, b, ta, tb, changes))
		}
		return writeChanges(w, ta, tb, changes, env.layout())
	}
	if c.Output == "" || c.Output == "-" {
		return write(env.Stdout)
	}
	if err := writeFile(c.Output, write); err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "Wrote %s.\n", c.Output)
	return nil
}

// readDraft reads the one document at path.
func readDraft(path string, stdin io.Reader) (record.Document, error) {
	for doc, err := range (dossier.Sources{Paths: []string{path}, Stdin: stdin}).Documents() {
		var ce *corpus.Error
		if errors.As(err, &ce) && ce.Severity != corpus.Failed {
			continue
		}
		return doc, err
	}
	return record.Document{}, fmt.Errorf("%s: there is no text in it", path)
}
