package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/demarche-project/demarche/eval"
	"github.com/demarche-project/demarche/reading"
)

type evalCommand struct {
	Task     string `arg:"" help:"What to score; see the list below."`
	Gold     string `required:"" placeholder:"FILE" help:"Gold file of the task."`
	Errors   bool   `help:"Show the kinds of error, the most frequent first, with examples."`
	Examples int    `default:"5" placeholder:"N" help:"Examples of each kind of error. Default: ${default}."`
	JSON     bool   `help:"Write the report as JSON."`
}

func (evalCommand) Help() string {
	var b strings.Builder
	b.WriteString("Counts exactly as the scorer that comes with each data set, so that figures can be compared.\n\nTasks:\n")
	for _, t := range eval.Tasks() {
		fmt.Fprintf(&b, "  %-12s %s\n", t.Name, t.About)
	}
	b.WriteString("\nExample:\n  demarche eval polnear --gold dev.jsonl --errors")
	return b.String()
}

// Validate checks the task while the line is parsed.
func (c evalCommand) Validate() error {
	_, err := eval.Find(c.Task)
	return err
}

func (c evalCommand) Run(env *Env) error {
	reader, err := reading.New(reading.Config{})
	if err != nil {
		return err
	}
	report, err := eval.Run(c.Task, c.Gold, reader)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(env.Stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	if err := report.WriteTable(env.Stdout); err != nil || !c.Errors {
		return err
	}
	return report.WriteErrors(env.Stdout, max(0, c.Examples))
}
