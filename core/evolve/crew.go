package evolve

import (
	"cmp"
	"errors"
	"slices"
)

// A Crew lets several runs of the same generator, times and settings, each in a thread of
// its own, share the work of one. Every member goes through all time steps and samples the
// same tree, but works out the motion of its part of the blocks only, and learns that of the others
// by one exchange for every try of a time step. It is the blocks that are shared out, and not
// the samples: the sums over samples are the Fisher matrices, a hundred times as large as the
// motions that solving them gives, and a block gets the same motion to the last bit whoever
// works on it. So a run is the same for any number of members, which may change on the way.
type Crew interface {
	// Muster begins a time step, but not the first of a run and the first after a reset,
	// which every member makes for itself. It returns the place of this member and the number of members. state is what
	// a newcomer resumes from.
	Muster(state func() *State) (place, members int, err error)

	// Exchange gives all members the part of each, by place. One member, which asks for it,
	// makes up for those that are lost: makeUp works out the part of the one at a place.
	Exchange(part []float64, makeUp func(place int) ([]float64, error)) ([][]float64, error)
}

// crew is how a run shares its work. The zero value is a run alone.
type crew struct {
	place, members int

	// Scratch of divide.
	jobs []job
	load []float64 // of the members
}

// A job is the work on a block in one time step.
type job struct {
	*block
	cost float64 // about proportional to its time
}

// muster learns who makes the next time step.
func (r *run) muster() error {
	r.place, r.members = 0, 1
	if r.set.Crew == nil || r.fresh() {
		return nil
	}
	var err error
	r.place, r.members, err = r.set.Crew.Muster(r.state)
	return err
}

// divide shares the blocks out: the most costly first, each to the member that has the least to do so far.
func (r *run) divide() {
	if r.members <= 1 {
		each(r.sites, func(b *block) { b.owner, b.mine = r.place, true })
		return
	}
	r.jobs = r.jobs[:0]
	each(r.sites, func(b *block) { r.jobs = append(r.jobs, job{b, b.cost()}) })
	slices.SortStableFunc(r.jobs, func(a, b job) int { return cmp.Compare(b.cost, a.cost) })
	zero(&r.load, r.members)
	for _, j := range r.jobs {
		least := 0
		for m, l := range r.load {
			if l < r.load[least] {
				least = m
			}
		}
		r.load[least] += j.cost
		j.owner, j.mine = least, least == r.place
	}
}

// cost is about proportional to the time that a block takes: three factors of its matrix, and what it last did beside.
func (b *block) cost() float64 {
	p := float64(b.Size())
	return p*p*p + b.effort
}

// What a row and a flux at one level take, in the time of a matrix with one parameter: fitted to the processor time of the larger blocks of six
// models, which cost tells to 13 %. It shares the work out nearly evenly: the time of one over that of
// the busier of two is 1.70 on the cascade with feedback, 1.81 on the linear one and 1.85 on the toggle switch, where 1.76, 1.86 and 1.88
// is all there is to have. By the number of prefixes, most of which a conditional may not tell apart, it was 1.58, 1.70 and 1.82.
const (
	rowEffort  = 30000
	fluxEffort = 100
)

// Of every block a part holds these numbers, then delta and left.
const partHead = 7

// exchange brings together the motions for a step h.
func (r *run) exchange(h float64) error {
	if r.members <= 1 {
		return nil
	}
	parts, err := r.set.Crew.Exchange(r.partOf(r.place), func(place int) ([]float64, error) {
		if err := r.adopt(place); err != nil {
			return nil, err
		}
		r.work(place, h)
		return r.partOf(place), nil
	})
	if err != nil {
		return err
	}
	for place, part := range parts {
		if place != r.place && !r.learn(place, part) {
			return errors.New("a member of the crew has sent what does not fit: it has another version")
		}
	}
	return nil
}

// adopt readies the blocks of another member to be worked on.
func (r *run) adopt(place int) error {
	for _, s := range r.sites {
		found := false
		for b := range s.blocks {
			if bl := &s.blocks[b]; bl.owner == place && !bl.mine {
				bl.mine, found = true, true
			}
		}
		if found {
			if err := r.fluxOf(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// partOf returns what the member at a place has worked out.
func (r *run) partOf(place int) (part []float64) {
	each(r.sites, func(b *block) {
		if b.owner != place {
			return
		}
		stuck := 0.0
		if b.stuck {
			stuck = 1
		}
		part = append(part, stuck, b.total, b.gross, b.damped.Lambda, b.move, b.turn, b.effort)
		part = append(append(part, b.delta...), b.left...)
	})
	return part
}

// learn takes over what another member has worked out, and reports whether it fits.
func (r *run) learn(place int, part []float64) bool {
	fits := true
	each(r.sites, func(b *block) {
		p := b.Size()
		if b.owner != place || !fits {
			return
		}
		if fits = len(part) >= partHead+2*p; !fits {
			return
		}
		b.stuck = part[0] != 0
		b.total, b.gross, b.damped.Lambda, b.move, b.turn, b.effort = part[1], part[2], part[3], part[4], part[5], part[6]
		part = part[partHead:]
		b.delta = append(b.delta[:0], part[:p]...)
		b.left = append(b.left[:0], part[p:2*p]...)
		part = part[2*p:]
	})
	return fits && len(part) == 0
}
