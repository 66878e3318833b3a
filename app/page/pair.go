package page

import (
	"slices"

	"vanscape/core/protocol"
)

// pairQueries is the number of joint laws on their way at a time. More would only wait in the worker, and a time that is scrubbed to meanwhile behind
// them.
const pairQueries = 2

// pairing is the way of a result to the joint law of another pair of species: the worker has kept the laws of all frames and is asked for each, those
// near the shown one first.
type pairing struct {
	pair    [2]int       // species
	asked   map[int]bool // frames
	waiting int          // questions on their way
	fault   string       // why it cannot be shown, or ""
}

// SetPair shows the joint law of two species.
func (l *Lab) SetPair(x, y string) {
	if x == y {
		return
	}
	l.Pair = [2]string{x, y}
	l.Changed()
	l.pursue()
}

// PairFault says why the chosen pair cannot be shown, or "".
func (r *Result) PairFault() string {
	if r.pairing == nil {
		return ""
	}
	return r.pairing.fault
}

// pursuePair asks for joint laws of the chosen pair that are missing.
func (l *Lab) pursuePair(r *Result) {
	p := r.way([2]int{r.Network.Index(l.Pair[0]), r.Network.Index(l.Pair[1])})
	for p != nil && p.fault == "" && p.waiting < pairQueries {
		frame, ok := p.nearest(r.Nearest(l.Player.At), r.Last())
		if !ok {
			return
		}
		p.asked[frame] = true
		p.waiting++
		names := r.Started.Species
		q := protocol.Query{Job: r.Started.Job, Frame: frame, Kind: protocol.AskJoint, Pair: [2]string{names[p.pair[0]], names[p.pair[1]]}}
		l.Runner.Query(q, func(a protocol.Answer) {
			p.waiting--
			was, shown := p.fault, r.pair
			switch {
			case r.pairing != p: // another pair has been chosen meanwhile
			case a.Failed == "":
				takeJoints(&r.Frames[frame], a.Joints)
				r.pair = &p.pair
			case r.pair != &p.pair: // not even that of the shown frame can be had
				p.fault = a.Failed
			}
			if p.fault != was || r.pair != shown {
				l.Changed()
			}
			l.redraw()
			l.pursue()
		})
	}
}

// way is how r comes to show a pair of species, nil when it does or cannot.
func (r *Result) way(pair [2]int) *pairing {
	if pair[0] < 0 || pair[1] < 0 || pair[0] == pair[1] {
		return nil
	}
	if r.pairing != nil && r.pairing.pair == pair {
		return r.pairing
	}
	if x, y, _ := r.Pair(); pair == [2]int{x, y} && (r.pairing == nil || r.pairing.fault != "") {
		r.pairing = nil
		return nil
	}
	r.pairing = &pairing{pair: pair, asked: map[int]bool{}}
	return r.pairing
}

// nearest is the frame next to the shown one that has not been asked about.
func (p *pairing) nearest(shown, last int) (frame int, ok bool) {
	for off := 0; off <= last; off++ {
		for _, i := range [2]int{shown + off, shown - off} {
			if i >= 0 && i <= last && !p.asked[i] {
				return i, true
			}
		}
	}
	return 0, false
}

// takeJoints gives a frame another pair's joint law, the solver's and where there is one the exact one.
func takeJoints(f *protocol.Frame, joints []protocol.Joint) {
	f.Law.Joints = joints[:1]
	if f.Exact != nil {
		f.Exact.Joints = joints[1:]
	}
}

// jointOf is the joint law of two species, nil where a law does not have it.
func jointOf(law *protocol.Law, x, y int) *protocol.Joint {
	i := slices.IndexFunc(law.Joints, func(j protocol.Joint) bool { return j.A == x && j.B == y && x != y })
	if i < 0 {
		return nil
	}
	return &law.Joints[i]
}
