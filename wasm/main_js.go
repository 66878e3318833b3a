//go:build js && wasm

// Command wasm is all of vanscape that runs in a browser, in one program: the
// page, and the worker that solves for it. A browser loads and compiles it once,
// and the two share Go's runtime, which is a third of either.
package main

import (
	"cmp"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func main() {
	if !js.Global().Get("document").Truthy() {
		solve(js.Global())
		return
	}
	// Whatever path it was loaded from: the same files work on any site, in any folder.
	app.RouteFunc(cmp.Or(app.Window().URL().Path, "/"), newPage)
	app.RunWhenOnBrowser()
}
