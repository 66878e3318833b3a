package van

// A Frozen is a copy of a model in little memory. Networks are evaluated in float32,
// so parameters kept in float32 hold the law to the last bit; they would not do to
// train on.
type Frozen struct {
	arch   Arch
	set    Settings
	sites  Sites
	params []float32
}

// Freeze returns a copy of a model that New or NewMLP has made.
func Freeze(m Model) *Frozen {
	b := m.(layouted).self()
	f := &Frozen{arch: b.arch, set: b.set, sites: b.sites, params: make([]float32, len(b.params))}
	for i, v := range b.params {
		f.params[i] = float32(v)
	}
	return f
}

// Thaw returns a new model with the law of the one that was frozen.
func (f *Frozen) Thaw() Model {
	m := layout(f.arch, f.sites, f.set)
	b := m.self()
	b.params = make([]float64, len(f.params))
	float64s(b.params, f.params)
	return m
}

// Size returns the memory that f takes, in bytes: that of the parameters, beside
// which the rest is small.
func (f *Frozen) Size() int { return 4 * len(f.params) }

// Sites returns the state space. It is shared: do not write to it.
func (f *Frozen) Sites() *Sites { return &f.sites }
