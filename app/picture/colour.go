package picture

import "math"

// RGB is a colour of the screen (sRGB).
type RGB struct{ R, G, B uint8 }

// Colours is a colour map: a way from dark to bright that grows evenly in lightness, so that it stays readable in grey and with every
// common kind of colour blindness.
type Colours int

// The colour maps, of matplotlib (CC0).
const (
	Viridis Colours = iota // dark violet to bright yellow
	Cividis                // dark blue to yellow, which look nearly the same to people who do not tell red from green (J. R. Nuñez et al., doi:10.1371/journal.pone.0199239)
)

// anchors are the colours of the maps at 0, 1/9, ..., 1.
var anchors = [...][10]RGB{
	Viridis: {
		{68, 1, 84}, {72, 40, 120}, {62, 74, 137}, {49, 104, 142}, {38, 130, 142},
		{31, 158, 137}, {53, 183, 121}, {110, 206, 88}, {181, 222, 43}, {253, 231, 37},
	},
	Cividis: {
		{0, 32, 77}, {0, 51, 111}, {57, 72, 107}, {87, 92, 109}, {112, 113, 115},
		{138, 135, 121}, {166, 157, 117}, {196, 181, 108}, {228, 207, 91}, {255, 234, 70},
	},
}

// At returns the colour at u, from 0 (dark) to 1 (bright). Other u, NaN too, are taken as the nearer end.
func (c Colours) At(u float64) RGB {
	way := &anchors[c]
	if !(u > 0) {
		return way[0]
	}
	if u >= 1 {
		return way[len(way)-1]
	}
	at := u * float64(len(way)-1)
	i := int(at)
	f := at - float64(i)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + f*(float64(b)-float64(a)))) }
	a, b := way[i], way[i+1]
	return RGB{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// shades are the colour maps at i/255, for pictures with many cells.
var shades = func() (table [len(anchors)][256]RGB) {
	for c := range table {
		for i := range table[c] {
			table[c][i] = Colours(c).At(float64(i) / 255)
		}
	}
	return table
}()

// shade is the colour at u, from 0 to 1, of 256 ones.
func (c Colours) shade(u float32) RGB { return shades[c][int(255*u+0.5)] }

// Scale says how a probability becomes a colour or a height.
type Scale int

// The scales.
const (
	// Log is linear in ln p: the landscape as a potential, in which every peak and pass is seen however much mass the highest peak holds. Heights
	// go with the square root of p, the scale of the Hellinger distance.
	Log Scale = iota
	// Linear is proportional to p.
	Linear
	// Potential is Log, told as -ln p: what is likely lies low.
	Potential
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

// logs are log2 of 1 + i/256.
var logs = func() (table [257]float32) {
	for i := range table {
		table[i] = float32(math.Log2(1 + float64(i)/256))
	}
	return table
}()

// log2 is the binary logarithm of a positive p to four digits: what a colour needs, ten times faster than math.Log2.
func log2(p float32) float32 {
	const mantissa = 23
	bits := math.Float32bits(p)
	i := bits >> (mantissa - 8) & 0xff
	rest := float32(bits&(1<<(mantissa-8)-1)) / (1 << (mantissa - 8))
	return float32(int(bits>>mantissa)-127) + logs[i] + rest*(logs[i+1]-logs[i])
}

// shader returns Shade for many p and one top, to a hundredth of one of 256 colours.
func (s Scale) shader(top float64) func(p float32) float32 {
	if !(top > 0) {
		return func(float32) float32 { return 0 }
	}
	if s == Linear {
		by := float32(1 / top)
		return func(p float32) float32 {
			if !(p > 0) {
				return 0
			}
			return min(p*by, 1)
		}
	}
	const steepness = 1 / (decades * 3.3219280948873626) // log2(10)
	highest := log2(float32(top))
	return func(p float32) float32 {
		if !(p > math.SmallestNonzeroFloat32*1e8) { // far below any colour, and where log2 does not hold
			return 0
		}
		return min(max(1+steepness*(log2(p)-highest), 0), 1)
	}
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

// Unit is the name of the number that the scale shows.
func (s Scale) Unit() string {
	if s == Potential {
		return "−ln p"
	}
	return "p"
}

// label writes one of the scale's ticks.
func (s Scale) label(p float64) string {
	if s == Potential {
		return TickLabel(math.Round(-math.Log(p)))
	}
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
	// From just below the dark end upwards, so many steps of a factor.
	factor := 10.0
	if s == Potential {
		factor = math.Exp(2)
	}
	for power := math.Ceil(math.Log(top)/math.Log(factor)) - math.Floor(decades*math.Ln10/math.Log(factor)); ; power++ {
		p := math.Pow(factor, power)
		if p > top*1.000001 {
			return ticks
		}
		ticks = append(ticks, p)
	}
}

// Contours returns the shades at which contour lines are drawn when the largest probability is top, ascending: of the logarithmic scales at
// every power of ten and half way between, of the linear one at every fifth.
func (s Scale) Contours(top float64) []float64 {
	if !(top > 0) || math.IsInf(top, 0) {
		return nil
	}
	if s == Linear {
		return []float64{0.1, 0.3, 0.5, 0.7, 0.9}
	}
	var shades []float64
	for power := math.Ceil(2*math.Log10(top)) - 2*decades; ; power++ {
		u := s.Shade(math.Pow(10, power/2), top)
		if u >= 0.999 {
			return shades
		}
		if u > 0.02 {
			shades = append(shades, u)
		}
	}
}
