package van

import "math"

// A norm is what root mean square normalisation (Zhang and Sennrich, NeurIPS
// 2019, arXiv:1910.07467),
//
//	y = x / sqrt(mean(x^2) + 1e-5),
//
// keeps of B rows. It has no gains: the affine map behind it takes their place.
type norm struct {
	y   []float32 // B x (H+1), the last column 1
	inv []float32 // B: 1 / sqrt(mean(x^2) + 1e-5)
}

const normFloor = 1e-5

// forward sets y from x (rows x h).
func (m *norm) forward(x []float32, rows, h int) {
	y, inv := grow(&m.y, rows*(h+1)), grow(&m.inv, rows)
	for r := range rows {
		from, to := x[r*h:(r+1)*h], y[r*(h+1):(r+1)*(h+1)]
		sum := 0.0
		for _, v := range from {
			sum += float64(v) * float64(v)
		}
		inv[r] = float32(1 / math.Sqrt(sum/float64(h)+normFloor))
		for i, v := range from {
			to[i] = v * inv[r]
		}
		to[h] = 1
	}
}

// backward adds the adjoint of x to dx (rows x h), from that of y (rows x (h+1)).
func (m *norm) backward(dx, adjoint []float64, rows, h int) {
	for r := range rows {
		y, down := m.y[r*(h+1):(r+1)*(h+1)], adjoint[r*(h+1):(r+1)*(h+1)]
		along := 0.0
		for i, v := range down[:h] {
			along += v * float64(y[i])
		}
		along /= float64(h)
		for i, v := range down[:h] {
			dx[r*h+i] += float64(m.inv[r]) * (v - along*float64(y[i]))
		}
	}
}
