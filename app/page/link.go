package page

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"
	"net/url"
	"strconv"
	"strings"

	"vanscape/core/crn/gallery"
)

// A link is what stands behind the # of the page's address: names and values of all that makes the page look as it does, apart from what has its default.
// Model m=toggle-switch of the gallery by itself can be read and typed; anything more is packed, as "1." and the base64url of what deflate makes of
// the names and values. A packed link that was cut off cannot be mistaken for a whole one. More names and values may follow it, each after an &.
const (
	linkVersion = "1"
	mostLink    = 1 << 16 // characters that an address takes
	mostUnpack  = 4 << 20 // bytes of names and values
)

// firstLink is the link to a fresh page, whose address needs none.
var firstLink = linkModel + "=" + gallery.All()[0].Name

// The names of a link.
const (
	linkModel = "m"
	linkText  = "text"
	linkTime  = "t"

	linkChrome = "chrome" // what stands around the picture: all, or linkNone
	linkNone   = "none"
)

// bareLink says whether a link shows only the picture and its time bar.
func bareLink(link string) bool {
	v, fault := unpack(link)
	return fault == "" && v.Get(linkChrome) == linkNone
}

// Link returns the link to what the page shows, "" where it would be too long.
func (l *Lab) Link() string {
	v := url.Values{}
	put := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	put(linkModel, l.Model.Name)
	if l.Text != l.Model.Text {
		v.Set(linkText, l.Text)
	}
	for _, f := range linkFields {
		put(f.name, f.get(l))
	}
	if r := l.Runner.Result; r != nil && !l.Player.Follow && !l.Player.Playing && l.Player.At > 0 && r.Start.Text == l.Text {
		put(linkTime, written(tidy(l.Frame().Time, 6)))
	}
	if len(v) == 1 && l.Model.Name != "" {
		return v.Encode()
	}
	if len(l.Text) > 8*mostLink { // it would not get that small
		return ""
	}
	if plain := v.Encode(); plain != l.packed.plain { // packing takes a while, and is asked for again and again
		l.packed.plain, l.packed.link = plain, pack(plain)
	}
	return l.packed.link
}

// pack returns names and values as a packed link, "" where it would be too long.
func pack(plain string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression) // this level is known
	io.WriteString(w, plain)                           // a Buffer takes everything
	w.Close()
	if link := linkVersion + "." + base64.RawURLEncoding.EncodeToString(b.Bytes()); len(link) <= mostLink {
		return link
	}
	return ""
}

// The sentences on links that cannot be opened.
const (
	linkCut   = "This link is damaged or cut off: ask for it once more."
	linkNewer = "This link was made by another version of the page: load the page again without its cache."
)

// unpack returns the names and values of a link, or a sentence on why it cannot.
func unpack(link string) (v url.Values, fault string) {
	version, packed, ok := strings.Cut(link, ".")
	if !ok || strings.Contains(version, "=") {
		v, err := url.ParseQuery(link)
		if err != nil || !v.Has(linkModel) && !v.Has(linkText) {
			return nil, linkCut
		}
		return v, ""
	}
	if version != linkVersion {
		if _, err := strconv.Atoi(version); err == nil {
			return nil, linkNewer
		}
		return nil, linkCut
	}
	packed, more, _ := strings.Cut(packed, "&")
	b, err := base64.RawURLEncoding.DecodeString(packed)
	if err != nil {
		return nil, linkCut
	}
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), mostUnpack))
	if err != nil || len(text) == mostUnpack {
		return nil, linkCut
	}
	if v, err = url.ParseQuery(string(text) + "&" + more); err != nil {
		return nil, linkCut
	}
	return v, ""
}

// OpenLink shows what a link names, or returns a sentence on why it cannot and leaves all as it is.
func (l *Lab) OpenLink(link string) string {
	v, fault := unpack(link)
	if fault != "" {
		return fault
	}
	name := v.Get(linkModel)
	m, ok := gallery.Lookup(name)
	if !ok && (name != "" || !v.Has(linkText)) {
		return "The gallery has no model “" + short(name) + "”: the link may be cut off."
	}
	if !ok {
		m.Horizon = 1 // a model from elsewhere names its own, or should
	}
	l.take(m)
	for _, f := range linkFields {
		f.set(l, v.Get(f.name))
	}
	if v.Has(linkText) {
		l.Edit(v.Get(linkText))
		l.refill()
	}
	l.Run()
	if t, ok := parsePositive(v.Get(linkTime)); ok {
		l.goTo(t)
	}
	l.Changed()
	return ""
}

// short keeps a quotation readable.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
