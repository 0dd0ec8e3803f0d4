// Package quantity finds amounts and places in a text.
//
// The questions it answers: how much, and where? Input is a parsed document;
// output are an [Amount] for each number that counts or measures something, as a
// value or an interval with its unit and what it is an amount of ("up to 600,000
// Ukrainian troops" is /600000, troop), so that the amounts of different
// statements can be set side by side; and a [Place] for each place named, with
// what the text or the gazetteer says it lies in.
//
// Start reading at [Find] and [Places]. Number words, units, bounds and the few
// regions that negotiations are about are tables: words.txt and places.txt.
// Shares are percentages whatever their wording ("a fifth of" is 20 %).
package quantity
