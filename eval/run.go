package eval

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/reading/instrument"
	"github.com/demarche-project/demarche/record"
)

// Analyzer is the build under test: what says everything a document says.
// reading.Reader is one. It must be safe for concurrent use.
type Analyzer interface {
	Read(doc record.Document, layers reading.Layers) record.Reading
}

// ErrUnknownTask is returned for a name that no task has.
var ErrUnknownTask = errors.New("no such task")

// Run scores the build behind a on the gold file of a task. The error is
// ErrUnknownTask, a *LineError, or that of opening the file.
func Run(task, gold string, a Analyzer) (Report, error) {
	t, err := Find(task)
	if err != nil {
		return Report{}, err
	}
	return t.score(gold, a)
}

func (t Task) score(gold string, a Analyzer) (Report, error) {
	r, err := t.run(gold, a)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", t.Name, err)
	}
	r.Task = t.Name
	return r, nil
}

// readAll analyzes documents on all cores and adapts each reading; the results
// are by document.
func readAll[T any](a Analyzer, docs []record.Document, layers reading.Layers, adapt func(record.Reading) T) map[string]T {
	out := make([]T, len(docs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		wg.Go(func() {
			for i := range next {
				out[i] = adapt(a.Read(docs[i], layers))
			}
		})
	}
	for i := range docs {
		next <- i
	}
	close(next)
	wg.Wait()
	byID := make(map[string]T, len(docs))
	for i, d := range docs {
		byID[d.ID] = out[i]
	}
	return byID
}

// headed is gold that begins with a document.
type headed interface{ document() record.Document }

// load reads gold and what the build says of its documents.
func load[G headed, S any](path string, a Analyzer, layers reading.Layers, adapt func(record.Reading) S) ([]G, map[string]S, error) {
	gold, err := readFile[G](path)
	if err != nil {
		return nil, nil, err
	}
	docs := make([]record.Document, len(gold))
	for i, g := range gold {
		docs[i] = g.document()
	}
	return gold, readAll(a, docs, layers, adapt), nil
}

// runPolnear scores all attributions, then reported speech alone: those whose
// cue is one of the verbs listed beside the gold.
func runPolnear(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[polnearDoc](path, a, reading.Attributions, toRoles)
	if err != nil {
		return Report{}, err
	}
	r := scorePolnear(gold, sys, nil)
	verbs, err := readWords(filepath.Join(filepath.Dir(path), "reportverbs.txt"))
	if err != nil {
		r.Notes = append(r.Notes, "reported speech was not scored: "+err.Error())
		return r, nil
	}
	speech := scorePolnear(gold, sys, verbs)
	for _, s := range speech.Scores {
		s.Name = "reported speech: " + s.Name
		r.Scores = append(r.Scores, s)
	}
	return r, nil
}

func runClaims(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[claimsDoc](path, a, reading.Attributions, toClaims)
	if err != nil {
		return Report{}, err
	}
	return scoreClaims(gold, sys), nil
}

func runTimex(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[timexDoc](path, a, reading.Dates, toTimex)
	if err != nil {
		return Report{}, err
	}
	return scoreTimex(gold, sys), nil
}

func runGSR(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[gsrDoc](path, a, reading.Events, toEvents)
	if err != nil {
		return Report{}, err
	}
	r := scoreGSR(gold, sys)
	base, err := firstTwoCountries(gold, filepath.Join(filepath.Dir(path), "..", "cameo"))
	if err != nil {
		r.Notes = append(r.Notes, "the baseline was not scored: "+err.Error())
		return r, nil
	}
	r.Scores = append(r.Scores, base...)
	return r, nil
}

func runENB(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[enbDoc](path, a, reading.Statements, toPropositions)
	if err != nil {
		return Report{}, err
	}
	names, err := readAliases(filepath.Join(filepath.Dir(path), "actor_aliases.json"))
	if err != nil {
		return Report{}, err
	}
	return scoreENB(gold, sys, names), nil
}

func runUNSC(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[unscDoc](path, a, reading.Statements, statements)
	if err != nil {
		return Report{}, err
	}
	return scoreUNSC(gold, sys), nil
}

func statements(r record.Reading) []record.Statement { return r.Statements }

func runDSE(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[dseDoc](path, a, reading.Statements, toAttitudes)
	if err != nil {
		return Report{}, err
	}
	return scoreDSE(gold, sys), nil
}

// document of the parity set: it has a name and a text.
func (d spacyDoc) document() record.Document { return record.Document{ID: d.Name, Text: d.Text} }

func runSpacy(path string, a Analyzer) (Report, error) {
	gold, sys, err := load[spacyDoc](path, a, reading.Tokens, func(r record.Reading) []record.Token { return r.Tokens })
	if err != nil {
		return Report{}, err
	}
	return scoreSpacy(gold, sys)
}

// runArticles and runAlignment ask no Analyzer: drafts are read without the
// language pipeline.
func runArticles(path string, _ Analyzer) (Report, error) {
	gold, err := readFile[articlesDoc](path)
	if err != nil {
		return Report{}, err
	}
	system := map[string][]article{}
	for _, g := range gold {
		for _, x := range instrument.Structure(g.Text).Articles {
			system[g.ID] = append(system[g.ID], article{x.Start, x.End, x.Number, x.Title})
		}
	}
	return scoreArticles(gold, system), nil
}

func runAlignment(path string, _ Analyzer) (Report, error) {
	gold, err := readFile[pairDoc](path)
	if err != nil {
		return Report{}, err
	}
	system := map[string][]link{}
	for _, g := range gold {
		a, b := instrument.Structure(g.A), instrument.Structure(g.B)
		for _, l := range instrument.Spans(a, b, instrument.Align(a, b)) {
			system[g.ID] = append(system[g.ID], link(l))
		}
	}
	return scoreAlignment(gold, system), nil
}

func runSeeds(path string, a Analyzer) (Report, error) {
	gold, err := readFile[seedRow](path)
	if err != nil {
		return Report{}, err
	}
	folder := filepath.Join(filepath.Dir(path), "..", "seeds")
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return Report{}, err
	}
	var docs []record.Document
	for _, n := range names {
		text, err := os.ReadFile(n)
		if err != nil {
			return Report{}, err
		}
		id := seedDoc(filepath.Base(n))
		if slices.ContainsFunc(gold, func(g seedRow) bool { return g.Doc == id }) {
			docs = append(docs, record.Document{ID: id, Text: string(text)})
		}
	}
	return scoreSeeds(gold, readAll(a, docs, reading.Statements, statements)), nil
}
