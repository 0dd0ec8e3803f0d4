// Package nlp turns English text into tokens, sentences, tags, dependencies and
// named entities, natively in Go.
package nlp
