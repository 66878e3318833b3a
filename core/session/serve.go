package session

import (
	"time"

	"vanscape/core/protocol"
)

// Host is what a session needs of the world around it.
type Host struct {
	Now   func() time.Duration // wall clock from any fixed moment
	Yield func()               // lets messages arrive; called every few milliseconds of a job; nil = not needed
	Hire  func() Helper        // a new helper; nil = in a goroutine
}

// yieldEvery is how long a job computes before it yields. Ears open within
// this and one piece of work; the yield itself costs some ten microseconds.
const yieldEvery = 8 * time.Millisecond

// breath is the longest silence of a running job while it answers.
const breath = time.Second

// Serve says Ready, then runs the jobs that arrive on in until in is closed,
// and gives every answer to out. A message that cannot be decoded is answered
// with Failed. While no job runs it waits on in. The laws of a job are kept for
// queries until the next begins.
func Serve(in <-chan []byte, out func([]byte), host Host) {
	serve(in, out, host, newSource)
}

func serve(in <-chan []byte, out func([]byte), host Host, build builder) {
	out(protocol.Encode(protocol.Ready{}))
	l := &listener{in: in, out: out, host: host, laws: archive{room: maxKept}}
	helpers := &staff{hire: host.Hire}
	if helpers.hire == nil {
		helpers.hire = hireHere
	}
	defer helpers.dismiss()
	for {
		if l.rest(func() bool { return false }); l.next == nil {
			return
		}
		start := *l.next
		l.begin()
		run(start, l.clock, l.goOn, l.emit, build, &l.laws, helpers)
		l.running = false
	}
}

// listener hears the page while a job computes. All its methods are called from
// the goroutine of Serve.
type listener struct {
	in   <-chan []byte
	out  func([]byte)
	host Host

	next    *protocol.Start  // waiting to be run
	closed  bool             // in is closed
	queries []protocol.Query // waiting to be answered
	laws    archive          // of the running job, or of the last
	running bool
	job     int // number of the running job
	stop    bool
	pause   bool
	credit  int           // frames that may be sent
	yield   time.Duration // when last yielded
	rested  time.Duration // spent waiting in this job, which its clock leaves out

	progress protocol.Progress // last one sent
	spoke    time.Duration     // when something was last sent
}

// begin makes the waiting Start the running job.
func (l *listener) begin() {
	l.job, l.next = l.next.Job, nil
	l.progress = protocol.Progress{Job: l.job}
	l.running, l.stop, l.pause, l.credit, l.rested = true, false, false, protocol.Credit, 0
	l.yield = l.host.Now()
}

// clock is the job's time: it stands still in a pause.
func (l *listener) clock() time.Duration { return l.host.Now() - l.rested }

// goOn lets messages arrive, obeys them, and returns nil if the job may go on. Before a
// pause, which may outlive the page, it has the job kept.
func (l *listener) goOn(keep func() error) error {
	l.drain()
	if l.pause {
		if err := keep(); err != nil {
			return err
		}
	}
	return l.rest(func() bool { return !l.pause })
}

// drain lets messages arrive and hears them.
func (l *listener) drain() {
	if now := l.host.Now(); now-l.yield >= yieldEvery {
		if l.host.Yield != nil {
			l.host.Yield()
		}
		l.yield = l.host.Now()
	}
	for !l.closed {
		select {
		case b, ok := <-l.in:
			l.hear(b, ok)
		default:
			return
		}
	}
}

// emit sends m; a Frame waits for credit first, and for the end of a pause.
func (l *listener) emit(m protocol.Message) error {
	if _, isFrame := m.(protocol.Frame); isFrame {
		if err := l.rest(func() bool { return l.credit > 0 && !l.pause }); err != nil {
			return err
		}
		l.credit--
	}
	if p, isProgress := m.(protocol.Progress); isProgress {
		l.progress = p
	}
	l.say(m)
	return nil
}

// rest answers what was asked and waits until ready, or returns why the job must
// end.
func (l *listener) rest(ready func() bool) error {
	since := l.host.Now()
	defer func() { l.rested += l.host.Now() - since }()
	for {
		if err := l.interrupted(); err != nil {
			return err
		}
		switch {
		case len(l.queries) > 0:
			l.answer()
		case ready():
			return nil
		default:
			b, ok := <-l.in
			l.hear(b, ok)
		}
	}
}

// interrupted returns why what is being done must end, or nil.
func (l *listener) interrupted() error {
	switch {
	case l.next != nil || l.closed:
		return ErrAbandon
	case l.stop && l.running:
		return ErrStop
	}
	return nil
}

// answer answers the first of the waiting queries. It goes on listening meanwhile; a
// Stop or a Start comes first, and the query goes on waiting.
func (l *listener) answer() {
	a, err := l.laws.answer(l.queries[0], func() error {
		l.drain()
		l.breathe()
		return l.interrupted()
	})
	if err == nil {
		l.say(a)
		l.queries = l.queries[1:]
	}
}

// breathe repeats the last Progress of the running job now and then: a page takes a
// worker that says nothing for long for broken.
func (l *listener) breathe() {
	if now := l.host.Now(); l.running && now-l.spoke >= breath {
		p := l.progress
		p.Phase = protocol.Answering
		l.say(p)
	}
}

func (l *listener) say(m protocol.Message) {
	l.out(protocol.Encode(m))
	l.spoke = l.host.Now()
}

func (l *listener) hear(b []byte, ok bool) {
	if !ok {
		l.closed = true
		return
	}
	m, err := protocol.Decode(b)
	if err != nil {
		l.out(protocol.Encode(protocol.Failed{Message: err.Error()}))
		return
	}
	switch m := m.(type) {
	case protocol.Start:
		l.next = &m
	case protocol.Stop:
		if l.next != nil { // asked for and taken back before it began
			l.out(protocol.Encode(protocol.Done{Job: l.next.Job, Stopped: true}))
		}
		l.stop, l.next = true, nil
	case protocol.Pause:
		l.pause = true
	case protocol.Resume:
		l.pause = false
	case protocol.Query:
		l.queries = append(l.queries, m)
	case protocol.Ack:
		if m.Job == l.job {
			l.credit = min(l.credit+max(m.Frames, 0), protocol.Credit)
		}
	}
}
