package page

import (
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// SharePanel gives the link to what the page shows, and the lines that show it in another page.
type SharePanel struct {
	app.Compo
	Lab *Lab

	link    string // given, "" = none
	snippet string // "" = none
	note    string
}

// longLink is where other programs begin to cut links.
const longLink = 8000

// OnMount lets the button ask.
func (p *SharePanel) OnMount(app.Context) { p.Lab.share = p.give }

// Render shows the link once it was asked for.
func (p *SharePanel) Render() app.UI {
	return app.Div().Class("share").Aria("live", "polite").Body(
		app.If(p.link != "", p.row("link", "Link to what the page shows", p.link,
			app.Button().Type("button").ID("share-close").OnClick(func(app.Context, app.Event) { p.link, p.snippet, p.note = "", "", "" }).Text("Close"),
		)),
		app.If(p.snippet != "", p.row("snippet", "HTML that shows the landscape in another page", p.snippet,
			app.Button().Type("button").ID("copy-snippet").OnClick(p.onSnippet).Title("Lines of HTML for a page of your own").Text("Copy embed"),
		)),
		app.If(p.note != "", app.P().Class("notice").DataSet("testid", "share").Text(p.note)),
	)
}

func (p *SharePanel) row(id, label, text string, button app.UI) app.UI {
	return app.Div().Class("share-row").Body(app.Input().Type("text").ID(id).ReadOnly(true).Aria("label", label).Value(text), button)
}

func (p *SharePanel) give() {
	p.link, p.snippet = "", ""
	defer p.Update()
	link := p.Lab.Link()
	if link == "" {
		p.note = "The text is too long for a link: Save run keeps it in a file instead."
		return
	}
	p.Lab.Links.address.SetLink(link)
	if p.link = wholeAddress(link); p.link == "" {
		p.link, p.note = "#"+link, "This page has no address of its own: put this behind the address of one that has."
		return
	}
	if folder := folderAddress(); folder != "" {
		p.snippet = snippet(folder, link)
	}
	long := ""
	if n := len(p.link); n > longLink {
		long = " It has " + picture.Whole(n) + " characters, which some programs cut: better send a file of Save run."
	}
	p.copy(p.link, "the link", "whoever opens it sees this model with these settings."+long)
}

func (p *SharePanel) onSnippet(app.Context, app.Event) {
	p.copy(p.snippet, "the lines", "in a page of yours they show this landscape.")
}

// copy puts a text on the clipboard, or asks the user to.
func (p *SharePanel) copy(text, name, use string) {
	copyText(text, func(could bool) {
		if p.note = "Copied: " + use; !could {
			p.note = "Copy " + name + ": " + use
		}
		p.Update()
	})
}

// snippet is the HTML that shows what a link names in another page, for a page in a folder.
func snippet(folder, link string) string {
	what := `link="` + link + `"`
	if v, err := url.ParseQuery(link); err == nil && strings.HasPrefix(link, linkModel+"=") {
		what = `model="` + v.Get(linkModel) + `"`
	}
	return `<script src="` + folder + `embed.js" async></script>` + "\n<vanscape-landscape " + what + " autoplay></vanscape-landscape>"
}
