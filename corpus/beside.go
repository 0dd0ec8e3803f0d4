package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// beside returns what the corpus.yaml of a folder says: fields by file name. It
// is read once; without such a file there is nothing.
func (p *pass) beside(dir string) map[string]fields {
	if known, done := p.known[dir]; done {
		return known
	}
	shown := filepath.Join(dir, besideName)
	raw, err := os.ReadFile(shown)
	var known map[string]fields
	var errs []*Error
	switch {
	case err == nil:
		known, errs = parseBeside(raw)
	case !errors.Is(err, fs.ErrNotExist):
		p.fileError(shown, err)
	}
	p.known[dir] = known
	for _, e := range errs {
		e.Path = shown
		p.error(e)
	}
	return known
}

func parseBeside(raw []byte) (known map[string]fields, errs []*Error) {
	if err := checkText(raw); err != nil && !errors.Is(err, ErrEmpty) {
		return nil, []*Error{err}
	}
	root, err := yamlRoot(raw, 1)
	if root == nil || err != nil {
		if err != nil {
			errs = append(errs, err)
		}
		return nil, errs
	}
	files, ok := mapping(root)
	if !ok {
		return nil, []*Error{failed(ErrSyntax, "file names expected, each with its fields below it", "")}
	}
	known = map[string]fields{}
	for _, file := range files {
		f, flaws := mappingFields(file.Value, 1)
		name, _ := scalar(file.Key)
		known[name] = f
		errs = append(errs, flaws...)
	}
	return known, errs
}

// missing reports the names in corpus.yaml that stand for no file.
func (p *pass) missing(known map[string]fields, present map[string]bool, shown string) {
	var absent []string
	for name := range known {
		if !present[name] {
			absent = append(absent, name)
		}
	}
	slices.Sort(absent)
	for _, name := range absent {
		e := flawed(fs.ErrNotExist, fmt.Sprintf("there is no file %q here", name), "check the spelling")
		e.Path = shown
		p.error(e)
	}
}
