package page

import (
	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// shot is what a picture of the joint law shows at one position: the solver's law, and where there is one the exact law beside it. It is taken again and
// again into the same memory.
type shot struct {
	solver, exact side
	comparing     bool // there is an exact law
	joint         bool // there is a joint law; otherwise only the marginals x
	x, y          int  // species
	top           float64
}

// side is one law of a shot.
type side struct {
	table picture.Table    // blended
	pair  [2]int           // of the table
	wide  [2]picture.Table // what it is blended from
	x, y  []float64        // blended marginals
}

// take takes what r shows at a position between two frames.
func (s *shot) take(r *Result, position float64) {
	a, b, f := r.Between(position)
	s.x, s.y, s.joint = r.Pair()
	pair, levels := [2]int{s.x, s.y}, [2]int{r.Levels(s.x), r.Levels(s.y)}
	p, exactP, coming := r.Joints(a.Index)
	q, exactQ, _ := r.Joints(b.Index)
	s.solver.blend(&a.Law, &b.Law, f, pair, levels)
	s.solver.tabulate(p, q, f, pair, levels, coming)
	if s.comparing = a.Exact != nil && b.Exact != nil; s.comparing {
		s.exact.blend(a.Exact, b.Exact, f, pair, levels)
		s.exact.tabulate(exactP, exactQ, f, pair, levels, coming)
	} else {
		s.exact.x, s.exact.y, s.exact.table = nil, nil, picture.Table{}
	}
	s.top = max(s.solver.table.Top(), s.exact.table.Top())
}

// landscape is the heat map of one of the sides.
func (s *shot) landscape(r *Result, scale picture.Scale, colours picture.Colours, exact bool) *picture.Landscape {
	l := &picture.Landscape{
		NameX: r.Started.Species[s.x], NameY: r.Started.Species[s.y],
		Table: s.solver.table, X: s.solver.x, Y: s.solver.y, ExactX: s.exact.x, ExactY: s.exact.y,
		Scale: scale, Colours: colours, Top: s.top, TopX: highest(s.solver.x, s.exact.x), TopY: highest(s.solver.y, s.exact.y),
	}
	if exact {
		l.Table, l.X, l.Y, l.ExactX, l.ExactY, l.Exact = s.exact.table, s.exact.x, s.exact.y, nil, nil, true
	}
	return l
}

// histogram is the law of one species, of a model that has no more.
func (s *shot) histogram(r *Result) *picture.Histogram {
	return &picture.Histogram{Name: r.Started.Species[s.x], P: s.solver.x, Exact: s.exact.x, Top: 1.05 * highest(s.solver.x, s.exact.x)}
}

// blend takes the marginal laws of a pair between two frames, on levels that all pictures share.
func (s *side) blend(a, b *protocol.Law, f float64, pair, levels [2]int) {
	x, y := pair[0], pair[1]
	s.x = padded(picture.Blend(s.x, a.Marginals[x], b.Marginals[x], f), levels[0])
	s.y = padded(picture.Blend(s.y, a.Marginals[y], b.Marginals[y], f), levels[1])
}

// tabulate takes the joint law between two frames, of which each may lack it. What was drawn last stays while it is coming, unless it is another pair.
func (s *side) tabulate(a, b *protocol.Joint, f float64, pair, levels [2]int, coming bool) {
	switch {
	case a == nil && b == nil:
		if s.pair != pair || !coming {
			s.table.LevelsX, s.table.LevelsY = levels[0], levels[1]
			s.table.P = padded(s.table.P[:0], levels[0]*levels[1])
		}
		return
	case a == nil:
		a = b
	case b == nil:
		b = a
	}
	s.pair = pair
	for l, j := range [2]*protocol.Joint{a, b} {
		s.wide[l] = picture.Table{LevelsX: j.Rows, LevelsY: j.Cols, P: j.P}.Widened(s.wide[l].P, levels[0], levels[1])
	}
	s.table.LevelsX, s.table.LevelsY = s.wide[0].LevelsX, s.wide[0].LevelsY
	s.table.P = picture.Blend(s.table.P, s.wide[0].P, s.wide[1].P, f)
}

// padded is p with zeros up to at least n entries.
func padded[F float32 | float64](p []F, n int) []F {
	for len(p) < n {
		p = append(p, 0)
	}
	return p
}

func highest(ps ...[]float64) float64 {
	top := 0.0
	for _, p := range ps {
		for _, x := range p {
			top = max(top, x)
		}
	}
	return top
}
