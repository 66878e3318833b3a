package session

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vanscape/core/cme"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// collected is everything a job said.
type collected struct {
	started  protocol.Started
	frames   []protocol.Frame
	answers  []protocol.Answer
	progress int
	done     *protocol.Done
	failed   *protocol.Failed
}

// ran does a job to its end.
func ran(start protocol.Start, build builder) collected { return ranWith(start, build, nil) }

func ranWith(start protocol.Start, build builder, helpers *staff) collected {
	begin := time.Now()
	return ranBy(func() time.Duration { return time.Since(begin) }, start, build, helpers)
}

// ranBy is ranWith by another clock.
func ranBy(now func() time.Duration, start protocol.Start, build builder, helpers *staff) collected {
	var c collected
	run(start, now, unkept(noHurry), func(m protocol.Message) error {
		switch m := m.(type) {
		case protocol.Started:
			c.started = m
		case protocol.Progress:
			c.progress++
		case protocol.Frame:
			c.frames = append(c.frames, m)
		case protocol.Answer:
			c.answers = append(c.answers, m)
		case protocol.Done:
			c.done = &m
		case protocol.Failed:
			c.failed = &m
		}
		return nil
	}, build, new(archive), helpers)
	return c
}

// finished is ran for a job that must succeed.
func finished(t *testing.T, start protocol.Start, build builder) collected {
	t.Helper()
	c := ran(start, build)
	if c.failed != nil {
		t.Fatalf("failed: %s", c.failed.Message)
	}
	if c.done == nil || len(c.frames) != len(start.Times) {
		t.Fatalf("%d frames of %d, done %v", len(c.frames), len(start.Times), c.done)
	}
	return c
}

// A gene that is always on makes P at rate 5, which lives for a unit of time:
// P is Poisson with mean 5 (1 - exp(-t)), whatever the gene. The text names P
// first, while the sites begin with the gene, so every array is permuted.
const geneLast = `species P, G = 1, G_off
G -> G + P @ 5
P -> 0 @ 1
G <-> G_off @ 0, 0
`

func poisson(mean float64, levels int) []float64 {
	p := make([]float64, levels)
	p[0] = math.Exp(-mean)
	for k := 1; k < levels; k++ {
		p[k] = p[k-1] * mean / float64(k)
	}
	return p
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.10g, want %.10g within %g", what, got, want, tolerance)
	}
}

func TestFramesAreInTheOrderOfTheText(t *testing.T) {
	c := finished(t, protocol.Start{
		Text: geneLast, Solver: protocol.FSP, Times: []float64{0, 0.3, 2}, Pairs: [][2]string{{"G", "P"}, {"P", "G_off"}},
		Limits: map[string]int{"P": 30, "G": 1, "G_off": 1},
	}, newSource)
	if s := c.started; !slices.Equal(s.Species, []string{"P", "G", "G_off"}) || !slices.Equal(s.Limits, []int{30, 1, 1}) || !slices.Equal(s.Laws, []string{"G + G_off = 1"}) {
		t.Errorf("started %+v", s)
	}
	for _, f := range c.frames {
		mean := 5 * (1 - math.Exp(-f.Time))
		near(t, "mean of P", f.Law.Mean[0], mean, 1e-8)
		near(t, "variance of P", f.Law.Var[0], mean, 1e-8)
		near(t, "covariance of P and P", f.Law.Cov[0], mean, 1e-8)
		near(t, "mean of G", f.Law.Mean[1], 1, 1e-12)
		near(t, "mean of G_off", f.Law.Mean[2], 0, 0)
		p := poisson(mean, 31)
		for k := range p {
			near(t, "marginal of P", f.Law.Marginals[0][k], p[k], 1e-9)
			gp := f.Law.Joints[0]
			near(t, "joint of G and P", float64(gp.P[gp.Cols+k]), p[k], 1e-7)
			pg := f.Law.Joints[1]
			near(t, "joint of P and G_off", float64(pg.P[k*pg.Cols]), p[k], 1e-7)
		}
		for i, j := range f.Law.Joints {
			want := [][4]int{{1, 0, 2, 31}, {0, 2, 31, 2}}[i]
			if got := [4]int{j.A, j.B, j.Rows, j.Cols}; got != want {
				t.Errorf("joint %d has axes %v, want %v", i, got, want)
			}
		}
		if f.WallSpecies != 0 {
			t.Errorf("the wall is at species %d: a gene has none", f.WallSpecies)
		}
	}
}

