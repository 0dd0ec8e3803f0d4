// Package edtf reads dates that may be vague, and says which days they cover.
//
// The question it answers: given a date as a library would write it ("2022",
// "2021-23", "202X", "2024-06~", "2022-02-24/.."), what is the first and what the
// last day it may mean, and how do two such dates lie to each other?
//
// Input is a string in the Extended Date/Time Format, output a [Date]; Parse and
// String are inverse on the canonical form. Start reading at [Parse].
//
// The standard is ISO 8601-2:2019, level 1, as published by the Library of
// Congress (EDTF, 4 February 2019). Read beyond level 1:
//
//   - level 2 sub-year groupings: seasons by hemisphere 25-32, quarters 33-36,
//     quadrimesters 37-39 and semesters (halves) 40-41;
//   - a millennium, "1XXX";
//   - from ISO 8601-1: times without seconds ("T09:42"), fractions of a second
//     (read and dropped) and intervals between date-times.
//
// Not read: sets, exponents and significant digits, qualification of a part of a
// date, unspecified digits to the left of specified ones.
//
// The standard leaves the months of a season open. Here the seasons 21-24 are
// those of the northern hemisphere in whole months, spring from March; winter
// begins in December and ends in the following year.
package edtf
