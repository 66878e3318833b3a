//go:build goexperiment.simd && (wasm || amd64)

package simd

import (
	"simd/archsimd"
	"unsafe"
)

type (
	f4 = archsimd.Float32x4
	f2 = archsimd.Float64x2
)

func load4(p unsafe.Pointer) f4     { return archsimd.LoadFloat32x4Array((*[4]float32)(p)) }
func store4(v f4, p unsafe.Pointer) { v.StoreArray((*[4]float32)(p)) }
func load2(p unsafe.Pointer) f2     { return archsimd.LoadFloat64x2Array((*[2]float64)(p)) }
func store2(v f2, p unsafe.Pointer) { v.StoreArray((*[2]float64)(p)) }
func splat4(p unsafe.Pointer) f4    { return archsimd.BroadcastFloat32x4(*(*float32)(p)) }
func splat2(p unsafe.Pointer) f2    { return archsimd.BroadcastFloat64x2(*(*float64)(p)) }

// gemm32 walks blocks of 4 rows and 8 columns, whose 8 accumulators stay in
// registers; the shape check of Gemm32 bounds every pointer.
func gemm32(dst, a, b []float32, m, k, n int) {
	if k == 0 {
		clear(dst[:m*n])
		return
	}
	whole := n &^ 7
	rows := m &^ 3
	for i := 0; i < rows; i += 4 {
		for j := 0; j < whole; j += 8 {
			gemm32Block(unsafe.Pointer(&dst[i*n+j]), unsafe.Pointer(&a[i*k]), unsafe.Pointer(&b[j]), uintptr(k), uintptr(n))
		}
	}
	for i := rows; i < m; i++ {
		for j := 0; j < whole; j += 8 {
			gemm32Line(unsafe.Pointer(&dst[i*n+j]), unsafe.Pointer(&a[i*k]), unsafe.Pointer(&b[j]), k, uintptr(n))
		}
	}
	if whole < n {
		for i := range m {
			from := whole
			if n-from >= 4 {
				gemm32Half(unsafe.Pointer(&dst[i*n+from]), unsafe.Pointer(&a[i*k]), unsafe.Pointer(&b[from]), k, uintptr(n))
				from += 4
			}
			gemm32Row(dst[i*n:i*n+n], a[i*k:i*k+k], b, n, from)
		}
	}
}

// gemm32Block computes 4 x 8 entries; steps of l are unrolled by 4 because a
// loop turn costs wasm as much as several products.
func gemm32Block(dst, a, b unsafe.Pointer, k, n uintptr) {
	var c00, c01, c10, c11, c20, c21, c30, c31 f4
	ka, nb := k*4, n*4
	a1, a2, a3 := unsafe.Add(a, ka), unsafe.Add(a, 2*ka), unsafe.Add(a, 3*ka)
	l := uintptr(0)
	for ; l+4 <= k; l += 4 {
		x0, x1 := load4(b), load4(unsafe.Add(b, 16))
		v0, v1, v2, v3 := load4(a), load4(a1), load4(a2), load4(a3)
		s := archsimd.BroadcastFloat32x4(v0.GetElem(0))
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v1.GetElem(0))
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v2.GetElem(0))
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v3.GetElem(0))
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		x0, x1 = load4(b), load4(unsafe.Add(b, 16))
		s = archsimd.BroadcastFloat32x4(v0.GetElem(1))
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v1.GetElem(1))
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v2.GetElem(1))
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v3.GetElem(1))
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		x0, x1 = load4(b), load4(unsafe.Add(b, 16))
		s = archsimd.BroadcastFloat32x4(v0.GetElem(2))
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v1.GetElem(2))
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v2.GetElem(2))
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v3.GetElem(2))
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		x0, x1 = load4(b), load4(unsafe.Add(b, 16))
		s = archsimd.BroadcastFloat32x4(v0.GetElem(3))
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v1.GetElem(3))
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v2.GetElem(3))
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = archsimd.BroadcastFloat32x4(v3.GetElem(3))
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		a, a1, a2, a3 = unsafe.Add(a, 16), unsafe.Add(a1, 16), unsafe.Add(a2, 16), unsafe.Add(a3, 16)
	}
	for ; l < k; l++ {
		x0, x1 := load4(b), load4(unsafe.Add(b, 16))
		s := splat4(a)
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = splat4(a1)
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = splat4(a2)
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = splat4(a3)
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		a, a1, a2, a3 = unsafe.Add(a, 4), unsafe.Add(a1, 4), unsafe.Add(a2, 4), unsafe.Add(a3, 4)
	}
	store4(c00, dst)
	store4(c01, unsafe.Add(dst, 16))
	dst = unsafe.Add(dst, nb)
	store4(c10, dst)
	store4(c11, unsafe.Add(dst, 16))
	dst = unsafe.Add(dst, nb)
	store4(c20, dst)
	store4(c21, unsafe.Add(dst, 16))
	dst = unsafe.Add(dst, nb)
	store4(c30, dst)
	store4(c31, unsafe.Add(dst, 16))
}

