package session

import (
	"time"

	"vanscape/core/protocol"
)

// Run does one job from beginning to end, or from its Checkpoint, and gives its
// messages to emit: Started, Progress, Frame, Answer and Checkpoint, then Done or
// Failed. Between pieces of work of some milliseconds it calls goOn; an error from goOn
// or from emit ends the job, ErrStop with a Done, any other silently. now is the wall
// clock, from any fixed moment; it appears only in Progress, Checkpoint and Done, so the
// frames of a seed are the same whenever they are computed. Start.Workers are goroutines.
func Run(start protocol.Start, now func() time.Duration, goOn func() error, emit func(protocol.Message) error) {
	helpers := &staff{hire: hireHere}
	defer helpers.dismiss()
	run(start, now, unkept(goOn), emit, newSource, new(archive), helpers) // which keeps the newest law only
}

// unkept is for a job that need not be kept before a rest.
func unkept(goOn func() error) func(keep func() error) error {
	return func(func() error) error { return goOn() }
}

// run is Run with a goOn that may have the job kept, where its solver comes from, where its laws go, and who helps.
func run(start protocol.Start, now func() time.Duration, goOn func(keep func() error) error, emit func(protocol.Message) error, build builder, laws *archive, helpers *staff) {
	j := &job{start: start, now: now, goOn: goOn, emit: emit, heard: now() - listenEvery, laws: laws, staff: helpers, pace: pace{start: now()}, saving: newSaving(start, now())}
	laws.begin(start.Job)
	err := guarded(func() error { return j.run(build) })
	ended := j.ended
	if err == nil || ended == ErrStop {
		guarded(j.save)
	}
	if j.src != nil {
		j.src.close()
	}
	if j.beside != nil {
		j.beside.src.close()
	}
	done := protocol.Done{Job: start.Job, WallSeconds: (now() - j.pace.start).Seconds(), SolverSeconds: j.solving.Seconds(), ExactSeconds: j.exactly.Seconds()}
	switch {
	case err == nil:
		j.rest.tell(&done)
		emit(done)
	case ended == ErrStop:
		done.Stopped = true
		emit(done)
	case ended == nil:
		emit(failed(start.Job, err))
	}
}

// job is one run of a Start.
type job struct {
	start protocol.Start
	now   func() time.Duration
	goOn  func(keep func() error) error
	emit  func(protocol.Message) error
	pace  pace
	phase protocol.Phase // what it is at
	heard time.Duration  // when it last listened
	ended error          // what goOn or emit said when they ended the job
	rest  restWatch

	solving time.Duration // spent in src
	exactly time.Duration // spent in exact

	task   *task
	src    source
	exact  exactLaw // nil = none
	beside *beside  // nil = none
	chosen float64  // tolerance, 0 = none
	moving bool     // source and exact law are ready
	next   int      // the first frame that has not been sent
	saving saving
	laws   *archive
	staff  *staff
}

func (j *job) run(build builder) error {
	if err := j.prepare(build); err != nil {
		return err
	}
	j.moving = true
	for j.next < len(j.start.Times) && !j.rest.rested() {
		f, err := j.frame(j.next)
		if err != nil {
			return err
		}
		if err := j.send(f); err != nil {
			return err
		}
		j.next++
		j.rest.take(&f)
		if err := j.answer(f.Index); err != nil {
			return err
		}
	}
	return nil
}

// keep takes the laws of frame i into the archive.
func (j *job) keep(i int) {
	e := entry{law: j.src.keep()}
	if j.exact != nil {
		e.exact = j.exact.keep()
	}
	j.laws.keep(i, e)
}

// answer answers what the Start asks at every frame.
func (j *job) answer(frame int) error {
	q := protocol.Query{Job: j.start.Job, Frame: frame, Kind: protocol.AskText}
	for q.ID, q.Text = range j.start.Ask {
		if err := j.query(q); err != nil {
			return err
		}
	}
	if j.start.Draw > 0 {
		return j.query(protocol.Query{Job: j.start.Job, ID: len(j.start.Ask), Frame: frame, Kind: protocol.AskSamples, Samples: j.start.Draw, Seed: j.start.Seed})
	}
	return nil
}

func (j *job) query(q protocol.Query) error {
	j.phase = protocol.Answering
	a, err := j.laws.answer(q, j.tick)
	if err != nil {
		return err
	}
	return j.send(a)
}

