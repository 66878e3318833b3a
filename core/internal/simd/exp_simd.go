//go:build goexperiment.simd && (wasm || amd64)

package simd

import (
	"simd/archsimd"
	"unsafe"
)

func load4(x []float32, i int) f4 {
	return archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Pointer(&x[i])))
}
func store4(v f4, x []float32, i int) { v.StoreArray((*[4]float32)(unsafe.Pointer(&x[i]))) }

// expQuad is expOne on four numbers. Where an operand is NaN, the minimum and the
// maximum of amd64 are their second operand.
func expQuad(x, low, high, scale, big, l1, l2, t7, t6, t5, t4, t3, t2, one f4) f4 {
	x = low.Max(high.Min(x))
	t := x.Mul(scale).Add(big)
	n := t.Sub(big)
	r := x.Sub(n.Mul(l1)).Sub(n.Mul(l2))
	p := t7.Mul(r).Add(t6)
	p = p.Mul(r).Add(t5)
	p = p.Mul(r).Add(t4)
	p = p.Mul(r).Add(t3)
	p = p.Mul(r).Add(t2)
	p = p.Mul(r).Add(one)
	p = p.Mul(r).Add(one)
	return p.Mul(t.ToBits().ShiftAllLeft(23).BitsToFloat32())
}

func exp32(dst, x []float32, shift float32) float32 {
	low, high := archsimd.BroadcastFloat32x4(expLow), archsimd.BroadcastFloat32x4(expHigh)
	scale, big := archsimd.BroadcastFloat32x4(log2e), archsimd.BroadcastFloat32x4(magic)
	l1, l2 := archsimd.BroadcastFloat32x4(ln2High), archsimd.BroadcastFloat32x4(ln2Low)
	t7, t6, t5 := archsimd.BroadcastFloat32x4(taylor7), archsimd.BroadcastFloat32x4(taylor6), archsimd.BroadcastFloat32x4(taylor5)
	t4, t3, t2 := archsimd.BroadcastFloat32x4(taylor4), archsimd.BroadcastFloat32x4(taylor3), archsimd.BroadcastFloat32x4(taylor2)
	one, from := archsimd.BroadcastFloat32x4(1), archsimd.BroadcastFloat32x4(shift)
	var lane f4
	quads := len(x) &^ 3
	for i := 0; i < quads; i += 4 {
		v := expQuad(load4(x, i).Sub(from), low, high, scale, big, l1, l2, t7, t6, t5, t4, t3, t2, one)
		store4(v, dst, i)
		lane = lane.Add(v)
	}
	return expRest(dst[quads:], x[quads:], shift, sumLanes(lane))
}

func sumLanes(v f4) float32 {
	return (v.GetElem(0) + v.GetElem(1)) + (v.GetElem(2) + v.GetElem(3))
}

func tanh32(dst, x []float32) {
	low, high := archsimd.BroadcastFloat32x4(expLow), archsimd.BroadcastFloat32x4(expHigh)
	scale, big := archsimd.BroadcastFloat32x4(log2e), archsimd.BroadcastFloat32x4(magic)
	l1, l2 := archsimd.BroadcastFloat32x4(ln2High), archsimd.BroadcastFloat32x4(ln2Low)
	t7, t6, t5 := archsimd.BroadcastFloat32x4(taylor7), archsimd.BroadcastFloat32x4(taylor6), archsimd.BroadcastFloat32x4(taylor5)
	t4, t3, t2 := archsimd.BroadcastFloat32x4(taylor4), archsimd.BroadcastFloat32x4(taylor3), archsimd.BroadcastFloat32x4(taylor2)
	one, two := archsimd.BroadcastFloat32x4(1), archsimd.BroadcastFloat32x4(2)
	quads := len(x) &^ 3
	for i := 0; i < quads; i += 4 {
		v := load4(x, i)
		v = expQuad(v.Add(v), low, high, scale, big, l1, l2, t7, t6, t5, t4, t3, t2, one)
		store4(one.Sub(two.Div(v.Add(one))), dst, i)
	}
	tanhPlain(dst[quads:], x[quads:])
}

func max32(x []float32) float32 {
	quads := len(x) &^ 3
	if quads == 0 {
		return maxPlain(x[0], x)
	}
	v := load4(x, 0)
	for i := 4; i < quads; i += 4 {
		v = v.Max(load4(x, i))
	}
	return maxPlain(max(v.GetElem(0), v.GetElem(1), v.GetElem(2), v.GetElem(3)), x[quads:])
}

func scale32(x []float32, s float32) {
	v := archsimd.BroadcastFloat32x4(s)
	quads := len(x) &^ 3
	for i := 0; i < quads; i += 4 {
		store4(load4(x, i).Mul(v), x, i)
	}
	scalePlain(x[quads:], s)
}
