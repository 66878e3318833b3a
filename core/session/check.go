package session

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/evolve"
	"vanscape/core/protocol"
	"vanscape/core/van"
)

// Bounds on what a Start may ask for. They keep a slip of the keyboard from
// asking for all memory, and lie well beyond what is useful.
const (
	maxFrames     = 100_000
	maxSamples    = 1_000_000
	maxWidth      = 1024
	maxBasis      = 256
	maxDepth      = 16
	maxHeads      = 64
	maxUpdates    = 10_000
	maxRate       = 10
	maxDamping    = 1
	maxWorkers    = 64
	maxShown      = 100       // trajectories
	maxCount      = 100_000   // largest count limit
	maxSaveEvery  = 1_000_000 // seconds
	maxBudget     = 1_000_000 // seconds
	maxJointCells = 4_000_000 // levels of one species times levels of the other
)

// Check returns what Run would say at once: that the numbers and names of a Start
// make no sense, or not together, or that its text is no model. It returns nil
// when only a run can tell.
func Check(start protocol.Start) *protocol.Failed {
	if _, err := new(task).read(start); err != nil {
		f := failed(start.Job, err)
		return &f
	}
	return nil
}

// check returns start with its defaults filled in that do not depend on the
// model, or what is wrong with its numbers.
func check(start protocol.Start) (protocol.Start, error) {
	switch start.Solver {
	case "":
		start.Solver = protocol.VAN
	case protocol.VAN, protocol.FSP, protocol.SSA:
	default:
		return start, badInput("there is no solver %q: use van, fsp or ssa", string(start.Solver))
	}
	if err := checkTimes(start.Times); err != nil {
		return start, err
	}
	for _, n := range []struct {
		name       string
		value, max int
	}{{"samples", start.Samples, maxSamples}, {"width", start.Width, maxWidth}, {"basis", start.Basis, maxBasis},
		{"depth", start.VAN.Depth, maxDepth}, {"heads", start.VAN.Heads, maxHeads}, {"updates", start.VAN.Updates, maxUpdates}, {"trajectories", start.Trajectories, maxShown}, {"workers", start.Workers, maxWorkers}} {
		if n.value < 0 || n.value > n.max {
			return start, badInput("%s must be from 1 to %d, not %d", n.name, n.max, n.value)
		}
	}
	if math.IsNaN(start.Step) || math.IsInf(start.Step, 0) || start.Step < 0 {
		return start, badInput("step must be a positive time, not %g", start.Step)
	}
	if start.Trajectories > 0 && start.Solver != protocol.SSA {
		return start, badInput("trajectories are simulations: ask the solver ssa for them")
	}
	if runs := cmp.Or(start.Samples, defaultRuns); start.Trajectories > runs {
		return start, badInput("there are %d simulations: ask for at most as many trajectories, not %d", runs, start.Trajectories)
	}
	if err := checkSteady(start.Steady, start.Times); err != nil {
		return start, err
	}
	if r := start.VAN.Rate; !(r >= 0 && r <= maxRate) {
		return start, badInput("rate must be above 0 and at most %d, not %g", maxRate, r)
	}
	if d := start.VAN.Damping; !(d >= 0 && d <= maxDamping) {
		return start, badInput("damping must be above 0 and at most %d, not %g", maxDamping, d)
	}
	if s := start.SaveEvery; !(s >= 0 && s <= maxSaveEvery) {
		return start, badInput("the time between checkpoints must be from 0 to %d seconds, not %g", maxSaveEvery, s)
	}
	if b := start.Budget; !(b >= 0 && b <= maxBudget) {
		return start, badInput("the time budget must be from 0 to %d seconds, not %g", maxBudget, b)
	}
	switch start.Estimate {
	case protocol.EstimateAuto, protocol.EstimateAlways, protocol.EstimateNever:
	default:
		return start, badInput("estimate must be auto, always or never, not %q", string(start.Estimate))
	}
	set, err := settings(start)
	if err == nil && start.Solver == protocol.VAN {
		err = set.Check()
	}
	return start, cmp.Or(err, checkFrom(start))
}

// settings reads what a Start says of the network and its method.
func settings(start protocol.Start) (evolve.Settings, error) {
	n := start.VAN
	set := evolve.Settings{
		Samples: start.Samples, Width: start.Width, Basis: start.Basis, Step: start.Step, Tolerance: start.Tolerance, Seed: start.Seed,
		Depth: n.Depth, Heads: n.Heads, Updates: n.Updates, Rate: n.Rate, Damping: n.Damping, Adaptive: n.Adaptive,
	}
	return set, cmp.Or(
		named(&set.Method, n.Method, evolve.ParseMethod),
		named(&set.Arch, n.Arch, van.ParseArch),
		named(&set.Head, n.Head, van.ParseHead),
		named(&set.Loss, n.Loss, evolve.ParseLoss),
	)
}

