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

// A block is the part of a result that one call of block32 or block64 adds to: 4
// rows of 32 bytes. Its operands are packed, to lie in order and to have no edges:
// the left one has 64 bytes for each l, A(i, l) of 4 rows with each value repeated
// over a vector; the right one has 32 bytes of B for each l.
const (
	blockRows = 4
	leftLine  = 64
	rightLine = 32
)

// stripe is the number of columns that are worked on together, down all rows: what
// they read of the right operand, 128 x 96 numbers, stays in the second-level cache.
// Measured on A^T A of float64, 512 x 256, 512 x 320, 512 x 500: 14, 4 to 14 and 10 to 14
// GFLOP/s, and 1.2, 0.7 and 0.35 with whole rows, which come from memory anew for every 4
// rows of the result. What fits into the cache as a whole is as fast as before.
const stripe = 96

// operands are the packed operands of a block.
type operands struct {
	left  [depth * leftLine / 8]float64
	right [depth * rightLine / 8]float64 // the last columns of B, where they need padding
}

// blocks adds the product block by block.
func blocks[T float32 | float64](p *product[T]) {
	var o operands
	columns := rightLine / int(unsafe.Sizeof(T(0)))
	whole := p.n / columns * columns // columns of B that need no padding
	for l0 := 0; l0 < p.k; l0 += depth {
		k := min(depth, p.k-l0)
		if whole < p.n {
			padded := unsafe.Slice((*T)(unsafe.Pointer(&o.right)), depth*columns)
			for l := range k {
				copy(padded[l*columns:], p.b[(l0+l)*p.ldb+whole:(l0+l)*p.ldb+p.n])
			}
		}
		for j0 := 0; j0 < p.n; j0 += stripe {
			striped(p, &o, l0, k, j0)
		}
	}
}

// striped adds the part of a product that k steps from l0 on make in the stripe from
// column j0 on.
func striped[T float32 | float64](p *product[T], o *operands, l0, k, j0 int) {
	columns := rightLine / int(unsafe.Sizeof(T(0)))
	whole := p.n / columns * columns
	for i := 0; i < p.m; i += blockRows {
		rows := min(blockRows, p.m-i)
		end := min(j0+stripe, p.end(i+rows-1))
		if j0 >= end {
			continue
		}
		for r := range rows {
			spread[T](unsafe.Add(unsafe.Pointer(&o.left), r*16), unsafe.Pointer(&p.a[(i+r)*p.sr+l0*p.sc]), p.sc, k)
		}
		for j := j0; j < end; j += columns {
			from, ldr := unsafe.Pointer(&o.right), columns
			if j < whole {
				from, ldr = unsafe.Pointer(&p.b[l0*p.ldb+j]), p.ldb
			}
			if rows == blockRows && j < whole {
				block[T](unsafe.Pointer(&p.dst[i*p.ldd+j]), unsafe.Pointer(&o.left), from, p.ldd, ldr, k)
				continue
			}
			var edge [blockRows * rightLine / 8]float64
			block[T](unsafe.Pointer(&edge), unsafe.Pointer(&o.left), from, columns, ldr, k)
			sums := unsafe.Slice((*T)(unsafe.Pointer(&edge)), blockRows*columns)
			for r := range rows {
				row := p.dst[(i+r)*p.ldd+j : (i+r)*p.ldd+min(j+columns, p.n)]
				for c := range row {
					row[c] += sums[r*columns+c]
				}
			}
		}
	}
}

// block adds one block of the product. ldd and ldr are the steps from row to row
// of the result and of the right operand, in numbers.
func block[T float32 | float64](dst, left, right unsafe.Pointer, ldd, ldr, k int) {
	if unsafe.Sizeof(T(0)) == 4 {
		block32(dst, left, right, uintptr(ldd)*4, uintptr(ldr)*4, k)
	} else {
		block64(dst, left, right, uintptr(ldd)*8, uintptr(ldr)*8, k)
	}
}

// spread packs one row of the left operand: k numbers, step apart.
func spread[T float32 | float64](left, from unsafe.Pointer, step, k int) {
	if unsafe.Sizeof(T(0)) == 4 {
		spread32(left, from, uintptr(step)*4, k)
	} else {
		spread64(left, from, uintptr(step)*8, k)
	}
}

