package van

// A symmetric J x J matrix is packed as its lower triangle, row by row: entry
// (a, b), a >= b, stands at a(a+1)/2+b.

// Packed returns J(J+1)/2, the length of a packed matrix.
func (b *Basis) Packed() int { return b.J * (b.J + 1) / 2 }

// Squares returns phi phi^T of every level, K x Packed.
func (b *Basis) Squares() []float64 {
	return b.steps(func(k, j int) float64 { return b.Phi[k*b.J+j] })
}

// Steps returns (phi(k+v)-phi(k))(...)^T of every level, K x Packed; 0 where
// k+v is no level.
func (b *Basis) Steps(v int) []float64 {
	return b.steps(func(k, j int) float64 {
		if k+v < 0 || k+v >= b.K {
			return 0
		}
		return b.Phi[(k+v)*b.J+j] - b.Phi[k*b.J+j]
	})
}

func (b *Basis) steps(at func(k, j int) float64) []float64 {
	table := make([]float64, 0, b.K*b.Packed())
	for k := range b.K {
		for i := range b.J {
			for j := range i + 1 {
				table = append(table, at(k, i)*at(k, j))
			}
		}
	}
	return table
}

// tri returns n(n+1)/2.
func tri(n int) int { return n * (n + 1) / 2 }

// packed returns where entry (a, b) of a symmetric matrix stands.
func packed(a, b int) int {
	if a < b {
		a, b = b, a
	}
	return tri(a) + b
}
