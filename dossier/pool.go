package dossier

import "iter"

// inOrder does work on every input with several workers and yields the results in
// the order of the inputs, so that the number of workers cannot show. No more
// than a few inputs for each worker are held at a time.
func inOrder[In, Out any](in iter.Seq[In], jobs int, work func(In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		jobs = max(1, jobs)
		type task struct {
			in  In
			out chan Out
		}
		tasks := make(chan task)
		queue := make(chan chan Out, 2*jobs)
		stop := make(chan struct{})
		defer close(stop)
		for range jobs {
			go func() {
				for t := range tasks {
					t.out <- work(t.in)
				}
			}()
		}
		go func() {
			defer close(queue)
			defer close(tasks)
			for i := range in {
				t := task{i, make(chan Out, 1)}
				select {
				case queue <- t.out:
				case <-stop:
					return
				}
				select {
				case tasks <- t:
				case <-stop:
					return
				}
			}
		}()
		for out := range queue {
			if !yield(<-out) {
				return
			}
		}
	}
}
