package cli

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progress shows how many documents have been read and how fast. Where the output
// is not a terminal it shows nothing.
type progress struct {
	all *mpb.Progress
	bar *mpb.Bar
}

func newProgress(w io.Writer, what string) *progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	all := mpb.New(mpb.WithOutput(w), mpb.WithWidth(12))
	bar := all.New(0, mpb.SpinnerStyle(), mpb.BarRemoveOnComplete(), mpb.PrependDecorators(
		decor.Name(what+" "),
		decor.CurrentNoUnit("%d documents "),
		decor.AverageSpeed(0, "%.1f a second "),
		decor.Elapsed(decor.ET_STYLE_MMSS),
	))
	return &progress{all, bar}
}

// step counts one document.
func (p *progress) step() {
	if p.bar != nil {
		p.bar.Increment()
	}
}

// stop takes the bar off the screen.
func (p *progress) stop() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.all.Wait()
	}
}
