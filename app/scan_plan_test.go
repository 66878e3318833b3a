//go:build !js

package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asProgram in the environment makes the test binary the program itself, so that
// commands of a plan can be run.
const asProgram = "VANSCAPE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// The lines of a plan, run by a shell or in parallel, make the results of a direct
// scan, whatever the name of the folder.
func TestScanPlan(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	shells := [][]string{{"sh"}}
	for _, runner := range [][]string{{"xargs", "-d", `\n`, "-n", "1", "-P", "2", "sh", "-c"}, {"parallel", "--will-cite", "-j", "2"}} {
		if _, err := exec.LookPath(runner[0]); err == nil {
			shells = append(shells, runner)
		}
	}
	grid := []string{"--model", write(t, "model.txt", immigration), "--times", "0.5,1", "--limits", "X=25", "--method", "default,natural-gradient", "--samples", "100,200"}
	direct := tabled(t, append(grid, "--out", t.TempDir())...)
	for _, shell := range shells {
		t.Run(shell[0], func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), `it's "a folder" of $HOME`)
			args := append(grid, "--plan", "--program", "env "+asProgram+"=1 "+quoted(self), "--out", folder)
			status, plan, stderr := scanned("", args...)
			if lines := strings.Count(plan, "\n"); status != exitDone || stderr != "" || lines != 4 || strings.Count(plan, " solve --") != lines {
				t.Fatalf("status %d, stderr %q, plan\n%s", status, stderr, plan)
			}
			c := exec.Command(shell[0], shell[1:]...)
			c.Dir = "/"
			c.Stdin = strings.NewReader(plan)
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			collected := tabled(t, "--collect", folder)
			if got, want := comparable(collected), comparable(direct); !maps.Equal(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
			// Nothing is left to plan, and to solve.
			if status, plan, stderr := scanned("", args...); status != exitDone || plan != "" || stderr != "scan: 4 of 4 combinations are there already\n" {
				t.Errorf("status %d, stderr %q, plan\n%s", status, stderr, plan)
			}
			if again := tabled(t, append(grid, "--out", folder)...); !slices.EqualFunc(again.Rows, collected.Rows, func(a, b *row) bool { return a.Seconds == b.Seconds }) {
				t.Error("what was planned is computed again")
			}
		})
	}
}

// comparable is what must not differ between two scans of the same grid, by file.
func comparable(c comparison) map[string]string {
	all := map[string]string{}
	for _, r := range c.Rows {
		loss := math.NaN()
		if r.Loss != nil {
			loss = *r.Loss
		}
		options := maps.Clone(r.Options)
		options["model"] = filepath.Base(options["model"])
		all[filepath.Base(r.File)] = fmt.Sprint(*r.JointHellinger, *r.MarginalHellinger, loss, r.Steps, r.Parameters, options)
	}
	return all
}

func TestQuoted(t *testing.T) {
	for _, word := range []string{"", "plain-1.5e3_/=,:@%+x", "two words", "it's", `"$HOME" \ * ? ; & ~ #`, "a\nb", "µ"} {
		out, err := exec.Command("sh", "-c", "printf %s "+quoted(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q: %v, a shell reads %q", word, err, out)
		}
	}
	if quoted("a=1,2") != "a=1,2" {
		t.Error("a plain word is quoted")
	}
}
