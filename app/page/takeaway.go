package page

import (
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// fileName makes the title of a model a name that every system takes.
func fileName(title string) string {
	name := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(name) == 0 {
		return "samples"
	}
	return strings.Join(name, "-")
}

// save has the browser save a file, as if a link to it had been clicked.
func save(name, kind string, content []byte) {
	window := app.Window()
	bytes := window.Get("Uint8Array").New(len(content))
	app.CopyBytesToJS(bytes, content)
	options := window.Get("Object").New()
	options.Set("type", kind)
	blob := window.Get("Blob").New(window.Get("Array").Call("of", bytes), options)
	url := window.Get("URL").Call("createObjectURL", blob)
	link := window.Get("document").Call("createElement", "a")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	window.Get("URL").Call("revokeObjectURL", url)
}
