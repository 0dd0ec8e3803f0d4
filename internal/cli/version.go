package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/demarche-project/demarche/nlp/model"
)

// Version is the version of the program.
const Version = "0.1.0"

// Program is what stands in every record that a filter writes: name, version and
// model, nothing of the machine.
func Program() string { return "demarche " + Version + ", model " + model.Sum()[:12] }

type versionCommand struct{}

func (versionCommand) Run(env *Env) error {
	m, err := model.Load()
	if err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "demarche %s\nmodel    %s\ngo       %s %s/%s\n", Version, m.Name, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				fmt.Fprintf(env.Stdout, "commit   %s\n", s.Value)
			}
		}
	}
	return nil
}
