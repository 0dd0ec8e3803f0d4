// Package cli is the command line: one file a command.
//
// The question it answers: what did the user ask for, and with what code does the
// program end? Input: arguments and three streams. Output: text on the streams
// and an exit code; nothing here ends the process. Commands parse their flags,
// call dossier, and hand what comes back to report or export.
//
// Start reading at Run (cli.go), then record.go, the main job.
package cli
