package van

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vanscape/core/internal/check"
)

// The probabilities of all states sum to 1, those of forbidden states are 0
// exactly, and the conditionals multiply to the joint law.
func TestNormalised(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		size, box := len(s.levels), s.box()
		rows := len(box) / size
		logs := make([]float64, rows)
		m.LogProb(logs, box)
		products := make([]float64, rows)
		for r := range products {
			products[r] = 1
		}
		for i, k := range s.levels {
			p := make([]float64, rows*k)
			m.Conditionals(p, i, box)
			for r := range rows {
				n := row(box, r, size)
				products[r] *= p[r*k+n[i]]
				for l, ok := range w.mask(i, n) {
					if s.held(i) && ok != (p[r*k+l] > 0) {
						t.Fatalf("site %d has p(%d) = %v behind %v", i, l, p[r*k+l], n[:i])
					}
				}
			}
		}
		sum := 0.0
		for r, l := range logs {
			n := row(box, r, size)
			sum += math.Exp(l)
			if !s.obeys(n) && (!math.IsInf(l, -1) || products[r] != 0) {
				t.Errorf("%v is forbidden and has ln p = %v, conditionals %v", n, l, products[r])
			}
			if s.obeys(n) && !(products[r] > 0) {
				t.Errorf("%v is possible and has p = %v", n, products[r])
			}
			check.Close(t, "product of conditionals", products[r], math.Exp(l), 3e-6*(math.Exp(l)+1e-3))
		}
		check.Close(t, "sum of p", sum, 1, 3e-6)
	})
}

func TestStatesOutsideTheBoxAreForbidden(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		states := s.states()
		for i, k := range s.levels {
			for _, level := range []int{-1, k, k + 40} {
				n := slices.Clone(states[:len(s.levels)])
				n[i] = level
				l := []float64{0}
				m.LogProb(l, n)
				score := make([]float64, len(m.Params()))
				m.Score(score, n)
				if !math.IsInf(l[0], -1) || slices.ContainsFunc(score, func(v float64) bool { return v != 0 }) {
					t.Fatalf("%v: ln p = %v, score %v", n, l[0], score)
				}
			}
		}
	})
}

// A conditional moves with every site before it and with none behind, nor with
// its own.
func TestCausal(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		size, states := len(s.levels), s.states()
		moved := make([]bool, size*size)
		conditional := func(i int, n []int) []float64 {
			p := make([]float64, s.levels[i])
			m.Conditionals(p, i, n)
			return p
		}
		for j, k := range s.levels {
			for r := range len(states) / size {
				n := slices.Clone(row(states, r, size))
				n[j] = (n[j] + 1) % k
				for i := range s.levels {
					if i > j && !s.obeys(n) {
						continue
					}
					equal := slices.Equal(conditional(i, row(states, r, size)), conditional(i, n))
					if i <= j && !equal {
						t.Fatalf("site %d sees site %d", i, j)
					}
					moved[i*size+j] = moved[i*size+j] || !equal
				}
			}
		}
		if len(s.laws) > 0 {
			return
		}
		for i, k := range s.levels {
			for j := range i {
				if k > 1 && s.levels[j] > 1 && !moved[i*size+j] {
					t.Errorf("site %d does not see site %d", i, j)
				}
			}
		}
	})
}

// float32 logits of size 10 are right to 1e-6, and a state has up to six.
const logTolerance = 2e-5

func TestLogProbIsTheTwins(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		states := s.states()
		got := make([]float64, len(states)/len(s.levels))
		m.LogProb(got, states)
		for r := range got {
			check.Close(t, "ln p", got[r], w.logProb(m.Params(), row(states, r, len(s.levels))), logTolerance)
		}
	})
}

// The logarithms of the conditionals are those of the conditionals, and add up to ln p,
// which is -Inf for the states that a law forbids and beyond the levels.
func TestLogConditionalIsThatOfTheConditional(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		size := len(s.levels)
		box := s.box()
		beyond := slices.Clone(box[len(box)-size:])
		beyond[size-1] = s.levels[size-1]
		box = append(box, beyond...)
		rows := len(box) / size
		sum, logs, lnp := make([]float64, rows), make([]float64, rows), make([]float64, rows)
		for i, k := range s.levels {
			m.LogConditional(logs, i, box)
			p := make([]float64, rows*k)
			m.Conditionals(p, i, box)
			for r, l := range logs {
				sum[r] += l
				if level := box[r*size+i]; level < k {
					check.Close(t, "conditional", math.Exp(l), p[r*k+level], 1e-6)
				}
			}
		}
		m.LogProb(lnp, box)
		for r, l := range lnp {
			check.Close(t, "ln p", sum[r], l, logTolerance)
		}
	})
}

