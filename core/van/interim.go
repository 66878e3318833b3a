package van

func (m *MLP) AddGradient(dst []float64, n []int, weight []float64) {
	s, p := m.sites.Len(), len(m.params)
	_ = p
	for i := range m.conds {
		m.each(i, n, m.all(n), func(b *Block, e *Batch, rows []int32) {
			j := b.Basis.J
			adjoint := make([]float64, len(rows)*j)
			for r, row := range rows {
				for l, phi := range b.Basis.Phi[n[int(row)*s+i]*j:][:j] {
					adjoint[r*j+l] = weight[row] * (phi - float64(e.Mean[r*j+l]))
				}
			}
			m.grad.Add(dst[b.Offset:][:b.Size()], m.BlockParams(b), b, e, 0, len(rows), adjoint)
		})
	}
}
