package van

// A Model is a normalised law on the states n of its Sites, n_i in 0..K_i-1.
// Batches of states are B x S. A Model holds buffers and is for one goroutine.
type Model interface {
	// Sites returns the state space.
	Sites() *Sites
	// Params returns the parameters, length P, live: who writes them moves the law.
	Params() []float64
	// Conditionals sets dst (B x K_i) to p_i(. | n_1 .. n_{i-1}) for every state
	// of the batch, of which only the sites before i are read. A level of a site
	// under a law has probability 0 exactly where it leaves no possible state.
	Conditionals(dst []float64, i int, n []int)
	// LogConditional sets dst (B) to ln p_i(n_i | n_1 .. n_{i-1}) for every state of
	// the batch, of which the sites up to i are read; -Inf where a law forbids n_i
	// and beyond the levels.
	LogConditional(dst []float64, i int, n []int)
	// LogProb sets dst (B) to ln p(n), -Inf for a state that a law forbids.
	LogProb(dst []float64, n []int)
	// Score sets dst (B x P) to the gradient of ln p(n) by the parameters, 0 for
	// a state that a law forbids.
	Score(dst []float64, n []int)
	// AddGradient adds sum_b weight_b grad ln p(n_b) to dst (P) for a batch of
	// states (B x S) with weights (B); a state that a law forbids adds nothing.
	AddGradient(dst []float64, n []int, weight []float64)
	// Sample sets dst (B x S) to the states at which the conditional
	// distribution functions reach u (B x S, uniform on [0, 1)).
	Sample(dst []int, u []float64)
	// Start makes the law narrow around the state n (S): see StartMean.
	Start(n []int)
	// StartFrom makes the law a product: for a site whose laws (S) are the
	// probabilities of the counts 0, 1, 2 … near those, and narrow around n[i]
	// (S) for one that has nil. Probabilities of levels that a site does not have
	// are left out. Near means the least Kullback-Leibler divergence KL(law ||
	// head). The smooth head holds a Poisson law exactly, a binomial one within a
	// Hellinger distance of 0.01, and laws with edges or gaps, which it smooths,
	// within 0.05 to 0.15; free logits hold all. It panics when a law gives its
	// site's levels no probability.
	StartFrom(n []int, laws [][]float64)
}

// Sites is the state space of a Model.
type Sites struct {
	Levels []int // K_i, length S
	Laws   []Law

	// Scale holds the levels on which features are laid out, S: where bumps stand,
	// how counts are scaled on their way in, which sites are switches. nil means
	// Levels. With more Levels and the same Scale a model has, level for level, the same
	// features, and under the smooth head the same parameters: that is how limits
	// grow, see Inherit. A switch cannot grow.
	Scale []int

	// Point holds the counts that have functions of their own under the smooth head, S;
	// -1 or nil for none.
	Point []int
}

// A Law restricts a Model to the states with sum_i Weights[i] n_i = Total.
type Law struct {
	Weights []int // length S, none negative
	Total   int
}

// Len returns S.
func (s *Sites) Len() int { return len(s.Levels) }

// scale returns the levels on which the features of site i are laid out.
func (s *Sites) scale(i int) int {
	if s.Scale == nil {
		return s.Levels[i]
	}
	return s.Scale[i]
}

// CanGrow reports whether site i may get more levels than its Scale: all but
// switches, whose levels are the gates of others.
func (s *Sites) CanGrow(i int) bool { return s.scale(i) > fewLevels }

// point returns the count of site i that has functions of its own, -1 for none.
func (s *Sites) point(i int) int {
	if s.Point == nil {
		return -1
	}
	return s.Point[i]
}
