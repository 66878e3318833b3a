package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// elements parses XML and counts its elements.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	found := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			found[e.Name.Local]++
		}
	}
}

func TestSVG(t *testing.T) {
	l := example()
	l.NameX = `<P> & "Q"`
	l.Contours = []Contour{{"M1 1L2 2", 0.3}}
	panel := l.Scene(300, 300, 1, theme, nil)
	f := Figure{Title: "A <title>", Note: "t = 5", Panels: []Panel{{"Neural network", "teal", panel}, {"Exact law", "", panel}}}
	scene := f.Scene(theme)
	text := SVG(scene, "#ffffff", Theme{Font: `"A", serif`}, func(r Raster) string { return `data:image/png;base64,"&` })
	found := elements(t, text)
	if found["svg"] != 1 || found["image"] != 2 || found["g"] != 2 || found["path"] < 10 || found["text"] < 10 {
		t.Errorf("elements %v", found)
	}
	for _, want := range []string{`width="648"`, `font-weight="600"`, `&lt;P&gt; &amp; &#34;Q&#34;`, `rotate(-90`, `stroke="rgba(255,255,255,0.4)"`, `translate(332 68)`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "NaN") {
		t.Error("a place that is no number")
	}
}

func TestSVGDashes(t *testing.T) {
	text := SVG(Scene{Width: 9, Height: 9, Shapes: []Shape{Path{D: "M0 0L1 1", Stroke: "red", Width: 1.5, Dash: []float64{5, 3}}, Path{}}}, "none", theme, nil)
	if elements(t, text)["path"] != 1 || !strings.Contains(text, `stroke-dasharray="5 3"`) || !strings.Contains(text, `stroke-width="1.5"`) {
		t.Error(text)
	}
}
