package crn

import "fmt"

// A Network is a set of species that reactions turn into one another. Parse
// makes one; it is not changed afterwards and may be shared by goroutines.
type Network struct {
	Name       string // comment on the first line of the text, or empty
	Species    []Species
	Parameters []Parameter
	Reactions  []Reaction
	Resets     []Reset // counts that are set at certain times, which ascend
	Order      []int   // places of the species as an autoregressive model should take them, nil to leave it open
}

// A Species is a kind of molecule with its count at time 0.
type Species struct {
	Name    string
	Initial int         // count at time 0, the most likely one under Law
	Law     *InitialLaw // as written, nil for a count
}

// A Parameter is a named constant.
type Parameter struct {
	Name  string
	Expr  *Expr   // of numbers and other parameters
	Value float64 // finite
}

// Initial returns the counts at time 0, length S, as a fresh slice: the most
// likely ones where an initial law leaves them open.
func (n *Network) Initial() []int {
	counts := make([]int, len(n.Species))
	for i, s := range n.Species {
		counts[i] = s.Initial
	}
	return counts
}

// Index returns the position of the species called name, or -1.
func (n *Network) Index(name string) int {
	for i, s := range n.Species {
		if s.Name == name {
			return i
		}
	}
	return -1
}

// TimeDependent reports whether any propensity depends on t beside the counts.
func (n *Network) TimeDependent() bool {
	for i := range n.Reactions {
		if n.Reactions[i].TimeDependent() {
			return true
		}
	}
	return false
}

// Permuted returns the same network with its species in another order: species
// i of the result is species order[i] of n. Reactions keep their order. It
// panics unless order is a permutation of 0..S-1.
func (n *Network) Permuted(order []int) *Network {
	place := inverse(order, len(n.Species))
	result := &Network{
		Name:       n.Name,
		Species:    make([]Species, len(order)),
		Parameters: n.Parameters,
		Reactions:  make([]Reaction, len(n.Reactions)),
	}
	for i, old := range order {
		result.Species[i] = n.Species[old]
	}
	for _, old := range n.Order {
		result.Order = append(result.Order, place[old])
	}
	for _, old := range n.Resets {
		reset := Reset{At: old.At, Time: old.Time}
		for _, s := range old.Sets {
			reset.Sets = append(reset.Sets, Set{place[s.Species], s.Value, s.Count})
		}
		reset.sortSets()
		result.Resets = append(result.Resets, reset)
	}
	scope := result.scope()
	for i := range n.Reactions {
		old := &n.Reactions[i]
		reaction := Reaction{
			Reactants: moved(old.Reactants, place),
			Products:  moved(old.Products, place),
			Kind:      old.Kind,
			Law:       old.Law,
		}
		reaction.compile(scope)
		result.Reactions[i] = reaction
	}
	return result
}

// inverse returns the inverse of a permutation of 0..size-1.
func inverse(order []int, size int) []int {
	if len(order) != size {
		panic(fmt.Sprintf("crn: order has %d entries, the network has %d species", len(order), size))
	}
	place := make([]int, size)
	for i := range place {
		place[i] = -1
	}
	for i, old := range order {
		if old < 0 || old >= size || place[old] >= 0 {
			panic(fmt.Sprintf("crn: order %v is not a permutation", order))
		}
		place[old] = i
	}
	return place
}

func moved(terms []Term, place []int) []Term {
	result := make([]Term, len(terms))
	for i, t := range terms {
		result[i] = Term{Species: place[t.Species], Count: t.Count}
	}
	return result
}

// scope says what the names in this network's expressions stand for.
func (n *Network) scope() scope {
	s := scope{species: make(map[string]int, len(n.Species)), parameters: make(map[string]float64, len(n.Parameters))}
	for i, x := range n.Species {
		s.species[x.Name] = i
	}
	for _, p := range n.Parameters {
		s.parameters[p.Name] = p.Value
	}
	return s
}
