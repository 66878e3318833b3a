package evolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestIndexAgainstMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var x index
	for range 3 {
		x.reset()
		var rows [][]int
		at := func(p place, key []int) bool { return slices.Equal(rows[p.row], key) }
		known := map[string]int32{}
		for range 5000 {
			n := []int{rng.IntN(20), rng.IntN(20), rng.IntN(20)}
			s := x.find(n, at)
			row, seen := known[fmt.Sprint(n)]
			if x.holds(s) != seen || seen && s.place.row != row {
				t.Fatalf("%v: found %v at %v, want %v at %d", n, x.holds(s), s.place, seen, row)
			}
			if !seen {
				row = int32(len(rows))
				rows = append(rows, n)
				known[fmt.Sprint(n)] = row
				x.put(s, place{row: row})
			}
		}
	}
}
