package check

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// What a reader may cost, as Cheap measures it.
const (
	mostTime  = time.Second // of one processor
	mostBytes = 256 << 20   // allocated together, and of the stack
	patience  = 10 * time.Second
)

// Hostile reads files made to be costly, and fails where one is: it may well be refused.
func Hostile(t *testing.T, files map[string]string, read func(data []byte) error) {
	t.Helper()
	if runtime.GOARCH == "wasm" {
		t.Skip("measured natively")
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			Cheap(t, func() { t.Logf("%.200v", read([]byte(text))) })
		})
	}
}

// Cheap fails the test when f takes more than a second of one processor, in the best of
// three tries, or allocates more than 256 MB together: what reads the files of strangers
// must do neither. It ends the process when f needs as much of the stack, or goes on for ten
// seconds of a processor: Go's fuzzing would wait for it to its own end, and call that a
// pass. Under WebAssembly it only calls f.
func Cheap(tb testing.TB, f func()) {
	tb.Helper()
	if runtime.GOARCH == "wasm" {
		f()
		return
	}
	defer debug.SetMaxStack(debug.SetMaxStack(mostBytes))
	var took time.Duration
	for range 3 {
		var bytes uint64
		took, bytes = cost(f)
		if bytes > mostBytes {
			tb.Errorf("allocates %d MB", bytes>>20)
			return
		}
		if took <= mostTime {
			return
		}
	}
	tb.Errorf("takes %v", took)
}

// cost calls f and returns what it took of processors and how much it allocated.
func cost(f func()) (took time.Duration, bytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := processorTime()
	defer watch(begin+patience, func() { panic(fmt.Sprintf("goes on for %v of a processor", patience)) })()
	f()
	took = processorTime() - begin
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}

// watch calls late, once a second until stop is called, when the process has used more of
// processors than limit.
func watch(limit time.Duration, late func()) (stop func()) {
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Second):
				if processorTime() > limit {
					late()
				}
			}
		}
	}()
	return func() { close(done) }
}
