package picture

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Number writes x with the given number of significant digits (at least 1): plainly where that is short, otherwise as 2.1·10⁻⁵ or 10⁻⁶. What is not
// finite is a dash.
func Number(x float64, digits int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	if x == 0 {
		return "0"
	}
	s := strconv.FormatFloat(x, 'e', digits-1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	power, _ := strconv.Atoi(exponent)
	if power < -4 || power >= 6 {
		if mantissa = trimZeros(mantissa); mantissa == "1" {
			return "10" + superscript(power)
		}
		return mantissa + "·10" + superscript(power)
	}
	return strconv.FormatFloat(x, 'f', max(digits-1-power, 0), 64)
}

// TickLabel writes the round number x, such as Ticks gives, as short as it goes.
func TickLabel(x float64) string {
	s := Number(x, 2)
	if strings.Contains(s, "·") {
		return s
	}
	return trimZeros(s)
}

// Spread writes mean and sd with the same number of decimals: three significant digits for the larger of the two, but at
// most two decimals above 0.1 and three below, which is what a column holds.
func Spread(mean, sd float64) (string, string) {
	size := max(math.Abs(mean), sd)
	if math.IsNaN(size) || math.IsInf(size, 0) {
		return "–", "–"
	}
	decimals := 2
	if size > 0 {
		decimals = min(max(2-int(math.Floor(math.Log10(size))), 0), 3)
		if size >= 0.1 {
			decimals = min(decimals, 2)
		}
	}
	return strconv.FormatFloat(mean, 'f', decimals, 64), strconv.FormatFloat(sd, 'f', decimals, 64)
}

// Decimals is the number of decimals that tell every one of xs apart from its neighbours and from zero, at most 6: of times 0, 0.2, 0.4 it is 1.
func Decimals(xs []float64) int {
	for d := 0; d < 6; d++ {
		scale := math.Pow(10, float64(d))
		exact := true
		for _, x := range xs {
			if r := x * scale; math.Abs(r-math.Round(r)) > 1e-6*scale {
				exact = false
				break
			}
		}
		if exact {
			return d
		}
	}
	return 6
}

// Fixed writes x with the given number of decimals.
func Fixed(x float64, decimals int) string { return strconv.FormatFloat(x, 'f', decimals, 64) }

// Whole writes n in groups of three digits, split by a thin space: 25 600.
func Whole(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	if len(s) <= 4 {
		return sign + s
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteRune('\u202f')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Span writes a wall-clock time in the unit a person would choose: 0.4 s, 12 s, 3 min, 2 h.
func Span(d time.Duration) string {
	s := d.Seconds()
	switch {
	case s < 9.95:
		return Fixed(s, 1) + " s"
	case s < 99.5:
		return Fixed(s, 0) + " s"
	case s < 99.5*60:
		return Fixed(s/60, 0) + " min"
	}
	return Fixed(s/3600, 0) + " h"
}

func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func superscript(n int) string {
	return strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").
		Replace(strconv.Itoa(n))
}
