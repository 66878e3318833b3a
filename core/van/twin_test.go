package van

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// A twin computes what a model does from the formulas alone: in float64, one
// state at a time, with the possible levels of a conditional found among all
// possible states.
type twin struct {
	*shape
	variant
	possible []int // B x S
	masks    map[string][]bool
}

func newTwin(s *shape) *twin { return s.twin(variant{}) }

func (s *shape) twin(v variant) *twin { return &twin{s, v, s.states(), map[string][]bool{}} }

// logProb returns ln p(n) under the parameters of a whole model.
func (w *twin) logProb(params []float64, n []int) float64 {
	if !w.obeys(n) {
		return math.Inf(-1)
	}
	var all [][]float64
	if w.arch != ArchMLP {
		all = w.sequence(params, n)
	}
	sum := 0.0
	for i := range w.levels {
		if w.determined(i) {
			continue
		}
		if w.arch == ArchMLP {
			var theta []float64
			theta, params = w.split(params, i, n)
			all = append(all, w.coefficients(theta, i, n))
		}
		sum += math.Log(w.conditional(all[0], i, n)[n[i]])
		all = all[1:]
	}
	return sum
}

// conditional returns p_i(. | n) of the coefficients of its head.
func (w *twin) conditional(c []float64, i int, n []int) []float64 {
	p := make([]float64, w.levels[i])
	z := 0.0
	for k, ok := range w.mask(i, n) {
		if ok {
			base, phi := w.logits(i, k)
			for j, v := range phi {
				base += c[j] * v
			}
			p[k] = math.Exp(base)
			z += p[k]
		}
	}
	for k := range p {
		p[k] /= z
	}
	return p
}

// coefficients returns c = W [tanh(U [x, 1]), 1] of site i.
func (w *twin) coefficients(theta []float64, i int, n []int) []float64 {
	_, x := w.context(i, n)
	var h []float64
	for range w.hidden(x) {
		s := theta[len(x)]
		for l, v := range x {
			s += theta[l] * v
		}
		h = append(h, math.Tanh(s))
		theta = theta[len(x)+1:]
	}
	_, phi := w.logits(i, 0)
	c := make([]float64, len(phi))
	for j := range c {
		c[j] = theta[len(h)]
		for m, v := range h {
			c[j] += theta[m] * v
		}
		theta = theta[len(h)+1:]
	}
	return c
}

// split takes the parameters of site i off the front: those of the block that
// serves n, and those of the sites behind.
func (w *twin) split(params []float64, i int, n []int) (theta, rest []float64) {
	gates, x := w.context(i, n)
	_, phi := w.logits(i, 0)
	h := w.hidden(x)
	size := h*(len(x)+1) + len(phi)*(h+1)
	states, state := 1, 0
	for _, j := range gates {
		states *= w.levels[j]
		state = state*w.levels[j] + n[j]
	}
	return params[state*size : (state+1)*size], params[states*size:]
}

func (w *twin) hidden(x []float64) int {
	if len(x) == 0 {
		return 0
	}
	return w.width
}

// context returns the gates of site i, and its inputs at n.
func (w *twin) context(i int, n []int) (gates []int, x []float64) {
	joint := 1
	for j, k := range w.levels[:i] {
		if w.determined(j) {
			continue
		}
		if k <= 4 && joint*k <= 32 {
			joint *= k
			gates = append(gates, j)
			continue
		}
		x = append(x, 2*float64(n[j])/float64(k-1)-1)
	}
	return gates, x
}

func (w *twin) determined(i int) bool {
	if w.levels[i] == 1 {
		return true
	}
	for _, law := range w.laws {
		if law.Weights[i] != 0 && slices.Max(append([]int{0}, law.Weights[i+1:]...)) == 0 {
			return true
		}
	}
	return false
}

// mask tells which levels of site i some possible state has that agrees with n
// before i.
func (w *twin) mask(i int, n []int) []bool {
	at := key(append([]int{i}, n[:i]...))
	if mask := w.masks[at]; mask != nil {
		return mask
	}
	mask := make([]bool, w.levels[i])
	w.masks[at] = mask
	for all := w.possible; len(all) > 0; all = all[len(w.levels):] {
		if slices.Equal(all[:i], n[:i]) {
			mask[all[i]] = true
		}
	}
	return mask
}

// logits returns Base and Phi of level n of site i.
func (w *twin) logits(i, n int) (base float64, phi []float64) {
	levels := w.levels[i]
	if levels <= 4 || w.set.Head == HeadCategorical {
		phi = make([]float64, levels-1)
		if n > 0 {
			phi[n-1] = 1
		}
		return 0, phi
	}
	top, x := float64(levels), float64(n)
	phi = append(phi, (x-top/2)/math.Sqrt(top), (x-top/2)*(x-top/2)/(math.Pow(top, 1.5)/2))
	spacing, bumps := math.Sqrt(top), min(w.bumps, levels-3)
	if bumps > 1 {
		spacing /= float64(bumps - 1)
	}
	for j := range bumps {
		phi = append(phi, 2*distuv.Normal{Mu: float64(j) * spacing, Sigma: 0.7 * spacing}.Prob(math.Sqrt(x+0.375))*
			0.7*spacing*math.Sqrt(2*math.Pi))
	}
	return distuv.Poisson{Lambda: top / 3}.LogProb(x), phi
}
