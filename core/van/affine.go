package van

import (
	"math"
	"math/rand/v2"

	"vanscape/core/internal/simd"
)

// An affine is a map y = W [x, 1] with W (out x (in+1)) among the parameters.
// Inputs are kept with their 1, as rows of in+1, so that weights and biases are
// one product on the way up and one on the way back.
type affine struct {
	in, out int
	at      int       // offset of W in the parameters
	spread  float64   // sqrt(in) times the standard deviation of the initial weights
	bias    float64   // standard deviation of the initial biases
	wt      []float32 // (in+1) x out: W transposed
}

// size returns the number of parameters.
func (a *affine) size() int { return a.out * (a.in + 1) }

// fill sets W at its place among the parameters.
func (a *affine) fill(params []float64, rng *rand.Rand) {
	spread := a.spread / math.Sqrt(float64(a.in))
	for o := range a.out {
		w := params[a.at+o*(a.in+1):][:a.in+1]
		for i := range a.in {
			w[i] = spread * rng.NormFloat64()
		}
		w[a.in] = a.bias * rng.NormFloat64()
	}
}

// load reads W for up.
func (a *affine) load(params []float64) {
	transpose(grow(&a.wt, a.size()), params[a.at:a.at+a.size()], a.out, a.in+1)
}

// up sets y (rows x out) from x (rows x (in+1)).
func (a *affine) up(y, x []float32, rows int) {
	simd.Gemm32(y, x, a.wt, rows, a.in+1, a.out)
}

// A descent is the way back through a network for some rows of a batch of
// states. It is made in float64, for it ends in sums over many rows.
type descent struct {
	params []float64
	rows   []int32
	to     *sink
	x      []float64
}

// through adds the gradient of a map at x (rows x (in+1)) from the adjoint of y
// (rows x out), and sets down (rows x (in+1)) to the adjoint of x, with a last
// column of no meaning, unless it is nil.
func (d *descent) through(a *affine, down, adjoint []float64, x []float32) {
	rows, w := len(d.rows), a.in+1
	wide := grow(&d.x, rows*w)
	float64s(wide, x[:rows*w])
	d.to.add(a.at, adjoint, wide, a.out, w, d.rows)
	if down != nil {
		simd.Gemm64(down, adjoint, d.params[a.at:a.at+a.size()], rows, a.out, w)
	}
}
