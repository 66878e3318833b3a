package session

import (
	"errors"
	"sync"

	"vanscape/core/evolve"
	"vanscape/core/protocol"
)

// Assist says Ready, then helps with the jobs of other workers that ask on in, until in is
// closed, and gives every answer to out. It is what a worker runs that another has hired: see Host.
// out may be called from several goroutines.
func Assist(in <-chan []byte, out func([]byte)) {
	out(protocol.Encode(protocol.Ready{}))
	crews := make(map[int]chan protocol.Message)
	var working sync.WaitGroup
	defer working.Wait()
	to := func(crew int, m protocol.Message) {
		if c := crews[crew]; c != nil {
			c <- m // two at a time: there is room
		}
	}
	leave := func(crew int) {
		if c := crews[crew]; c != nil {
			close(c)
			delete(crews, crew)
		}
	}
	for b := range in {
		m, err := protocol.Decode(b)
		if err != nil {
			break
		}
		switch m := m.(type) {
		case protocol.Join:
			c := make(chan protocol.Message, 4)
			crews[m.Crew] = c
			working.Go(func() {
				mate := &mate{crew: m.Crew, in: c, out: out, seat: m.Seat}
				if err := guarded(func() error { return assist(m, mate) }); err != errDismissed {
					out(protocol.Encode(protocol.Leave{Crew: m.Crew}))
				}
				for range c { // until it is let go
				}
			})
		case protocol.Parts:
			to(m.Crew, m)
		case protocol.Leave:
			leave(m.Crew)
		}
	}
	for crew := range crews {
		leave(crew)
	}
}

// assist makes the steps of a network as a member of a crew, to the end of the run.
func assist(join protocol.Join, crew evolve.Crew) error {
	t, err := newTask(join.Start, func() error { return nil })
	if err != nil {
		return err
	}
	set, err := settings(t.start)
	if err != nil {
		return err
	}
	if join.Coarser {
		set = set.Coarser()
	}
	set.Crew = crew
	state := (*evolve.State)(t.start.From.VAN)
	g, err := t.generatorOn(state.Levels)
	if err != nil {
		return err
	}
	for _, err := range evolve.Resume(g, t.start.Times, set, state) {
		if err != nil {
			return err
		}
	}
	return nil
}

// A mate is the evolve.Crew of a helper.
type mate struct {
	crew int
	in   <-chan protocol.Message
	out  func([]byte)
	seat protocol.Seat // in the next time step

	members int // in the present one, which can take several exchanges
}

var errDismissed = errors.New("the helper is not needed any more")

// Muster implements evolve.Crew.
func (m *mate) Muster(func() *evolve.State) (place, members int, err error) {
	m.members = m.seat.Members
	return m.seat.Place, m.members, nil
}

// Exchange implements evolve.Crew.
func (m *mate) Exchange(part []float64, _ func(int) ([]float64, error)) ([][]float64, error) {
	m.out(protocol.Encode(protocol.Part{Crew: m.crew, Numbers: part}))
	var all [][]float64
	for len(all) < m.members-1 { // the last may be its own
		parts, ok := (<-m.in).(protocol.Parts)
		if !ok || len(parts.Of) == 0 {
			return nil, errDismissed
		}
		all = append(all, parts.Of...)
		m.seat = parts.Next
	}
	return all, nil
}
