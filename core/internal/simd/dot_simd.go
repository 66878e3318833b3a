//go:build goexperiment.simd && (wasm || amd64)

package simd

import (
	"simd/archsimd"
	"unsafe"
)

func load2(x []float64, i int) f2 {
	return archsimd.LoadFloat64x2Array((*[2]float64)(unsafe.Pointer(&x[i])))
}

func store2(v f2, x []float64, i int) { v.StoreArray((*[2]float64)(unsafe.Pointer(&x[i]))) }

func dotVectors(a, b []float64) float64 {
	var low, high f2
	b = b[:len(a)]
	quads := len(a) &^ 3
	for i := 0; i < quads; i += 4 {
		low = low.Add(load2(a, i).Mul(load2(b, i)))
		high = high.Add(load2(a, i+2).Mul(load2(b, i+2)))
	}
	return dotRest(a, b, quads, (low.GetElem(0)+low.GetElem(1))+(high.GetElem(0)+high.GetElem(1)))
}

func axpyVectors(y, x []float64, s float64) {
	v := archsimd.BroadcastFloat64x2(s)
	y = y[:len(x)]
	quads := len(x) &^ 3
	for i := 0; i < quads; i += 4 {
		store2(load2(y, i).Add(v.Mul(load2(x, i))), y, i)
		store2(load2(y, i+2).Add(v.Mul(load2(x, i+2))), y, i+2)
	}
	axpyPlain(y, x, s, quads)
}