// In the four functions below a vector operation stands where it shall be done:
// the compiler keeps the order of the source, but moves operations of inlined
// functions behind their caller's and runs out of registers. Four steps to a turn,
// because a turn of a loop costs wasm as much as a step. Pointers are made from the
// first one each time, since none may ever point behind the last row.

func block32(dst, left, right unsafe.Pointer, ldd, ldr uintptr, k int) {
	var c00, c01, c10, c11, c20, c21, c30, c31 f4
	l := 0
	for ; l+4 <= k; l += 4 {
		left, right := unsafe.Add(left, l*leftLine), unsafe.Add(right, uintptr(l)*ldr)
		right1 := unsafe.Add(right, ldr)
		right2 := unsafe.Add(right1, ldr)
		right3 := unsafe.Add(right2, ldr)
		c00, c01, c10, c11, c20, c21, c30, c31 = step32(c00, c01, c10, c11, c20, c21, c30, c31, left, right)
		c00, c01, c10, c11, c20, c21, c30, c31 = step32(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, leftLine), right1)
		c00, c01, c10, c11, c20, c21, c30, c31 = step32(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, 2*leftLine), right2)
		c00, c01, c10, c11, c20, c21, c30, c31 = step32(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, 3*leftLine), right3)
	}
	for ; l < k; l++ {
		c00, c01, c10, c11, c20, c21, c30, c31 = step32(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, l*leftLine), unsafe.Add(right, uintptr(l)*ldr))
	}
	add32(dst, c00, c01)
	add32(unsafe.Add(dst, ldd), c10, c11)
	add32(unsafe.Add(dst, 2*ldd), c20, c21)
	add32(unsafe.Add(dst, 3*ldd), c30, c31)
}

// step32 adds the products of one l.
func step32(c00, c01, c10, c11, c20, c21, c30, c31 f4, left, right unsafe.Pointer) (f4, f4, f4, f4, f4, f4, f4, f4) {
	x0 := archsimd.LoadFloat32x4Array((*[4]float32)(right))
	x1 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(right, 16)))
	s0 := archsimd.LoadFloat32x4Array((*[4]float32)(left))
	c00, c01 = c00.Add(s0.Mul(x0)), c01.Add(s0.Mul(x1))
	s1 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(left, 16)))
	c10, c11 = c10.Add(s1.Mul(x0)), c11.Add(s1.Mul(x1))
	s2 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(left, 32)))
	c20, c21 = c20.Add(s2.Mul(x0)), c21.Add(s2.Mul(x1))
	s3 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(left, 48)))
	c30, c31 = c30.Add(s3.Mul(x0)), c31.Add(s3.Mul(x1))
	return c00, c01, c10, c11, c20, c21, c30, c31
}

func block64(dst, left, right unsafe.Pointer, ldd, ldr uintptr, k int) {
	var c00, c01, c10, c11, c20, c21, c30, c31 f2
	l := 0
	for ; l+4 <= k; l += 4 {
		left, right := unsafe.Add(left, l*leftLine), unsafe.Add(right, uintptr(l)*ldr)
		right1 := unsafe.Add(right, ldr)
		right2 := unsafe.Add(right1, ldr)
		right3 := unsafe.Add(right2, ldr)
		c00, c01, c10, c11, c20, c21, c30, c31 = step64(c00, c01, c10, c11, c20, c21, c30, c31, left, right)
		c00, c01, c10, c11, c20, c21, c30, c31 = step64(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, leftLine), right1)
		c00, c01, c10, c11, c20, c21, c30, c31 = step64(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, 2*leftLine), right2)
		c00, c01, c10, c11, c20, c21, c30, c31 = step64(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, 3*leftLine), right3)
	}
	for ; l < k; l++ {
		c00, c01, c10, c11, c20, c21, c30, c31 = step64(c00, c01, c10, c11, c20, c21, c30, c31, unsafe.Add(left, l*leftLine), unsafe.Add(right, uintptr(l)*ldr))
	}
	add64(dst, c00, c01)
	add64(unsafe.Add(dst, ldd), c10, c11)
	add64(unsafe.Add(dst, 2*ldd), c20, c21)
	add64(unsafe.Add(dst, 3*ldd), c30, c31)
}

