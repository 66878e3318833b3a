package page

import (
	"cmp"
	"fmt"
	"time"

	"vanscape/core/protocol"
)

// Worker is a solver that messages can be posted to.
type Worker interface {
	Post(b []byte)
	Terminate() // ends it at once, whatever it does
}

// Host is what a Runner needs from the place where it runs. Everything is called, and calls back, on one goroutine at a time.
type Host interface {
	// NewWorker starts a worker. It calls message for every message from it and failed when it broke, with the reason.
	NewWorker(message func(b []byte), failed func(reason string)) Worker
	After(d time.Duration, fn func())
	// Workers is how many a job may have unless it says.
	Workers() int
}

// Status says what a Runner is doing.
type Status int

// The states of a Runner.
const (
	Idle     Status = iota // nothing was asked for yet
	Loading                // a job waits for the worker to be ready
	Starting               // the worker reads the model and chooses limits
	Running
	Paused
	Stopping // a stop was asked for and not yet confirmed
	Stopped
	Finished
	Failed // the job ended with an error, which Error tells
	Kept   // the result that is shown comes from a run that was kept and can go on
)

// Active says whether a job is under way.
func (s Status) Active() bool { return s >= Loading && s <= Stopping }

const (
	saveEvery    = 3                      // seconds between checkpoints
	stopPatience = 100 * time.Millisecond // after that a stopped job counts as stopped, and its worker may finish what it is at
	deafPatience = 2 * time.Second        // after that it is terminated, and the laws of the job are lost with it
	pulse        = time.Second            // between two looks at whether the worker still speaks
	// A running job sends Progress several times a second; setting up may take longer. Silence is counted in pulses that passed without a message,
	// not in time: a laptop that wakes from sleep has missed hours but only one pulse.
	silentRunning  = 8
	silentStarting = 30
)

// Runner keeps a worker and its job: it starts them, hears them, and notices when they fall silent. Its fields are to be read only.
type Runner struct {
	Status   Status
	Started  protocol.Started  // of the present or last job, once it has started
	Progress protocol.Progress // latest
	Done     protocol.Done     // when Finished or Stopped by the worker
	Error    protocol.Failed   // when Failed
	Result   *Result           // what is to be shown: the newest job that has a frame; nil before the first
	Ghost    *Result           // what was shown before, of the same species, to compare with; nil = nothing

	host    Host
	changed func()        // called after every change
	kept    func(*Result) // called when a checkpoint of the present job has come
	worker  Worker
	ready   bool
	job     int            // number of the present job
	asked   protocol.Start // the present job
	before  *Result        // what the present job goes on with; nil = it begins anew
	started *Result        // the present job's frames
	heard   int            // messages so far
	silent  int            // pulses since the last message
	beating bool           // a pulse is under way
	queries int            // asked so far
	pending map[int]func(protocol.Answer)
	life    int // number of the present worker: what an earlier one still says is not heard
}

// NewRunner returns a runner at rest whose worker is starting. changed is called after every change of its fields, kept with every
// new checkpoint.
func NewRunner(host Host, changed func(), kept func(*Result)) *Runner {
	r := &Runner{host: host, changed: changed, kept: kept, pending: map[int]func(protocol.Answer){}}
	r.spawn()
	return r
}

// Start runs a job in place of the present one. The runner sets s.Job, and asks for checkpoints.
func (r *Runner) Start(s protocol.Start) { r.begin(s, nil) }

// GoOn runs a job that goes on with the result that is shown, through its times or more that begin with them.
func (r *Runner) GoOn(times []float64) {
	s := r.Result.Start
	s.Times = times
	r.begin(s, r.Result)
}

func (r *Runner) begin(s protocol.Start, before *Result) {
	r.job++
	s.Job, s.SaveEvery = r.job, saveEvery
	r.asked, r.before, r.started = s, before, nil
	r.Started, r.Progress, r.Done, r.Error = protocol.Started{}, protocol.Progress{}, protocol.Done{}, protocol.Failed{}
	if r.worker == nil {
		r.spawn()
	}
	if r.Status = Loading; r.ready {
		r.send()
	}
	r.watch()
	r.changed()
}

