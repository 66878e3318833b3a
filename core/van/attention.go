package van

import (
	"math"

	"vanscape/core/internal/simd"
)

// An attention is one position of causal self-attention: with a query q, a key k
// and a value v for each position and head, parts of H/heads entries,
//
//	mixed_p = sum_{j <= p} w_j v_j,   w = softmax_{j <= p}(q_p . k_j / sqrt(H/heads)).
type attention struct {
	query  []float32 // C x 3H: q, k and v, each with its heads in order
	weight []float32 // C x heads x (p+1): w
	mixed  []float32 // C x (H+1), the last column 1
	back   []float64 // C x 3H: adjoint of query
	path   []int32   // p+1: of one row the rows of the positions up to its own
}

// trace returns which rows of the positions up to p row r attends to.
func trace(steps []attentionStep, p, r int) []int32 {
	path := grow(&steps[p].path, p+1)
	at := int32(r)
	for j := p; j >= 0; j-- {
		path[j] = at
		at = steps[j].up[at]
	}
	return path
}

// attend sets weight and mixed of position p from the queries up to it. The
// products are plain loops: positions are few, and the maps around them cost more.
func attend(steps []attentionStep, p, rows, h, heads int) {
	s, part := &steps[p], h/heads
	scale := float32(1 / math.Sqrt(float64(part)))
	weight := grow(&s.weight, rows*heads*(p+1))
	at := 0
	for r := range rows {
		path := trace(steps, p, r)
		for a := range heads {
			q := s.query[r*3*h+a*part:][:part]
			for j, row := range path {
				k := steps[j].query[int(row)*3*h+h+a*part:][:part]
				var sum float32
				for i, v := range q {
					sum += float32(v * k[i])
				}
				weight[at] = scale * sum
				at++
			}
		}
	}
	simd.Softmax32(weight, nil, rows*heads, p+1)
	mixed := grow(&s.mixed, rows*(h+1))
	clear(mixed)
	at = 0
	for r := range rows {
		path := trace(steps, p, r)
		for a := range heads {
			to := mixed[r*(h+1)+a*part:][:part]
			for j, row := range path {
				w := weight[at]
				at++
				for i, v := range steps[j].query[int(row)*3*h+2*h+a*part:][:part] {
					to[i] += float32(w * v)
				}
			}
		}
		mixed[r*(h+1)+h] = 1
	}
}

// attendBack adds to back of the positions up to p, from the adjoint of mixed of
// position p (rows x (h+1)).
func attendBack(steps []attentionStep, p, rows, h, heads int, adjoint []float64) {
	s, part := &steps[p], h/heads
	scale := 1 / math.Sqrt(float64(part))
	for r := range rows {
		path := trace(steps, p, r)
		for a := range heads {
			weight := s.weight[(r*heads+a)*(p+1):][:p+1]
			down := adjoint[r*(h+1)+a*part:][:part]
			here := r*3*h + a*part
			along := 0.0 // sum_j w_j (v_j . down)
			for i, v := range s.mixed[r*(h+1)+a*part:][:part] {
				along += float64(v) * down[i]
			}
			for j, w32 := range weight {
				w, from, at := float64(w32), &steps[j], int(path[j])*3*h+a*part
				dot := 0.0
				for i, v := range down {
					dot += v * float64(from.query[at+2*h+i])
					from.back[at+2*h+i] += w * v
				}
				slope := scale * w * (dot - along)
				for i := range part {
					s.back[here+i] += slope * float64(from.query[at+h+i])
					from.back[at+h+i] += slope * float64(s.query[here+i])
				}
			}
		}
	}
}