// step64 adds the products of one l.
func step64(c00, c01, c10, c11, c20, c21, c30, c31 f2, left, right unsafe.Pointer) (f2, f2, f2, f2, f2, f2, f2, f2) {
	x0 := archsimd.LoadFloat64x2Array((*[2]float64)(right))
	x1 := archsimd.LoadFloat64x2Array((*[2]float64)(unsafe.Add(right, 16)))
	s0 := archsimd.LoadFloat64x2Array((*[2]float64)(left))
	c00, c01 = c00.Add(s0.Mul(x0)), c01.Add(s0.Mul(x1))
	s1 := archsimd.LoadFloat64x2Array((*[2]float64)(unsafe.Add(left, 16)))
	c10, c11 = c10.Add(s1.Mul(x0)), c11.Add(s1.Mul(x1))
	s2 := archsimd.LoadFloat64x2Array((*[2]float64)(unsafe.Add(left, 32)))
	c20, c21 = c20.Add(s2.Mul(x0)), c21.Add(s2.Mul(x1))
	s3 := archsimd.LoadFloat64x2Array((*[2]float64)(unsafe.Add(left, 48)))
	c30, c31 = c30.Add(s3.Mul(x0)), c31.Add(s3.Mul(x1))
	return c00, c01, c10, c11, c20, c21, c30, c31
}

func add32(dst unsafe.Pointer, c0, c1 f4) {
	d0, d1 := (*[4]float32)(dst), (*[4]float32)(unsafe.Add(dst, 16))
	archsimd.LoadFloat32x4Array(d0).Add(c0).StoreArray(d0)
	archsimd.LoadFloat32x4Array(d1).Add(c1).StoreArray(d1)
}

func add64(dst unsafe.Pointer, c0, c1 f2) {
	d0, d1 := (*[2]float64)(dst), (*[2]float64)(unsafe.Add(dst, 16))
	archsimd.LoadFloat64x2Array(d0).Add(c0).StoreArray(d0)
	archsimd.LoadFloat64x2Array(d1).Add(c1).StoreArray(d1)
}

func spread32(left, from unsafe.Pointer, step uintptr, k int) {
	l := 0
	for ; l+4 <= k; l += 4 {
		left, from := unsafe.Add(left, l*leftLine), unsafe.Add(from, uintptr(l)*step)
		from1 := unsafe.Add(from, step)
		from2 := unsafe.Add(from1, step)
		from3 := unsafe.Add(from2, step)
		archsimd.BroadcastFloat32x4(*(*float32)(from)).StoreArray((*[4]float32)(left))
		archsimd.BroadcastFloat32x4(*(*float32)(from1)).StoreArray((*[4]float32)(unsafe.Add(left, leftLine)))
		archsimd.BroadcastFloat32x4(*(*float32)(from2)).StoreArray((*[4]float32)(unsafe.Add(left, 2*leftLine)))
		archsimd.BroadcastFloat32x4(*(*float32)(from3)).StoreArray((*[4]float32)(unsafe.Add(left, 3*leftLine)))
	}
	for ; l < k; l++ {
		archsimd.BroadcastFloat32x4(*(*float32)(unsafe.Add(from, uintptr(l)*step))).StoreArray((*[4]float32)(unsafe.Add(left, l*leftLine)))
	}
}

func spread64(left, from unsafe.Pointer, step uintptr, k int) {
	l := 0
	for ; l+4 <= k; l += 4 {
		left, from := unsafe.Add(left, l*leftLine), unsafe.Add(from, uintptr(l)*step)
		from1 := unsafe.Add(from, step)
		from2 := unsafe.Add(from1, step)
		from3 := unsafe.Add(from2, step)
		archsimd.BroadcastFloat64x2(*(*float64)(from)).StoreArray((*[2]float64)(left))
		archsimd.BroadcastFloat64x2(*(*float64)(from1)).StoreArray((*[2]float64)(unsafe.Add(left, leftLine)))
		archsimd.BroadcastFloat64x2(*(*float64)(from2)).StoreArray((*[2]float64)(unsafe.Add(left, 2*leftLine)))
		archsimd.BroadcastFloat64x2(*(*float64)(from3)).StoreArray((*[2]float64)(unsafe.Add(left, 3*leftLine)))
	}
	for ; l < k; l++ {
		archsimd.BroadcastFloat64x2(*(*float64)(unsafe.Add(from, uintptr(l)*step))).StoreArray((*[2]float64)(unsafe.Add(left, l*leftLine)))
	}
}
