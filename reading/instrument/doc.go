// Package instrument reads drafts, treaties and plans, and finds where other texts
// mention them.
//
// The questions it answers: which draft, and which article of it? and what changed
// from one draft to the next? Three ways in:
//
//   - [Find] takes a parsed report and gives the instruments it mentions as objects,
//     with each "Article 7" tied to one of them (mention.go);
//   - [Structure] takes the plain text of a draft apart: articles, clauses,
//     definitions, brackets, annexes, closing (structure.go, heading.go, clause.go);
//   - [Align] says which article of one text answers which of another, [Compare]
//     what happened to each article and clause, word by word, and to the obligations
//     in them (align.go, compare.go, effect.go, obligation.go); [Passages] does so
//     for preamble, closing and annexes (passage.go).
//
// Words that head articles, that oblige, that name instruments and the topics of
// treaty articles are tables beside the code. Alignment combines weighted words and
// phrases (TF-IDF), topics, order and neighbours; see align.go.
package instrument
