package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"One of ${enum}."`
}

func (completionCommand) Help() string {
	return `Examples:
  demarche completion bash > /etc/bash_completion.d/demarche
  demarche completion zsh  > "${fpath[1]}/_demarche"
  demarche completion fish > ~/.config/fish/completions/demarche.fish`
}

func (c completionCommand) Run(env *Env, parser *kong.Kong) error {
	words := completionWords(parser.Model.Node, "")
	switch c.Shell {
	case "zsh":
		fmt.Fprint(env.Stdout, "#compdef demarche\nautoload -U +X bashcompinit && bashcompinit\n")
		bashCompletion(env.Stdout, words)
	case "fish":
		fishCompletion(env.Stdout, words)
	default:
		bashCompletion(env.Stdout, words)
	}
	return nil
}

// completions is what may follow a command ("export statements").
type completions struct {
	command string
	words   []completionWord
}

type completionWord struct{ word, help string }

// completionWords lists commands and flags of a node and of all below it.
func completionWords(n *kong.Node, path string) []completions {
	here := completions{command: path}
	var below []completions
	for _, child := range n.Children {
		if child.Type != kong.CommandNode {
			continue
		}
		here.words = append(here.words, completionWord{child.Name, child.Help})
		below = append(below, completionWords(child, strings.TrimSpace(path+" "+child.Name))...)
	}
	for _, f := range n.Flags {
		here.words = append(here.words, completionWord{"--" + f.Name, f.Help})
	}
	for _, a := range n.Positional {
		for _, v := range a.EnumSlice() {
			here.words = append(here.words, completionWord{v, a.Help})
		}
	}
	return append([]completions{here}, below...)
}

func bashCompletion(w io.Writer, all []completions) {
	fmt.Fprint(w, `_demarche() {
  local cur="${COMP_WORDS[COMP_CWORD]}" path="" word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="$path $word" ;; esac
  done
  local words=""
  case "${path# }" in
`)
	for i := len(all) - 1; i >= 0; i-- {
		var words []string
		for _, x := range all[i].words {
			words = append(words, x.word)
		}
		fmt.Fprintf(w, "    %q*) words=%q ;;\n", all[i].command, strings.Join(words, " "))
	}
	fmt.Fprint(w, `  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "$cur"))
}
complete -F _demarche demarche
`)
}

func fishCompletion(w io.Writer, all []completions) {
	for _, c := range all {
		condition := "__fish_use_subcommand"
		if c.command != "" {
			condition = "__fish_seen_subcommand_from " + c.command
		}
		for _, x := range c.words {
			if flag, ok := strings.CutPrefix(x.word, "--"); ok {
				fmt.Fprintf(w, "complete -c demarche -n %q -l %s -d %q\n", condition, flag, x.help)
			} else {
				fmt.Fprintf(w, "complete -c demarche -n %q -a %s -d %q\n", condition, x.word, x.help)
			}
		}
	}
}
