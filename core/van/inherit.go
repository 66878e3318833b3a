package van

import "math"

// newShare is how likely a new free level is beside the one below it. Were it as
// likely, limits would seem near at once and grow without end.
const newShare = 0.01

// Inherit makes m go on from the law of old, where m differs from old in having
// more Levels on the same Scale. It returns for every parameter of m (P) the one of
// old that it continues, or -1 for one that begins at 0. A new free logit continues
// that of the level below it, lowered by newShare; under the smooth head parameters
// correspond one to one, but for those of new lines (Basis). It panics when the
// models differ otherwise.
func Inherit(m, old Model) (from []int) {
	params, before := m.Params(), old.Params()
	wide, narrow := m.(grower).tables(), old.(grower).tables()
	misfit := len(wide) != len(narrow)
	next := 0 // parameter of old
	for i := 0; i < len(wide) && !misfit; i++ {
		w, n := wide[i], narrow[i]
		for ; len(from) < w.at; next++ {
			from = append(from, next)
		}
		misfit = next != n.at || w.cols != n.cols || w.rows < n.rows
		for j := range w.rows * w.cols {
			switch {
			case j < n.rows*n.cols:
				from = append(from, n.at+j)
			case w.free:
				from = append(from, n.at+(n.rows-1)*n.cols+j%n.cols)
			default:
				from = append(from, -1)
			}
		}
		next = n.at + n.rows*n.cols
	}
	for ; len(from) < len(params); next++ {
		from = append(from, next)
	}
	if misfit || next != len(before) {
		panic("van: a model inherits from one that is no narrower version of it")
	}
	for i, f := range from {
		if params[i] = 0; f >= 0 {
			params[i] = before[f]
		}
	}
	for i, w := range wide {
		for j := narrow[i].rows; j < w.rows && w.free; j++ {
			params[w.at+(j+1)*w.cols-1] += math.Log(newShare)
		}
	}
	return from
}

// A table is the part of the parameters that makes the coefficients of a head,
// one row for each.
type table struct {
	at, rows, cols int
	free           bool // logits of single levels
}

// A grower is a Model that knows its tables, ascending.
type grower interface{ tables() []table }

func (m *MLP) tables() []table {
	var all []table
	for i := range m.conds {
		for _, b := range m.conds[i].Blocks {
			all = append(all, table{b.Offset + b.hidden(), b.Basis.J, b.H + 1, b.Basis.free()})
		}
	}
	return all
}

func (m *sequence) tables() []table {
	var all []table
	for i := range m.output {
		all = append(all, table{m.output[i].at, m.output[i].out, m.output[i].in + 1, m.basis[i].free()})
	}
	return all
}