// gemm32Line computes 1 x 8 entries.
func gemm32Line(dst, a, b unsafe.Pointer, k int, n uintptr) {
	var c0, c1 f4
	for range k {
		s := splat4(a)
		c0, c1 = c0.Add(s.Mul(load4(b))), c1.Add(s.Mul(load4(unsafe.Add(b, 16))))
		a, b = unsafe.Add(a, 4), unsafe.Add(b, 4*n)
	}
	store4(c0, dst)
	store4(c1, unsafe.Add(dst, 16))
}

// gemm32Half computes 1 x 4 entries.
func gemm32Half(dst, a, b unsafe.Pointer, k int, n uintptr) {
	var c f4
	for range k {
		c = c.Add(splat4(a).Mul(load4(b)))
		a, b = unsafe.Add(a, 4), unsafe.Add(b, 4*n)
	}
	store4(c, dst)
}

// gemm64 adds A B to dst in blocks of 4 rows and 4 columns. A(i, l) stands at
// a[i*sr+l*sc], so that one kernel serves A and its transpose.
func gemm64(dst, a, b []float64, ldd, sr, sc, ldb, m, k, n int) {
	if k == 0 {
		return
	}
	whole, rows := n&^3, m&^3
	for i := 0; i < rows; i += 4 {
		for j := 0; j < whole; j += 4 {
			gemm64Block(unsafe.Pointer(&dst[i*ldd+j]), unsafe.Pointer(&a[i*sr]), unsafe.Pointer(&b[j]),
				uintptr(ldd), uintptr(sr), uintptr(sc), uintptr(ldb), k)
		}
	}
	if whole < n {
		gemm64Part(dst, a, b, ldd, sr, sc, ldb, 0, rows, k, whole, n)
	}
	if rows < m {
		gemm64Part(dst, a, b, ldd, sr, sc, ldb, rows, m, k, 0, n)
	}
}

func gemm64Block(dst, a, b unsafe.Pointer, ldd, sr, sc, ldb uintptr, k int) {
	var c00, c01, c10, c11, c20, c21, c30, c31 f2
	ra, ca, nb := sr*8, sc*8, ldb*8
	a1, a2, a3 := unsafe.Add(a, ra), unsafe.Add(a, 2*ra), unsafe.Add(a, 3*ra)
	for ; k >= 2; k -= 2 {
		x0, x1 := load2(b), load2(unsafe.Add(b, 16))
		s := splat2(a)
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = splat2(a1)
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = splat2(a2)
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = splat2(a3)
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		x0, x1 = load2(b), load2(unsafe.Add(b, 16))
		s = splat2(unsafe.Add(a, ca))
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = splat2(unsafe.Add(a1, ca))
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = splat2(unsafe.Add(a2, ca))
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = splat2(unsafe.Add(a3, ca))
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
		b = unsafe.Add(b, nb)
		a, a1, a2, a3 = unsafe.Add(a, 2*ca), unsafe.Add(a1, 2*ca), unsafe.Add(a2, 2*ca), unsafe.Add(a3, 2*ca)
	}
	if k > 0 {
		x0, x1 := load2(b), load2(unsafe.Add(b, 16))
		s := splat2(a)
		c00, c01 = c00.Add(s.Mul(x0)), c01.Add(s.Mul(x1))
		s = splat2(a1)
		c10, c11 = c10.Add(s.Mul(x0)), c11.Add(s.Mul(x1))
		s = splat2(a2)
		c20, c21 = c20.Add(s.Mul(x0)), c21.Add(s.Mul(x1))
		s = splat2(a3)
		c30, c31 = c30.Add(s.Mul(x0)), c31.Add(s.Mul(x1))
	}
	add2(dst, c00, c01)
	dst = unsafe.Add(dst, ldd*8)
	add2(dst, c10, c11)
	dst = unsafe.Add(dst, ldd*8)
	add2(dst, c20, c21)
	dst = unsafe.Add(dst, ldd*8)
	add2(dst, c30, c31)
}

