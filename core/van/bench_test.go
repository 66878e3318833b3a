package van

import (
	"math/rand/v2"
	"testing"
	"time"

	"vanscape/core/internal/simd"
)

// protein is the conditional that costs most in a toggle switch: 85 levels
// behind two genes and another protein, at the prefixes of a tree of 500.
var protein = shape{"protein", []int{2, 2, 85, 85}, nil, 8, 10}

func proteinBatch() (m *MLP, b *Block, n []int) {
	m = protein.model(1)
	for r := range 125 {
		n = append(n, 1, 1, r%85, 0)
	}
	return m, m.Conditional(3).Blocks[3], n
}

// reportRatio reports how much longer a round takes than its matrix products alone.
func reportRatio(b *testing.B, products func()) {
	round := b.Elapsed() / time.Duration(b.N)
	least := time.Hour
	for range 20 {
		start := time.Now()
		products()
		least = min(least, time.Since(start))
	}
	b.ReportMetric(float64(round)/float64(least), "products")
}

func BenchmarkEvaluate(b *testing.B) {
	m, block, n := proteinBatch()
	var e Batch
	for b.Loop() {
		m.Evaluate(&e, 3, 3, n, nil)
	}
	j, k, h := block.Basis.J, block.Basis.K, block.H
	reportRatio(b, func() {
		simd.Gemm32(e.raw, e.in, e.wt, e.B, 2, h)
		simd.Gemm32(e.raw, e.act, e.wt, e.B, h+1, j)
		simd.Gemm32(e.P, e.co, block.Basis.logits, e.B, j+1, k)
		simd.Gemm32(e.Mean, e.P, block.Basis.phi, e.B, k, j)
	})
}

func BenchmarkAssemble(b *testing.B) {
	m, block, n := proteinBatch()
	var e Batch
	var metric Metric
	m.Evaluate(&e, 3, 3, n, nil)
	p, pack := block.Size(), block.Basis.Packed()
	dst, forms := make([]float64, p*p), make([]float64, e.B*pack)
	for b.Loop() {
		metric.Assemble(dst, m.BlockParams(block), block, &e, e.B, forms)
	}
	h, j, w := block.H, block.Basis.J, 2
	sum, outer := make([]float64, pack*tri(h+1)), make([]float64, e.B*max(tri(h+1), (h+1)*w))
	reportRatio(b, func() {
		simd.AddGemmTA64(sum, forms, outer, pack, e.B, tri(h+1))
		simd.AddGemmTA64(sum, metric.right, outer, j*h, e.B, (h+1)*w)
		simd.AddGemmTA64(sum, metric.inner, outer, tri(h), e.B, tri(w))
	})
}

func BenchmarkGrow(b *testing.B) {
	m := protein.model(1)
	points := newPoints(&protein, 1)
	var tree Tree
	for b.Loop() {
		tree.Grow(m, 500, points)
	}
}

// Every architecture at the default width on the toggle switch, 1000 states at
// a time: what a step of training consists of.
func BenchmarkTraining(b *testing.B) {
	s := shape{levels: []int{2, 2, 2, 2, 80, 80}, laws: []Law{
		{[]int{1, 0, 1, 0, 0, 0}, 1}, {[]int{0, 1, 0, 1, 0, 0}, 1},
	}}
	const rows = 1000
	for _, v := range variants {
		rng := rand.New(rand.NewPCG(1, 2))
		m, err := New(v.arch, s.sites(), Settings{Head: v.set.Head}, rng)
		if err != nil {
			b.Fatal(err)
		}
		n, u := make([]int, rows*len(s.levels)), make([]float64, rows*len(s.levels))
		for i := range u {
			u[i] = rng.Float64()
		}
		m.Sample(n, u)
		logs, weight, gradient := make([]float64, rows), make([]float64, rows), make([]float64, len(m.Params()))
		run := func(name string, f func()) {
			b.Run(v.String()+"/"+name, func(b *testing.B) {
				for b.Loop() {
					f()
				}
			})
		}
		run("Sample", func() { m.Sample(n, u) })
		run("LogProb", func() { m.LogProb(logs, n) })
		run("AddGradient", func() { m.AddGradient(gradient, n, weight) })
	}
}
