//go:build js && wasm && stories

package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/page"
)

// newPage returns the page of stories: every picture in its states, for whoever changes them.
func newPage() app.Composer { return page.NewStories() }
