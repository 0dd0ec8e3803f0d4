// Package event codes events: who did what to whom.
//
// The question it answers: which events does a text report as facts, and what
// are their PLOVER type, mode and contexts, their parties as actor codes and,
// where natural, their CAMEO code?
//
// Input: a parsed document, its cast (who is who, package actor) and what is
// known of it. Output: record.Event, in text order. Only what the sentence
// asserts becomes an event: what is refused, threatened, demanded, denied, tried,
// supposed or only possible is not read as done, and gives an event of the verb
// that says so, or none.
//
// Ontology: PLOVER 0.5 (Open Event Data Alliance 2018), with YIELD split into
// CONCEDE and RETREAT, and CAMEO 1.1b3 (Schrodt 2012). As PLOVER has it, future
// help that is promised is AGREE and future harm THREATEN. The frames in
// verbs.txt and nouns.txt are our own reading of the two codebooks; they ask for
// words of the sets in sets.txt.
//
// Start reading at Find (find.go): it walks from the root of each sentence
// through reporting verbs and coordination (walk.go), reads each clause by its
// frame (frame.go), and names source and target from the tree (roles.go, codes.go).
package event
