package van

import "testing"

// Buffers grow to what they are used for, once.
func TestNoAllocationInSteadyState(t *testing.T) {
	m, b, n := proteinBatch()
	held := shapes[7].model(1)
	var e Batch
	var metric Metric
	var gradient Gradient
	var tree, lawful Tree
	points := newPoints(&protein, 1)
	dst := make([]float64, b.Size()*b.Size())
	forms := make([]float64, len(n)*b.Basis.Packed())
	logs := make([]float64, len(n)/len(protein.levels))
	for _, c := range []struct {
		name string
		run  func()
	}{
		{"Evaluate", func() { m.Evaluate(&e, 3, 3, n, nil) }},
		{"Assemble", func() { metric.Assemble(dst, m.BlockParams(b), b, &e, e.B, forms) }},
		{"Add", func() { gradient.Add(dst, m.BlockParams(b), b, &e, 0, e.B, forms) }},
		{"LogProb", func() { m.LogProb(logs, n) }},
		{"Grow", func() { tree.Grow(m, 200, points) }},
		{"Grow with laws", func() { lawful.Grow(held, 20, points) }},
	} {
		for range 20 { // the size of a tree varies
			c.run()
		}
		if got := testing.AllocsPerRun(10, c.run); got != 0 {
			t.Errorf("%s allocates %v times", c.name, got)
		}
	}
}

// So do those of every architecture, in what training does at every step.
func TestNoAllocationInTraining(t *testing.T) {
	s := &shapes[6]
	for _, v := range variants {
		m := s.varied(v, 1)
		n := s.some(50)
		size := len(s.levels)
		gradient, weight, logs := make([]float64, len(m.Params())), make([]float64, 50), make([]float64, 50)
		score, u, p := make([]float64, 50*len(m.Params())), make([]float64, len(n)), make([]float64, 50*s.levels[4])
		for i := range u {
			u[i] = float64(i%7) / 7
		}
		drawn := make([]int, 50*size)
		for _, c := range []struct {
			name string
			run  func()
		}{
			{"AddGradient", func() { m.AddGradient(gradient, n, weight) }},
			{"Score", func() { m.Score(score, n) }},
			{"LogProb", func() { m.LogProb(logs, n) }},
			{"Sample", func() { m.Sample(drawn, u) }},
			{"Conditionals", func() { m.Conditionals(p, 4, n) }},
		} {
			c.run()
			if got := testing.AllocsPerRun(5, c.run); got != 0 {
				t.Errorf("%v: %s allocates %v times", v, c.name, got)
			}
		}
	}
}
