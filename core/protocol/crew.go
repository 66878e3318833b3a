package protocol

// The messages between the workers that share a job: see evolve.Crew. The one that has the job
// sends Join, Muster, Parts and Leave, a helper answers with Ready once, Part and Leave. Crew numbers the network
// that they move, since a job can have two.

// Join asks a helper to share the work on the network of a job, from the VANState of
// Start.From on.
type Join struct {
	Crew    int
	Start   Start
	Coarser bool // the network beside it, of evolve.Settings.Coarser
}

// Muster begins a time step.
type Muster struct{ Crew, Place, Members int }

// Part is what a helper has worked out for a time step.
type Part struct {
	Crew    int
	Numbers []float64
}

// Parts are those of all members.
type Parts struct {
	Crew int
	Of   [][]float64 // by place
}

// Leave says that a helper is not needed any more, or cannot go on.
type Leave struct{ Crew int }

func (Join) kind() kind   { return kindJoin }
func (Muster) kind() kind { return kindMuster }
func (Part) kind() kind   { return kindPart }
func (Parts) kind() kind  { return kindParts }
func (Leave) kind() kind  { return kindLeave }

func (m *Join) fields(c *coder) {
	c.int(&m.Crew)
	m.Start.fields(c)
	c.bool(&m.Coarser)
}

func (m *Muster) fields(c *coder) {
	c.int(&m.Crew)
	c.int(&m.Place)
	c.int(&m.Members)
}

func (m *Part) fields(c *coder) {
	c.int(&m.Crew)
	c.floats(&m.Numbers)
}

func (m *Parts) fields(c *coder) {
	c.int(&m.Crew)
	list(c, &m.Of, 8, c.floats)
}

func (m *Leave) fields(c *coder) { c.int(&m.Crew) }
