// Package table reads the embedded files that hold knowledge of language: one entry
// a line, with comments.
package table
