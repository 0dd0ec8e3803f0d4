package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

const agendaName = "agenda.yaml"

// configure reads the agenda.yaml of the folders that paths name or lie in, on top
// of what comes with the program. The version names its content, so that
// documents are read again when it changes; it is empty where there is none.
func configure(paths []string) (c reading.Config, version string, err error) {
	for _, dir := range folders(paths) {
		name := filepath.Join(dir, agendaName)
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return c, "", err
		}
		if c.Agenda == nil {
			c.Agenda = agenda.Builtin()
		}
		if c.Agenda, err = c.Agenda.With(bytes.NewReader(data), name); err != nil {
			return c, "", err
		}
		version += fmt.Sprintf(", agenda %.12s", record.Hash(data))
	}
	return c, version, nil
}

// folders lists the folders that paths name or lie in, each once.
func folders(paths []string) []string {
	var out []string
	for _, p := range paths {
		if p == "-" {
			continue
		}
		if info, err := os.Stat(p); err != nil || !info.IsDir() {
			p = filepath.Dir(p)
		}
		if p = filepath.Clean(p); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
