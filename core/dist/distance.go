package dist

import "math"

// Hellinger returns the Hellinger distance of p and q,
//
//	sqrt(1/2 sum_k (sqrt p_k - sqrt q_k)^2),
//
// which lies in [0, 1] for tables of mass at most one: 0 for equal tables, 1
// for disjoint ones. The shorter table is padded with zeros.
func Hellinger(p, q []float64) float64 {
	p, q = longerFirst(p, q)
	sum := 0.0
	for k, a := range p[:len(q)] {
		d := root(a) - root(q[k])
		sum += d * d
	}
	for _, a := range p[len(q):] {
		sum += math.Max(a, 0)
	}
	return math.Sqrt(sum / 2)
}

// SampledHellinger estimates the Hellinger distance of two laws p and q on any
// space from a sample of each, given ln(q/p) at those states: with d = ln(q/p)/2,
//
//	H^2 = 1/2 sum (sqrt p - sqrt q)^2 = E[1 - 1/cosh d]
//
// under the even mixture of p and q. As samples of q are among them, what p has
// missed is seen; and as every term lies in [0, 1] and vanishes with d, few
// samples resolve a small distance: its relative standard error is about that of
// the mean of d^2. The textbook's E_p[sqrt(q/p)] has neither property. ±Inf says
// that one of the laws has nothing there.
func SampledHellinger(ofP, ofQ []float64) float64 {
	return math.Sqrt((meanGap(ofP) + meanGap(ofQ)) / 2)
}

// meanGap averages 1 - 1/cosh(x/2), in a form that keeps small values.
func meanGap(logRatio []float64) float64 {
	sum := 0.0
	for _, x := range logRatio {
		if d := math.Abs(x) / 2; d < 40 {
			half := math.Sinh(d / 2)
			sum += 2 * half * half / math.Cosh(d)
		} else {
			sum++
		}
	}
	return sum / float64(len(logRatio))
}

// TotalVariation returns 1/2 sum_k |p_k - q_k|, the largest difference in
// probability that p and q give to any one event. The shorter table is padded
// with zeros.
func TotalVariation(p, q []float64) float64 {
	p, q = longerFirst(p, q)
	sum := 0.0
	for k, a := range p[:len(q)] {
		sum += math.Abs(math.Max(a, 0) - math.Max(q[k], 0))
	}
	for _, a := range p[len(q):] {
		sum += math.Max(a, 0)
	}
	return sum / 2
}

// KL returns the Kullback-Leibler divergence sum_k p_k ln(p_k/q_k) in nats. It
// is +Inf where p has mass and q has none; the shorter table is padded with
// zeros, so a p that reaches further than q is such a case.
func KL(p, q []float64) float64 {
	sum := 0.0
	for k, a := range p {
		if a <= 0 {
			continue
		}
		if k >= len(q) || q[k] <= 0 {
			return math.Inf(1)
		}
		sum += a * math.Log(a/q[k])
	}
	return sum
}

// root is the square root of x, and 0 below zero.
func root(x float64) float64 { return math.Sqrt(math.Max(x, 0)) }

// longerFirst returns the two tables, the longer one first.
func longerFirst(p, q []float64) (long, short []float64) {
	if len(p) < len(q) {
		return q, p
	}
	return p, q
}
