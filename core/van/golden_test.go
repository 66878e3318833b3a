package van

import (
	"hash/fnv"
	"math"
	"testing"
)

// TestSameTrainingEverywhere pins the parameters of every architecture and head
// after some steps of training to the last bit. It runs natively, on vectors and on
// scalars, and under WebAssembly: if platforms disagree, one of them fails.
func TestSameTrainingEverywhere(t *testing.T) {
	const want = 0x92112957e0e821e5
	s := &shapes[6]
	sum := fnv.New64a()
	for _, v := range variants {
		m := s.varied(v, 4)
		const rows = 600
		n, u := make([]int, rows*len(s.levels)), make([]float64, rows*len(s.levels))
		points := newPoints(s, 1)
		weight, gradient := make([]float64, rows), make([]float64, len(m.Params()))
		for range 5 {
			for r := range rows {
				weight[r] = float64(r%5-2) / rows
				for i := range s.levels {
					u[r*len(s.levels)+i] = points.At(i, r)
				}
			}
			points.Skip(rows)
			m.Sample(n, u)
			clear(gradient)
			m.AddGradient(gradient, n, weight)
			for i, g := range gradient {
				m.Params()[i] += 0.5 * g
			}
		}
		for _, p := range m.Params() {
			bits := math.Float64bits(p)
			for range 8 {
				sum.Write([]byte{byte(bits)})
				bits >>= 8
			}
		}
	}
	if got := sum.Sum64(); got != want {
		t.Errorf("the parameters hash to %#x, want %#x", got, uint64(want))
	}
}
