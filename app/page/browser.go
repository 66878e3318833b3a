package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// browserShelf is the Shelf that start.js offers, in the browser's IndexedDB and sessionStorage.
type browserShelf struct{}

func shelf() app.Value { return app.Window().Get("vanscape").Get("shelf") }

// Put implements Shelf.
func (browserShelf) Put(p Parcel, done func(fault string)) {
	order := shelf().Call("order", p.ID, p.Name, p.Time, p.Horizon, p.Asked, p.Finished, p.New)
	for i, key := range p.Keys {
		order.Call("add", key, toJS(p.Parts[i]))
	}
	order.Call("put", once(func(answer app.Value) { done(answer.String()) }))
}

// Take implements Shelf.
func (browserShelf) Take(id string, found func([][]byte)) {
	shelf().Call("take", id, once(func(answer app.Value) {
		parts := make([][]byte, answer.Length())
		for i := range parts {
			parts[i] = fromJS(answer.Index(i))
		}
		found(parts)
	}))
}

// Newest implements Shelf.
func (browserShelf) Newest(found func(*Offer)) {
	shelf().Call("newest", once(func(answer app.Value) {
		if !answer.Truthy() {
			found(nil)
			return
		}
		found(&Offer{answer.Get("id").String(), answer.Get("name").String(), answer.Get("time").Float(), answer.Get("horizon").Float()})
	}))
}

// Drop implements Shelf.
func (browserShelf) Drop(id string) { shelf().Call("drop", id) }

// Tab implements Shelf.
func (browserShelf) Tab() string { return shelf().Call("tab").String() }

// SetTab implements Shelf.
func (browserShelf) SetTab(text string) { shelf().Call("setTab", text) }

// browserAddress is the Address of the page.
type browserAddress struct{}

func address() app.Value { return app.Window().Get("vanscape").Get("address") }

// Link implements Address.
func (browserAddress) Link() string { return address().Call("link").String() }

// SetLink implements Address.
func (browserAddress) SetLink(link string) { address().Call("setLink", link) }

// whenLinkChanges tells of links that the user types or goes back to.
func whenLinkChanges(heard func(link string)) {
	address().Call("whenChanged", app.FuncOf(func(_ app.Value, args []app.Value) any {
		heard(args[0].String())
		return nil
	}))
}

// wholeAddress is the address of the page with a link, "" where it has none, as in a frame.
func wholeAddress(link string) string { return address().Call("whole", link).String() }

// folderAddress is that of the folder on a server where the page lies, or "".
func folderAddress() string { return address().Call("folder").String() }

// copyText puts a text on the clipboard, if it may.
func copyText(text string, done func(could bool)) {
	app.Window().Get("vanscape").Call("copyText", text, once(func(could app.Value) { done(could.Bool()) }))
}

// offline is what the page of a site has for visits without a network; a page that is served for one visit has none.
func offline() app.Value { return app.Window().Get("offline") }

// startOffline has the browser keep the page, and calls tell when a newer version of it waits.
func startOffline(tell func()) {
	if o := offline(); o.Truthy() {
		o.Call("start", app.FuncOf(func(app.Value, []app.Value) any {
			tell()
			return nil
		}))
	}
}

// loadUpdate shows the newer version.
func loadUpdate() { offline().Call("update") }

// once is a callback for one call with one argument.
func once(fn func(app.Value)) app.Func {
	var f app.Func
	f = app.FuncOf(func(_ app.Value, args []app.Value) any {
		f.Release()
		fn(args[0])
		return nil
	})
	return f
}

func toJS(b []byte) app.Value {
	bytes := app.Window().Get("Uint8Array").New(len(b))
	app.CopyBytesToJS(bytes, b)
	return bytes
}

func fromJS(bytes app.Value) []byte {
	b := make([]byte, bytes.Length())
	app.CopyBytesToGo(b, bytes)
	return b
}

// talkToFrame has heard called for every message of the page that shows this one in a frame, and returns what tells it the state; nil where there is none.
func talkToFrame(heard func(name, link string, time float64)) func(framed) {
	frame := app.Window().Get("vanscape").Get("frame")
	if !frame.Truthy() {
		return nil
	}
	frame.Call("whenTold", app.FuncOf(func(_ app.Value, args []app.Value) any {
		heard(args[0].String(), args[1].String(), args[2].Float())
		return nil
	}))
	return func(s framed) {
		frame.Call("tell", s.model, s.status, s.time, s.end, s.playing, s.fault, s.height)
	}
}

// docsAddress is the address of the documentation, "" where there is none beside the page.
func docsAddress() string {
	if docs := app.Window().Get("vanscape").Get("docs"); docs.Truthy() {
		return docs.String()
	}
	return ""
}

// pictureAddress is the address of a picture that belongs to the page.
func pictureAddress(name string) string {
	return app.Window().Get("vanscape").Call("picture", name).String()
}

// saveFile hands the user a file.
func saveFile(name string, b []byte) {
	app.Window().Get("vanscape").Call("saveFile", name, toJS(b))
}

// pickFile lets the user choose a file for a taker, which hears nothing when the user thinks better of it.
func pickFile(taken app.Func) { app.Window().Get("vanscape").Call("pickFile", taken) }

// whenDropped gives a taker every file that is dropped on the page.
func whenDropped(taken app.Func) { app.Window().Get("vanscape").Call("whenDropped", taken) }

// taker is a function that hears the name of a file and what is in it, or why it cannot be read.
func taker(taken func(name string, b []byte, fault string)) app.Func {
	return app.FuncOf(func(_ app.Value, args []app.Value) any {
		taken(args[0].String(), fromJS(args[1]), args[2].String())
		return nil
	})
}
