package van

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The points of a coordinate are spread much better than random ones, whose
// largest gap is about ln(count) times the even spacing and whose discrepancy is
// about 1/sqrt(count).
func TestPointsAreSpread(t *testing.T) {
	const count = 50_000
	for dims := 1; dims <= 6; dims++ {
		p := NewPoints(dims, rand.New(rand.NewPCG(1, uint64(dims))))
		p.Skip(123_456_789)
		for d := range dims {
			var x []float64
			for i := range count {
				x = append(x, p.At(d, i))
			}
			slices.Sort(x)
			gap, discrepancy := x[0]+1-x[count-1], 0.0
			for i, v := range x {
				if i > 0 {
					gap = max(gap, v-x[i-1])
				}
				discrepancy = max(discrepancy, math.Abs(v-(float64(i)+0.5)/count))
			}
			if x[0] < 0 || x[count-1] >= 1 || dims <= 2 && gap > 3.0/count || discrepancy > 0.3/math.Sqrt(count) {
				t.Errorf("dimension %d of %d: from %v to %v, gap %v, discrepancy %v", d, dims, x[0], x[count-1], gap, discrepancy)
			}
		}
	}
}

// Any box in two dimensions gets its share of the points.
func TestPointsAreJointlySpread(t *testing.T) {
	const count = 4000
	for _, dims := range []int{2, 3, 6} {
		p := NewPoints(dims, rand.New(rand.NewPCG(2, uint64(dims))))
		for d := range dims {
			for e := range d {
				inside := 0
				for i := range count {
					if p.At(d, i) < 0.3 && p.At(e, i) > 0.55 {
						inside++
					}
				}
				if share := float64(inside) / count; math.Abs(share-0.3*0.45) > 0.01 {
					t.Errorf("dimensions %d and %d of %d: share %v", e, d, dims, share)
				}
			}
		}
	}
}

func TestSkip(t *testing.T) {
	p := NewPoints(3, rand.New(rand.NewPCG(4, 5)))
	q := NewPoints(3, rand.New(rand.NewPCG(4, 5)))
	q.Skip(40)
	q.Skip(2)
	for d := range 3 {
		if p.At(d, 45) != q.At(d, 3) {
			t.Errorf("dimension %d: %v and %v", d, p.At(d, 45), q.At(d, 3))
		}
	}
	if p.At(0, 0) == NewPoints(3, rand.New(rand.NewPCG(4, 6))).At(0, 0) {
		t.Error("two seeds, one shift")
	}
}
