package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// DefaultMaxBytes is the largest file, or line of a .jsonl file, that a Reader
// reads unless told otherwise: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Reader reads documents. The zero Reader reads files and folders.
type Reader struct {
	// Stdin is what the path "-" stands for; nil when there is none.
	Stdin io.Reader
	// MaxBytes is the largest file or line to read; 0 means DefaultMaxBytes.
	MaxBytes int64
}

// Read yields the documents of paths in order. A folder's documents come sorted
// by path, its subfolders included. Each step is a document or an error, which
// is always an *Error; a Flawed error comes just before its document. Files are
// opened one at a time, and no more than one document is held.
//
// Standard input ("-") is read as JSONL if its first character is "{", else as
// one text with the identifier "stdin".
func (r Reader) Read(paths ...string) iter.Seq2[record.Document, error] {
	return r.sequence(func(p *pass) {
		for _, path := range paths {
			if p.path(path); p.stopped {
				return
			}
		}
	})
}

// JSONL yields the documents of a stream of JSON lines; name stands for the
// stream in errors and in Document.Path.
func (r Reader) JSONL(name string, in io.Reader) iter.Seq2[record.Document, error] {
	return r.sequence(func(p *pass) {
		p.jsonl(source{shown: name, path: name, id: stem(name)}, in)
	})
}

func (r Reader) sequence(run func(*pass)) iter.Seq2[record.Document, error] {
	if r.MaxBytes <= 0 {
		r.MaxBytes = DefaultMaxBytes
	}
	return func(yield func(record.Document, error) bool) {
		run(&pass{Reader: r, yield: yield, seen: map[string]seen{}, known: map[string]map[string]fields{}})
	}
}

// pass is one run over the paths.
type pass struct {
	Reader
	yield   func(record.Document, error) bool
	stopped bool // the consumer wants no more
	count   int  // documents yielded
	seen    map[string]seen
	known   map[string]map[string]fields // corpus.yaml by folder
}

// seen remembers where an identifier was used.
type seen struct{ where, hash string }

// source is one file to read.
type source struct {
	shown string // path as a user would type it
	path  string // path within the folder that is read
	id    string // identifier of its document
	known fields // what corpus.yaml says about it
}

// document passes doc on, unless its identifier was used before.
func (p *pass) document(doc record.Document, where string) {
	if p.stopped {
		return
	}
	first, again := p.seen[doc.ID]
	switch {
	case again && first.hash == doc.SHA256:
		p.error(&Error{Severity: Skipped, Path: where, Offset: -1, Cause: ErrDuplicate,
			What: fmt.Sprintf("the same document as %s", first.where)})
	case again:
		p.error(&Error{Severity: Failed, Path: where, Offset: -1, Cause: ErrDuplicate,
			What: fmt.Sprintf("the identifier %q is already that of %s", doc.ID, first.where),
			Hint: "rename one of the two"})
	default:
		p.seen[doc.ID] = seen{where, doc.SHA256}
		p.count++
		p.stopped = !p.yield(doc, nil)
	}
}

func (p *pass) error(err *Error) {
	if !p.stopped {
		p.stopped = !p.yield(record.Document{}, err)
	}
}

func (p *pass) skip(path, why string) {
	p.error(&Error{Severity: Skipped, Path: path, Offset: -1, What: why, Cause: ErrNotADoc})
}

// fileError reports that a file or folder could not be opened or read.
func (p *pass) fileError(path string, err error) {
	e := failed(err, err.Error(), "")
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "no such file or folder", "check the spelling"
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "may not be read", "check the permissions"
	case errors.As(err, &pe):
		e.What = pe.Err.Error()
	}
	e.Path = path
	p.error(e)
}

func (p *pass) path(path string) {
	if path == "-" {
		p.stdin()
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		p.fileError(path, err)
		return
	}
	if info.IsDir() {
		before := p.count
		p.folder(path, "")
		if p.count == before {
			p.error(&Error{Severity: Failed, Path: path, Offset: -1, Cause: ErrNothing,
				What: "no document could be read in this folder",
				Hint: "documents are .txt, .md and .jsonl files"})
		}
		return
	}
	name := filepath.Base(path)
	p.file(source{shown: path, path: name, id: stem(name), known: p.beside(filepath.Dir(path))[name]})
}

// file reads one file by the format that its name tells.
func (p *pass) file(src source) {
	f, err := os.Open(src.shown)
	if err != nil {
		p.fileError(src.shown, err)
		return
	}
	defer f.Close()
	if strings.EqualFold(filepath.Ext(src.path), ".jsonl") {
		p.jsonl(src, f)
		return
	}
	p.text(src, f)
}

// stem returns a slash-separated path without the extension of its last element.
func stem(path string) string {
	path = filepath.ToSlash(path)
	return strings.TrimSuffix(path, filepath.Ext(path))
}
