package demarche_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the output shown in README.md")

// TestReadme holds the README to what its first command really prints.
func TestReadme(t *testing.T) {
	const begin, end = "<!-- output: demarche record examples/velda-river -->\n```\n", "```\n<!-- end of output -->"
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(readme), begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatal("README.md has lost the marks around the output")
	}
	ledger := filepath.Join(t.TempDir(), "velda-river.ledger")
	var out, errs bytes.Buffer
	env := cli.Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs}
	if code := cli.Run(context.Background(), []string{"record", "--ledger", ledger, "examples/velda-river"}, env); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	got := strings.ReplaceAll(out.String(), ledger, "velda-river.ledger")
	got = strings.ReplaceAll(got, " --ledger velda-river.ledger", "")
	if got == shown {
		return
	}
	if !*update {
		t.Fatalf("README.md does not show what the command prints; run: go test . -run TestReadme -update\nIt prints:\n%s", got)
	}
	if err := os.WriteFile("README.md", []byte(before+begin+got+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
