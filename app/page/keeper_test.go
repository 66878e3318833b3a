package page

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// fakeShelf is a Shelf in memory that answers when the test lets it.
type fakeShelf struct {
	runs   map[string]map[int][]byte
	asked  []bool // of every Put
	keys   []int  // of the last Put
	newest *Offer
	tab    string
	refuse string
	silent bool
	late   []func()
}

func (s *fakeShelf) later(fn func()) {
	if s.late = append(s.late, fn); !s.silent {
		s.answer()
	}
}

func (s *fakeShelf) answer() {
	for len(s.late) > 0 {
		fn := s.late[0]
		s.late = s.late[1:]
		fn()
	}
}

func (s *fakeShelf) Put(p Parcel, done func(string)) {
	s.asked, s.keys = append(s.asked, p.Asked), p.Keys
	s.later(func() {
		if s.refuse != "" {
			done(s.refuse)
			return
		}
		if s.runs[p.ID] == nil {
			if !p.New {
				done(gone)
				return
			}
			s.runs[p.ID] = map[int][]byte{}
		}
		for i, key := range p.Keys {
			s.runs[p.ID][key] = p.Parts[i]
		}
		done("")
	})
}

func (s *fakeShelf) Take(id string, found func([][]byte)) {
	s.later(func() {
		var parts [][]byte
		for _, key := range slices.Sorted(maps.Keys(s.runs[id])) {
			parts = append(parts, s.runs[id][key])
		}
		found(parts)
	})
}

func (s *fakeShelf) Newest(found func(*Offer)) { s.later(func() { found(s.newest) }) }
func (s *fakeShelf) Drop(id string)            { delete(s.runs, id) }
func (s *fakeShelf) Tab() string               { return s.tab }
func (s *fakeShelf) SetTab(text string)        { s.tab = text }

// tab opens a page on a shelf, as a browser does when it loads a tab again.
func tab(s *fakeShelf) (*fakeHost, *Lab, *bool) {
	h := &fakeHost{}
	l := NewLab(h, s)
	h.worker().say(protocol.Ready{})
	began := new(bool)
	l.Keeper.Open(func() { *began = true })
	return h, l, began
}

// solved plays a worker that has sent frames up to next and a checkpoint.
func solved(h *fakeHost, l *Lab, from, next int) {
	job := l.Runner.job
	if from == 0 || l.Runner.Status == Starting {
		h.worker().say(started(job))
	}
	for i := from; i < next; i++ {
		f := frame(job, i)
		f.Time = l.Runner.asked.Times[i]
		h.worker().say(f)
	}
	h.worker().say(checkpoint(l.Runner.asked, next))
}

func checkpoint(s protocol.Start, next int) protocol.Checkpoint {
	c := protocol.Checkpoint{Job: s.Job, Of: s.Fingerprint(), Times: s.Times, Next: next, Seconds: 7}
	if next > 0 {
		c.Time = s.Times[next-1]
	}
	return c
}

func TestAReloadBringsTheRunBack(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, began := tab(s)
	if !*began {
		t.Fatal("the first visit shows nothing")
	}
	l.Choose("birth-death")
	l.Seed = "42"
	l.Run()
	solved(h, l, 0, 5)
	h.worker().say(frame(l.Runner.job, 5)) // after the checkpoint
	l.Edit(l.Text + "# more")
	text, kept := l.Text, l.Runner.Result.Kept()

	h, l, began = tab(s)
	r := l.Runner.Result
	if *began || r == nil || l.Runner.Status != Kept || !reflect.DeepEqual(r.Frames, kept.Frames) || len(r.Frames) != 5 {
		t.Fatalf("began %v, status %v, result %+v", *began, l.Runner.Status, r)
	}
	if l.Text != text || l.Seed != "42" || l.Model.Name != "birth-death" || l.Horizon != "100" || !l.Edited() {
		t.Errorf("text %q, seed %s, model %s, end %s", l.Text, l.Seed, l.Model.Name, l.Horizon)
	}

	l.GoOn()
	start, ok := h.worker().last().(protocol.Start)
	if !ok || start.From == nil || start.From.Next != 5 || start.Text != kept.Start.Text || start.Seed != 42 || start.Fingerprint() != start.From.Of {
		t.Fatalf("posted %+v", h.worker().last())
	}
	solved(h, l, 5, 9)
	if got := l.Runner.Result.Last(); got != 8 || l.Runner.Result.Frames[6].Time != start.Times[6] {
		t.Errorf("the last frame is %d", got)
	}
	if !slices.Equal(s.keys, []int{keyFrames + 5, keyFrames + 6, keyFrames + 7, keyFrames + 8, keyCheckpoint, keyStart, keyStarted}) {
		t.Errorf("the parts %v were put", s.keys)
	}
	h.worker().say(protocol.Done{Job: l.Runner.job})

	_, l, _ = tab(s)
	if l.Runner.Result == nil || len(l.Runner.Result.Frames) != 9 || l.Text != text {
		t.Error("the second reload does not bring the rest back")
	}
}

