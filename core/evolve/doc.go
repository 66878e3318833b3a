// Package evolve moves an autoregressive law in time as the chemical master
// equation says, without simulated data. Run does it by one of three methods: the
// projected dynamics below, or a fit at every time step (fit.go).
//
// # Projected dynamics in the weak form
//
// The parameters theta of a van.Model move so that all expected scores move as
// under the generator:
//
//	S theta' = f
//	S = E_p[ score score^T ]
//	f = E_p[ sum_r a_r(n) (score(n + v_r) - score(n)) ]
//
// This is the time-dependent variational principle with the generator moved
// onto the score. No ratio p(n-v)/p(n) appears, so nothing blows up in the
// tails, and flux is counted where it starts, so probability is seen that
// arrives in a mode which no sample has visited.
//
// # From one time to the next
//
//  1. van.Tree samples the law as weighted prefixes; a small space and a chain of
//     species are enumerated.
//  2. flux.go: for every site the prefixes are grouped by gate state, and each
//     reaction moves probability between (prefix, count) rows. Where a propensity
//     reads only what the row knows (completion.go) its mean over the count is exact.
//  3. curve.go: each block of parameters has its own Fisher matrix and Dirichlet form.
//  4. motion.go, correct.go, trust.go: in them it solves for its step, linearly implicit in
//     the fast modes, of second order in time, damped and held by a trust region.
//  5. run.go, tolerance.go: the step size follows from how far the law moves and how much its
//     velocity turns; a step that went too far is solved again, not sampled again.
//
// # What was measured
//
// Toggle switch, default settings, joint Hellinger distance to the exact law. A
// prototype with explicit steps, samples for every expectation and fixed damping
// held 0.05 to 0.06 with 8,000 evaluations to t = 40.
//
//   - Exact means over counts in f (flux.go): with samples in their place the fast births
//     and deaths are noise in S^-1 f, and 500 samples hold 0.05 at best.
//
//   - Implicit steps and a trust region (motion.go, trust.go), without which small damping
//     explodes.
//
//   - Exact weights of prefixes (van.Tree) and low-discrepancy points that
//     continue from step to step: 200 samples do as well as 2,000.
//
//   - Damping that grows with the jumps a conditional has made and with the share of its
//     prefixes that was drawn (trust.go): the start may be narrow, and noise is not motion.
//
//   - Prefixes that agree on all that still matters become one (keep.go): no sampling
//     noise on a chain of species.
//
//   - A narrow start (van.Settings.Narrow), functions of their own for the counts of the start
//     (van.Sites.Point), means of the conditionals as they stand in float32 (curve.go), and
//     a damping of mean and width that is relative to their metric. Where most of the
//     probability has not moved yet, all four are needed: early-life, V = 0.1, improves from
//     0.058 to 0.0075, the epidemic at t = 4 from 0.091 to 0.055.
//
//   - A velocity that is averaged where it is drawn (site.memory): what two steps
//     differ by is noise there, and held the steps of cascade-feedback and cascade-hill ten and
//     twenty times too short.
//
//   - Steps of second order (correct.go), and edges for jumps that change the prefix
//     (move.kept), with which early-life, V = 1, takes 740 steps for 1,610.
//
// Together at most 0.009 from t = 5 to 40 in some 1,100 steps, at most 0.006 on early-life from t = 1, and
// at most 0.0015 on the linear cascades of 15 species from t = 3. The epidemic is at 0.06 while
// it starts, S and R being tied by their sum, and under 0.03 from t = 6.
//
// Tried without gain: a Rosenbrock W-method and Adams-Bashforth steps (0.04 to 0.08 on the
// toggle switch at t = 2), damping of all parameters relative to the diagonal of S, the full
// Jacobian of f in the place of -D. Contexts of four and six hops for all (build.go) bring
// sampling noise: cascade-hill is 0.025 and 0.046 from the simulations' marginals.
//
// # Limits
//
// widen.go raises count limits on the way: from limits six times too low a law ends 0.0002
// to 0.015 from the exact one, and from a limit of 50 for X -> 2 X, which piles up there until the
// limit grows, 0.024. The gradient methods do not see how probability flows, and keep such a limit:
// the run then ends for the probability there.
//
// # Resets
//
// reset.go sets counts at their times (crn.Reset). The law is pushed forward exactly but for the width of
// the narrow law that stands for a certain count, because the species that are set stand last in the order;
// where they do not, a run is refused. The model is built anew, with functions for what was set as at a start, and takes
// over the conditionals of the others. Two species set at t = 9 are 0.014 from the exact law there, 0.002 at t = 11.
//
// # Shared work
//
// crew.go shares the blocks of every time step out among several runs, which end with the same bits.
//
// # Fitted dynamics
//
// PolicyGradient, as published by Tang, Weng and Zhang (doi 10.1038/s42256-023-00632-6),
// and NaturalGradient, as in the sequel (arXiv:2512.10309), work for every
// architecture:
//
//  1. target.go: one step of Euler's method takes the old law p to T p = (1 + dt L) p,
//     which can be evaluated at any state but not sampled.
//  2. loss.go: how far a new law is from T p, and the reward whose gradient that has.
//  3. fit.go: the updates that bring the new law there, and the choice of dt.
//
// Adam cannot leave a certain count above 0 under the smooth head: the coefficient of the
// squared count stands near -1000 there, and a time step moves it by about 1 (schlogl-1 ends
// at 0.22). PolicyGradient from such starts needs the categorical head, or take NaturalGradient.
//
// Euler's method makes a law too narrow while it moves: a count that is born at
// the rate a keeps 1 - a dt of its variance. Measured on autoregulation-1 with
// NADE and the natural gradient, joint Hellinger distance at t = 0.02: 0.055 with
// the default dt, 0.030 with half, 0.018 with a quarter; at t = 1 it is 0.025 with
// any of them.
package evolve
