package van

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"vanscape/core/internal/check"
)

// What is read off a whole tree is what a sum over all states gives.
func TestObserveIsTheSumOverStates(t *testing.T) {
	eachShape(t, func(t *testing.T, s *shape, m *MLP) {
		w, states, size := newTwin(s), s.states(), len(s.levels)
		rows := len(states) / size
		p := make([]float64, rows)
		mean := make([]float64, size)
		for r := range p {
			p[r] = math.Exp(w.logProb(m.Params(), row(states, r, size)))
			for i, n := range row(states, r, size) {
				mean[i] += p[r] * float64(n)
			}
		}
		var pairs [][2]int
		for a := range size {
			for b := range size {
				pairs = append(pairs, [2]int{a, b})
			}
		}
		var tree Tree
		tree.Grow(m, rows, newPoints(s, 1))
		got := tree.Observe(m.Sites(), pairs)

		check.CloseSlice(t, "means", got.Mean, mean, 1e-4)
		for i, k := range s.levels {
			marginal := make([]float64, k)
			for r, v := range p {
				marginal[states[r*size+i]] += v
			}
			check.CloseSlice(t, fmt.Sprintf("marginal %d", i), got.Marginals[i], marginal, 1e-5)
		}
		for k, pair := range pairs {
			a, b := pair[0], pair[1]
			joint, cov := make([]float64, s.levels[a]*s.levels[b]), 0.0
			for r, v := range p {
				x, y := states[r*size+a], states[r*size+b]
				joint[x*s.levels[b]+y] += v
				cov += v * (float64(x) - mean[a]) * (float64(y) - mean[b])
			}
			what := fmt.Sprintf("of %d and %d", a, b)
			check.Close(t, "covariance "+what, got.Cov[a*size+b], cov, 2e-4)
			check.CloseSlice(t, "joint "+what, got.Joints[k].P, joint, 1e-5)
			if got.Joints[k].A != a || got.Joints[k].B != b {
				t.Errorf("joint %s says it is of %d and %d", what, got.Joints[k].A, got.Joints[k].B)
			}
		}
	})
}

// A narrow law at a large count keeps its small variance, which squares of the
// count would drown: a relative rounding of 1e-7 of 1500^2 is 0.2.
func TestCovarianceOfANarrowLawAtALargeCount(t *testing.T) {
	s := shape{levels: []int{3000, 3000}, width: 2, bumps: 10}
	m := NewMLP(s.sites(), Settings{}, rand.New(rand.NewPCG(1, 2)))
	start := []int{1500, 1500}
	m.Start(start)
	var tree Tree
	tree.Grow(m, 2000, newPoints(&s, 1))
	got := tree.Observe(m.Sites(), nil)
	_, sd := moments(gaussian(3000, 1500, StartSD))
	check.CloseRel(t, "variance", got.Cov[0], sd*sd, 0.01)
	check.CloseRel(t, "variance behind another", got.Cov[3], sd*sd, 0.01)
	check.Close(t, "covariance", got.Cov[1], 0, 0.002)
}

// What is visited of a whole tree, and its entropy, are those of the sum over all
// states, however far the tree goes.
func TestEachAndEntropyAreTheSumOverStates(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		states, size := s.states(), len(s.levels)
		entropy := 0.0
		prefixes := make([]map[string]float64, size)
		for i := range prefixes {
			prefixes[i] = map[string]float64{}
		}
		for r := range len(states) / size {
			n := row(states, r, size)
			l := w.logProb(m.Params(), n)
			entropy -= math.Exp(l) * l
			for i := range size {
				prefixes[i][fmt.Sprint(n[:i+1])] += math.Exp(l)
			}
		}
		var tree Tree
		for i := range size {
			if !tree.GrowTo(m, i, len(states)/size, nil, always) {
				t.Fatal("the tree gives up")
			}
			seen := 0
			tree.Each(m.Sites(), i, func(n []int, weight float64) {
				seen++
				check.Close(t, "weight", weight, prefixes[i][fmt.Sprint(n[:i+1])], 1e-5)
			})
			if seen > len(prefixes[i]) {
				t.Errorf("%d prefixes of %d", seen, len(prefixes[i]))
			}
		}
		check.Close(t, "entropy", tree.Entropy(m.Sites()), entropy, 2e-5*(1+entropy))
	})
}
