package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// reading is the probability of the state under the pointer, or why there is no picture.
func (v *LandscapeView) reading() string {
	r := v.Lab.Runner.Result
	if r == nil {
		return ""
	}
	if fault := r.PairFault(r.Nearest(v.Lab.Player.At)); fault != "" {
		return sentence(fault)
	}
	if v.Lab.Look.View == AsSurface && v.flat {
		return "This browser draws no surfaces: it has no WebGL, or it is switched off."
	}
	if v.Lab.Look.View == AsStills {
		if _, fault := v.Lab.moments(r); fault != "" {
			return fault
		}
	}
	if v.probe == nil {
		return ""
	}
	x, y, ok := r.Pair()
	if !ok {
		return ""
	}
	names := r.Started.Species
	s := fmt.Sprintf("%s = %d, %s = %d: %s", names[x], v.probe.X, names[y], v.probe.Y, picture.Number(v.shot.solver.table.At(v.probe.X, v.probe.Y), 2))
	if v.Lab.Frame().Exact != nil {
		s += ", exact " + picture.Number(v.shot.exact.table.At(v.probe.X, v.probe.Y), 2)
	}
	return s
}

func (v *LandscapeView) onPoint(_ app.Context, e app.Event) {
	v.probe = v.cellAt(e)
	v.Stage.ask()
}

// cellAt is the state under the pointer, nil for none.
func (v *LandscapeView) cellAt(e app.Event) *picture.Cell {
	c := v.network.axes
	if e.Get("target").Get("id").String() == "exact" {
		c = v.exact.axes
	}
	w, h, scale := c.size()
	l := picture.Landscape{Table: v.shot.solver.table}
	if l.Table.LevelsX == 0 || v.Lab.Look.View != AsMap {
		return nil
	}
	if cell, ok := l.CellAt(e.Get("offsetX").Float(), e.Get("offsetY").Float(), w, h, scale); ok {
		return &cell
	}
	return nil
}

// onClick asks for the state under the pointer.
func (v *LandscapeView) onClick(_ app.Context, e app.Event) {
	r := v.Lab.Runner.Result
	if r == nil {
		return
	}
	x, y, ok := r.Pair()
	if !ok {
		w, h, _ := v.network.axes.size()
		bars := picture.Histogram{P: v.shot.solver.x}
		if n, ok := bars.CountAt(e.Get("offsetX").Float(), w, h); ok {
			v.Lab.AskState([]int{x}, []int{n})
		}
		return
	}
	if cell := v.cellAt(e); cell != nil {
		v.Lab.AskState([]int{x, y}, []int{cell.X, cell.Y})
	}
}

func (v *LandscapeView) onLeave(app.Context, app.Event) {
	v.probe = nil
	v.Stage.ask()
}

// turnable lets the surface of a pane be turned: by dragging, and by the arrow keys where it has the focus.
func (v *LandscapeView) turnable(p *pane) {
	const perPixel, perKey = 0.01, 0.1
	look := func(from picture.Camera) {
		v.Lab.Look.Camera = from
		v.Lab.Keeper.Update()
		v.Stage.ask()
	}
	turn := func(yaw, pitch float64) { look(v.Lab.Look.Camera.Turned(yaw, pitch)) }
	whenDragged(p.axes.element, func(dx, dy float64) {
		if v.Lab.Look.View == AsSurface {
			turn(perPixel*dx, perPixel*dy)
		}
	})
	whenKey(p.axes.element, func(key string) bool {
		if v.Lab.Look.View != AsSurface {
			return false
		}
		switch key {
		case "ArrowLeft":
			turn(-perKey, 0)
		case "ArrowRight":
			turn(perKey, 0)
		case "ArrowUp":
			turn(0, perKey)
		case "ArrowDown":
			turn(0, -perKey)
		case "Home":
			look(picture.FirstLook)
		default:
			return false
		}
		return true
	})
}
