package van

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"vanscape/core/internal/check"
)

// jacobians returns dc/dtheta of the twin at rows of a batch (rows x J x P), by
// finite differences.
func (w *twin) jacobians(theta []float64, i int, n []int) [][][]float64 {
	theta = append([]float64(nil), theta...)
	_, phi := w.logits(i, 0)
	var all [][][]float64
	for ; len(n) > 0; n = n[len(w.levels):] {
		one := make([][]float64, len(phi))
		for j := range one {
			one[j] = make([]float64, len(theta))
			check.Gradient(one[j], theta, func() float64 { return w.coefficients(theta, i, n)[j] })
		}
		all = append(all, one)
	}
	return all
}

// eachBlock runs a test for the blocks of three conditionals: with genes for gates
// and counts for inputs, with no inputs, and with free logits. The batch holds
// some prefixes under the block's gate state, of which the test is to use fewer.
func eachBlock(t *testing.T, f func(t *testing.T, c *blockCase)) {
	s := &shape{"blocks", []int{2, 3, 9, 12, 3}, nil, 3, 3}
	m := s.model(5)
	rng := rand.New(rand.NewPCG(12, 13))
	for _, at := range [][2]int{{3, 4}, {2, 1}, {4, 2}, {0, 0}} {
		i, gate := at[0], at[1]
		c := &blockCase{m: m, b: m.Conditional(i).Blocks[gate], rng: rng}
		size := len(s.levels)
		for len(c.n) < 7*size {
			n := make([]int, size)
			for l, k := range s.levels {
				n[l] = rng.IntN(k)
			}
			if m.Conditional(i).Gate(n) == gate {
				c.n = append(c.n, n...)
			}
		}
		c.params = m.BlockParams(c.b)
		m.Evaluate(&c.e, i, gate, c.n, nil)
		c.jacobians = newTwin(s).jacobians(c.params, i, c.n)
		t.Run(fmt.Sprintf("site %d gate %d", i, gate), func(t *testing.T) { f(t, c) })
	}
}

type blockCase struct {
	m         *MLP
	b         *Block
	e         Batch
	n         []int
	params    []float64
	jacobians [][][]float64
	rng       *rand.Rand
}

func (c *blockCase) random(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = c.rng.NormFloat64()
	}
	return x
}

// dense unpacks form r of packed ones.
func (b *Basis) dense(forms []float64, r int) [][]float64 {
	m := make([][]float64, b.J)
	for i := range m {
		m[i] = make([]float64, b.J)
	}
	at := r * b.Packed()
	for i := range m {
		for j := range i + 1 {
			m[i][j], m[j][i] = forms[at], forms[at]
			at++
		}
	}
	return m
}

// The tolerances are what float32 activations leave of products of order ten.
const jacobianTolerance = 1e-5

func TestAssembleIsTheSumOfJacobians(t *testing.T) {
	eachBlock(t, func(t *testing.T, c *blockCase) {
		const rows = 5
		p, j := c.b.Size(), c.b.Basis.J
		forms := c.random(7 * c.b.Basis.Packed())
		got := c.random(p * p) // what stood there must not matter
		var metric Metric
		metric.Assemble(got, c.params, c.b, &c.e, 7, forms) // nor what the buffers held
		metric.Assemble(got, c.params, c.b, &c.e, rows, forms)
		want := make([]float64, p*p)
		for r := range rows {
			jac, form := c.jacobians[r], c.b.Basis.dense(forms, r)
			for a := range j {
				for b := range j {
					for x := range p {
						for y := range x + 1 {
							want[x*p+y] += jac[a][x] * form[a][b] * jac[b][y]
						}
					}
				}
			}
		}
		for x := range p {
			check.CloseSlice(t, fmt.Sprintf("row %d", x), got[x*p:x*p+x+1], want[x*p:x*p+x+1], jacobianTolerance)
		}
	})
}

// Global parameters move one coefficient, of the mean or of the width, by the
// same at every prefix.
func TestGlobalParametersMoveTheWholeConditional(t *testing.T) {
	eachBlock(t, func(t *testing.T, c *blockCase) {
		if free := c.b.Basis.K <= fewLevels; free != (len(c.b.Global()) == 0) {
			t.Fatalf("global parameters %v", c.b.Global())
		}
		for k, x := range c.b.Global() {
			for _, jac := range c.jacobians {
				for j := range jac {
					want := 0.0
					if j == k {
						want = 1
					}
					check.Close(t, fmt.Sprintf("dc_%d", j), jac[j][x], want, 1e-11)
				}
			}
		}
	})
}

func TestGradientAddsTheJacobianTransposed(t *testing.T) {
	eachBlock(t, func(t *testing.T, c *blockCase) {
		const first, rows = 2, 4
		p, j := c.b.Size(), c.b.Basis.J
		adjoint := c.random(rows * j)
		want := c.random(p)
		got := append([]float64(nil), want...)
		var g Gradient
		g.Add(got, c.params, c.b, &c.e, first, rows, adjoint)
		for r := range rows {
			for a, jac := range c.jacobians[first+r] {
				for x, v := range jac {
					want[x] += v * adjoint[r*j+a]
				}
			}
		}
		check.CloseSlice(t, "gradient", got, want, jacobianTolerance)
	})
}
