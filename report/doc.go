// Package report is the face that writes: text for the terminal, CSV, JSON, and
// self-contained pages: the brief of a case, and two drafts face to face.
//
// The question it answers: how does an analyst see the record? Input: what a
// dossier gives (a matrix, positions, a statement with its document). Output:
// bytes on a writer, the same for the same input.
//
// Rules that carry every face: the document's own words stand in quotation marks
// (on pages in serif), ours do not; words and never scores; a divided party is
// not averaged, a contested claim is not settled; the three blanks differ.
//
// Start reading at Matrix (matrix.go) for the terminal, Brief (brief.go) and Facing
// (facing.go) for pages.
package report
