package check

import (
	"sync/atomic"
	"testing"
	"time"
)

var kept []byte

// What a function allocates is counted, and what it takes of a processor.
func TestCost(t *testing.T) {
	took, bytes := cost(func() {
		kept = make([]byte, 1<<20)
		kept = nil
		for begin := processorTime(); processorTime() < begin+20*time.Millisecond; {
		}
	})
	if bytes < 1<<20 || took < 20*time.Millisecond {
		t.Errorf("%d bytes in %v", bytes, took)
	}
}

// What goes on for too long is noticed while it does, and nothing else is.
func TestWatch(t *testing.T) {
	var late, early atomic.Bool
	begin := processorTime()
	stop := watch(begin, func() { late.Store(true) })
	defer watch(begin+time.Hour, func() { early.Store(true) })()
	for until := time.Now().Add(20 * time.Second); !late.Load() && time.Now().Before(until); {
		time.Sleep(time.Millisecond)
	}
	stop()
	if !late.Load() || early.Load() {
		t.Errorf("noticed %v, before its time %v", late.Load(), early.Load())
	}
}
