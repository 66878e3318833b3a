package session

import (
	"sync"
	"time"

	"vanscape/core/protocol"
)

// A Helper is another worker, which runs Assist.
type Helper struct {
	In      <-chan []byte // what it says; closed when it is lost
	Out     func([]byte)  // speaks to it
	Dismiss func()        // ends it at once; In is closed then
}

// hireHere returns a Helper in a goroutine.
func hireHere() Helper {
	// Both sides wait for each other in every step: few messages are ever on their way.
	in, out := make(chan []byte, 8), make(chan []byte, 8)
	var mutex sync.Mutex // out may be closed while something is said
	closed := false
	go func() {
		Assist(out, func(b []byte) { in <- b })
		close(in)
	}()
	return Helper{
		In: in,
		Out: func(b []byte) {
			mutex.Lock()
			defer mutex.Unlock()
			if !closed {
				out <- b
			}
		},
		Dismiss: func() {
			mutex.Lock()
			defer mutex.Unlock()
			if !closed {
				closed = true
				close(out)
			}
		},
	}
}

// staff is the helpers of a session, for one job after the other.
type staff struct {
	hire    func() Helper
	helpers []*helper
	crews   int // that there have been
}

// spares is how many helpers are hired in one job for those that are lost.
const spares = 4

// longestPart is how long a helper may take for its part before it counts as lost. A page in the
// background can be slow, but what is waited for takes some milliseconds.
const longestPart = 20 * time.Second

// dismiss ends all helpers.
func (s *staff) dismiss() {
	for _, h := range s.helpers {
		h.Dismiss()
	}
	s.helpers = nil
}

// atLeast hires until there are n helpers, and in the place of those that are lost.
func (s *staff) atLeast(n int) {
	for k, h := range s.helpers {
		if h.gone() {
			s.helpers[k] = s.take()
		}
	}
	for len(s.helpers) < n {
		s.helpers = append(s.helpers, s.take())
	}
}

func (s *staff) take() *helper {
	h := &helper{Helper: s.hire(), parts: make(map[int]chan []float64)}
	go h.listen()
	return h
}

// helper is a Helper as it is seen from the job that it helps.
type helper struct {
	Helper

	mutex sync.Mutex
	ready bool
	lost  bool
	parts map[int]chan []float64 // by crew: what it has worked out; closed when it is out
}

// listen hears what the helper says until it is lost. One that cannot be understood is.
func (h *helper) listen() {
	for b := range h.In {
		m, err := protocol.Decode(b)
		if err != nil {
			h.Dismiss()
			break
		}
		h.mutex.Lock()
		switch m := m.(type) {
		case protocol.Ready:
			h.ready = true
		case protocol.Part:
			if parts := h.parts[m.Crew]; parts != nil {
				parts <- m.Numbers // there is room: see join
			}
		case protocol.Leave:
			h.leave(m.Crew)
		}
		h.mutex.Unlock()
	}
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.lost = true
	for crew := range h.parts {
		h.leave(crew)
	}
}

// leave ends what comes from the helper for a crew.
func (h *helper) leave(crew int) {
	if parts := h.parts[crew]; parts != nil {
		close(parts)
		delete(h.parts, crew)
	}
}

func (h *helper) gone() bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.lost
}

// join makes the helper a member of a crew, unless it does not listen yet or no more. It
// reports whether it is one now.
func (h *helper) join(crew int) (parts <-chan []float64, ok bool) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if !h.ready || h.lost {
		return nil, false
	}
	c := make(chan []float64, 2) // that of the next step can come before this one's is taken
	h.parts[crew] = c
	return c, true
}

// release is leave for a member that has more to do.
func (h *helper) release(crew int) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.leave(crew)
}

func (h *helper) say(m protocol.Message) { h.Out(protocol.Encode(m)) }
