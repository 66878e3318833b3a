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
	wanted  int    // helpers
	hires   int    // that may still be made for those that are lost
	seats   []seat // in the present time step, from place 1 on
	next    []seat // in the next
}

// A seat is the place of a helper. It is empty, with helper nil, once that is lost.
type seat struct {
	*helper
	parts   <-chan []float64
	invited bool
	place   int // in the present time step, of a seat in the next
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

// Muster implements evolve.Crew.
func (l *lead) Muster(state func() *evolve.State) (place, members int, err error) {
	if len(l.next) == 0 {
		l.compose()
	}
	l.seats, l.next = l.next, l.seats[:0]
	var join *protocol.Join
	for k := range l.seats {
		s := &l.seats[k]
		if s.invited {
			continue
		}
		if join == nil {
			join = l.invitation(state())
		}
		join.Seat = protocol.Seat{Place: k + 1, Members: len(l.seats) + 1}
		s.say(*join)
		s.invited = true
	}
	return 0, len(l.seats) + 1, nil
}

// compose fills next: with those that are here, and with who listens by now.
func (l *lead) compose() {
	l.next = l.next[:0]
	for k, s := range l.seats {
		if s.helper != nil {
			s.place = k + 1
			l.next = append(l.next, s)
		}
	}
	if len(l.next) < len(l.seats) && l.hires > 0 {
		l.hires--
		l.staff.atLeast(l.wanted)
	}
	for _, h := range l.staff.helpers[:min(l.wanted, len(l.staff.helpers))] {
		if slices.ContainsFunc(l.next, func(s seat) bool { return s.helper == h }) {
			continue
		}
		if parts, ok := h.join(l.crew); ok {
			l.next = append(l.next, seat{helper: h, parts: parts})
		}
	}
}

// invitation is what a newcomer needs.
func (l *lead) invitation(state *evolve.State) *protocol.Join {
	start := l.task.start
	start.From = nil
	start.From = &protocol.Checkpoint{Of: start.Fingerprint(), Times: start.Times, Limits: l.task.limits, Next: state.Next, Time: state.Time, VAN: (*protocol.VANState)(state)}
	return &protocol.Join{Crew: l.crew, Start: start, Coarser: l.coarser}
}

// Exchange implements evolve.Crew. The helpers hear the part of the lead at once, and those of each
// other when all are there: two members wait for one message each, where one that answers the other's would take twice as long.
func (l *lead) Exchange(part []float64, makeUp func(place int) ([]float64, error)) ([][]float64, error) {
	l.compose()
	all := [][]float64{part}
	l.tell(0, all)
	for k := range l.seats {
		p, ok := l.await(&l.seats[k])
		if !ok {
			l.lose(k)
			var err error
			if p, err = makeUp(k + 1); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	if len(l.seats) > 1 {
		l.tell(1, all[1:])
	}
	return all, nil
}

// tell tells the helpers that stay the parts of others, from a place on.
func (l *lead) tell(from int, parts [][]float64) {
	for k, s := range l.next {
		if !s.invited {
			return // it and those behind it are new
		}
		if s.helper == nil {
			continue
		}
		others := slices.Clone(parts)
		if s.place >= from && s.place < from+len(others) {
			others[s.place-from] = nil
		}
		s.say(protocol.Parts{Crew: l.crew, Of: others, Next: protocol.Seat{Place: k + 1, Members: len(l.next) + 1}})
	}
}

// lose empties a seat, also in the next time step, for which the others know their places already.
func (l *lead) lose(k int) {
	for n, s := range l.next {
		if s.helper == l.seats[k].helper {
			l.next[n].helper = nil
		}
	}
	l.seats[k].helper = nil
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
	for _, s := range slices.Concat(l.seats, l.next) { // who is in both hears it twice, which is no matter
		if s.helper != nil {
			s.release(l.crew)
			s.say(protocol.Leave{Crew: l.crew})
		}
	}
	l.seats, l.next = nil, nil
}
