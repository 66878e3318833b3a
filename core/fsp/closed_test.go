package fsp_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/internal/check"
)

func poisson(mean float64, levels int) []float64 {
	return tabulate(levels, func(k float64) float64 {
		if mean == 0 { // a delta, which distuv does not know as a Poisson law
			return max(0, 1-k)
		}
		return distuv.Poisson{Lambda: mean}.Prob(k)
	})
}

func binomial(n int, p float64, levels int) []float64 {
	return tabulate(levels, func(k float64) float64 {
		if int(k) > n {
			return 0
		}
		if p == 1 { // where distuv takes the logarithm of 0
			return max(0, 1+k-float64(n))
		}
		return distuv.Binomial{N: float64(n), P: p}.Prob(k)
	})
}

func tabulate(levels int, prob func(float64) float64) []float64 {
	p := make([]float64, levels)
	for k := range p {
		p[k] = prob(float64(k))
	}
	return p
}

// convolve returns the law of a sum, on the counts of the first.
func convolve(p, q []float64) []float64 {
	out := make([]float64, len(p))
	for i, a := range p {
		for j, b := range q[:len(q)-i] {
			out[i+j] += a * b
		}
	}
	return out
}

// Immigration at l and death at m from n0: those of the start that survive,
// Binomial(n0, e^(-mt)), and newcomers, Poisson(l (1 - e^(-mt))/m).
func TestImmigrationDeath(t *testing.T) {
	const l, m, n0, levels = 12.0, 0.7, 9, 70
	s := solver(t, parse(t, "species X = 9\n0 <-> X @ 12, 0.7"), levels)
	for _, at := range []float64{0.01, 0.5, 2, 30} {
		advance(t, s, at)
		alive := math.Exp(-m * at)
		want := convolve(binomial(n0, alive, levels), poisson(l*(1-alive)/m, levels))
		check.CloseSlice(t, "law", marginal(s, 0), want, 1e-12)
	}
}

// Each initial law keeps to its closed form under immigration and death: a start
// with probability generating function g gives, by independent survival with
// probability q, the one with g(1 - q + q z).
func TestInitialLaws(t *testing.T) {
	const l, m, levels = 2.0, 0.5, 60
	for _, c := range []struct {
		law   string
		start []float64
	}{
		{"poisson(6)", poisson(6, levels)},
		{"binomial(20, 0.25)", binomial(20, 0.25, levels)},
		{"uniform(3, 6)", []float64{0, 0, 0, 0.25, 0.25, 0.25, 0.25}},
		{"zipf(2, 3)", []float64{0, 36. / 49, 9. / 49, 4. / 49}},
		{"table(0.125, 0, 0.875)", []float64{0.125, 0, 0.875}},
		{"delta(4)", []float64{0, 0, 0, 0, 1}},
	} {
		s := solver(t, parse(t, "species X\n0 <-> X @ 2, 0.5\ninit X ~ "+c.law), levels)
		for _, at := range []float64{0.01, 0.3, 2} {
			advance(t, s, at)
			alive := math.Exp(-m * at)
			survivors := make([]float64, levels)
			for n, p := range c.start {
				for k, q := range binomial(n, alive, levels) {
					survivors[k] += p * q
				}
			}
			check.CloseSlice(t, c.law, marginal(s, 0), convolve(survivors, poisson(l*(1-alive)/m, levels)), 1e-12)
		}
	}
	// What the box cuts off the start is lost from the start.
	s := solver(t, parse(t, "species X\nX -> 0 @ 1\ninit X ~ uniform(0, 9)"), 8)
	check.Close(t, "leak", s.Leak(), 0.2, 1e-15)
}

// Isomerisation A <-> B at k and l: every molecule is A with probability
// (l + k e^(-(k+l)t))/(k+l), independently.
func TestIsomerisation(t *testing.T) {
	const k, l, n0 = 2.0, 3.0, 25
	s := solver(t, parse(t, "species A = 25, B\nA <-> B @ 2, 3"), n0+1, n0+1)
	if s.Space().Len() != n0+1 {
		t.Errorf("%d states, want %d", s.Space().Len(), n0+1)
	}
	cov := make([]float64, 4)
	for _, at := range []float64{0.05, 0.3, 4} {
		advance(t, s, at)
		p := (l + k*math.Exp(-(k+l)*at)) / (k + l)
		check.CloseSlice(t, "A", marginal(s, 0), binomial(n0, p, n0+1), 1e-12)
		check.CloseSlice(t, "B", marginal(s, 1), binomial(n0, 1-p, n0+1), 1e-12)
		s.Covariance(cov)
		v := n0 * p * (1 - p)
		check.CloseSlice(t, "covariance", cov, []float64{v, -v, -v, v}, 1e-10)
	}
}

