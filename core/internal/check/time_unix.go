//go:build unix

package check

import (
	"syscall"
	"time"
)

// processorTime is what this process has used of processors: the clock on the wall runs
// on while others work.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
