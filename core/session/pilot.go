package session

import (
	"errors"
	"fmt"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/ssa"
)

// pilotEvents bounds the work of the pilot simulations, which cannot be
// interrupted: some tens of milliseconds in a browser.
const pilotEvents = 500_000

// pilot returns the levels of all species, length S: those given, as largest
// counts, and those that pilot simulations propose for the others, which are -1
// in given.
func pilot(net *crn.Network, horizon float64, seed uint64, given []int) ([]int, error) {
	levels := make([]int, len(given))
	open, highest := false, 0
	for i, limit := range given {
		levels[i] = limit + 1
		open = open || limit < 0
		highest = max(highest, limit)
	}
	if !open {
		return levels, nil
	}
	settings := ssa.Settings{Events: pilotEvents, Seed: seed}
	if highest > 2000 { // beyond half of what the pilot allows by itself
		settings.Cap = 2 * highest
	}
	proposed, err := ssa.Limits(net, horizon, settings)
	var limit *cme.LimitError
	if errors.As(err, &limit) {
		return nil, fmt.Errorf("%w in the pilot simulations: check whether the network lets %s grow without bound, or state all count limits", err, limit.Species)
	}
	if err != nil {
		return nil, err
	}
	laws := cme.Laws(net)
	for i := range levels {
		if given[i] >= 0 {
			continue
		}
		if levels[i] = widened(laws, i, proposed[i]); levels[i] > maxCount+1 {
			return nil, badInput("%s would need counts up to %d, and %d is the most: measure it in larger units, or state its limit",
				net.Species[i].Name, levels[i]-1, maxCount)
		}
	}
	return levels, nil
}

// widened adds a margin to the levels of species i, as far as the conservation
// laws let it count. What the pilots leave out, about a thousandth of all
// trajectories, would be missing from the exact law and could make a solver
// fail at the wall; a few counts more bring it to a thousandth of that.
func widened(laws []cme.Law, i, levels int) int {
	levels += 2 + levels/8
	for _, law := range laws {
		if most, ok := law.Cap(i); ok {
			levels = min(levels, most+1)
		}
	}
	return max(levels, 2)
}
