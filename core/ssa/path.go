package ssa

import "fmt"

// A Path is a stretch of one trajectory, for display: from T[i] on its state is
// N[i*S:(i+1)*S].
type Path struct {
	T    []float64 // ascending
	N    []int     // len(T) x S
	Gaps bool      // jumps are missing

	room int // jumps that may still be kept
}

// Record keeps the jumps of the first trajectories from now on, of each as many as
// told: after that its paths have gaps, and show it only where Step brings it. It
// panics when there are fewer trajectories, or amid the way to a time.
func (e *Ensemble) Record(trajectories, jumps int) {
	if trajectories < 0 || trajectories > e.Runs() || e.underWay() {
		panic(fmt.Sprintf("ssa: to record %d of %d trajectories", trajectories, e.Runs()))
	}
	e.paths = make([]Path, trajectories)
	for b := range e.paths {
		e.paths[b].room = jumps
		e.paths[b].add(e.t, e.now[b*e.species():(b+1)*e.species()])
	}
}

// Paths returns the recorded paths, one for each trajectory, from where the last
// call left them to Time, where each has an entry. It panics amid the way to a time.
func (e *Ensemble) Paths() []Path {
	if e.underWay() {
		panic("ssa: paths are asked for amid the way")
	}
	taken := e.paths
	e.paths = make([]Path, len(taken))
	for b := range e.paths {
		e.paths[b].room = taken[b].room
	}
	return taken
}

// jump records the state after a jump.
func (p *Path) jump(t float64, n []int) {
	if p.room == 0 {
		p.Gaps = true
		return
	}
	p.room--
	p.add(t, n)
}

func (p *Path) add(t float64, n []int) {
	p.T = append(p.T, t)
	p.N = append(p.N, n...)
}
