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

// Shade is the place of probability p on the colour map when the largest one shown is top: sqrt(p/top). The square root keeps the foot of a
// peak visible, and it is the scale on which the Hellinger distance measures.
func Shade(p, top float64) float64 {
	if !(p > 0) || !(top > 0) {
		return 0
	}
	return math.Sqrt(min(p/top, 1))
}
