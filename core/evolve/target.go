package evolve

import (
	"math"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// A target is the law that one step of Euler's method makes of an old law,
//
//	(T p)(n) = (1 + dt Eloc(n)) p(n),
//	Eloc(n)  = sum_r a_r(n-v_r) p(n-v_r)/p(n) - sum_r a_r(n),
//
// on a box whose walls reflect: a jump that would leave it does not happen. A
// state is evaluated once in a time step, however many updates meet it.
type target struct {
	g     *cme.Generator
	old   van.Model
	time  float64
	known map[string]local

	key     []byte
	missing []int // states not known yet, each once
	asked   []int // these and where their probability comes from
	rate    []float64
	first   []int // by missing state: its row of asked
	lnp     []float64
}

// local is what the target needs to know of a state for any dt.
type local struct {
	here   float64 // ln p(n)
	arrive float64 // ln sum_r a_r(n-v_r) p(n-v_r)
	exit   float64 // sum_r a_r(n)
}

// leastFactor stands for 1 + dt Eloc(n) where that is smaller or negative: more
// probability would leave the state within dt than it has, because dt is long
// beside 1/exit. The published code puts a small number there too.
const leastFactor = 1e-3

// lnEuler is ln (T p)(n) for a time step. The terms are added relative to the
// larger one, since either may be far outside the range of a float64.
func (l local) lnEuler(dt float64) float64 {
	gain := math.Log(dt) + l.arrive
	top := max(l.here, gain)
	had := math.Exp(l.here - top)
	return top + math.Log(max((1-dt*l.exit)*had+math.Exp(gain-top), leastFactor*had))
}

// negative reports whether the time step takes more from the state than it has
// and gets.
func (l local) negative(dt float64) bool {
	return (dt*l.exit-1)*math.Exp(min(l.here-l.arrive, 700)) > dt
}

// reset begins a time step from what old has become.
func (q *target) reset(t float64) {
	q.time = t
	if q.known == nil {
		q.known = map[string]local{}
	}
	clear(q.known)
}

// chunk is the number of states that learn evaluates between pauses.
const chunk = 128

// learn makes the states n (B x S) known. It calls pause every few milliseconds
// and reports false when that did.
func (q *target) learn(n []int, pause func() bool) (bool, error) {
	s := q.g.Species()
	q.missing = q.missing[:0]
	for r := range len(n) / s {
		key := q.name(n[r*s : (r+1)*s])
		if _, ok := q.known[string(key)]; !ok {
			q.known[string(key)] = local{}
			q.missing = append(q.missing, n[r*s:(r+1)*s]...)
		}
	}
	for from := 0; from < len(q.missing); from += chunk * s {
		if err := q.evaluate(q.missing[from:min(from+chunk*s, len(q.missing))]); err != nil {
			return false, err
		}
		if !pause() {
			return false, nil
		}
	}
	return true, nil
}

// name writes a state as the key of a map.
func (q *target) name(n []int) []byte {
	q.key = q.key[:0]
	for _, k := range n {
		q.key = append(q.key, byte(k), byte(k>>8), byte(k>>16), byte(k>>24))
	}
	return q.key
}

// evaluate fills known for some states (B x S).
func (q *target) evaluate(n []int) error {
	s := q.g.Species()
	q.asked, q.rate, q.first = q.asked[:0], q.rate[:0], q.first[:0]
	for from := 0; from < len(n); from += s {
		q.first = append(q.first, len(q.rate))
		if err := q.ask(n[from : from+s]); err != nil {
			return err
		}
	}
	q.first = append(q.first, len(q.rate))
	if cap(q.lnp) < len(q.rate) {
		q.lnp = make([]float64, 2*len(q.rate))
	}
	lnp := q.lnp[:len(q.rate)]
	q.old.LogProb(lnp, q.asked)
	for i := range len(n) / s {
		a, b := q.first[i], q.first[i+1]
		l := local{here: lnp[a], arrive: math.Inf(-1), exit: q.rate[a]}
		top := math.Inf(-1)
		for j := a + 1; j < b; j++ {
			lnp[j] += math.Log(q.rate[j])
			top = max(top, lnp[j])
		}
		if top > math.Inf(-1) {
			sum := 0.0
			for _, v := range lnp[a+1 : b] {
				sum += math.Exp(v - top)
			}
			l.arrive = top + math.Log(sum)
		}
		q.known[string(q.name(n[i*s:(i+1)*s]))] = l
	}
	return nil
}

// ask appends to asked a state, with its exit rate, and every state that a
// reaction brings to it, with the rate of doing so.
func (q *target) ask(n []int) error {
	s := q.g.Species()
	at := len(q.rate)
	q.asked = append(q.asked, n...)
	q.rate = append(q.rate, 0)
	for r := range q.g.Reactions() {
		if q.g.InsideAfter(r, n) {
			a := q.g.Propensity(r, n, q.time)
			if err := q.g.Check(a, r, n, q.time); err != nil {
				return err
			}
			q.rate[at] += a
		}
		from := len(q.asked)
		for i, v := range q.g.Jump(r) {
			q.asked = append(q.asked, n[i]-v)
		}
		if before := q.asked[from:]; q.g.Inside(before) {
			a := q.g.Propensity(r, before, q.time)
			if err := q.g.Check(a, r, before, q.time); err != nil {
				return err
			}
			if a > 0 {
				q.rate = append(q.rate, a)
				continue
			}
		}
		q.asked = q.asked[:len(q.asked)-s]
	}
	return nil
}

// lnEuler sets dst (B) to ln (T p)(n) for known states n (B x S).
func (q *target) lnEuler(dst []float64, n []int, dt float64) {
	s := q.g.Species()
	for r := range dst {
		dst[r] = q.at(n[r*s : (r+1)*s]).lnEuler(dt)
	}
}

// at returns what is known of a state.
func (q *target) at(n []int) local { return q.known[string(q.name(n))] }
