package picture

import "math"

// RGB is a colour of the screen (sRGB).
type RGB struct{ R, G, B uint8 }

// anchors of the colour map viridis (of matplotlib, CC0) at 0, 1/9, ..., 1. It grows evenly in lightness and stays readable with
// every common kind of colour blindness and in grey.
var anchors = [...]RGB{
	{68, 1, 84}, {72, 40, 120}, {62, 74, 137}, {49, 104, 142}, {38, 130, 142},
	{31, 158, 137}, {53, 183, 121}, {110, 206, 88}, {181, 222, 43}, {253, 231, 37},
}

// Viridis returns the colour at u, from 0 (dark violet) to 1 (bright yellow). Other u, NaN too, are taken as the nearer end.
func Viridis(u float64) RGB {
	if !(u > 0) {
		return anchors[0]
	}
	if u >= 1 {
		return anchors[len(anchors)-1]
	}
	at := u * float64(len(anchors)-1)
	i := int(at)
	f := at - float64(i)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + f*(float64(b)-float64(a)))) }
	a, b := anchors[i], anchors[i+1]
	return RGB{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// shades is Viridis at i/255, for pictures with many cells.
var shades = func() (table [256]RGB) {
	for i := range table {
		table[i] = Viridis(float64(i) / 255)
	}
	return table
}()

// Scale says how a probability becomes a colour or a height.
type Scale int

// The scales.
const (
	// Log is linear in ln p: the landscape as a potential, in which every peak and pass is seen however much mass the highest peak holds. Heights
	// go with the square root of p, the scale of the Hellinger distance.
	Log Scale = iota
	// Linear is proportional to p.
	Linear
)

// decades is how far below the top the dark end of the scale Log is, in powers of ten.
const decades = 4

// Shade is the place of probability p on the colour map, 0 to 1, when the largest one shown is top.
func (s Scale) Shade(p, top float64) float64 {
	if !(p > 0) || !(top > 0) {
		return 0
	}
	if s == Linear {
		return min(p/top, 1)
	}
	return min(max(1+math.Log10(p/top)/decades, 0), 1)
}

// Height is the height of a bar of probability p as a share of one of probability top.
func (s Scale) Height(p, top float64) float64 {
	if !(p > 0) || !(top > 0) {
		return 0
	}
	if s == Linear {
		return min(p/top, 1)
	}
	return math.Sqrt(min(p/top, 1))
}

// label writes one of the scale's ticks.
func (s Scale) label(p float64) string {
	if s == Log && p < 0.05 {
		return "10" + superscript(int(math.Round(math.Log10(p))))
	}
	return TickLabel(p)
}

// ticks returns probabilities to write beside a colour map, ascending.
func (s Scale) ticks(top float64) []float64 {
	if s == Linear {
		return Ticks(0, top, 5)
	}
	if !(top > 0) || math.IsInf(top, 0) {
		return nil
	}
	var ticks []float64
	for power := math.Ceil(math.Log10(top)) - decades; ; power++ {
		p := math.Pow(10, power)
		if p > top*1.000001 {
			return ticks
		}
		ticks = append(ticks, p)
	}
}
