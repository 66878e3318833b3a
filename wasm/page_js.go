//go:build js && wasm && !stories

package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/page"
)

func newPage() app.Composer { return page.New() }
