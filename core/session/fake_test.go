package session

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"vanscape/core/cme"
	"vanscape/core/protocol"
)

const decay = "species X = 3\nX -> 0 @ 1\n"

// fakeSource takes a given number of pieces per frame and tells what happened
// to it. Its law is all at the start.
type fakeSource struct {
	task   *task
	pieces int          // per frame; 0 = never done
	work   atomic.Int64 // pieces done
	closed atomic.Bool
	fails  func(frame int) error // may panic
	mean   float64               // of the first species
	rests  *atomic.Int64         // that an answer still takes, if not nil
}

func (s *fakeSource) build(t *task) (source, error) { s.task = t; return s, nil }

func (s *fakeSource) advance(i int) (bool, error) {
	time.Sleep(100 * time.Microsecond)
	n := s.work.Add(1)
	if s.fails != nil {
		if err := s.fails(i); err != nil {
			return false, err
		}
	}
	return s.pieces > 0 && n%int64(s.pieces) == 0, nil
}

func (s *fakeSource) at() reach { return reach{steps: int(s.work.Load()), stepSize: 0.5} }

func (s *fakeSource) frame(f *protocol.Frame) {
	size := len(s.task.levels)
	f.Law = protocol.Law{Mean: make([]float64, size), Var: make([]float64, size), Cov: make([]float64, size*size), Marginals: make([][]float64, size)}
	f.Law.Mean[0] = s.mean
	for i, k := range s.task.gen.Levels() {
		f.Law.Marginals[i] = make([]float64, k)
		f.Law.Marginals[i][0] = 1
	}
}

func (s *fakeSource) size() (int, int)                              { return 7, 11 }
func (s *fakeSource) probabilities([]float64, *cme.Space, int) bool { return false }
func (s *fakeSource) keep() law                                     { return &fakeLaw{s.task.gen.Levels(), s.rests} }
func (s *fakeSource) gen() *cme.Generator                           { return s.task.gen }
func (s *fakeSource) model() density                                { return nil }
func (s *fakeSource) save(c *protocol.Checkpoint) bool {
	c.Time = float64(s.work.Load())
	return true
}
func (s *fakeSource) close() { s.closed.Store(true) }

// fakeLaw is all at the counts 0, and thinks for as many rests as it is told.
type fakeLaw struct {
	box   []int
	rests *atomic.Int64
}

func (l *fakeLaw) size() int     { return 8 }
func (l *fakeLaw) levels() []int { return l.box }

func (l *fakeLaw) survey(r reading, _ uint64, rest func() error) (*survey, error) {
	for l.rests != nil && l.rests.Add(-1) >= 0 {
		time.Sleep(100 * time.Microsecond)
		if err := rest(); err != nil {
			return nil, err
		}
	}
	table := make([]float64, r.cells)
	r.add(table, make([]int, len(l.box)), 1)
	return &survey{parts: [][]float64{table}}, nil
}

func (l *fakeLaw) state(sites, counts []int, seed uint64, rest func() error) (estimate, float64, error) {
	return stateOf(l, sites, counts, seed, rest)
}

func (l *fakeLaw) entropy(uint64, func() error) (estimate, error) { panic("this law panics") }

func (l *fakeLaw) draw([]int, []float64, *rand.Rand, func() error) error { return nil }

// page is the other side of Serve.
type page struct {
	t     *testing.T
	to    chan []byte
	from  chan protocol.Message
	ended chan struct{}
}

// patience is how long a message may take on a busy machine before a test fails.
const patience = 10 * time.Second

// silence is how long nothing must come where nothing should.
const silence = 30 * time.Millisecond

func open(t *testing.T, build builder) *page {
	p := &page{t: t, to: make(chan []byte, 64), from: make(chan protocol.Message, 4096), ended: make(chan struct{})}
	begin := time.Now()
	out := func(b []byte) {
		m, err := protocol.Decode(b)
		if err != nil {
			t.Errorf("the session sends what cannot be read: %v", err)
		}
		p.from <- m
	}
	go func() {
		defer close(p.ended)
		serve(p.to, out, Host{Now: func() time.Duration { return time.Since(begin) }}, build)
	}()
	want[protocol.Ready](p)
	t.Cleanup(func() {
		close(p.to)
		select {
		case <-p.ended:
		case <-time.After(patience):
			t.Error("Serve does not end when its channel is closed")
		}
	})
	return p
}

func (p *page) say(m protocol.Message) { p.to <- protocol.Encode(m) }

// next returns the next message that is not a Progress.
func (p *page) next() protocol.Message {
	p.t.Helper()
	late := time.After(patience)
	for {
		select {
		case m := <-p.from:
			if _, progress := m.(protocol.Progress); !progress {
				return m
			}
		case <-late:
			p.t.Fatal("no message came")
		}
	}
}

// want returns the next message, which must be an M.
func want[M protocol.Message](p *page) M {
	p.t.Helper()
	m := p.next()
	got, ok := m.(M)
	if !ok {
		p.t.Fatalf("got %T %+v, want %T", m, m, got)
	}
	return got
}

// quiet fails when anything but Progress comes.
func (p *page) quiet() {
	p.t.Helper()
	end := time.After(silence)
	for {
		select {
		case m := <-p.from:
			if _, progress := m.(protocol.Progress); !progress {
				p.t.Fatalf("got %T %+v, want silence", m, m)
			}
		case <-end:
			return
		}
	}
}

func fakeStart(job, frames int) protocol.Start {
	s := protocol.Start{Job: job, Text: decay, Limits: map[string]int{"X": 5}}
	for i := range frames {
		s.Times = append(s.Times, float64(i))
	}
	return s
}
