package cme

// Raised returns more levels for species i, a quarter and at least 4 of them, as far
// as conservation laws let it count. It is K_i where the network cannot exceed them.
func (g *Generator) Raised(i int) int {
	levels := g.levels[i]
	if !g.CanExceed(i) {
		return levels
	}
	raised := levels + max(4, levels/4)
	for _, law := range g.laws {
		if most, ok := law.Cap(i); ok {
			raised = min(raised, most+1)
		}
	}
	return raised
}
