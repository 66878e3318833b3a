package protocol

// The messages between the workers that share a job: see evolve.Crew. The one that has the job
// sends Join, Parts and Leave, a helper answers with Ready once, Part and Leave. Crew numbers the network
// that they move, since a job can have two.

// Join asks a helper to share the work on the network of a job, from the VANState of
// Start.From on.
type Join struct {
	Crew    int
	Start   Start
	Coarser bool // the network beside it, of evolve.Settings.Coarser
	Seat    Seat
}

// Seat is the place of a member in its next time step, of how many.
type Seat struct{ Place, Members int }

// Part is what a helper has worked out for a time step.
type Part struct {
	Crew    int
	Numbers []float64
}

// Parts are those of other members: first that of the lead, then, where there is more than one helper, those
// of the helpers. A time step can take more than one round of them; Next is where the helper stands in the one after it.
type Parts struct {
	Crew int
	Of   [][]float64 // by place, of the lead or from place 1 on; empty for that of the helper
	Next Seat
}

// Leave says that a helper is not needed any more, or cannot go on.
type Leave struct{ Crew int }

func (Join) kind() kind  { return kindJoin }
func (Part) kind() kind  { return kindPart }
func (Parts) kind() kind { return kindParts }
func (Leave) kind() kind { return kindLeave }

func (m *Join) fields(c *coder) {
	c.int(&m.Crew)
	m.Start.fields(c)
	c.bool(&m.Coarser)
	m.Seat.fields(c)
}

func (s *Seat) fields(c *coder) {
	c.int(&s.Place)
	c.int(&s.Members)
}

func (m *Part) fields(c *coder) {
	c.int(&m.Crew)
	c.floats(&m.Numbers)
}

func (m *Parts) fields(c *coder) {
	c.int(&m.Crew)
	list(c, &m.Of, 8, c.floats)
	m.Next.fields(c)
}

func (m *Leave) fields(c *coder) { c.int(&m.Crew) }
