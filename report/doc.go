// Package report is the face that writes: text for the terminal, CSV, JSON, and
// the brief, one self-contained page.
//
// The question it answers: how does an analyst see the record? Input: what a
// dossier gives (a matrix, positions, a statement with its document). Output:
// bytes on a writer, the same for the same input.
//
// Rules that carry every face: the document's own words stand in quotation marks
// (on pages in serif), ours do not; words and never scores; a divided party is
// not averaged, a contested claim is not settled; the three blanks differ.
//
// Start reading at Matrix (matrix.go) for the terminal, Brief (brief.go) for
// pages.
package report