// add2 adds four columns to a row of dst.
func add2(dst unsafe.Pointer, c0, c1 f2) {
	store2(load2(dst).Add(c0), dst)
	next := unsafe.Add(dst, 16)
	store2(load2(next).Add(c1), next)
}

func exp32(dst, x []float32) {
	low, high := archsimd.BroadcastFloat32x4(expLow), archsimd.BroadcastFloat32x4(expHigh)
	scale, big := archsimd.BroadcastFloat32x4(log2e), archsimd.BroadcastFloat32x4(roundBig)
	l1, l2 := archsimd.BroadcastFloat32x4(ln2High), archsimd.BroadcastFloat32x4(ln2Low)
	var t [8]f4
	for i, c := range expTaylor {
		t[i] = archsimd.BroadcastFloat32x4(c)
	}
	t0, t1, t2, t3, t4, t5, t6, t7 := t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7]
	bias := archsimd.BroadcastInt32x4(127)
	i := 0
	for ; i+4 <= len(x); i += 4 {
		v := load4(unsafe.Pointer(&x[i])).Min(high).Max(low)
		n := v.Mul(scale).Add(big).Sub(big)
		r := v.Sub(n.Mul(l1)).Sub(n.Mul(l2))
		p := t7.Mul(r).Add(t6)
		p = p.Mul(r).Add(t5)
		p = p.Mul(r).Add(t4)
		p = p.Mul(r).Add(t3)
		p = p.Mul(r).Add(t2)
		p = p.Mul(r).Add(t1)
		p = p.Mul(r).Add(t0)
		e := n.ConvertToInt32().Add(bias).ShiftAllLeft(23)
		store4(p.Mul(e.ToBits().BitsToFloat32()), unsafe.Pointer(&dst[i]))
	}
	for ; i < len(x); i++ {
		dst[i] = expOne(x[i])
	}
}

func max32(x []float32) float32 {
	top := x[0]
	if len(x) >= 4 {
		v := load4(unsafe.Pointer(&x[0]))
		for i := 4; i+4 <= len(x); i += 4 {
			v = v.Max(load4(unsafe.Pointer(&x[i])))
		}
		top = max(max(v.GetElem(0), v.GetElem(1)), max(v.GetElem(2), v.GetElem(3)))
	}
	for _, v := range x[len(x)&^3:] {
		top = max(top, v)
	}
	return top
}

func sum32(x []float32) float32 {
	var v f4
	whole := len(x) &^ 3
	for i := 0; i < whole; i += 4 {
		v = v.Add(load4(unsafe.Pointer(&x[i])))
	}
	sum := (v.GetElem(0) + v.GetElem(1)) + (v.GetElem(2) + v.GetElem(3))
	for _, w := range x[whole:] {
		sum += w
	}
	return sum
}

func scale32(x []float32, s float32) {
	v := archsimd.BroadcastFloat32x4(s)
	whole := len(x) &^ 3
	for i := 0; i < whole; i += 4 {
		store4(load4(unsafe.Pointer(&x[i])).Mul(v), unsafe.Pointer(&x[i]))
	}
	for i := whole; i < len(x); i++ {
		x[i] *= s
	}
}
