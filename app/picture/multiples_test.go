package picture

import "testing"

// Small multiples stay inside of their picture, one beside the other, whatever its shape.
func TestMultiplesFit(t *testing.T) {
	law := &Table{2, 3, make([]float32, 6)}
	for _, c := range []struct {
		w, h        float64
		items, laws int
	}{{640, 300, 6, 2}, {320, 500, 6, 2}, {320, 320, 5, 1}, {2000, 200, 8, 2}, {640, 300, 1, 1}} {
		m := Multiples{NameX: "X", NameY: "Y", Names: []string{"Network", "Exact law"}[:c.laws], Top: 1}
		for range c.items {
			m.Items = append(m.Items, Multiple{"t = 1", []*Table{law, nil}[:c.laws]})
		}
		var boxes []Box
		for _, shape := range m.Scene(c.w, c.h, theme).Shapes {
			if r, ok := shape.(Raster); ok {
				boxes = append(boxes, Box{r.X, r.Y, r.Width, r.Height})
			}
		}
		if len(boxes) != c.items {
			t.Errorf("%v: %d pictures", c, len(boxes))
		}
		for i, b := range boxes {
			if b.X < 0 || b.Y < 0 || b.X+b.Width > c.w || b.Y+b.Height > c.h || b.Width < 30 {
				t.Errorf("%v: picture %d at %v", c, i, b)
			}
			for _, o := range boxes[:i] {
				if b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height {
					t.Errorf("%v: %v lies on %v", c, b, o)
				}
			}
		}
	}
	if s := (&Multiples{}).Scene(100, 100, theme); len(s.Shapes) != 0 {
		t.Error("pictures of nothing")
	}
}
