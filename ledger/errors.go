package ledger

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Causes of an Error, for errors.Is. A ledger or folder that is not there has
// the cause fs.ErrNotExist.
var (
	ErrNotALedger = errors.New("not a ledger")
	ErrNewer      = errors.New("a ledger of a newer version")
	ErrOlder      = errors.New("a ledger of an older version")
	ErrReadOnly   = errors.New("may not be written")
	ErrFull       = errors.New("the disk is full")
	ErrBusy       = errors.New("in use by another program")
	ErrDamaged    = errors.New("damaged")
	ErrNotFound   = errors.New("not on record")
	ErrAmbiguous  = errors.New("more than one on record")
)

// Error says what went wrong with a ledger and what to do.
type Error struct {
	Path  string
	What  string
	Hint  string // what to do, or ""
	Cause error  // one of the causes above, or what SQLite said
}

// Error returns path, fault and hint in one line.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s: %s", e.Path, e.What)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// explain turns an error of SQLite into one that a user can act on. Errors of
// this package pass through.
func explain(path string, err error) error {
	var ours *Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return &Error{Path: path, What: err.Error(), Cause: err}
	}
	e := &Error{Path: path}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		e.Cause, e.What, e.Hint = ErrNotALedger, "this file is not a ledger", "name another file"
	case sqlite3.SQLITE_FULL:
		e.Cause, e.What = ErrFull, "the disk is full"
		e.Hint = "what was committed is safe and readable; free some space and run the same command again, it goes on from there"
	case sqlite3.SQLITE_READONLY:
		e.Cause, e.What, e.Hint = ErrReadOnly, "the ledger may not be written", "check the permissions of the file and its folder"
	case sqlite3.SQLITE_CANTOPEN:
		e.Cause, e.What, e.Hint = ErrReadOnly, "the ledger can not be opened or made here", "check the folder and its permissions, or name another place"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		e.Cause, e.What, e.Hint = ErrBusy, "another program is writing to the ledger", "wait until it is done and try again"
	case sqlite3.SQLITE_CORRUPT:
		e.Cause, e.What, e.Hint = ErrDamaged, "the ledger is damaged", "restore it from a copy, or record the documents into a new one"
	case sqlite3.SQLITE_IOERR:
		e.Cause, e.What = err, "the disk reports an error: "+se.Error()
		e.Hint = "what was committed is safe and readable; check the disk and its free space, then run the same command again"
	default:
		e.Cause, e.What = err, err.Error()
	}
	return e
}

func notFound(path, what string) error {
	return &Error{Path: path, What: "there is no " + what, Cause: ErrNotFound}
}

func noLedger(path string) error {
	return &Error{Path: path, What: "there is no ledger here", Hint: "record some documents first, or check the spelling", Cause: fs.ErrNotExist}
}
