package page

import (
	"slices"

	"vanscape/core/protocol"
)

// pairQueries is the number of joint laws on their way at a time. More would only wait in the worker, and a time that is scrubbed to meanwhile behind
// them.
const pairQueries = 2

// pairing is the way of a result to the joint law of another pair of species than its frames have: the worker has kept the laws of all frames and is
// asked for each, those near the shown one first.
type pairing struct {
	pair    [2]int                   // species
	asked   map[int]bool             // frames
	got     map[int][]protocol.Joint // by frame: the solver's, then the exact one where there is one
	lost    map[int]string           // by frame: why it cannot be had
	waiting int                      // questions on their way
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

// ownPair chooses the pair that the frames of a run from the shelf have: nobody knows their laws any more.
func (l *Lab) ownPair() {
	if r := l.Runner.Result; r != nil {
		if x, y, ok := r.ownPair(); ok {
			l.Pair = [2]string{r.Started.Species[x], r.Started.Species[y]}
		}
	}
}

// PairFault says why the chosen pair cannot be shown at a frame, or "".
func (r *Result) PairFault(frame int) string {
	if r.pairing == nil {
		return ""
	}
	return r.pairing.lost[frame]
}

// pursuePair asks for joint laws of the chosen pair that are missing.
func (l *Lab) pursuePair(r *Result) {
	names := r.Started.Species
	p := r.way([2]int{slices.Index(names, l.Pair[0]), slices.Index(names, l.Pair[1])})
	for p != nil && p.waiting < pairQueries {
		frame, ok := p.nearest(r.Nearest(l.Player.At), r.Last())
		if !ok {
			return
		}
		p.asked[frame] = true
		p.waiting++
		q := protocol.Query{Job: r.Started.Job, Frame: frame, Kind: protocol.AskJoint, Pair: [2]string{names[p.pair[0]], names[p.pair[1]]}}
		l.Runner.Query(q, func(a protocol.Answer) {
			p.waiting--
			was := r.shown
			if a.Failed != "" {
				p.lost[frame] = a.Failed
			} else if p.got[frame] = a.Joints; r.pairing == p { // no other pair has been chosen meanwhile
				r.shown = p
			}
			if r.shown != was || a.Failed != "" && frame == r.Nearest(l.Player.At) {
				l.Changed()
			}
			l.redraw()
			l.pursue()
		})
	}
}

// way is how r comes to show a pair of species, nil when it does by itself or cannot.
func (r *Result) way(pair [2]int) *pairing {
	x, y, ok := r.ownPair()
	switch {
	case !ok || pair[0] < 0 || pair[1] < 0 || pair[0] == pair[1]:
		return nil
	case pair == [2]int{x, y}:
		r.pairing, r.shown = nil, nil
	case r.pairing == nil || r.pairing.pair != pair:
		r.pairing = &pairing{pair: pair, asked: map[int]bool{}, got: map[int][]protocol.Joint{}, lost: map[int]string{}}
	}
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

// Pair returns the two species shown. When the result has only one species, or no joint law of two, ok is false and x is the species to show.
func (r *Result) Pair() (x, y int, ok bool) {
	if r.shown != nil {
		return r.shown.pair[0], r.shown.pair[1], true
	}
	return r.ownPair()
}

// ownPair is the pair whose joint law the frames have.
func (r *Result) ownPair() (x, y int, ok bool) {
	for _, j := range r.Frames[0].Law.Joints {
		if j.A != j.B {
			return j.A, j.B, true
		}
		x = j.A
	}
	return x, x, false
}

// Joints returns the joint law of the shown pair at a frame, the solver's and the exact one, nil where there is none. It says whether one may still come.
func (r *Result) Joints(frame int) (solver, exact *protocol.Joint, coming bool) {
	if r.shown == nil {
		f := &r.Frames[frame]
		solver = ofTwo(f.Law.Joints)
		if f.Exact != nil {
			exact = ofTwo(f.Exact.Joints)
		}
		return solver, exact, false
	}
	got, lost := r.shown.got[frame], r.shown.lost[frame] != ""
	if len(got) > 0 {
		solver = &got[0]
	}
	if len(got) > 1 {
		exact = &got[1]
	}
	return solver, exact, solver == nil && !lost
}

// ofTwo is the first joint law of two species, or nil.
func ofTwo(joints []protocol.Joint) *protocol.Joint {
	i := slices.IndexFunc(joints, func(j protocol.Joint) bool { return j.A != j.B })
	if i < 0 {
		return nil
	}
	return &joints[i]
}
