//go:build js && stories

// Command app is here the page of stories: every picture in its states, for whoever changes them.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/page"
)

func main() {
	app.RouteWithRegexpFunc(".*", func() app.Composer { return page.NewStories() })
	app.RunWhenOnBrowser()
}
