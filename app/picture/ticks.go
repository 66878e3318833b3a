package picture

import "math"

// Ticks returns about n round numbers (1, 2 or 5 times a power of ten apart) in [lo, hi], ascending. It returns none when hi <= lo or n < 1.
func Ticks(lo, hi float64, n int) []float64 {
	step := tickStep(lo, hi, n)
	if step == 0 {
		return nil
	}
	var ticks []float64
	for i := math.Ceil(lo/step - 1e-9); i*step <= hi+1e-9*step; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks
}

// CountTicks is Ticks for the counts 0..limit: whole numbers.
func CountTicks(limit, n int) []int {
	if limit <= 0 {
		return []int{0}
	}
	step := max(1, int(math.Round(tickStep(0, float64(limit), n))))
	var ticks []int
	for i := 0; i <= limit; i += step {
		ticks = append(ticks, i)
	}
	return ticks
}

func tickStep(lo, hi float64, n int) float64 {
	if !(hi > lo) || math.IsInf(hi-lo, 0) || n < 1 {
		return 0
	}
	rough := (hi - lo) / float64(n)
	unit := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 5} {
		if rough <= m*unit*1.0000001 {
			return m * unit
		}
	}
	return 10 * unit
}
