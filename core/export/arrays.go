package export

import (
	"fmt"
	"io"
	"math"

	"vanscape/core/protocol"
)

// NPZ writes everything that a run has as arrays: see Arrays.
func NPZ(w io.Writer, r *protocol.Run) error { return WriteNPZ(w, Arrays(r)) }

// Arrays returns everything that a run of T frames has:
//
//	t T, species S, model and solver (texts), seed, steps T
//	mean, var T x S; cov T x S x S; mean_se T x S of simulations
//	marginal_X T x K: counts run from 0, and where limits have grown earlier frames end in zeros
//	joint_X_Y T x K_X x K_Y
//	wall_mass, lost_mass T; error_estimate T where the solver has one; loss T where a network is fitted
//	exact_mean … exact_joint_X_Y of the exact law, hellinger T, marginal_hellinger T x S
//	questions Q; answer, answer_se, answer_exact T x Q, NaN where there is no answer
//	trajectory_0_t, trajectory_0_n …: from t[i] on the counts are n[i]
func Arrays(r *protocol.Run) []Array {
	names, times := r.Started.Species, len(r.Frames)
	c := &collector{times: times, names: names}
	c.add("t", []int{times}, perFrame(r, func(f *protocol.Frame) []float64 { return []float64{f.Time} }))
	c.add("species", []int{len(names)}, names)
	c.add("model", []int{}, []string{r.Start.Text})
	c.add("solver", []int{}, []string{string(r.Start.Solver)})
	c.add("seed", []int{}, []int{int(r.Start.Seed)})
	c.add("steps", []int{times}, perFrame(r, func(f *protocol.Frame) []int { return []int{f.Steps} }))
	if times == 0 {
		return c.arrays
	}
	first := &r.Frames[0]
	c.law("", r, func(f *protocol.Frame) *protocol.Law { return &f.Law })
	single := func(name string, has bool, of func(f *protocol.Frame) float64) {
		if has {
			c.add(name, []int{times}, perFrame(r, func(f *protocol.Frame) []float64 { return []float64{of(f)} }))
		}
	}
	single("wall_mass", true, func(f *protocol.Frame) float64 { return f.WallMass })
	single("error_estimate", first.ErrorEstimate >= 0, func(f *protocol.Frame) float64 { return f.ErrorEstimate })
	single("loss", r.Frames[times-1].HasLoss, func(f *protocol.Frame) float64 { return f.Loss })
	if first.Exact != nil {
		c.law("exact_", r, func(f *protocol.Frame) *protocol.Law { return f.Exact })
		single("hellinger", first.HasJoint, func(f *protocol.Frame) float64 { return f.JointHellinger })
		c.add("marginal_hellinger", []int{times, len(names)}, perFrame(r, func(f *protocol.Frame) []float64 { return f.MarginalHellinger }))
	}
	c.answers(r)
	for i, p := range newTrajectories(r.Frames, len(names)) {
		c.add(fmt.Sprintf("trajectory_%d_t", i), []int{len(p.T)}, p.T)
		c.add(fmt.Sprintf("trajectory_%d_n", i), []int{len(p.T), len(names)}, flat(p.N))
	}
	return c.arrays
}

// collector gathers the arrays of a run.
type collector struct {
	times  int
	names  []string
	arrays []Array
}

func (c *collector) add(name string, shape []int, data any) {
	c.arrays = append(c.arrays, Array{name, shape, data})
}

// law adds what all frames tell of one law.
func (c *collector) law(prefix string, r *protocol.Run, of func(f *protocol.Frame) *protocol.Law) {
	t, s := c.times, len(c.names)
	add := func(name string, shape []int, take func(l *protocol.Law) []float64) {
		c.add(prefix+name, shape, perFrame(r, func(f *protocol.Frame) []float64 { return take(of(f)) }))
	}
	add("mean", []int{t, s}, func(l *protocol.Law) []float64 { return l.Mean })
	add("var", []int{t, s}, func(l *protocol.Law) []float64 { return l.Var })
	add("cov", []int{t, s, s}, func(l *protocol.Law) []float64 { return l.Cov })
	add("lost_mass", []int{t}, func(l *protocol.Law) []float64 { return []float64{l.LostMass} })
	first := of(&r.Frames[0])
	if len(first.MeanError) > 0 {
		add("mean_se", []int{t, s}, func(l *protocol.Law) []float64 { return l.MeanError })
	}
	levels := make([]int, s)
	for i := range levels {
		for k := range r.Frames {
			levels[i] = max(levels[i], len(of(&r.Frames[k]).Marginals[i]))
		}
		add("marginal_"+c.names[i], []int{t, levels[i]}, func(l *protocol.Law) []float64 { return widened(l.Marginals[i], 1, len(l.Marginals[i]), 1, levels[i]) })
	}
	for k, j := range first.Joints {
		shape := []int{t, levels[j.A], levels[j.B]}
		c.add(prefix+"joint_"+c.names[j.A]+"_"+c.names[j.B], shape, perFrame(r, func(f *protocol.Frame) []float32 {
			now := of(f).Joints[k]
			return widened(now.P, now.Rows, now.Cols, levels[j.A], levels[j.B])
		}))
	}
}

// answers adds what the run was asked at every frame.
func (c *collector) answers(r *protocol.Run) {
	asked := len(r.Start.Ask)
	if asked == 0 {
		return
	}
	var columns [3][]float64 // value, standard error, exact
	for i := range columns {
		columns[i] = make([]float64, c.times*asked)
		for k := range columns[i] {
			columns[i][k] = math.NaN()
		}
	}
	for _, a := range r.Answers {
		k := a.Frame*asked + a.ID
		if a.Failed == "" {
			columns[0][k], columns[1][k] = a.Value, a.StandardError
		}
		if a.HasExact {
			columns[2][k] = a.Exact
		}
	}
	c.add("questions", []int{asked}, r.Start.Ask)
	for i, name := range []string{"answer", "answer_se", "answer_exact"} {
		c.add(name, []int{c.times, asked}, columns[i])
	}
}

// perFrame is what every frame has, one behind the other.
func perFrame[T any](r *protocol.Run, of func(f *protocol.Frame) []T) []T {
	all := []T{}
	for i := range r.Frames {
		all = append(all, of(&r.Frames[i])...)
	}
	return all
}

// widened is a table of rows x cols with zeros up to toRows x toCols.
func widened[T float32 | float64](p []T, rows, cols, toRows, toCols int) []T {
	if rows == toRows && cols == toCols {
		return p
	}
	wide := make([]T, toRows*toCols)
	for row := range rows {
		copy(wide[row*toCols:], p[row*cols:(row+1)*cols])
	}
	return wide
}

func flat(rows [][]int) []int {
	all := []int{}
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}
