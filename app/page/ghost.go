package page

import (
	"slices"
	"strings"
)

// replace shows the present job's result in place of the one before, which becomes the ghost: it is kept for comparison while the species are the same.
// A result that was itself replaced before it got half as far as the ghost is forgotten, so that the ghost outlives a slider that is dragged.
func (r *Runner) replace() {
	old := r.Result
	r.Result = r.started
	switch {
	case old == nil || !slices.Equal(old.Started.Species, r.started.Started.Species):
		r.Ghost = nil
	case old.sameAs(r.started):
	case r.Ghost == nil || old.reached() >= r.Ghost.reached()/2:
		r.Ghost = old
	}
	if r.Ghost != nil && !slices.Equal(r.Ghost.Started.Species, r.started.Started.Species) {
		r.Ghost = nil
	}
}

// sameAs says whether two results answer the same question, or one goes on with the other.
func (r *Result) sameAs(s *Result) bool {
	return r.ID == s.ID || r.Start.Text == s.Start.Text && r.Start.Solver == s.Start.Solver && r.Start.Seed == s.Start.Seed && r.Start.VAN == s.Start.VAN &&
		r.Start.Samples == s.Start.Samples && r.Start.Width == s.Start.Width && r.Start.Basis == s.Start.Basis
}

// reached is the time of the newest frame.
func (r *Result) reached() float64 { return r.Frames[r.Last()].Time }

// ShownGhost is the ghost where it is to be drawn, or nil.
func (l *Lab) ShownGhost() *Result {
	if l.NoGhost {
		return nil
	}
	return l.Runner.Ghost
}

// GhostName tells in what the ghost differs from the result that is shown, as in "s = 50", or "" where that cannot be said in a few words.
func (l *Lab) GhostName() string {
	r, g := l.Runner.Result, l.Runner.Ghost
	if r == nil || g == nil {
		return ""
	}
	now := map[string]float64{}
	for _, s := range r.Parameters() {
		now[s.Name] = s.Value
	}
	const most = 2
	var others []string
	for _, s := range g.Parameters() {
		if v, ok := now[s.Name]; ok && v != s.Value {
			others = append(others, s.Name+" = "+strings.TrimSpace(g.Start.Text[s.From:s.To]))
		}
	}
	if len(others) > most {
		return ""
	}
	return strings.Join(others, ", ")
}

// ghostLabel is the name of the ghost in a legend.
func (l *Lab) ghostLabel() string {
	if of := l.GhostName(); of != "" {
		return "before: " + of
	}
	return "before"
}

// ghostColumns returns the means of a result as little-endian float64 columns: times, then each of some species.
func ghostColumns(r *Result, species []int) []byte {
	if r == nil {
		return nil
	}
	var times, means []float64
	for i := range r.Frames {
		times = append(times, r.Frames[i].Time)
		means = append(means, r.Frames[i].Law.Mean...)
	}
	return append(turned(times, len(times), 1, []int{0}), turned(means, len(times), len(r.Started.Species), species)...)
}