// What was typed comes back even where no run was kept yet.
func TestAReloadBringsTheTextBack(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	_, l, _ := tab(s)
	l.Edit("species A = 3\nA -> 0 @ 1\n")
	l.Horizon, l.Steady = "7", "1e-3"
	l.SetArch("gru")
	if _, l, began := tab(s); l.Text != "species A = 3\nA -> 0 @ 1\n" || l.Horizon != "7" || l.Steady != "1e-3" || l.Arch != "gru" || !*began {
		t.Errorf("text %q, end %s, steady %s, architecture %s, began %v", l.Text, l.Horizon, l.Steady, l.Arch, *began)
	}
}

// The pictures look as they did, those of a run from a file too, and on a shelf that was filled before looks were kept as on a first visit.
func TestAReloadBringsTheLookBack(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 5)
	run := l.Runner.Result.Kept()
	l.Scale = picture.Potential
	l.Look = Look{View: AsSurface, Colours: picture.Cividis, Camera: picture.Camera{Yaw: 0.25, Pitch: 1}, Moments: "1, 5", Film: true, Species: "Px", Runs: true}
	look := l.Look
	l.Changed()
	_, l, _ = tab(s)
	if l.Look != look || l.Scale != picture.Potential {
		t.Errorf("%+v, scale %v", l.Look, l.Scale)
	}
	if l.show(run, "file"); l.Look != look || l.Scale != picture.Potential {
		t.Errorf("from a file: %+v, scale %v", l.Look, l.Scale)
	}
	s.tab = `{"Text": "species A = 3", "Model": ""}`
	if _, l, _ := tab(s); l.Look != newLook() || l.Scale != picture.Log {
		t.Errorf("from before: %+v, scale %v", l.Look, l.Scale)
	}
}

// A new tab begins as ever and offers what an earlier one has left.
func TestANewTabOffersTheRun(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 5)
	id := l.Runner.Result.ID
	s.tab, s.newest = "", &Offer{id, "toggle-switch", 0.8, 40}
	_, l, began := tab(s)
	if !*began || l.Keeper.Offer == nil || l.Runner.Result != nil {
		t.Fatalf("began %v, offer %v", *began, l.Keeper.Offer)
	}
	l.Keeper.Accept()
	if l.Runner.Status != Kept || len(l.Runner.Result.Frames) != 5 || l.Keeper.Offer != nil {
		t.Errorf("status %v, result %v", l.Runner.Status, l.Runner.Result)
	}
	s.newest = &Offer{ID: "none", Name: "ghost"}
	s.tab = ""
	_, l, _ = tab(s)
	if l.Keeper.Accept(); l.Runner.Result != nil || !strings.Contains(l.Keeper.Note, "ghost is not kept any more") {
		t.Errorf("note %q", l.Keeper.Note)
	}
}

