//go:build !js

package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

const completionHelp = `Usage: go run ./app completion bash|zsh|fish

Writes what lets a shell complete the commands and options of the program vanscape,
which "make build" puts into bin.

Examples
  source <(bin/vanscape completion bash)            in ~/.bashrc
  source <(bin/vanscape completion zsh)             in ~/.zshrc
  bin/vanscape completion fish > ~/.config/fish/completions/vanscape.fish
`

// completed are the commands with the options that they take.
var completed = []struct {
	name  string
	flags func() *flag.FlagSet
}{
	{"serve", nil},
	{"solve", func() *flag.FlagSet { return new(options).flags() }},
	{"convert", func() *flag.FlagSet { return new(convertOptions).flags() }},
	{"scan", func() *flag.FlagSet { return new(scanOptions).flags() }},
	{"accuracy", func() *flag.FlagSet { return new(accuracyOptions).flags() }},
	{"frontier", func() *flag.FlagSet { return new(frontierOptions).flags() }},
	{"completion", nil},
}

// valuesOf returns the values that an option can have; nil stands for any, and files.
func valuesOf(option string) choices {
	switch option {
	case "model":
		return galleryNames()
	case "solver":
		return solvers
	case "method":
		return methods
	case "arch":
		return architectures
	case "head":
		return heads
	case "loss":
		return losses
	case "from":
		return formatNames(false)
	case "to":
		return formatNames(true)
	}
	return nil
}

// completion writes a script for a shell. It returns the exit status.
func completion(args []string, stdout, stderr io.Writer) int {
	switch {
	case len(args) == 1 && args[0] == "bash":
		fmt.Fprint(stdout, bashScript())
	case len(args) == 1 && args[0] == "zsh":
		fmt.Fprint(stdout, "autoload -U +X bashcompinit && bashcompinit\n", bashScript())
	case len(args) == 1 && args[0] == "fish":
		fmt.Fprint(stdout, fishScript())
	case len(args) == 1 && slices.Contains([]string{"-h", "-help", "--help"}, args[0]):
		fmt.Fprint(stdout, completionHelp)
	default:
		fmt.Fprintf(stderr, "completion: name one shell: bash, zsh or fish\n")
		return exitInput
	}
	return exitDone
}

// optionsOf returns the options of a command, in alphabetical order.
func optionsOf(flags func() *flag.FlagSet) []string {
	if flags == nil {
		return nil
	}
	var names []string
	flags().VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

func bashScript() string {
	var commands []string
	var b strings.Builder
	valued := map[string]bool{}
	b.WriteString("_vanscape() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\"\n  COMPREPLY=()\n  case \"${COMP_WORDS[COMP_CWORD-1]}\" in\n")
	for _, c := range completed {
		commands = append(commands, c.name)
		for _, o := range optionsOf(c.flags) {
			if v := valuesOf(o); v != nil && !valued[o] {
				valued[o] = true
				fmt.Fprintf(&b, "    --%s) words=\"%s\" ;;\n", o, strings.Join(v, " "))
			}
		}
	}
	b.WriteString("  esac\n  if [ -z \"$words\" ] && [ \"$COMP_CWORD\" = 1 ]; then\n")
	fmt.Fprintf(&b, "    words=\"%s\"\n  elif [ -z \"$words\" ] && [[ \"$word\" == -* ]]; then\n    case \"${COMP_WORDS[1]}\" in\n", strings.Join(commands, " "))
	for _, c := range completed {
		if names := optionsOf(c.flags); names != nil {
			fmt.Fprintf(&b, "      %s) words=\"--%s\" ;;\n", c.name, strings.Join(names, " --"))
		}
	}
	b.WriteString("    esac\n  elif [ \"${COMP_WORDS[1]}\" = completion ]; then\n    words=\"bash zsh fish\"\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _vanscape vanscape\n")
	return b.String()
}

func fishScript() string {
	var b strings.Builder
	for _, c := range completed {
		fmt.Fprintf(&b, "complete -c vanscape -n __fish_use_subcommand -f -a %s\n", c.name)
		for _, o := range optionsOf(c.flags) {
			fmt.Fprintf(&b, "complete -c vanscape -n '__fish_seen_subcommand_from %s' -l %s", c.name, o)
			if v := valuesOf(o); v != nil {
				fmt.Fprintf(&b, " -r -a '%s'", strings.Join(v, " "))
			}
			b.WriteByte('\n')
		}
	}
	b.WriteString("complete -c vanscape -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n")
	return b.String()
}
