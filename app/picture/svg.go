package picture

import (
	"html"
	"math"
	"strconv"
	"strings"
)

// SVG writes a scene on a background as a file of its own. image gives a Raster as the address of an image, such as a data URL.
func SVG(s Scene, background string, th Theme, image func(Raster) string) string {
	w := &svg{image: image}
	w.put(`<svg xmlns="http://www.w3.org/2000/svg" width="`, s.Width, `" height="`, s.Height, `" viewBox="0 0 `, s.Width, ` `, s.Height, `" font-family="`, html.EscapeString(th.Font), `">`, "\n")
	w.put(`<rect width="`, s.Width, `" height="`, s.Height, `" fill="`, background, `"/>`, "\n")
	w.shapes(s.Shapes)
	w.put("</svg>\n")
	return w.String()
}

type svg struct {
	strings.Builder
	image func(Raster) string
}

// put writes texts as they are, and numbers with two digits after the point.
func (w *svg) put(parts ...any) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			w.WriteString(p)
		case float64:
			w.WriteString(strconv.FormatFloat(math.Round(100*p)/100, 'f', -1, 64))
		}
	}
}

func (w *svg) shapes(shapes []Shape) {
	for _, s := range shapes {
		switch s := s.(type) {
		case Path:
			w.path(s)
		case Text:
			w.text(s)
		case Raster:
			w.put(`<image x="`, s.X, `" y="`, s.Y, `" width="`, s.Width, `" height="`, s.Height, `" preserveAspectRatio="none"`)
			if !s.Smooth {
				w.put(` style="image-rendering:pixelated"`)
			}
			w.put(` href="`, html.EscapeString(w.image(s)), `"/>`, "\n")
		case Group:
			w.put(`<g transform="translate(`, s.X, ` `, s.Y, `)">`, "\n")
			w.shapes(s.Shapes)
			w.put("</g>\n")
		}
	}
}

func (w *svg) path(p Path) {
	if p.D == "" {
		return
	}
	fill, stroke := p.Fill, p.Stroke
	if fill == "" {
		fill = "none"
	}
	w.put(`<path d="`, p.D, `" fill="`, fill, `"`)
	if stroke != "" {
		w.put(` stroke="`, stroke, `" stroke-width="`, p.Width, `" stroke-linejoin="round"`)
	}
	if len(p.Dash) > 0 {
		w.put(` stroke-dasharray="`)
		for i, d := range p.Dash {
			if i > 0 {
				w.put(" ")
			}
			w.put(d)
		}
		w.put(`"`)
	}
	w.put("/>\n")
}

func (w *svg) text(t Text) {
	anchor := map[Align]string{Left: "start", Centre: "middle", Right: "end"}[t.Align]
	line := map[Anchor]string{Top: "text-before-edge", Middle: "central", Bottom: "auto"}[t.Anchor]
	w.put(`<text x="`, t.X, `" y="`, t.Y, `" font-size="`, t.Size, `" fill="`, t.Fill, `" text-anchor="`, anchor, `" dominant-baseline="`, line, `"`)
	if t.Strong {
		w.put(` font-weight="600"`)
	}
	if t.Turn != 0 {
		w.put(` transform="rotate(`, t.Turn*180/math.Pi, ` `, t.X, ` `, t.Y, `)"`)
	}
	w.put(`>`, html.EscapeString(t.S), "</text>\n")
}
