//go:build goexperiment.simd

package simd

import (
	"os"
	"os/exec"
	"testing"
)

// On a processor without AVX2 the scalars take over, with the same bits.
func TestWithoutAVX2(t *testing.T) {
	const without = "GODEBUG=cpu.avx2=off"
	if "GODEBUG="+os.Getenv("GODEBUG") == without {
		if vectors {
			t.Error("vectors in spite of " + without)
		}
		TestSameNumbersEverywhere(t)
		return
	}
	self := exec.Command(os.Args[0], "-test.run=^TestWithoutAVX2$")
	self.Env = append(os.Environ(), without)
	if out, err := self.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
