package closed

import (
	"math"

	"vanscape/core/crn"
)

// maxSpecies bounds the cost of a matrix exponential, which grows with the cube
// of it: some tens of milliseconds at this size.
const maxSpecies = 100

// A Poisson is the law of independent Poisson counts whose means follow the rate
// equations m' = A m + b. It is for one goroutine.
type Poisson struct {
	rates []float64 // (S+1) x (S+1): A and b, above a row of zeros
	start []float64 // S: means at time 0
	mean  []float64 // S: present ones
}

// NewPoisson returns the law of a network at time 0. It reports false for a network
// that it does not hold: every reaction must be mass action with a constant rate
// and have at most one molecule on each side, and every count must start at 0 or
// from a Poisson law, and none may be set later; there are at most 100 species.
func NewPoisson(net *crn.Network) (p *Poisson, ok bool) {
	s := len(net.Species)
	if s > maxSpecies || len(net.Resets) > 0 {
		return nil, false
	}
	p = &Poisson{rates: make([]float64, (s+1)*(s+1)), start: make([]float64, s), mean: make([]float64, s)}
	for i := range net.Species {
		if p.start[i], ok = startMean(net, i); !ok {
			return nil, false
		}
	}
	change := make([]int, s)
	for r := range net.Reactions {
		rx := &net.Reactions[r]
		rate, constant := rx.RateConstant()
		if !constant || molecules(rx.Reactants) > 1 || molecules(rx.Products) > 1 {
			return nil, false
		}
		from := s // of nothing, which there is always one of
		if len(rx.Reactants) > 0 {
			from = rx.Reactants[0].Species
		}
		rx.Change(change)
		for i, v := range change {
			p.rates[i*(s+1)+from] += rate * float64(v)
		}
	}
	copy(p.mean, p.start)
	return p, true
}

// startMean is the mean of species i at time 0, if that is a Poisson law.
func startMean(net *crn.Network, i int) (mean float64, ok bool) {
	law := net.InitialLaw(i)
	if law == nil {
		return 0, net.Species[i].Initial == 0
	}
	for k, p := range law {
		mean += float64(k) * p
	}
	return mean, net.Species[i].Law.Kind == crn.Poisson
}

func molecules(terms []crn.Term) int {
	n := 0
	for _, t := range terms {
		n += t.Count
	}
	return n
}

// Set moves the law to a time from 0, forwards or backwards.
func (p *Poisson) Set(t float64) {
	s := len(p.start)
	flow := exponential(p.rates, s+1, t)
	for i := range p.mean {
		row := flow[i*(s+1) : (i+1)*(s+1)]
		p.mean[i] = row[s]
		for j, m := range p.start {
			p.mean[i] += row[j] * m
		}
	}
}

// Mean returns the means, length S, which are the variances too. They are shared
// and change with Set.
func (p *Poisson) Mean() []float64 { return p.mean }

// Marginal sets dst, any length, to the probabilities of the counts 0, 1, 2 … of
// species i.
func (p *Poisson) Marginal(dst []float64, i int) {
	for k := range dst {
		dst[k] = math.Exp(logProb(p.mean[i], k))
	}
}

// LogProb sets dst (B) to ln p(n) for states n (B x S).
func (p *Poisson) LogProb(dst []float64, n []int) {
	for b := range dst {
		dst[b] = 0
		for i, k := range n[b*len(p.mean) : (b+1)*len(p.mean)] {
			dst[b] += logProb(p.mean[i], k)
		}
	}
}

// logProb is ln(m^k e^-m / k!).
func logProb(m float64, k int) float64 {
	if m == 0 {
		if k == 0 {
			return 0
		}
		return math.Inf(-1)
	}
	factorial, _ := math.Lgamma(float64(k) + 1)
	return float64(k)*math.Log(m) - m - factorial
}

// Sample sets dst (B x S) to the states at which the distribution functions of
// the species reach u (B x S, uniform on [0, 1)).
func (p *Poisson) Sample(dst []int, u []float64) {
	for b := range dst {
		dst[b] = quantile(p.mean[b%len(p.mean)], u[b])
	}
}

// quantile returns the first count at which the distribution function exceeds u.
func quantile(m, u float64) int {
	most := int(m + 40*math.Sqrt(m) + 40) // where rounding could keep the sum below u
	sum := 0.0
	for k := range most {
		if sum += math.Exp(logProb(m, k)); u < sum {
			return k
		}
	}
	return most
}
