package picture

import "math"

// Multiples is a still of several times: a small heat map for each, and where there is an exact law one below it. All share their scale.
type Multiples struct {
	NameX, NameY string
	Items        []Multiple
	Names        []string // of the rows: the solver, the exact law
	Colours      Colours
	Scale        Scale
	Top          float64
}

// Multiple is one time of Multiples.
type Multiple struct {
	Title string
	Laws  []*Table // as many as there are Names; nil = not there (yet)
}

const (
	multipleLeft  = 20.0 // px for the names of rows
	multipleTitle = 18.0
	multipleGap   = 10.0
	multipleLow   = 20.0 // px below: the names of species
)

// grid returns how many columns the items stand in, and the side of a cell.
func (m *Multiples) grid(width, height float64) (cols int, side float64) {
	n, laws := len(m.Items), float64(len(m.Names))
	for c := 1; c <= n; c++ {
		rows := math.Ceil(float64(n) / float64(c))
		w := (width-multipleLeft)/float64(c) - multipleGap
		h := ((height-multipleLow)/rows - multipleTitle - multipleGap*laws) / laws
		if s := min(w, h); s > side {
			cols, side = c, s
		}
	}
	return cols, max(side, 1)
}

// Scene draws m.
func (m *Multiples) Scene(width, height float64, th Theme) Scene {
	s := Scene{Width: width, Height: height}
	if len(m.Items) == 0 {
		return s
	}
	cols, side := m.grid(width, height)
	rows := (len(m.Items) + cols - 1) / cols
	blockHigh := multipleTitle + float64(len(m.Names))*(side+multipleGap)
	left := math.Round((width-multipleLeft-float64(cols)*(side+multipleGap)+multipleGap)/2) + multipleLeft
	top := max(math.Round((height-multipleLow-float64(rows)*blockHigh)/2), 0)
	var frames outline
	for i, item := range m.Items {
		x := left + float64(i%cols)*(side+multipleGap)
		y := top + float64(i/cols)*blockHigh
		s.add(Text{X: x + side/2, Y: y + multipleTitle/2, S: item.Title, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle})
		for k, t := range item.Laws {
			at := Box{x, y + multipleTitle + float64(k)*(side+multipleGap), side, side}
			if t != nil {
				rgba, wide, high := HeatMap(nil, t, m.Colours, m.Scale, m.Top, 1, 1)
				s.add(Raster{at.X, at.Y, side, side, wide, high, rgba, side < smallCell*float64(max(wide, high))})
			}
			frames.rect(Box{at.X - 0.5, at.Y - 0.5, side + 1, side + 1})
			if i%cols == 0 {
				s.add(Text{X: at.X - 11, Y: at.Y + side/2, S: m.Names[k], Size: tickSize, Fill: [2]string{th.Accent, th.Exact}[min(k, 1)], Align: Centre, Anchor: Middle, Turn: -math.Pi / 2, Strong: true})
			}
		}
	}
	s.add(
		Path{D: string(frames), Stroke: th.Line, Width: 1},
		Text{X: left, Y: top + float64(rows)*blockHigh - multipleGap + 16, S: m.NameX + " to the right, " + m.NameY + " upwards", Size: tickSize, Fill: th.Muted, Align: Left, Anchor: Bottom},
	)
	return s
}
