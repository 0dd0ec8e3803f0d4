// Package agenda answers one question: which issue is a point about?
//
// Input: a parsed document, the span of a point (what somebody demands, offers,
// rejects) and the span of its sentence. Output: a Match, with the issue, the
// option of that issue where the words name one, whether the words point for or
// against it, and the best alternatives when the answer is unsure.
//
// What issues there are is data: one file a domain in data/, in the same format
// as the agenda.yaml that an analyst may put into a case folder. A point that
// fits no issue stays on its own head noun phrase, so that a negotiation nobody
// prepared for still gets an agenda (Match.Hollow says where that noun names nothing:
// "alternatives"); a point that says more than the name of its issue gives it in its own
// words as well (Match.Told). Suggest turns such points into a proposed
// agenda.yaml.
//
// Matching goes by phrase (over lemmas, so "deployed foreign troops" meets
// "deploy foreign troop"), and the phrase nearest the head of the point wins.
// Nouns weigh more than verbs and adjectives, and names of actors count for
// nothing: in a trial on hand-coded points, synonyms for the issues raised
// accuracy from .38 to .60, more than sentence vectors did, and actor words were
// the main noise.
//
// Start reading at Match (match.go), then phrase.go; load.go reads the files.
package agenda
