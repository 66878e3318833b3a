//go:build goexperiment.simd && (wasm || amd64)

package simd

import "simd/archsimd"

// Operations in a turn of peak32 and of peak64.
const (
	peakTurn32 = 96
	peakTurn64 = 48
)

// peak32 multiplies and adds in registers alone, in twelve chains that hide how long an operation
// takes: no kernel of these instructions can be faster.
func peak32(turns int) float32 {
	u, v := archsimd.BroadcastFloat32x4(0.5), archsimd.BroadcastFloat32x4(0.25)
	var a, b, c, d, e, f, g, h, i, j, k, l f4
	for range turns {
		a, b = a.Mul(u).Add(v), b.Mul(u).Add(v)
		c, d = c.Mul(u).Add(v), d.Mul(u).Add(v)
		e, f = e.Mul(u).Add(v), f.Mul(u).Add(v)
		g, h = g.Mul(u).Add(v), h.Mul(u).Add(v)
		i, j = i.Mul(u).Add(v), j.Mul(u).Add(v)
		k, l = k.Mul(u).Add(v), l.Mul(u).Add(v)
	}
	var out [4]float32
	a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l).Store(out[:])
	return out[0]
}

// peak64 is peak32 for float64.
func peak64(turns int) float64 {
	u, v := archsimd.BroadcastFloat64x2(0.5), archsimd.BroadcastFloat64x2(0.25)
	var a, b, c, d, e, f, g, h, i, j, k, l f2
	for range turns {
		a, b = a.Mul(u).Add(v), b.Mul(u).Add(v)
		c, d = c.Mul(u).Add(v), d.Mul(u).Add(v)
		e, f = e.Mul(u).Add(v), f.Mul(u).Add(v)
		g, h = g.Mul(u).Add(v), h.Mul(u).Add(v)
		i, j = i.Mul(u).Add(v), j.Mul(u).Add(v)
		k, l = k.Mul(u).Add(v), l.Mul(u).Add(v)
	}
	var out [2]float64
	a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l).Store(out[:])
	return out[0]
}
