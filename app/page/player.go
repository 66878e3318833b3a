package page

import "math"

// Player moves the shown position over the frames of a result. Positions are frame indices with a fraction: in between, the picture is blended.
type Player struct {
	At      float64
	Playing bool
	Follow  bool    // the position goes to the newest frame as it comes
	Goal    float64 // following ends at this position; 0 = never
	Speed   float64 // 1 = the whole result in wholeSpan seconds
	Loop    bool    // playing begins again where it ends, and by itself where a run ends that was followed
	Calm    bool    // the viewer prefers reduced motion: go from frame to frame without blending
}

const (
	wholeSpan = 10.0 // seconds
	approach  = 0.09 // seconds in which a followed position covers 63 % of the way to the newest frame
)

// Advance moves the position by dt seconds, where last is the newest frame's index, total the number of frames there will be and live whether more
// are coming. It reports whether more motion is due without further input.
func (p *Player) Advance(dt float64, last, total int, live bool) bool {
	end := float64(last)
	switch {
	case p.Playing:
		p.At += dt * p.Speed * float64(max(total-1, 1)) / wholeSpan
		switch {
		case p.At < end:
		case p.Loop && last > 0:
			p.At = 0
		default:
			p.At = end
			p.Playing = false
			p.Follow = live
		}
		return true
	case p.Follow && p.At < end:
		if p.Goal > 0 {
			end = min(end, p.Goal)
		}
		p.At += (end - p.At) * (1 - math.Exp(-dt/approach))
		if end-p.At < 0.02 || p.Calm {
			p.At = end
		}
		if p.Goal > 0 && p.At >= p.Goal {
			p.Follow, p.Goal = false, 0
		}
		return p.At < end || p.Loop && !live
	case p.Follow && p.Loop && !live && !p.Calm && last > 0:
		p.Playing, p.Follow, p.At = true, false, 0
		return true
	}
	p.At = min(p.At, end)
	return false
}

// Shown is the position to draw: the nearest frame for a viewer who prefers calm.
func (p *Player) Shown() float64 {
	if p.Calm {
		return math.Round(p.At)
	}
	return p.At
}

// Toggle plays or holds. Playing from the end starts over.
func (p *Player) Toggle(last int) {
	if p.Playing {
		p.Playing = false
		return
	}
	if p.At >= float64(last) {
		p.At = 0
	}
	p.Playing, p.Follow, p.Goal = true, false, 0
}

// Scrub goes to a position and holds there; at the newest frame it follows on when more are coming.
func (p *Player) Scrub(at float64, last int, live bool) {
	p.At = min(max(at, 0), float64(last))
	p.Playing, p.Goal = false, 0
	p.Follow = live && p.At >= float64(last)
}
