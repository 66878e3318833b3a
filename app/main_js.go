//go:build js && !stories

// Command app is vanscape's page in the browser, and natively its server and command line.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/page"
)

// main shows the page at whatever path it was loaded from: the same files work on any site, in any folder.
func main() {
	app.RouteWithRegexpFunc(".*", func() app.Composer { return page.New() })
	app.RunWhenOnBrowser()
}
