package check

import (
	"runtime"
	"testing"
	"time"
)

// Hostile reads files made to be costly, and fails where one is: it may well be refused.
func Hostile(t *testing.T, files map[string]string, read func(data []byte) error) {
	t.Helper()
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			Cheap(t, func() { t.Logf("%.200v", read([]byte(text))) })
		})
	}
}

// Cheap fails the test when f takes more than a second of one processor, in the best of
// three tries, or allocates more than 256 MB together: what reads the files of strangers
// must do neither.
func Cheap(tb testing.TB, f func()) {
	tb.Helper()
	if runtime.GOARCH == "wasm" {
		tb.Skip("measured natively")
	}
	var took time.Duration
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begin := processorTime()
		f()
		took = processorTime() - begin
		runtime.ReadMemStats(&after)
		if bytes := after.TotalAlloc - before.TotalAlloc; bytes > 256<<20 {
			tb.Errorf("allocates %d MB", bytes>>20)
			return
		}
		if took <= time.Second {
			return
		}
	}
	tb.Errorf("takes %v", took)
}
