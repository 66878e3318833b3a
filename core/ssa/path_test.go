package ssa_test

import (
	"slices"
	"testing"

	"vanscape/core/ssa"
)

// Recorded paths are those of the trajectories that the ensemble would take without
// recording: a jump at a time, each by one reaction, from the start to the state at
// the end, however the way is cut.
func TestPaths(t *testing.T) {
	for _, name := range []string{"toggle-switch", "epidemic", "birth-death"} {
		net, _ := model(t, name)
		size, jumps := len(net.Species), 0
		e, silent := ssa.New(net, 20, 4), ssa.New(net, 20, 4)
		e.Record(3, 1_000_000)
		changes := make([][]int, len(net.Reactions))
		for r := range changes {
			changes[r] = make([]int, size)
			net.Reactions[r].Change(changes[r])
		}
		last := make([][]int, 3)
		began := 0.0
		for _, at := range []float64{0, 0.7, 0.9, 2.3} {
			advance(t, e, at)
			advance(t, silent, at)
			for b, p := range e.Paths() {
				state := e.States()[b*size : (b+1)*size]
				if len(p.N) != len(p.T)*size || p.Gaps || p.T[0] < began || p.T[len(p.T)-1] != at || !slices.IsSorted(p.T) || !slices.Equal(p.N[len(p.N)-size:], state) {
					t.Fatalf("%s: path %d to %g: times %v, gaps %v", name, b, at, p.T, p.Gaps)
				}
				for i := range p.T {
					n := p.N[i*size : (i+1)*size]
					if last[b] == nil {
						if p.T[i] != 0 || at == 0 && !slices.Equal(n, state) {
							t.Errorf("%s: path %d begins at %g with %v", name, b, p.T[i], n)
						}
					} else if !slices.Equal(n, last[b]) || i < len(p.T)-1 {
						jumps++
						jump := make([]int, size)
						for s := range jump {
							jump[s] = n[s] - last[b][s]
						}
						if !slices.ContainsFunc(changes, func(c []int) bool { return slices.Equal(c, jump) }) {
							t.Fatalf("%s: path %d jumps by %v at %g", name, b, jump, p.T[i])
						}
					}
					last[b] = n
				}
			}
			began = at
		}
		if !slices.Equal(e.States(), silent.States()) || e.Events() != silent.Events() {
			t.Errorf("%s: recording changes what is drawn", name)
		}
		if jumps < 3 && name != "birth-death" {
			t.Errorf("%s: %d jumps", name, jumps)
		}
	}
}

// A path that is full goes on with its states at the times asked for.
func TestFullPath(t *testing.T) {
	e := ssa.New(parse(t, "species X = 100\nX -> 0 @ 1"), 5, 1)
	e.Record(1, 30)
	advance(t, e, 0.2)
	first := e.Paths()[0]
	advance(t, e, 2)
	second := e.Paths()[0]
	advance(t, e, 3)
	third := e.Paths()[0]
	if first.Gaps || len(first.T) < 10 || !second.Gaps || len(first.T)+len(second.T) != 1+30+2 || !slices.Equal(third.T, []float64{3}) || !third.Gaps {
		t.Errorf("%d, %d and %v times, gaps %v, %v, %v", len(first.T), len(second.T), third.T, first.Gaps, second.Gaps, third.Gaps)
	}
}