// A run that the page began by itself is none to come back to in another visit.
func TestKeeperTellsRunsThatWereAskedFor(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Run()
	l.Keeper.asked = false // as the page does
	solved(h, l, 0, 1)
	l.Run()
	solved(h, l, 0, 1)
	if !slices.Equal(s.asked, []bool{false, true}) {
		t.Errorf("asked for: %v", s.asked)
	}
}

func TestKeeperWaitsForTheShelf(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}, silent: true}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 2)
	solved2 := func(from, next int) {
		for i := from; i < next; i++ {
			f := frame(l.Runner.job, i)
			f.Time = l.Runner.asked.Times[i]
			h.worker().say(f)
		}
		h.worker().say(checkpoint(l.Runner.asked, next))
	}
	solved2(2, 4)
	solved2(4, 5)
	if len(s.asked) != 1 {
		t.Fatalf("%d puts at once", len(s.asked))
	}
	s.answer()
	if run := s.runs[l.Runner.Result.ID]; len(s.asked) != 2 || len(run) != 5+keyFrames {
		t.Errorf("%d puts, %d parts", len(s.asked), len(run))
	}
}

func TestKeeperPutsAllAgainWhenTheRunIsGone(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 3)
	id := l.Runner.Result.ID
	delete(s.runs, id)
	h.worker().say(checkpoint(l.Runner.asked, 3))
	if len(s.runs[id]) != 3+keyFrames {
		t.Errorf("%d parts", len(s.runs[id]))
	}
}

func TestKeeperSaysWhenNothingIsKept(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}, refuse: "the disk is full"}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 1)
	h.worker().say(checkpoint(l.Runner.asked, 1))
	if len(s.asked) != 1 || l.Keeper.Note != "The browser does not keep the run (the disk is full): a reload will lose it, Save run will not." {
		t.Errorf("%d puts, note %q", len(s.asked), l.Keeper.Note)
	}
	if l.Runner.Status != Running {
		t.Errorf("status %v", l.Runner.Status)
	}
	// The next run tries again.
	s.refuse = ""
	l.Run()
	solved(h, l, 0, 1)
	if l.Keeper.Note != "" || len(s.runs) != 1 {
		t.Errorf("note %q, %d runs", l.Keeper.Note, len(s.runs))
	}
	// One that is too large is left, and told.
	l.Keeper.bytes = mostKept
	h.worker().say(checkpoint(l.Runner.asked, 1))
	if !strings.Contains(l.Keeper.Note, "too large") || len(s.runs) != 0 {
		t.Errorf("note %q, %d runs", l.Keeper.Note, len(s.runs))
	}
}

// A shelf that never answers does not hold the page up.
func TestKeeperOpensWithoutAnAnswer(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Run()
	solved(h, l, 0, 3)
	s.silent = true
	h, l, began := tab(s)
	if *began {
		t.Fatal("the page did not wait")
	}
	if h.pass(patience); !*began {
		t.Fatal("the page waits for ever")
	}
	l.Run() // as the user
	asked := l.Runner.job
	if s.answer(); l.Runner.job != asked || l.Runner.Status == Kept {
		t.Error("an answer that comes late replaces what the user began")
	}
	solved(h, l, 0, 3)
	h, l, began = tab(s)
	h.pass(patience)
	l.Run()
	l.Keeper.asked = false // as the page does
	if s.answer(); !*began || l.Runner.Status != Kept || len(l.Runner.Result.Frames) != 3 {
		t.Errorf("an answer that comes late is not shown: status %v", l.Runner.Status)
	}
	damaged := s.runs[l.Keeper.id]
	for id, parts := range s.runs {
		delete(parts, keyStarted)
		damaged = s.runs[id]
	}
	s.silent = false
	if _, l, began = tab(s); !*began || !strings.Contains(l.Keeper.Note, "cannot be opened") || len(damaged) == 0 {
		t.Errorf("began %v, note %q", *began, l.Keeper.Note)
	}
}

