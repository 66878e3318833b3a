package evolve

import (
	"hash/fnv"
	"math"
	"testing"
)

// TestSameNumbersEverywhere pins the parameters after some steps to the last
// bit. The test runs natively, on vectors and on scalars, and under WebAssembly,
// so a seed gives one run on all of them. If a change means to alter the
// numbers, it changes the hash; if platforms disagree, one of them fails.
func TestSameNumbersEverywhere(t *testing.T) {
	const want = 0x87fa911fc0dec7a1
	g := generator(t, feedback, 2, 2, 12, 12)
	sum := fnv.New64a()
	for s, err := range Run(g, []float64{0.05}, Settings{Seed: 9, Samples: 60}) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Frame < 0 {
			continue
		}
		for _, p := range s.Model.Params() {
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
