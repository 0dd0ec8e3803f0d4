package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// jsonl reads a stream with one JSON object a line, holding one line at a time.
func (p *pass) jsonl(src source, in io.Reader) {
	lines := &lineReader{in: bufio.NewReaderSize(in, 1<<16), limit: p.MaxBytes}
	found := false
	for !p.stopped {
		raw, tooLong, err := lines.next()
		if err != nil && err != io.EOF {
			p.fileError(src.shown, err)
			return
		}
		if err == io.EOF && !found {
			e := failed(ErrEmpty, "there is no line in it", "")
			e.Path = src.shown
			p.error(e)
		}
		if err == io.EOF {
			return
		}
		if tooLong {
			found = true
			p.lineError(src, lines, tooLarge("the line", p.MaxBytes))
			continue
		}
		if len(bytes.TrimSpace(raw)) > 0 {
			found = true
			p.jsonLine(src, lines, raw)
		}
	}
}

func (p *pass) jsonLine(src source, lines *lineReader, raw []byte) {
	id, text, known, errs := parseLine(raw)
	for _, e := range errs {
		p.lineError(src, lines, e)
		if e.Severity == Failed {
			return
		}
	}
	if id == "" {
		id = fmt.Sprintf("%s:%d", src.id, lines.number)
	}
	path := fmt.Sprintf("%s:%d", src.path, lines.number)
	p.document(known.orElse(src.known).document(id, path, text, raw), fmt.Sprintf("%s:%d", src.shown, lines.number))
}

// lineError reports an error of the current line; its offset, if it has one, is
// counted from the beginning of the line.
func (p *pass) lineError(src source, lines *lineReader, e *Error) {
	e.Path, e.Line = src.shown, lines.number
	e.Offset = lines.offset + max(e.Offset, 0)
	p.error(e)
}

// parseLine reads one line. The last error is Failed if there is no document.
func parseLine(raw []byte) (id, text string, known fields, errs []*Error) {
	reject := func(e *Error) (string, string, fields, []*Error) {
		return "", "", known, append(errs, e)
	}
	if e := checkLine(raw); e != nil {
		return reject(e)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return reject(syntaxError(raw, err))
	}
	if object == nil {
		return reject(failed(ErrSyntax, "a JSON object expected, found null", ""))
	}
	text, ok := jsonString(object["text"])
	if !ok {
		return reject(failed(ErrField, `"text" is missing or not a string`, ""))
	}
	if strings.TrimSpace(text) == "" {
		return reject(failed(ErrEmpty, `"text" is empty`, ""))
	}
	if given, ok := object["id"]; ok {
		if id, ok = jsonID(given); !ok {
			return reject(failed(ErrField, `"id" is neither a string nor a number`, ""))
		}
	}
	for _, name := range fieldNames {
		given, ok := object[name]
		if !ok || string(given) == "null" {
			continue
		}
		value, ok := jsonString(given)
		if !ok {
			errs = append(errs, flawed(ErrField, fmt.Sprintf("%q is not a string and is left out", name), ""))
			continue
		}
		if e := known.set(name, value); e != nil {
			errs = append(errs, e)
		}
	}
	return id, text, known, errs
}

func checkLine(raw []byte) *Error {
	at := invalidAt(raw)
	if at < 0 {
		return nil
	}
	e := failed(ErrEncoding, fmt.Sprintf("not UTF-8: byte 0x%02x", raw[at]), guessEncoding(raw))
	e.Offset, e.Column = int64(at), 1+utf8.RuneCount(raw[:at])
	return e
}

// syntaxError says where and how a line departs from JSON.
func syntaxError(raw []byte, err error) *Error {
	e := failed(ErrSyntax, "broken JSON", "")
	var se *json.SyntaxError
	var te *json.UnmarshalTypeError
	switch {
	case errors.As(err, &se):
		e.Offset = max(0, min(se.Offset, int64(len(raw)))-1)
		e.What = "broken JSON: " + se.Error()
		if int(se.Offset) >= len(raw) && strings.Contains(se.Error(), "unexpected end") {
			e.What = "broken JSON: the line ends within the object"
			e.Hint = "a line may have been cut off, or a text broken over several lines"
		}
	case errors.As(err, &te):
		e.Offset = 0
		e.What = "a JSON object expected, found " + te.Value
	}
	if e.Offset >= 0 {
		e.Column = 1 + utf8.RuneCount(raw[:e.Offset])
	}
	return e
}

func jsonString(raw json.RawMessage) (string, bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	var s string
	err := json.Unmarshal(raw, &s)
	return s, err == nil
}

// jsonID reads an identifier; a number is taken as it is written.
func jsonID(raw json.RawMessage) (string, bool) {
	if s, ok := jsonString(raw); ok {
		return s, true
	}
	var n json.Number
	if err := json.Unmarshal(raw, &n); err != nil || string(raw) == "null" {
		return "", string(raw) == "null"
	}
	return n.String(), true
}

// lineReader cuts a stream into lines, up to a limit.
type lineReader struct {
	in     *bufio.Reader
	limit  int64
	number int   // of the line last returned, from 1
	offset int64 // of its first byte
	after  int64 // offset of the byte after its end
}

// next returns the next line without its end. A line beyond the limit is read
// over: tooLong is true and there is no line. The line belongs to the caller.
func (l *lineReader) next() (line []byte, tooLong bool, err error) {
	l.offset = l.after
	for {
		piece, err := l.in.ReadSlice('\n')
		l.after += int64(len(piece))
		if !tooLong {
			line = append(line, piece...)
			if int64(len(bytes.TrimRight(line, "\r\n"))) > l.limit {
				line, tooLong = nil, true
			}
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && l.after > l.offset {
			err = nil
		}
		if err != nil {
			return nil, false, err
		}
		break
	}
	l.number++
	line = bytes.TrimSuffix(line, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if l.number == 1 {
		if trimmed := bytes.TrimPrefix(line, byteOrderMark); len(trimmed) < len(line) {
			line = trimmed
			l.offset += int64(len(byteOrderMark))
		}
	}
	return line, tooLong, nil
}
