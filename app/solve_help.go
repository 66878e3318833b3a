//go:build !js

package main

import (
	"fmt"
	"io"
	"strings"
)

const help = `Usage: go run ./app solve --model NAME|FILE|- [options]

Solves the chemical master equation of a model and writes the law of its counts
at the times asked for: a table, or with --json or --out everything.

Examples
  go run ./app solve --model toggle-switch --times 1,5,20
  go run ./app solve --model model.xml --times 1,2,5 --out law.csv --out law.npz
  echo "X -> 0 @ 1; species X = 9" | go run ./app solve --model - --times 1,2
  go run ./app solve --model schlogl-1 --solver fsp --ask "P(X > 30)"

  --model NAME     a model of the gallery: %s;
                   or a file in the text language, SBML, Antimony, of StochKit 2
                   or a .net of BioNetGen, told apart by what is in it; or - for
                   standard input. What reading changed is said on standard error
  --times 1,5,10   when to look, ascending (default: the gallery's own times)
  --solver van     van: autoregressive network; fsp: exact, on a list of all
                   states; ssa: stochastic simulations
  --method projected   how the network moves in time. projected: by the motion
                   of its parameters that follows the equation best;
                   policy-gradient: trained anew at every time step, as first
                   published; natural-gradient: the same by natural gradients
  --arch mlp       how the network is built. mlp: a small network for each
                   species; nade: one hidden layer for all; gru: recurrent;
                   transformer: attention. projected moves mlp only
  --seed 1         seed of all random numbers; the same seed, the same result
  --budget 60s     keep to this time: with the least tolerance that is expected to,
                   unless one is given, and by stopping after it, with status 1,
                   when what is there is written
  --pairs Px,Py    pairs of species whose joint law is written; more than one as
                   "Px,Py;Gx,Px" (default: the two species with the most counts)
  --samples N      van: samples per step; ssa: number of simulations
  --width N        van: hidden units per conditional, or per layer
  --basis N        van: bumps of the head over the counts
  --head smooth    van: smooth: few functions of a count; categorical: one logit
                   for each count, which must be sampled to be learnt
  --depth N        gru, transformer: layers
  --heads N        transformer: attention heads, a divisor of the width
  --tolerance 0.01   van: Hellinger distance to the exact law that the number of bumps,
                   the time steps and the width of the start aim at
  --estimate auto  van: when a coarser network runs beside, which tells the error.
                   auto: where there is no exact law; or always, or never
  --workers 1      van: threads that share the work of projected; the result is the
                   same for any number
  --step X         van: longest time step; of the gradient methods the time step,
                   of which the first is a tenth (default: a fifth of the mean
                   time to the next reaction)
  --adaptive       gradient methods: halve a time step that would make the
                   probability of a sampled state negative
  --updates N      gradient methods: updates of the parameters in a time step, ten
                   times as many in the first (default: 100, or 5 of the natural
                   gradient)
  --rate X         gradient methods: learning rate (default: 0.01, or 0.5 of the
                   natural gradient)
  --loss kl        gradient methods: how far the network is from its aim: kl, l2,
                   hellinger, or steady, which aims at the law that does not
                   change, whatever the times
  --steady X       stop at the first time at which the law is steady: over the
                   second half of the time no marginal has moved further than a
                   Hellinger distance of X per unit of time from where it is now
  --trajectories N ssa: with --json, the jumps of N single simulations too
  --limits Px=90   largest counts, as in "Px=90,Py=80" (default: from pilot
                   simulations)
  --ask QUESTION   answer a question at every time, with its standard error where
                   the law is too large to sum over; may be given many times:
                   "P(Px > 30 && Py < 5)"  probability of a condition
                   "E(Px*Py)"              mean of an expression
                   "p(Px = 30, Py = 5)"    probability of a state, or of all
                                           that agree with it; also ln p(…)
                   "H", "H(Px)"            entropy in nats, of all species or some
                   "I(Px; Py)"             mutual information in nats
  --draw N         draw N independent samples at every time
  --draw-out FILE  where they go, as CSV: t, the counts, and ln p of the state
  --checkpoint FILE  keep the run in FILE, every ten seconds and when it ends
  --resume FILE    go on with the run in FILE, to the result that it would have had
                   without the stop. The model and all settings stand in FILE;
                   --times may name more times after those of the run, --ask and
                   --draw ask about those that are still to come
  --json FILE      write JSON to FILE, or to standard output with -
  --out FILE       write the result by the ending of the name; may be given many
                   times. .csv: means and standard deviations over time, in the
                   columns time, X-mean, X-sd and so on; .npz: everything as arrays,
                   for numpy.load; .json: as --json

Exit status: 0, or 2 for bad input, or 1 for a run that failed or ran out of
its budget.
`

func printHelp(w io.Writer) {
	fmt.Fprintf(w, help, strings.Join(galleryNames(), ", "))
}
