package van

import "vanscape/core/internal/simd"

// A Block is one conditional under one state of its gates: a tanh layer on the
// counts of its inputs, each by its reading, and the coefficients of its head,
//
//	h = tanh(U [x, 1]),   c = W [h, 1],   logits = Base + Phi c.
//
// U is H x (I+1) and W is J x (H+1), where I counts the inputs; in the
// parameters U stands before W. A block without inputs has no hidden units.
//
// Blocks share no parameters, and the score of a conditional has zero mean
// given its prefix, so the Fisher matrix of a model is exactly block-diagonal
// with one block for each.
type Block struct {
	Basis  *Basis
	Offset int // of the first parameter in Params
	H      int

	inputs   []int     // sites
	readings []reading // of the inputs
}

// Size returns P, the number of parameters of the block.
func (b *Block) Size() int { return b.hidden() + b.Basis.J*(b.H+1) }

// Global returns the parameters, counted from 0 within the block, that move a
// whole conditional without shaping it: the mean and the width under the smooth
// head, the same for all prefixes. Levels without probability follow them smoothly.
func (b *Block) Global() []int {
	if b.Basis.linear == 0 {
		return nil
	}
	global := []int{b.hidden() + b.H}
	if b.Basis.point > 0 {
		global = append(global, b.hidden()+2*b.H+1)
	}
	return global
}

// hidden is the size of U, where W begins.
func (b *Block) hidden() int { return b.H * (len(b.inputs) + 1) }

// A Batch is a block evaluated at B prefixes, and the buffers for doing so. The
// zero value is empty; buffers grow as needed and are kept.
type Batch struct {
	B    int
	P    []float32 // B x K: the conditional
	LogZ []float32 // B: ln sum_k exp(logit_k)
	Mean []float32 // B x J: E_k[phi]

	in  []float32 // B x (I+1): x, 1
	act []float32 // B x (H+1): h, 1
	co  []float32 // B x (J+1): c, 1
	wt  []float32 // transposed weights
	raw []float32 // products before they get their constant column
}

func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/2)
	}
	*s = (*s)[:n]
	return *s
}

// read sets the inputs of a batch from B states of S counts each; rows picks
// them by number, or all in order when it is nil.
func (b *Block) read(e *Batch, n []int, sites int, rows []int32) {
	e.B = len(n) / sites
	if rows != nil {
		e.B = len(rows)
	}
	w := len(b.inputs) + 1
	in := grow(&e.in, e.B*w)
	for r := range e.B {
		row := r
		if rows != nil {
			row = int(rows[r])
		}
		state, x := n[row*sites:(row+1)*sites], in[r*w:(r+1)*w]
		for l, i := range b.inputs {
			x[l] = b.readings[l].of(state[i])
		}
		x[w-1] = 1
	}
}

// forward evaluates the inputs of a batch under the block's parameters (P).
// Levels that mask (B x K, or nil for none) holds false have no probability.
func (b *Block) forward(e *Batch, params []float64, mask []bool) {
	rows, w, h, j := e.B, len(b.inputs)+1, b.H, b.Basis.J
	act := grow(&e.act, rows*(h+1))
	if h > 0 {
		wt := grow(&e.wt, w*h)
		transpose(wt, params[:h*w], h, w)
		raw := grow(&e.raw, rows*h)
		simd.Gemm32(raw, e.in, wt, rows, w, h)
		simd.Tanh32(raw, raw)
		widen(act, raw, rows, h)
	} else {
		for r := range act {
			act[r] = 1
		}
	}
	wt := grow(&e.wt, (h+1)*j)
	transpose(wt, params[b.hidden():b.Size()], j, h+1)
	raw := grow(&e.raw, rows*j)
	simd.Gemm32(raw, act, wt, rows, h+1, j)
	widen(grow(&e.co, rows*(j+1)), raw, rows, j)
	b.Basis.softmax(e, mask)
}

// transpose sets dst (n x m) to the transpose of src (m x n).
func transpose(dst []float32, src []float64, m, n int) {
	for i := range m {
		for j, v := range src[i*n : (i+1)*n] {
			dst[j*m+i] = float32(v)
		}
	}
}

// widen copies src (rows x n) to dst (rows x (n+1)) and puts 1 in the last column.
func widen(dst, src []float32, rows, n int) {
	for r := range rows {
		copy(dst[r*(n+1):], src[r*n:(r+1)*n])
		dst[r*(n+1)+n] = 1
	}
}
