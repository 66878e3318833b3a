//go:build !(js && wasm)

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "this is what of vanscape runs in a browser, and runs in a browser only: `make run` builds and serves it, `go run ./app solve` solves without a browser")
	os.Exit(2)
}
