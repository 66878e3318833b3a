// Package page is the page of vanscape: one go-app component per widget, and the Lab they all show.
//
// A widget changes the Lab, the Lab tells every widget that watches it, and each renders what it then finds: state flows one way. The pictures are
// drawn from animation frames, outside go-app's rendering, by the widgets that own a canvas. Nothing here computes a number of the solution: it
// all comes from the worker in messages of core/protocol.
package page

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"vanscape/app/picture"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// frameCount is the number of time steps shown of a run.
const frameCount = 200

// Watcher is told when the Lab has changed.
type Watcher interface{ Update() }

// Lab is the state of the page.
type Lab struct {
	Model   gallery.Model     // the model last taken from the gallery
	Text    string            // the model as it stands in the editor
	Network *crn.Network      // of Text, or the last one that could be read
	Fault   *Fault            // what is wrong with Text, or nil
	Horizon string            // as typed
	Seed    string            // as typed
	Pair    [2]string         // species to show; empty or twice the same = the solver chooses
	Method  string            // how the network moves in time, of protocol.Network
	Arch    string            // how it is built
	Steady  string            // change per unit of time at which a run ends early, as typed; empty = never
	Numbers map[string]string // other settings by id, as typed; one that is not there has its default
	Runner  *Runner
	Asker   Asker
	Keeper  *Keeper
	Links   *Linker
	Player  Player
	Scale   picture.Scale // of the landscape
	Look    Look
	Hidden  map[string]bool // species switched off in the chart
	NoGhost bool            // the result before is not drawn
	Bare    bool            // only the picture and its time bar are shown, in a frame of another page

	found    findings // in Network, or the one before while finding
	finding  bool     // is under way
	origin   origin
	sliders  sliders
	packed   struct{ plain, link string } // names and values, and the link that they make
	goal     float64                      // position up to which the run that begins is to be followed; 0 = to its end
	host     Host
	watchers []Watcher
	viewers  []Watcher // of the result alone
	redraw   func()    // asks for an animation frame
	browse   func()    // opens the gallery
	share    func()    // gives the link
	refill   func()    // puts Text into the editor, which otherwise owns what is typed
}

// NewLab returns a lab with the gallery's first model.
func NewLab(host Host, shelf Shelf) *Lab {
	l := &Lab{
		Seed: "1", Method: methods[0].value, Arch: architectures[0].value, Player: Player{Speed: 1, Follow: true}, Look: newLook(), Hidden: map[string]bool{}, Numbers: map[string]string{},
		redraw: func() {}, refill: func() {}, browse: func() {}, share: func() {}, host: host,
	}
	l.forgetSliders()
	l.Keeper = &Keeper{lab: l, host: host, shelf: shelf}
	l.Links = &Linker{lab: l, host: host, address: new(noAddress)}
	l.Runner = NewRunner(host, l.Changed, l.Keeper.Keep)
	l.take(gallery.All()[0])
	return l
}

// Watch has w told of every change from now on.
func (l *Lab) Watch(w Watcher) { l.watchers = append(l.watchers, w) }

// WatchResult is Watch for what shows a result, whatever is typed meanwhile.
func (l *Lab) WatchResult(w Watcher) { l.viewers = append(l.viewers, w) }

// Changed tells every watcher.
func (l *Lab) Changed() {
	l.pursueGoal()
	l.typed()
	for _, w := range l.viewers {
		w.Update()
	}
	l.redraw()
}

// typed tells those that show what the text says.
func (l *Lab) typed() {
	for _, w := range l.watchers {
		w.Update()
	}
}

// Choose takes a model from the gallery and runs it.
func (l *Lab) Choose(name string) {
	m, ok := gallery.Lookup(name)
	if !ok {
		return
	}
	l.take(m)
	l.Run()
}

func (l *Lab) take(m gallery.Model) {
	l.Model, l.Pair = m, m.Pair
	l.forgetSliders()
	delete(l.Numbers, limitsID) // of other species
	l.Horizon = strconv.FormatFloat(m.Horizon, 'g', -1, 64)
	l.Edit(m.Text)
	l.refill()
}

