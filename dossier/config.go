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
	"github.com/demarche-project/demarche/reading/actor"
	"github.com/demarche-project/demarche/reading/agenda"
	"github.com/demarche-project/demarche/record"
)

// NewReader makes a reader for documents of paths: what comes with the program and
// on top of it the agenda.yaml and actors.yaml of the folders that paths name or
// lie in. An error of such a file names its line.
func NewReader(paths []string) (*reading.Reader, error) {
	config, _, err := configure(paths)
	if err != nil {
		return nil, err
	}
	return reading.New(config)
}

// configure reads agenda.yaml and actors.yaml. The version names their content, so
// that documents are read again when it changes; it is empty where there is none.
func configure(paths []string) (c reading.Config, version string, err error) {
	c.World, c.Agenda = actor.Builtin(), agenda.Builtin()
	for _, dir := range folders(paths) {
		for _, file := range []struct {
			name string
			add  func(name string, data []byte) error
		}{
			{"agenda.yaml", func(name string, data []byte) (err error) {
				c.Agenda, err = c.Agenda.With(bytes.NewReader(data), name)
				return err
			}},
			{"actors.yaml", func(name string, data []byte) (err error) {
				c.World, err = c.World.With(bytes.NewReader(data), name)
				return err
			}},
		} {
			path := filepath.Join(dir, file.name)
			data, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				err = file.add(path, data)
			}
			if err != nil {
				return c, "", err
			}
			version += fmt.Sprintf(", %s %.12s", file.name, record.Hash(data))
		}
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
