package evolve

import (
	"fmt"

	"vanscape/core/van"
)

// maxEntries bounds the numbers of 8 bytes that a run keeps of one kind: a gigabyte,
// of which WebAssembly has four.
const maxEntries = 1 << 27

// checkTree returns a *SettingsError when the tree of samples would not fit into
// memory, even where it grows to some times the samples.
func checkTree(m van.Model, samples, times int) error {
	levels := 0
	for _, k := range m.Sites().Levels {
		levels += k
	}
	if most := maxEntries / (times * levels); samples > most {
		return &SettingsError{fmt.Sprintf("%d samples of species with %d levels in all do not fit into memory: ask for at most %d", samples, levels, most)}
	}
	return nil
}

// checkBlocks is checkTree for the Fisher matrices of an MLP: its blocks, the
// Dirichlet form, both together and their factors, and the forms in coefficients that they are made of,
// whose rows a run keeps for one block at a time.
func checkBlocks(m *van.MLP, samples int) error {
	entries, rows := 0.0, 0.0
	for i, levels := range m.Sites().Levels {
		c := m.Conditional(i)
		if c.Determined() {
			continue
		}
		pack := float64(c.Basis.Packed())
		entries += pack * float64(3*levels)
		rows = max(rows, pack*float64(3*samples))
		for _, b := range c.Blocks {
			p, h := float64(b.Size()), float64(b.H+1)
			entries += 5*p*p + pack*h*h/2
		}
	}
	if entries += rows; entries > maxEntries {
		return &SettingsError{fmt.Sprintf("the Fisher matrices of %d parameters would have %.0f million entries, more than fit into memory: lower width, basis or samples, or take the head smooth", len(m.Params()), entries/1e6)}
	}
	return nil
}

// checkScores is checkTree for a natural gradient in the space of samples: the scores
// and their transpose, and the matrix of the smaller side.
func checkScores(m van.Model, samples int) error {
	b, p := float64(samples), float64(len(m.Params()))
	side := min(b, p)
	if 2*b*p+side*side > maxEntries {
		return &SettingsError{fmt.Sprintf("natural-gradient keeps the gradients of %d samples by %d parameters, more than fit into memory: lower samples, width or depth, or take policy-gradient", samples, len(m.Params()))}
	}
	return nil
}
