package van

import "fmt"

// Inherit lists for every parameter of m (P) the one of old that it continues,
// where m differs from old in having more Levels on the same Scale. A new free
// logit continues that of the level below it, so new levels are as likely as the
// last one was; under the smooth head parameters correspond one to one. It panics
// when the models differ otherwise.
func Inherit(m, old Model) []int {
	from := make([]int, 0, len(m.Params()))
	wide, narrow := m.(grower).tables(), old.(grower).tables()
	if len(wide) != len(narrow) {
		panic(fmt.Sprintf("van: a model with %d heads inherits from one with %d", len(wide), len(narrow)))
	}
	next := 0 // parameter of old
	for i, w := range wide {
		n := narrow[i]
		for ; len(from) < w.at; next++ {
			from = append(from, next)
		}
		if next != n.at || w.cols != n.cols || w.rows < n.rows {
			panic("van: a model inherits from one that is no narrower version of it")
		}
		for j := range w.rows {
			for c := range w.cols {
				from = append(from, n.at+min(j, n.rows-1)*n.cols+c)
			}
		}
		next = n.at + n.rows*n.cols
	}
	for ; len(from) < len(m.Params()); next++ {
		from = append(from, next)
	}
	if next != len(old.Params()) {
		panic("van: a model inherits from one that is no narrower version of it")
	}
	return from
}

// A table is the part of the parameters that makes the coefficients of a head,
// one row for each.
type table struct{ at, rows, cols int }

// A grower is a Model that knows its tables, ascending.
type grower interface{ tables() []table }

func (m *MLP) tables() []table {
	var all []table
	for i := range m.conds {
		for _, b := range m.conds[i].Blocks {
			all = append(all, table{b.Offset + b.hidden(), b.Basis.J, b.H + 1})
		}
	}
	return all
}

func (m *sequence) tables() []table {
	var all []table
	for i := range m.output {
		all = append(all, table{m.output[i].at, m.output[i].out, m.output[i].in + 1})
	}
	return all
}
