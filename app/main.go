//go:build !js

// Command app is vanscape's page in the browser, and natively its server and command line.
package main

import (
	"fmt"
	"io"
	"os"
)

const usage = `usage: app COMMAND [flags]

  serve       serve the built page
  solve       solve a model without a browser
  convert     write a model in another format: SBML, Antimony, text
  scan        solve a model with many settings, and compare
  accuracy    measure how right the solver is, and how fast
  frontier    compare settings by error and time, on the models of the gallery
  completion  let a shell complete commands and options
  thumbnails  draw the models of the gallery

"app COMMAND -h" tells the flags of a command.
`

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run does what args say and returns the exit status: 2 when they make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	switch args[0] {
	case "serve":
		return serve(args[1:], stdout, stderr)
	case "solve":
		return solve(args[1:], stdin, stdout, stderr)
	case "convert":
		return convert(args[1:], stdin, stdout, stderr)
	case "completion":
		return completion(args[1:], stdout, stderr)
	case "scan":
		return scan(args[1:], stdin, stdout, stderr)
	case "accuracy":
		return accuracy(args[1:], stdout, stderr)
	case "frontier":
		return runFrontier(args[1:], stdout, stderr)
	case "thumbnails":
		return thumbnails(args[1:], stdout, stderr)
	case "help", "-h", "-help", "--help":
		fmt.Fprint(stdout, usage)
		return 0
	}
	fmt.Fprintf(stderr, "app: there is no command %q\n\n%s", args[0], usage)
	return 2
}
