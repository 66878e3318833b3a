package cme

// A limit may be raised to raisedTimes the levels that it began with, or to
// raisedLeast where that is more. Beyond, the network explodes or the limit was a slip,
// and whoever raises it on and on works ever longer for nothing.
const (
	raisedTimes = 4
	raisedLeast = 128
)

// Raised returns more levels for species i, whose limit began with some levels: a
// quarter and at least 4 of them, as far as conservation laws let it count and up to 4
// times what it began with. It is K_i where there is no higher limit.
func (g *Generator) Raised(i, began int) int {
	if !g.CanExceed(i) {
		return g.levels[i]
	}
	levels := g.levels[i]
	return max(levels, min(levels+max(4, levels/4), g.Highest(i, began)))
}

// Highest returns the most levels that Raised comes to.
func (g *Generator) Highest(i, began int) int {
	highest := max(raisedLeast, raisedTimes*began)
	for _, law := range g.laws {
		if most, ok := law.Cap(i); ok {
			highest = min(highest, most+1)
		}
	}
	return highest
}
