package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"demarche": main})
}

// TestScripts runs the commands as a user would: each file of testdata/script is
// a folder with its files and what is typed in it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit":    exit,
			"bytes":   bytesCommand,
			"longest": longest,
			"many":    many,
			"sqlite":  sqlite,
		},
	})
}

// exit runs a command and checks its exit code: exit 3 demarche record pile.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND ARGS...")
	}
	want := args[0]
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != want {
		ts.Fatalf("%s ended with %s, not %s", strings.Join(args[1:], " "), got, want)
	}
}

// bytesCommand writes a file of bytes that a script cannot hold:
// bytes FILE 00ff41.
func bytesCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 || len(args[1])%2 != 0 {
		ts.Fatalf("usage: bytes FILE HEX")
	}
	const digits = "0123456789abcdef"
	var out []byte
	for i := 0; i < len(args[1]); i += 2 {
		out = append(out, byte(strings.IndexByte(digits, args[1][i])<<4|strings.IndexByte(digits, args[1][i+1])))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o644))
}

// longest writes a JSONL file whose line is as many megabytes long as asked:
// longest FILE 50.
func longest(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: longest FILE MEGABYTES")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	const word = "sluices "
	body := strings.Repeat(word, n<<20/len(word))
	ts.Check(os.WriteFile(ts.MkAbs(filepath.Clean(args[0])), []byte(`{"id":"long","text":"`+body+"\"}\n"), 0o644))
}

// many writes a JSONL file of as many documents as asked: many FILE 300.
func many(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: many FILE DOCUMENTS")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("France demanded a quota of %d tonnes. Spain rejected it. ", i+1), 10)
		fmt.Fprintf(&b, "{\"id\":\"d%04d\",\"text\":%q}\n", i, text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// sqlite changes a ledger behind the program's back: sqlite FILE STATEMENT.
func sqlite(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sqlite FILE STATEMENT")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}
