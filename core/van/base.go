package van

import (
	"fmt"

	"vanscape/core/internal/simd"
)

// A base is what every architecture shares: the state space, the parameters,
// and the questions of a Model, which query.go puts to a network.
type base struct {
	sites   Sites
	support *support
	params  []float64
	size    int // P, counted before there are parameters
	net     network
	arch    Arch
	set     Settings

	mask     []bool
	possible []int32
	sorter   sorter
	p        []float64
	adjoint  []float64
	to       sink
}

// A network computes the conditionals of some rows of a batch of states, site
// after site, and their gradients.
type network interface {
	// begin starts before the first site with some rows of n (B x S), at least one
	// and at most chunk. A count is read only when a site behind it is evaluated. Rows
	// that agree on what a conditional reads share its evaluation, unless apart is set.
	begin(n []int, rows []int32, apart bool)
	// evaluate returns the conditional of site i, in parts that have no row in
	// common, and nothing for a site that is determined. Sites go upwards. What is
	// returned is valid until the next call.
	evaluate(i int) []part
	// back adds the gradient of sum_r adjoint_r . c_r, where c are the coefficients
	// of the batch of part g of what was evaluated last, site i, and adjoint is B x J. What
	// the sites share waits for end, when every site has gone by.
	back(i, g int, adjoint []float64, to *sink)
	end(to *sink)
}

// A part is the conditional of a site at some rows of a batch of states.
type part struct {
	basis *Basis
	batch *Batch
	rows  []int32
	at    []int32 // for each of rows where in the batch it is
}

// newBase panics when a site has no level, when a law is none of these sites,
// and when no state obeys the laws.
func newBase(sites Sites) base {
	for i, levels := range sites.Levels {
		if levels < 1 {
			panic(fmt.Sprintf("van: site %d has %d levels", i, levels))
		}
	}
	return base{sites: sites, support: newSupport(&sites)}
}

// Sites implements Model.
func (m *base) Sites() *Sites { return &m.sites }

// Params implements Model.
func (m *base) Params() []float64 { return m.params }

func (m *base) self() *base { return m }

// determined reports whether a site has one level at most behind every prefix.
func (m *base) determined(i int) bool { return m.support.fixed[i] || m.sites.Levels[i] == 1 }

// masks returns the possible levels of site i for some rows of a batch, all in
// order when rows is nil; nil when no law holds the site.
func (m *base) masks(i, batch int, n []int, rows []int32) []bool {
	if !m.support.held[i] {
		return nil
	}
	s, k := m.sites.Len(), m.sites.Levels[i]
	mask := grow(&m.mask, batch*k)
	for r := range batch {
		row := r
		if rows != nil {
			row = int(rows[r])
		}
		m.support.mask(mask[r*k:(r+1)*k], i, n[row*s:(row+1)*s])
	}
	return mask
}

// only returns the possible levels of site i behind a prefix.
func (m *base) only(i int, n []int) []bool {
	mask := grow(&m.mask, m.sites.Levels[i])
	m.support.mask(mask, i, n)
	return mask
}

// all lists the rows of a batch of states.
func (m *base) all(n []int) []int32 {
	m.possible = m.possible[:0]
	for r := range len(n) / m.sites.Len() {
		m.possible = append(m.possible, int32(r))
	}
	return m.possible
}

// lawful lists the rows of a batch of states that obey every law.
func (m *base) lawful(n []int) []int32 {
	s := m.sites.Len()
	m.possible = m.possible[:0]
	for r := range len(n) / s {
		if m.support.obeys(n[r*s : (r+1)*s]) {
			m.possible = append(m.possible, int32(r))
		}
	}
	return m.possible
}

// A sink takes gradients: summed over the rows of a batch of states, or one for
// each.
type sink struct {
	dst  []float64 // P, or B x P
	each int       // P, or 0 for the sum
}

// add adds down^T x, an m x n matrix of parameters from offset at on, where
// down is rows x m and x is rows x n.
func (s *sink) add(at int, down, x []float64, m, n int, rows []int32) {
	if s.each == 0 {
		simd.AddGemmTA64(s.dst[at:at+m*n], down, x, m, len(rows), n)
		return
	}
	for r, row := range rows {
		simd.AddGemmTA64(s.dst[int(row)*s.each+at:][:m*n], down[r*m:(r+1)*m], x[r*n:(r+1)*n], m, 1, n)
	}
}