func TestDistanceToTheExactLaw(t *testing.T) {
	// Two Poisson laws of means a and b are at the distance
	// sqrt(1 - exp(-(sqrt a - sqrt b)^2 / 2)), and G adds nothing to it.
	const other = 7.0
	wrong := strings.Replace(geneLast, "@ 5", "@ 7", 1)
	build := func(task *task) (source, error) {
		start := task.start
		start.Text = wrong
		other, err := newTask(start, func() error { return nil })
		if err != nil {
			return nil, err
		}
		return newFSP(other)
	}
	c := finished(t, protocol.Start{
		Text: geneLast, Times: []float64{0.5, 2}, Exact: true, Limits: map[string]int{"P": 40, "G": 1, "G_off": 1},
	}, build)
	if c.started.ExactStates != 2*41 {
		t.Errorf("%d exact states, want %d", c.started.ExactStates, 2*41)
	}
	for _, f := range c.frames {
		if f.Exact == nil || !f.HasJoint {
			t.Fatal("there is no exact law")
		}
		scale := 1 - math.Exp(-f.Time)
		root := math.Sqrt(other*scale) - math.Sqrt(5*scale)
		want := math.Sqrt(1 - math.Exp(-root*root/2))
		near(t, "joint distance", f.JointHellinger, want, 1e-6)
		near(t, "distance of P", f.MarginalHellinger[0], want, 1e-6)
		near(t, "distance of G", f.MarginalHellinger[1], 0, 1e-6)
		near(t, "exact mean of P", f.Exact.Mean[0], 5*scale, 1e-8)
	}
}

// strayingSource believes that half of its probability is at states that cannot
// be reached.
type strayingSource struct{ source }

func (s strayingSource) probabilities(dst []float64, space *cme.Space, first int) bool {
	ok := s.source.probabilities(dst, space, first)
	for i := range dst {
		dst[i] /= 2
	}
	return ok
}

func TestProbabilityOfTheImpossibleCounts(t *testing.T) {
	build := func(t *task) (source, error) {
		s, err := newFSP(t)
		return strayingSource{s}, err
	}
	c := finished(t, protocol.Start{Text: geneLast, Times: []float64{1}, Exact: true, Limits: map[string]int{"P": 40, "G": 1, "G_off": 1}}, build)
	// sum sqrt(q q/2) = sqrt(1/2)
	near(t, "joint distance", c.frames[0].JointHellinger, math.Sqrt(1-math.Sqrt(0.5)), 1e-6)
}

func TestNoExactLawOfALargeSpace(t *testing.T) {
	start := protocol.Start{
		Text: "species X, Y, Z\n0 -> X @ 1\n0 -> Y @ 1\n0 -> Z + X @ 1\n", Times: []float64{0.1}, Exact: true,
		Limits: map[string]int{"X": 99, "Y": 99, "Z": 99},
	}
	src := &fakeSource{pieces: 1}
	c := finished(t, start, src.build)
	if c.started.ExactStates != 0 || len(c.started.Notes) != 1 || !strings.Contains(c.started.Notes[0], "no exact law") {
		t.Errorf("started %+v", c.started)
	}
	if f := c.frames[0]; f.Exact != nil || f.HasJoint || f.MarginalHellinger != nil {
		t.Error("there is an exact law")
	}
}

