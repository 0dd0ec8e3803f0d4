package corpus

import (
	"errors"
	"fmt"
	"strings"
)

// Severity says what an Error means for the document that it names.
type Severity int

const (
	// Failed: there is no document; it is to be reported and corrected.
	Failed Severity = iota
	// Flawed: the document follows, without the part that the error names.
	Flawed
	// Skipped: the file is none of the documents.
	Skipped
)

func (s Severity) String() string {
	return [...]string{"failed", "flawed", "skipped"}[s]
}

// Causes of an Error, for errors.Is. A file or folder that is missing or closed
// to us has the cause fs.ErrNotExist or fs.ErrPermission.
var (
	ErrEmpty     = errors.New("empty")
	ErrBinary    = errors.New("not a text")
	ErrEncoding  = errors.New("not UTF-8")
	ErrTooLarge  = errors.New("too large")
	ErrSyntax    = errors.New("broken syntax")
	ErrField     = errors.New("bad field")
	ErrDate      = errors.New("bad date")
	ErrDuplicate = errors.New("identifier used twice")
	ErrNotADoc   = errors.New("not a document")
	ErrNothing   = errors.New("no documents")
)

// Error says what is wrong with one file or line, where, and what to do.
type Error struct {
	Severity Severity
	Path     string // as a user would type it
	Line     int    // from 1; 0 when it does not apply
	Column   int    // characters from 1; 0 when it does not apply
	Offset   int64  // bytes from the beginning of the file; -1 when it does not apply
	What     string // what is wrong
	Hint     string // what to do about it, or ""
	Cause    error  // one of the causes above, or an error of the file system
}

// Where returns path, line and column: "april/0412.txt:3:12".
func (e *Error) Where() string {
	var b strings.Builder
	b.WriteString(e.Path)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	return b.String()
}

// Error returns place, fault and hint in one line.
func (e *Error) Error() string {
	s := e.Where() + ": " + e.What
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// failed makes an Error without a place.
func failed(cause error, what, hint string) *Error {
	return &Error{Severity: Failed, Offset: -1, What: what, Hint: hint, Cause: cause}
}
