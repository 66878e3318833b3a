package check

import (
	"runtime"
	"testing"
	"time"
)

// Cheap fails the test when f takes more than a second, or allocates more than 256 MB
// together: what reads the files of strangers must do neither.
func Cheap(tb testing.TB, f func()) {
	tb.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	f()
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	if took > time.Second {
		tb.Errorf("takes %v", took)
	}
	if bytes := after.TotalAlloc - before.TotalAlloc; bytes > 256<<20 {
		tb.Errorf("allocates %d MB", bytes>>20)
	}
}
