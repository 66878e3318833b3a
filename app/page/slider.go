package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
)

// slots is the number of steps of a slider.
const slots = 240

// bounds are the ends of a slider. Between ends of one sign that lie far apart it goes by factors, else by differences.
type bounds struct{ low, high float64 }

// boundsOf are the first bounds of a parameter: a factor of ten around its value, on its side of zero.
func boundsOf(value float64) bounds {
	switch {
	case value > 0:
		return bounds{tidy(value/10, 3), max(tidy(min(value*10, 1e308), 3), value)}
	case value < 0:
		return bounds{min(tidy(max(value*2, -1e308), 3), value), 0}
	}
	return bounds{0, 1}
}

// byFactors says whether steps are factors.
func (b bounds) byFactors() bool { return b.low > 0 && b.decades() >= math.Log10(5) }

// decades is how far the ends lie apart.
func (b bounds) decades() float64 { return math.Log10(b.high) - math.Log10(b.low) }

// around are the bounds that hold a value: wider where it lies outside.
func (b bounds) around(value float64) bounds {
	return bounds{min(b.low, value), max(b.high, value)}
}

// slot is the step next to a value.
func (b bounds) slot(value float64) int {
	part := 0.0
	switch {
	case b.byFactors():
		part = bounds{b.low, value}.decades() / b.decades()
	case b.high > b.low:
		part = (value/2 - b.low/2) / (b.high/2 - b.low/2)
	}
	return int(math.Round(slots * min(max(part, 0), 1)))
}

// value is the value at a step, with no more digits than tell it from its neighbours.
func (b bounds) value(slot int) float64 {
	switch {
	case slot <= 0:
		return b.low
	case slot >= slots:
		return b.high
	}
	part := float64(slot) / slots
	if b.byFactors() {
		digits := 1 - math.Log10(b.decades()*math.Ln10/slots)
		x := tidy(math.Pow(10, math.Log10(b.low)+part*b.decades()), int(math.Ceil(digits)))
		return min(max(x, b.low), b.high)
	}
	step := b.high/slots - b.low/slots
	x := b.low*(1-part) + b.high*part
	unit := math.Pow(10, math.Floor(math.Log10(step))-1)
	if rounded := math.Round(x/unit) * unit; unit > 0 && !math.IsInf(rounded, 0) {
		return tidy(rounded, 12)
	}
	return x
}

// tidy rounds to a number of significant digits.
func tidy(x float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', min(max(digits, 1), 17), 64), 64)
	return r
}

// written is a number as one types it.
func written(x float64) string {
	mantissa, exponent, large := strings.Cut(strconv.FormatFloat(x, 'g', -1, 64), "e")
	if !large {
		return mantissa
	}
	sign := strings.Trim(exponent[:1], "+")
	return mantissa + "e" + sign + strings.TrimLeft(exponent[1:], "0")
}

// readNumber reads a number as the text language writes it. fault says what is wrong with it, "" for nothing.
func readNumber(typed string) (x float64, fault string) {
	typed = strings.TrimSpace(typed)
	words := crn.Words(typed)
	if len(words) > 0 && words[0].Kind == crn.MarkWord && typed[:words[0].To] == "-" {
		words = words[1:]
	}
	shown := short(typed)
	if typed == "" {
		return 0, "a number is missing: type one such as 50 or 1e-4"
	}
	if len(words) != 1 || words[0].Kind != crn.NumberWord || words[0].To != len(typed) {
		return 0, fmt.Sprintf("%q is not a number: type one such as 50 or 1e-4", shown)
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(typed, " ", ""), 64)
	if err != nil || math.IsInf(x, 0) {
		return 0, shown + " is too large a number: the largest is about 1.8e308"
	}
	return x, ""
}
