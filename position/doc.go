// Package position folds statements into what each party holds on each issue.
//
// The question it answers: given everything that the documents say, who stands
// where, since when, and on whose word? Input: statements (evidence). Output: a
// Matrix of cells (conclusions), every one listing the statements it stands on.
// Nothing here is stored; a position is computed anew each time.
//
// Rules that carry the package:
//
//   - A statement that is hypothetical, predicted or told by somebody else never
//     counts. It is kept beside the cell, as what it is.
//   - A party whose named people differ is divided, and they are named. No
//     average is made.
//   - Somebody's word against the party's own makes the cell contested. The
//     program does not rule.
//   - Copies of one report count once.
//   - A statement without a date belongs to every day and to none: it is shown as
//     undated and never replaces, nor is replaced by, a dated one.
//   - Three blanks differ: no record, asked without answer, not asked.
//
// Start reading at Fold (fold.go), then cell (cell.go); amounts.go sets side by side
// what the parties ask and offer in numbers.
package position
