package van

import "slices"

// maxGateStates bounds the joint states of the gates of one conditional.
const maxGateStates = 32

// A Conditional is p_i(. | prefix) of one site: one Block for each joint state
// of its gates, the few-level sites before it. Modes that a gate separates then
// share no parameters. Sites that a law determines carry nothing that the sites
// before them do not, so they neither gate nor enter.
type Conditional struct {
	Basis  *Basis
	Blocks []*Block // by gate state; nil where a law determines the site

	gates  []int // sites
	levels []int // of the gates
	reads  []int // sites: gates, inputs, and what the laws need to know
}

// Reads returns the sites before the conditional's that it depends on: prefixes
// that agree there have the same conditional.
func (c *Conditional) Reads() []int { return c.reads }

// Needed lists for every depth of a Tree (S+1) the sites before it that the
// conditionals from there on depend on, ascending.
func (m *MLP) Needed() [][]int {
	s := m.sites.Len()
	lists := make([][]int, s+1)
	needed := make([]bool, s)
	for i := s - 1; i >= 0; i-- {
		for _, j := range m.conds[i].reads {
			needed[j] = true
		}
		if m.support.held[i] {
			for j, held := range m.support.held {
				needed[j] = needed[j] || held
			}
		}
		for j, need := range needed[:i] {
			if need {
				lists[i] = append(lists[i], j)
			}
		}
	}
	return lists
}

// Determined reports whether a law leaves the site one level, whatever the
// prefix.
func (c *Conditional) Determined() bool { return c.Blocks == nil }

// Gate returns the number of the block that serves a state, of which the sites
// before the conditional's are read.
func (c *Conditional) Gate(n []int) int {
	g := 0
	for l, i := range c.gates {
		g = g*c.levels[l] + n[i]
	}
	return g
}

// split sorts the sites before i into gates and inputs. Sites that are not near
// are neither; near is nil when all are.
func split(s *Sites, u *support, near []bool, i int) (gates, inputs []int) {
	joint := 1
	for j, k := range s.Levels[:i] {
		switch {
		case u.fixed[j] || k == 1 || near != nil && !near[j]:
		case s.scale(j) <= fewLevels && joint*k <= maxGateStates:
			joint *= k
			gates = append(gates, j)
		default:
			inputs = append(inputs, j)
		}
	}
	return gates, inputs
}

// reads returns the sites before i that its conditional depends on, ascending.
// What a law leaves to a site it holds follows from all sites under any law.
func reads(u *support, gates, inputs []int, i int) []int {
	sites := slices.Concat(gates, inputs)
	if u.held[i] {
		for j, held := range u.held[:i] {
			if held {
				sites = append(sites, j)
			}
		}
	}
	slices.Sort(sites)
	return slices.Compact(sites)
}
