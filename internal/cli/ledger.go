package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/demarche-project/demarche/dossier"
)

const ledgerSuffix = ".ledger"

// ledgerFlag says which case a command works on.
type ledgerFlag struct {
	Ledger string `short:"l" placeholder:"FILE" help:"Ledger of the case. Default: the one .ledger file in this folder."`
}

// open opens the ledger for reading. It is an error when there is none.
func (f ledgerFlag) open() (*dossier.Dossier, error) {
	path, err := f.find()
	if err != nil {
		return nil, err
	}
	return dossier.Open(path)
}

// openToWrite opens the ledger for corrections. It is an error when there is none.
func (f ledgerFlag) openToWrite() (*dossier.Dossier, error) {
	path, err := f.find()
	if err != nil {
		return nil, err
	}
	return dossier.Create(path)
}

func (f ledgerFlag) find() (string, error) {
	if f.Ledger == "" {
		return onlyLedger(".")
	}
	if _, err := os.Stat(f.Ledger); err != nil {
		return "", fmt.Errorf("%s: no such ledger; demarche record FOLDER --ledger %s makes it", f.Ledger, f.Ledger)
	}
	return f.Ledger, nil
}

// onlyLedger finds the one ledger of a folder.
func onlyLedger(dir string) (string, error) {
	found, err := filepath.Glob(filepath.Join(dir, "*"+ledgerSuffix))
	if err != nil {
		return "", err
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("there is no ledger in this folder; demarche record FOLDER makes one, --ledger FILE names one elsewhere")
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("there are several ledgers in this folder (%s); choose one with --ledger", strings.Join(found, ", "))
}

// caseName is the name of the case that sources make: that of the first folder or
// file.
func caseName(sources []string) string {
	if len(sources) == 0 || sources[0] == "-" {
		return "case"
	}
	abs, err := filepath.Abs(sources[0])
	if err != nil {
		abs = sources[0]
	}
	base := filepath.Base(abs)
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		base = strings.TrimSuffix(base, filepath.Ext(base))
	}
	if base == "" || base == "." || base == string(filepath.Separator) {
		return "case"
	}
	return base
}
