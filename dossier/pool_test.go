package dossier

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestInOrder(t *testing.T) {
	input := func(n int) []int {
		out := make([]int, n)
		for i := range out {
			out[i] = i
		}
		return out
	}
	for _, jobs := range []int{0, 1, 3, 8} {
		var running, most atomic.Int32
		work := func(i int) int {
			if now := running.Add(1); now > most.Load() {
				most.Store(now)
			}
			time.Sleep(time.Duration((i*7)%5) * 100 * time.Microsecond)
			running.Add(-1)
			return i * i
		}
		got := slices.Collect(inOrder(slices.Values(input(100)), jobs, work))
		for i, v := range got {
			if v != i*i {
				t.Fatalf("%d jobs: place %d holds %d", jobs, i, v)
			}
		}
		if len(got) != 100 || int(most.Load()) > max(1, jobs) {
			t.Errorf("%d jobs: %d results, %d at a time", jobs, len(got), most.Load())
		}
	}
}

// Who stops early does not make the rest be done.
func TestInOrderStops(t *testing.T) {
	var done atomic.Int32
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	for v := range inOrder(endless, 2, func(i int) int { done.Add(1); return i }) {
		if v == 5 {
			break
		}
	}
	time.Sleep(5 * time.Millisecond)
	if n := done.Load(); n > 20 {
		t.Errorf("%d were done although 6 were asked for", n)
	}
}
