package dossier

import (
	"github.com/demarche-project/demarche/ledger"
	"github.com/demarche-project/demarche/position"
	"github.com/demarche-project/demarche/record"
)

// What the faces speak of. They know this package and record, not position or
// ledger.
type (
	Matrix  = position.Matrix
	Cell    = position.Cell
	Line    = position.Line
	Scale   = position.Scale
	Amount  = position.Amount
	Axis    = position.Axis
	Holder  = position.Holder
	Contest = position.Contest
	Voice   = position.Voice

	Author     = ledger.Author
	Correction = ledger.Correction
	Alias      = ledger.Alias
)

// Kinds of cell and of voice, see package position.
const (
	Held     = position.Held
	Declined = position.Declined
	NoRecord = position.NoRecord
	NotAsked = position.NotAsked

	VoiceNamed     = position.VoiceNamed
	VoiceOffice    = position.VoiceOffice
	VoiceDocument  = position.VoiceDocument
	VoiceAnonymous = position.VoiceAnonymous
	VoiceOutlet    = position.VoiceOutlet
	VoiceOther     = position.VoiceOther
)

// Words says in a few words what s has the party do.
func Words(s *record.Statement) string { return position.Words(s) }

// Side is a stance, on an option if one is named, in words.
func Side(stance, option string) string { return position.Side(stance, option) }

// Verb, Point and Condition are the parts of Words: the act in our words, point and
// condition in the document's.
func Verb(s *record.Statement) string      { return position.Verb(s) }
func Point(s *record.Statement) string     { return position.Point(s) }
func Condition(s *record.Statement) string { return position.Condition(s) }

// Counts reports whether s is its party's own position.
func Counts(s *record.Statement) bool { return position.Counts(s) }

// Short keeps at most n words of text on one line.
func Short(text string, n int) string { return position.Short(text, n) }

// VoiceOf says on whose word s stands.
func VoiceOf(s *record.Statement) Voice { return position.VoiceOf(s) }

// Position is one cell with the names of its party and issue.
type Position struct {
	Party, Issue record.Ref
	Cell         *Cell
}

// Shown is a statement with the document it stands in.
type Shown struct {
	Statement record.Statement
	Document  record.Document
	// Superseded says that the document was recorded anew since, and the statement
	// not found in it again: its offsets are those of the earlier text.
	Superseded bool
	// Identities are the entries of who is who that it is read by.
	Identities []Alias
	// Return is the statement given in exchange, when there is one.
	Return *record.Statement
	// Copies are statements of the same report in other documents with the same
	// party, issue and act.
	Copies []record.Statement
}

// Entry is one document of the case with what it gave.
type Entry struct {
	Document   record.Document // without Raw; its text only in a Case
	Family     string
	Statements int
	Uncoded    []record.Span // sentences with a cue that gave no statement
	Problems   []record.Problem
}

// Case is all that the brief shows: the matrix and the documents under it.
type Case struct {
	Name          string
	Matrix        *Matrix
	Documents     []Entry
	LeftDocuments int // documents left out, see Dossier.Case
}

// Extent says how much of a case is wanted: so many parties and issues, those with
// most on record, and so many statements a cell. 0 is no limit.
type Extent struct{ Parties, Issues, Statements int }
