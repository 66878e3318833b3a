package crn

import (
	"math"
	"slices"
	"strings"
)

// An InitialKind is the family of an InitialLaw.
type InitialKind int

// The families, with the arguments that follow their names in the text.
const (
	Delta    InitialKind = iota // delta(n): always n
	Poisson                     // poisson(mean): mean^k e^-mean / k!
	Uniform                     // uniform(a, b): the same for a, a+1 .. b
	Zipf                        // zipf(s, max): in proportion to k^-s for k = 1 .. max
	Binomial                    // binomial(n, p): n choose k, times p^k (1-p)^(n-k)
	Table                       // table(p0, p1, ...): p_k, scaled to add up to 1 exactly
)

// families gives each InitialKind its name in the text and what its arguments
// are; a Table has any number of them.
var families = []struct {
	name, arguments string
	count           int
}{
	Delta:    {"delta", "a count", 1},
	Poisson:  {"poisson", "a mean", 1},
	Uniform:  {"uniform", "the least and the largest count", 2},
	Zipf:     {"zipf", "an exponent and the largest count", 2},
	Binomial: {"binomial", "a number of trials and a probability", 2},
	Table:    {"table", "the probabilities of 0, 1, 2 …", 0},
}

// An InitialLaw is the law of a species' count at time 0. Species are
// independent at time 0.
type InitialLaw struct {
	Kind InitialKind
	Args []*Expr // of numbers and parameters

	// P[k] is the probability of the count k. The entries add up to 1 to
	// rounding, and the last one is not 0. Counts less likely than the likeliest
	// by a factor of 1e16 have no probability.
	P []float64
}

// String returns the law as it stands in the text, such as "poisson(1)".
func (l *InitialLaw) String() string {
	args := make([]string, len(l.Args))
	for i, a := range l.Args {
		args[i] = a.String()
	}
	return families[l.Kind].name + "(" + strings.Join(args, ", ") + ")"
}

// spread reports whether more than one count is possible.
func (l *InitialLaw) spread() bool {
	possible := 0
	for _, p := range l.P {
		if p > 0 {
			possible++
		}
	}
	return possible > 1
}

// likeliest returns the most likely count, of equally likely ones the least.
func (l *InitialLaw) likeliest() int {
	return slices.Index(l.P, slices.Max(l.P))
}

// InitialLaw returns the probabilities of the counts 0, 1, 2 … of species i at
// time 0, which are shared and add up to 1, or nil when its count is certain:
// then it is Species[i].Initial.
func (n *Network) InitialLaw(i int) []float64 {
	if l := n.Species[i].Law; l != nil && l.spread() {
		return l.P
	}
	return nil
}

// Spread reports whether the sum w . n is uncertain at time 0 because a species
// in it is. w has length S.
func (n *Network) Spread(w []int) bool {
	for i, x := range w {
		if x != 0 && n.InitialLaw(i) != nil {
			return true
		}
	}
	return false
}

const (
	maxInitial = 100_000 // largest argument that is a count, and largest mean
	maxTable   = 10_000  // probabilities in a table

	maxInitialCounts = 1_000_000 // of all laws together

	tableSlack = 1e-3  // by which their sum may miss 1: they may be rounded
	negligible = 1e-16 // of the likeliest count's probability: a count without any
)

// unimodal returns the law, up to a factor, whose neighbouring probabilities
// have p(k)/p(k-1) = ratio(k), which falls with k and passes 1 at the mode.
// Products of ratios need no exponential, which differs between platforms in
// the last bit, and simulations of a seed are to be the same everywhere.
func unimodal(mode int, ratio func(k int) float64) []float64 {
	p := make([]float64, mode+1)
	p[mode] = 1
	for k := mode; k > 0 && p[k] > negligible; k-- {
		p[k-1] = p[k] / ratio(k)
	}
	for k := mode + 1; p[k-1] > negligible; k++ {
		p = append(p, p[k-1]*ratio(k))
	}
	return p
}

func poisson(mean float64) []float64 {
	return unimodal(int(mean), func(k int) float64 { return mean / float64(k) })
}

func binomial(trials int, share float64) []float64 {
	mode := min(int(float64(trials+1)*share), trials)
	return unimodal(mode, func(k int) float64 {
		return float64(trials-k+1) / float64(k) * (share / (1 - share))
	})
}

func uniform(least, most int) []float64 {
	p := make([]float64, most+1)
	for k := least; k <= most; k++ {
		p[k] = 1
	}
	return p
}

func zipf(exponent float64, most int) []float64 {
	p := make([]float64, most+1)
	for k := 1; k <= most; k++ {
		p[k] = math.Pow(float64(k), -exponent)
	}
	return p
}

// only is the law of a certain count.
func only(count int) []float64 {
	p := make([]float64, count+1)
	p[count] = 1
	return p
}

// scaled takes away what is negligible in p and scales the rest to add up to 1.
func scaled(p []float64) []float64 {
	least := negligible * slices.Max(p)
	sum := 0.0
	for k, v := range p {
		if v <= least {
			p[k] = 0
		}
		sum += p[k]
	}
	for p[len(p)-1] == 0 {
		p = p[:len(p)-1]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}
