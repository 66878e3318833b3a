package page

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Embed talks with the page that shows this one in a frame, by the messages that web/src/embed.js describes. Any page may do that: it gets and does
// no more than it could by the address.
type Embed struct {
	lab  *Lab
	host Host
	told framed
	tell func(framed)
	busy bool // a look is under way
}

// framed is what the other page is told.
type framed struct {
	model, status string
	time, end     float64 // shown, and of the last frame there will be
	playing       bool
	fault         string
	height        float64 // at which the pictures fill the width
}

// tellRest is the shortest time between two messages.
const tellRest = 100 * time.Millisecond

// start begins to talk, if there is a page to talk to.
func (e *Embed) start(s *stage) {
	if e.tell = talkToFrame(e.hear); e.tell == nil {
		return
	}
	e.lab.Watch(e)
	s.teller(e)
	on(app.Window(), "resize", func(app.Value) { e.Update() })
	e.Update()
}

// Update tells the state soon, if it is another.
func (e *Embed) Update() {
	if e.busy {
		return
	}
	e.busy = true
	e.host.After(tellRest, func() {
		e.busy = false
		if s := e.state(app.Window().Get("innerWidth").Float()); s != e.told {
			e.told = s
			e.tell(s)
		}
	})
}

// hear does what a message says.
func (e *Embed) hear(name, link string, t float64) {
	l := e.lab
	r := l.Runner.Result
	switch {
	case name == "open":
		l.Links.Open(link)
	case name == "time" && r != nil && t <= r.Frames[r.Last()].Time:
		l.Player.Scrub(r.Position(t), r.Last(), l.Live())
	case name == "time":
		l.goTo(t)
	case name == "pause":
		l.Player.Playing = false
		l.Runner.Pause()
	case name == "play" && l.Runner.Status == Paused:
		l.Runner.Resume()
	case name == "play" && r != nil && !l.Player.Playing && !l.Live():
		l.Player.Toggle(r.Last())
	}
	l.Changed()
}

// state is what there is to tell in a frame of some width.
func (e *Embed) state(width float64) framed {
	l := e.lab
	s := framed{model: l.Model.Name, status: l.Runner.Status.word(), playing: l.Player.Playing, fault: l.trouble(), height: l.frameHeight(width)}
	if s.fault != "" {
		s.status = "failed"
	}
	if r := l.Runner.Result; r != nil {
		s.time, s.end = l.Frame().Time, r.Start.Times[len(r.Start.Times)-1]
	}
	return s
}

// word names a status to other pages.
func (s Status) word() string {
	switch s {
	case Running:
		return "solving"
	case Paused, Kept:
		return "paused"
	case Stopping, Stopped:
		return "stopped"
	case Finished:
		return "finished"
	case Failed:
		return "failed"
	}
	return "loading"
}

// trouble is a sentence on why nothing is solved, or "".
func (l *Lab) trouble() string {
	f := l.Fault
	switch {
	case l.Links.Fault != "":
		return l.Links.Fault
	case f != nil && f.Line > 0:
		return fmt.Sprintf("Line %d, column %d: %s", f.Line, f.Col, sentence(f.Msg))
	case f != nil:
		return sentence(f.Msg)
	}
	if s, bad := (&RunBar{Lab: l}).message(); bad {
		return s
	}
	return ""
}

// The size of what stands around the pictures, as style/embed.css has it, and of the frame as a whole.
const (
	narrowFrame = 700 // below this width pictures stand one above the other, and the time bar has two rows
	besideField = 100 // in the width: colour bar and margins
	aroundField = 80  // in the height: time bar and margins
	besideRows  = 130 // the same in a narrow frame
	leastHeight = 280
	mostHeight  = 600
)

// frameHeight is the height at which the pictures fill a frame of some width.
func (l *Lab) frameHeight(width float64) float64 {
	across, down := l.panels()
	if width < narrowFrame {
		return max(leastHeight, besideRows+0.85*width*down)
	}
	return min(max(leastHeight, aroundField+0.9*(width-besideField)/across), mostHeight)
}

// panels is how many squares the pictures are wide where there is room, and high where there is little.
func (l *Lab) panels() (across, down float64) {
	r := l.Runner.Result
	if r == nil || l.Look.View == AsStills {
		return 2, 2
	}
	if _, _, ok := r.Pair(); !ok { // bars
		return 2, 1
	}
	if r.Frames[0].Exact == nil {
		return 1, 1
	}
	return 2, 2
}
