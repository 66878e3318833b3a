package simd

// plain adds the product with scalars: the twin of the vector kernels. Every entry
// sums its products in order of l, runs of depth at a time, and rounds each. Blocks
// of 4 x 2 entries, which share what they load, are five times as fast as entries.
func (p *product[T]) plain() {
	for l0 := 0; l0 < p.k; l0 += depth {
		l1 := min(l0+depth, p.k)
		for i := 0; i < p.m; i += 4 {
			rows := min(4, p.m-i)
			end, j := p.end(i+rows-1), 0
			if rows == 4 {
				for ; j+2 <= end; j += 2 {
					p.plainBlock(i, j, l0, l1)
				}
			}
			for ; j < end; j++ {
				for r := i; r < i+rows; r++ {
					p.plainEntry(r, j, l0, l1)
				}
			}
		}
	}
}

// plainEntry adds the steps l0..l1-1 of entry (i, j).
func (p *product[T]) plainEntry(i, j, l0, l1 int) {
	var sum T
	for l := l0; l < l1; l++ {
		sum += T(p.a[i*p.sr+l*p.sc] * p.b[l*p.ldb+j])
	}
	p.dst[i*p.ldd+j] += sum
}

// plainBlock adds the steps l0..l1-1 of the 4 x 2 entries from (i, j) on.
func (p *product[T]) plainBlock(i, j, l0, l1 int) {
	var s0, s1, s2, s3, t0, t1, t2, t3 T
	a0, a1, a2, a3, b := p.a[i*p.sr:], p.a[(i+1)*p.sr:], p.a[(i+2)*p.sr:], p.a[(i+3)*p.sr:], p.b[j:]
	for l := l0; l < l1; l++ {
		from := l * p.sc
		x, y := b[l*p.ldb], b[l*p.ldb+1]
		v := a0[from]
		s0, t0 = s0+T(v*x), t0+T(v*y)
		v = a1[from]
		s1, t1 = s1+T(v*x), t1+T(v*y)
		v = a2[from]
		s2, t2 = s2+T(v*x), t2+T(v*y)
		v = a3[from]
		s3, t3 = s3+T(v*x), t3+T(v*y)
	}
	d, ldd := p.dst[i*p.ldd+j:], p.ldd
	d[0], d[1] = d[0]+s0, d[1]+t0
	d[ldd], d[ldd+1] = d[ldd]+s1, d[ldd+1]+t1
	d[2*ldd], d[2*ldd+1] = d[2*ldd]+s2, d[2*ldd+1]+t2
	d[3*ldd], d[3*ldd+1] = d[3*ldd]+s3, d[3*ldd+1]+t3
}
