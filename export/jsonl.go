package export

import (
	"encoding/json"
	"io"
	"iter"

	"github.com/demarche-project/demarche/record"
)

// Statements writes statements, one object a line, in the order given.
func Statements(w io.Writer, statements []record.Statement) error {
	enc := encoder(w)
	for _, s := range statements {
		if err := enc.Encode(newStatement(s)); err != nil {
			return err
		}
	}
	return nil
}

// Attributions writes the attributions of one document, one object a line.
// Parent counts lines of the same document from 0.
func Attributions(w io.Writer, doc string, all []record.Attribution) error {
	enc := encoder(w)
	for _, a := range attributions(all) {
		if err := enc.Encode(attribution{doc, a}); err != nil {
			return err
		}
	}
	return nil
}

// Events writes events, one object a line, in the order given, up to the first
// error of the sequence.
func Events(w io.Writer, all iter.Seq2[record.Event, error]) error {
	enc := encoder(w)
	for e, err := range all {
		if err == nil {
			err = enc.Encode(event(e))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Reading writes what one document says as one line. Program is what made it:
// name, version and model.
func Reading(w io.Writer, r record.Reading, l Layers, program string) error {
	return encoder(w).Encode(newReading(r, l, program))
}

func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
