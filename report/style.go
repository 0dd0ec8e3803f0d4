package report

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// Layout is what a terminal can take.
type Layout struct {
	Width int  // columns; 0 means DefaultWidth
	Color bool // bold, dim and underline by ANSI escapes
	Rows  int  // issues to show, 0 for all
	Pages int  // groups of columns to show, 0 for all
}

// DefaultWidth is used where the output is not a terminal.
const DefaultWidth = 100

func (l Layout) width() int {
	if l.Width <= 0 {
		return DefaultWidth
	}
	return max(l.Width, 40)
}

// Escapes, used only where the layout has colour.
const (
	bold      = "\x1b[1m"
	dim       = "\x1b[2m"
	underline = "\x1b[4m"
	reset     = "\x1b[0m"
)

func (l Layout) paint(style, text string) string {
	if !l.Color || style == "" || text == "" {
		return text
	}
	return style + text + reset
}

// columns measures text as a terminal shows it. East Asian ambiguous characters
// count as one, whatever the machine's language is set to.
var columns = &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// Wrap breaks text into lines that fit the layout beside an indent.
func Wrap(text string, l Layout, indent int) []string { return wrap(text, l.width()-indent, 0) }

// wrap breaks text at spaces into lines of at most width, at most limit of them
// (0: no limit), the last ending in an ellipsis when something was left out. A
// word longer than a line is cut.
func wrap(text string, width, limit int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for columns.StringWidth(word) > width {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			head := columns.Truncate(word, width, "")
			if head == "" {
				break
			}
			lines, word = append(lines, head), word[len(head):]
		}
		switch {
		case line == "":
			line = word
		case columns.StringWidth(line)+1+columns.StringWidth(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if limit > 0 && len(lines) > limit {
		lines = lines[:limit]
		lines[limit-1] = ellipsis(strings.Join(lines[:limit-1], " "), lines[limit-1], width)
	}
	return lines
}

// wrapItems joins items by a separator into lines of at most width, never
// breaking within an item.
func wrapItems(items []string, sep string, width int) []string {
	var lines []string
	line := ""
	for _, item := range items {
		if line != "" && columns.StringWidth(line+sep+item) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += sep
		}
		line += item
	}
	return append(lines, line)
}

// ellipsis ends line in an ellipsis after a whole word, and closes a quotation
// that is cut, which may have begun in the lines before.
func ellipsis(before, line string, width int) string {
	const tail, end = " …", "”"
	if room := width - columns.StringWidth(tail+end); columns.StringWidth(line) > room {
		line = columns.Truncate(line, room, "")
		if i := strings.LastIndex(line, " "); i > 0 {
			line = line[:i]
		}
	}
	line = strings.TrimRight(line, " ,;:“") + tail
	if text := before + line; strings.Count(text, "“") > strings.Count(text, end) {
		line += end
	}
	return line
}

// pad fills text with spaces to width.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns.StringWidth(text)))
}

// fit cuts text to width, with an ellipsis when something was left out.
func fit(text string, width int) string {
	if columns.StringWidth(text) <= width {
		return text
	}
	return ellipsis("", text, width)
}
