package van

import "math"

// fewLevels is the number of levels up to which a site is a switch, such as a
// gene: its head has one free logit per level above 0, and it gates the
// conditionals behind it.
const fewLevels = 4

// A Basis is the head of a site: logit_k = Base[k] + sum_j Phi[k][j] c_j, where the
// coefficients c come from the context.
//
// The smooth head of a site with many levels has for Base a Poisson law of mean
// K/3 and for Phi the centred count, its square, and Gaussian bumps evenly
// spaced in sqrt(k), the scale on which a Poisson law has the same width
// everywhere. A Poisson law of any mean is then exact in the first coefficient
// alone, a narrow law at any count in the first two, and levels that were never
// sampled follow their neighbours.
//
// K in the layout is that of Sites.Scale. On levels beyond it every function goes on
// as the straight line that it ended with, so that a law which falls towards its old
// limit goes on falling, faster than a Poisson law of that slope. A parabola need
// not: its far end took all the probability. Further out than a bump's distance,
// straight lines that begin where a bump would have stood give the new levels a shape
// of their own.
type Basis struct {
	K, J int
	Base []float64 // K
	Phi  []float64 // K x J

	point                  int     // the count that has functions of its own, -1 for none
	centre, linear, square float64 // phi_0 = (k-centre)/linear, phi_1 = (k-centre)^2/square
	mean                   float64 // of the Poisson law in Base
	startMean, startSD     float64 // of what stands for a delta, see StartMean
	startShare             float64

	logits []float32 // (J+1) x K: Phi transposed, then Base
	phi    []float32 // K x J
}

func freeBasis(levels int) *Basis {
	b := &Basis{K: levels, J: levels - 1, Base: make([]float64, levels), Phi: make([]float64, levels*(levels-1)), startShare: StartShare}
	for k := 1; k < levels; k++ {
		b.Phi[k*b.J+k-1] = 1
	}
	return b
}

// A bump is bumpHeight exp(-z^2/2) with z the distance in sqrt(k + 3/8), the
// variance-stabilised count of Anscombe (1948), over bumpWidth spacings.
const (
	bumpHeight = 2
	bumpWidth  = 0.7
)

// farStart is how far from half the scale a certain count may be before the first two
// functions are centred on it instead. The logits of its narrow law are differences of terms
// that grow with the square of that distance: in float32 they are off by 0.3 % for 100
// counts, and nothing moves a law whose neighbours have drowned, as from 10,000.
const farStart = 100

func smoothBasis(levels, scale, bumps, point int) *Basis {
	top := float64(scale)
	spacing := math.Sqrt(top) / float64(max(bumps-1, 1))
	knots := knots(levels, scale, spacing)
	own := own(point)
	b := &Basis{
		K: levels, J: 2 + bumps + own + len(knots),
		point: point,

		startMean: StartMean, startSD: StartSD,

		Base:   make([]float64, levels),
		centre: top / 2,
		linear: math.Sqrt(top),
		square: top * math.Sqrt(top) / 2,
		mean:   top / 3,
	}
	if start := float64(point); start > b.centre+farStart || point > 0 && start < b.centre-farStart {
		b.centre = start
	}
	b.Phi = make([]float64, levels*b.J)
	peak, _ := math.Lgamma(b.mean + 1)
	peak = b.mean*math.Log(b.mean) - peak
	for k := range levels {
		n := float64(k)
		factorial, _ := math.Lgamma(n + 1)
		b.Base[k] = n*math.Log(b.mean) - factorial - peak
		phi := b.Phi[k*b.J : (k+1)*b.J]
		d := n - b.centre
		phi[0], phi[1] = d/b.linear, d*d/b.square
		for j := range bumps {
			z := (math.Sqrt(n+0.375) - float64(j)*spacing) / (bumpWidth * spacing)
			phi[2+j] = single(bumpHeight * math.Exp(-z*z/2))
		}
		if k >= scale {
			last, before := b.Phi[(scale-1)*b.J:], b.Phi[(scale-2)*b.J:]
			for j := range 2 + bumps {
				phi[j] = last[j] + float64(float64(k-scale+1)*(last[j]-before[j]))
			}
		}
		if own > 0 && k == point {
			phi[2+bumps] = 1
		}
		if own > 1 && k > point {
			phi[2+bumps+1] = 1
		}
		for j, knot := range knots {
			phi[2+bumps+own+j] = float64(max(0, k-knot)) / b.linear
		}
	}
	return b
}

// own returns how many functions the point has: one for the count itself, and one
// for the step between what is below and above it.
func own(point int) int { return min(point+1, 2) }

// knots returns where the straight lines of levels beyond the scale begin: one
// spacing of bumps beyond it, and so on.
func knots(levels, scale int, spacing float64) (knots []int) {
	for root := math.Sqrt(float64(scale)) + spacing; ; root += spacing {
		knot := int(root * root)
		if knot >= levels-1 {
			return knots
		}
		knots = append(knots, knot)
	}
}

// single rounds to float32: what the network computes with, and the same on
// every platform, where math.Exp may differ in the last bit.
func single(x float64) float64 { return float64(float32(x)) }

// poisson sets c (J) to the coefficients of a Poisson law, for the smooth head.
func (b *Basis) poisson(c []float64, mean float64) {
	clear(c)
	c[0] = b.linear * math.Log(mean/b.mean)
}

// narrow sets c (J) so that the logits have their top at n and the curvature of
// a Gaussian with the given standard deviation there, for the smooth head.
func (b *Basis) narrow(c []float64, n int, sd float64) {
	clear(c)
	x := float64(n)
	base := func(x float64) float64 {
		factorial, _ := math.Lgamma(x + 1)
		return x*math.Log(b.mean) - factorial
	}
	slope := base(x+0.5) - base(x-0.5)
	bend := base(x+0.5) - 2*base(x) + base(x-0.5)
	bend *= 4
	c[1] = (-1/(sd*sd) - bend) * b.square / 2
	c[0] = (-slope - 2*c[1]*(x-b.centre)/b.square) * b.linear
}

// prepare makes the float32 tables of the smooth head; free logits need none.
func (b *Basis) prepare() {
	if b.free() {
		return
	}
	b.logits = make([]float32, (b.J+1)*b.K)
	transpose(b.logits, b.Phi, b.K, b.J)
	b.phi = make([]float32, len(b.Phi))
	for i, v := range b.Phi {
		b.phi[i] = float32(v)
	}
	for k, v := range b.Base {
		b.logits[b.J*b.K+k] = float32(v)
	}
}
