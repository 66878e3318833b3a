package van

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vanscape/core/internal/check"
)

// grown returns a variant's model of a shape with more levels wherever a site can
// grow, on the shape's own scale, and the model that it continues.
func (s *shape) grown(t *testing.T, v variant, more int) (m, old Model) {
	t.Helper()
	old = s.varied(v, 3)
	sites := Sites{Levels: slices.Clone(s.levels), Laws: s.laws, Scale: s.levels}
	for i := range sites.Levels {
		if sites.CanGrow(i) {
			sites.Levels[i] += more
		}
	}
	set := v.set
	set.Width, set.Basis = s.hiddenWidth(v), s.bumps
	m, err := New(v.arch, sites, set, rand.New(rand.NewPCG(9, 9)))
	if err != nil {
		t.Fatal(err)
	}
	Inherit(m, old)
	return m, old
}

// Among the old levels every conditional stays in proportion, and a new free
// level is rarer than the last old one.
func TestGrownModelsKeepTheirLaw(t *testing.T) {
	for _, s := range shapes {
		if s.laws != nil { // which leave fewer levels than there are
			continue
		}
		for _, v := range variants {
			m, old := s.grown(t, v, 3)
			states := s.box()
			rows := len(states) / len(s.levels)
			for i, k := range s.levels {
				wide := m.Sites().Levels[i]
				p, q := make([]float64, rows*wide), make([]float64, rows*k)
				m.Conditionals(p, i, states)
				old.Conditionals(q, i, states)
				for r := range rows {
					inside := 0.0
					for _, x := range p[r*wide : r*wide+k] {
						inside += x
					}
					for l := range k {
						check.Close(t, "conditional", p[r*wide+l]/inside, q[r*k+l], 1e-5)
					}
					if wide > k && v.set.Head == HeadCategorical {
						check.CloseRel(t, "new level", p[r*wide+wide-1], newShare*p[r*wide+k-1], 1e-4)
					}
				}
			}
		}
	}
}

// As far as a bump would reach, more levels are no more parameters.
func TestGrowthWithoutParameters(t *testing.T) {
	for levels, more := range map[int]int{90: 0, 110: 0, 112: 0, 113: 1, 140: 2, 400: 9} {
		if got := newBasis(HeadSmooth, levels, 90, 10, -1).J; got != 12+more {
			t.Errorf("%d levels on a scale of 90: %d functions, want %d", levels, got, 12+more)
		}
	}
}

// A law that falls towards its limit goes on falling beyond, whatever made it fall.
func TestGrownLawsFall(t *testing.T) {
	const scale, levels = 6, 400
	narrow, wide := newBasis(HeadSmooth, scale, scale, 10, -1), newBasis(HeadSmooth, levels, scale, 10, -1)
	rng := rand.New(rand.NewPCG(4, 4))
	for range 200 {
		c := make([]float64, wide.J)
		for j := range narrow.J {
			c[j] = 5 * rng.NormFloat64()
		}
		p, q := make([]float64, scale), make([]float64, levels)
		narrow.tabulate(p, c[:narrow.J])
		wide.tabulate(q, c)
		if p[scale-1] > 0.5*p[scale-2] {
			continue
		}
		for k := scale; k < levels; k++ {
			if q[k] > 0.5*q[k-1] {
				t.Fatalf("%v at the old limit, %v beyond", p[scale-2:], q[k-1:k+1])
			}
		}
	}
}

// A grown model is as normalised as any, also under laws.
func TestGrownModelsAreNormalised(t *testing.T) {
	for _, s := range shapes {
		for _, v := range variants {
			m, _ := s.grown(t, v, 2)
			wide := shape{levels: m.Sites().Levels, laws: s.laws}
			states := wide.box()
			lnp := make([]float64, len(states)/len(wide.levels))
			m.LogProb(lnp, states)
			sum := 0.0
			for _, x := range lnp {
				sum += math.Exp(x)
			}
			check.Close(t, s.name+", "+v.String(), sum, 1, 1e-4)
		}
	}
}

func TestOnlyWiderModelsInherit(t *testing.T) {
	a, b := shapes[2].varied(variants[0], 1), shapes[1].varied(variants[0], 1)
	defer func() {
		if recover() == nil {
			t.Error("a model of other sites inherits")
		}
	}()
	Inherit(a, b)
}