// Show shows a run that was kept, in place of the present job. One that has no frame yet goes on at once.
func (r *Runner) Show(run *protocol.Run, id string) {
	shown := &Result{Run: *run, ID: id}
	if len(run.Frames) == 0 {
		r.begin(run.Start, shown)
		return
	}
	if r.Status.Active() && r.Status != Loading {
		r.drop()
		r.spawn()
	}
	r.job++
	r.asked, r.before, r.started = run.Start, nil, nil
	shown.Started.Job = r.job
	c := run.Checkpoint
	r.Started, r.Error = shown.Started, protocol.Failed{}
	r.Progress = protocol.Progress{Time: c.Time, Horizon: run.Start.Times[len(run.Start.Times)-1]}
	r.Done = protocol.Done{WallSeconds: c.Seconds, SolverSeconds: c.Solver, ExactSeconds: c.Exact, Rested: run.Rested()}
	if r.Status = Finished; shown.Unfinished() {
		r.Status = Kept
	}
	r.Result, r.Ghost = shown, nil
	r.changed()
}

// Pause lets the job rest; Resume lets it go on. Both do nothing in other states.
func (r *Runner) Pause() {
	if r.Status == Running {
		r.post(protocol.Pause{})
		r.Status = Paused
		r.changed()
	}
}

// Resume ends a Pause.
func (r *Runner) Resume() {
	if r.Status == Paused {
		r.post(protocol.Resume{})
		r.Status = Running
		r.watch()
		r.changed()
	}
}

// Stop ends the job, by force when the worker does not obey within deafPatience.
func (r *Runner) Stop() {
	if !r.Status.Active() || r.Status == Stopping {
		return
	}
	if r.Status == Loading {
		r.Status = Stopped
		r.changed()
		return
	}
	r.post(protocol.Stop{})
	r.Status = Stopping
	job := r.job
	r.host.After(stopPatience, func() {
		if r.Status == Stopping && r.job == job {
			r.Status = Stopped
			r.changed()
		}
	})
	life, heard := r.life, r.heard
	r.host.After(deafPatience, func() {
		waiting := r.job != job && r.Status == Starting && r.heard == heard // the next job has been posted to a worker that is deaf
		if r.life != life || !waiting && (r.job != job || r.Done != (protocol.Done{}) || r.Status != Stopped) {
			return
		}
		r.drop()
		r.spawn()
		if waiting {
			r.Status = Loading
		}
		r.changed()
	})
	r.changed()
}

// Ready says whether a worker listens.
func (r *Runner) Ready() bool { return r.worker != nil && r.ready }

// Query asks the worker about a law of the last job. done is called once, later, with its answer or with why there is none; q.ID is set by the runner.
func (r *Runner) Query(q protocol.Query, done func(protocol.Answer)) {
	r.queries++
	q.ID = r.queries
	r.pending[q.ID] = done
	if !r.Ready() {
		r.forsake(q.ID)
		return
	}
	r.post(q)
}

// forsake answers a query that no worker will.
func (r *Runner) forsake(id int) {
	r.host.After(0, func() {
		r.answered(protocol.Answer{ID: id, Failed: "the laws of this run are gone: run it again to ask about them"})
	})
}

func (r *Runner) answered(a protocol.Answer) {
	if done, ok := r.pending[a.ID]; ok {
		delete(r.pending, a.ID)
		done(a)
	}
}

func (r *Runner) spawn() {
	r.life++
	life := r.life
	r.ready = false
	r.worker = r.host.NewWorker(
		func(b []byte) {
			if life == r.life {
				r.hear(b)
			}
		},
		func(reason string) {
			if life == r.life {
				r.lose("The solver broke off: " + reason + ". " + r.remedy())
			}
		},
	)
}

