package van

import "vanscape/core/internal/simd"

// A Gradient sums gradients over the rows of a batch. The zero value is ready.
type Gradient struct {
	act, in, w, down []float64
}

// Add adds to grad (P) the gradient of sum_r adjoint_r . c_r over rows
// first..first+rows-1 of a batch, where c are the coefficients of the head and
// adjoint is rows x J.
func (g *Gradient) Add(grad, params []float64, b *Block, e *Batch, first, rows int, adjoint []float64) {
	h, j, w := b.H, b.Basis.J, len(b.inputs)+1
	act := grow(&g.act, rows*(h+1))
	float64s(act, e.act[first*(h+1):(first+rows)*(h+1)])
	simd.AddGemmTA64(grad[b.hidden():b.Size()], adjoint, act, j, rows, h+1)
	if h == 0 {
		return
	}
	in := grow(&g.in, rows*w)
	float64s(in, e.in[first*w:(first+rows)*w])
	down := grow(&g.down, rows*h)
	simd.Gemm64(down, adjoint, b.outputs(params, &g.w), rows, j, h)
	for r := range rows {
		for m := range h {
			a := act[r*(h+1)+m]
			down[r*h+m] *= 1 - a*a
		}
	}
	simd.AddGemmTA64(grad[:b.hidden()], down, in, h, rows, w)
}

// outputs gathers W without its bias column, J x H.
func (b *Block) outputs(params []float64, buffer *[]float64) []float64 {
	h, j := b.H, b.Basis.J
	w := grow(buffer, j*h)
	for i := range j {
		copy(w[i*h:(i+1)*h], params[b.hidden()+i*(h+1):])
	}
	return w
}

func float64s(dst []float64, src []float32) {
	for i, v := range src {
		dst[i] = float64(v)
	}
}
