package van

import "vanscape/core/internal/simd"

// A Metric assembles quadratic forms in the parameters of a block from
// quadratic forms in its coefficients c. The zero value is ready.
type Metric struct {
	act, in, w       []float64
	form             []float64 // one J x J form
	right            []float64 // rows x J H: form W, column m times 1-h_m^2
	inner            []float64 // rows x H(H+1)/2: the same from both sides
	full             []float64 // H x H
	left, outer, sum []float64
}

// Assemble sets the lower triangle of dst (P x P) to sum_r Jc_r^T M_r Jc_r over
// the first rows of a batch, where Jc_r is the Jacobian dc/dtheta at row r and M_r are
// packed forms (rows x Packed). With M_r = w_r Cov(phi | prefix r) this is the
// Fisher matrix of the block by conditional expectation.
//
// Jc has one factor from the context and one from W, so the sums over rows are
// matrix products of such factors, one for each pair of parameter kinds.
func (t *Metric) Assemble(dst, params []float64, b *Block, e *Batch, rows int, forms []float64) {
	h, j, w := b.H, b.Basis.J, len(b.inputs)+1
	p, pack := b.Size(), b.Basis.Packed()
	act := grow(&t.act, rows*(h+1))
	float64s(act, e.act[:rows*(h+1)])

	outer := pairs(grow(&t.outer, rows*tri(h+1)), act, act, rows, h+1, h+1, true)
	sum := zeros(&t.sum, pack*tri(h+1))
	simd.AddGemmTA64(sum, forms[:rows*pack], outer, pack, rows, tri(h+1))
	t.scatterWW(dst, b, sum)
	if h == 0 {
		return
	}

	in := grow(&t.in, rows*w)
	float64s(in, e.in[:rows*w])
	t.contract(params, b, act, rows, forms)

	outer = pairs(grow(&t.outer, rows*w*(h+1)), act, in, rows, h+1, w, false)
	sum = zeros(&t.sum, j*h*(h+1)*w)
	simd.AddGemmTA64(sum, t.right, outer, j*h, rows, (h+1)*w)
	for a := range j {
		for m := range h {
			from := sum[(a*h+m)*(h+1)*w:]
			for m2 := range h + 1 {
				copy(dst[(b.hidden()+a*(h+1)+m2)*p+m*w:][:w], from[m2*w:(m2+1)*w])
			}
		}
	}

	outer = pairs(grow(&t.outer, rows*tri(w)), in, in, rows, w, w, true)
	sum = zeros(&t.sum, tri(h)*tri(w))
	simd.AddGemmTA64(sum, t.inner, outer, tri(h), rows, tri(w))
	for m := range h {
		for m2 := range m + 1 {
			from := sum[(tri(m)+m2)*tri(w):]
			for l := range w {
				for l2 := range w {
					dst[(m*w+l)*p+m2*w+l2] = from[packed(l, l2)]
				}
			}
		}
	}
}

// contract fills right and inner from the forms.
func (t *Metric) contract(params []float64, b *Block, act []float64, rows int, forms []float64) {
	h, j, pack := b.H, b.Basis.J, b.Basis.Packed()
	w := b.outputs(params, &t.w)
	form, full, left := grow(&t.form, j*j), grow(&t.full, h*h), grow(&t.left, j*h)
	right, inner := grow(&t.right, rows*j*h), grow(&t.inner, rows*tri(h))
	for r := range rows {
		at := 0
		for a := range j {
			for c, v := range forms[r*pack+at:][:a+1] {
				form[a*j+c], form[c*j+a] = v, v
			}
			at += a + 1
		}
		d := act[r*(h+1):]
		to := right[r*j*h : (r+1)*j*h]
		simd.Gemm64(to, form, w, j, j, h)
		for a := range j {
			for m := range h {
				slope := 1 - d[m]*d[m]
				to[a*h+m] *= slope
				left[a*h+m] = w[a*h+m] * slope
			}
		}
		clear(full)
		simd.AddGemmTA64(full, left, to, h, j, h)
		for m := range h {
			copy(inner[r*tri(h)+tri(m):][:m+1], full[m*h:])
		}
	}
}

// scatterWW writes the part of W against W.
func (t *Metric) scatterWW(dst []float64, b *Block, sum []float64) {
	h, p := b.H+1, b.Size()
	for a := range b.Basis.J {
		for c := range a + 1 {
			from := sum[(tri(a)+c)*tri(h):]
			for m := range h {
				row := dst[(b.hidden()+a*h+m)*p+b.hidden()+c*h:]
				for m2 := range h {
					row[m2] = from[packed(m, m2)]
				}
			}
		}
	}
}

func zeros(s *[]float64, n int) []float64 {
	z := grow(s, n)
	clear(z)
	return z
}

// pairs sets each row of dst to the products x_a y_b of the rows of x (rows x
// n) and y (rows x m), only those with b <= a when lower.
func pairs(dst, x, y []float64, rows, n, m int, lower bool) []float64 {
	at := 0
	for r := range rows {
		b := y[r*m : (r+1)*m]
		for a, v := range x[r*n : (r+1)*n] {
			for _, u := range b[:min(len(b), a+1)] {
				dst[at] = v * u
				at++
			}
			if lower {
				continue
			}
			for _, u := range b[min(len(b), a+1):] {
				dst[at] = v * u
				at++
			}
		}
	}
	return dst
}