func TestProbabilityAtTheLimitFails(t *testing.T) {
	c := ran(protocol.Start{
		Text: "species A, X = 1\nX -> 2 X @ 1\nX -> X + A @ 0.01", Times: []float64{0, 1, 6}, Limits: map[string]int{"X": 50, "A": 50},
	}, newSource)
	said := regexp.MustCompile(`^probability reached the count limit of X, which is \d+: raise it, unless the network lets X grow without bound$`)
	if c.failed == nil || c.failed.BadInput || !said.MatchString(c.failed.Message) {
		t.Errorf("got %+v", c.failed)
	}
	if len(c.frames) == 0 {
		t.Error("the frames before the limit are missing")
	}
}

func toggle(t *testing.T) protocol.Start {
	m, ok := gallery.Lookup("toggle-switch")
	if !ok {
		t.Fatal("the gallery has no toggle switch")
	}
	return protocol.Start{Text: m.Text, Times: []float64{0, 0.2}, Exact: true, Seed: 1}
}

func TestSameSeedSameBytes(t *testing.T) {
	for _, solver := range []protocol.Solver{protocol.VAN, protocol.FSP, protocol.SSA} {
		start := toggle(t)
		start.Solver = solver
		if solver == protocol.SSA {
			start.Samples = 200
		}
		encoded := func(seed uint64) []byte {
			start.Seed = seed
			var b bytes.Buffer
			for _, f := range finished(t, start, newSource).frames {
				b.Write(protocol.Encode(f))
			}
			return b.Bytes()
		}
		one := encoded(1)
		if !bytes.Equal(one, encoded(1)) {
			t.Errorf("%s: the same seed gave other frames", solver)
		}
		if solver != protocol.FSP && bytes.Equal(one, encoded(2)) {
			t.Errorf("%s: another seed gave the same frames", solver)
		}
	}
}

// timedSource makes a clock run: 8 s to be built and 1 s for each piece of work.
type timedSource struct {
	fakeSource
	clock *time.Duration
}

func (s *timedSource) advance(i int) (bool, error) {
	*s.clock += time.Second
	return s.fakeSource.advance(i)
}

// The seconds of the solver are those of its own work: not of whoever listens
// between the pieces.
func TestSolverSeconds(t *testing.T) {
	var clock time.Duration
	src := &timedSource{fakeSource{pieces: 3}, &clock}
	build := func(t *task) (source, error) {
		clock += 8 * time.Second
		src.task = t
		return src, nil
	}
	var done protocol.Done
	listen := func() error { clock += time.Minute; return nil }
	run(protocol.Start{Text: decay, Times: []float64{1, 2}}, func() time.Duration { return clock }, unkept(listen), func(m protocol.Message) error {
		if m, ok := m.(protocol.Done); ok {
			done = m
		}
		return nil
	}, build, new(archive), nil)
	if done.SolverSeconds != 8+6 || done.WallSeconds < 4*60 {
		t.Errorf("got %g s of %g s", done.SolverSeconds, done.WallSeconds)
	}
}

// Frames count the steps; those of a network that is fitted tell a loss, which
// is small but not nothing.
func TestFramesTellStepsAndLoss(t *testing.T) {
	for _, c := range []struct {
		start  protocol.Start
		steps  int // at least
		fitted bool
	}{
		{protocol.Start{Solver: protocol.FSP}, 0, false},
		{protocol.Start{Solver: protocol.SSA, Samples: 50}, 50, false},
		{protocol.Start{}, 3, false},
		{protocol.Start{VAN: protocol.Network{Method: "natural-gradient"}, Step: 0.1}, 11, true},
	} {
		c.start.Text, c.start.Times, c.start.Seed = decay, []float64{0, 1}, 1
		frames := finished(t, c.start, newSource).frames
		if f := frames[0]; f.Steps > 1 || f.HasLoss || f.Loss != 0 {
			t.Errorf("%+v: %d steps and a loss of %g at the start", c.start, f.Steps, f.Loss)
		}
		if f := frames[1]; f.Steps < c.steps || f.HasLoss != c.fitted || c.fitted != (f.Loss > 0 && f.Loss < 0.1) {
			t.Errorf("%+v: %d steps and a loss of %g (%v)", c.start, f.Steps, f.Loss, f.HasLoss)
		}
	}
}
