package eval

import (
	"fmt"
	"slices"
)

// Task is one data set with its measure.
type Task struct {
	Name  string
	Also  string // another name that the task answers to, or ""
	About string // one line: what is scored against what
	Gold  string // where its gold lies in the folder of data sets

	// Watch names the measures that are watched: scores by F1, or rates.
	Watch []string
	Few   []string // watched too, but these should fall

	run func(gold string, a Analyzer) (Report, error)
}

// Tasks lists the tasks in the order of the pipeline.
func Tasks() []Task {
	return []Task{
		{Name: "spacy", About: "tokens, tags, trees and entities against spaCy's own", Gold: "spacy/news-dev.jsonl",
			Watch: []string{"documents identical"}, run: runSpacy},
		{Name: "polnear", Also: "attribution", About: "source, cue and content of every attribution", Gold: "polnear/dev.jsonl",
			Watch: []string{"triple soft", "content half", "reported speech: triple soft"}, run: runPolnear},
		{Name: "claims", About: "who claims what, sources resolved to names", Gold: "claims/dev.jsonl",
			Watch: []string{"content", "content and agent"}, run: runClaims},
		{Name: "timex", Also: "dates", About: "expressions of time and the days they mean", Gold: "timex/dev.jsonl",
			Watch: []string{"CAL found", "CAL interval"}, run: runTimex},
		{Name: "gsr", Also: "events", About: "PLOVER events: source, type, target", Gold: "gsr/dev.jsonl",
			Watch: []string{"event type", "source country", "target country", "full tuple country"}, run: runGSR},
		{Name: "enb100", Also: "positions", About: "who supports or opposes what point in climate talks", Gold: "enb100/dev.jsonl",
			Watch: []string{"strict", "relaxed"}, run: runENB},
		{Name: "unsc", Also: "blame", About: "who blames whom in speeches", Gold: "unsc/dev.jsonl",
			Watch: []string{"blame", "target, of blame found"}, run: runUNSC},
		{Name: "dse", About: "which of two entities is for or against which", Gold: "dse/dev.jsonl",
			Watch: []string{"relation strict"}, run: runDSE},
		{Name: "instruments", Also: "structure", About: "articles of treaties: number, title, extent", Gold: "instruments/dev.articles.jsonl",
			Watch: []string{"articles", "number, of found", "title, of found"}, run: runArticles},
		{Name: "alignment", About: "which article of one text answers which of another", Gold: "instruments/dev.pairs.jsonl",
			Watch: []string{"links"}, run: runAlignment},
		{Name: "seeds", About: "positions an analyst would enter from two articles", Gold: "../gold/positions-dev.jsonl",
			Watch: []string{"rows found", "rows right", "source kind, of found"}, Few: []string{"extra statements"}, run: runSeeds},
	}
}

// Find returns the task of that name.
func Find(name string) (Task, error) {
	tasks := Tasks()
	i := slices.IndexFunc(tasks, func(t Task) bool { return t.Name == name || t.Also == name && name != "" })
	if i < 0 {
		var names []string
		for _, t := range tasks {
			names = append(names, t.Name)
		}
		return Task{}, fmt.Errorf("%w: %q; there are %v", ErrUnknownTask, name, names)
	}
	return tasks[i], nil
}
