package main

import (
	"os"
	"path/filepath"
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
	n := 0
	for _, c := range args[1] {
		n = n*10 + int(c-'0')
	}
	const word = "sluices "
	body := strings.Repeat(word, n<<20/len(word))
	ts.Check(os.WriteFile(ts.MkAbs(filepath.Clean(args[0])), []byte(`{"id":"long","text":"`+body+"\"}\n"), 0o644))
}
