package corpus

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const besideName = "corpus.yaml"

// folder reads the files under root/rel in the order of their names.
func (p *pass) folder(root, rel string) {
	dir := filepath.Join(root, filepath.FromSlash(rel))
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		p.fileError(dir, err)
		return
	}
	known := p.beside(dir)
	present := map[string]bool{}
	for _, e := range entries {
		present[e.Name()] = true
	}
	p.missing(known, present, filepath.Join(dir, besideName))
	for _, e := range entries {
		if p.stopped {
			return
		}
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		src := source{
			shown: filepath.Join(dir, name),
			path:  path.Join(rel, name),
			id:    stem(path.Join(rel, name)),
			known: known[name],
		}
		p.entry(root, src, e)
	}
}

// entry reads one entry of a folder, or says why it is none of the documents.
func (p *pass) entry(root string, src source, e fs.DirEntry) {
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(src.shown)
		if err != nil {
			p.fileError(src.shown, err)
			return
		}
		if info.IsDir() {
			p.skip(src.shown, "a link to a folder") // it may lead back to itself
			return
		}
		mode = info.Mode().Type()
	}
	switch why := notADocument(e.Name()); {
	case mode.IsDir():
		p.folder(root, src.path)
	case !mode.IsRegular():
		p.skip(src.shown, "not a regular file")
	case why != "":
		p.skip(src.shown, why)
	default:
		p.file(src)
	}
}

// notADocument says why a file of this name is none of a folder's documents, or
// "" if it is one.
func notADocument(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	switch lower := strings.ToLower(name); {
	case lower == "agenda.yaml", lower == "actors.yaml", lower == besideName:
		return "configuration"
	case ext == ".ledger", ext == ".ledger-wal", ext == ".ledger-shm", ext == ".ledger-journal":
		return "a ledger"
	case strings.TrimSuffix(lower, ext) == "readme":
		return "about the folder"
	case ext != ".txt" && ext != ".md" && ext != ".jsonl":
		return "not a format that is read (.txt, .md, .jsonl)"
	}
	return ""
}
