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
	for i, from := range Inherit(m, old) {
		m.Params()[i] = old.Params()[from]
	}
	return m, old
}

// Among the old levels every conditional stays in proportion, and a new free
// logit is that of the last old level.
func TestGrownModelsKeepTheirLaw(t *testing.T) {
	for _, s := range shapes {
		if s.laws != nil { // which leave fewer levels than there are
			continue
		}
		for _, v := range variants {
			m, old := s.grown(t, v, 3)
			if v.set.Head == HeadSmooth && len(m.Params()) != len(old.Params()) {
				t.Errorf("%s, %v: %d parameters became %d", s.name, v, len(old.Params()), len(m.Params()))
			}
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
						check.CloseRel(t, "new level", p[r*wide+wide-1], p[r*wide+k-1], 1e-5)
					}
				}
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
