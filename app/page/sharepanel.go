package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// SharePanel gives the link to what the page shows.
type SharePanel struct {
	app.Compo
	Lab *Lab

	link string // given, "" = none
	note string
}

// longLink is where other programs begin to cut links.
const longLink = 8000

// OnMount lets the button ask.
func (p *SharePanel) OnMount(app.Context) { p.Lab.share = p.give }

// Render shows the link once it was asked for.
func (p *SharePanel) Render() app.UI {
	return app.Div().Class("share").Aria("live", "polite").Body(
		app.If(p.link != "", app.Div().Class("share-row").Body(
			app.Input().Type("text").ID("link").ReadOnly(true).Aria("label", "Link to what the page shows").Value(p.link),
			app.Button().Type("button").ID("share-close").OnClick(func(app.Context, app.Event) { p.link, p.note = "", "" }).Text("Close"),
		)),
		app.If(p.note != "", app.P().Class("notice").DataSet("testid", "share").Text(p.note)),
	)
}

func (p *SharePanel) give() {
	link := p.Lab.Link()
	if link == "" {
		p.link, p.note = "", "The text is too long for a link: Save run keeps it in a file instead."
		p.Update()
		return
	}
	p.Lab.Links.address.SetLink(link)
	p.link = wholeAddress(link)
	long := ""
	if n := len(p.link); n > longLink {
		long = " It has " + picture.Whole(n) + " characters, which some programs cut: better send a file of Save run."
	}
	copyText(p.link, func(could bool) {
		if p.note = "Copied: whoever opens the link sees this model with these settings." + long; !could {
			p.note = "Copy the link: whoever opens it sees this model with these settings." + long
		}
		p.Update()
	})
	p.Update()
}
