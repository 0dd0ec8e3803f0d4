// Package export is the face that writes records for other programs: JSON lines,
// one object a line, in the form of the contracts.
//
// The question it answers: how does a record look outside? Input: value types of
// record. Output: UTF-8 JSON, field order fixed, empty lists as [], what is not
// known as null, so that the same input always gives the same bytes.
//
// Start reading at Statements (jsonl.go).
package export
