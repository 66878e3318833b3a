package check

// differenceStep is the step of Gradient: for functions of order one that vary
// over distances of order one, truncation (its fourth power) and rounding (1e-16
// over it) both stay below 1e-11.
const differenceStep = 1e-3

// Gradient sets dst to the gradient of f at x by five-point central
// differences. x is restored.
func Gradient(dst, x []float64, f func() float64) {
	for i, v := range x {
		at := func(steps float64) float64 {
			x[i] = v + steps*differenceStep
			return f()
		}
		dst[i] = (8*(at(1)-at(-1)) - (at(2) - at(-2))) / (12 * differenceStep)
		x[i] = v
	}
}
