package session

import (
	"fmt"
	"math"

	"vanscape/core/dist"
)

// smoothedStart is the Hellinger distance beyond which an initial law counts as
// changed by the network: less is not seen in a picture.
const smoothedStart = 0.02

// noteStart tells the user that the first frames are blurred, and how much.
func (s *vanSource) noteStart() error {
	net := s.task.gen.Network()
	seen, err := s.observe(nil)
	if err != nil {
		return err
	}
	size := s.task.gen.Species()
	widest, variance := -1, 0.0
	furthest, distance := -1, smoothedStart
	for i := range size {
		law := s.task.gen.InitialLaw(i)
		if v := seen.Cov[i*size+i]; law == nil && v > variance {
			widest, variance = i, v
		}
		if law == nil {
			continue
		}
		if d := dist.Hellinger(seen.Marginals[i], law); d > distance {
			furthest, distance = i, d
		}
	}
	if widest >= 0 {
		s.task.notes = append(s.task.notes, fmt.Sprintf("The network cannot hold exact counts: it starts from a narrow law, widest in %s with a standard deviation of %.2g.",
			net.Species[widest].Name, math.Sqrt(variance)))
	}
	if furthest >= 0 {
		s.task.notes = append(s.task.notes, fmt.Sprintf("The network smooths initial laws: that of %s is at a Hellinger distance of %.2g from the one in the text.",
			net.Species[furthest].Name, distance))
	}
	return nil
}
