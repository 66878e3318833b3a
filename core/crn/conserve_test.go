package crn

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestConservationLaws(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"toggle switch", toggle, []string{"Gx + Gx_off = 1", "Gy + Gy_off = 1"}},
		{"early life", "species F = 2, X = 49, Y = 49\nF + X -> 2 X @ 1\nF + Y -> 2 Y @ 1\nF <-> X @ 1, 1\nF <-> Y @ 1, 1",
			[]string{"F + X + Y = 100"}},
		{"epidemic", "S + I -> 2 I @ 1\nI -> R @ 1\nR -> S @ 1\nS -> 0 @ 1\nI -> 0 @ 1\nR -> 0 @ 1", nil},
		{"enzyme", "species S = 9, E = 2, ES, P\nS + E <-> ES @ 1, 1\nES -> E + P @ 1", []string{"E + ES = 2", "S + ES + P = 9"}},
		{"dimer", "species A = 7, B\n2 A <-> B @ 1, 1", []string{"A + 2 B = 7"}},
		{"uneven", "species A = 12, B, C\n2 A <-> 3 B @ 1, 1\n4 B -> C @ 1", []string{"3 A + 2 B + 8 C = 36"}},
		{"annihilation", "species A = 5, B = 8\nA + B -> 0 @ 1", []string{"A - B = -3"}},
		{"pairs", "species A = 5, B = 8, C = 1\n0 <-> A + B @ 1, 1\nC -> C + C @ 1", []string{"A - B = -3"}},
		{"untouched", "species A = 5, B = 2\nA -> 0 @ 1\nB -> B @ 1\nB -> B + A @ 1", []string{"B = 2"}},
		{"catalysts only", "species A = 5, B = 2\nA + B -> A + B @ 1", []string{"A = 5", "B = 2"}},
		{"phosphorylation", "species K = 1, A = 10, KA, P = 2, Ap, PAp\nK + A <-> KA @ 1, 1\nKA -> K + Ap @ 1\nP + Ap <-> PAp @ 1, 1\nPAp -> P + A @ 1",
			[]string{"K + KA = 1", "P + PAp = 2", "A + KA + Ap + PAp = 10"}},
		{"ligands", "species A = 3, B = 4, C = 5, AB, BC, ABC\nA + B <-> AB @ 1, 1\nB + C <-> BC @ 1, 1\nAB + C <-> ABC @ 1, 1\nA + BC <-> ABC @ 1, 1",
			[]string{"A + AB + ABC = 3", "C + BC + ABC = 5", "B + AB + BC + ABC = 4"}},
		{"a set total", "species S = 9, E = 2, ES, P\nat t = 3: P = 0\nS + E <-> ES @ 1, 1\nES -> E + P @ 1", []string{"E + ES = 2"}},
		{"a set switch", "species G = 1, G_off, P, Q\nat t = 3: G = 0, G_off = 1\nG <-> G_off @ 1, 1\nP <-> Q @ 1, 1", []string{"P + Q = 0"}},
	} {
		n := mustParse(t, test.text)
		var got []string
		for _, w := range n.ConservationLaws() {
			got = append(got, n.FormatLaw(w))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// randomNetwork has small stoichiometries, so that its laws have small weights.
func randomNetwork(r *rand.Rand, species, reactions int) string {
	var b strings.Builder
	b.WriteString("species X0 = 1")
	for i := 1; i < species; i++ {
		fmt.Fprintf(&b, ", X%d = %d", i, r.IntN(4))
	}
	side := func() string {
		var terms []string
		for range r.IntN(3) {
			terms = append(terms, fmt.Sprintf("%d X%d", 1+r.IntN(2), r.IntN(species)))
		}
		if terms == nil {
			return "0"
		}
		return strings.Join(terms, " + ")
	}
	for range reactions {
		left, right := side(), side()
		if left == "0" {
			left = "X0"
		}
		fmt.Fprintf(&b, "\n%s -> %s @ 1", left, right)
	}
	return b.String()
}

// The other side is elimination over the rationals and a search through all
// non-negative vectors of small weights.
func TestConservationLawsOfRandomNetworks(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	withLaws, withNonNegative, withBoth := 0, 0, 0
	for range 400 {
		species := 2 + random.IntN(4)
		text := randomNetwork(random, species, 1+random.IntN(species))
		n := mustParse(t, text)
		changes := make([][]int, len(n.Reactions))
		for i := range n.Reactions {
			changes[i] = make([]int, species)
			n.Reactions[i].Change(changes[i])
		}
		laws := n.ConservationLaws()
		if want := species - rank(changes); len(laws) != want || rank(laws) != want {
			t.Fatalf("%d laws of rank %d, want %d of\n%s", len(laws), rank(laws), want, text)
		}
		nonNegative := 0
		for i, w := range laws {
			if !conserved(w, changes) {
				t.Fatalf("%v is not conserved by\n%s", w, text)
			}
			if slices.Min(w) >= 0 {
				if i != nonNegative {
					t.Fatalf("%v stands behind a law with negative weights in\n%s", w, text)
				}
				nonNegative++
			}
			divisor := 0
			for _, x := range w {
				divisor = gcd(divisor, max(x, -x))
			}
			if divisor != 1 || w[slices.IndexFunc(w, func(x int) bool { return x != 0 })] < 0 {
				t.Fatalf("%v is not in lowest terms in\n%s", w, text)
			}
		}
		found := smallNonNegative(species, changes)
		if rank(found) > nonNegative {
			t.Fatalf("%d non-negative laws, but %v are more, of\n%s", nonNegative, found, text)
		}
		for _, w := range laws[:nonNegative] {
			for _, u := range found {
				if properlyWithin(u, w) {
					t.Fatalf("%v names more species than %v in\n%s", w, u, text)
				}
			}
		}
		if len(laws) > 0 {
			withLaws++
		}
		if nonNegative > 0 {
			withNonNegative++
		}
		if nonNegative > 0 && nonNegative < len(laws) {
			withBoth++
		}
	}
	if withLaws < 100 || withNonNegative < 50 || withBoth < 10 {
		t.Errorf("only %d networks had laws, %d non-negative ones, %d of both kinds", withLaws, withNonNegative, withBoth)
	}
}

// properlyWithin reports whether the species of u are some of those of w.
func properlyWithin(u, w []int) bool {
	for i := range u {
		if u[i] != 0 && w[i] == 0 {
			return false
		}
	}
	return support(u) < support(w)
}

func conserved(w []int, changes [][]int) bool {
	for _, v := range changes {
		sum := 0
		for i := range w {
			sum += w[i] * v[i]
		}
		if sum != 0 {
			return false
		}
	}
	return true
}

// smallNonNegative returns every conserved vector with weights 0 to 4 but 0.
func smallNonNegative(size int, changes [][]int) [][]int {
	var found [][]int
	w := make([]int, size)
	for {
		i := 0
		for i < size && w[i] == 4 {
			w[i] = 0
			i++
		}
		if i == size {
			return found
		}
		w[i]++
		if conserved(w, changes) {
			found = append(found, slices.Clone(w))
		}
	}
}

// rank eliminates over the rationals.
func rank(rows [][]int) int {
	if len(rows) == 0 {
		return 0
	}
	m := make([][]*big.Rat, len(rows))
	for i, row := range rows {
		for _, x := range row {
			m[i] = append(m[i], big.NewRat(int64(x), 1))
		}
	}
	r := 0
	for c := range rows[0] {
		p := r
		for p < len(m) && m[p][c].Sign() == 0 {
			p++
		}
		if p == len(m) {
			continue
		}
		m[r], m[p] = m[p], m[r]
		for i := r + 1; i < len(m); i++ {
			f := new(big.Rat).Quo(m[i][c], m[r][c])
			for j := range m[i] {
				m[i][j] = new(big.Rat).Sub(m[i][j], new(big.Rat).Mul(f, m[r][j]))
			}
		}
		r++
	}
	return r
}

// The rays are exactly the choices of A or B at each of 7 rungs, each once.
func TestExtremeRays(t *testing.T) {
	var ladder strings.Builder
	for i := range 6 {
		fmt.Fprintf(&ladder, "A%d + B%d <-> A%d + B%d @ 1, 1\n", i, i, i+1, i+1)
	}
	n := mustParse(t, ladder.String())
	rays := extremeRays(len(n.Species), n.distinctChanges())
	if len(rays) != 1<<7 {
		t.Fatalf("%d rays", len(rays))
	}
	seen := make(map[string]bool)
	for _, w := range rays {
		if seen[n.FormatLaw(w)] || support(w) != 7 || slices.Max(w) != 1 || slices.Min(w) != 0 {
			t.Errorf("ray %v", w)
		}
		seen[n.FormatLaw(w)] = true
		for i := range 7 {
			if a, b := n.Index(fmt.Sprintf("A%d", i)), n.Index(fmt.Sprintf("B%d", i)); w[a]+w[b] != 1 {
				t.Errorf("ray %v takes %d of rung %d", w, w[a]+w[b], i)
			}
		}
	}
}

// A + B + C + D is conserved too, but is the sum of two rays.
func TestExtremeRaysLeaveOutSums(t *testing.T) {
	n := mustParse(t, "A + B <-> C + D @ 1, 1\nA + C <-> B + D @ 1, 1")
	rays := extremeRays(4, n.distinctChanges()) // species in order of appearance: A B C D
	slices.SortFunc(rays, bySupport)
	if want := [][]int{{1, 0, 0, 1}, {0, 1, 1, 0}}; !slices.EqualFunc(rays, want, slices.Equal) {
		t.Errorf("rays %v, want %v", rays, want)
	}
}

// The work stays bounded where rays could multiply without end, and what is
// returned is still conserved.
func TestConservationLawsOfLargeNetworks(t *testing.T) {
	var lattice, ladder, dense strings.Builder
	lattice.WriteString("X0 <-> X1 @ 1, 1\n")
	for i := 1; i < 999; i++ {
		fmt.Fprintf(&lattice, "X%d <-> X%d @ 1, 1\n", i, i+1)
	}
	for i := range 40 { // 2^40 extreme rays
		fmt.Fprintf(&ladder, "A%d + B%d <-> A%d + B%d @ 1, 1\n", i, i, i+1, i+1)
	}
	random := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		fmt.Fprintf(&dense, "%d X%d + X%d -> X%d + %d X%d @ 1\n", 1+random.IntN(3), random.IntN(300), random.IntN(300), random.IntN(300), 1+random.IntN(3), random.IntN(300))
	}
	for _, test := range []struct {
		name, text string
		laws       int // -1: any number
	}{{"lattice", lattice.String(), 1}, {"ladder", ladder.String(), 42}, {"dense", dense.String(), -1}} {
		n := mustParse(t, test.text)
		start := time.Now()
		laws := n.ConservationLaws()
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", test.name, took)
		} else {
			t.Logf("%s: %d laws in %v", test.name, len(laws), took)
		}
		if test.laws >= 0 && len(laws) != test.laws {
			t.Errorf("%s: %d laws, want %d", test.name, len(laws), test.laws)
		}
		change := make([]int, len(n.Species))
		for i := range n.Reactions {
			n.Reactions[i].Change(change)
			for _, w := range laws {
				if !conserved(w, [][]int{change}) {
					t.Fatalf("%s: %v is not conserved by %s", test.name, w, n.Reactions[i].Equation(n))
				}
			}
		}
	}
}