// prepare makes task, source and exact law, and says Started.
func (j *job) prepare(build builder) error {
	var err error
	j.phase = protocol.ChoosingLimits
	if j.task, err = newTask(j.start, j.listen); err != nil {
		return err
	}
	j.phase = protocol.Preparing
	if err := j.tick(); err != nil {
		return err
	}
	j.task.staff = j.staff
	j.rest = newRestWatch(j.task.start)
	if err := j.rest.fits(len(j.task.net.Species)); err != nil {
		return err
	}
	begin := j.now()
	if j.task.start.Exact && j.task.start.Solver != protocol.FSP {
		if j.exact, err = newExactLaw(j.task); err != nil {
			return err
		}
		if j.exact != nil {
			j.spend(&j.exactly, begin)
		}
	}
	if err := j.tick(); err != nil {
		return err
	}
	if err := j.chooseTolerance(); err != nil {
		return err
	}
	j.phase = protocol.Preparing
	begin = j.now()
	if j.src, err = build(j.task); err != nil {
		return err
	}
	j.spend(&j.solving, begin)
	if err := j.tick(); err != nil {
		return err
	}
	if j.beside, err = newBeside(j.task, j.src, j.exact); err != nil {
		return err
	}
	if err := j.tick(); err != nil {
		return err
	}
	if c := j.start.From; c != nil {
		j.next, j.task.notes = c.Next, c.Notes
		j.pace.start -= seconds(c.Seconds)
		j.solving += seconds(c.Solver)
		j.exactly += seconds(c.Exact)
	}
	j.laws.open(j.task)
	started := j.task.started(j.src, j.exact)
	started.Tolerance = j.chosen
	return j.send(started)
}

// frame moves the source, and the exact law after it, to the time of frame i.
func (j *job) frame(i int) (protocol.Frame, error) {
	f := protocol.Frame{Job: j.start.Job, Index: i, Time: j.task.start.Times[i]}
	err := j.advance(protocol.Solving, func() (bool, error) {
		defer j.spend(&j.solving, j.now())
		return j.src.advance(i)
	})
	if err != nil {
		return f, explained(err)
	}
	j.src.frame(&f)
	if j.exact != nil {
		err := j.advance(protocol.SolvingExactly, func() (bool, error) {
			defer j.spend(&j.exactly, j.now())
			return j.exact.advance(i)
		})
		if err != nil {
			return f, explained(err)
		}
		takeExact(&f, j.exact.law())
		if err := j.advance(protocol.Comparing, func() (bool, error) { return j.exact.compare(j.src, &f), nil }); err != nil {
			return f, err
		}
	}
	if err := j.estimate(&f); err != nil {
		return f, err
	}
	j.task.inUserOrder(&f)
	if err := checkFinite(&f); err != nil {
		return f, err
	}
	j.keep(i)
	return f, nil
}

// spend adds the time since begin to an account.
func (j *job) spend(on *time.Duration, begin time.Duration) { *on += j.now() - begin }

// estimate moves the coarser network after the source, and compares both. When that one
// fails there are no more estimates; only what tick says ends the job.
func (j *job) estimate(f *protocol.Frame) error {
	if j.beside == nil {
		return nil
	}
	err := j.advance(protocol.Estimating, func() (bool, error) { return j.beside.advance(f.Index) })
	if err == nil {
		err = j.advance(protocol.Estimating, func() (bool, error) { return j.beside.estimate(j.src, f), nil })
	}
	if err != nil && j.ended == nil {
		j.beside.src.close()
		j.beside, err = nil, nil
	}
	return err
}

// advance repeats a piece of work until it is done, listening in between.
func (j *job) advance(phase protocol.Phase, piece func() (bool, error)) error {
	j.phase = phase
	for {
		done, err := piece()
		if err != nil || done {
			return err
		}
		if err := j.tick(); err != nil {
			return err
		}
	}
}

// listenEvery is for work that asks more often than anything could have been said.
const listenEvery = 20 * time.Millisecond

// listen is tick amid long work, when the last was a while ago.
func (j *job) listen() error {
	if j.now()-j.heard < listenEvery {
		return nil
	}
	return j.tick()
}

// tick tells the progress and saves, when they are due, and listens.
func (j *job) tick() error {
	p := protocol.Progress{Job: j.start.Job, Phase: j.phase}
	if n := len(j.start.Times); n > 0 {
		p.Horizon = j.start.Times[n-1]
	}
	if j.src != nil {
		at := j.src.at()
		p.Time, p.Steps, p.StepSize, p.Workers = at.time, at.steps, at.stepSize, at.workers
	}
	if p, due := j.pace.report(p, j.now()); due {
		if err := j.send(p); err != nil {
			return err
		}
	}
	if j.saving.due(j.now()) {
		if err := j.save(); err != nil {
			return err
		}
	}
	j.ended = j.goOn(j.save)
	j.heard = j.now()
	return j.ended
}

func (j *job) send(m protocol.Message) error {
	j.ended = j.emit(m)
	return j.ended
}
