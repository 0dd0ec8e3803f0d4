// Package eval scores a build against gold data.
//
// The question it answers: how right is what a build reads, in figures that can
// be compared with the published ones and with yesterday's?
//
// Input: the name of a task, its gold file and an Analyzer. Output: a Report of
// measures and of the most frequent kinds of error. Each task counts exactly as
// the scorer that comes with its data does (score.py beside the gold file), so
// that figures made here and there are equal; the tests run both where Python
// and the data are at hand.
//
// Start reading at Run (run.go): gold is read, the documents are analyzed on
// all cores, the readings are put into the form the scorer takes (adapt.go) and
// are counted by the file named after the task.
package eval
