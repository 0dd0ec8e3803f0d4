package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress shows on one line how many documents have been read and how fast.
// Where the output is not a terminal it shows nothing. How many there will be is
// not known: documents come as a stream.
type progress struct {
	w             io.Writer // nil for silence
	what          string
	n             int
	start, redraw time.Time
}

// redrawEvery is the time between two drawings of the line.
const redrawEvery = 100 * time.Millisecond

func newProgress(w io.Writer, what string) *progress {
	p := &progress{what: what, start: time.Now()}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.w = w
	}
	return p
}

// step counts one document.
func (p *progress) step() {
	p.n++
	now := time.Now()
	if p.w == nil || now.Sub(p.redraw) < redrawEvery {
		return
	}
	p.redraw = now
	elapsed := now.Sub(p.start)
	fmt.Fprintf(p.w, "\r\x1b[K%s: %d documents, %.1f a second, %d:%02d", p.what, p.n,
		float64(p.n)/elapsed.Seconds(), int(elapsed.Minutes()), int(elapsed.Seconds())%60)
}

// stop takes the line off the screen.
func (p *progress) stop() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
