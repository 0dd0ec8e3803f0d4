// Package reading says everything one document says: the one pure function that
// commands, pages, evaluation and a cluster call.
//
// Input: a document and the layers wanted. Output: record.Reading. It has no
// clock, no network and no memory of other documents, so it runs on every core
// and gives the same bytes every time. Start reading at Reader.Read.
package reading
