package evolve

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"
)

// chain is the linear cascade of the gallery with any number of species.
func chain(species int) string {
	var b strings.Builder
	b.WriteString("0 -> X1 @ 10\n")
	for i := 1; i <= species; i++ {
		fmt.Fprintf(&b, "X%d -> 0 @ 1\n", i)
		if i < species {
			fmt.Fprintf(&b, "X%d -> X%d @ 5\n", i, i+1)
		}
	}
	return b.String()
}

// How the time of a step and the memory grow with the number of species, from t = 1 of the
// linear cascade on, and by which power of that number since the fewest.
func BenchmarkSpecies(b *testing.B) {
	first := 0.0
	for _, species := range []int{5, 15, 50, 100} {
		b.Run(fmt.Sprint(species), func(b *testing.B) {
			var t testing.T
			levels := make([]int, species)
			for i := range levels {
				levels[i] = 20
			}
			g := generator(&t, chain(species), levels...)
			for b.Loop() {
				runtime.GC()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				begin, steps := time.Now(), 0
				for s, err := range Run(g, []float64{1, 1.5}, Settings{Seed: 1}) {
					if err != nil {
						b.Fatal(err)
					}
					if s.Frame == 0 {
						begin, steps = time.Now(), s.Steps
						runtime.ReadMemStats(&after)
					}
					if s.Frame == 1 {
						steps = s.Steps - steps
					}
				}
				per := time.Since(begin).Seconds() / float64(steps)
				if first == 0 {
					first = per
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(per*1e3, "ms/step")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
				if species > 5 {
					b.ReportMetric(math.Log(per/first)/math.Log(float64(species)/5), "power")
				}
			}
		})
	}
}
