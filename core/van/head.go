package van

import (
	"fmt"
	"math"

	"vanscape/core/internal/simd"
)

// A Head says how the conditionals of a model make logits of coefficients.
type Head int

const (
	// HeadSmooth has a few smooth functions of the count for a site of many
	// levels, and free logits for one of at most 4: see Basis.
	HeadSmooth Head = iota
	// HeadCategorical has one free logit for each level above 0. It holds any law,
	// but a level that is not sampled is not learnt.
	HeadCategorical
)

var headNames = []string{"smooth", "categorical"}

// String returns the name that ParseHead reads.
func (h Head) String() string { return name(headNames, int(h)) }

// ParseHead returns the head of a name: smooth or categorical.
func ParseHead(text string) (Head, error) {
	i, err := parse("head", headNames, text)
	return Head(i), err
}

// heads makes the heads of a model; sites with the same levels and scale have
// one.
type heads struct {
	kind   Head
	bumps  int
	narrow float64 // Settings.Narrow
	made   map[[3]int]*Basis
}

// of returns the head of site i.
func (h *heads) of(sites *Sites, i int) *Basis {
	key := [3]int{sites.Levels[i], sites.scale(i), sites.point(i)}
	if b := h.made[key]; b != nil {
		return b
	}
	b := newBasis(h.kind, key[0], key[1], h.bumps, key[2])
	if h.narrow > 0 {
		b.narrows(h.narrow)
	}
	b.prepare()
	if h.made == nil {
		h.made = map[[3]int]*Basis{}
	}
	h.made[key] = b
	return b
}

// newBasis returns the head of a site with features laid out on scale levels. The
// smooth one has the given number of bumps, or as many as make it as free as free
// logits.
func newBasis(kind Head, levels, scale, bumps, point int) *Basis {
	if kind == HeadCategorical || scale <= fewLevels {
		return freeBasis(levels)
	}
	return smoothBasis(levels, scale, min(bumps, scale-3), point)
}

// free reports whether coefficient j is the logit of level j+1 itself, beside 0
// for level 0.
func (b *Basis) free() bool { return b.linear == 0 }

// forbidden is the logit of a level that a law rules out.
const forbidden = -1e30

// softmax sets P, LogZ and Mean of a batch from its coefficients. Levels that
// mask (B x K, or nil for none) holds false have no probability.
func (b *Basis) softmax(e *Batch, mask []bool) {
	rows, j, k := e.B, b.J, b.K
	p := grow(&e.P, rows*k)
	if b.free() {
		for r := range rows {
			p[r*k] = 0
			copy(p[r*k+1:(r+1)*k], e.co[r*(j+1):])
		}
	} else {
		simd.Gemm32(p, e.co, b.logits, rows, j+1, k)
	}
	for i, ok := range mask {
		if !ok {
			p[i] = forbidden
		}
	}
	simd.Softmax32(p, grow(&e.LogZ, rows), rows, k)
	for i, ok := range mask {
		if !ok {
			p[i] = 0
		}
	}
	mean := grow(&e.Mean, rows*j)
	if b.free() {
		for r := range rows {
			copy(mean[r*j:(r+1)*j], p[r*k+1:])
		}
		return
	}
	simd.Gemm32(mean, p, b.phi, rows, k, j)
}

// logit returns the logit of a level from the coefficients c (J).
func (b *Basis) logit(k int, c []float32) float64 {
	if b.free() {
		if k == 0 {
			return 0
		}
		return float64(c[k-1])
	}
	logit := b.Base[k]
	for j, v := range b.Phi[k*b.J : (k+1)*b.J] {
		logit += v * float64(c[j])
	}
	return logit
}

// The narrow law that stands for a delta, which has no score: its Fisher matrix
// is zero and nothing could move it. Start makes it.
const (
	StartMean  = 0.01 // mean of the Poisson law that stands for a count of 0
	StartSD    = 0.35 // standard deviation of the Gaussian that stands for another count; 0.18 on the integers
	StartShare = 1e-4 // probability that a few-level site is not at its start, and weight of the tails of free logits
)

// narrows makes the law that start sets leave the probability share to a neighbour.
func (b *Basis) narrows(share float64) {
	b.startMean, b.startSD, b.startShare = share, 1/math.Sqrt(-2*math.Log(share)), share
}

// start sets c (J) to the narrow law around level n.
func (b *Basis) start(c []float64, n int) {
	switch {
	case b.K <= fewLevels:
		b.only(c, n, b.startShare)
	case b.free():
		b.peak(c, n)
	case n == 0:
		b.poisson(c, b.startMean)
	default:
		b.narrow(c, n, b.startSD)
	}
}

// only sets c (J) to give level n all but share of the probability, for free
// logits.
func (b *Basis) only(c []float64, n int, share float64) {
	clear(c)
	odds := math.Log(float64(b.J) * (1 - share) / share)
	if n > 0 {
		c[n-1] = odds
		return
	}
	for j := range c {
		c[j] = -odds
	}
}

// peak sets c (J) to the narrow law of many levels, for free logits: Gaussian or
// Poisson as under the smooth head, plus tails StartShare/d^3 at the distance d.
// Without them far levels would have logits of -1000, and nothing would ever
// bring such a level back; flatter tails would outweigh the peak in the variance.
func (b *Basis) peak(c []float64, n int) {
	weight := func(k int) float64 {
		d := math.Abs(float64(k - n))
		tail := StartShare / max(1, d*d*d)
		switch {
		case d == 0:
			return 1
		case n > 0:
			return math.Exp(-d*d/(2*StartSD*StartSD)) + tail
		case k == 1:
			return StartMean + tail
		}
		return tail
	}
	ground := math.Log(weight(0))
	for k := 1; k < b.K; k++ {
		c[k-1] = single(math.Log(weight(k)) - ground)
	}
}

// name returns the i-th of some names.
func name(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprintf("unknown %d", i)
	}
	return names[i]
}

// parse returns which of some names a text is.
func parse(what string, names []string, text string) (int, error) {
	for i, n := range names {
		if n == text {
			return i, nil
		}
	}
	return 0, fmt.Errorf("van: no %s is called %q; there are %q", what, text, names)
}
