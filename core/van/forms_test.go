package van

import (
	"fmt"
	"math"
	"testing"

	"vanscape/core/internal/check"
)

func TestSquaresAndSteps(t *testing.T) {
	for _, b := range []*Basis{newBasis(HeadSmooth, 3, 3, 3, -1), newBasis(HeadSmooth, 30, 30, 5, -1)} {
		squares := b.Squares()
		if len(squares) != b.K*b.Packed() {
			t.Fatalf("%d squares", len(squares))
		}
		for _, v := range []int{1, -2, 3} {
			steps := b.Steps(v)
			for k := range b.K {
				square, step := b.dense(squares, k), b.dense(steps, k)
				for i := range b.J {
					for j := range b.J {
						x, y := b.Phi[k*b.J+i], b.Phi[k*b.J+j]
						check.Close(t, "square", square[i][j], x*y, 0)
						want := 0.0
						if to := k + v; to >= 0 && to < b.K {
							want = (b.Phi[to*b.J+i] - x) * (b.Phi[to*b.J+j] - y)
						}
						check.Close(t, "step", step[i][j], want, 0)
					}
				}
			}
		}
	}
}

// The Fisher matrix E[score score^T] over all states is block-diagonal, and its
// blocks are what Assemble makes of the covariances of phi under the conditionals.
func TestFisherByConditionalExpectation(t *testing.T) {
	for _, i := range []int{2, 4, 7, 9, 12} {
		s := &shapes[i]
		t.Run(s.name, func(t *testing.T) {
			m := s.model(3)
			w, states, size, p := newTwin(s), s.states(), len(s.levels), len(m.Params())
			rows := len(states) / size
			score := make([]float64, rows*p)
			m.Score(score, states)
			want := make([]float64, p*p)
			for r := range rows {
				weight := math.Exp(w.logProb(m.Params(), row(states, r, size)))
				one := score[r*p : (r+1)*p]
				for x, v := range one {
					for y, u := range one[:x+1] {
						want[x*p+y] += weight * v * u
					}
				}
			}

			var tree Tree
			tree.Grow(m, rows, newPoints(s, 1))
			got := make([]float64, p*p)
			for i := range s.levels {
				m.fisher(got, &tree, i)
			}
			for x := range p {
				check.CloseSlice(t, fmt.Sprintf("row %d", x), got[x*p:x*p+x+1], want[x*p:x*p+x+1], 2e-5)
			}
		})
	}
}

// fisher writes the Fisher blocks of site i, from the prefixes of a tree, into
// the matrix of all parameters.
func (m *MLP) fisher(dst []float64, tree *Tree, i int) {
	c := m.Conditional(i)
	if c.Determined() {
		return
	}
	var e Batch
	var metric Metric
	d, b, size, p := &tree.Depths[i], c.Basis, m.sites.Len(), len(m.params)
	squares := b.Squares()
	for gate, block := range c.Blocks {
		var n []int
		var weight []float64
		for r, v := range d.Weight {
			if prefix := row(d.N, r, size); c.Gate(prefix) == gate {
				n, weight = append(n, prefix...), append(weight, v)
			}
		}
		if len(weight) == 0 {
			continue
		}
		m.Evaluate(&e, i, gate, n, nil)
		forms := make([]float64, len(weight)*b.Packed())
		for r, v := range weight {
			form := forms[r*b.Packed() : (r+1)*b.Packed()]
			for k, p := range e.P[r*b.K : (r+1)*b.K] {
				for l := range form {
					form[l] += v * float64(p) * squares[k*b.Packed()+l]
				}
			}
			at := 0
			for x := range b.J {
				for y := range x + 1 {
					form[at] -= v * float64(e.Mean[r*b.J+x]) * float64(e.Mean[r*b.J+y])
					at++
				}
			}
		}
		one := make([]float64, block.Size()*block.Size())
		metric.Assemble(one, m.BlockParams(block), block, &e, len(weight), forms)
		for x := range block.Size() {
			copy(dst[(block.Offset+x)*p+block.Offset:], one[x*block.Size():x*block.Size()+x+1])
		}
	}
}
