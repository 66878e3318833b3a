package picture

import (
	"math"
	"slices"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   string
	}{
		{0, 3, "0"}, {1, 3, "1.00"}, {24.3123, 3, "24.3"}, {0.99996, 3, "1.00"}, {123456, 3, "123456"}, {-0.5, 2, "-0.50"},
		{0.00021, 2, "0.00021"}, {2.1e-5, 2, "2.1·10⁻⁵"}, {2e-14, 2, "2·10⁻¹⁴"}, {1.5e7, 2, "1.5·10⁷"}, {100000, 1, "100000"},
		{math.NaN(), 2, "–"}, {math.Inf(1), 2, "–"},
	} {
		if got := Number(c.x, c.digits); got != c.want {
			t.Errorf("Number(%g, %d) = %q, want %q", c.x, c.digits, got, c.want)
		}
	}
}

func TestTickLabel(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.001: "0.001", 0.5: "0.5", 40: "40", 200: "200", 1e-6: "10⁻⁶", 5e-7: "5·10⁻⁷"} {
		if got := TickLabel(x); got != want {
			t.Errorf("TickLabel(%g) = %q, want %q", x, got, want)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		mean, sd        float64
		wantMean, wantS string
	}{
		{32.771, 21.456, "32.8", "21.5"}, {0.6123, 0.4872, "0.61", "0.49"}, {0, 0, "0.00", "0.00"}, {1234.5, 10.2, "1234", "10"},
		{0.0123, 0.0048, "0.012", "0.005"}, {0.0001, 0.01, "0.000", "0.010"}, {3, 100, "3", "100"}, {math.NaN(), 1, "–", "–"},
	} {
		if mean, sd := Spread(c.mean, c.sd); mean != c.wantMean || sd != c.wantS {
			t.Errorf("Spread(%g, %g) = %s, %s, want %s, %s", c.mean, c.sd, mean, sd, c.wantMean, c.wantS)
		}
	}
}

func TestDecimals(t *testing.T) {
	for _, c := range []struct {
		xs   []float64
		want int
	}{
		{nil, 0}, {[]float64{0, 1, 2}, 0}, {[]float64{0, 0.2, 40 * 3.0 / 200}, 1}, {[]float64{0.25}, 2}, {[]float64{1.0 / 3}, 6}, {[]float64{100 * 7.0 / 200}, 1},
	} {
		if got := Decimals(c.xs); got != c.want {
			t.Errorf("Decimals(%v) = %d, want %d", c.xs, got, c.want)
		}
	}
}

func TestWholeAndSpan(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 5151: "5151", 25600: "25\u202f600", -1234567: "−1\u202f234\u202f567"} {
		if got := Whole(n); got != want {
			t.Errorf("Whole(%d) = %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{0: "0.0 s", 400 * time.Millisecond: "0.4 s", 12300 * time.Millisecond: "12 s", 150 * time.Second: "2 min", 5 * time.Hour: "5 h"} {
		if got := Span(d); got != want {
			t.Errorf("Span(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   []float64
	}{
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}}, {0, 0.0031, 3, []float64{0, 0.002}}, {3, 17, 3, []float64{5, 10, 15}}, {0, 79, 4, []float64{0, 20, 40, 60}},
		{1, 1, 4, nil}, {2, 1, 4, nil}, {0, 1, 0, nil}, {0, math.Inf(1), 3, nil}, {math.NaN(), 1, 3, nil},
	} {
		got := Ticks(c.lo, c.hi, c.n)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("Ticks(%g, %g, %d) = %v, want %v", c.lo, c.hi, c.n, got, c.want)
		}
	}
	for _, c := range []struct {
		limit, n int
		want     []int
	}{{0, 4, []int{0}}, {1, 5, []int{0, 1}}, {3, 5, []int{0, 1, 2, 3}}, {79, 2, []int{0, 50}}, {9, 2, []int{0, 5}}} {
		if got := CountTicks(c.limit, c.n); !slices.Equal(got, c.want) {
			t.Errorf("CountTicks(%d, %d) = %v, want %v", c.limit, c.n, got, c.want)
		}
	}
}

func TestHundredths(t *testing.T) {
	for x, want := range map[float64]string{0: "0.00", 1.005: "1.00", 12.345: "12.35", -3.999: "-4.00", -0.001: "0.00", 1234.5: "1234.50", -0.07: "-0.07"} {
		if got := string(hundredths(nil, x)); got != want {
			t.Errorf("%g is written as %s, want %s", x, got, want)
		}
	}
}
