// Package record holds the value types that every other package speaks:
// Document, Span, Source, Attribution, Statement, Event and Reading.
//
// The question it answers: what does a record look like, in memory and as JSON?
// It computes nothing beyond identifiers and offsets. Field order is part of
// the contract: other programs read the JSON, and the same input must always
// give the same bytes.
//
// Offsets are Unicode code points into the document's text, half open.
// Start reading at Statement (statement.go).
package record
