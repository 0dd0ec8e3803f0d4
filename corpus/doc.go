// Package corpus reads documents from files, folders and streams.
//
// The question it answers: which texts are in this pile, what is known about
// each, and which could not be read, where and why?
//
// Input is a list of paths (files, folders, "-" for standard input), output a
// sequence of documents and errors in a fixed order; an error concerns one
// document and never stops the rest. Start reading at [Reader.Read].
//
// # Formats
//
// A .txt or .md file is one document in UTF-8. It may begin with YAML between
// two lines "---" (front matter), with any of the keys title, outlet, author,
// published, url, lang (or language) and kind:
//
//	---
//	title: Ministers meet again
//	published: 2025-03-04
//	---
//	The delegations came back to the table on Tuesday ...
//
// A .jsonl file holds one JSON object a line, with "text", "id" and the keys
// above. Keys that are not of these are ignored. Blank lines are skipped.
//
// A file corpus.yaml gives the same fields for files of its own folder, by
// name; what a file says about itself goes first:
//
//	0412-wire.txt:
//	  outlet: Northern Wire
//	  published: 2025-04-12
//
// # What is kept
//
// Document.Raw is the file, or the line of a .jsonl file (without its line end
// and, on the first line, the byte order mark), byte for byte; SHA256 is its hash. Document.Text is the file after the front
// matter, otherwise unchanged: line ends, also CRLF, stay as they are, and
// offsets count both characters. Only a byte order mark at the very beginning is
// left out of the text. A date is checked and written in canonical EDTF; an
// unknown field stays empty.
//
// A document's identifier is the "id" of a .jsonl line, else the file's path in
// the folder without its extension ("april/0412-wire"), with the line for a
// .jsonl line without id ("dispatches:12").
//
// # What is left out
//
// In a folder: hidden files and folders, without a word; configuration,
// ledgers, README files and files of other formats, each reported as [Skipped].
// A file named by itself is always read, as JSONL if its name says so and as
// text if not. Nothing larger than [Reader.MaxBytes] is read.
package corpus