func (r *Runner) send() {
	s := r.asked
	s.Ask = nil // the page asks about what it shows
	if r.before != nil {
		s.From = &r.before.Checkpoint
	}
	s.Workers = cmp.Or(s.Workers, r.host.Workers())
	r.post(s)
	r.Status = Starting
}

func (r *Runner) post(m protocol.Message) { r.worker.Post(protocol.Encode(m)) }

func (r *Runner) hear(b []byte) {
	r.silent = 0
	r.heard++
	m, err := protocol.Decode(b)
	if err != nil {
		r.lose(fmt.Sprintf("The solver cannot be understood: %v.", err))
		return
	}
	switch m := m.(type) {
	case protocol.Ready:
		r.ready = true
		if r.Status == Loading {
			r.send()
		}
	case protocol.Started:
		if m.Job == r.job {
			r.started = r.begun(m)
			r.Started = r.started.Started
			if r.Status == Starting {
				r.Status = Running
			}
		}
	case protocol.Progress:
		if m.Job == r.job {
			r.Progress = m
		}
	case protocol.Frame:
		if m.Job == r.job && r.started != nil {
			r.post(protocol.Ack{Job: m.Job, Frames: 1})
			r.started.Frames = append(r.started.Frames, m)
			if r.Result != r.started {
				r.replace()
			}
		}
	case protocol.Checkpoint:
		if m.Job == r.job && r.started != nil {
			r.started.Checkpoint = m
			r.kept(r.started)
		}
	case protocol.Answer:
		r.answered(m)
		return
	case protocol.Done:
		if m.Job == r.job {
			r.Done = m
			if r.Status = Finished; m.Stopped {
				r.Status = Stopped
			}
		}
	case protocol.Failed:
		if m.Job == 0 { // of no job: the worker itself broke
			r.lose(m.Message)
			return
		}
		if m.Job == r.job {
			r.Error = m
			r.Status = Failed
		}
	}
	r.changed()
}

// begun is the result of the present job before its first frame: empty, or what it goes on with.
func (r *Runner) begun(m protocol.Started) *Result {
	if r.before == nil {
		return &Result{Run: protocol.Run{Start: r.asked, Started: m}, ID: newID()}
	}
	result := &Result{Run: *r.before.Kept(), ID: r.before.ID}
	result.Start, result.Started.Job = r.asked, m.Job // the rest of Started as it began, not as it has grown
	if len(result.Frames) > 0 {
		r.Result = result
	}
	return result
}

// lose gives up the worker; the next Start makes a new one.
func (r *Runner) lose(reason string) {
	r.drop()
	if r.Status.Active() {
		r.Status = Failed
		r.Error = protocol.Failed{Job: r.job, Message: reason}
	}
	r.changed()
}

// remedy is what to do when a worker is lost.
func (r *Runner) remedy() string {
	if r.Result != nil && r.Result == r.started && r.Result.Unfinished() {
		return "Press Go on to continue where it was kept, or Run to start it anew."
	}
	return "Press Run to start it anew."
}

func (r *Runner) drop() {
	r.life++
	for id := range r.pending {
		r.forsake(id)
	}
	r.worker.Terminate()
	r.worker, r.ready = nil, false
}

// watch sets off the pulse that notices a silent worker.
func (r *Runner) watch() {
	r.silent = 0
	if !r.beating {
		r.beating = true
		r.host.After(pulse, r.beat)
	}
}

func (r *Runner) beat() {
	r.beating = false
	patience := silentStarting
	switch r.Status {
	case Running, Stopping:
		patience = silentRunning
	case Loading, Starting:
	default:
		return
	}
	if r.silent++; r.silent > patience {
		r.lose("The solver fell silent and was ended. " + r.remedy())
		return
	}
	r.beating = true
	r.host.After(pulse, r.beat)
}
