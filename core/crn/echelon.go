package crn

import "slices"

// An echelon holds independent vectors in row echelon form modulo a prime.
// Vectors independent modulo it are independent; the converse fails with
// probability about 1e-9, and would leave out a law, never invent one.
type echelon struct {
	rows   [][]int
	pivots []int
}

const prime = 1<<31 - 1

// add reports whether w is independent of the vectors added so far, and if so
// keeps it.
func (e *echelon) add(w []int) bool {
	row := make([]int, len(w))
	for i, x := range w {
		row[i] = (x%prime + prime) % prime
	}
	for k, other := range e.rows {
		if factor := row[e.pivots[k]]; factor != 0 {
			for i, x := range other {
				row[i] = (row[i] + (prime-factor)*x) % prime
			}
		}
	}
	pivot := slices.IndexFunc(row, func(x int) bool { return x != 0 })
	if pivot < 0 {
		return false
	}
	scale := inverseModulo(row[pivot])
	for i := range row {
		row[i] = row[i] * scale % prime
	}
	e.rows, e.pivots = append(e.rows, row), append(e.pivots, pivot)
	return true
}

// inverseModulo returns x^(prime-2), the inverse by Fermat's little theorem.
func inverseModulo(x int) int {
	result := 1
	for e := prime - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			result = result * x % prime
		}
		x = x * x % prime
	}
	return result
}
