package van

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/dist"
	"vanscape/core/internal/check"
)

// tableOf returns the values of f at 0..levels-1, scaled to add up to 1.
func tableOf(levels int, f func(k float64) float64) []float64 {
	p, sum := make([]float64, levels), 0.0
	for k := range p {
		p[k] = f(float64(k))
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func uniform(a, b float64) func(float64) float64 {
	return func(k float64) float64 {
		if k < a || k > b {
			return 0
		}
		return 1
	}
}

func zipf(s, most float64) func(float64) float64 {
	return func(k float64) float64 {
		if k < 1 || k > most {
			return 0
		}
		return math.Pow(k, -s)
	}
}

// How near the smooth head comes to each kind of initial law. Poisson laws are
// exact to the float32 of the coefficients, or when cut to the ridge of the fit;
// the bumps smooth edges.
func TestNearest(t *testing.T) {
	for _, c := range []struct {
		name   string
		levels int
		law    func(k float64) float64
		most   float64 // Hellinger distance
	}{
		{"Poisson(1)", 12, distuv.Poisson{Lambda: 1}.Prob, 1e-6},
		{"Poisson(1)", 30, distuv.Poisson{Lambda: 1}.Prob, 1e-6},
		{"Poisson(40)", 120, distuv.Poisson{Lambda: 40}.Prob, 1e-6},
		{"Poisson(40), cut", 45, distuv.Poisson{Lambda: 40}.Prob, 1e-4},
		{"Binomial(10, 0.3)", 30, distuv.Binomial{N: 10, P: 0.3}.Prob, 0.002},
		{"Binomial(100, 0.8)", 120, distuv.Binomial{N: 100, P: 0.8}.Prob, 0.006},
		{"uniform 0 to 9", 30, uniform(0, 9), 0.07},
		{"uniform 30 to 60", 100, uniform(30, 60), 0.15},
		{"uniform on all levels", 50, uniform(0, 49), 0.001},
		{"Zipf 1.5", 31, zipf(1.5, 30), 0.006},
		{"Zipf 2", 101, zipf(2, 100), 0.06},
		{"two peaks", 60, func(k float64) float64 {
			return distuv.Poisson{Lambda: 5}.Prob(k) + distuv.Poisson{Lambda: 40}.Prob(k)
		}, 0.015},
		{"two points", 40, func(k float64) float64 { return uniform(0, 0)(k) + uniform(25, 25)(k) }, 0.06},
	} {
		b := newBasis(HeadSmooth, c.levels, c.levels, 10, -1)
		p := tableOf(c.levels, c.law)
		coefficients := make([]float64, b.J)
		b.nearest(coefficients, p)
		q := b.law(coefficients)
		d := dist.Hellinger(p, q)
		if !(d <= c.most) {
			t.Errorf("%s on %d levels: Hellinger distance %v", c.name, c.levels, d)
		}
	}
}

// At the least divergence no coefficient moves it: E_q[phi] = E_p[phi].
func TestNearestMatchesMoments(t *testing.T) {
	b := newBasis(HeadSmooth, 60, 60, 10, -1)
	p := tableOf(60, func(k float64) float64 {
		return distuv.Poisson{Lambda: 5}.Prob(k) + 0.5*distuv.Poisson{Lambda: 30}.Prob(k)
	})
	c := make([]float64, b.J)
	b.nearest(c, p)
	q := b.law(c)
	for j := range b.J {
		got, want := 0.0, 0.0
		for k := range p {
			got += q[k] * b.Phi[k*b.J+j]
			want += p[k] * b.Phi[k*b.J+j]
		}
		// fitRidge times a coefficient of some tens is what keeps them apart.
		check.Close(t, "expected phi", got, want, 1e-4)
	}
}

func TestStartFrom(t *testing.T) {
	s := shape{levels: []int{2, 4, 40, 1, 30, 30, 20}, width: 8, bumps: 10}
	n := []int{1, 3, 0, 0, 17, 25, 4}
	laws := make([][]float64, len(n))
	laws[0] = []float64{0.3, 0.7}
	laws[1] = []float64{0, 0.5, 0, 0.25, 0.25} // one level more than the site has
	laws[2] = tableOf(60, distuv.Poisson{Lambda: 6}.Prob)
	laws[6] = []float64{0.003, 0, 0, 0, 0.997} // narrower than what stands for a delta
	m, certain := s.model(1), s.model(1)
	for i := range m.Params() {
		m.Params()[i] /= 100 // as small as NewMLP leaves the outputs, not 0
		certain.Params()[i] /= 100
	}
	m.StartFrom(n, laws)
	certain.Start(n)
	for i, k := range s.levels {
		p, q := make([]float64, k), make([]float64, k)
		m.Conditionals(p, i, n)
		certain.Conditionals(q, i, n)
		switch i {
		case 0:
			check.CloseSlice(t, "a switch", p, laws[0], 0.01)
		case 1:
			check.CloseSlice(t, "few levels", p, []float64{0, 2. / 3, 0, 1. / 3}, 0.01)
			if p[0] < StartShare/10 || p[2] < StartShare/10 {
				t.Errorf("a level is closed for good: %v", p)
			}
		case 2:
			check.CloseSlice(t, "Poisson law", p, laws[2][:40], 0.01)
		default:
			check.CloseSlice(t, "as a delta", p, q, 0)
		}
	}
}

// Every architecture and head takes initial laws.
func TestStartFromOfEveryArchitecture(t *testing.T) {
	laws := [][]float64{{0.3, 0.7}, tableOf(60, distuv.Poisson{Lambda: 6}.Prob), nil, tableOf(30, uniform(5, 12))}
	sites := Sites{Levels: []int{2, 40, 30, 30}}
	n := []int{1, 6, 11, 5}
	for _, arch := range []Arch{ArchMLP, ArchGRU, ArchTransformer, ArchNADE} {
		for _, c := range []struct {
			head   Head
			smooth float64 // Hellinger distance of the uniform law
		}{{HeadSmooth, 0.15}, {HeadCategorical, 0.03}} {
			m, err := New(arch, sites, Settings{Head: c.head}, rand.New(rand.NewPCG(1, 2)))
			if err != nil {
				t.Fatal(err)
			}
			m.StartFrom(n, laws)
			for i, most := range []float64{0.05, 0.05, 1, c.smooth + 0.05} {
				p := make([]float64, sites.Levels[i])
				m.Conditionals(p, i, n)
				if d := dist.Hellinger(p, laws[i]); laws[i] != nil && d > most {
					t.Errorf("%v, %v: site %d is at %v from its law", arch, c.head, i, d)
				}
				if laws[i] == nil && p[n[i]] < 0.9 {
					t.Errorf("%v, %v: site %d is %v at its start", arch, c.head, i, p[n[i]])
				}
			}
		}
	}
}

// Free logits keep tails on both sides of what is likely, also between two peaks,
// and hold what is likely.
func TestStartTails(t *testing.T) {
	b := newBasis(HeadCategorical, 40, 40, 0, -1)
	p := make([]float64, 40)
	p[10], p[11], p[30] = 0.5, 0.25, 0.25
	c := make([]float64, b.J)
	b.nearest(c, p)
	q := b.law(c)
	for k, d := range map[int]float64{0: 10, 9: 1, 14: 3, 20: 9, 25: 5, 39: 9} {
		check.CloseRel(t, "a tail", q[k], StartShare/(d*d), 1e-3)
	}
	check.CloseSlice(t, "what is likely", q, p, 5e-4)
}

// A certain count far from half the scale has neighbours as any other: in float32 their
// logits would drown in those of functions that are centred elsewhere.
func TestStartFarFromTheMiddle(t *testing.T) {
	const levels, narrow = 11000, 1e-4
	for _, n := range []int{10900, 9000, 5600, 4000, 30} {
		m, err := New(ArchMLP, Sites{Levels: []int{levels}, Point: []int{n}}, Settings{Narrow: narrow}, rand.New(rand.NewPCG(1, 2)))
		if err != nil {
			t.Fatal(err)
		}
		m.StartFrom([]int{n}, [][]float64{nil})
		p := make([]float64, levels)
		m.Conditionals(p, 0, []int{0})
		check.CloseRel(t, "below", p[n-1], narrow, 0.02)
		check.CloseRel(t, "above", p[n+1], narrow, 0.02)
	}
}