// AddGradient adds to what stands there, and a forbidden state in the batch adds
// nothing to it.
func TestAddGradientIsTheTwinsSlope(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		const rows = 3
		size, p := len(s.levels), len(m.Params())
		if testing.Short() && p > 300 {
			t.Skip("slow, and pinned by TestSameTrainingEverywhere")
		}
		batch := s.some(rows)
		batch[size] = s.levels[0]
		weight := []float64{-2, 1.5, 0.7}
		got, want := make([]float64, p), make([]float64, p)
		check.Gradient(want, m.Params(), func() float64 {
			sum := 0.0
			for r, v := range weight {
				if r != 1 {
					sum += v * w.logProb(m.Params(), row(batch, r, size))
				}
			}
			return sum
		})
		for x := range want {
			got[x] = float64(x)
			want[x] += float64(x)
		}
		m.AddGradient(got, batch, weight)
		check.CloseSlice(t, "gradient", got, want, 2e-5)
	})
}

// A row of Score is the gradient of one state, whatever else is in the batch.
func TestScoreIsTheGradientOfEveryState(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, _ *twin) {
		const rows = 4
		size, p := len(s.levels), len(m.Params())
		batch := s.some(rows)
		got := make([]float64, rows*p)
		m.Score(got, batch)
		for r := range rows {
			want := make([]float64, p)
			m.AddGradient(want, row(batch, r, size), []float64{1})
			check.CloseSlice(t, "score", got[r*p:(r+1)*p], want, 1e-12)
		}
	})
}

// A batch larger than the network takes at once is no other than its rows.
func TestLargeBatchIsTheSumOfItsRows(t *testing.T) {
	const rows = 2*chunk + 76
	s := &shapes[6]
	for _, v := range variants {
		m := s.varied(v, 1)
		batch, p := s.some(rows), len(m.Params())
		weight, score := make([]float64, rows), make([]float64, rows*p)
		m.Score(score, batch)
		got, want := make([]float64, p), make([]float64, p)
		for r := range weight {
			weight[r] = float64(r%7) - 3.1
			for x, v := range score[r*p : (r+1)*p] {
				want[x] += weight[r] * v
			}
		}
		m.AddGradient(got, batch, weight)
		check.CloseSlice(t, v.String(), got, want, 1e-9)
	}
}

// some returns random possible states, rows x S.
func (s *shape) some(rows int) []int {
	states, size := s.states(), len(s.levels)
	rng := rand.New(rand.NewPCG(3, 4))
	var batch []int
	for range rows {
		batch = append(batch, row(states, rng.IntN(len(states)/size), size)...)
	}
	return batch
}

// held reports whether a law restricts a site.
func (s *shape) held(i int) bool {
	return slices.ContainsFunc(s.laws, func(l Law) bool { return l.Weights[i] != 0 })
}

func TestEvaluateWithOtherParameters(t *testing.T) {
	s := &shapes[2]
	m, other := s.model(1), s.model(2)
	b := m.Conditional(2).Blocks[1]
	n := []int{1, 4, 0, 1, 0, 0}
	var e, want Batch
	m.Evaluate(&e, 2, 1, n, other.BlockParams(other.Conditional(2).Blocks[1]))
	other.Evaluate(&want, 2, 1, n, nil)
	if e.B != 2 || !slices.Equal(e.P, want.P) || !slices.Equal(e.LogZ, want.LogZ) || !slices.Equal(e.Mean, want.Mean) {
		t.Error("other parameters do not give what they give live")
	}
	m.Evaluate(&e, 2, 1, n, nil)
	if slices.Equal(e.P, want.P) {
		t.Error("live parameters were written")
	}
	if len(e.Mean) != 2*b.Basis.J {
		t.Error("shape of Mean")
	}
}

func TestSameSeedSameModel(t *testing.T) {
	eachShape(t, func(t *testing.T, s *shape, m *MLP) {
		again, other := s.model(99), s.model(100)
		if !slices.Equal(again.Params(), s.model(99).Params()) {
			t.Error("a seed gives two models")
		}
		if len(m.Params()) > 0 && slices.Equal(again.Params(), other.Params()) {
			t.Error("two seeds give one model")
		}
	})
}

func TestDefaultSettings(t *testing.T) {
	m := NewMLP(Sites{Levels: []int{20, 20}}, Settings{}, rand.New(rand.NewPCG(1, 1)))
	b := m.Conditional(1).Blocks[0]
	if b.H != 8 || b.Basis.J != 12 || b.Size() != 8*2+12*9 || len(m.Params()) != 12+b.Size() {
		t.Errorf("H %d, J %d, P %d", b.H, b.Basis.J, len(m.Params()))
	}
}