func TestFilesComeBack(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	l.Choose("birth-death")
	solved(h, l, 0, 4)
	var file bytes.Buffer
	if _, err := l.Runner.Result.Kept().WriteTo(&file); err != nil {
		t.Fatal(err)
	}

	// In another browser, while something else runs.
	other := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ = tab(other)
	l.Run()
	solved(h, l, 0, 2)
	before := l.Runner.Result
	for _, b := range [][]byte{nil, []byte("GIF89a"), file.Bytes()[:file.Len()-9]} {
		if _, fault := l.OpenFile("a", b); fault == nil || l.Runner.Result != before || l.Runner.Status != Running || l.Model.Name != "toggle-switch" {
			t.Errorf("a wrong file: fault %v, model %s, status %v", fault, l.Model.Name, l.Runner.Status)
		}
	}
	if _, err := l.OpenFile("a", file.Bytes()); err != nil {
		t.Fatal(err)
	}
	if l.Runner.Status != Kept || len(l.Runner.Result.Frames) != 4 || l.Model.Name != "birth-death" || l.Horizon != "100" || len(h.workers) != 2 {
		t.Errorf("status %v, model %s, %d workers", l.Runner.Status, l.Model.Name, len(h.workers))
	}
	if len(other.runs[l.Runner.Result.ID]) != 4+keyFrames {
		t.Error("the opened run is not kept")
	}
	if l.GoOn(); l.Runner.Status != Loading {
		t.Errorf("status %v", l.Runner.Status)
	}
}

// What a file of another solver shows is not called a network.
func TestLawsAreNamedByTheirSolver(t *testing.T) {
	for solver, want := range map[protocol.Solver]string{protocol.SSA: "Simulations", protocol.FSP: "Finite state projection", protocol.VAN: "Neural network", "": "Neural network"} {
		_, l, _ := tab(&fakeShelf{runs: map[string]map[int][]byte{}})
		s := protocol.Start{Text: l.Text, Solver: solver, Times: []float64{0, 1}}
		l.show(&protocol.Run{Start: s, Started: started(1), Frames: []protocol.Frame{frame(1, 0)}, Checkpoint: checkpoint(s, 1)}, "id")
		var html strings.Builder
		app.PrintHTML(&html, &LandscapeView{Lab: l, Stage: &stage{lab: l}})
		if !strings.Contains(html.String(), want) {
			t.Errorf("%s: no %q", solver, want)
		}
	}
}

// Go on appears where there is something to go on to.
func TestLabGoesOn(t *testing.T) {
	s := &fakeShelf{runs: map[string]map[int][]byte{}}
	h, l, _ := tab(s)
	if l.CanGoOn() {
		t.Error("before there is anything")
	}
	l.Choose("birth-death")
	solved(h, l, 0, 3)
	if l.CanGoOn() {
		t.Error("while it runs")
	}
	h.worker().say(protocol.Done{Job: l.Runner.job, Stopped: true})
	if !l.CanGoOn() {
		t.Error("not after a stop")
	}
	l.GoOn()
	solved(h, l, 3, frameCount+1)
	h.worker().say(protocol.Done{Job: l.Runner.job})
	if l.CanGoOn() || l.Runner.Status != Finished {
		t.Errorf("when it is done: status %v", l.Runner.Status)
	}
	old := l.Runner.Result.Start.Times
	l.Horizon = "110"
	if !l.CanGoOn() {
		t.Fatal("not to a later end")
	}
	l.GoOn()
	start := h.worker().last().(protocol.Start)
	times := start.Times
	if n := len(times); n != len(old)+20 || !slices.Equal(times[:len(old)], old) || times[n-1] != 110 || times[len(old)] != 100.5 || start.From.Next != len(old) {
		t.Errorf("%d times after %d, the next %g, the last %g", len(times), len(old), times[len(old)], times[len(times)-1])
	}
	l.Horizon = "1e9"
	h.worker().say(started(l.Runner.job))
	h.worker().say(protocol.Done{Job: l.Runner.job, Stopped: true})
	if l.GoOn(); len(l.Runner.asked.Times) > len(times)+2*frameCount {
		t.Errorf("%d times", len(l.Runner.asked.Times))
	}
}
