package demarche_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/demarche-project/demarche/"

// layers lists the packages from the ground up: a package may import those on
// earlier lines and its own subfolders, never those on later lines. Folders on
// one line do not import each other, unless the line says so by its order.
var layers = []string{
	"internal/table",
	"edtf",
	"record",
	"corpus",
	"nlp/kernel", "nlp/model", "nlp",
	"reading/when", "reading/quantity", "reading/instrument",
	"reading/actor", "reading/attribution", "reading/agenda", "reading/statement", "reading/event",
	"reading",
	"lineage",
	"ledger",
	"position",
	"settlement",
	"dossier",
	"export", "report", "web",
	"cluster",
	"eval",
	"internal/cli",
	"cmd/demarche",
}

// faces see the record through dossier only.
var faces = map[string]bool{"export": true, "report": true, "web": true}

func TestImportsPointUpwards(t *testing.T) {
	rank := map[string]int{}
	for i, l := range layers {
		rank[l] = i
	}
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || dir == "." {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		if f.Name.Name == "main" && dir != "cmd/demarche" {
			return nil // a generator or a benchmark beside the package it serves
		}
		from, ok := rank[dir]
		if !ok {
			t.Errorf("%s: folder %s has no place in the layout; give it one in layout_test.go", path, dir)
			return nil
		}
		for _, im := range f.Imports {
			imported := strings.Trim(im.Path.Value, `"`)
			if !strings.HasPrefix(imported, module) {
				continue
			}
			seen++
			to := strings.TrimPrefix(imported, module)
			if rank[to] >= from {
				t.Errorf("%s imports %s, which stands after it", path, to)
			}
			if faces[dir] && to != "dossier" && to != "record" && to != "edtf" {
				t.Errorf("%s imports %s; a face may know dossier and record only", path, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no import of the module was found: the test looks in the wrong place")
	}
}
