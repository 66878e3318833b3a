package page

import (
	"cmp"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"reflect"
	"strconv"
	"time"

	"vanscape/app/picture"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// Shelf is the storage of the browser: runs in parts, and a text for each tab that outlives its reloads. Everything may be refused, in private windows
// for one. Functions are called back later, on the goroutine of the page.
type Shelf interface {
	// Put adds parts to a run, all or none, and reports what went wrong: "" for nothing, gone when the run is not there any more.
	Put(p Parcel, done func(fault string))
	// Take gives all parts of a run, or none when it is not there.
	Take(id string, found func(parts [][]byte))
	// Newest gives the newest run that the user had asked for and that is not finished, or nil.
	Newest(found func(o *Offer))
	Drop(id string)
	Tab() string
	SetTab(text string)
}

// noShelf is a Shelf that keeps nothing.
type noShelf struct{}

func (noShelf) Put(_ Parcel, done func(string))     { done("") }
func (noShelf) Take(_ string, found func([][]byte)) { found(nil) }
func (noShelf) Newest(found func(*Offer))           { found(nil) }
func (noShelf) Drop(string)                         {}
func (noShelf) Tab() string                         { return "" }
func (noShelf) SetTab(string)                       {}

// Parcel is what Put adds to a run. Keys tell the parts apart: one of the same key replaces the one before.
type Parcel struct {
	Offer
	Asked    bool // the user started the run
	Finished bool
	New      bool // nothing of the run is there yet: older ones may make room
	Keys     []int
	Parts    [][]byte
}

// Offer names a run that is kept.
type Offer struct {
	ID, Name      string
	Time, Horizon float64 // reached, wanted
}

// called names the model of the run.
func (o *Offer) called() string { return cmp.Or(o.Name, "a model") }

const (
	gone     = "gone"
	mostKept = 64 << 20        // bytes of one run
	patience = 2 * time.Second // for the shelf to answer when the page opens
)

// newID names a run like no other.
func newID() string { return strconv.FormatUint(rand.Uint64(), 36) }

// Keys of parts; the frames follow behind.
const (
	keyCheckpoint = iota
	keyStart
	keyStarted
	keyFrames
)

// Keeper keeps what the page shows, so that a reload does not lose it: the run with its last checkpoint, and what was typed.
type Keeper struct {
	Note  string // a sentence on why the run is not kept, or ""
	Fault string // what was wrong with the last file, or ""
	Said  string // what the last file was read as, or ""
	Offer *Offer // a run of an earlier visit that can go on, or nil

	lab    *Lab
	host   Host
	shelf  Shelf
	asked  bool    // the user started the present run
	off    bool    // the shelf refuses
	result *Result // to be kept
	id     string  // of the run on the shelf
	frames int     // of it that are there
	bytes  int     // of it
	busy   bool    // a Put is under way
	again  bool    // there is more to put after it
	back   string  // the run that a reload brings back
	tab    desk    // as last set
}

// Keep puts a result on the shelf, as far as its checkpoint goes, or what has come since the last time.
func (k *Keeper) Keep(r *Result) {
	k.result = r
	if k.busy {
		k.again = true
		return
	}
	if r.ID != k.id {
		k.id, k.frames, k.bytes, k.off, k.Note = r.ID, 0, 0, false, ""
	}
	if k.off {
		return
	}
	run := r.Kept()
	c := &run.Checkpoint
	p := Parcel{
		Offer: Offer{r.ID, run.Start.Model, c.Time, run.Start.Times[len(run.Start.Times)-1]},
		Asked: k.asked, Finished: !r.Unfinished(), New: k.frames == 0,
	}
	size := 0
	add := func(key int, m protocol.Message) {
		p.Keys, p.Parts = append(p.Keys, key), append(p.Parts, protocol.Encode(m))
		size += len(p.Parts[len(p.Parts)-1])
	}
	for i := k.frames; i < c.Next; i++ {
		add(keyFrames+i, run.Frames[i])
	}
	k.bytes += size
	add(keyCheckpoint, *c)
	add(keyStart, run.Start)
	add(keyStarted, run.Started)
	if k.bytes+size > mostKept {
		k.give("The run is too large for the browser to keep")
		k.shelf.Drop(r.ID)
		return
	}
	k.busy, k.again = true, false
	k.shelf.Put(p, func(fault string) { k.put(c.Next, fault) })
}

// put hears how a Put ended that has brought the frames before next.
func (k *Keeper) put(next int, fault string) {
	k.busy = false
	switch fault {
	case "":
		k.frames, k.back = next, k.id
		k.Update()
	case gone: // another tab made room: put all of it again
		k.frames, k.bytes, k.again = 0, 0, true
	default:
		k.give("The browser does not keep the run (" + fault + ")")
		return
	}
	if k.again {
		k.Keep(k.result)
	}
}

// give stops keeping and says why.
func (k *Keeper) give(reason string) {
	k.off = true
	k.Note = reason + ": a reload will lose it, Save run will not."
	k.lab.Changed()
}

// desk is what a tab remembers beside its run.
type desk struct {
	Link                                             string // behind the # of the address
	Run                                              string
	Model, Text, Horizon, Seed, Steady, Method, Arch string
	Pair                                             [2]string
	Numbers                                          map[string]string
	Scale                                            picture.Scale
	Look                                             Look
}

// Update remembers what the Lab shows.
func (k *Keeper) Update() {
	l := k.lab
	d := desk{Link: l.Links.address.Link(), Run: k.back, Model: l.Model.Name, Text: l.Text, Horizon: l.Horizon, Seed: l.Seed, Steady: l.Steady, Method: l.Method, Arch: l.Arch, Pair: l.Pair, Numbers: l.Numbers, Scale: l.Scale, Look: l.Look}
	if reflect.DeepEqual(d, k.tab) { // told without writing it down: a text may be long, and the Lab changes often
		return
	}
	d.Numbers = maps.Clone(d.Numbers)
	k.tab = d
	if b, err := json.Marshal(d); err == nil {
		k.shelf.SetTab(string(b))
	}
}

// Open shows what the page's address names, or brings back what this tab showed before it was loaded again, and remembers from then on. When there is neither, or the
// shelf does not answer for a while, it calls otherwise; the run of a late answer replaces what otherwise began, unless the user has begun something since.
func (k *Keeper) Open(otherwise func()) {
	d := desk{Look: newLook()}
	known := json.Unmarshal([]byte(k.shelf.Tab()), &d) == nil && d.Text != ""
	k.lab.Watch(k)
	if link := k.lab.Links.Read(); link != "" && !(known && link == d.Link) && k.lab.Links.Open(link) {
		return
	}
	k.back = d.Run
	if !known {
		k.shelf.Newest(func(o *Offer) {
			k.Offer = o
			k.lab.Changed()
		})
		otherwise()
		return
	}
	k.lab.restore(d)
	if d.Run == "" {
		otherwise()
		return
	}
	answered := false
	k.host.After(patience, func() {
		if !answered {
			answered = true
			otherwise()
		}
	})
	k.shelf.Take(d.Run, func(parts [][]byte) {
		late := answered
		answered = true
		if late && (k.asked || k.lab.Text != d.Text) { // by now the user is at something else
			return
		}
		if !k.show(d.Run, parts) {
			if !late {
				otherwise()
			}
			return
		}
		k.lab.restore(d)
		k.lab.ownPair()
	})
}

// Accept opens the run that is offered.
func (k *Keeper) Accept() {
	o := k.Offer
	k.Offer = nil
	k.shelf.Take(o.ID, func(parts [][]byte) {
		if !k.show(o.ID, parts) {
			k.Note = "The run of " + o.called() + " is not kept any more."
		}
		k.lab.Changed()
	})
	k.lab.Changed()
}

// forgetFile takes back what is said of the last file.
func (k *Keeper) forgetFile() { k.Fault, k.Said = "", "" }

// show shows a run from the shelf and reports whether it could.
func (k *Keeper) show(id string, parts [][]byte) bool {
	if len(parts) == 0 {
		return false
	}
	run, err := protocol.NewRun(parts)
	if err != nil {
		k.Note = "What was kept cannot be opened: " + err.Error() + "."
		return false
	}
	k.asked = true
	k.lab.show(run, id)
	k.result, k.id, k.back, k.frames, k.bytes = k.lab.Runner.Result, id, id, len(run.Frames), 0
	for _, b := range parts {
		k.bytes += len(b)
	}
	return true
}

// show puts a run into the place of all that is there.
func (l *Lab) show(run *protocol.Run, id string) {
	l.Keeper.forgetFile()
	l.Player.Playing, l.Player.Follow, l.Player.At = false, false, float64(max(len(run.Frames)-1, 0))
	s := run.Start
	d := desk{Model: s.Model, Text: s.Text, Horizon: strconv.FormatFloat(s.Times[len(s.Times)-1], 'g', -1, 64), Seed: strconv.FormatUint(s.Seed, 10), Method: s.VAN.Method, Arch: s.VAN.Arch, Numbers: numbersOf(&s), Scale: l.Scale, Look: l.Look}
	if s.Steady > 0 {
		d.Steady = strconv.FormatFloat(s.Steady, 'g', -1, 64)
	}
	if len(s.Pairs) > 0 {
		d.Pair = s.Pairs[0]
	}
	if len(run.Answers) > 0 {
		question := s.Ask[len(s.Ask)-1]
		l.Asker = Asker{Text: question, Asked: question}
	}
	l.Runner.Show(run, id)
	l.restore(d)
}

// restore puts back what was typed and chosen.
func (l *Lab) restore(d desk) {
	l.forgetSliders()
	l.Model, _ = gallery.Lookup(d.Model)
	l.Horizon, l.Seed, l.Steady, l.Pair = d.Horizon, d.Seed, d.Steady, d.Pair
	l.Scale, l.Look = d.Scale, d.Look
	l.Method, l.Arch = cmp.Or(d.Method, methods[0].value), cmp.Or(d.Arch, architectures[0].value)
	l.Numbers = maps.Clone(d.Numbers)
	if l.Numbers == nil {
		l.Numbers = map[string]string{}
	}
	l.Edit(d.Text)
	l.refill()
}
