package evolve

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"math"
	"time"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/dist"
	"vanscape/core/fsp"
	"vanscape/core/ssa"
)

func TestExperiment(t *testing.T) {
	name := os.Getenv("MODEL")
	if name == "" { t.Skip() }
	mod, _ := gallery.Lookup(name)
	net, err := crn.Parse(mod.Text)
	if err != nil { t.Fatal(err) }
	T, _ := strconv.ParseFloat(os.Getenv("T"), 64)
	lv, err := ssa.Limits(net, T, ssa.Settings{Seed: 1})
	if err != nil { t.Fatal(err) }
	ord := cme.Order(net, lv)
	net = net.Permuted(ord)
	l2 := make([]int, len(lv))
	for i, o := range ord { l2[i] = lv[o] }
	g, err := cme.New(net, l2)
	if err != nil { t.Fatal(err) }
	ex, err := fsp.New(g, 1000000)
	if err != nil { t.Log(err); ex = nil }
	seed, _ := strconv.Atoi(os.Getenv("SEED"))
	set := Settings{Seed: uint64(seed)}
	if v := os.Getenv("N"); v != "" { set.Samples, _ = strconv.Atoi(v) }
	if v := os.Getenv("DAMP"); v != "" { set.Damping, _ = strconv.ParseFloat(v, 64) }
	if v := os.Getenv("STEP"); v != "" { set.Step, _ = strconv.ParseFloat(v, 64) }
	var times []float64
	for i := range 6 { times = append(times, T*float64(i)/5) }
	var spent time.Duration
	last := time.Now()
	for st, err := range Run(g, times, set) {
		if err != nil { t.Fatal(err) }
		if st.Frame < 0 { continue }
		spent += time.Since(last)
		o := st.Observe(nil)
		fmt.Printf("t %.3g steps %d h %.4g  %.2fs P %d ", st.Time, st.Steps, st.StepSize, spent.Seconds(), len(st.Model.Params()))
		for i := range o.Mean { fmt.Printf("%s %.4g+-%.3g ", net.Species[i].Name, o.Mean[i], math.Sqrt(o.Cov[i*len(o.Mean)+i])) }
		if ex != nil {
			ex.AdvanceUntil(st.Time)
			sp := ex.Space()
			q := make([]float64, sp.Len())
			S := len(l2)
			n := make([]int, 512*S)
			for a := 0; a < sp.Len(); a += 512 {
				b := min(a+512, sp.Len())
				for j := a; j < b; j++ { sp.State(n[(j-a)*S:(j-a+1)*S], j) }
				st.LogProb(q[a:b], n[:(b-a)*S])
			}
			sum := 0.0
			for j := range q { q[j] = math.Exp(q[j]); sum += q[j] }
			fmt.Printf("\n    joint %.4f sum %.6f marg", dist.Hellinger(q, ex.Probability()), sum)
			for i := range o.Mean {
				m := make([]float64, l2[i])
				ex.Marginal(m, i)
				fmt.Printf(" %.4f", dist.Hellinger(o.Marginals[i], m))
			}
		}
		fmt.Println()
		last = time.Now()
	}
}
