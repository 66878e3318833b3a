package session

import (
	"fmt"

	"vanscape/core/crn"
)

// maxKept is the memory for the laws of a job, in bytes. Those of 200 frames take
// half a megabyte for the network of the toggle switch, and 32 for its exact law.
const maxKept = 256 << 20

// An archive keeps the laws of a job's frames for questions. When they take more
// than its room it lets every second one go, as often as it must, so that what is left
// is spread evenly over the frames; the newest always stays.
type archive struct {
	room   int // bytes
	begun  bool
	job    int
	seed   uint64
	net    *crn.Network // species in the order of sites
	order  []int        // order[site] = species of the text
	times  []float64
	frames map[int]entry
	bytes  int
	stride int // frames whose number this divides are kept, beside the newest
	first  int // frame, of a job that goes on from a Checkpoint not 0
	newest int // -1 before the first
}

// An entry is what is kept of a frame.
type entry struct {
	law   law
	exact law // or nil
}

func (e entry) size() int {
	if e.exact == nil {
		return e.law.size()
	}
	return e.law.size() + e.exact.size()
}

// begin empties the archive for a job. Before it has a task there is nothing to ask.
func (a *archive) begin(job int) { *a = archive{room: a.room, begun: true, job: job, newest: -1} }

// open tells whose laws are to come.
func (a *archive) open(t *task) {
	a.seed, a.net, a.order, a.times = t.start.Seed, t.gen.Network(), t.order, t.start.Times
	a.frames, a.stride = map[int]entry{}, 1
}

// keep adds the laws of the next frame.
func (a *archive) keep(frame int, e entry) {
	if a.newest < 0 {
		a.first = frame
	} else if a.newest%a.stride != 0 {
		a.drop(a.newest)
	}
	a.newest = frame
	a.frames[frame] = e
	for a.bytes += e.size(); a.bytes > a.room && len(a.frames) > 1; {
		a.stride *= 2
		for i := range a.frames {
			if i%a.stride != 0 && i != frame {
				a.drop(i)
			}
		}
		if a.stride > 2*frame { // of the others at most the first is left
			a.drop(0)
		}
	}
}

func (a *archive) drop(frame int) {
	if e, ok := a.frames[frame]; ok {
		a.bytes -= e.size()
		delete(a.frames, frame)
	}
}

// find returns what is kept of a frame, or why it is not there.
func (a *archive) find(job, frame int) (entry, error) {
	switch {
	case !a.begun || a.job != job:
		return entry{}, badInput("the laws of this run are gone: run it again to ask about them")
	case a.newest < 0:
		return entry{}, badInput("nothing is solved yet: ask again when the first frame is there")
	case frame < 0 || frame >= len(a.times):
		return entry{}, badInput("there is no frame %d: this run has frames 0 to %d", frame, len(a.times)-1)
	case frame > a.newest:
		return entry{}, badInput("the law at t = %g is not solved yet: ask again when it is", a.times[frame])
	}
	if frame < a.first {
		return entry{}, badInput("the law at t = %g was solved before this run went on from where it was kept: ask about t = %g or later",
			a.times[frame], a.times[a.first])
	}
	e, ok := a.frames[frame]
	if !ok {
		return entry{}, badInput("the law at t = %g was let go, since all together took more than %d MB: those of every %s time, from the first on, are kept",
			a.times[frame], a.room>>20, ordinal(a.stride))
	}
	return e, nil
}

// ordinal is n, a power of two, as in "every 4th".
func ordinal(n int) string {
	if n%10 == 2 && n%100 != 12 {
		return fmt.Sprintf("%dnd", n)
	}
	return fmt.Sprintf("%dth", n)
}
