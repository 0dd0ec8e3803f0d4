// Package when finds expressions of time in a text and says which days they mean.
//
// The question it answers: when? Input is a parsed document and the date it was
// published, as far as that is known; output a list of [Expression]: calendar
// dates as EDTF intervals with the anchor they were counted from, durations,
// repetitions, and vague words kept as what they are. What hangs on an unknown
// anchor stays unresolved; nothing is guessed.
//
// Start reading at [Find]. The stages:
//
//   - scan.go cuts the text into atoms (words, numbers, marks);
//   - lexicon.txt gives words their classes (months, units, holidays);
//   - grammar.txt holds the rules, grammar.go matches them: the longest reading
//     wins and gives a term ("part which=late of=2021");
//   - resolve.go turns a term into days, against the day of publication or a date
//     named before (calendar.go holds the arithmetic);
//   - outlook.go reads from the sentence whether an incomplete date lies behind or
//     ahead, and context.go what only looks like a date (ages, counts, names).
//
// What counts as an expression follows TimeML's TIMEX3 (Sauri et al. 2006,
// "TimeML Annotation Guidelines"), what a value looks like ISO 8601-2 (EDTF,
// level 1). Weeks are ISO weeks, fiscal years are taken as calendar years and
// marked approximate, "early", "mid" and "late" are the thirds of their period.
package when
