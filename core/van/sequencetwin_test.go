package van

import "math"

// sequence returns the coefficients of every site that is not determined, under
// the parameters of a NADE, a GRU or a Transformer. Layers are applied to all
// positions before the next, and attention sees all positions with weights of 0
// for those to come.
func (w *twin) sequence(params []float64, n []int) [][]float64 {
	width := w.hiddenWidth(w.variant)
	take := func(out, in int) matrix {
		m := matrix{out, in, params}
		params = params[out*(in+1):]
		return m
	}
	var active []int
	for i := range w.levels {
		if !w.determined(i) {
			active = append(active, i)
		}
	}
	var v [][]float64
	for p := range active {
		if p == 0 {
			v = append(v, take(width, 0).times(nil))
			continue
		}
		before := active[p-1]
		x := 2*float64(n[before])/float64(w.levels[before]-1) - 1
		v = append(v, take(width, 1).times([]float64{x}))
	}
	for range max(1, w.set.Depth) {
		switch w.arch {
		case ArchNADE:
			v = nadeTwin(v)
		case ArchGRU:
			v = gruTwin(v, take(2*width, 2*width), take(width, 2*width))
		case ArchTransformer:
			v = attentionTwin(v, w.set.Heads, take(3*width, width), take(width, width), take(2*width, width), take(width, 2*width))
		}
	}
	var c [][]float64
	for p, i := range active {
		if w.arch == ArchTransformer {
			v[p] = normalised(v[p])
		}
		_, phi := w.logits(i, 0)
		c = append(c, take(len(phi), width).times(v[p]))
	}
	return c
}

// A matrix is W of y = W [x, 1].
type matrix struct {
	out, in int
	w       []float64
}

func (m matrix) times(x []float64) []float64 {
	y := make([]float64, m.out)
	for o := range y {
		y[o] = m.w[o*(m.in+1)+m.in]
		for i, v := range x {
			y[o] += m.w[o*(m.in+1)+i] * v
		}
	}
	return y
}

func nadeTwin(u [][]float64) [][]float64 {
	var f [][]float64
	for p := range u {
		one := make([]float64, len(u[p]))
		for l := range one {
			for _, before := range u[:p+1] {
				one[l] += before[l]
			}
			one[l] = math.Tanh(one[l])
		}
		f = append(f, one)
	}
	return f
}

func gruTwin(v [][]float64, gates, candidate matrix) [][]float64 {
	var states [][]float64
	h := make([]float64, len(v[0]))
	width := len(h)
	for _, in := range v {
		g := gates.times(concat(in, h))
		rh := make([]float64, width)
		for l := range g {
			g[l] = 1 / (1 + math.Exp(-g[l]))
		}
		for l := range h {
			rh[l] = g[l] * h[l]
		}
		c := candidate.times(concat(in, rh))
		next := make([]float64, width)
		for l := range next {
			z := g[width+l]
			next[l] = z*h[l] + (1-z)*math.Tanh(c[l])
		}
		h = next
		states = append(states, h)
	}
	return states
}

func concat(a, b []float64) []float64 { return append(append([]float64(nil), a...), b...) }

func attentionTwin(v [][]float64, heads int, query, merge, enter, leave matrix) [][]float64 {
	width := len(v[0])
	part := width / heads
	var all [][]float64
	for _, x := range v {
		all = append(all, query.times(normalised(x)))
	}
	var out [][]float64
	for p, x := range v {
		mixed := make([]float64, width)
		for l := range mixed {
			first := l / part * part
			z := 0.0
			for j := range v {
				dot := 0.0
				for i := first; i < first+part; i++ {
					dot += all[p][i] * all[j][width+i]
				}
				if j > p {
					dot = math.Inf(-1)
				}
				weight := math.Exp(dot / math.Sqrt(float64(part)))
				z += weight
				mixed[l] += weight * all[j][2*width+l]
			}
			mixed[l] /= z
		}
		middle := sum(x, merge.times(mixed))
		act := enter.times(normalised(middle))
		for i, a := range act {
			act[i] = math.Tanh(a)
		}
		out = append(out, sum(middle, leave.times(act)))
	}
	return out
}

func sum(a, b []float64) []float64 {
	c := make([]float64, len(a))
	for i := range c {
		c[i] = a[i] + b[i]
	}
	return c
}

func normalised(x []float64) []float64 {
	square := 0.0
	for _, v := range x {
		square += v * v
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = v / math.Sqrt(square/float64(len(x))+1e-5)
	}
	return y
}
