// Package attribution answers: who says it?
//
// Input is one parsed document and the cast of its people and bodies; output is
// the list of its attributions: source, cue and content spans, the kind of
// source, the speaker as an entity of the cast, and the chain in which one
// attribution stands inside another ("Reuters, citing three sources, reports
// that ...").
//
// The core is a small trained model (model.go, infer.go): an encoder over the
// pipeline's own vectors and the dependency tree marks cues, and for each cue a
// second network marks source and content over the cue's paragraph; a Viterbi
// search (decode.go) makes them runs. It learned from PolNeAR (Newell,
// Margolin, Ruths: An Attribution Relations Corpus for Political News, LREC
// 2018); the program that trains it is in train/. Rules over the tree and over
// quotation marks (tree.go, quote.go, dialogue.go) speak where the model is
// blind; what they know of words is in data/. The layers over normalised rows
// multiply integers (arithmetic.go): the weights have eight bits anyway.
//
// Start reading at Find (attribution.go).
package attribution