// named sets v to what name stands for, and leaves it at its default for "".
func named[T any](v *T, name string, parse func(string) (T, error)) (err error) {
	if name == "" {
		return nil
	}
	if *v, err = parse(name); err != nil {
		return badInput("%s", strings.TrimPrefix(err.Error(), "van: "))
	}
	return nil
}

func checkTimes(times []float64) error {
	if len(times) == 0 || len(times) > maxFrames {
		return badInput("times must name from 1 to %d times, not %d", maxFrames, len(times))
	}
	for i, t := range times {
		switch {
		case math.IsNaN(t) || math.IsInf(t, 0):
			return badInput("times must be finite numbers, but number %d is %g", i+1, t)
		case t < 0:
			return badInput("times must not be negative, but number %d is %g: the start is at 0", i+1, t)
		case i > 0 && t <= times[i-1]:
			return badInput("times must ascend, but %g follows %g", t, times[i-1])
		}
	}
	if times[len(times)-1] == 0 {
		return badInput("times must reach beyond the start, which is at 0")
	}
	return nil
}

func checkSteady(tolerance float64, times []float64) error {
	switch last := times[len(times)-1]; {
	case !(tolerance >= 0) || math.IsInf(tolerance, 0):
		return badInput("steady must be a change per unit of time above 0, not %g", tolerance)
	case tolerance > 0 && times[0] > last/2:
		return badInput("steady looks back over half of the time: ask for a time up to %g before %g", last/2, last)
	}
	return nil
}

// species returns the position of the species called name.
func species(net *crn.Network, name string) (int, error) {
	if i := net.Index(name); i >= 0 {
		return i, nil
	}
	names := make([]string, len(net.Species))
	for i, s := range net.Species {
		names[i] = s.Name
	}
	if near := crn.Nearest(name, names); near != "" {
		return -1, badInput("there is no species %q: did you mean %s?", name, near)
	}
	return -1, badInput("there is no species %q: the model has %s", name, strings.Join(names, ", "))
}

// limits returns the largest counts that the Start states, length S, with -1
// for a species it leaves open.
func limits(net *crn.Network, stated map[string]int) ([]int, error) {
	given := make([]int, len(net.Species))
	for i := range given {
		given[i] = -1
	}
	names := make([]string, 0, len(stated))
	for name := range stated {
		names = append(names, name)
	}
	slices.Sort(names) // the same error whatever the order of the map
	for _, name := range names {
		i, err := species(net, name)
		if err != nil {
			return nil, err
		}
		limit := stated[name]
		switch start := net.Species[i].Initial; {
		case limit >= 1 && limit <= maxCount && startsBeyond(net.InitialLaw(i), limit) > maxWall:
			return nil, badInput("the count limit of %s is %d, but it starts beyond with probability %.2g: raise the limit",
				name, limit, startsBeyond(net.InitialLaw(i), limit))
		case limit < 1 || limit > maxCount:
			return nil, badInput("the count limit of %s must be from 1 to %d, not %d", name, maxCount, limit)
		case limit < start:
			return nil, badInput("the count limit of %s is %d, but it starts at %d: raise the limit", name, limit, start)
		case limit < net.HighestSet(i):
			return nil, badInput("the count limit of %s is %d, but it is set to %d: raise the limit", name, limit, net.HighestSet(i))
		}
		given[i] = limit
	}
	return given, nil
}

// startsBeyond returns the probability that an initial law gives to counts above
// a limit.
func startsBeyond(law []float64, limit int) float64 {
	beyond := 0.0
	for _, p := range law[min(limit+1, len(law)):] {
		beyond += p
	}
	return beyond
}

// namedPairs returns the species of the pairs asked for.
func namedPairs(net *crn.Network, asked [][2]string) (pairs [][2]int, err error) {
	for _, names := range asked {
		var p [2]int
		for i, name := range names {
			if p[i], err = species(net, name); err != nil {
				return nil, err
			}
		}
		if p[0] == p[1] {
			return nil, badInput("a pair needs two species, not %s twice", names[0])
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// chosenPairs returns the pairs asked for, or for none the two species with the
// most levels: between the few counts of genes there is little landscape.
func chosenPairs(net *crn.Network, levels []int, asked [][2]int) ([][2]int, error) {
	for _, p := range asked {
		if levels[p[0]] > maxJointCells/levels[p[1]] {
			return nil, badInput("the joint law of %s and %s would have %d x %d entries: lower their count limits or choose another pair",
				net.Species[p[0]].Name, net.Species[p[1]].Name, levels[p[0]], levels[p[1]])
		}
	}
	if len(asked) > 0 || len(levels) < 2 {
		return asked, nil
	}
	byLevels := make([]int, len(levels))
	for i := range byLevels {
		byLevels[i] = i
	}
	slices.SortStableFunc(byLevels, func(a, b int) int { return levels[b] - levels[a] })
	a, b := min(byLevels[0], byLevels[1]), max(byLevels[0], byLevels[1])
	if levels[a] > maxJointCells/levels[b] {
		return nil, nil
	}
	return [][2]int{{a, b}}, nil
}