// Edited says whether the text is another than the one whose result is shown.
func (l *Lab) Edited() bool {
	return l.Runner.Result != nil && l.Runner.Result.Start.Text != l.Text && !l.Runner.Status.Active()
}

// Run solves the model of the editor, if it can be read.
func (l *Lab) Run() {
	if l.Fault != nil || l.InputFault() != "" {
		return
	}
	horizon, _ := parsePositive(l.Horizon)
	steady, _ := parsePositive(l.Steady)
	times := make([]float64, frameCount+1)
	for i := range times {
		times[i] = horizon * float64(i) / frameCount
	}
	from, _ := l.Origin()
	start := protocol.Start{Model: from.Name, Text: l.Text, Solver: protocol.VAN, Times: times, Exact: true, Seed: l.seed(),
		Steady: steady}
	l.putSettings(&start)
	if l.Pair[0] != l.Pair[1] && l.Network.Index(l.Pair[0]) >= 0 && l.Network.Index(l.Pair[1]) >= 0 {
		start.Pairs = [][2]string{l.Pair}
	}
	l.Player.Playing, l.Player.Follow, l.Player.Goal, l.goal = false, true, 0, 0
	l.Keeper.asked = true
	l.Keeper.forgetFile()
	l.Runner.Start(start)
}

// toGo lists the times through which the result that is shown can go on: its own, and more up to a later end that was typed. It is nil when there is
// nothing to go on to.
func (l *Lab) toGo() []float64 {
	r := l.Runner.Result
	if r == nil || !r.CanKeep() || r.Rested() || l.Runner.Status.Active() {
		return nil
	}
	times := r.Start.Times
	last := times[len(times)-1]
	end, ok := parsePositive(l.Horizon)
	switch {
	case ok && end > last:
		apart := last
		if n := len(times); n > 1 {
			apart -= times[n-2]
		}
		more := min(math.Ceil((end-last)/apart-1e-6), 2*frameCount)
		times = slices.Clone(times)
		for i := 1.0; i <= more; i++ {
			times = append(times, last+(end-last)*i/more)
		}
	case !r.Unfinished():
		return nil
	}
	return times
}

// CanGoOn says whether GoOn does anything.
func (l *Lab) CanGoOn() bool { return l.toGo() != nil }

// GoOn lets the run that is shown go on.
func (l *Lab) GoOn() {
	if times := l.toGo(); times != nil {
		l.Player.Playing, l.Player.Follow = false, true
		l.Keeper.asked = true
		l.Runner.GoOn(times)
	}
}

// InputFault is a sentence on what is wrong with what was typed beside the model, or "".
func (l *Lab) InputFault() string {
	return cmp.Or(l.HorizonFault(), l.SteadyFault(), l.settingsFault())
}

// HorizonFault is a sentence on what is wrong with the typed horizon, or "".
func (l *Lab) HorizonFault() string {
	if _, ok := parsePositive(l.Horizon); !ok {
		return "The end time must be a number above 0."
	}
	return ""
}

// SteadyFault is a sentence on what is wrong with the typed change, or "".
func (l *Lab) SteadyFault() string {
	if _, ok := parsePositive(l.Steady); !ok && strings.TrimSpace(l.Steady) != "" {
		return "The change at which the law counts as steady must be a number above 0, or nothing."
	}
	return ""
}

// Reseed draws a new seed.
func (l *Lab) Reseed() {
	l.Seed = strconv.Itoa(1 + rand.IntN(9999))
	l.Changed()
}

// seed is the typed seed; text that is not a number gives 1.
func (l *Lab) seed() uint64 {
	if n, err := strconv.ParseUint(strings.TrimSpace(l.Seed), 10, 64); err == nil {
		return n
	}
	return 1
}

// Live says whether more frames of the result that is shown are coming.
func (l *Lab) Live() bool {
	return l.Runner.Status.Active() && l.Runner.Result != nil && l.Runner.Result.Started.Job == l.Runner.Started.Job
}

// Frame is the shown frame, nil before there is one.
func (l *Lab) Frame() *protocol.Frame {
	r := l.Runner.Result
	if r == nil {
		return nil
	}
	return &r.Frames[r.Nearest(l.Player.At)]
}

func parsePositive(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return x, err == nil && x > 0 && x < 1e12
}
