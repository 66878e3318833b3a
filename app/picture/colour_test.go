package picture

import (
	"math"
	"slices"
	"testing"
)

// lightness is CIE L* of an sRGB colour, by the formulas of the standard (IEC 61966-2-1, CIE 15).
func lightness(c RGB) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	y := 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
	if y > 216.0/24389 {
		return 116*math.Cbrt(y) - 16
	}
	return y * 24389 / 27
}

// A perceptually uniform map climbs evenly in lightness, from about 12 or 15 to 91.
func TestColoursClimbEvenly(t *testing.T) {
	const n = 64
	for _, c := range []Colours{Viridis, Cividis} {
		first, last := lightness(c.At(0)), lightness(c.At(1))
		if first > 16 || last < 90 {
			t.Errorf("map %d: lightness goes from %.1f to %.1f", c, first, last)
		}
		mean := (last - first) / n
		for i := range n {
			rise := lightness(c.At(float64(i+1)/n)) - lightness(c.At(float64(i)/n))
			// 8-bit colours make steps of up to 0.5 uneven.
			if rise < 0.25*mean || rise > 2*mean {
				t.Errorf("map %d: lightness rises by %.2f at %d/%d, %.2f on average", c, rise, i, n, mean)
			}
		}
	}
}

func TestColoursOutside(t *testing.T) {
	for u, want := range map[float64]RGB{-1: {68, 1, 84}, 2: {253, 231, 37}, math.Inf(-1): {68, 1, 84}, math.Inf(1): {253, 231, 37}} {
		if got := Viridis.At(u); got != want {
			t.Errorf("at %g: %v, want %v", u, got, want)
		}
	}
	if got := Viridis.At(math.NaN()); got != (RGB{68, 1, 84}) {
		t.Errorf("at NaN: %v", got)
	}
}

func TestShadeAndHeight(t *testing.T) {
	for _, c := range []struct {
		scale                 Scale
		p, top, shade, height float64
	}{
		{Linear, 0, 1, 0, 0}, {Linear, 0.25, 1, 0.25, 0.25}, {Linear, 2, 1, 1, 1}, {Linear, 0.01, 0.04, 0.25, 0.25},
		{Log, 1, 1, 1, 1}, {Log, 0.01, 1, 0.5, 0.1}, {Log, 1e-4, 1, 0, 0.01}, {Log, 1e-9, 1, 0, math.Sqrt(1e-9)}, {Log, 2, 1, 1, 1}, {Log, 0.004, 0.4, 0.5, 0.1},
		{Log, -1, 1, 0, 0}, {Log, 0.1, 0, 0, 0}, {Log, math.NaN(), 1, 0, 0}, {Linear, math.NaN(), 1, 0, 0},
	} {
		if got := c.scale.Shade(c.p, c.top); math.Abs(got-c.shade) > 1e-12 {
			t.Errorf("scale %d: Shade(%g, %g) = %g, want %g", c.scale, c.p, c.top, got, c.shade)
		}
		if got := c.scale.Height(c.p, c.top); math.Abs(got-c.height) > 1e-12 {
			t.Errorf("scale %d: Height(%g, %g) = %g, want %g", c.scale, c.p, c.top, got, c.height)
		}
	}
}

func TestPotential(t *testing.T) {
	for _, top := range []float64{1, 0.3, 1e-5} {
		ticks := Potential.ticks(top)
		if len(ticks) < 4 || len(ticks) > 6 {
			t.Errorf("top %g: ticks %v", top, ticks)
		}
		for _, p := range ticks {
			if p > top*1.00001 || Potential.Shade(p, top) < 0 || Potential.label(p) != TickLabel(math.Round(-math.Log(p))) || math.Abs(math.Remainder(math.Log(p), 2)) > 1e-9 {
				t.Errorf("top %g: tick %g, %s", top, p, Potential.label(p))
			}
		}
	}
	if Potential.Shade(0.01, 1) != Log.Shade(0.01, 1) || Potential.Unit() != "−ln p" || Log.Unit() != "p" {
		t.Error("the potential is no other look at ln p")
	}
}

func TestContourShades(t *testing.T) {
	for top, want := range map[float64]int{1: 7, 0.5: 8, 0.02: 8} {
		shades := Log.Contours(top)
		if len(shades) != want || !slices.IsSorted(shades) {
			t.Errorf("top %g: %v", top, shades)
		}
		for _, u := range shades { // a power of ten or its half way
			if power := 2 * math.Log10(top*math.Pow(10, decades*(u-1))); math.Abs(power-math.Round(power)) > 1e-9 || u <= 0 || u >= 1 {
				t.Errorf("top %g: shade %g", top, u)
			}
		}
	}
	if Log.Contours(0) != nil || Linear.Contours(math.Inf(1)) != nil || len(Linear.Contours(0.1)) != 5 {
		t.Error("contours of nothing")
	}
}

// The fast shades are those of Shade, far better than the 255 steps of a colour.
func TestShaderIsShade(t *testing.T) {
	for _, s := range []Scale{Log, Linear, Potential} {
		for _, top := range []float64{1, 0.37, 2e-5, 0, math.NaN()} {
			shade := s.shader(top)
			for p := 1e-42; p < 10; p *= 1.37 {
				if got, want := shade(float32(p)), s.Shade(float64(float32(p)), top); math.Abs(float64(got)-want) > 2e-5 {
					t.Errorf("scale %d: %g of %g has shade %g, want %g", s, p, top, got, want)
				}
			}
			for _, p := range []float32{0, -1, float32(math.NaN()), float32(math.Inf(1))} {
				if got := shade(p); got != 0 && got != 1 {
					t.Errorf("scale %d: %g of %g has shade %g", s, p, top, got)
				}
			}
		}
	}
}
