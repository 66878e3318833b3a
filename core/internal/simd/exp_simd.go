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

// expQuad is expOne on four numbers; the other arguments are the constants, each
// over a vector. It has no floating-point minimum, which costs wasm eight
// instructions and differs between platforms for NaN.
func expQuad(x, least, scale, big, l1, l2, t6, t5, t4, t3, t2, one f4, greatest archsimd.Uint32x4) f4 {
	e := x.Mul(scale).Add(big).ToBits().Min(greatest)
	n := e.BitsToFloat32().Sub(big)
	r := x.Sub(n.Mul(l1)).Sub(n.Mul(l2))
	p := t6.Mul(r).Add(t5)
	p = p.Mul(r).Add(t4)
	p = p.Mul(r).Add(t3)
	p = p.Mul(r).Add(t2)
	p = p.Mul(r).Add(one)
	p = p.Mul(r).Add(one)
	p = p.Mul(e.ShiftAllLeft(23).BitsToFloat32())
	return p.ToBits().AndNot(x.Less(least).ToInt32x4().ToBits()).BitsToFloat32()
}

func expVectors(dst, x []float32, shift float32) float32 {
	quads := len(x) &^ 3
	sum := expQuads(dst, x[:quads], shift)
	if quads < len(x) {
		var rest [4]float32
		copy(rest[:], x[quads:])
		expQuads(rest[:], rest[:], shift)
		for _, v := range rest[:copy(dst[quads:], rest[:])] {
			sum += v
		}
	}
	return sum
}

func tanhVectors(dst, x []float32) {
	quads := len(x) &^ 3
	tanhQuads(dst, x[:quads])
	if quads < len(x) {
		var rest [4]float32
		copy(rest[:], x[quads:])
		tanhQuads(rest[:], rest[:])
		copy(dst[quads:], rest[:])
	}
}

// expQuads and tanhQuads have one loop each and nothing beside it: in wasm every
// loop and every call of a function passes through one head, where all that is
// live must be in place.

func expQuads(dst, x []float32, shift float32) float32 {
	least, greatest := archsimd.BroadcastFloat32x4(expLeast), archsimd.BroadcastUint32x4(magicBits+128)
	scale, big := archsimd.BroadcastFloat32x4(log2e), archsimd.BroadcastFloat32x4(magic)
	l1, l2 := archsimd.BroadcastFloat32x4(ln2High), archsimd.BroadcastFloat32x4(ln2Low)
	t6, t5, t4 := archsimd.BroadcastFloat32x4(term6), archsimd.BroadcastFloat32x4(term5), archsimd.BroadcastFloat32x4(term4)
	t3, t2 := archsimd.BroadcastFloat32x4(term3), archsimd.BroadcastFloat32x4(term2)
	one, from := archsimd.BroadcastFloat32x4(1), archsimd.BroadcastFloat32x4(shift)
	var sum f4
	for i := 0; i < len(x); i += 4 {
		v := expQuad(load4(x, i).Sub(from), least, scale, big, l1, l2, t6, t5, t4, t3, t2, one, greatest)
		store4(v, dst, i)
		sum = sum.Add(v)
	}
	return (sum.GetElem(0) + sum.GetElem(1)) + (sum.GetElem(2) + sum.GetElem(3))
}

func tanhQuads(dst, x []float32) {
	least, greatest := archsimd.BroadcastFloat32x4(expLeast), archsimd.BroadcastUint32x4(magicBits+128)
	scale, big := archsimd.BroadcastFloat32x4(log2e), archsimd.BroadcastFloat32x4(magic)
	l1, l2 := archsimd.BroadcastFloat32x4(ln2High), archsimd.BroadcastFloat32x4(ln2Low)
	t6, t5, t4 := archsimd.BroadcastFloat32x4(term6), archsimd.BroadcastFloat32x4(term5), archsimd.BroadcastFloat32x4(term4)
	t3, t2 := archsimd.BroadcastFloat32x4(term3), archsimd.BroadcastFloat32x4(term2)
	one, two := archsimd.BroadcastFloat32x4(1), archsimd.BroadcastFloat32x4(2)
	for i := 0; i < len(x); i += 4 {
		v := load4(x, i)
		v = expQuad(v.Add(v), least, scale, big, l1, l2, t6, t5, t4, t3, t2, one, greatest)
		store4(one.Sub(two.Div(v.Add(one))), dst, i)
	}
}

func maxVectors(x []float32) float32 {
	n := len(x)
	if n < 8 {
		return maxPlain(x)
	}
	v, w := load4(x, n-8), load4(x, n-4)
	for i := 0; i < n-8; i += 8 {
		v, w = v.Max(load4(x, i)), w.Max(load4(x, i+4))
	}
	var four [4]float32
	v.Max(w).StoreArray(&four)
	return maxPlain(four[:])
}

func scaleVectors(x []float32, s float32) {
	v := archsimd.BroadcastFloat32x4(s)
	eights := len(x) &^ 7
	for i := 0; i < eights; i += 8 {
		store4(load4(x, i).Mul(v), x, i)
		store4(load4(x, i+4).Mul(v), x, i+4)
	}
	scalePlain(x[eights:], s)
}
