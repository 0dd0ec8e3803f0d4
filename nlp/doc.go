// Package nlp answers one question: how is this English text built?
//
// Input is a text; output is a [Doc]: tokens with part of speech, features, lemma,
// syntactic head and label, sentences, and named entities. It is spaCy's pipeline
// en_core_web_sm 3.8, natively in Go and decision for decision; people who know
// spaCy find its names here. Start reading at [Load] and [Pipeline.Parse], whose
// steps have a file each:
//
//	tokenizer.go  text -> tokens (matchers.go, url.go; lexeme.go knows a token's shape)
//	tok2vec.go    tokens -> vectors that know four neighbours on each side
//	parser.go     vectors -> heads and labels (transition.go scores, tree.go finishes)
//	rules.go      tags and labels -> parts of speech and features; lemma.go -> lemmas
//	ner.go        other vectors -> named entities
//
// The weights are in package model, the matrix products in package kernel. The
// design is Honnibal and Montani's; papers stand at the parts.
package nlp
