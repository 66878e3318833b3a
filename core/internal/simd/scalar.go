package simd

// gemm32Row computes the columns from..n-1 of one row of a product.
func gemm32Row(dst, a, b []float32, n, from int) {
	for j := from; j < n; j++ {
		sum := float32(0)
		for l, v := range a {
			sum += float32(v * b[l*n+j])
		}
		dst[j] = sum
	}
}

// gemm64Part adds the product to the rows i0..i1-1 and columns j0..j1-1 of dst.
// A(i, l) stands at a[i*sr+l*sc].
func gemm64Part(dst, a, b []float64, ldd, sr, sc, ldb, i0, i1, k, j0, j1 int) {
	for i := i0; i < i1; i++ {
		for j := j0; j < j1; j++ {
			sum := 0.0
			for l := range k {
				sum += float64(a[i*sr+l*sc] * b[l*ldb+j])
			}
			dst[i*ldd+j] += sum
		}
	}
}
