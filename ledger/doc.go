// Package ledger keeps the record: documents, what was read in them, and what
// analysts corrected, in one SQLite file.
//
// The question it answers: what is on record, since when, on whose word, and
// what stood there before?
//
// Input is a document with its reading, output the statements that stand.
// Writing goes through a [Run] (start reading at [Ledger.Begin] and [Run.Put]),
// reading through the methods of [Ledger], of which [Ledger.Statements] is the
// main one.
//
// # Twice dated, never overwritten
//
// A statement has a valid time (when the act happened or was reported, EDTF) and
// a recorded time (the run that put it in). Recording a document again has one of
// four outcomes, by a hash of its bytes, its text and what is known about it, and
// by the version of the reader:
//
//	new        no document of this identifier was there
//	unchanged  the same document read by the same reader: nothing is written
//	changed    another document under this identifier: the earlier one and its
//	           statements are closed, kept, and marked with the run
//	reread     the same document, another reader: only the statements are closed
//
// Corrections are rows of their own, with who, when and why; the machine's
// version stays beside the corrected one. They follow a statement's identifier,
// which is a hash of its content: a reading that finds the statement again finds
// its correction again, and a correction whose statement is gone is an orphan
// ([Ledger.Orphans]), never moved to a look-alike.
//
// Who is who is corrected in the same way: an entry says that an actor as it was
// read is another one, everywhere or in part ([Ledger.AddAlias]). The ledger
// keeps the entries; who shows statements applies them.
//
// # Safety
//
// Every document goes in as one transaction with all that was read in it. The
// file is in SQLite's write-ahead mode: a crash or a full disk leaves the last
// committed document readable, and others can read while a run writes.
//
// The tables are explained in the files of migrations; they may be read with
// any SQLite tool.
package ledger
