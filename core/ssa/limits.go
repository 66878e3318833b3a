package ssa

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/crn"
)

// Settings of Limits. The zero value is the default.
type Settings struct {
	Runs   int    // pilot trajectories, at most (default 100)
	Events int    // reactions fired by all of them, at most (default 1,500,000: a fraction of a second)
	Cap    int    // a count that no species may pass (default 4096)
	Seed   uint64 // of the trajectories
}

func (s Settings) withDefaults() Settings {
	if s.Runs == 0 {
		s.Runs = 100
	}
	if s.Events == 0 {
		s.Events = 1_500_000
	}
	if s.Cap == 0 {
		s.Cap = 4096
	}
	return s
}

const (
	// overflow is the share of trajectories that may touch a limit at some time
	// before the horizon, if their peaks had an exponential tail.
	overflow = 1e-3
	// room is the least number of counts between the highest peak and the limit.
	room = 5
	// startOverflow is the share of an initial law that may lie beyond a limit.
	startOverflow = 1e-6
	// leastRuns is the number of trajectories that always get their share of the
	// events.
	leastRuns = 8
)

// Limits proposes the levels K_i of each species, length S, for times up to the
// horizon: counts 0..K_i-1 should hold all but about a thousandth of the
// trajectories, and much less than that of the probability at any one time.
//
// It draws pilot trajectories, notes the peak of every species in each, and
// extends the upper fifth of the peaks by an exponential tail, whose scale is
// their mean excess (peaks over threshold: J. Pickands, Ann. Stat. 3, 119, 1975,
// doi:10.1214/aos/1176343003). A conservation law without negative weights
// gives an exact limit where that is lower. All but a millionth of an initial law
// is inside, whether a pilot starts there or not, and so is every count that is set. A mode that no pilot visits is not
// seen, so whoever solves on these limits watches the probability at the wall.
//
// The work is bounded. A network too busy for Events reactions up to the
// horizon is judged by what comes before they are spent. The error is a
// *cme.LimitError when a count passes Cap, or twice its start where that is
// more, as it does when a network explodes; or a *cme.RateError when a law is
// negative or not finite at a state that a pilot met.
func Limits(net *crn.Network, horizon float64, settings Settings) ([]int, error) {
	if math.IsNaN(horizon) || math.IsInf(horizon, 0) || horizon < 0 {
		return nil, fmt.Errorf("the horizon %g is not a time", horizon)
	}
	s := settings.withDefaults()
	if s.Runs < 0 || s.Events < 0 || s.Cap < 0 {
		return nil, errors.New("settings of a pilot cannot be negative")
	}
	peaks, err := pilot(newPlan(net, s.Cap), horizon, s)
	if err != nil {
		return nil, err
	}
	levels := make([]int, len(net.Species))
	laws := cme.Laws(net)
	for i := range levels {
		levels[i] = max(1+reach(peaks[i]), startLevels(net.InitialLaw(i)), 1+net.HighestSet(i))
		for _, law := range laws {
			if most, ok := law.Cap(i); ok {
				levels[i] = min(levels[i], most+1)
			}
		}
	}
	return levels, nil
}

// startLevels returns the levels that hold all of an initial law but a share
// startOverflow, 0 for none.
func startLevels(law []float64) int {
	levels, beyond := len(law), 0.0
	for levels > 0 {
		if beyond += law[levels-1]; beyond > startOverflow {
			break
		}
		levels--
	}
	return levels
}

// pilot returns the peaks of every species, one for each trajectory, ascending.
func pilot(p *plan, horizon float64, s Settings) ([][]int, error) {
	peaks := make([][]int, len(p.start))
	walk := newWalker(p)
	start := make([]int, len(p.start))
	var rng rand.PCG
	for run, spent := 0, 0; run < s.Runs && spent < s.Events; run++ {
		rng.Seed(s.Seed, uint64(run))
		copy(start, p.start)
		p.drawStart(start, &rng)
		if err := walk.put(start, 0, &rng); err != nil {
			return nil, err
		}
		fired, err := walk.walk(0, horizon, max(1, s.Events/leastRuns))
		if err != nil {
			return nil, err
		}
		spent += fired + 1
		for i, peak := range walk.peak {
			peaks[i] = append(peaks[i], peak)
		}
	}
	for _, of := range peaks {
		slices.Sort(of)
	}
	return peaks, nil
}

// reach extends sorted peaks to the count that a share overflow of trajectories
// would pass.
func reach(peaks []int) int {
	runs := len(peaks)
	upper := max(1, runs/5)
	threshold := peaks[max(0, runs-upper-1)]
	excess := 0
	for _, peak := range peaks[runs-upper:] {
		excess += peak - threshold
	}
	scale := float64(excess) / float64(upper)
	share := float64(upper) / float64(runs)
	far := float64(threshold) + scale*math.Log(share/overflow)
	return max(int(math.Ceil(far)), peaks[runs-1]+room)
}