// Linear birth at l and death at m from one: extinct with probability a, else
// geometric (N. T. J. Bailey, The Elements of Stochastic Processes, 1964, 8.48).
// The law has a tail over any wall, and the leak must bound what is missing.
func TestLinearBirthDeath(t *testing.T) {
	const l, m, levels = 1.1, 0.8, 80
	s := solver(t, parse(t, "species X = 1\nX -> 2 X @ 1.1\nX -> 0 @ 0.8"), levels)
	for _, at := range []float64{0.2, 1, 4} {
		advance(t, s, at)
		e := math.Exp((l - m) * at)
		a, b := m*(e-1)/(l*e-m), l*(e-1)/(l*e-m)
		missing := 1.0
		for k, got := range marginal(s, 0) {
			want := a
			if k > 0 {
				want = (1 - a) * (1 - b) * math.Pow(b, float64(k-1))
			}
			missing -= got
			if got > want+1e-13 {
				t.Errorf("t = %g: p(%d) = %v is over the true %v", at, k, got, want)
			}
			if want-got > s.Leak()+1e-13 {
				t.Errorf("t = %g: p(%d) misses %v, more than the leak %v", at, k, want-got, s.Leak())
			}
		}
		check.Close(t, "leak", s.Leak(), missing, 1e-13)
	}
	if leak := s.Leak(); leak < 1e-5 || leak > 1e-3 {
		t.Errorf("leak %v: this case no longer tests a leak", leak)
	}
}

// A cascade of conversions: every species Poisson, and all independent, with
// means that obey the rate equations (T. Jahnke, W. Huisinga, J. Math. Biol.
// 54, 1, 2007).
func TestPoissonCascade(t *testing.T) {
	const levels = 24
	s := solver(t, parse(t, "species X, Y\n0 -> X @ 3\nX -> Y @ 2\nX -> 0 @ 1\nY -> 0 @ 1"), levels, levels)
	for _, at := range []float64{0.1, 1, 5} {
		advance(t, s, at)
		x := 1 - math.Exp(-3*at)
		y := 2 - 3*math.Exp(-at) + math.Exp(-3*at)
		px, py := poisson(x, levels), poisson(y, levels)
		want := make([]float64, 0, levels*levels)
		for _, a := range px {
			for _, b := range py {
				want = append(want, a*b)
			}
		}
		joint := make([]float64, levels*levels)
		s.Joint(joint, 0, 1)
		check.CloseSlice(t, "joint", joint, want, 1e-12)
	}
}

// Immigration at a rate that depends on time, written as a mass action and as a
// law, keeps a Poisson law Poisson; the mean of 0 -> X at 5(1 + cos 2t), death
// at 1, is 5(1 - e^-t) + (cos 2t + 2 sin 2t - e^-t).
func TestTimeDependentImmigration(t *testing.T) {
	const levels = 40
	for _, law := range []string{"@ 5*(1 + cos(2*t))", "; 5*(1 + cos(2*t))"} {
		s := solver(t, parse(t, "species X\n0 -> X "+law+"\nX -> 0 @ 1"), levels)
		for _, at := range []float64{0.3, 1.9, 6} {
			advance(t, s, at)
			e := math.Exp(-at)
			mean := 5*(1-e) + math.Cos(2*at) + 2*math.Sin(2*at) - e
			check.CloseSlice(t, law, marginal(s, 0), poisson(mean, levels), 1e-8)
		}
	}
}

// Immigration that starts at t = 5: nothing happens before, and no step may
// jump over the start.
func TestRateThatSwitchesOn(t *testing.T) {
	const levels = 30
	s := solver(t, parse(t, "species X\n0 -> X ; 4*(t > 5)\nX -> 0 @ 1"), levels)
	for _, at := range []float64{4, 5, 7} {
		advance(t, s, at)
		check.CloseSlice(t, "law", marginal(s, 0), poisson(4*(1-math.Exp(-max(0, at-5))), levels), 1e-8)
	}
}
