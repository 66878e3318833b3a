package evolve

// A Method is a way to move a law from one time to the next.
type Method uint8

// The methods. Projected is that of this package's first section; the others
// fit a new law to the Euler target of the old one, as fit.go explains.
const (
	Projected Method = iota
	PolicyGradient
	NaturalGradient
)

// DefaultUpdates is the number of updates in a time step, 0 for Projected, which
// has none.
func (m Method) DefaultUpdates() int { return [...]int{0, 100, 5}[m] }

// DefaultRate is the learning rate of the updates, 0 for Projected.
func (m Method) DefaultRate() float64 { return [...]float64{0, 0.01, 0.5}[m] }
