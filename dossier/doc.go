// Package dossier is a case opened: documents, ledger and positions behind one
// set of verbs, which is all that commands and pages call.
//
// The question it answers: what does an analyst do with a case? Record documents
// into it (Record), see who stands where (Matrix, Positions), open a cell down to
// the sentence (Show), see what was read and what was not (Documents), say who is
// who and what is on the agenda (Cast, Agenda), correct what is wrong (Correct,
// Merge, Split). Input: a ledger file and documents. Output: value types of record
// and position, which the faces print.
//
// Start reading at Record (record.go), the main path of the program.
package dossier
