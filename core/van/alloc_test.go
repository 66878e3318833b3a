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
		{"Along", func() { metric.Along(forms, m.BlockParams(b), b, &e, e.B, m.BlockParams(b)) }},
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
