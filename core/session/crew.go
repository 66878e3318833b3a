package session

import (
	"slices"
	"time"

	"vanscape/core/evolve"
	"vanscape/core/protocol"
)

// A lead is the evolve.Crew of the worker that has the job.
type lead struct {
	staff   *staff
	crew    int
	task    *task
	coarser bool
	wanted  int // helpers
	hires   int // that may still be made for those that are lost
	seats   []seat
}

// A seat is the place of a helper, from 1 on. It is empty, with helper nil, once that is lost.
type seat struct {
	*helper
	parts <-chan []float64
}

// newLead returns nil for a job that does not ask for more than one worker.
func newLead(t *task, coarser bool) *lead {
	if t.staff == nil || t.start.Workers <= 1 {
		return nil
	}
	t.staff.crews++
	l := &lead{staff: t.staff, crew: t.staff.crews, task: t, coarser: coarser, wanted: t.start.Workers - 1, hires: spares}
	l.staff.atLeast(l.wanted)
	return l
}

// Muster implements evolve.Crew. Who listens by now comes in.
func (l *lead) Muster(state func() *evolve.State) (place, members int, err error) {
	before := len(l.seats)
	l.seats = slices.DeleteFunc(l.seats, func(s seat) bool { return s.helper == nil })
	if len(l.seats) < before && l.hires > 0 {
		l.hires--
		l.staff.atLeast(l.wanted)
	}
	var join *protocol.Join
	for _, h := range l.staff.helpers[:min(l.wanted, len(l.staff.helpers))] {
		if slices.ContainsFunc(l.seats, func(s seat) bool { return s.helper == h }) {
			continue
		}
		parts, ok := h.join(l.crew)
		if !ok {
			continue
		}
		if join == nil {
			join = l.invitation(state())
		}
		h.say(*join)
		l.seats = append(l.seats, seat{h, parts})
	}
	for k, s := range l.seats {
		s.say(protocol.Muster{Crew: l.crew, Place: k + 1, Members: len(l.seats) + 1})
	}
	return 0, len(l.seats) + 1, nil
}

// invitation is what a newcomer needs.
func (l *lead) invitation(state *evolve.State) *protocol.Join {
	start := l.task.start
	start.From = nil
	start.From = &protocol.Checkpoint{Of: start.Fingerprint(), Times: start.Times, Limits: l.task.limits, Next: state.Next, Time: state.Time, VAN: (*protocol.VANState)(state)}
	return &protocol.Join{Crew: l.crew, Start: start, Coarser: l.coarser}
}

// Exchange implements evolve.Crew.
func (l *lead) Exchange(part []float64, makeUp func(place int) ([]float64, error)) ([][]float64, error) {
	all := [][]float64{slices.Clone(part)}
	for k := range l.seats {
		p, ok := l.await(&l.seats[k])
		if !ok {
			var err error
			if p, err = makeUp(k + 1); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	if len(l.seats) > 0 {
		b := protocol.Encode(protocol.Parts{Crew: l.crew, Of: all})
		for _, s := range l.seats {
			if s.helper != nil {
				s.Out(slices.Clone(b))
			}
		}
	}
	return all, nil
}

// await returns the part of a helper, unless it is lost.
func (l *lead) await(s *seat) ([]float64, bool) {
	if s.helper == nil {
		return nil, false
	}
	late := time.NewTimer(longestPart)
	defer late.Stop()
	select {
	case p, ok := <-s.parts:
		if ok {
			return p, true
		}
	case <-late.C:
		s.Dismiss()
	}
	s.helper = nil
	return nil, false
}

// size is the number of workers that share the work.
func (l *lead) size() int {
	if l == nil {
		return 1
	}
	return 1 + len(l.seats)
}

// close lets the helpers go.
func (l *lead) close() {
	for _, s := range l.seats {
		if s.helper != nil {
			s.part(l.crew)
			s.say(protocol.Leave{Crew: l.crew})
		}
	}
	l.seats = nil
}
